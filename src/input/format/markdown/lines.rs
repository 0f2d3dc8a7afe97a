//! Blocks whose lines are their own: code, and raw HTML.

use std::ops::Range;

use pulldown_cmark::Parser;

use super::blocks::{Blocks, Code, options};

/// Blank rows between lines of code that are kept.
const BLANK_ROWS: u8 = 2;

/// Columns of a tab.
const TAB: usize = 4;

impl Blocks<'_> {
    /// Lines of code, each a paragraph. Blank ones are rows above the next one, and blanks at the start of one are columns.
    pub(super) fn code_text(&mut self, text: &str, range: Range<usize>) {
        let is_copy = self.source.get(range.clone()) == Some(text);
        let mut at = range.start;
        for line in text.split_inclusive(['\n', '\r']) {
            let content = line.trim_end_matches(['\n', '\r']);
            if self.writer().is_fresh()
                && let Some(code) = &mut self.code
            {
                code.indent += columns(content);
            }
            if is_copy {
                self.writer().copy(at..at + content.len());
            } else {
                self.writer().replace(range.clone(), content);
            }
            at += line.len();
            if content.len() == line.len() {
                continue;
            }
            let is_blank = self.writer().is_fresh();
            self.flush();
            if let Some(code) = self.code.as_mut().filter(|_| is_blank) {
                *code = Code { rows: code.rows.saturating_add(1).min(BLANK_ROWS), indent: 0, ..*code };
            }
        }
    }

    /// A line of a block of HTML.
    pub(super) fn html_line(&mut self, range: Range<usize>) {
        let line = self.source.get(range.clone()).unwrap_or_default();
        if !self.html.as_mut().is_some_and(|html| html.is_text(line)) || line.trim().is_empty() {
            self.flush();
            return;
        }
        let writer = self.writer();
        writer.blank(range.start..range.start);
        let start = range.start + (line.len() - line.trim_start().len());
        for (event, inner) in Parser::new_ext(line.trim(), options()).into_offset_iter() {
            self.inline(event, start + inner.start..start + inner.end);
        }
    }
}

/// Columns of the white space at the start of a line.
fn columns(line: &str) -> usize {
    let blanks = line.chars().take_while(|one| one.is_whitespace());
    blanks.fold(0, |columns, one| if one == '\t' { (columns / TAB + 1) * TAB } else { columns + 1 })
}
