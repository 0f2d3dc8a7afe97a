//! Edits of an article, as authors and desks make them, and as they go wrong.

use unicode_normalization::UnicodeNormalization;

use super::articles::Material;
use super::chance::Chance;
use super::document::{Document, Fate, Piece, Sentence};

/// What is done to the article.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) enum Edit {
    InsertParagraph,
    DeleteParagraph,
    MoveParagraph,
    InsertSentence,
    DeleteSentence,
    SplitSentence,
    JoinSentences,
    Respell,
    Number,
    NumberWord,
    PerCent,
    Negation,
    Name,
    Typo,
    Duplicate,
    LookAlike,
    LookAlikeParagraph,
    DeleteKin,
    LineEnds,
}

/// The look-alikes twice as often.
pub(crate) const EDITS: [Edit; 21] = [
    Edit::InsertParagraph,
    Edit::DeleteParagraph,
    Edit::MoveParagraph,
    Edit::InsertSentence,
    Edit::DeleteSentence,
    Edit::SplitSentence,
    Edit::JoinSentences,
    Edit::Respell,
    Edit::Number,
    Edit::NumberWord,
    Edit::PerCent,
    Edit::Negation,
    Edit::Name,
    Edit::Typo,
    Edit::Duplicate,
    Edit::LookAlike,
    Edit::LookAlikeParagraph,
    Edit::DeleteKin,
    Edit::DeleteKin,
    Edit::DeleteKin,
    Edit::LineEnds,
];

/// Does it somewhere; `None` when the article has nothing to do it to.
pub(crate) fn apply(edit: Edit, document: &mut Document, material: &Material, chance: &mut Chance) -> Option<()> {
    let paragraphs = document.paragraphs.len();
    let (p, s) = somewhere(document, chance)?;
    match edit {
        Edit::InsertParagraph => {
            let new = (0..=chance.below(3)).map(|_| material.sentence(chance)).collect();
            document.paragraphs.insert(chance.below(paragraphs + 1), new);
        }
        Edit::DeleteParagraph => {
            document.paragraphs.remove(p);
        }
        Edit::MoveParagraph => {
            let moved = document.paragraphs.remove(p);
            document.paragraphs.insert(chance.below(paragraphs), moved);
        }
        Edit::InsertSentence => {
            let at = chance.below(document.paragraphs[p].len() + 1);
            document.paragraphs[p].insert(at, material.sentence(chance));
        }
        Edit::DeleteSentence => remove(document, p, s),
        Edit::SplitSentence => {
            let sentence = &mut document.paragraphs[p][s];
            let spaces = sentence.pieces_that(|piece| piece.text == " ");
            let at = *chance.pick(&spaces)?;
            let mut rest = sentence.pieces.split_off(at);
            rest.remove(0);
            sentence.pieces.push(Piece::new("."));
            let kin = sentence.kin;
            document.paragraphs[p].insert(s + 1, Sentence { pieces: rest, kin });
        }
        Edit::JoinSentences => {
            if s + 1 == document.paragraphs[p].len() {
                return None;
            }
            let next = document.paragraphs[p].remove(s + 1);
            let sentence = &mut document.paragraphs[p][s];
            while sentence.pieces.last().is_some_and(|piece| !piece.is_word()) {
                sentence.pieces.pop();
            }
            sentence.pieces.extend([Piece::new(material.comma), Piece::new(" ")]);
            sentence.pieces.extend(next.pieces);
        }
        Edit::Respell => respell(document, p, s, chance),
        Edit::Number | Edit::NumberWord | Edit::PerCent | Edit::Negation | Edit::Name | Edit::Typo => {
            // A place that has such a thing, as far as ten tries find one.
            for _ in 0..10 {
                let (p, s) = somewhere(document, chance)?;
                if alter(edit, &mut document.paragraphs[p][s], material, chance).is_some() {
                    return Some(());
                }
            }
            return None;
        }
        Edit::Duplicate => {
            let copy = document.paragraphs[p][s].copy();
            insert_apart(document, copy, (p, s), chance)?;
        }
        Edit::LookAlike => {
            // A look-alike that takes the very place of the original is what a change of the original is.
            if chance.per_cent(30) {
                return alter_any(&mut document.paragraphs[p][s], material, chance);
            }
            let copy = look_alike(&document.paragraphs[p][s], material, chance)?;
            if chance.per_cent(40) {
                document.paragraphs[p].insert(s + chance.below(2), copy);
            } else {
                let (p, s) = insert_apart(document, copy, (p, s), chance)?;
                if chance.per_cent(60) {
                    remove(document, p, s);
                }
            }
        }
        Edit::LookAlikeParagraph => {
            if chance.per_cent(50) {
                for sentence in &mut document.paragraphs[p] {
                    if chance.per_cent(60) {
                        alter_any(sentence, material, chance);
                    }
                }
            } else {
                look_alike_paragraph(document, p, material, chance);
            }
        }
        Edit::DeleteKin => {
            let kin: Vec<(usize, usize)> =
                all(document).filter(|(p, s)| document.paragraphs[*p][*s].kin.is_some()).collect();
            let (p, s) = *chance.pick(&kin)?;
            if chance.per_cent(50) { remove(document, p, s) } else { drop(document.paragraphs.remove(p)) }
        }
        Edit::LineEnds => document.line_end = chance.pick(&["\r\n", "\n\n", "\r\n\r\n"])?,
    }
    Some(())
}

