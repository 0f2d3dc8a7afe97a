//! Whether an ending ends the sentence.

use super::words::{self, Abbreviation};
use super::{Ending, Mark, Splitter, is_closer, is_digit, is_final, is_opener, is_strong, is_unseen};
use crate::text::{Language, offsets};

/// Bytes that a rule reads on each side of an ending.
const REACH: usize = 160;

impl Splitter<'_> {
    /// Cuts after an ending if it ends the sentence.
    pub(super) fn decide(&mut self, ending: &Ending) {
        if ending.end < self.bracket_end {
            return;
        }
        let rest = &self.text[ending.end..];
        let next = rest.trim_start_matches(|character: char| character.is_whitespace() || is_unseen(character));
        let Some(first) = next.chars().next() else { return };
        let spaces = rest.len() - next.len();
        // Marks of direction between the white space and the next word go with the word.
        let white = rest.len() - rest.trim_start().len();
        let white = if white == 0 && rest[..spaces].contains(char::is_whitespace) { spaces } else { white };
        if white == 0 {
            if self.cuts_glued(ending, next, first) {
                self.cut(ending.end);
            }
            return;
        }
        let next = &next[..offsets::floor(next, REACH)];
        if !self.goes_on(ending, next, first) {
            self.cut(ending.end + white);
        }
    }

    /// Whether the sentence goes on after an ending and white space. `next` is not empty.
    fn goes_on(&mut self, ending: &Ending, next: &str, first: char) -> bool {
        if matches!(first, ',' | '،' | ';' | '؛' | ':' | '、' | '，' | '%' | '٪' | '/' | '=') || is_final(first) {
            return true;
        }
        let mut opening = next;
        let dashed = matches!(first, '-' | '–' | '—' | '―' | '_');
        if dashed {
            opening = next[first.len_utf8()..].trim_start();
        }
        let opening =
            opening.trim_start_matches(|character| is_opener(character) || matches!(character, '"' | '\'' | '’'));
        let letter = opening.chars().next().unwrap_or(' ');
        // A small letter goes on, also after a dash or bracket; but not in a text that begins its sentences with small letters.
        if letter.is_lowercase()
            && (ending.quoted || ending.mark == Mark::Ellipsis || dashed || !self.begins_small(ending.at))
        {
            return true;
        }
        let cased = letter.is_uppercase();
        if dashed && !cased && ending.mark != Mark::Stop {
            // Speech and who says it: "- كەل! - دېدى".
            return true;
        }
        // Words of the sentence that a bracket or quotation with a final in it stands in.
        if ending.bracketed && !cased && self.began_before_bracket(ending) {
            return true;
        }
        if ending.quoted && self.saying_follows(next) {
            return true;
        }
        if ending.mark == Mark::Ellipsis && !cased && is_letter(letter) {
            let word = bare(word_of(opening));
            // "... ما قيل ... وما فهم": left out, not ended. "کتاب و… ": and so on.
            let left_out = self.char_before(ending.at).is_some_and(char::is_whitespace);
            if left_out || word_before(&self.text[..ending.at]) == "و" {
                return true;
            }
            return words::has(words::CONTINUING, &word) || self.joined_by_waw(&word);
        }
        if ending.mark == Mark::Stop && !ending.quoted {
            return self.abbreviates(ending.at, next, cased, ending.bracketed);
        }
        ending.last == '۔' && self.abbreviates_letter_name(ending.at, next)
    }

    /// Whether an ending with no white space after it ends the sentence all the same.
    fn cuts_glued(&self, ending: &Ending, next: &str, first: char) -> bool {
        let opens = is_opener(first) || (first == '"' && !self.double);
        if ending.mark == Mark::Stop {
            let before = word_before(&self.text[..ending.at]);
            let after = word_of(next);
            let enough = |word: &str| word.chars().filter(|&character| is_letter(character)).take(3).count();
            let followed = next[after.len()..].chars().next();
            return is_right_to_left(first)
                && before.chars().next_back().is_some_and(|last| is_right_to_left(last) || is_mark(last))
                && enough(before) >= 2
                && enough(after) >= 3
                && words::abbreviation(before).is_none()
                && followed != Some('.');
        }
        if ending.mark == Mark::Ellipsis {
            return false;
        }
        match ending.last {
            '!' | '?' => is_right_to_left(first) || (opens && !ending.quoted && is_right_to_left_after(next)),
            '۔' => {
                let before = word_before(&self.text[..ending.at]);
                is_right_to_left(first)
                    && before.chars().take(2).count() > 1
                    && !words::has(words::LETTER_NAMES, before)
                    && !words::has(words::LETTER_NAMES, word_of(next))
            }
            last => is_strong(last) && (first.is_alphanumeric() || opens),
        }
    }

    /// Whether the single stop at byte `at` abbreviates. `next` is what follows after white space.
    fn abbreviates(&mut self, at: usize, next: &str, cased: bool, bracketed: bool) -> bool {
        let before = &self.text[offsets::ceil(self.text, at.saturating_sub(REACH)).max(self.start)..at];
        let token = before.rsplit(|character: char| character.is_whitespace()).next().unwrap_or(before);
        let token = token.trim_start_matches(|character: char| {
            is_opener(character) || matches!(character, '"' | '\'' | '’') || is_unseen(character)
        });
        let segment = token.rsplit(['.', '\u{2024}', '-', '/', '(', '«', '"', '،']).next().unwrap_or(token);
        let digit_follows = next.chars().next().is_some_and(is_digit);
        if segment.is_empty() || bracketed {
            return false;
        }
        if segment.chars().all(is_digit) {
            let listed = token.len() == segment.len() && segment.chars().count() <= 3;
            // The number of a list item, at the start of the paragraph or of a sentence; an ordinal, "am 3. Mai".
            return listed
                && (self.at_start(at, token)
                    || words::has(words::BEFORE_ORDINAL, word_before(before.trim_end_matches(is_digit).trim_end())));
        }
        let dotted = token.len() > segment.len() && token[..token.len() - segment.len()].ends_with('.');
        let letters = segment.chars().filter(|&character| !is_mark(character) && !is_unseen(character)).count();
        let initial = segment.chars().next().unwrap_or(' ');
        let word = bare(segment).to_lowercase();
        let meaning = if dotted { words::abbreviation(&bare(token).to_lowercase()) } else { None }
            .or_else(|| words::abbreviation(&word));
        let starter = || words::has(words::STARTERS, word_of(next));
        if is_right_to_left(initial) {
            if letters == 1 || matches!(word.as_str(), "هـ" | "وأ" | "ود" | "وم") {
                return self.right_to_left_initial(at, before, token, dotted, next);
            }
            return match meaning {
                Some(Abbreviation::Title) => true,
                Some(Abbreviation::Number) => digit_follows,
                _ => false,
            };
        }
        if letters == 1 && is_letter(initial) {
            let counted = before[..before.len() - token.len()].trim_end().ends_with(is_digit);
            if initial.is_lowercase() && !dotted {
                // A unit or a year after its number may end the sentence, `p. 5` does not.
                return digit_follows || !counted;
            }
            if dotted && matches!(token.to_lowercase().as_str(), "a.m" | "p.m") {
                return digit_follows;
            }
            return !starter();
        }
        match meaning {
            Some(Abbreviation::Title) => true,
            Some(Abbreviation::Number) => digit_follows,
            Some(Abbreviation::Other) if matches!(word.as_str(), "etc" | "usw" | "др" | "пр") => false,
            // What is written in another script around a Latin name goes on.
            Some(Abbreviation::Other) => !starter() && (cased || digit_follows || is_right_to_left_after(next)),
            None => word == "no" && digit_follows,
        }
    }

    /// A single letter of Arabic or Hebrew script before a stop: a title, an initial, or a unit or era after its number.
    fn right_to_left_initial(&mut self, at: usize, before: &str, token: &str, dotted: bool, next: &str) -> bool {
        let counted = !dotted
            && (before[..before.len() - token.len()].trim_end().ends_with(is_digit) || token.starts_with(is_digit));
        if counted {
            let mut following = next.split_whitespace();
            let first = following.next().unwrap_or_default();
            let second = following.next().unwrap_or_default();
            return words::has(words::DATING, first) || words::has(words::DATING, second) && first.starts_with('و');
        }
        self.after_initial = at + 1;
        true
    }

    /// Whether the Urdu full stop at byte `at` stands in initials spelled by the names of the letters, or after a letter.
    fn abbreviates_letter_name(&mut self, at: usize, next: &str) -> bool {
        let before = word_before(&self.text[..at]);
        if before.is_empty() {
            return false;
        }
        let named = words::has(words::LETTER_NAMES, before);
        let goes_on = before.chars().filter(|&character| !is_mark(character)).take(2).count() == 1
            || named && (words::has(words::LETTER_NAMES, word_of(next)) || self.follows_initial(at, before));
        if goes_on {
            self.after_initial = at + '۔'.len_utf8();
        }
        goes_on
    }

    /// Whether the word that ends at byte `at` follows a stop that abbreviated.
    fn follows_initial(&self, at: usize, word: &str) -> bool {
        let start = at - word.len();
        self.after_initial > 0
            && self.after_initial <= start
            && self.text[self.after_initial..start].chars().all(char::is_whitespace)
    }

    /// Whether nothing stands before the token that ends at byte `at` in its sentence.
    fn at_start(&self, at: usize, token: &str) -> bool {
        let start = at - token.len();
        start - self.start <= REACH
            && self.text[self.start..start].chars().all(|character| character.is_whitespace() || is_unseen(character))
    }

    /// Whether the sentence that byte `at` is in begins with a small letter.
    fn begins_small(&self, at: usize) -> bool {
        self.text[self.start..at]
            .chars()
            .take(REACH)
            .find(|character| character.is_alphabetic())
            .is_some_and(char::is_lowercase)
    }

    /// Whether letters stand before the bracket that an ending closes.
    fn began_before_bracket(&self, ending: &Ending) -> bool {
        ending.at <= self.bracket_end && self.bracket_end < ending.end
    }

    /// Whether who says the quotation comes after it.
    fn saying_follows(&self, next: &str) -> bool {
        let first = bare(word_of(next));
        if words::has(words::SAYING, &first)
            || first.strip_prefix('ف').is_some_and(|verb| words::has(words::SAYING, verb))
        {
            return true;
        }
        self.language == Language::Urdu && says_late(next)
    }

    /// Whether an Arabic word is joined to what stands before an ellipsis: `و` is written with its word, and a verb of saying
    /// after it begins a new sentence.
    fn joined_by_waw(&self, word: &str) -> bool {
        self.language == Language::Arabic
            && word.strip_prefix('و').is_some_and(|verb| verb.chars().count() > 1 && !words::has(words::SAYING, verb))
    }
}

