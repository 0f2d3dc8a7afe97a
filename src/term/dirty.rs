//! Which cells must be written again.
//!
//! Letters of right-to-left scripts reach out of their cells into the row below, and marks into the row above. Terminals that draw
//! cell by cell (xterm, urxvt) leave such ink behind when the cell is written anew, and cut it off when the cell that it reaches into
//! is. So with a cell that changes go the cells that its ink may have reached into, and those whose ink they cut.

use ratatui::buffer::Cell;

/// Cells of the screen, some of them dirty.
pub(super) struct Dirty {
    width: usize,
    cells: Vec<bool>,
    /// Of each row, whether one of its cells is dirty: most rows are not looked at.
    rows: Vec<bool>,
    /// Places of the dirty cells that have not been looked at by [`spread`](Self::spread).
    fresh: Vec<usize>,
}

impl Dirty {
    /// None is dirty on a screen of that many columns and rows.
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self { width, cells: vec![false; width * height], rows: vec![false; height], fresh: Vec::new() }
    }

    /// Marks one cell; outside of the screen there is none.
    pub(super) fn add(&mut self, x: usize, y: usize) {
        let place = y * self.width + x;
        if x < self.width && place < self.cells.len() {
            self.add_place(place);
        }
    }

    /// Whether none is dirty.
    pub(super) fn is_empty(&self) -> bool {
        !self.rows.contains(&true)
    }

    /// Dirties what the ink of changed cells may be in, then whose ink is cut by writing all that. `old` and `new` are the cells
    /// before and now; rows are written downwards, blank ones first.
    pub(super) fn spread<'a>(&mut self, old: impl Fn(usize) -> &'a Cell, new: &[Cell]) {
        for place in self.fresh.clone() {
            if reaches_out(old(place)) || reaches_out(&new[place]) {
                self.above(place).into_iter().chain(self.below(place)).for_each(|other| self.add_place(other));
            }
        }
        self.widen(&old, new);
        while let Some(place) = self.fresh.pop() {
            if let Some(below) = self.below(place).filter(|below| has_marks(&new[*below])) {
                self.add_place(below);
            }
            let blank = new[place].symbol() == " ";
            if let Some(above) = self.above(place).filter(|above| blank && reaches_out(&new[*above])) {
                self.add_place(above);
            }
        }
    }

    /// Letters reach over into the cell on their left as well, so words are written whole, with the blank before them; and a blank
    /// that is written cuts the word on its right. Cells of a row are written from the left.
    fn widen<'a>(&mut self, old: impl Fn(usize) -> &'a Cell, new: &[Cell]) {
        let width = self.width.max(1);
        let letter = |place: usize| reaches_out(&new[place]);
        for y in 0..self.rows.len() {
            if !self.rows[y] {
                continue;
            }
            let row = y * width..(y + 1) * width;
            for place in row.clone().skip(1).rev() {
                if self.cells[place] && (letter(place) || reaches_out(old(place))) {
                    self.add_place(place - 1);
                }
            }
            for place in row.clone().skip(1) {
                if self.cells[place - 1] && letter(place) {
                    self.add_place(place);
                }
            }
        }
    }

    fn above(&self, place: usize) -> Option<usize> {
        place.checked_sub(self.width)
    }

    fn below(&self, place: usize) -> Option<usize> {
        Some(place + self.width).filter(|below| *below < self.cells.len())
    }

    fn add_place(&mut self, place: usize) {
        if !self.cells[place] {
            self.cells[place] = true;
            self.rows[place / self.width] = true;
            self.fresh.push(place);
        }
    }

    /// The dirty rows, with their columns in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &[bool])> {
        self.cells.chunks(self.width.max(1)).enumerate().filter(|(y, _)| self.rows[*y])
    }
}

/// Whether the ink of a cell may reach out of it: it has marks, or its letter is of a right-to-left script.
pub(super) fn reaches_out(cell: &Cell) -> bool {
    // U+0590 to U+08FF, and the presentation forms U+FB1D to U+FEFF, by their first bytes.
    match *cell.symbol().as_bytes() {
        [0xD6..=0xDF, ..] | [0xE0, 0xA0..=0xA3, ..] | [0xEF, 0xAC..=0xBB, ..] => true,
        _ => has_marks(cell),
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
        let dirty = |new: &Buffer, x: usize, y: usize| {
            let mut dirty = Dirty::new(3, 4);
            dirty.add(x, y);
            dirty.spread(|place| &new.content[place], &new.content);
            dirty.rows().flat_map(|(y, row)| (0..3).filter(|x| row[*x]).map(move |x| (x, y))).collect::<Vec<_>>()
        };
        new[(2, 3)].set_symbol("ج");
        assert_eq!(dirty(&new, 0, 0), [(0, 0)]);
        assert_eq!(dirty(&new, 1, 0), [(1, 0), (1, 1), (1, 2)]);
        assert_eq!(dirty(&new, 2, 1), [(2, 1)]);
        // The letter reaches up and down, and over what is on its left.
        assert_eq!(dirty(&new, 2, 3), [(2, 2), (1, 3), (2, 3)]);
    }

    #[test]
    fn marks_are_seen() {
        let mut cell = ratatui::buffer::Cell::EMPTY;
        for (symbol, marked) in
            [(" ", false), ("a", false), ("\u{FEFC}", false), ("ب\u{64E}", true), ("👩", false), ("", false)]
        {
            assert_eq!(has_marks(cell.set_symbol(symbol)), marked, "{symbol}");
        }
    }
}
