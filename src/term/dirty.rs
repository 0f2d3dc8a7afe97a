//! Which cells must be written again.
//!
//! A mark can reach out of its cell into the row above or below. Terminals that draw cell by cell (xterm, urxvt) leave such ink
//! behind when the cell is written anew, and cut it off when the cell that it reaches into is. So with a cell that changes go the
//! cells above and below it, where it has marks or they have.

use ratatui::buffer::Cell;

/// Cells of the screen, some of them dirty.
pub(super) struct Dirty {
    width: usize,
    cells: Vec<bool>,
    /// Places of the dirty cells that have not been looked at by [`spread`](Self::spread).
    fresh: Vec<usize>,
}

impl Dirty {
    /// None is dirty on a screen of that many columns and rows.
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self { width, cells: vec![false; width * height], fresh: Vec::new() }
    }

    /// Marks one cell; outside of the screen there is none.
    pub(super) fn add(&mut self, x: usize, y: usize) {
        let place = y * self.width + x;
        if x < self.width && self.cells.get(place) == Some(&false) {
            self.cells[place] = true;
            self.fresh.push(place);
        }
    }

    /// Whether none is dirty.
    pub(super) fn is_empty(&self) -> bool {
        self.fresh.is_empty() && !self.cells.contains(&true)
    }

    /// Dirties what dirty cells touch by their marks, and what touches them so. `old` and `new` are the cells before and now.
    pub(super) fn spread(&mut self, old: &[Cell], new: &[Cell]) {
        while let Some(place) = self.fresh.pop() {
            let marked = has_marks(&old[place]) || has_marks(&new[place]);
            let above = place.checked_sub(self.width);
            let below = Some(place + self.width).filter(|below| *below < self.cells.len());
            for other in [above, below].into_iter().flatten() {
                if !self.cells[other] && (marked || has_marks(&new[other])) {
                    self.cells[other] = true;
                    self.fresh.push(other);
                }
            }
        }
    }

    /// The dirty rows, with their columns in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &[bool])> {
        self.cells.chunks(self.width.max(1)).enumerate().filter(|(_, row)| row.contains(&true))
    }
}

/// Whether a cell has a combining mark. Joining controls count as well, which costs a cell written for nothing.
pub(super) fn has_marks(cell: &Cell) -> bool {
    let symbol = cell.symbol().as_bytes();
    // One character is told by its first byte.
    symbol.len() > 1 && symbol.len() > symbol[0].leading_ones() as usize
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::{Dirty, has_marks};

    #[test]
    fn a_change_takes_the_marks_around_along() {
        let mut new = Buffer::with_lines(["abc", "def", "ghi", "jkl"]);
        new[(1, 1)].set_symbol("e\u{301}");
        new[(1, 2)].set_symbol("h\u{323}");
        let dirty = |x: usize, y: usize| {
            let mut dirty = Dirty::new(3, 4);
            dirty.add(x, y);
            dirty.spread(&new.content, &new.content);
            dirty.rows().flat_map(|(y, row)| (0..3).filter(|x| row[*x]).map(move |x| (x, y))).collect::<Vec<_>>()
        };
        assert_eq!(dirty(0, 0), [(0, 0)]);
        assert_eq!(dirty(1, 0), [(1, 0), (1, 1), (1, 2), (1, 3)]);
        assert_eq!(dirty(2, 1), [(2, 1)]);
    }

    #[test]
    fn marks_are_seen() {
        let mut cell = ratatui::buffer::Cell::EMPTY;
        for (symbol, marked) in [(" ", false), ("a", false), ("\u{FEFC}", false), ("ب\u{64E}", true), ("👩", false), ("", false)] {
            assert_eq!(has_marks(cell.set_symbol(symbol)), marked, "{symbol}");
        }
    }
}
