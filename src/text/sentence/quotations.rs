//! Quotation marks and brackets.

use super::{Ending, Role, Splitter, classes, is_final, is_opener, rules, words};
use crate::text::offsets;
use classes::is_closer;

/// How many bytes after an opening bracket its closing one is looked for.
const BRACKET: usize = 400;

/// How many bytes a quotation inside a sentence may have for its finals not to end anything. Longer ones have sentences of their own.
const QUOTATION: usize = 240;

/// How many bytes a quotation inside a sentence may have to be taken for a slogan: `shouted "Shame! Shame!" and left`.
const SLOGAN: usize = 60;

impl Splitter<'_> {
    /// A mark away from any final.
    pub(super) fn mark(&mut self, found: char, at: usize, next: usize) {
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
                if self.double && opens && !closes {
                    self.opens(at, next, '"');
                } else if !self.double {
                    self.leave_nested();
                }
            }
            '(' | '[' => {
                self.brackets = self.brackets.map(|open| open + 1);
                // "((" is a quotation mark.
                let doubled = self.char_at(next) == Some(found) || self.char_before(at) == Some(found);
                if self.brackets.is_some() && !doubled {
                    self.bracket(at, next, if found == '(' { ')' } else { ']' });
                }
            }
            ')' | ']' => self.brackets = self.brackets.and_then(|open| open.checked_sub(1)),
            // Titles of works are in these: no sentence ends in one.
            '《' => self.inner_end = self.found_after(next, BRACKET, '》').unwrap_or(self.inner_end),
            ':' => self.items.begin(self.text, next, false),
            '»' | '”' | '›' => {
                let introduced = self.text[..at].trim_end().ends_with(':');
                let opens = self.opener.is_none()
                    && self.char_before(at).is_none_or(char::is_whitespace)
                    && (introduced
                        || self.char_at(next).is_some_and(|after| after.is_alphanumeric() || is_final(after)));
                self.opener = opens.then_some(found);
                if opens {
                    self.opens(at, next, if found == '”' { '“' } else { '«' });
                } else {
                    self.leave_nested();
                }
            }
            '’' => {
                let opens = self.char_before(at).is_none_or(|before| before.is_whitespace() || before == '’')
                    && self.char_at(next).is_some_and(|after| after.is_alphanumeric() || after == '’');
                self.single |= opens;
                // The second of two is the same mark.
                if opens && self.char_before(at) != Some('’') {
                    self.opens(at, next, '‘');
                }
            }
            '‘' => {
                self.single = false;
                self.leave_nested();
            }
            '«' if self.opener == Some('»') => self.opener = None,
            '“' if matches!(self.opener, Some('„' | '”')) => self.opener = None,
            '‹' if self.opener == Some('›') => self.opener = None,
            '«' | '“' | '„' | '‹' => {
                self.opener = Some(found);
                match found {
                    '«' => self.opens(at, next, '»'),
                    '“' => self.opens(at, next, '”'),
                    _ => self.opens(at, next, '“'),
                }
            }
            _ => {}
        }
    }

    /// A bracket opened inside a sentence: no sentence ends in it.
    fn bracket(&mut self, at: usize, next: usize, closing: char) {
        let inside = self.text[self.start..at].chars().take(BRACKET).any(char::is_alphanumeric);
        if inside && at >= self.inner_end {
            self.inner_end = self.found_after(next, BRACKET, closing).unwrap_or(self.inner_end);
        }
    }

    /// A quotation opened. Where it is a part of its sentence (not after a colon, and the sentence goes on after its end) the sentence
    /// does not end in it: `stressed that "it stands. Nothing changes" whatever happens`.
    fn opens(&mut self, at: usize, next: usize, closing: char) {
        let before = self.text[self.start..at].trim_end();
        let near = &before[offsets::ceil(before, before.len().saturating_sub(QUOTATION))..];
        let (word, nested) = (rules::word_before(near), self.is_nested(closing));
        if nested {
            self.outer.get_or_insert(self.role);
        }
        self.role = if near.ends_with(':') || near.ends_with(['،', ',']) && says(near) {
            Role::Introduced
        } else if nested {
            Role::Nested
        } else if !near.contains(char::is_alphanumeric) {
            Role::Leading
        } else if words::names(word) || words::has(|words| words.that, word) && words::names(word_before_last(near)) {
            Role::Named
        } else {
            Role::Inside
        };
        if at < self.inner_end || !before.ends_with(char::is_alphabetic) {
            return;
        }
        let Some(end) = self.found_after(next, QUOTATION, closing) else { return };
        let inner = self.text[next..end].trim_end();
        let after = self.text[end + closing.len_utf8()..].trim_start().chars().next();
        let goes_on = after.is_some_and(|after| after.is_alphanumeric() && !after.is_uppercase());
        let running = goes_on && !inner.ends_with(is_final) && inner.contains(is_final);
        if running || inner.len() <= SLOGAN {
            self.inner_end = end;
        }
    }

    /// A quotation closed: where it was nested, the one around it counts again.
    pub(super) fn leave_nested(&mut self) {
        self.role = self.outer.take().unwrap_or(self.role);
    }

    /// Whether a quotation of another kind is open where one opens that ends with `closing`.
    fn is_nested(&self, closing: char) -> bool {
        let directed = match self.opener {
            Some('«') => closing != '»',
            Some('“') => closing != '”',
            Some('”' | '„') => closing != '“',
            _ => false,
        };
        directed || self.double && closing != '"'
    }

    fn found_after(&self, from: usize, reach: usize, closing: char) -> Option<usize> {
        let window = &self.text[from..offsets::floor(self.text, from + reach)];
        window.find(closing).map(|found| from + found)
    }

    /// Whether a mark right after a final closes.
    pub(super) fn closes(&self, mark: char, next: usize) -> bool {
        let after = self.char_at(next);
        let free = after.is_none_or(|after| !after.is_alphanumeric() && !is_opener(after));
        match mark {
            '"' => self.double || free,
            '\'' | '’' => free,
            '»' | '›' | '”' => self.opener != Some(mark) && (self.opener.is_some() || free),
            '«' => self.opener == Some('»'),
            '“' => matches!(self.opener, Some('„' | '”')) || (self.opener == Some('“') && free),
            // Doubled, for want of another mark.
            '‘' => self.single || self.text[..next - mark.len_utf8()].ends_with(mark),
            '‹' => self.opener == Some('›'),
            _ => is_closer(mark),
        }
    }

    /// Whether a mark after a final and white space closes all the same: `fin. »`.
    pub(super) fn closes_apart(&self, mark: char, next: usize) -> bool {
        let free = self.char_at(next).is_none_or(|after| !after.is_alphanumeric() && !is_opener(after));
        match mark {
            '"' => self.double && free,
            '»' | '”' => self.opener.is_some_and(|opener| opener != mark) && free,
            '“' => self.opener == Some('”') && free,
            ')' | ']' => free && next <= self.inner_end + 1,
            _ => false,
        }
    }

    pub(super) fn close(&mut self, mark: char, ending: &mut Ending) {
        if ending.quoted && !matches!(mark, ')' | ']' | '}' | '）' | '］' | '】') && mark != '‘' {
            self.leave_nested();
        }
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
            '‘' => {
                self.single = false;
                ending.quoted = true;
            }
            _ => {
                self.opener = None;
                ending.quoted = true;
            }
        }
    }
}

/// Whether a verb of saying ends a text, a comma after it aside.
fn says(text: &str) -> bool {
    let word = rules::word_before(text.trim_end_matches(['،', ',']));
    words::has(|words| words.saying, word) || words::has(|words| words.saying_late, word)
}

/// The word before the last one of a text.
fn word_before_last(text: &str) -> &str {
    rules::word_before(text[..text.len() - rules::word_before(text).len()].trim_end())
}
