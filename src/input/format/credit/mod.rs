//! Bylines and date lines by their form: who wrote an article, and when.
//!
//! A paragraph of an article's head is one of them when it is nothing else: a few words, and no end of a sentence. A byline begins with
//! a word for writing (`بقلم`, `By`), or names an agency or a correspondent beside a place. A date line has only words and numbers of
//! dates and times, among them a day with its month or a date in digits. Words are compared as the search compares them: harakat,
//! hamza and case do not matter.

mod words;

use self::words::{AFTER_DIGITS, AGENCIES, BETWEEN_NAMES, LABELS, MONTHS, NO_NAMES, OF_DATES, WRITTEN_BY, Words};
use crate::text::fold::fold;
use crate::text::{Kind, sentence};

/// Bytes of a credit at most: enough for a dozen words of Arabic with harakat.
const LONGEST: usize = 240;
/// Words of a credit at most.
const WORDS: usize = 14;
/// Words of the names after a word for writing: more where a colon says that they are names.
const NAMES: usize = 4;
const LABELLED_NAMES: usize = 8;
/// Words of a place and an agency.
const AGENCY_WORDS: usize = 7;

/// [`Kind::Byline`] or [`Kind::Dateline`], where a paragraph in the head of an article is one.
pub(super) fn credit(text: &str) -> Option<Kind> {
    // Marks of emphasis (Markdown), and brackets around the whole.
    let inner =
        text.trim_matches(|edge: char| edge.is_whitespace() || matches!(edge, '*' | '_' | '(' | ')' | '[' | ']'));
    if inner.is_empty() || inner.len() > LONGEST || inner.ends_with(sentence::is_final) {
        return None;
    }
    let folded = fold(inner);
    if words(&folded).nth(WORDS).is_some() {
        None
    } else if is_date(&folded) {
        Some(Kind::Dateline)
    } else if is_written_by(inner, &folded) || is_agency(&folded) || is_place_and_source(inner, &folded) {
        Some(Kind::Byline)
    } else {
        None
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Where a byline or a date goes on with something else.
fn is_divider(character: char) -> bool {
    matches!(character, '|' | '/' | ',' | '،' | '-' | '–' | '—' | '·' | '•' | '(' | ')' | ':')
}

fn is_written_by(inner: &str, folded: &str) -> bool {
    let rest = |labels: &Words, colon: bool| {
        labels.iter().filter_map(|label| folded.strip_prefix(label)).find_map(|rest| {
            let labelled = rest.trim_start().strip_prefix(':');
            if colon { labelled } else { rest.strip_prefix(' ').filter(|_| labelled.is_none()) }
        })
    };
    let labelled = rest(&WRITTEN_BY, true).or_else(|| rest(&LABELS, true));
    let (names, most) = match (labelled, rest(&WRITTEN_BY, false)) {
        (Some(names), _) => (names, LABELLED_NAMES),
        (None, Some(names)) => (names, NAMES),
        (None, None) => return false,
    };
    let names = names.trim_start().split(is_divider).next().unwrap_or_default();
    let count = words(names).filter(|word| !BETWEEN_NAMES.has(word)).count();
    (1..=most).contains(&count)
        && !names.contains(|character: char| character.is_numeric())
        && !words(names).any(|word| NO_NAMES.has(word))
        // "The minister wrote": names of people do not begin with an article.
        && (labelled.is_some() || !names.starts_with("ال"))
        && are_capitalised(inner, names)
}

/// Whether the words of names that are written in letters with case are names.
fn are_capitalised(inner: &str, names: &str) -> bool {
    let known = |word: &str| BETWEEN_NAMES.has(word);
    let small = words(inner).filter(|word| word.starts_with(char::is_lowercase)).filter(|word| !known(word));
    let names: Vec<&str> = words(names).collect();
    small.map(fold).all(|word| !names.contains(&word.as_str()))
}

/// A place and an agency or a correspondent: two parts of a few words, one of which names who it was.
fn is_agency(folded: &str) -> bool {
    let mut parts = folded.split(is_divider).map(str::trim).filter(|part| !part.is_empty());
    let names = |part: &str| {
        let mut words = words(part);
        let first = words.next();
        first.is_some_and(|word| AGENCIES.has(word)) || words.last().is_some_and(|word| AGENCIES.has(word))
    };
    let several = parts.clone().nth(1).is_some() || words(folded).nth(1).is_none();
    several && words(folded).count() <= AGENCY_WORDS && parts.any(names)
}

/// A place and a source by their form alone: `القاهرة - رويترز`, `نوران (أ ف ب)`. Two parts of one to three words, four in all, with a
/// dash that has a blank on each side between them, or the second one in brackets.
fn is_place_and_source(inner: &str, folded: &str) -> bool {
    let dashed = [" - ", " – ", " — "].into_iter().find_map(|dash| folded.split_once(dash));
    // The trimming of brackets around the whole took the last one.
    let bracketed = || folded.split_once(" (").filter(|_| !inner.contains(')'));
    let Some((place, source)) = dashed.or_else(bracketed) else { return false };
    let is_name = |part: &str| {
        let count = words(part).count();
        (1..=3).contains(&count) && part.chars().all(|letter| letter.is_alphabetic() || letter == ' ')
    };
    is_name(place.trim()) && is_name(source.trim()) && words(folded).count() <= 4 && are_capitalised(inner, folded)
}

fn is_date(folded: &str) -> bool {
    let (mut month, mut number) = (false, false);
    for word in words(folded) {
        // Hebrew writes "in" and the day or the month as one word.
        let bare = word.strip_prefix('ב').filter(|rest| !rest.is_empty()).unwrap_or(word);
        let digits = bare.trim_start_matches(|character: char| character.is_ascii_digit());
        if digits.len() < bare.len() {
            let is_time = digits.strip_prefix('t').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
            if !(digits.is_empty() || AFTER_DIGITS.has(digits) || is_time) || bare.len() - digits.len() > 4 {
                return false;
            }
            number = true;
        } else if MONTHS.has(bare) {
            month = true;
        } else if !OF_DATES.has(word) {
            return false;
        }
    }
    number && (month || folded.split([' ', ',', '،', '(', ')', 't', '|']).any(is_numeric_date))
}

/// A date in digits: `12.5.2024`, `2024-05-12`, `12/5/24`.
fn is_numeric_date(word: &str) -> bool {
    let word = word.trim_start_matches(['ב', '-']).trim_end_matches(['.', '-']);
    ['.', '/', '-'].into_iter().any(|divider| {
        let lengths: Vec<usize> = word.split(divider).map(str::len).collect();
        let digits = word.chars().all(|character| character.is_ascii_digit() || character == divider);
        digits && matches!(lengths[..], [1..=2, 1..=2, 2 | 4] | [4, 1..=2, 1..=2])
    })
}

#[cfg(test)]
mod tests;
