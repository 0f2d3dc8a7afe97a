//! Sentence boundaries, by rules, in one pass.
//!
//! A sentence ends at a final (`.` `!` `?` `؟` `۔` `…` and their kin), with the quotation marks and brackets that close after it,
//! unless the rules (in `rules.rs`) say that it goes on. White space after the end, a line end included, belongs to the sentence
//! before it; a comma, a semicolon or a colon never ends one. The rules take their side by script rather than by language,
//! so that a Latin abbreviation is known inside Arabic text.
//!
//! Linear: each final looks at a bounded stretch before and after it.

use super::{Language, Span};

mod classes;
mod corrected;
mod rules;
#[cfg(test)]
mod tests;
mod words;

pub use classes::{is_closer, is_digit, is_final};
use classes::{is_ellipsis, is_opener, is_stop, is_strong, is_unseen};
pub use corrected::{Correction, Corrections, correct, may_begin};

/// Cuts a paragraph into sentences: ranges that tile `text`, each with the white space that follows it. None for no text.
///
/// About 100 MB a second. The language is that of the article; where its rules differ by script, the text's own letters decide.
pub fn split(text: &str, language: Language) -> Vec<Span> {
    let mut splitter = Splitter {
        text,
        language,
        spans: Vec::new(),
        start: 0,
        double: false,
        opener: None,
        bracket_end: 0,
        after_initial: 0,
        brackets: Some(0),
    };
    splitter.run();
    splitter.spans
}

/// How many bytes after an opening bracket its closing one is looked for.
const BRACKET: usize = 400;

