//! Sentence boundaries, by rules, in one pass.
//!
//! A sentence ends at a final (`.` `!` `?` `؟` `۔` `…` and their kin), with the quotation marks and brackets that close after it,
//! unless the rules (in `rules.rs`) say that it goes on. White space after the end, a line end included, belongs to the sentence
//! before it; a comma, a semicolon or a colon never ends one. The rules take their side by script rather than by language,
//! so that a Latin abbreviation is known inside Arabic text.
//!
//! Linear: each final looks at a bounded stretch before and after it.

use super::{Language, Span};

mod abbreviations;
mod classes;
mod corrected;
mod items;
mod plain;
mod quotations;
mod rules;
#[cfg(test)]
mod tests;
mod words;

pub use classes::{is_closer, is_digit, is_final};
use classes::{is_ellipsis, is_opener, is_stop, is_strong, script_final};
pub use corrected::{Correction, Corrections, correct, may_begin};
use items::Items;
use plain::Plain;
use quotations::{Quotations, Role};
use words::Lexicon;

/// Bytes that a rule reads before or after an ending.
const REACH: usize = 160;

/// Cuts a paragraph into sentences: ranges that tile `text`, each with the white space that follows it. None for no text.
///
/// About 100 MB a second. The language is that of the article; where its rules differ by script, the text's own letters decide.
pub fn split(text: &str, language: Language) -> Vec<Span> {
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
    };
    splitter.run();
    let mut ends = splitter.ends;
    plain.restore(&mut ends);
    let mut spans = Vec::with_capacity(ends.len() + 1);
    let mut start = 0;
    for end in ends.into_iter().chain(Some(text.len()).filter(|end| *end > 0)) {
        spans.push(Span::new(start, end));
        start = end;
    }
    spans
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
}

/// What a run of finals is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// One full stop of ASCII form, nothing more.
    Stop,
    /// An ellipsis among them, in one character or three.
    Ellipsis,
    /// Anything else.
    Other,
}

/// A run of finals and what closes after it.
struct Ending {
    /// Byte of the first final.
    at: usize,
    /// One past the last final or closing mark.
    end: usize,
    /// The last final.
    last: char,
    /// What the finals are together.
    mark: Mark,
    /// A quotation mark closes after it.
    quoted: bool,
    /// A bracket closes after it.
    bracketed: bool,
}

impl Splitter<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        self.items.begin(self.text, 0, true);
        let mut at = 0;
        while at < bytes.len() {
            if let Some(end) = self.items.pass(at) {
                self.item(at);
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
                self.mark(found, at, next);
                next
            };
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
        let before = self.text[..at].trim_end().chars().next_back();
        if before.is_some_and(|before| !matches!(before, ',' | '،' | ';' | '؛' | ':')) {
            self.cut(at);
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

    /// Reads the finals from byte `at`, and what closes after them.
    fn ending(&mut self, at: usize) -> Ending {
        let mut ending = Ending { at, end: at, last: '.', mark: Mark::Other, quoted: false, bracketed: false };
        let (mut finals, mut dots) = (0usize, 0usize);
        let mut position = at;
        let mut after_stop = false;
        while let Some(found) = self.char_at(position) {
            let next = position + found.len_utf8();
            if is_final(found) || position == at {
                // A final after the closing mark ends the sentence that the quotation or bracket is in.
                (ending.quoted, ending.bracketed) = (false, false);
                finals += 1;
                dots += usize::from(is_stop(found));
                if is_ellipsis(found) || after_stop && (is_stop(found) || found == '۔') {
                    ending.mark = Mark::Ellipsis;
                }
                ending.last = found;
            } else if found == ' ' && dots == finals && self.text[next..].starts_with('.') {
                // ". . ."; but "…that. ...and then" begins with its dots.
                if rules::begins_with_dots(&self.text[next..]) {
                    break;
                }
                // "… and so on ... .": the ellipsis, then the stop.
                if dots > 2 && !self.text[next + 1..].starts_with(" .") {
                    ending.mark = Mark::Other;
                    finals += 1;
                    dots += 1;
                    position = next + 1;
                    ending.end = position;
                    break;
                }
                position = next;
                continue;
            } else if classes::is_pictograph(found) {
                // A face after the final is of the sentence that it smiles at.
            } else if found.is_whitespace() {
                let rest = self.text[position..].trim_start();
                let Some(spaced) = rest.chars().next() else { break };
                let start = self.text.len() - rest.len();
                if classes::is_pictograph(spaced) {
                    position = start;
                    continue;
                }
                let after = start + spaced.len_utf8();
                if !self.closes_apart(spaced, after) {
                    break;
                }
                self.close(spaced, &mut ending);
                position = after;
                ending.end = after;
                continue;
            } else if self.closes(found, next) {
                self.close(found, &mut ending);
            } else if let Some(length) = rules::note_number(&self.text[position..]) {
                position += length;
                ending.end = position;
                continue;
            } else {
                break;
            }
            after_stop = is_stop(found) || found == '۔';
            position = next;
            ending.end = next;
        }
        if finals == 1 && dots == 1 {
            ending.mark = Mark::Stop;
        }
        ending
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
