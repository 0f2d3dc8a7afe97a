//! Sentence boundaries, by rules, in one pass.
//!
//! A sentence ends at a final (`.` `!` `?` `؟` `۔` `…` and their kin), with the quotation marks and brackets that close after it,
//! unless a rule says that it goes on. [`Rule`] has the rules by name, each with an example; [`explain`] says which one decided. White
//! space after the end, a line end included, belongs to the sentence before it; a comma, a semicolon or a colon never ends one.
//!
//! The rules take their side by script rather than by language, so that a Latin abbreviation is known inside Arabic text. The words
//! that they know are in `words`: a language is a file there and a row of its table.
//!
//! Linear: each final looks at a bounded stretch before and after it.

use super::{Language, Span};

mod abbreviations;
mod after_quotation;
mod classes;
mod context;
mod corrected;
mod decide;
mod ending;
mod glued;
mod items;
mod plain;
mod quotations;
mod rule;
#[cfg(test)]
mod tests;
mod why;
mod words;

pub use classes::{is_closer, is_digit, is_final};
use classes::{is_opener, is_strong, script_final};
pub use corrected::{Correction, Corrections, correct, may_begin};
use ending::{Ending, Mark};
use items::Items;
use plain::Plain;
use quotations::Quotations;
pub use rule::Rule;
use why::Decision;
pub use why::{Explained, Reason, explain};
use words::Lexicon;

/// Bytes that a rule reads before or after an ending.
const REACH: usize = 160;

/// Cuts a paragraph into sentences: ranges that tile `text`, each with the white space that follows it. None for no text.
///
/// About 100 MB a second. The language is that of the article; where its rules differ by script, the text's own letters decide.
pub fn split(text: &str, language: Language) -> Vec<Span> {
    Splitter::cut_up(text, language, None).0
}

struct Splitter<'t> {
    /// The paragraph without what is ignored.
    text: &'t str,
    /// The words of the text's language.
    own: &'static Lexicon,
    /// The boundaries inside of it.
    ends: Vec<usize>,
    /// Where the sentence at hand starts.
    start: usize,
    /// The quotations that are open.
    quotations: Quotations,
    /// No boundary before this byte: a bracket or a quotation inside the sentence closes there.
    inner_end: usize,
    /// Brackets that opened and were not closed; `None` once one closed that never opened: then brackets are not to be trusted
    /// (reversed by a conversion, or smileys).
    brackets: Option<u32>,
    /// The items of a list inside the paragraph.
    items: Items,
    /// The byte after the last stop that was found to abbreviate a letter; tells that the next letter goes on with initials.
    after_initial: usize,
    /// The decisions, where somebody asks for them.
    decisions: Option<Vec<Decision>>,
}

