//! Cells in a row, with labels.

use std::rc::Rc;

use compact_str::CompactString;

use super::Label;
use crate::text::layout::{Order, layout};
use crate::text::{BaseDirection, Line};

/// Cells from left to right, from a column of a row on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Strip {
    /// First column.
    pub x: u16,
    /// Row.
    pub y: u16,
    /// The order in which text is added.
    pub order: Order,
    /// Text, columns (1 or 2) and label of each cell. Shared with the page before where a line did not change.
    pub cells: Rc<Vec<(CompactString, u8, Label)>>,
}

impl Strip {
    /// A strip without cells.
    pub fn at(order: Order, x: u16, y: u16) -> Self {
        Self { x, y, order, cells: Rc::default() }
    }

    /// The cells, to add to. Costs a copy of them while another strip shares them.
    pub(in crate::app) fn cells_mut(&mut self) -> &mut Vec<(CompactString, u8, Label)> {
        Rc::make_mut(&mut self.cells)
    }

    /// Columns taken so far.
    pub fn width(&self) -> u16 {
        self.cells.iter().map(|(_, width, _)| u16::from(*width)).sum()
    }

    /// `text` on one line, cut to `width` columns with an ellipsis, from column `x` on. The text is laid out by its own first
    /// strong character but starts at the left; whatever it holds, it is harmless.
    pub fn write(order: Order, x: u16, y: u16, width: u16, text: &str, label: Label) -> Self {
        let mut strip = Self::at(order, x, y);
        strip.push(&fit(order, text, usize::from(width), None), |_| label);
        strip
    }

    /// As [`write`](Self::write), flush right in the columns where the text is right to left.
    pub fn align(order: Order, x: u16, y: u16, width: u16, text: &str, label: Label) -> Self {
        let line = fit(order, text, usize::from(width), None);
        let mut strip = Self::at(order, x, y);
        if line.direction.is_rtl() {
            strip.x += width.saturating_sub(u16::try_from(line.width).unwrap_or(width));
        }
        strip.push(&line, |_| label);
        strip
    }

    /// Adds the cells of a line; `label` gets the first byte of each.
    pub fn push(&mut self, line: &Line, mut label: impl FnMut(usize) -> Label) {
        let cells = self.cells_mut();
        // The filter hides how many there are.
        cells.reserve(line.cells.len());
        let visible = line.cells.iter().filter(|cell| cell.width > 0);
        cells.extend(visible.map(|cell| (cell.text.clone(), cell.width, label(cell.span.start))));
    }

    /// Adds one cell that is one column wide.
    pub fn push_char(&mut self, character: char, label: Label) {
        let mut text = CompactString::default();
        text.push(character);
        self.cells_mut().push((text, 1, label));
    }

    /// Adds text that runs left to right, cut to what is left of `limit` columns.
    pub fn push_text(&mut self, text: &str, limit: u16, label: Label) {
        let room = limit.saturating_sub(self.width());
        // The status line and the footer are made anew for each frame, and are mostly plain.
        if text.len() <= usize::from(room) && text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            self.cells_mut().extend(text.chars().map(|character| {
                let mut cell = CompactString::default();
                cell.push(character);
                (cell, 1, label)
            }));
        } else if room > 0 {
            let line = fit(self.order, text, usize::from(room), Some(BaseDirection::LeftToRight));
            self.push(&line, |_| label);
        }
    }

    /// Adds blanks up to `width` columns.
    pub fn fill(&mut self, width: u16, label: Label) {
        for _ in self.width()..width {
            self.push_char(' ', label);
        }
    }
}

/// One line of `text` at most `width` columns wide; what does not fit becomes an ellipsis. Cut in logical order, so that the
/// beginning is what is kept in either direction. Reads a few times `width` code points of the text, however long it is.
pub(in crate::app) fn fit(order: Order, text: &str, width: usize, direction: Option<BaseDirection>) -> Line {
    let limit = text.char_indices().nth(width.saturating_mul(8).saturating_add(64)).map_or(text.len(), |(at, _)| at);
    let head = &text[..limit];
    let direction = direction.or_else(|| BaseDirection::of(head)).or(Some(BaseDirection::LeftToRight));
    let lay = |text: &str, width: Option<usize>| layout(text, &order.options(width, direction));
    let whole = lay(head, None);
    if let Some(line) = whole.into_iter().next()
        && line.width <= width
        && limit == text.len()
    {
        return line;
    }
    let first = lay(head, Some(width.saturating_sub(1).max(1))).into_iter().next();
    let kept = first.and_then(|line| line.span.slice(head)).unwrap_or_default().trim_end();
    let cut = if width == 0 { String::new() } else { format!("{kept}…") };
    lay(&cut, None).into_iter().next().unwrap_or(Line {
        span: crate::text::Span::default(),
        cells: Vec::new(),
        width: 0,
        direction: direction.unwrap_or(BaseDirection::LeftToRight),
    })
}
