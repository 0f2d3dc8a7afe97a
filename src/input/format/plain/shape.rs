//! What wrapping needs to know of a line: its columns, its indentation, its first word, and what it is besides running text.

use super::lines::{Line, marked};
use crate::text::Kind;

/// Columns from one tab stop to the next, as programs that wrap text count.
const TAB: usize = 8;
/// Columns without a letter inside of a line that make it a row of a table; justified text has up to three.
const GAP: &str = "    ";
/// Columns of a label at most, as `Content-Transfer-Encoding` of a mail.
const LABEL: usize = 28;

/// How the width of a text is counted.
pub(super) type Measure = fn(&str) -> usize;

/// The form of a line, without the quotation marks before it: they were put there after it was wrapped.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the line")]
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Shape {
    /// How many `>` stand before it.
    pub(super) quoted: usize,
    /// Columns before the text.
    pub(super) indent: usize,
    /// Columns of the line, the indentation included.
    pub(super) width: usize,
    /// Columns of the first word.
    pub(super) first: usize,
    /// Byte of the article where the text starts, after the indentation.
    pub(super) start: usize,
    /// Nothing but quotation marks is in it.
    pub(super) blank: bool,
    /// Without a letter or digit: a rule, the line under a title.
    pub(super) rule: bool,
    /// A row of a table: many columns without a letter inside.
    pub(super) gap: bool,
    /// Begins with the marker of a list item.
    pub(super) is_item: bool,
    /// With one that running text may have at the start of a line too: a dash, a number.
    pub(super) is_doubtful_item: bool,
    /// Begins with a label and a colon: `Subject: …`.
    pub(super) labelled: bool,
}

impl Shape {
    pub(super) fn of(text: &str, line: &Line, measure: Measure) -> Self {
        let whole = line.span.slice(text).unwrap_or_default().trim_end();
        let (quoted, rest) = unquoted(whole);
        let inner = rest.trim_start();
        let (indent, _) = end(0, &rest[..rest.len() - inner.len()], measure);
        let (width, gap) = end(indent, inner, measure);
        let first = inner.split(char::is_whitespace).next().unwrap_or_default();
        let is_item = marked(inner) == Kind::ListItem;
        Self {
            quoted,
            indent,
            width,
            first: measure(first),
            start: line.span.start + whole.len() - inner.len(),
            blank: inner.is_empty(),
            rule: !inner.contains(char::is_alphanumeric),
            gap,
            is_item,
            is_doubtful_item: is_item && !inner.starts_with(['*', '•', '◦', '▪', '●', '‣']),
            labelled: is_labelled(inner),
        }
    }

    /// Whether the first word of the next line would not have fitted: what makes a program begin a new line, and what a line that
    /// ends by its own will passes by chance only.
    pub(super) const fn is_full(&self, next: &Self, fill: usize) -> bool {
        self.width + 1 + next.first > fill
    }
}

/// The number of quotation marks before a line, and the rest of it; one blank after a mark is the mark's.
fn unquoted(line: &str) -> (usize, &str) {
    let (mut quoted, mut rest) = (0, line);
    while let Some(after) = rest.trim_start().strip_prefix('>') {
        quoted += 1;
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    (quoted, rest)
}

/// The column after a text that begins at a column, and whether there is a gap in it.
fn end(from: usize, text: &str, measure: Measure) -> (usize, bool) {
    let (mut at, mut gap) = (from, text.contains(GAP));
    for (index, part) in text.split('\t').enumerate() {
        if index > 0 {
            let stop = (at / TAB + 1) * TAB;
            gap |= stop - at >= GAP.len();
            at = stop;
        }
        at += measure(part);
    }
    (at, gap)
}

/// Whether a line begins with one to three words of letters and hyphens and a colon, as the header lines of a mail do.
fn is_labelled(inner: &str) -> bool {
    let Some((label, after)) = inner.split_once(':') else { return false };
    (after.is_empty() || after.starts_with(char::is_whitespace))
        && label.starts_with(char::is_alphabetic)
        && label.chars().all(|character| !character.is_ascii_punctuation() || character == '-')
        && label.split_whitespace().count() <= 3
        && label.chars().count() <= LABEL
}
