//! A paragraph laid out as lines of cells in visual order.

use compact_str::CompactString;

use super::{BaseDirection, Span};

/// How letters that join are written into cells.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Shaping {
    /// Presentation forms, lam-alef as one cell.
    #[default]
    Forms,
    /// The characters of the text.
    None,
}

/// How to lay out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Options {
    /// Columns of a line; `None` does not wrap.
    pub width: Option<usize>,
    /// How letters are written.
    pub shaping: Shaping,
    /// The base direction; `None` takes that of the first strong character, left to right where there is none.
    pub direction: Option<BaseDirection>,
}

/// One place on a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// What is painted: a base character (shaped, mirrored, made harmless) with its marks. Empty when nothing is.
    pub text: CompactString,
    /// The bytes it stands for, relative to the text given to [`layout`].
    pub span: Span,
    /// Embedding level; odd is right to left.
    pub level: u8,
    /// Columns: 0 (not painted: white space that hangs at a wrapped line's end, a lone formatting character), 1 or 2.
    pub width: u8,
}

/// A line: a logical range of the text, and its cells from left to right.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The bytes of the line, relative to the text given to [`layout`].
    pub span: Span,
    /// From left to right.
    pub cells: Vec<Cell>,
    /// Sum of the cells' widths.
    pub width: usize,
    /// Base direction of the paragraph.
    pub direction: BaseDirection,
}

/// Lays out one paragraph.
pub fn layout(text: &str, options: &Options) -> Vec<Line> {
    let _ = options;
    vec![Line { span: Span::new(0, text.len()), cells: Vec::new(), width: 0, direction: BaseDirection::LeftToRight }]
}