/// Gives a text repetitions and look-alikes before it is annotated.
pub(crate) fn repeat(document: &mut Document, material: &Material, chance: &mut Chance) {
    for kin in 0..=chance.below(3) {
        let Some((p, s)) = somewhere(document, chance) else { return };
        if chance.per_cent(35) {
            document.paragraphs[p].iter_mut().for_each(|sentence| sentence.kin = Some(kin));
            look_alike_paragraph(document, p, material, chance);
            continue;
        }
        document.paragraphs[p][s].kin = Some(kin);
        let original = &document.paragraphs[p][s];
        let copy = if chance.per_cent(50) { Some(original.copy()) } else { look_alike(original, material, chance) };
        if let Some(copy) = copy {
            insert_apart(document, copy, (p, s), chance);
        }
    }
}

fn all(document: &Document) -> impl Iterator<Item = (usize, usize)> {
    document.paragraphs.iter().enumerate().flat_map(|(p, paragraph)| (0..paragraph.len()).map(move |s| (p, s)))
}

fn somewhere(document: &Document, chance: &mut Chance) -> Option<(usize, usize)> {
    let places: Vec<(usize, usize)> = all(document).collect();
    chance.pick(&places).copied()
}

fn remove(document: &mut Document, p: usize, s: usize) {
    document.paragraphs[p].remove(s);
    if document.paragraphs[p].is_empty() {
        document.paragraphs.remove(p);
    }
}

/// Inserts a copy where it is not next to the original: of two neighbours that are the same nobody can say which was taken out.
/// Gives where the original is then.
fn insert_apart(
    document: &mut Document,
    copy: Sentence,
    (p, s): (usize, usize),
    chance: &mut Chance,
) -> Option<(usize, usize)> {
    let places: Vec<(usize, usize)> = all(document).filter(|place| place.0.abs_diff(p) > 1).collect();
    let (to_p, to_s) = *chance.pick(&places)?;
    document.paragraphs[to_p].insert(to_s, copy);
    Some((p, s))
}

fn look_alike(original: &Sentence, material: &Material, chance: &mut Chance) -> Option<Sentence> {
    let mut copy = original.copy();
    alter_any(&mut copy, material, chance)?;
    Some(copy)
}

/// Puts another number or another name into a sentence.
fn alter_any(sentence: &mut Sentence, material: &Material, chance: &mut Chance) -> Option<()> {
    let edit = if chance.per_cent(50) { Edit::Number } else { Edit::Name };
    alter(edit, sentence, material, chance).or_else(|| alter(Edit::Name, sentence, material, chance))
}

