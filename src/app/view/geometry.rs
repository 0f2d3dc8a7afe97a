//! Where text, bar and margin stand on the screen.

use crate::text::Line;

/// Columns below which the reader says so instead of painting.
pub const MIN_COLUMNS: u16 = 40;
/// Rows below which the reader says so instead of painting.
pub const MIN_ROWS: u16 = 6;
/// The measure where none is asked for: columns of a line of text.
pub const MEASURE: usize = 72;

/// A size in columns and rows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Size {
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// The columns of the page. The margin is on the outer side: left of a right-to-left article, right of a left-to-right one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Geometry {
    /// Size of the screen.
    pub size: Size,
    /// First column of the text.
    pub text_x: u16,
    /// Columns of the text.
    pub measure: u16,
    /// First column of the margin.
    pub margin_x: u16,
    /// Columns of the margin.
    pub margin: u16,
    /// The column of the bar that marks the current sentence, between margin and text.
    pub bar_x: u16,
    /// Whether the margin is left of the text.
    pub rtl: bool,
    /// Rows of text; status line and footer stand below.
    pub height: u16,
}

impl Geometry {
    /// Divides the screen. `measure` is the widest line that is wanted. Returns `None` for a screen too small to read on.
    pub fn new(size: Size, measure: usize, rtl: bool) -> Option<Self> {
        if size.columns < MIN_COLUMNS || size.rows < MIN_ROWS {
            return None;
        }
        let columns = size.columns;
        let wanted = u16::try_from(measure).unwrap_or(u16::MAX).max(10);
        // Beside margin and text: a blank, the bar, a blank between them, and one at the text's far edge.
        let beside = 4;
        let ideal = match columns {
            0..=59 => 5,
            60..=99 => (columns / 5).max(12),
            _ => 26,
        };
        let text = wanted.min(columns - beside - ideal);
        let margin = (columns - beside - text).clamp(ideal, ideal.max(32));
        let left = (columns - beside - text - margin) / 2;
        let (margin_x, bar_x, text_x) = if rtl {
            (left, left + margin + 1, left + margin + 3)
        } else {
            (left + text + 4, left + text + 2, left + 1)
        };
        Some(Self { size, text_x, measure: text, margin_x, margin, bar_x, rtl, height: size.rows - 2 })
    }

    /// The column where a line of text starts: flush right for a right-to-left paragraph.
    pub fn line_x(&self, line: &Line) -> u16 {
        let width = u16::try_from(line.width).unwrap_or(self.measure).min(self.measure);
        if line.direction.is_rtl() { self.text_x + self.measure - width } else { self.text_x }
    }

    /// Whether the margin has room for nothing but letters.
    pub const fn is_narrow(&self) -> bool {
        self.margin < 12
    }
}
