//! Finds out by how many rows a frame was scrolled, so that the terminal moves them and only new rows are written.

use ratatui::buffer::{Buffer, Cell};

/// Rows at the bottom that do not scroll: the status line and the footer.
pub(super) const FOOT: usize = 2;

/// By how many rows the rows of `old` moved to become those of `new`, up where it is positive; `None` where moving them would save
/// little. `changed` says of each row whether anything in it changed. Compares what is written in the rows, not how it looks. Where most rows stayed it costs a look at each row's
/// beginning, else one at each cell.
pub(super) fn shift(old: &Buffer, new: &Buffer, changed: &[bool]) -> Option<isize> {
    let width = usize::from(new.area.width);
    let rows = usize::from(new.area.height).checked_sub(FOOT).filter(|rows| *rows > 2 && width > 0)?;
    // A step without scrolling changes a few rows: that is told without a look at what is in them.
    if changed.iter().take(rows).filter(|changed| **changed).count() * 4 < rows {
        return None;
    }
    let both = old.content.chunks(width).zip(new.content.chunks(width)).take(rows);
    let written = |row: &[Cell]| row.iter().any(|cell| cell.symbol() != " ");
    let same = both.filter(|(old, new)| is_same(old, new) && written(new)).count();
    if same * 2 > rows {
        return None;
    }
    let (old, new) = (prints(old, width, rows), prints(new, width, rows));
    let moved = |rows: &[Option<u64>], other: &[Option<u64>]| {
        rows.iter().zip(other).filter(|(row, other)| row.is_some() && row == other).count()
    };
    let best = (1..rows)
        .flat_map(|by| [(by.cast_signed(), moved(&old[by..], &new)), (-by.cast_signed(), moved(&old, &new[by..]))])
        .max_by_key(|(_, rows)| *rows)?;
    (best.1 >= 3 && best.1 * 4 >= rows && best.1 > same * 2).then_some(best.0)
}

fn is_same(old: &[Cell], new: &[Cell]) -> bool {
    old.iter().zip(new).all(|(old, new)| old.symbol() == new.symbol())
}

fn prints(buffer: &Buffer, width: usize, rows: usize) -> Vec<Option<u64>> {
    buffer.content.chunks(width).take(rows).map(print).collect()
}

/// A number for what is written in a row: the first eight bytes of each cell that is not blank, and where it is. `None` for a blank row.
/// Rows that are taken for the same though they are not cost bytes, not the picture: cells are compared after the move.
fn print(row: &[Cell]) -> Option<u64> {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut number = 0_u64;
    for (at, cell) in row.iter().enumerate() {
        let symbol = cell.symbol().as_bytes();
        if symbol != b" " {
            let mut word = [0; 8];
            let count = symbol.len().min(8);
            word[..count].copy_from_slice(&symbol[..count]);
            number = (number.rotate_left(5) ^ u64::from_le_bytes(word) ^ at as u64).wrapping_mul(FACTOR);
        }
    }
    (number != 0).then_some(number)
}

/// Moves the rows of `buffer` as the terminal does; the rows that come in are blank.
pub(super) fn apply(buffer: &mut Buffer, by: isize) {
    let width = usize::from(buffer.area.width);
    let Some(rows) = usize::from(buffer.area.height).checked_sub(FOOT) else { return };
    let cells = &mut buffer.content[..rows * width];
    let count = (by.unsigned_abs() * width).min(cells.len());
    let incoming = if by > 0 {
        cells.rotate_left(count);
        cells.len() - count..cells.len()
    } else {
        cells.rotate_right(count);
        0..count
    };
    cells[incoming].fill(Cell::EMPTY);
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::{apply, shift};

    fn screen(rows: &[&str]) -> Buffer {
        Buffer::with_lines(rows.iter().copied().chain(["status", "footer"]))
    }

    #[test]
    fn rows_that_moved_are_found() {
        let old = screen(&["one   ", "two   ", "three ", "four  ", "five  ", "six   "]);
        let up = screen(&["three ", "four  ", "five  ", "six   ", "seven ", "eight "]);
        assert_eq!(shift(&old, &up, &[true; 8]), Some(2));
        assert_eq!(shift(&up, &old, &[true; 8]), Some(-2));
        assert_eq!(shift(&old, &old, &[false; 8]), None);
        assert_eq!(shift(&old, &screen(&["a", "b", "c", "d", "e", "f     "]), &[true; 8]), None);
    }

    #[test]
    fn rows_between_blank_ones_are_found() {
        let old = screen(&["one   ", "      ", "three ", "      ", "five  ", "      ", "seven "]);
        let up = screen(&["three ", "      ", "five  ", "      ", "seven ", "      ", "nine  "]);
        assert_eq!(shift(&old, &up, &[true; 9]), Some(2));
    }

    #[test]
    fn moving_leaves_the_foot_alone_and_blanks_what_comes_in() {
        let mut buffer = screen(&["one   ", "two   ", "three "]);
        apply(&mut buffer, 1);
        assert_eq!(buffer, screen(&["two   ", "three ", "      "]));
        apply(&mut buffer, -2);
        assert_eq!(buffer, screen(&["      ", "      ", "two   "]));
    }
}
