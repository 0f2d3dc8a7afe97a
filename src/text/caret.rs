//! Places between characters, on the screen: caret columns, hits, movement that follows the screen.

use super::Line;

/// Which side of a boundary a position belongs to, where the text before and after it is shown in different places.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Affinity {
    /// With the character before it.
    Upstream,
    /// With the character after it.
    #[default]
    Downstream,
}

/// A boundary between two cells of a text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Position {
    /// Byte, on a cluster boundary.
    pub byte: usize,
    /// The side it belongs to.
    pub affinity: Affinity,
}

/// The column of the caret, `0..=line.width`: the leading edge of the cell that starts at the position (its left edge when it
/// is left to right, its right edge when it is right to left), or the trailing edge of the cell before it.
pub fn column(line: &Line, position: Position) -> usize {
    let _ = position;
    line.width
}

/// The position whose caret is nearest to the middle of `column`; past either end, that end.
pub fn hit(line: &Line, column: usize) -> Position {
    let _ = (line, column);
    Position::default()
}

/// One cell to the left on the screen; `None` at the left end of the line.
pub fn left(line: &Line, position: Position) -> Option<Position> {
    let _ = (line, position);
    None
}

/// One cell to the right on the screen; `None` at the right end of the line.
pub fn right(line: &Line, position: Position) -> Option<Position> {
    let _ = (line, position);
    None
}
