//! The words of a text as they are compared: each with a key that is the same in every spelling.

use std::hash::{DefaultHasher, Hasher};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::Span;
use crate::text::fold::fold;

/// A word, a number, a per cent or currency sign, or one letter of a script that is written without spaces.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    start: u32,
    end: u32,
    /// The same for all spellings of the word. Texts are compared again where it decides.
    pub(super) key: u64,
}

impl Token {
    /// Bytes of the text it is in.
    pub(super) const fn span(self) -> Span {
        Span { start: self.start as usize, end: self.end as usize }
    }
}

/// The words of a text in order; of one that is longer than 4 GiB those of the first 4 GiB. Linear: 10 MB in about 0.3 s.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        let mut end = start + first.len_utf8();
        if is_sign(first) {
            push(&mut found, text, start, end);
            continue;
        }
        if !first.is_alphanumeric() {
            continue;
        }
        let alone = is_unspaced(first);
        // The end moves over a character without a glyph only when the word goes on after it.
        let mut last = first;
        while let Some(&(at, next)) = characters.peek() {
            let after = at + next.len_utf8();
            let marks = is_combining_mark(next);
            if marks || next == '\u{640}' || (!alone && next.is_alphanumeric() && !is_unspaced(next)) {
                end = after;
            } else if is_separator(next) && last.is_numeric() && digit_follows(text, after) {
                // 18,400 and 3.5 are one number: what stands in it is not punctuation.
            } else if !is_format(next) {
                break;
            }
            if !is_format(next) && !marks {
                last = next;
            }
            characters.next();
        }
        // What a cluster ends with belongs to its word: UAX #29 does not part them.
        while text[end..].starts_with(['\u{200C}', '\u{200D}']) {
            end += '\u{200D}'.len_utf8();
        }
        push(&mut found, text, start, end);
    }
    found
}

fn push(found: &mut Vec<Token>, text: &str, start: usize, end: usize) {
    if let (Ok(from), Ok(to)) = (u32::try_from(start), u32::try_from(end)) {
        found.push(Token { start: from, end: to, key: key(&text[start..end]) });
    }
}

fn digit_follows(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_numeric)
}

/// Signs that change what is said, so that they count as words.
const fn is_sign(character: char) -> bool {
    matches!(character, '%' | '٪' | '‰' | '؉' | '$' | '£' | '¥' | '¢' | '₠'..='₿' | '﷼' | '°')
}

const fn is_separator(character: char) -> bool {
    matches!(character, '.' | ',' | '٫' | '٬')
}

/// Letters of scripts that put no spaces between words.
const fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Characters without a glyph that no reader misses.
pub(super) const fn is_format(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{640}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

fn key(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    if word.is_ascii() {
        word.bytes().for_each(|byte| hasher.write_u8(byte.to_ascii_lowercase()));
    } else {
        hasher.write(plain(word).as_bytes());
        return hasher.finish();
    }
    hasher.finish()
}

/// A word as the search compares it, however its letters are composed.
pub(super) fn plain(word: &str) -> String {
    // Letters of the Hebrew and Arabic blocks fold as they are, and are most of what comes here.
    if word.chars().all(|one| one.is_ascii() || matches!(one, '\u{590}'..='\u{6FF}')) {
        fold(word)
    } else {
        fold(&word.nfd().collect::<String>())
    }
}

/// Whether two texts are the same but for spelling: white space, Unicode normalisation, presentation forms, characters without a glyph,
/// tatweel, the shapes of quotation marks, dashes and digits, alef, yeh, kaf and teh marbuta forms, and harakat, niqqud and hamzas that
/// one of them has and the other leaves out.
///
/// Marks that contradict each other are no spelling: أن and إن, كَتَبَ and كُتِبَ are different words. Nor is case: "us" is not "US".
/// Linear.
pub(super) fn same_spelling(a: &str, b: &str) -> bool {
    let words = |text: &str| tokens(text).into_iter().map(|token| token.key).collect::<Vec<_>>();
    if words(a) != words(b) {
        return false;
    }
    let (a, b) = (letters(a), letters(b));
    a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a.agrees(b))
}

/// A letter, a digit or a punctuation mark, with the marks that may be left out.
struct Letter {
    base: char,
    marks: Vec<char>,
}

impl Letter {
    fn agrees(&self, other: &Self) -> bool {
        let within = |a: &[char], b: &[char]| a.iter().all(|mark| b.contains(mark));
        // What folds alike and has no case: forms of one letter, of a quotation mark, of a digit.
        let same = self.base == other.base
            || ([self.base, other.base].iter().all(|base| !base.is_uppercase())
                && folded(self.base) == folded(other.base));
        same && (within(&self.marks, &other.marks) || within(&other.marks, &self.marks))
    }
}

fn folded(character: char) -> String {
    fold(character.encode_utf8(&mut [0; 4]))
}

fn letters(text: &str) -> Vec<Letter> {
    let mut found: Vec<Letter> = Vec::new();
    let mut add = |one: char| {
        if one.is_whitespace() || is_format(one) {
        } else if is_combining_mark(one) && folded(one).is_empty() {
            if let Some(last) = found.last_mut() {
                last.marks.push(one);
            }
        } else {
            found.push(Letter { base: one, marks: Vec::new() });
        }
    };
    for one in text.nfd() {
        if one == '…' || matches!(one, '\u{FB1D}'..='\u{FEFC}') {
            folded(one).chars().for_each(&mut add);
        } else {
            add(one);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{plain, same_spelling, tokens};

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| &text[token.span().start..token.span().end]).collect()
    }

    #[test]
    fn words_numbers_and_signs() {
        assert_eq!(words("قالت: «نَعَم» 3.5% (18٬400)."), ["قالت", "نَعَم", "3.5", "%", "18٬400"]);
        assert_eq!(words("ends 3. Next, 4"), ["ends", "3", "Next", "4"]);
        assert_eq!(words("می\u{200C}رود\u{200F} ســـلام"), ["می\u{200C}رود", "ســـلام"]);
        assert_eq!(words("日本 x"), ["日", "本", "x"]);
        assert_eq!(words(" …!\u{200F}"), [""; 0]);
        assert_eq!(plain("E\u{301}"), plain("é"));
    }

    #[test]
    fn spelling_is_not_meaning() {
        let same = [
            ("كَتَبَ", "كتب"),
            ("أحمد", "احمد"),
            ("ســلام", "سلام"),
            ("المدينة", "المدينه"),
            ("کتاب ی", "كتاب ي"),
            ("«نعم»  هنا", "\"نعم\"\r\nهنا"),
            ("é", "e\u{301}"),
            ("ﻻ", "لا"),
            ("٣٠٪", "30%"),
            ("a\u{200F} b", "a b"),
            ("שָׁלוֹם", "שלום"),
            ("wait…", "wait..."),
        ];
        for (a, b) in same {
            assert!(same_spelling(a, b) && same_spelling(b, a), "{a} {b}");
        }
        let different = [
            ("30%", "13%"),
            ("أن", "إن"),
            ("كَتَبَ", "كُتِبَ"),
            ("US", "us"),
            ("resume", "résumé"),
            ("3.5", "35"),
            ("3.5", "3. 5"),
            ("10 000", "10000"),
            ("-5", "5"),
            ("لم يقل", "يقل"),
            ("Yes.", "Yes?"),
            ("5%", "5"),
        ];
        for (a, b) in different {
            assert!(!same_spelling(a, b) && !same_spelling(b, a), "{a} {b}");
        }
    }
}
