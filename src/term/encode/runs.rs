//! Words of a row: cells side by side that a terminal takes together and turns around.

use ratatui::buffer::Cell;

/// Cells from `start` to before `end`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The words of a row from left to right, made of what `is_letter` says and of the cells that a wide letter covers; a word ends as
/// well where `same` says that two cells do not belong together.
pub(super) fn runs(
    row: &[Cell],
    is_letter: impl Fn(&str) -> bool,
    same: impl Fn(&Cell, &Cell) -> bool,
) -> impl Iterator<Item = Run> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + row[at..].iter().position(|cell| is_letter(cell.symbol()))?;
        let mut end = start + 1;
        let goes_on = |cell: &Cell| cell.symbol().is_empty() || is_letter(cell.symbol());
        while end < row.len() && goes_on(&row[end]) && (row[end].symbol().is_empty() || same(&row[end - 1], &row[end]))
        {
            end += 1;
        }
        at = end;
        Some(Run { start, end })
    })
}

/// Turns the cells of a word around; `swap` does it to two of them. What a wide letter covers stays after it.
pub(super) fn turn(word: &mut [Cell], swap: impl Fn(&mut [Cell], usize, usize)) {
    for at in 0..word.len() / 2 {
        swap(word, at, word.len() - 1 - at);
    }
    let mut at = 0;
    while at + 1 < word.len() {
        if word[at].symbol().is_empty() {
            swap(word, at, at + 1);
            at += 1;
        }
        at += 1;
    }
}