/// Whether the clause at the start of a text ends with a verb of saying, as in Urdu: `انھوں نے پوچھا`. Followed by `کہ` (that) the verb
/// begins something of its own.
fn says_late(text: &str) -> bool {
    let clause = text.split(['۔', '،', '؟', '!', '"', ':']).next().unwrap_or_default();
    let mut spoken = clause.split_whitespace().take(10).peekable();
    while let Some(word) = spoken.next() {
        if words::has(words::SAYING_LATE, word) {
            return spoken.peek() != Some(&"کہ");
        }
    }
    false
}

/// Bytes of a note's number in brackets right after a final, `[12]`.
pub(super) fn note_number(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('[')?;
    let digits = inner.bytes().take(5).take_while(u8::is_ascii_digit).count();
    (digits > 0 && inner[digits..].starts_with(']')).then_some(digits + 2)
}

/// Whether a `"` between two characters is the Hebrew sign of abbreviation.
pub(super) fn is_gershayim(before: Option<char>, after: Option<char>) -> bool {
    let hebrew = |character: char| matches!(character, '\u{5D0}'..='\u{5EA}' | '\u{5B0}'..='\u{5C7}');
    before.is_some_and(hebrew) && after.is_some_and(hebrew)
}

/// The word at the start of a text: letters, marks and digits, joiners inside. At most 64 bytes.
fn word_of(text: &str) -> &str {
    let text = &text[..offsets::floor(text, 64)];
    let end =
        text.find(|character: char| !(character.is_alphanumeric() || is_mark(character) || character == '\u{200C}'));
    &text[..end.unwrap_or(text.len())]
}

