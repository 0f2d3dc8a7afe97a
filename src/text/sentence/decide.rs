//! Whether an ending ends the sentence.

use super::after_quotation::is_source;
use super::classes::is_dash;
use super::context::{begins_with_dots, word_before, word_of};
use super::quotations::Role;
use super::{Ending, Mark, REACH, Rule, Splitter, is_final, is_opener, words};
use crate::text::{Span, offsets};

impl Splitter<'_> {
    /// Cuts after an ending if it ends the sentence.
    pub(super) fn decide(&mut self, ending: &Ending) {
        let next = self.text[ending.end..].trim_start();
        let start = self.text.len() - next.len();
        let rule = match next.chars().next() {
            _ if ending.end < self.inner_end => Rule::Inside,
            None => Rule::Paragraph,
            Some(first) if start == ending.end => self.rule_glued(ending, next, first),
            Some(first) => {
                self.items.begin(self.text, ending.end, false);
                self.rule(ending, &next[..offsets::floor(next, REACH)], first)
            }
        };
        self.apply(rule, Span::new(ending.at, ending.end), start);
    }

    /// The rule for an ending with white space after it. `next` is what follows, and begins with `first`.
    fn rule(&mut self, ending: &Ending, next: &str, first: char) -> Rule {
        if begins_with_dots(next) {
            return Rule::Dots;
        }
        if is_final(first) || matches!(first, ',' | '،' | ';' | '؛' | ':' | '、' | '，' | '%' | '٪' | '/') {
            return Rule::Sign;
        }
        // A row of them is a rule across the page.
        if first == '=' && !next.starts_with("==") {
            return Rule::Sign;
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
            return Rule::SmallLetter;
        }
        // A word of one letter may be a capital wherever it stands: "I".
        let capital = |word| words::has(|words| words.one_letter, word);
        let cased = letter.is_uppercase() && !(ending.mark == Mark::Ellipsis && capital(word_of(opening)));
        if dashed && !cased && ending.mark != Mark::Stop {
            // Speech and who says it: "- كەل! - دېدى".
            return if self.saying_follows(opening) { Rule::DashSpeaker } else { Rule::Final };
        }
        // Words of the sentence that a bracket or quotation with a final in it stands in.
        if ending.bracketed
            && !cased
            && (self.began_before_bracket(ending) || words::has(|words| words.pronouns, word_of(next)))
        {
            return Rule::Bracket;
        }
        if ending.quoted {
            let rule = self.rule_after_quotation(ending, next);
            if let Some(rule) = rule.or_else(|| is_source(next).then_some(Rule::Source)) {
                return rule;
            }
        }
        if ending.mark == Mark::Ellipsis && !cased && letter.is_alphabetic() {
            return self.rule_after_ellipsis(ending, word_of(opening)).unwrap_or(Rule::Final);
        }
        // A name in quotation marks may end with an abbreviation.
        if ending.mark == Mark::Stop && (!ending.quoted || matches!(self.quotations.role, Role::Inside | Role::Named)) {
            return self.rule_of_abbreviation(ending, next, cased).unwrap_or(Rule::Final);
        }
        let letter_name = if ending.last == '۔' { self.rule_of_letter_name(ending.at, next) } else { None };
        letter_name.unwrap_or(Rule::Final)
    }

    /// The rule by which the sentence goes on after an ellipsis, if it does, in a script that has no capitals to tell. `word` is the next
    /// one.
    fn rule_after_ellipsis(&self, ending: &Ending, word: &str) -> Option<Rule> {
        let before = &self.text[self.start..ending.at];
        // "... ما قيل ... وما فهم": left out, not ended.
        if before.ends_with(char::is_whitespace) {
            return Some(Rule::LeftOut);
        }
        // "کتاب و… ": and so on. "دراج و بلبل و تذرو… ": a list left open.
        if words::is_and(word_before(before)) || is_open_list(before) {
            return Some(Rule::OpenList);
        }
        let goes_on = words::has(|words| words.continuing, word)
            || words::has(|words| words.so_on, word)
            || words::is_joined(word)
            || self.is_joined_to(before, word)
            || words::strip(|words| words.continuing_stems, word).is_some_and(|ending| !ending.is_empty())
            // A Persian sentence does not begin with its verb.
            || words::has(|words| words.last_verbs, word)
            || words::strip(|words| words.verb_prefixes, word).is_some();
        goes_on.then_some(Rule::AfterEllipsis)
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