impl Splitter<'_> {
    /// Cuts a paragraph. Decisions are added to those that are given, if any are.
    fn cut_up(text: &str, language: Language, decisions: Option<Vec<Decision>>) -> (Vec<Span>, Option<Vec<Decision>>) {
        let plain = Plain::new(text);
        let mut splitter = Splitter {
            text: &plain.text,
            own: Lexicon::of(language),
            ends: Vec::new(),
            start: 0,
            quotations: Quotations::default(),
            inner_end: 0,
            after_initial: 0,
            brackets: Some(0),
            items: Items::default(),
            decisions,
        };
        splitter.run();
        let Splitter { mut ends, mut decisions, .. } = splitter;
        plain.restore(&mut ends);
        if let Some(decisions) = &mut decisions {
            plain.restore_decisions(decisions);
            // What is ignored at the end of the text belongs to it.
            if let Some(last) = decisions.last_mut() {
                last.end = text.len();
            }
        }
        let mut spans = Vec::with_capacity(ends.len() + 1);
        let mut start = 0;
        for end in ends.into_iter().chain(Some(text.len()).filter(|end| *end > 0)) {
            spans.push(Span::new(start, end));
            start = end;
        }
        (spans, decisions)
    }

    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        self.items.begin(self.text, 0, true);
        let mut at = 0;
        while at < bytes.len() {
            if let Some(end) = self.items.pass(at) {
                self.item(at);
                self.marker(at, end);
                at = end;
                continue;
            }
            if !may_matter(bytes, at) {
                at += 1;
                continue;
            }
            let Some(found) = self.char_at(at) else { break };
            let next = at + found.len_utf8();
            if let Some(start) = self.first_item(found, at) {
                self.items.begin(self.text, start, false);
                if let Some(end) = self.items.pass(start) {
                    self.marker(start, end);
                    at = end;
                    continue;
                }
            }
            at = if self.ends_at(found, at) {
                let ending = self.ending(at);
                self.decide(&ending);
                if ending.quoted {
                    self.quotations.leave();
                }
                ending.end
            } else {
                if found == '.' {
                    self.apply(Rule::Clause, Span::new(at, next), next);
                }
                self.mark(found, at, next);
                next
            };
        }
        if self
            .decisions
            .as_ref()
            .is_some_and(|decisions| decisions.last().is_none_or(|last| last.rule != Rule::Paragraph))
        {
            let end = self.text.trim_end().len();
            self.apply(Rule::Paragraph, Span::new(end, end), self.text.len());
        }
    }

    /// Whether a character is a final where it stands: what some marks are depends on the script before them.
    fn ends_at(&self, found: char, at: usize) -> bool {
        match found {
            '.' | ':' | ';' => script_final(found, self.char_before(at).unwrap_or(' ')),
            _ => is_final(found),
        }
    }

    /// Where a marker begins that ends with the stop or bracket at byte `at`, if its number is 1: a list may begin there, in the middle of
    /// a sentence.
    fn first_item(&self, found: char, at: usize) -> Option<usize> {
        let number = self.char_before(at).filter(|_| matches!(found, '.' | ')'))?;
        let start = at - number.len_utf8();
        let alone = self.char_before(start).is_some_and(char::is_whitespace);
        (matches!(number, '1' | '١' | '۱') && alone).then_some(start)
    }

    /// An item of a list begins at byte `at`.
    fn item(&mut self, at: usize) {
        let before = self.text[..at].trim_end();
        if at > self.start && before.ends_with(|before| !matches!(before, ',' | '،' | ';' | '؛' | ':')) {
            self.apply(Rule::Item, Span::new(before.len(), before.len()), at);
        }
    }

    /// The marker of an item, which may have a stop in it.
    fn marker(&mut self, start: usize, end: usize) {
        if self.text[start..end].contains(is_final) {
            self.apply(Rule::Marker, Span::new(start, end), end);
        }
    }

    /// A rule decided about a mark. If it is one by which the sentence ends, it does so at byte `end`.
    fn apply(&mut self, rule: Rule, mark: Span, end: usize) {
        if rule.ends() {
            self.cut(end);
        }
        if let Some(decisions) = &mut self.decisions {
            decisions.push(Decision { mark, rule, end: if rule.ends() { end } else { mark.end } });
        }
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// Ends the sentence at hand at byte `end`.
    fn cut(&mut self, end: usize) {
        if end > self.start && end < self.text.len() {
            self.ends.push(end);
            self.start = end;
        }
    }
}

/// Whether a final, a quotation mark or a bracket may begin at a byte. Most of the time of a split is spent here: letters of Arabic
/// share their first byte with `؟`, so the second one is looked at before anything is decoded.
fn may_matter(bytes: &[u8], at: usize) -> bool {
    let second = || bytes.get(at + 1).copied().unwrap_or(0);
    match bytes[at] {
        b'.' | b'!' | b'?' | b'"' | b'(' | b'[' | b')' | b']' | b':' | b';' => true,
        0xC2 => matches!(second(), 0xAB | 0xBB),
        0xD6 => second() == 0x89,
        0xD8 => second() == 0x9F,
        0xDB => second() == 0x94,
        0xE0 => second() == 0xA5,
        0xE1 => matches!(second(), 0x81 | 0x8D | 0x9F),
        0xE2 => matches!(second(), 0x80 | 0x81),
        0xE3 => second() == 0x80,
        0xEF => matches!(second(), 0xBC | 0xBD),
        _ => false,
    }
}