/// Puts a paragraph after paragraph `p` that has the same sentences but for names and numbers in some of them.
fn look_alike_paragraph(document: &mut Document, p: usize, material: &Material, chance: &mut Chance) {
    let changed = chance.below(document.paragraphs[p].len());
    let mut copy = Vec::new();
    for (s, sentence) in document.paragraphs[p].iter().enumerate() {
        let other = if s == changed || chance.per_cent(60) { look_alike(sentence, material, chance) } else { None };
        copy.push(other.unwrap_or_else(|| sentence.copy()));
    }
    let at = if chance.per_cent(50) { p + 1 } else { p };
    document.paragraphs.insert(at, copy);
}

/// Changes what a sentence says.
fn alter(edit: Edit, sentence: &mut Sentence, material: &Material, chance: &mut Chance) -> Option<()> {
    let set = |piece: &mut Piece, text: String| {
        // A word that has other marks, a hamza among them, or a tatweel more, is spelled in another way.
        let same = without_marks(&text) == without_marks(&piece.text);
        piece.text = text;
        piece.fate = if same { piece.fate.max(Fate::Respelled) } else { Fate::Altered };
    };
    match edit {
        Edit::Number => {
            let at = *chance.pick(&sentence.pieces_that(Piece::is_number))?;
            let piece = &mut sentence.pieces[at];
            let mut digits: Vec<char> = piece.text.chars().collect();
            let zero = digits[0] as u32 - digits[0].to_digit(10).or_else(|| other_digit(digits[0]))?;
            if chance.per_cent(30) {
                digits.reverse();
            } else if chance.per_cent(30) {
                digits.push(char::from_u32(zero + chance.below(10) as u32)?);
            } else {
                let at = chance.below(digits.len());
                digits[at] = char::from_u32(zero + chance.below(10) as u32)?;
            }
            let text: String = digits.into_iter().collect();
            if text == piece.text {
                return None;
            }
            set(piece, text);
        }
        Edit::NumberWord => {
            let known = |piece: &Piece| material.number_words.contains(&&*piece.text);
            let at = *chance.pick(&sentence.pieces_that(known))?;
            let other = chance.pick(material.number_words).filter(|other| **other != sentence.pieces[at].text)?;
            set(&mut sentence.pieces[at], (*other).to_owned());
        }
        Edit::PerCent => {
            let signs = sentence.pieces_that(|piece| matches!(&*piece.text, "%" | "٪"));
            if let Some(at) = chance.pick(&signs) {
                sentence.pieces.remove(*at);
            } else {
                let at = *chance.pick(&sentence.pieces_that(Piece::is_number))?;
                sentence.pieces.insert(at + 1, Piece::new("%"));
            }
        }
        Edit::Negation => {
            let known = |piece: &Piece| material.negations.contains(&&*piece.text);
            if let Some(at) = chance.pick(&sentence.pieces_that(known)).copied() {
                sentence.pieces.remove(at);
            } else {
                let at = *chance.pick(&sentence.pieces_that(|piece| piece.text == " "))?;
                let new = [Piece::new(" "), Piece::new(chance.pick(material.negations)?)];
                sentence.pieces.splice(at..at, new);
            }
        }
        Edit::Name => {
            let long = |piece: &Piece| piece.is_word() && !piece.is_number() && piece.text.chars().count() > 3;
            let at = *chance.pick(&sentence.pieces_that(long))?;
            let other = chance.pick(&material.vocabulary).filter(|other| **other != sentence.pieces[at].text)?;
            set(&mut sentence.pieces[at], other.clone());
        }
        _ => {
            let long = |piece: &Piece| piece.is_word() && !piece.is_number() && piece.text.chars().count() > 4;
            let at = *chance.pick(&sentence.pieces_that(long))?;
            let piece = &mut sentence.pieces[at];
            let mut letters: Vec<char> = piece.text.chars().collect();
            let place = 1 + chance.below(letters.len() - 2);
            if letters[place - 1..=place + 1].iter().any(|one| !one.is_alphabetic()) {
                return None;
            }
            match chance.below(3) {
                0 => letters.swap(place, place + 1),
                1 => drop(letters.remove(place)),
                _ => letters.insert(place, letters[place - 1]),
            }
            let text: String = letters.into_iter().collect();
            if text == piece.text || text.chars().all(|one| !one.is_alphabetic()) {
                return None;
            }
            set(piece, text);
        }
    }
    Some(())
}