/// The word at the end of a text. At most 64 bytes.
fn word_before(text: &str) -> &str {
    let text = &text[offsets::ceil(text, text.len().saturating_sub(64))..];
    let start = text
        .char_indices()
        .rev()
        .find(|&(_, character)| !(character.is_alphanumeric() || is_mark(character) || character == '\u{200C}'))
        .map_or(0, |(at, character)| at + character.len_utf8());
    &text[start..]
}

/// A word without harakat, niqqud and marks of direction.
fn bare(word: &str) -> String {
    word.chars()
        .filter(|&character| !is_mark(character) && (character == '\u{200C}' || !is_unseen(character)))
        .collect()
}

/// Marks of Arabic and Hebrew script.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{591}'..='\u{5BD}' | '\u{5BF}'..='\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}')
}

fn is_letter(character: char) -> bool {
    character.is_alphabetic() && !is_mark(character)
}

/// Letters of Hebrew and Arabic script (and of the scripts between them, Syriac and Thaana).
fn is_right_to_left(character: char) -> bool {
    matches!(character, '\u{5D0}'..='\u{5F2}' | '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}' | '\u{6EE}' | '\u{6EF}' | '\u{6FA}'..='\u{7BF}' | '\u{8A0}'..='\u{8C9}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Whether the first letter of a text is of a right-to-left script, quotation marks and brackets before it aside.
fn is_right_to_left_after(text: &str) -> bool {
    text.chars()
        .find(|&character| !is_opener(character) && !is_closer(character) && !is_unseen(character))
        .is_some_and(is_right_to_left)
}
