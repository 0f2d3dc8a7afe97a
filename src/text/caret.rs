//! Places between characters, on the screen: caret columns, hits, movement that follows the screen.
//!
//! A boundary between two cells has one place on the screen where the text before and after it runs the same way, and two where
//! the direction changes: [`Affinity`] tells them apart. A lam-alef is one cell, so there is no place inside it.

use super::{Cell, Line};

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

/// A painted cell and its first column.
#[derive(Clone, Copy)]
struct Placed<'l> {
    cell: &'l Cell,
    left: usize,
}

impl Placed<'_> {
    fn is_rtl(self) -> bool {
        self.cell.level % 2 == 1
    }

    fn right(self) -> usize {
        self.left + usize::from(self.cell.width)
    }

    /// The column of the edge where the cell begins in reading order.
    fn leading(self) -> usize {
        if self.is_rtl() { self.right() } else { self.left }
    }

    /// The column of the edge where it ends.
    fn trailing(self) -> usize {
        if self.is_rtl() { self.left } else { self.right() }
    }

    /// The position at its left edge.
    fn at_left(self) -> Position {
        if self.is_rtl() { self.end() } else { self.start() }
    }

    /// The position at its right edge.
    fn at_right(self) -> Position {
        if self.is_rtl() { self.start() } else { self.end() }
    }

    fn start(self) -> Position {
        Position { byte: self.cell.span.start, affinity: Affinity::Downstream }
    }

    fn end(self) -> Position {
        Position { byte: self.cell.span.end, affinity: Affinity::Upstream }
    }
}

fn placed(line: &Line) -> impl Iterator<Item = Placed<'_>> {
    let mut left = 0;
    line.cells.iter().filter_map(move |cell| {
        let placed = Placed { cell, left };
        left += usize::from(cell.width);
        (cell.width > 0).then_some(placed)
    })
}

/// The cell that ends nearest before a byte, or holds it.
fn before(line: &Line, byte: usize) -> Option<Placed<'_>> {
    placed(line).filter(|place| place.cell.span.start < byte).max_by_key(|place| place.cell.span.start)
}

/// The cell that starts nearest at or after a byte.
fn after(line: &Line, byte: usize) -> Option<Placed<'_>> {
    placed(line).filter(|place| place.cell.span.start >= byte).min_by_key(|place| place.cell.span.start)
}

/// The column of the caret, `0..=line.width`: the leading edge of the cell that starts at the position (its left edge when it
/// is left to right, its right edge when it is right to left), or, upstream, the trailing edge of the cell before it. In a line
/// without cells it is 0. Linear in the line.
pub fn column(line: &Line, position: Position) -> usize {
    let (before, after) = (before(line, position.byte), after(line, position.byte));
    let place = match position.affinity {
        Affinity::Upstream => before.map(Placed::trailing).or(after.map(Placed::leading)),
        Affinity::Downstream => after.map(Placed::leading).or(before.map(Placed::trailing)),
    };
    place.unwrap_or(0)
}

/// The position whose caret is nearest to the middle of `column`; past either end, that end. Linear in the line.
pub fn hit(line: &Line, column: usize) -> Position {
    let mut last = None;
    for place in placed(line) {
        if column < place.right() {
            // The middle of a column lies in the first half of a cell when it is one of the cell's left columns.
            let left_half = 2 * (column - place.left) < usize::from(place.cell.width);
            return if left_half { place.at_left() } else { place.at_right() };
        }
        last = Some(place);
    }
    last.map_or(Position { byte: line.span.start, affinity: Affinity::Downstream }, Placed::at_right)
}

/// One cell to the left on the screen; `None` at the left end of the line.
pub fn left(line: &Line, position: Position) -> Option<Position> {
    let here = column(line, position);
    placed(line).filter(|place| place.right() <= here).last().map(Placed::at_left)
}

/// One cell to the right on the screen; `None` at the right end of the line.
pub fn right(line: &Line, position: Position) -> Option<Position> {
    let here = column(line, position);
    placed(line).find(|place| place.left >= here).map(Placed::at_right)
}

#[cfg(test)]
mod tests {
    use super::super::layout::{Options, layout};
    use super::{Affinity, Line, Position, column, hit, left, right};

    fn line(text: &str) -> Line {
        layout(text, &Options::default()).remove(0)
    }

    fn downstream(byte: usize) -> Position {
        Position { byte, affinity: Affinity::Downstream }
    }

    #[test]
    fn a_boundary_between_directions_has_two_places() {
        // Drawn: a b ג ב א
        let line = line("abאבג");
        assert_eq!(column(&line, downstream(2)), 5);
        assert_eq!(column(&line, Position { byte: 2, affinity: Affinity::Upstream }), 2);
        assert_eq!(column(&line, Position { byte: 8, affinity: Affinity::Upstream }), 2);
    }

    #[test]
    fn walking_passes_every_column_once() {
        for text in ["abאבג 12 x", "שלום (2023) abc", "سلام", "", "a中b"] {
            let line = line(text);
            let mut columns = vec![0];
            let mut at = hit(&line, 0);
            while column(&line, at) > 0 {
                at = left(&line, at).unwrap();
            }
            while let Some(next) = right(&line, at) {
                at = next;
                columns.push(column(&line, at));
            }
            assert!(columns.is_sorted() && columns.last() == Some(&line.width), "{text}: {columns:?}");
            while let Some(next) = left(&line, at) {
                at = next;
                assert_eq!(columns.pop().map(|_| columns.last().copied()), Some(Some(column(&line, at))), "{text}");
            }
        }
    }

    #[test]
    fn a_click_lands_on_the_nearer_edge() {
        let line = line("אב");
        assert_eq!(hit(&line, 0), Position { byte: 4, affinity: Affinity::Upstream });
        assert_eq!(hit(&line, 9), downstream(0));
    }
}
