//! Soft line breaks (`CommonMark` 6.8, RFC 3676): line ends inside a paragraph, where its author's program wrapped it. The text keeps
//! them; on the page each is one blank, whatever stands around it.

use std::borrow::Cow;
use std::iter;

use super::Span;

/// The soft breaks of a paragraph: each a line end with the white space around it, and with the quotation marks (`>`) at the start of
/// the line after. What begins a quotation is never inside a paragraph that is none, so a `>` there is always such a mark. Linear.
pub fn soft_breaks(text: &str) -> impl Iterator<Item = Span> {
    let mut from = 0;
    iter::from_fn(move || {
        let at = from + memchr::memchr2(b'\n', b'\r', &text.as_bytes()[from..])?;
        let start = from + text[from..at].trim_end().len();
        let rest = &text[at..];
        let end = text.len() - rest.trim_start_matches(|next: char| next.is_whitespace() || next == '>').len();
        from = end;
        Some(Span::new(start, end))
    })
}

/// A range inside a paragraph without the quotation marks at its start, where it starts on a line of its own.
pub fn after_marks(text: &str, span: Span) -> Span {
    let Some(inner) = span.slice(text).filter(|inner| inner.starts_with('>')) else { return span };
    if !text[..span.start].trim_end_matches([' ', '\t']).ends_with(['\n', '\r']) {
        return span;
    }
    let rest = inner.trim_start_matches(|next: char| next.is_whitespace() || next == '>');
    Span::new(span.end - rest.len(), span.end)
}

/// The text of a paragraph on one line: a blank for each soft break, and for U+2028 and U+2029.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    let mut from = 0;
    for found in soft_breaks(text) {
        line.push_str(&text[from..found.start]);
        line.push(' ');
        from = found.end;
    }
    line.push_str(&text[from..]);
    Cow::Owned(line.replace(['\u{2028}', '\u{2029}'], " "))
}

#[cfg(test)]
mod tests {
    use super::{Span, after_marks, one_line};

    #[test]
    fn a_sentence_of_a_quotation_starts_after_its_marks() {
        for (text, start, expected) in [
            ("> a.\n> b.", 5, "b."),
            ("> a.\n> >b.", 5, "b."),
            ("a. > b.", 3, "> b."),
            ("a.\nb > c.", 3, "b > c."),
            ("a.\n>", 3, ""),
        ] {
            assert_eq!(after_marks(text, Span::new(start, text.len())).slice(text), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn each_is_one_blank() {
        for (text, expected) in [
            ("one", "one"),
            ("one\ntwo\r\nthree\rfour", "one two three four"),
            ("one  \n\t two\n\n  three", "one two three"),
            ("> قال\n> ثم قال\n>> نعم", "> قال ثم قال نعم"),
            ("a > b\n > c>d", "a > b c>d"),
            ("a\u{2028}b\u{2029}c", "a b c"),
            ("a \u{301}\n\u{301}b", "a \u{301} \u{301}b"),
        ] {
            assert_eq!(one_line(text), expected, "{text:?}");
        }
    }
}
