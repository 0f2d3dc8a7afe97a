//! What goes on with the sentence after a quotation with a final in it.

use super::classes::is_hebrew;
use super::context::word_of;
use super::quotations::Role;
use super::words::{self, Lexicon, Words};
use super::{Ending, Rule, Splitter, is_final};

impl Splitter<'_> {
    /// The rule by which the sentence goes on after the end of a quotation with a final in it, if it does.
    pub(super) fn rule_after_quotation(&self, ending: &Ending, next: &str) -> Option<Rule> {
        let (word, role) = (word_of(next), self.quotations.role);
        // "… «Where?» They said: «Here.»" is another turn.
        if role == Role::Introduced && next[word.len()..].trim_start().starts_with(':') && !is_so(word) {
            return None;
        }
        if role == Role::Nested && !next.starts_with(char::is_uppercase) {
            return Some(Rule::Nested);
        }
        if self.saying_follows(next) {
            return Some(Rule::Speaker);
        }
        if words::is_manner(word) {
            return Some(Rule::Manner);
        }
        // Who says it stood before the quotation, without a colon: `قال "سأعود." ثم رحل`.
        let inside = || self.own.and_inside.contains(&word) || words::has(|words| words.then, word);
        if words::has(|words| words.and, word)
            || self.own.postpositions.contains(&word)
            || role == Role::Inside && inside()
        {
            return Some(Rule::Around);
        }
        if role == Role::Leading {
            if says_after(next) {
                return Some(Rule::Speaker);
            }
            if words::has(|words| words.after_leading, word) || is_the_question(next) {
                return Some(Rule::WhatItIs);
            }
        }
        // A question or call in the sentence that asks or calls: "… «أين ذهبت؟» ولم يجب".
        let asked = matches!(ending.last, '?' | '؟' | '!')
            && (words::has(|words| words.after_question, word) || role == Role::Named || words::is_joined(word));
        asked.then_some(Rule::Asked)
    }

    /// Whether who says the quotation comes after it.
    pub(super) fn saying_follows(&self, next: &str) -> bool {
        let first = word_of(next);
        let says = |word| words::has(|words| words.saying, word);
        says(first)
            || words::strip(|words| words.so, first).is_some_and(says)
            || self.quotations.role != Role::Introduced && self.says_late(next)
    }

    /// Whether the clause at the start of a text ends with a verb of saying, as in Urdu: `انھوں نے پوچھا`. Followed by "that" or a colon the
    /// verb begins something of its own.
    fn says_late(&self, text: &str) -> bool {
        let verbs = self.own.saying_late;
        !verbs.is_empty() && says_within(text, 14, |word| verbs.contains(&word))
    }
}

/// The same after a quotation that begins its sentence, in Persian and, where the subject comes first, in Hebrew: `متهم با خشم پرسید`,
/// `הוא אומר`.
fn says_after(text: &str) -> bool {
    let (count, kind): (_, fn(&Lexicon) -> Words) =
        if text.starts_with(is_hebrew) { (3, |words| words.saying) } else { (10, |words| words.saying_after) };
    says_within(text, count, |word| words::has(kind, word))
}

fn says_within(text: &str, count: usize, is_verb: impl Fn(&str) -> bool) -> bool {
    let (clause, after) = match text.find(['۔', '.', '،', ',', '؟', '!', '"', ':']) {
        Some(end) => (&text[..end], text[end..].chars().next()),
        None => (text, None),
    };
    let mut spoken = clause.split_whitespace().peekable();
    for _ in 0..count {
        let Some(word) = spoken.next() else { break };
        if is_verb(word) {
            return spoken.peek().map_or(after != Some(':'), |next| !begins_wording(next));
        }
    }
    false
}

/// Whether the word after a verb of saying begins what is said.
fn begins_wording(word: &str) -> bool {
    words::has(|words| words.that, word)
        || words::has(|words| words.wording, word)
        || words::strip(|words| words.wording_joined, word).is_some()
}

/// Whether a clause says of the quotation before it what it is: `היא השאלה`, `یہ سوال`.
fn is_the_question(text: &str) -> bool {
    let mut following = text.split_whitespace();
    let first = following.next().unwrap_or_default();
    let second = following.next().unwrap_or_default();
    words::has(|words| words.this, first) && words::names(word_of(second))
}

/// Whether a Chinese clause begins with who says what was quoted: `他说`.
pub(super) fn has_saying_sign(text: &str) -> bool {
    text.char_indices()
        .take(5)
        .take_while(|(_, character)| character.is_alphanumeric())
        .any(|(at, sign)| words::has(|words| words.saying_signs, &text[at..at + sign.len_utf8()]))
}

/// Whether "so" is written to a word.
fn is_so(word: &str) -> bool {
    words::strip(|words| words.so, word).is_some()
}

/// Whether a text begins with a bracket that names a source and the stop of the sentence after it: `(Reed 55).`
pub(super) fn is_source(next: &str) -> bool {
    let Some((inner, after)) = next.strip_prefix('(').and_then(|inner| inner.split_once(')')) else { return false };
    !inner.contains(is_final) && after.trim_start().starts_with(is_final)
}
