//! Rows that show more than one paragraph, and what is drawn beside the text.

use std::ops::Range;

use super::flow::{Flow, Row, RowContent};
use crate::text::setting::{Frame, Ornament};
use crate::text::{Line, Span};

impl Flow {
    /// Where the lines of a paragraph stand.
    pub(super) fn frame(&mut self, paragraph: usize) -> Frame {
        self.setting.frame(&self.document, paragraph)
    }

    /// The paragraphs that stand beside each other in the rows of one.
    pub(super) fn beside(&mut self, paragraph: usize) -> Range<usize> {
        self.setting.beside(&self.document, paragraph)
    }

    /// The rule above a paragraph that is below the header of its table.
    pub(super) fn rule_of_table(&mut self, paragraph: usize) -> Option<Frame> {
        let (_, is_rule) = self.setting.gap(&self.document, paragraph)?;
        if is_rule { self.setting.header_rule(&self.document, paragraph) } else { None }
    }

    /// The column of a line of a paragraph, from the left edge of the text.
    pub fn column(&mut self, paragraph: usize, line: &Line) -> usize {
        self.frame(paragraph).column(self.width, line.width)
    }

    /// What is drawn beside the text of a row.
    pub fn ornaments(&mut self, row: Row) -> Vec<Ornament> {
        if self.document.structure.is_empty() {
            return Vec::new();
        }
        let line = match self.content(row) {
            RowContent::Line(line) => Some(line),
            _ => None,
        };
        self.setting.ornaments(&self.document, row.paragraph, line)
    }

    /// The lines of some rows with the numbers of these, as if each paragraph that has one stood by itself; and rows of gaps as they are.
    pub fn spread(&mut self, rows: &[Row]) -> Vec<(u16, Row)> {
        if self.document.structure.is_empty() {
            return (0u16..).zip(rows.iter().copied()).collect();
        }
        let mut spread = Vec::with_capacity(rows.len());
        for (y, row) in (0u16..).zip(rows) {
            let beside = self.beside(row.paragraph);
            match self.content(*row) {
                RowContent::Line(line) if beside.len() > 1 => spread.extend(beside.filter_map(|paragraph| {
                    let gap = if paragraph == row.paragraph { self.gap(paragraph) } else { 0 };
                    (line < self.lines(paragraph).len()).then_some((y, Row { paragraph, index: gap + line }))
                })),
                _ => spread.push((y, *row)),
            }
        }
        spread
    }

    /// The bytes that a row shows; empty at the paragraph's start for a row of a gap.
    pub fn row_span(&mut self, row: Row) -> Span {
        let start_of = |flow: &Self, at: usize| flow.document.paragraphs.get(at).map_or(0, |here| here.span.start);
        let mut span: Option<Span> = None;
        for (_, row) in self.spread(&[row]) {
            let RowContent::Line(number) = self.content(row) else { continue };
            let start = start_of(self, row.paragraph);
            let Some(line) = self.lines(row.paragraph).get(number).map(|line| line.span.shifted(start)) else {
                continue;
            };
            span = Some(span.map_or(line, |span| Span::new(span.start.min(line.start), span.end.max(line.end))));
        }
        let start = start_of(self, row.paragraph);
        span.unwrap_or(Span::new(start, start))
    }

    /// Of the lines of a row the one that is at a column or the nearest to it.
    pub fn at_column(&mut self, row: Row, column: usize) -> Row {
        let lines = self.spread(&[row]).into_iter().map(|(_, row)| row);
        let distance = |frame: Frame, width: usize| {
            let left = frame.column(width, frame.width);
            left.saturating_sub(column).max((column + 1).saturating_sub(left + frame.width))
        };
        lines.min_by_key(|row| distance(self.frame(row.paragraph), self.width)).unwrap_or(row)
    }
}
