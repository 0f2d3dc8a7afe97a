//! Quotation marks and brackets.

use super::classes::{is_closer, is_gershayim};
use super::context::word_before;
use super::{Ending, Splitter, is_final, is_opener, words};
use crate::text::offsets;

/// How many bytes after an opening bracket its closing one is looked for.
const BRACKET: usize = 400;

/// How many bytes a quotation inside a sentence may have for its finals not to end anything. Longer ones have sentences of their own.
const QUOTATION: usize = 240;

/// How many bytes a quotation inside a sentence may have to be taken for a slogan: `shouted "Shame! Shame!" and left`.
const SLOGAN: usize = 60;

/// What a quotation is in its sentence.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    /// The sentence begins with it: who says it can come after.
    Leading,
    /// It is the title or the wording of what the word before it names: `the question "Who pays?" is old`.
    Named,
    /// A colon stands before it, or a verb of saying and a comma.
    Introduced,
    /// It is inside of another one.
    Nested,
    /// Anything else.
    #[default]
    Inside,
}

/// The quotations that are open.
///
/// No stack: marks of the three kinds open and close without a look at each other, as in real texts one is often missing. Of each kind the
/// last mark is known, and of the roles the last two.
#[derive(Default)]
pub(super) struct Quotations {
    /// Whether an ASCII mark is open.
    pub(super) straight: bool,
    /// The last directed mark that opened and was not closed.
    directed: Option<char>,
    /// The same of single ones, `’…‘`: they are apostrophes as well, so only the ones set the other way round are told.
    single: bool,
    /// What the quotation that opened last is.
    pub(super) role: Role,
    /// What the one is that it is nested in.
    outer: Option<Role>,
}

impl Quotations {
    /// A quotation opened.
    fn enter(&mut self, role: Role, nested: bool) {
        if nested {
            self.outer.get_or_insert(self.role);
        }
        self.role = role;
    }

    /// A quotation closed: where it was nested, the one around it counts again.
    pub(super) fn leave(&mut self) {
        self.role = self.outer.take().unwrap_or(self.role);
    }

    /// Whether a quotation of another kind is open where one opens that ends with `closing`.
    fn nests(&self, closing: char) -> bool {
        let directed = match self.directed {
            Some('«') => closing != '»',
            Some('“') => closing != '”',
            Some('”' | '„') => closing != '“',
            _ => false,
        };
        directed || self.straight && closing != '"'
    }

    /// Whether a mark that opens elsewhere closes the one that is open: `»…«`, `„…“`, `”…“`, `›…‹`.
    fn is_closed_by(&self, mark: char) -> bool {
        matches!((self.directed, mark), (Some('»'), '«') | (Some('„' | '”'), '“') | (Some('›'), '‹'))
    }

    /// Whether a mark right after a final closes. `free` is whether nothing that it could open follows, `doubled` whether the same mark
    /// stands before it.
    fn closes(&self, mark: char, free: bool, doubled: bool) -> bool {
        match mark {
            '"' => self.straight || free,
            '\'' | '’' => free,
            '»' | '›' | '”' => self.directed != Some(mark) && (self.directed.is_some() || free),
            '«' | '‹' => self.is_closed_by(mark),
            '“' => self.is_closed_by(mark) || self.directed == Some('“') && free,
            // Doubled, for want of another mark.
            '‘' => self.single || doubled,
            _ => is_closer(mark),
        }
    }

    /// Whether a quotation mark after a final and white space closes all the same: `fin. »`.
    fn closes_apart(&self, mark: char) -> bool {
        match mark {
            '"' => self.straight,
            '»' | '”' => self.directed.is_some_and(|open| open != mark),
            '“' => self.directed == Some('”'),
            _ => false,
        }
    }

    /// A mark closed after a final.
    fn close(&mut self, mark: char) {
        match mark {
            '"' => self.straight = false,
            '\'' | '’' => {}
            '‘' => self.single = false,
            _ => self.directed = None,
        }
    }
}

