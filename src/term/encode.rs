//! How finished rows are written for the terminal: the one place for it.
//!
//! Rows are in visual order with presentation forms. Terminals that reorder by themselves (VTE) would reorder them again, so in a
//! row with right-to-left characters each cell that is not blank and does not begin with a left-to-right letter ends in U+200E LEFT-TO-RIGHT MARK:
//! then every cell is its own run and stays where it is. Terminals that do nothing ignore the mark.

use compact_str::CompactString;
use ratatui::buffer::Cell;
use unicode_bidi::{BidiClass, bidi_class};

const LRM: char = '\u{200E}';

/// Encodes one painted row. Costs one look at each cell. Blanks between two marks are resolved as left to right (UAX #9, N1 and
/// N2 with a left-to-right base), so only the first cell of the row has its mark although it is blank: it sets the base of terminals
/// that look for the first strong character.
pub fn encode_row(row: &mut [Cell]) {
    if !row.iter().any(|cell| is_rtl(cell.symbol())) {
        return;
    }
    for (x, cell) in row.iter_mut().enumerate() {
        let symbol = cell.symbol();
        if !symbol.is_empty() && (symbol != " " || x == 0) && class(symbol) != BidiClass::L {
            let mut marked = CompactString::from(symbol);
            marked.push(LRM);
            cell.set_symbol(&marked);
        }
    }
}

fn class(symbol: &str) -> BidiClass {
    symbol.chars().next().map_or(BidiClass::ON, bidi_class)
}

fn is_rtl(symbol: &str) -> bool {
    // Nothing below U+0590 runs right to left: most cells are told by their first byte.
    symbol.as_bytes().first().is_some_and(|byte| *byte >= 0xD6)
        && matches!(class(symbol), BidiClass::R | BidiClass::AL | BidiClass::AN)
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::encode_row;

    #[test]
    fn only_rows_with_right_to_left_text_are_marked() {
        let mut buffer = Buffer::with_lines(["ab 1", "aב 1"]);
        buffer.content.chunks_mut(4).for_each(encode_row);
        let row = |y: u16| (0..4).map(|x| buffer[(x, y)].symbol().to_owned()).collect::<Vec<_>>();
        assert_eq!(row(0), ["a", "b", " ", "1"]);
        assert_eq!(row(1), ["a", "ב\u{200e}", " ", "1\u{200e}"]);
    }
}
