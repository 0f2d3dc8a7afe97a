//! Whether a stop abbreviates.

use super::classes::{is_hebrew, is_right_to_left, is_right_to_left_after};
use super::look::{word_before, word_of};
use super::words::{self, Abbreviation};
use super::{REACH, Splitter, is_digit, is_opener};
use crate::text::offsets;

/// Words of a sentence that is too short to end after a time: `At 5 a.m. Mr. Reed left`.
const FEW: usize = 3;

impl Splitter<'_> {
    /// Whether the single stop at byte `at` abbreviates. `next` is what follows after white space, `cased` whether that begins with a
    /// capital letter.
    pub(super) fn abbreviates(&mut self, at: usize, next: &str, cased: bool, bracketed: bool) -> bool {
        let before = &self.text[offsets::ceil(self.text, at.saturating_sub(REACH)).max(self.start)..at];
        let token = before.rsplit(|character: char| character.is_whitespace()).next().unwrap_or(before);
        let token =
            token.trim_start_matches(|character: char| is_opener(character) || matches!(character, '"' | '\'' | '’'));
        let segment = token.rsplit(['.', '\u{2024}', '-', '/', '(', '«', '"', '،']).next().unwrap_or(token);
        let segment = after_article(segment);
        let digit_follows = next.chars().next().is_some_and(is_digit);
        if segment.is_empty() || bracketed || is_acronym(token) {
            return false;
        }
        if segment.ends_with(['°', 'º', '№']) {
            return digit_follows;
        }
        if segment.chars().all(is_digit) {
            return token.len() == segment.len() && self.numbers(at, before, token, next);
        }
        let dotted = token.len() > segment.len() && token[..token.len() - segment.len()].ends_with('.');
        let letters = segment.chars().take(3).count();
        let initial = segment.chars().next().unwrap_or(' ');
        let word = segment.to_lowercase();
        let meaning = if dotted { words::abbreviation(&token.to_lowercase()) } else { None };
        let meaning = meaning.or_else(|| words::abbreviation(&word));
        if is_right_to_left(initial) {
            if letters == 1 || words::has(|words| words.joined_titles, &word) {
                return self.right_to_left_initial(at, before, token, dotted, next);
            }
            if dotted && token.split('.').all(|name| words::has(|words| words.dotted_letter_names, name)) {
                return true;
            }
            return match meaning {
                Some(Abbreviation::Title) => true,
                Some(Abbreviation::Number) => digit_follows,
                Some(Abbreviation::SoOn | Abbreviation::Other) => goes_on_with_date(next),
                None => false,
            };
        }
        let starter = || is_starter(next);
        if letters == 1 && initial.is_alphabetic() {
            return abbreviates_initial(before, token, segment, dotted, next, cased);
        }
        // "EE. UU.": a plural is written by doubling.
        if letters == 2 && initial.is_uppercase() && segment.chars().nth(1) == Some(initial) && cased {
            return next.chars().nth(1) == next.chars().next();
        }
        match meaning {
            Some(Abbreviation::Title) => true,
            Some(Abbreviation::Number) => digit_follows,
            Some(Abbreviation::SoOn) => false,
            // What is written in another script around a Latin name goes on.
            Some(Abbreviation::Other) if is_right_to_left_after(next) => {
                words::strip(|words| words.and_opening, next).is_none()
            }
            Some(Abbreviation::Other) => !starter() && (cased || digit_follows),
            None => digit_follows && words::has(|words| words.numbered_words, &word),
        }
    }

    /// Whether a number before a stop is that of a list item, at the start of the paragraph or of a sentence, or an ordinal: `am 3. Mai`.
    fn numbers(&self, at: usize, before: &str, number: &str, next: &str) -> bool {
        let digits = number.chars().count();
        if digits > 3 {
            return false;
        }
        if self.at_start(at, number) {
            return true;
        }
        let word = word_of(next);
        let first = word_before(before.trim_end_matches(is_digit).trim_end());
        words::has(|words| words.lettered, word)
            || words::has(|words| words.laws, word)
            || words::has(|words| words.before_ordinal, first)
            || digits < 3 && words::is_month(word)
    }

    /// A single letter of Arabic or Hebrew script before a stop: a title, an initial, or a unit or era after its number.
    fn right_to_left_initial(&mut self, at: usize, before: &str, token: &str, dotted: bool, next: &str) -> bool {
        let era = dotted && words::abbreviation(token).is_some();
        let counted = (!dotted || era)
            && (before[..before.len() - token.len()].trim_end().ends_with(is_digit) || token.starts_with(is_digit));
        if counted {
            // "ج. 2 ص. 118": the letter belongs to the number after it.
            let is_era = words::all(|words| words.eras).any(|ending| token.ends_with(ending));
            let page = next.starts_with(is_digit) && !is_era;
            // A Persian sentence ends with its verb, not with the year.
            let verbs = self.own.last_verbs;
            let unfinished =
                !verbs.is_empty() && !before.split_whitespace().rev().take(FEW + 2).any(|word| verbs.contains(&word));
            return page || unfinished || goes_on_with_date(next);
        }
        self.after_initial = at + 1;
        true
    }

    /// Whether the Urdu full stop at byte `at` stands in initials spelled by the names of the letters, or after a letter.
    pub(super) fn abbreviates_letter_name(&mut self, at: usize, next: &str) -> bool {
        let before = word_before(&self.text[..at]);
        if before.is_empty() {
            return false;
        }
        let is_letter_name = |word| words::has(|words| words.letter_names, word);
        let goes_on = before.chars().take(2).count() == 1
            || before.chars().all(is_digit) && words::has(|words| words.lettered, word_of(next))
            || words::has(|words| words.plain_letter_names, before)
            || is_letter_name(before) && (is_letter_name(word_of(next)) || self.follows_initial(at, before));
        if goes_on {
            self.after_initial = at + '۔'.len_utf8();
        }
        goes_on
    }

    /// Whether the word that ends at byte `at` follows a stop that abbreviated.
    pub(super) fn follows_initial(&self, at: usize, word: &str) -> bool {
        let start = at - word.len();
        self.after_initial > 0
            && self.after_initial <= start
            && self.text[self.after_initial..start].chars().all(char::is_whitespace)
    }

    /// Whether nothing stands before the token that ends at byte `at` in its sentence.
    fn at_start(&self, at: usize, token: &str) -> bool {
        let start = at - token.len();
        start - self.start <= REACH && self.text[self.start..start].chars().all(char::is_whitespace)
    }
}

