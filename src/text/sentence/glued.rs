//! Whether an ending ends the sentence with no white space after it.

use super::after_quotation::has_saying_sign;
use super::classes::{is_right_to_left, is_right_to_left_after};
use super::context::{word_before, word_of};
use super::{Ending, Mark, Rule, Splitter, is_opener, is_strong, words};

impl Splitter<'_> {
    /// The rule for an ending with no white space after it. `next` is what follows, and begins with `first`.
    pub(super) fn rule_glued(&mut self, ending: &Ending, next: &str, first: char) -> Rule {
        let cut = |rule: Rule, cuts: bool| if cuts { rule } else { Rule::Glued };
        let opens = is_opener(first) || (first == '"' && !self.quotations.straight);
        if ending.mark == Mark::Stop {
            let line = self.text[self.start..ending.at].trim_end();
            let before = word_before(line);
            let began = self.start + line.len() - before.len();
            let after = word_of(next);
            let enough = |word: &str| word.chars().filter(|character| character.is_alphabetic()).take(2).count() == 2;
            let followed = next[after.len()..].chars().next();
            if first.is_uppercase() {
                let starts = words::has(|words| words.starters, after);
                return cut(Rule::ForgottenSpace, starts && self.forgot_space(began, before, after, followed));
            }
            if opens && !ending.quoted {
                return cut(Rule::ForgottenSpace, enough(before) && is_right_to_left_after(next));
            }
            let forgotten = is_right_to_left(first)
                && !words::has(|words| words.dotted_letter_names, before)
                && (enough(before) || ending.quoted || line.ends_with(['%', '٪', ')', '»', '”', '"']))
                && enough(after)
                && words::abbreviation(before).is_none()
                && (followed != Some('.') || after.chars().take(4).count() == 4);
            return cut(Rule::ForgottenSpace, forgotten);
        }
        if ending.mark == Mark::Ellipsis {
            // Two stops are one that was typed twice.
            let twice = &self.text[ending.at..ending.end] == ".."
                && is_right_to_left(first)
                && word_of(next).chars().take(3).count() == 3;
            return cut(Rule::TwoStops, twice);
        }
        match ending.last {
            '!' | '?' if first.is_uppercase() => {
                let (before, after) = (word_before(&self.text[..ending.at]), word_of(next));
                let followed = next[after.len()..].chars().next();
                cut(Rule::ForgottenSpace, self.forgot_space(ending.at - before.len(), before, after, followed))
            }
            '!' | '?' => {
                let opens = opens && !ending.quoted && is_right_to_left_after(next);
                cut(Rule::ForgottenSpace, is_right_to_left(first) || opens)
            }
            '۔' => {
                let before = word_before(&self.text[..ending.at]);
                let is_letter_name = |word| words::has(|words| words.letter_names, word);
                let (named, goes_on) = (is_letter_name(before), is_letter_name(word_of(next)));
                if named && goes_on {
                    self.after_initial = ending.end;
                }
                let cuts = is_right_to_left(first)
                    && before.chars().take(2).count() > 1
                    && !named
                    && !goes_on
                    && !self.follows_initial(ending.at, before);
                cut(Rule::Strong, cuts)
            }
            ':' | ';' => Rule::Glued,
            // "「行くぞ！」と言った。", "“好！”他说。"
            _ if ending.quoted && (words::strip(|words| words.quoting, next).is_some() || has_saying_sign(next)) => {
                Rule::Speaker
            }
            last => cut(Rule::Strong, is_strong(last) && (first.is_alphanumeric() || opens)),
        }
    }

    /// Whether a final between two words of a script with capitals is one where the space was forgotten, `quality.You`, and none in an
    /// address or a name, `www.Example.org`, `Node.JS`. The first word begins at byte `start`.
    fn forgot_space(&self, start: usize, before: &str, after: &str, followed: Option<char>) -> bool {
        let apart =
            self.text[..start].chars().next_back().is_none_or(|mark| !matches!(mark, '.' | '/' | '@' | '-' | '_'));
        let small = |word: &str, from: usize| word.chars().skip(from).all(char::is_lowercase);
        apart
            && before.chars().take(3).count() == 3
            && small(before, 0)
            && small(after, 1)
            && followed.is_none_or(|followed| followed.is_whitespace() || matches!(followed, ',' | '\'' | '’'))
    }
}
