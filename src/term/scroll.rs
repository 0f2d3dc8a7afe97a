//! Rows that scrolled: the terminal moves them, and so does what we know of its screen.

use ratatui::buffer::{Buffer, Cell};

use crate::app::page::FOOT;

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

    use super::apply;

    fn screen(rows: &[&str]) -> Buffer {
        Buffer::with_lines(rows.iter().copied().chain(["status", "footer"]))
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
