//! Whether an ending ends the sentence.

use super::classes::is_dash;
use super::look::{begins_with_dots, word_before, word_of};
use super::quotations::Role;
use super::saying::is_source;
use super::{Ending, Mark, REACH, Splitter, is_final, is_opener, words};
use crate::text::offsets;

impl Splitter<'_> {
    /// Cuts after an ending if it ends the sentence.
    pub(super) fn decide(&mut self, ending: &Ending) {
        if ending.end < self.inner_end {
            return;
        }
        let rest = &self.text[ending.end..];
        let next = rest.trim_start();
        let Some(first) = next.chars().next() else { return };
        let white = rest.len() - next.len();
        if white == 0 {
            if self.cuts_glued(ending, next, first) {
                self.cut(ending.end);
            }
            return;
        }
        self.items.begin(self.text, ending.end, false);
        let next = &next[..offsets::floor(next, REACH)];
        if !self.goes_on(ending, next, first) {
            self.cut(ending.end + white);
        }
    }

    /// Whether the sentence goes on after an ending and white space. `next` is not empty.
    fn goes_on(&mut self, ending: &Ending, next: &str, first: char) -> bool {
        if begins_with_dots(next) {
            return false;
        }
        if is_final(first) || matches!(first, ',' | '،' | ';' | '؛' | ':' | '、' | '，' | '%' | '٪' | '/') {
            return true;
        }
        // A row of them is a rule across the page.
        if first == '=' && !next.starts_with("==") {
            return true;
        }
        let opening = next.trim_start_matches(|mark| is_dash(mark) || mark == ' ');
        let dashed = opening.len() < next.len();
        let opening = opening.trim_start_matches(|character| {
            is_opener(character) || is_final(character) || matches!(character, '"' | '\'' | '’')
        });
        let letter = opening.chars().next().unwrap_or(' ');
        // A small letter goes on, also after a dash or bracket; but not in a text that begins its sentences with small letters.
        if letter.is_lowercase()
            && (ending.quoted || ending.mark == Mark::Ellipsis || dashed || !self.begins_small(ending.at))
        {
            return true;
        }
        // A word of one letter may be a capital wherever it stands: "I".
        let capital = |word| words::has(|words| words.one_letter, word);
        let cased = letter.is_uppercase() && !(ending.mark == Mark::Ellipsis && capital(word_of(opening)));
        if dashed && !cased && ending.mark != Mark::Stop {
            // Speech and who says it: "- كەل! - دېدى".
            return self.saying_follows(opening);
        }
        // Words of the sentence that a bracket or quotation with a final in it stands in.
        if ending.bracketed
            && !cased
            && (self.began_before_bracket(ending) || words::has(|words| words.pronouns, word_of(next)))
        {
            return true;
        }
        if ending.quoted && (self.goes_on_after_quotation(ending, next) || is_source(next)) {
            return true;
        }
        if ending.mark == Mark::Ellipsis && !cased && letter.is_alphabetic() {
            return self.goes_on_after_ellipsis(ending, word_of(opening));
        }
        // A name in quotation marks may end with an abbreviation.
        if ending.mark == Mark::Stop && (!ending.quoted || matches!(self.quotations.role, Role::Inside | Role::Named)) {
            return self.abbreviates(ending.at, next, cased, ending.bracketed);
        }
        ending.last == '۔' && self.abbreviates_letter_name(ending.at, next)
    }

    /// Whether the sentence goes on after an ellipsis, in a script that has no capitals to tell. `word` is the next one.
    fn goes_on_after_ellipsis(&self, ending: &Ending, word: &str) -> bool {
        let before = &self.text[self.start..ending.at];
        // "... ما قيل ... وما فهم": left out, not ended. "کتاب و… ": and so on. "دراج و بلبل و تذرو… ": a list left open.
        before.ends_with(char::is_whitespace)
            || words::is_and(word_before(before))
            || is_open_list(before)
            || words::has(|words| words.continuing, word)
            || words::has(|words| words.so_on, word)
            || words::is_joined(word)
            || self.is_joined_to(before, word)
            || words::strip(|words| words.continuing_stems, word).is_some_and(|ending| !ending.is_empty())
            // A Persian sentence does not begin with its verb.
            || words::has(|words| words.last_verbs, word)
            || words::strip(|words| words.verb_prefixes, word).is_some()
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
        ending.at <= self.inner_end && self.inner_end < ending.end
    }

    /// Whether a word goes on with what stands before an ellipsis: in Arabic `و` is written with its word. A verb of saying after it begins
    /// a new sentence, and after "etc." everything does.
    fn is_joined_to(&self, before: &str, word: &str) -> bool {
        let joined = self.own.and_opening.iter().find_map(|and| word.strip_prefix(and));
        joined.is_some_and(|rest| rest.chars().nth(1).is_some() && !words::has(|words| words.saying, rest))
            && !self.own.so_on.contains(&word_before(before))
    }
}

/// Whether a list stays open at the end of a text: at least three words joined by "and" that stands alone, as in Persian.
fn is_open_list(text: &str) -> bool {
    let mut before = text.split_whitespace().rev();
    let mut joined =
        || before.next().is_some() && before.next().is_some_and(|word| words::has(|words| words.and, word));
    joined() && joined()
}
