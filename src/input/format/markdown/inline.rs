//! What stands inside of a paragraph: text, and marks that are none.

use std::ops::Range;

use pulldown_cmark::Event;

use super::blocks::Blocks;

impl Blocks<'_> {
    /// What stands inside of a paragraph.
    pub(super) fn inline(&mut self, event: Event, range: Range<usize>) {
        let source = self.source;
        let part = source.get(range.clone()).unwrap_or_default();
        let writer = self.writer();
        match event {
            Event::Text(text) if *text == *part && !text.contains(['\n', '\r']) => self.text(&text, range),
            // An entity; the parser may count the white space after it in.
            Event::Text(text) => {
                let trimmed = range.start..range.start + part.trim_end().len();
                writer.replace(if trimmed.is_empty() { range } else { trimmed }, &text);
            }
            Event::Code(text) => {
                let inner = part.trim_matches('`');
                let start = range.start + (part.len() - part.trim_start_matches('`').len());
                let is_at = |at: &usize| inner.get(*at..).is_some_and(|rest| rest.starts_with(&*text));
                match [0, 1].into_iter().find(is_at) {
                    Some(at) => writer.copy(start + at..start + at + text.len()),
                    None => writer.align(start..start + inner.len(), &text),
                }
            }
            Event::SoftBreak => writer.blank(range),
            Event::HardBreak => writer.break_line(range),
            Event::InlineHtml(tag) if is_break(&tag) => writer.break_line(range),
            Event::InlineHtml(_) | Event::FootnoteReference(_) => writer.leave_out(),
            _ => {}
        }
    }

    /// Text as it is in the source. `[^1]` without a footnote comes in three pieces, and is a reference all the same.
    fn text(&mut self, text: &str, range: Range<usize>) {
        let bracket = self.bracket.take();
        let writer = self.writer();
        let length = writer.line().len();
        if let Some(before) = bracket.filter(|_| text == "]") {
            let label = writer.line().get(before + 1..).and_then(|line| line.strip_prefix('^'));
            if label.is_some_and(|label| !label.is_empty() && label.bytes().all(|one| one.is_ascii_digit())) {
                writer.cut(before);
                writer.leave_out();
                return;
            }
        }
        writer.copy(range);
        self.bracket = if text == "[" { Some(length) } else { bracket.filter(|_| text.starts_with('^')) };
    }
}

/// Whether a tag is `<br>`.
fn is_break(tag: &str) -> bool {
    let inner = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    inner.get(..2).is_some_and(|name| name.eq_ignore_ascii_case("br"))
        && inner[2..].chars().next().is_none_or(char::is_whitespace)
}
