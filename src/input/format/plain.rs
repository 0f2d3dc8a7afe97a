//! Plain text: a line is a paragraph, and what it is on the page shows in its length, its end and its neighbours.
//!
//! - Headline: the first paragraph, at most [`HEADLINE`] characters, without final punctuation.
//! - Standfirst: the paragraph right after the headline, at most [`STANDFIRST`] characters, when more text follows; not a list
//!   item or quotation, and not one of several short lines (a poem, an address).
//! - Subheading: a later line of at most [`SUBHEADING`] characters without final punctuation that stands alone: the lines
//!   before and after it are neither headings nor such lines themselves, the one before has ended (final punctuation, or a
//!   blank line between), and there is a letter and no tab in it.
//! - List item by its marker, quotation by `>`.
//!
//! Cost: a search for line ends (memchr), and per paragraph its first and last characters; only short ones are counted.

use super::{Format, is_blank, is_invisible, pieces};
use crate::text::{Kind, Paragraph, Span, sentence};

/// Characters of a headline at most.
const HEADLINE: usize = 140;
/// Characters of a standfirst at most.
const STANDFIRST: usize = 400;
/// Characters of a subheading at most.
const SUBHEADING: usize = 80;

/// The table's entry.
pub(in crate::input) const FORMAT: Format =
    Format { name: "plain text", extensions: &["txt", "text"], sniff: |_| true, blocks };

/// A line that is not blank, and what its neighbours need to know of it.
struct Line {
    span: Span,
    /// List item or quotation by its marker, else body.
    kind: Kind,
    /// Whether it ends with punctuation that a heading does not have.
    ended: bool,
    /// It could be a heading by itself: unmarked, not ended, at most [`SUBHEADING`] characters.
    like_heading: bool,
    /// A blank line stands before it.
    apart: bool,
}

/// The paragraphs of a plain text.
pub(in crate::input) fn blocks(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(lines.len());
    let mut before = Kind::Body;
    for (index, line) in lines.iter().enumerate() {
        let kind = kind(text, &lines, index, before);
        let level = match kind {
            Kind::Headline => 1,
            Kind::Subheading => 2,
            _ => 0,
        };
        let paragraph = Paragraph { span: line.span, kind, level, ordinal: index as u32 + 1, continued: false };
        pieces::push(&mut paragraphs, text, paragraph);
        before = kind;
    }
    paragraphs
}

fn kind(text: &str, lines: &[Line], index: usize, before: Kind) -> Kind {
    let line = &lines[index];
    let next = lines.get(index + 1);
    if line.kind != Kind::Body {
        return line.kind;
    }
    if index == 0 {
        let headline = !line.ended && at_most(HEADLINE, text, line.span);
        return if headline { Kind::Headline } else { Kind::Body };
    }
    if index == 1 && before == Kind::Headline {
        let run = line.like_heading && next.is_some_and(|next| next.like_heading);
        let standfirst = next.is_some() && !run && at_most(STANDFIRST, text, line.span);
        return if standfirst { Kind::Standfirst } else { Kind::Body };
    }
    let previous = &lines[index - 1];
    let alone = (previous.ended || line.apart || previous.kind != Kind::Body)
        && (!previous.like_heading || before == Kind::Standfirst)
        && next.is_some_and(|next| !next.like_heading);
    let inner = &text[line.span.start..line.span.end];
    if line.like_heading && alone && inner.contains(char::is_alphabetic) && !inner.contains('\t') {
        Kind::Subheading
    } else {
        Kind::Body
    }
}

/// The lines that are not blank. Line ends are LF, CR LF, CR and U+2029.
fn lines(text: &str) -> Vec<Line> {
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
    Line { span, kind, ended, like_heading: kind == Kind::Body && !ended && at_most(SUBHEADING, text, span), apart }
}

/// Whether a span holds at most `count` characters; a glance at its bytes answers for long ones.
fn at_most(count: usize, text: &str, span: Span) -> bool {
    span.len() <= count * 4 && (span.len() <= count || text[span.start..span.end].chars().count() <= count)
}