impl Splitter<'_> {
    /// A mark away from any final.
    pub(super) fn mark(&mut self, found: char, at: usize, next: usize) {
        let (before, after) = (self.char_before(at), self.char_at(next));
        match found {
            '"' => self.straight_mark(at, before, after),
            '(' | '[' => {
                self.brackets = self.brackets.map(|open| open + 1);
                // "((" is a quotation mark.
                let doubled = after == Some(found) || before == Some(found);
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
                let begins = introduced || after.is_some_and(|after| after.is_alphanumeric() || is_final(after));
                if begins && self.quotations.directed.is_none() && before.is_none_or(char::is_whitespace) {
                    self.quotations.directed = Some(found);
                    self.opens(at, next, if found == '”' { '“' } else { '«' });
                } else {
                    self.quotations.directed = None;
                    self.quotations.leave();
                }
            }
            '’' => {
                let opens = before.is_none_or(|before| before.is_whitespace() || before == '’')
                    && after.is_some_and(|after| after.is_alphanumeric() || after == '’');
                self.quotations.single |= opens;
                // The second of two is the same mark.
                if opens && before != Some('’') {
                    self.opens(at, next, '‘');
                }
            }
            '‘' => {
                self.quotations.single = false;
                self.quotations.leave();
            }
            '«' | '“' | '‹' if self.quotations.is_closed_by(found) => self.quotations.directed = None,
            '«' | '“' | '„' | '‹' => {
                self.quotations.directed = Some(found);
                let closing = match found {
                    '«' => '»',
                    '“' => '”',
                    _ => '“',
                };
                self.opens(at, next, closing);
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

    /// An ASCII quotation mark: whether it opens or closes is told by what stands around it.
    fn straight_mark(&mut self, at: usize, before: Option<char>, after: Option<char>) {
        if is_gershayim(before, after) {
            return;
        }
        let opens = before.is_none_or(|before| before.is_whitespace() || is_opener(before));
        let closes = after.is_none_or(|after| !after.is_alphanumeric() && !is_opener(after) && after != '"');
        self.quotations.straight = match (opens, closes) {
            (true, false) => true,
            (false, true) => false,
            _ => !self.quotations.straight,
        };
        if !self.quotations.straight {
            self.quotations.leave();
        } else if opens && !closes {
            self.opens(at, at + 1, '"');
        }
    }

    /// A quotation opened. Where it is a part of its sentence (not after a colon, and the sentence goes on after its end) the sentence
    /// does not end in it: `stressed that "it stands. Nothing changes" whatever happens`.
    fn opens(&mut self, at: usize, next: usize, closing: char) {
        let before = self.text[self.start..at].trim_end();
        let near = &before[offsets::ceil(before, before.len().saturating_sub(QUOTATION))..];
        let (word, nested) = (word_before(near), self.quotations.nests(closing));
        let role = if near.ends_with(':') || near.ends_with(['،', ',']) && says(near) {
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
        self.quotations.enter(role, nested);
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

    fn found_after(&self, from: usize, reach: usize, closing: char) -> Option<usize> {
        let window = &self.text[from..offsets::floor(self.text, from + reach)];
        window.find(closing).map(|found| from + found)
    }

    /// Whether a mark right after a final closes.
    pub(super) fn closes(&self, mark: char, next: usize) -> bool {
        let doubled = self.text[..next - mark.len_utf8()].ends_with(mark);
        self.quotations.closes(mark, self.is_free(next), doubled)
    }

    /// Whether a mark after a final and white space closes all the same: `fin. »`.
    pub(super) fn closes_apart(&self, mark: char, next: usize) -> bool {
        let inside = matches!(mark, ')' | ']') && next <= self.inner_end + 1;
        (inside || self.quotations.closes_apart(mark)) && self.is_free(next)
    }

    /// Whether nothing stands at byte `next` that a mark before it could open.
    fn is_free(&self, next: usize) -> bool {
        self.char_at(next).is_none_or(|after| !after.is_alphanumeric() && !is_opener(after))
    }

    /// A mark closes after a final.
    pub(super) fn close(&mut self, mark: char, ending: &mut Ending) {
        let is_bracket = matches!(mark, ')' | ']' | '}' | '）' | '］' | '】');
        if is_bracket {
            ending.bracketed = true;
            if matches!(mark, ')' | ']') {
                self.brackets = self.brackets.and_then(|open| open.checked_sub(1));
            }
            return;
        }
        if ending.quoted && mark != '‘' {
            self.quotations.leave();
        }
        self.quotations.close(mark);
        ending.quoted = true;
    }
}

/// Whether a verb of saying ends a text, a comma after it aside.
fn says(text: &str) -> bool {
    let word = word_before(text.trim_end_matches(['،', ',']));
    words::has(|words| words.saying, word) || words::has(|words| words.saying_late, word)
}

/// The word before the last one of a text.
fn word_before_last(text: &str) -> &str {
    word_before(text[..text.len() - word_before(text).len()].trim_end())
}
