//! Whether a stop abbreviates.

use super::classes::{is_hebrew, is_right_to_left, is_right_to_left_after};
use super::context::{word_before, word_of};
use super::words::{self, Abbreviation};
use super::{Ending, REACH, Rule, Splitter, is_digit, is_opener};
use crate::text::offsets;

/// Words of a sentence that is too short to end after a time: `At 5 a.m. Mr. Reed left`.
const FEW: usize = 3;

impl Splitter<'_> {
    /// The rule by which a single stop abbreviates, if it does. `next` is what follows after white space, `cased` whether that begins with
    /// a capital letter.
    pub(super) fn rule_of_abbreviation(&mut self, ending: &Ending, next: &str, cased: bool) -> Option<Rule> {
        let at = ending.at;
        let before = &self.text[offsets::ceil(self.text, at.saturating_sub(REACH)).max(self.start)..at];
        let token = before.rsplit(|character: char| character.is_whitespace()).next().unwrap_or(before);
        let token =
            token.trim_start_matches(|character: char| is_opener(character) || matches!(character, '"' | '\'' | '’'));
        let segment = token.rsplit(['.', '\u{2024}', '-', '/', '(', '«', '"', '،']).next().unwrap_or(token);
        let segment = after_article(segment);
        let digit_follows = next.starts_with(is_digit);
        let numbered = digit_follows.then_some(Rule::Numbered);
        if segment.is_empty() || ending.bracketed || is_acronym(token) {
            return None;
        }
        if segment.ends_with(['°', 'º', '№']) {
            return numbered;
        }
        if segment.chars().all(is_digit) {
            return if token.len() == segment.len() { self.rule_of_number(at, before, token, next) } else { None };
        }
        let dotted = token.len() > segment.len() && token[..token.len() - segment.len()].ends_with('.');
        let letters = segment.chars().take(3).count();
        let initial = segment.chars().next().unwrap_or(' ');
        let word = segment.to_lowercase();
        let meaning = if dotted { words::abbreviation(&token.to_lowercase()) } else { None };
        let meaning = meaning.or_else(|| words::abbreviation(&word));
        if is_right_to_left(initial) {
            if letters == 1 || words::has(|words| words.joined_titles, &word) {
                return self.rule_of_letter(at, before, token, dotted, next);
            }
            if dotted && token.split('.').all(|name| words::has(|words| words.dotted_letter_names, name)) {
                return Some(Rule::LetterName);
            }
            return match meaning? {
                Abbreviation::Title => Some(Rule::Title),
                Abbreviation::Number => numbered,
                Abbreviation::SoOn | Abbreviation::Other => goes_on_with_date(next).then_some(Rule::Date),
            };
        }
        if letters == 1 && initial.is_alphabetic() {
            return rule_of_initial(before, token, segment, dotted, next, cased);
        }
        // "EE. UU.": a plural is written by doubling.
        if letters == 2 && initial.is_uppercase() && segment.chars().nth(1) == Some(initial) && cased {
            return (next.chars().nth(1) == next.chars().next()).then_some(Rule::Doubled);
        }
        match meaning {
            Some(Abbreviation::Title) => Some(Rule::Title),
            Some(Abbreviation::Number) => numbered,
            Some(Abbreviation::SoOn) => None,
            Some(Abbreviation::Other) => {
                // What is written in another script around a Latin name goes on.
                let goes_on = if is_right_to_left_after(next) {
                    words::strip(|words| words.and_opening, next).is_none()
                } else {
                    (cased || digit_follows) && !is_starter(next)
                };
                goes_on.then_some(Rule::Abbreviation)
            }
            None => numbered.filter(|_| words::has(|words| words.numbered_words, &word)),
        }
    }

    /// The rule by which the sentence goes on after a number and a stop, if it does: it is that of a list item, at the start of the
    /// paragraph or of a sentence, or an ordinal: `am 3. Mai`.
    fn rule_of_number(&self, at: usize, before: &str, number: &str, next: &str) -> Option<Rule> {
        let digits = number.chars().count();
        if digits > 3 {
            return None;
        }
        if self.at_start(at, number) {
            return Some(Rule::Number);
        }
        let word = word_of(next);
        let first = word_before(before.trim_end_matches(is_digit).trim_end());
        let ordinal = words::has(|words| words.lettered, word)
            || words::has(|words| words.laws, word)
            || words::has(|words| words.before_ordinal, first)
            || digits < 3 && words::is_month(word);
        ordinal.then_some(Rule::Ordinal)
    }

    /// The rule for a single letter of Arabic or Hebrew script before a stop, if the sentence goes on: it is a title, an initial, or a unit
    /// or era after its number.
    fn rule_of_letter(&mut self, at: usize, before: &str, token: &str, dotted: bool, next: &str) -> Option<Rule> {
        let era = dotted && words::abbreviation(token).is_some();
        let counted = (!dotted || era)
            && (before[..before.len() - token.len()].trim_end().ends_with(is_digit) || token.starts_with(is_digit));
        if counted {
            // "ج. 2 ص. 118": the letter belongs to the number after it.
            let is_era = words::all(|words| words.eras).any(|ending| token.ends_with(ending));
            if next.starts_with(is_digit) && !is_era {
                return Some(Rule::Numbered);
            }
            // A Persian sentence ends with its verb, not with the year.
            let verbs = self.own.last_verbs;
            let unfinished =
                !verbs.is_empty() && !before.split_whitespace().rev().take(FEW + 2).any(|word| verbs.contains(&word));
            return (unfinished || goes_on_with_date(next)).then_some(Rule::Date);
        }
        self.after_initial = at + 1;
        Some(Rule::Initial)
    }

    /// The rule by which the sentence goes on after the Urdu full stop at byte `at`, if it does: it stands in initials spelled by the names
    /// of the letters, or after a letter.
    pub(super) fn rule_of_letter_name(&mut self, at: usize, next: &str) -> Option<Rule> {
        let before = word_before(&self.text[..at]);
        if before.is_empty() {
            return None;
        }
        let is_letter_name = |word| words::has(|words| words.letter_names, word);
        let rule = if before.chars().nth(1).is_none() {
            Rule::Initial
        } else if before.chars().all(is_digit) && words::has(|words| words.lettered, word_of(next)) {
            Rule::Ordinal
        } else if words::has(|words| words.plain_letter_names, before)
            || is_letter_name(before) && (is_letter_name(word_of(next)) || self.follows_initial(at, before))
        {
            Rule::LetterName
        } else {
            return None;
        };
        self.after_initial = at + '۔'.len_utf8();
        Some(rule)
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

/// The rule for a single letter before a stop, of a script with capital letters, if the sentence goes on.
fn rule_of_initial(before: &str, token: &str, letter: &str, dotted: bool, next: &str, cased: bool) -> Option<Rule> {
    let digit_follows = next.starts_with(is_digit);
    let earlier = before[..before.len() - token.len()].trim_end();
    if letter.chars().all(char::is_lowercase) && !dotted {
        if words::has(|words| words.one_letter, letter) {
            return None;
        }
        let so_on = words::pairs(|words| words.so_on_letters)
            .any(|(first, second)| letter == second && earlier.ends_with(first));
        // A unit or a year after its number may end the sentence, `p. 5` does not.
        let goes_on = if so_on { !cased } else { digit_follows || !earlier.ends_with(is_digit) };
        return goes_on.then_some(Rule::Initial);
    }
    let starter = is_starter(next);
    if dotted && words::has(|words| words.times, &token.to_lowercase()) {
        let goes_on = digit_follows || earlier.split_whitespace().count() < FEW && !starter;
        return goes_on.then_some(Rule::Time);
    }
    let pronoun = !dotted
        && words::has(|words| words.one_letter, letter)
        && earlier.ends_with(char::is_lowercase)
        && words::all(|words| words.before_one_letter).any(|before| earlier.ends_with(before));
    (!starter && !pronoun).then_some(Rule::Initial)
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
