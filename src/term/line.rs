//! One laid-out line as a string for the terminal.

use ratatui::buffer::Cell;

use super::encode::RowEncoder;
use crate::text::Line;

/// The line encoded, flush right in `columns` where its paragraph is right to left. It starts at the left edge of the screen.
pub fn encode_line(line: &Line, columns: usize, encoder: RowEncoder) -> String {
    let indent = if line.direction.is_rtl() { columns.saturating_sub(line.width) } else { 0 };
    let mut row = vec![Cell::EMPTY; indent];
    for painted in line.cells.iter().filter(|cell| cell.width > 0) {
        let mut cell = Cell::EMPTY;
        cell.set_symbol(&painted.text);
        row.push(cell);
        if painted.width == 2 {
            let mut covered = Cell::EMPTY;
            covered.set_symbol("");
            row.push(covered);
        }
    }
    encoder.encode(&mut row);
    row.iter().map(Cell::symbol).collect()
}