fn other_digit(digit: char) -> Option<u32> {
    ['٠', '۰'].into_iter().map(|zero| (digit as u32).wrapping_sub(zero as u32)).find(|value| *value < 10)
}

/// Spells a sentence, a paragraph or all of it in another way.
fn respell(document: &mut Document, p: usize, s: usize, chance: &mut Chance) {
    let (how, scope) = (chance.below(9), chance.below(3));
    let in_scope = all(document)
        .filter(|place| match scope {
            0 => *place == (p, s),
            1 => place.0 == p,
            _ => true,
        })
        .collect::<Vec<_>>();
    for (p, s) in in_scope {
        for piece in &mut document.paragraphs[p][s].pieces {
            let text = respelled(&piece.text, how, chance);
            if text != piece.text {
                piece.text = text;
                piece.fate = piece.fate.max(Fate::Respelled);
            }
        }
    }
}

fn without_marks(text: &str) -> String {
    text.chars().filter(|one| !is_haraka(*one) && !matches!(one, '\u{640}' | '\u{653}'..='\u{655}')).collect()
}

const fn is_haraka(one: char) -> bool {
    matches!(one, '\u{64B}'..='\u{652}' | '\u{5B0}'..='\u{5BC}' | '\u{5C1}' | '\u{5C2}')
}

fn respelled(text: &str, how: usize, chance: &mut Chance) -> String {
    let arabic = |one: char| matches!(one, 'ب'..='غ' | 'ف'..='و');
    match how {
        0 => text.chars().filter(|one| !is_haraka(*one)).collect(),
        1 => {
            let mut out = String::new();
            let mut letters = text.chars().peekable();
            while let Some(one) = letters.next() {
                out.push(one);
                let bare =
                    letters.peek().is_none_or(|next| !is_haraka(*next) && !matches!(next, '\u{653}'..='\u{655}'));
                if arabic(one) && bare && chance.per_cent(50) {
                    out.push(*chance.pick(&['\u{64E}', '\u{64F}', '\u{650}', '\u{652}']).unwrap_or(&'\u{64E}'));
                }
            }
            out
        }
        2 => {
            let mut out = String::new();
            let mut letters = text.chars().peekable();
            while let Some(one) = letters.next() {
                out.push(one);
                let joins = matches!(one, 'ب'..='ت' | 'ج'..='خ' | 'س'..='غ' | 'ف'..='ه');
                if joins && letters.peek().is_some_and(|next| arabic(*next)) && chance.per_cent(20) {
                    out.push_str("ــ");
                }
            }
            out
        }
        3 => text.chars().map(|one| if matches!(one, 'أ' | 'إ' | 'آ') { 'ا' } else { one }).collect(),
        4 => text
            .chars()
            .map(|one| match one {
                'ى' | 'ی' => 'ي',
                'ک' => 'ك',
                'ة' => 'ه',
                other => other,
            })
            .collect(),
        5 => text
            .chars()
            .map(|one| match one {
                '"' => '“',
                '“' | '”' | '«' | '»' => '"',
                '\'' => '’',
                '’' => '\'',
                other => other,
            })
            .collect(),
        6 if text == " " => chance.pick(&["  ", "\u{A0}", " \u{200F}"]).unwrap_or(&" ").to_string(),
        7 => text.nfd().collect(),
        8 => text.chars().filter(|one| !matches!(one, '\u{200C}' | '\u{640}')).collect(),
        _ => text.to_owned(),
    }
}