struct Splitter<'t> {
    text: &'t str,
    language: Language,
    spans: Vec<Span>,
    /// Where the sentence at hand starts.
    start: usize,
    /// Whether an ASCII quotation mark is open.
    double: bool,
    /// The last directed quotation mark that opened and was not closed.
    opener: Option<char>,
    /// No boundary before this byte: a bracket inside the sentence closes there.
    bracket_end: usize,
    /// Brackets that opened and were not closed; `None` once one closed that never opened: then brackets are not to be trusted
    /// (reversed by a conversion, or smileys).
    brackets: Option<u32>,
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
        let mut at = 0;
        while at < bytes.len() {
            if !may_matter(bytes, at) {
                at += 1;
                continue;
            }
            let Some(found) = self.char_at(at) else { break };
            let next = at + found.len_utf8();
            at = if is_final(found) {
                let ending = self.ending(at);
                self.decide(&ending);
                ending.end
            } else {
                self.mark(found, at, next);
                next
            };
        }
        if self.start < self.text.len() {
            self.spans.push(Span::new(self.start, self.text.len()));
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
            self.spans.push(Span::new(self.start, end));
            self.start = end;
        }
    }

    /// A quotation mark or bracket away from any final.
    fn mark(&mut self, found: char, at: usize, next: usize) {
        match found {
            '"' => {
                let before = self.char_before(at);
                let after = self.char_at(next);
                if rules::is_gershayim(before, after) {
                    return;
                }
                let opens = before.is_none_or(|before| before.is_whitespace() || is_opener(before));
                let closes = after.is_none_or(|after| !after.is_alphanumeric() && !is_opener(after) && after != '"');
                self.double = match (opens, closes) {
                    (true, false) => true,
                    (false, true) => false,
                    _ => !self.double,
                };
            }
            '(' | '[' => {
                self.brackets = self.brackets.map(|open| open + 1);
                let closing = if found == '(' { ')' } else { ']' };
                let inside = self.text[self.start..at].chars().take(BRACKET).any(char::is_alphanumeric);
                if inside && self.brackets.is_some() && at >= self.bracket_end {
                    let window = &self.text[next..crate::text::offsets::floor(self.text, next + BRACKET)];
                    self.bracket_end = window.find(closing).map_or(self.bracket_end, |found| next + found);
                }
            }
            ')' | ']' => self.brackets = self.brackets.and_then(|open| open.checked_sub(1)),
            '»' | '”' | '›' => {
                let opens = self.opener.is_none()
                    && self.char_before(at).is_none_or(char::is_whitespace)
                    && self.char_at(next).is_some_and(char::is_alphanumeric);
                self.opener = opens.then_some(found);
            }
            '«' if self.opener == Some('»') => self.opener = None,
            '“' if self.opener == Some('„') => self.opener = None,
            '‹' if self.opener == Some('›') => self.opener = None,
            '«' | '“' | '„' | '‹' => self.opener = Some(found),
            _ => {}
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
            if is_final(found) {
                finals += 1;
                dots += usize::from(is_stop(found));
                if is_ellipsis(found) || (is_stop(found) && after_stop) {
                    ending.mark = Mark::Ellipsis;
                }
                ending.last = found;
            } else if is_unseen(found) {
                // Belongs to what follows unless more of the ending does.
                position = next;
                continue;
            } else if found == ' ' && dots == finals && self.text[next..].starts_with('.') {
                // ". . ."
                position = next;
                continue;
            } else if found.is_whitespace() {
                let rest = self.text[position..].trim_start();
                let Some(spaced) = rest.chars().next() else { break };
                let start = self.text.len() - rest.len();
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
            after_stop = is_stop(found);
            position = next;
            ending.end = next;
        }
        if finals == 1 && dots == 1 {
            ending.mark = Mark::Stop;
        }
        ending
    }

    /// Whether a mark right after a final closes.
    fn closes(&self, mark: char, next: usize) -> bool {
        let after = self.char_at(next);
        let free = after.is_none_or(|after| !after.is_alphanumeric() && !is_opener(after));
        match mark {
            '"' => self.double || free,
            '\'' | '’' => free,
            '»' | '›' | '”' => self.opener != Some(mark) && (self.opener.is_some() || free),
            '«' => self.opener == Some('»'),
            '“' => self.opener == Some('„') || (self.opener == Some('“') && free),
            '‹' => self.opener == Some('›'),
            _ => is_closer(mark),
        }
    }

    /// Whether a mark after a final and white space closes all the same: `fin. »`.
    fn closes_apart(&self, mark: char, next: usize) -> bool {
        let free = self.char_at(next).is_none_or(|after| !after.is_alphanumeric() && !is_opener(after));
        match mark {
            '"' => self.double && free,
            '»' | '”' => self.opener.is_some_and(|opener| opener != mark) && free,
            ')' | ']' => free && next <= self.bracket_end + 1,
            _ => false,
        }
    }

    fn close(&mut self, mark: char, ending: &mut Ending) {
        match mark {
            ')' | ']' => {
                self.brackets = self.brackets.and_then(|open| open.checked_sub(1));
                ending.bracketed = true;
            }
            '}' | '）' | '］' | '】' => ending.bracketed = true,
            '"' => {
                self.double = false;
                ending.quoted = true;
            }
            '\'' | '’' => ending.quoted = true,
            _ => {
                self.opener = None;
                ending.quoted = true;
            }
        }
    }
}

/// Whether a final, a quotation mark or a bracket may begin at a byte. Most of the time of a split is spent here: letters of Arabic
/// share their first byte with `؟`, so the second one is looked at before anything is decoded.
fn may_matter(bytes: &[u8], at: usize) -> bool {
    let second = || bytes.get(at + 1).copied().unwrap_or(0);
    match bytes[at] {
        b'.' | b'!' | b'?' | b'"' | b'(' | b'[' | b')' | b']' => true,
        0xC2 => matches!(second(), 0xAB | 0xBB),
        0xD6 => second() == 0x89,
        0xD8 => second() == 0x9F,
        0xDB => second() == 0x94,
        0xE0 => second() == 0xA5,
        0xE1 => matches!(second(), 0x81 | 0x8D),
        0xE2 => matches!(second(), 0x80 | 0x81),
        0xE3 => second() == 0x80,
        0xEF => matches!(second(), 0xBC | 0xBD),
        _ => false,
    }
}