/// A single letter before a stop, of a script with capital letters.
fn abbreviates_initial(before: &str, token: &str, letter: &str, dotted: bool, next: &str, cased: bool) -> bool {
    let digit_follows = next.chars().next().is_some_and(is_digit);
    let earlier = before[..before.len() - token.len()].trim_end();
    if letter.chars().all(char::is_lowercase) && !dotted {
        if words::has(|words| words.one_letter, letter) {
            return false;
        }
        let so_on = words::pairs(|words| words.so_on_letters)
            .any(|(first, second)| letter == second && earlier.ends_with(first));
        // A unit or a year after its number may end the sentence, `p. 5` does not.
        return if so_on { !cased } else { digit_follows || !earlier.ends_with(is_digit) };
    }
    let starter = is_starter(next);
    if dotted && words::has(|words| words.times, &token.to_lowercase()) {
        return digit_follows || earlier.split_whitespace().count() < FEW && !starter;
    }
    let pronoun = !dotted
        && words::has(|words| words.one_letter, letter)
        && earlier.ends_with(char::is_lowercase)
        && words::all(|words| words.before_one_letter).any(|before| earlier.ends_with(before));
    !starter && !pronoun
}

/// A word without the article or preposition that is written to it: `l'Ing`, `dell’Avv`.
fn after_article(segment: &str) -> &str {
    match segment.rsplit_once(['\'', '’']) {
        Some((article, word)) if article.len() <= 4 && word.chars().take(2).count() == 2 => word,
        _ => segment,
    }
}

/// Whether a token is a Hebrew acronym, written with gershayim before its last letter: its stop ends the sentence.
fn is_acronym(token: &str) -> bool {
    let hebrew = |(first, last): (&str, &str)| first.ends_with(is_hebrew) && last.starts_with(is_hebrew);
    token.split_once(['"', '״', '”']).is_some_and(hebrew)
}

/// Whether what follows an era or a unit goes on with the date.
fn goes_on_with_date(next: &str) -> bool {
    let mut following = next.split_whitespace();
    let first = following.next().unwrap_or_default();
    let second = following.next().unwrap_or_default();
    let is_date = |rest: &str| rest.starts_with(is_digit) || words::has(|words| words.dates, second);
    words::has(|words| words.dating, first) || words::strip(|words| words.and_opening, first).is_some_and(is_date)
}

/// Whether a text begins with a word that begins sentences. Before a stop it is an initial.
fn is_starter(next: &str) -> bool {
    let word = word_of(next);
    words::has(|words| words.starters, word) && !next[word.len()..].starts_with('.')
}