/// Whether the last visible character, closing quotes and brackets aside, is punctuation that ends or goes on: a stop, a
/// question, an ellipsis, a colon, a comma.
fn ended(line: &str) -> bool {
    line.chars()
        .rev()
        .take(64)
        .find(|&character| !is_invisible(character) && !sentence::is_closer(character))
        .is_some_and(|last| {
            sentence::is_final(last) || matches!(last, ',' | '،' | ';' | '؛' | ':' | '：' | '，' | '、' | '；')
        })
}

/// What the marker at the start of a line makes of it.
fn marked(line: &str) -> Kind {
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

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::text::Kind::{self, Body, Headline, ListItem, Quotation, Standfirst, Subheading};

    fn kinds(text: &str) -> Vec<Kind> {
        blocks(text).iter().map(|paragraph| paragraph.kind).collect()
    }

    #[test]
    fn what_lines_are_on_the_page() {
        let long = "word ".repeat(100) + "end.";
        let cases: [(&str, String, &[Kind]); 15] = [
            (
                "an article",
                format!("عنوان الخبر\nملخص الخبر هنا.\n{long}\nعنوان فرعي\n{long}"),
                &[Headline, Standfirst, Body, Subheading, Body],
            ),
            ("no title", format!("The first line ends.\n{long}"), &[Body, Body]),
            ("the first line is long", format!("{}\n{long}", "word ".repeat(40)), &[Body, Body]),
            ("nothing under the summary", "عنوان الخبر\nملخص الخبر هنا.".into(), &[Headline, Body]),
            ("a long second paragraph", format!("عنوان\n{long}\n{long}"), &[Headline, Body, Body]),
            ("a poem", "عنوان\nسطر أول\nسطر ثان\nسطر ثالث\nسطر رابع".into(), &[Headline, Body, Body, Body, Body]),
            (
                "short lines in a row",
                format!("عنوان\nخلاصة.\n{long}\nسطر\nسطر\nسطر\n{long}"),
                &[Headline, Standfirst, Body, Body, Body, Body, Body],
            ),
            ("a signature", format!("عنوان\nخلاصة.\n{long}\nكتبها فلان"), &[Headline, Standfirst, Body, Body]),
            (
                "a line that introduces",
                format!("عنوان\nخلاصة.\n{long}\nوقال:\n{long}"),
                &[Headline, Standfirst, Body, Body, Body],
            ),
            (
                "a broken sentence",
                format!("{long}\nand so it went on and\nthen\nIt ended here, at last, as it began."),
                &[Body, Body, Body, Body],
            ),
            (
                "under the summary",
                format!("عنوان\nخلاصة.\nعنوان فرعي\n{long}"),
                &[Headline, Standfirst, Subheading, Body],
            ),
            ("a row of a table", format!("{long}\na\tb\n{long}"), &[Body, Body, Body]),
            ("a line of stars", format!("{long}\n***\n{long}"), &[Body, Body, Body]),
            (
                "lists",
                "- a\n* b\n• c\n1. d\n٢) e\n۳- f\n(4) g\n-h".into(),
                &[ListItem, ListItem, ListItem, ListItem, ListItem, ListItem, Body, Body],
            ),
            ("quotations", format!("{long}\n> said\n {long}"), &[Body, Quotation, Body]),
        ];
        for (name, text, expected) in cases {
            assert_eq!(kinds(&text), expected, "{name}");
        }
    }

    #[test]
    fn line_ends_are_outside_and_blank_lines_are_nothing() {
        for (name, text, expected) in [
            ("LF", "a.\nb.\n", vec!["a.", "b."]),
            ("CR LF", "a.\r\n\r\nb.\r\n", vec!["a.", "b."]),
            ("CR", "a.\r\rb.\r", vec!["a.", "b."]),
            ("U+2029", "a.\u{2029}b…\u{2029}", vec!["a.", "b…"]),
            ("blank", "\n \u{200f}\t\n\u{feff}\na.\n \n", vec!["a."]),
            ("nothing", "\n \n", vec![]),
            ("control characters are something", "\u{1b}\n", vec!["\u{1b}"]),
        ] {
            let found: Vec<&str> = blocks(text).iter().map(|block| &text[block.span.start..block.span.end]).collect();
            assert_eq!(found, expected, "{name}");
        }
    }
}
