//! What goes on with the sentence after a quotation with a final in it.

use super::classes::is_hebrew;
use super::look::word_of;
use super::quotations::Role;
use super::words::{self, Lexicon, Words};
use super::{Ending, Splitter, is_final};

impl Splitter<'_> {
    /// Whether the sentence goes on after the end of a quotation with a final in it.
    pub(super) fn goes_on_after_quotation(&self, ending: &Ending, next: &str) -> bool {
        let word = word_of(next);
        // "… «Where?» They said: «Here.»" is another turn.
        let turn = self.quotations.role == Role::Introduced
            && next[word.len()..].trim_start().starts_with(':')
            && !is_so(word);
        if turn {
            return false;
        }
        if self.quotations.role == Role::Nested && !next.starts_with(char::is_uppercase) {
            return true;
        }
        if self.saying_follows(next) || words::is_manner(word) || words::has(|words| words.and, word) {
            return true;
        }
        if self.own.postpositions.contains(&word)
            || self.own.and_inside.contains(&word) && self.quotations.role == Role::Inside
        {
            return true;
        }
        // Who says it stood before the quotation, without a colon: `قال "سأعود." ثم رحل`.
        if words::has(|words| words.then, word) && self.quotations.role == Role::Inside {
            return true;
        }
        if self.quotations.role == Role::Leading
            && (words::has(|words| words.after_leading, word) || says_after(next) || is_the_question(next))
        {
            return true;
        }
        // A question or call in the sentence that asks or calls: "… «أين ذهبت؟» ولم يجب".
        matches!(ending.last, '?' | '؟' | '!')
            && (words::has(|words| words.after_question, word)
                || self.quotations.role == Role::Named
                || words::is_joined(word))
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
