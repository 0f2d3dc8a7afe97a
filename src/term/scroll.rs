//! Finds out by how many rows a frame was scrolled, so that the terminal moves them and only new rows are written.

use std::hash::{DefaultHasher, Hasher};

use ratatui::buffer::{Buffer, Cell};

/// Rows at the bottom that do not scroll: the status line and the footer.
pub(super) const FOOT: usize = 2;

/// By how many rows the rows of `old` moved to become those of `new`, up where it is positive; `None` where moving them would save
/// little. Compares what is written in the rows, not how it looks. Costs one look at each cell where many rows differ.
pub(super) fn shift(old: &Buffer, new: &Buffer) -> Option<isize> {
    let width = usize::from(new.area.width);
    let rows = usize::from(new.area.height).checked_sub(FOOT).filter(|rows| *rows > 2 && width > 0)?;
    let (old, new) = (prints(old, width, rows), prints(new, width, rows));
    let same = old.iter().zip(&new).filter(|(old, new)| old == new).count();
    if same * 2 > rows {
        return None;
    }
    let blank = print(&vec![Cell::EMPTY; width]);
    let inked = |rows: &[u64], other: &[u64]| {
        rows.iter().zip(other).filter(|(row, other)| row == other && **row != blank).count()
    };
    let limit = rows - 1;
    let best = (1..=limit)
        .flat_map(|by| [(by.cast_signed(), inked(&old[by..], &new)), (-by.cast_signed(), inked(&old, &new[by..]))])
        .max_by_key(|(_, same)| *same)?;
    (best.1 >= 3 && best.1 * 4 >= rows && best.1 > same / 2).then_some(best.0)
}

fn prints(buffer: &Buffer, width: usize, rows: usize) -> Vec<u64> {
    buffer.content.chunks(width).take(rows).map(print).collect()
}

/// A number for what is written in a row.
fn print(row: &[Cell]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for cell in row {
        hasher.write(cell.symbol().as_bytes());
        hasher.write_u8(0);
    }
    hasher.finish()
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
        assert_eq!(shift(&old, &up), Some(2));
        assert_eq!(shift(&up, &old), Some(-2));
        assert_eq!(shift(&old, &old), None);
        assert_eq!(shift(&old, &screen(&["a", "b", "c", "d", "e", "f     "])), None);
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
