//! The lines of a plain text, and what each is by its own form.

use super::super::{is_blank, is_invisible};
use super::SUBHEADING;
use crate::text::{Kind, Span, sentence};

/// A line that is not blank, or a paragraph of several lines, and what its neighbours need to know of it.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the line")]
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) span: Span,
    /// List item or quotation by its marker, else body; of a section's title in wrapped text subheading.
    pub(super) kind: Kind,
    /// Whether it ends with punctuation that a heading does not have.
    pub(super) ended: bool,
    /// It looks like a heading by itself: unmarked, not ended, at most [`SUBHEADING`] characters.
    pub(super) like_heading: bool,
    /// It stands where a heading may stand.
    pub(super) may_head: bool,
    /// A blank line stands before it.
    pub(super) apart: bool,
}

/// The lines that are not blank. Line ends are LF, CR LF, CR and U+2029.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::with_capacity(bytes.len() / 400 + 1);
    let (mut start, mut apart) = (0, false);
    let mut add = |end: usize, start: usize| {
        let span = Span::new(start, end);
        if span.is_empty() || is_blank(&text[start..end]) {
            // The LF of a CR LF ends an empty line that is none.
            apart |= !(span.is_empty() && start > 0 && bytes[start - 1] == b'\r' && bytes.get(end) == Some(&b'\n'));
        } else {
            lines.push(line(text, span, apart));
            apart = false;
        }
    };
    for at in memchr::memchr3_iter(b'\n', b'\r', 0xE2, bytes) {
        let length = match bytes[at] {
            0xE2 if bytes[at..].starts_with("\u{2029}".as_bytes()) => 3,
            0xE2 => continue,
            _ => 1,
        };
        add(at, start);
        start = at + length;
    }
    add(bytes.len(), start);
    lines
}

fn line(text: &str, span: Span, apart: bool) -> Line {
    let inner = &text[span.start..span.end];
    let (kind, ended) = (marked(inner), ended(inner));
    let like_heading = kind == Kind::Body && !ended && at_most(SUBHEADING, text, span);
    Line { span, kind, ended, like_heading, may_head: true, apart }
}

/// Whether a span holds at most `count` characters; a glance at its bytes answers for long ones.
pub(super) fn at_most(count: usize, text: &str, span: Span) -> bool {
    span.len() <= count * 4 && (span.len() <= count || text[span.start..span.end].chars().count() <= count)
}

/// Whether the last visible character, closing quotes and brackets aside, is punctuation that ends or goes on: a stop, a
/// question, an ellipsis, a colon, a comma.
fn ended(line: &str) -> bool {
    line.chars()
        .rev()
        .take(64)
        .find(|&character| !is_invisible(character) && !sentence::is_closer(character))
        .is_some_and(ends)
}

/// Whether a character is punctuation that ends a sentence, or goes on with it.
pub(super) const fn ends(character: char) -> bool {
    sentence::is_final(character) || matches!(character, ',' | '،' | ';' | '؛' | ':' | '：' | '，' | '、' | '；')
}

/// What the marker at the start of a line makes of it.
pub(super) fn marked(line: &str) -> Kind {
    let inner = line.trim_start_matches(is_invisible);
    let mut characters = inner.chars();
    let first = characters.next();
    let spaced = characters.next().is_some_and(char::is_whitespace);
    match first {
        Some('>') => Kind::Quotation,
        Some('-' | '*' | '•' | '–' | '◦' | '▪' | '●' | '‣' | '·') if spaced => Kind::ListItem,
        _ if is_numbered(inner) => Kind::ListItem,
        _ => Kind::Body,
    }
}

/// Whether a line begins with one to three digits, `.`, `)` or `-` (the tatweel that stands for it too), and white space.
fn is_numbered(line: &str) -> bool {
    let digits = line.chars().take(4).take_while(|&character| sentence::is_digit(character)).count();
    let mut after = line.chars().skip(digits);
    (1..=3).contains(&digits)
        && matches!(after.next(), Some('.' | ')' | '-' | 'ـ' | '–'))
        && after.next().is_some_and(char::is_whitespace)
}
