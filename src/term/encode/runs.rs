//! Words of a row: cells side by side that a terminal takes together and turns around.

use ratatui::buffer::Cell;

/// Cells from `start` to before `end`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The words of a row from left to right, made of what `is_letter` says; a word ends as well where `same` says that two cells do not belong together.
pub(super) fn runs(
    row: &[Cell],
    is_letter: impl Fn(&str) -> bool,
    same: impl Fn(&Cell, &Cell) -> bool,
) -> impl Iterator<Item = Run> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + row[at..].iter().position(|cell| is_letter(cell.symbol()))?;
        let mut end = start + 1;
        while end < row.len() && is_letter(row[end].symbol()) && same(&row[end - 1], &row[end]) {
            end += 1;
        }
        at = end;
        Some(Run { start, end })
    })
}
