//! Every encoding, read by a model of its terminal, shows the picture that was laid out: the same letters in the same columns, each in
//! its own colour.

use crate::models::{Place, Terminal, picture, show};
use crate::pieces::PIECES;
use hashiya::term::encode::{Encoding, RowEncoder};
use hashiya::text::layout::{Line, Options, layout};
use proptest::prelude::*;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Which terminals an encoding is for.
const SHOWN_BY: [(Encoding, &[Terminal]); 4] = [
    (Encoding::Visual, &[Terminal::Plain]),
    (Encoding::Lrm, &[Terminal::Plain, Terminal::Reordering]),
    (Encoding::Words, &[Terminal::Reordering]),
    (Encoding::Kitty, &[Terminal::Kitty]),
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..30).prop_map(|pieces| pieces.concat())
}

/// A row of the screen: the line, flush right where it is right to left, some cells highlighted, some bold.
fn row(line: &Line, columns: usize, highlights: &[(usize, usize, u8)]) -> Vec<Cell> {
    let indent = if line.direction.is_rtl() { columns.saturating_sub(line.width) } else { 0 };
    let mut row = vec![Cell::EMPTY; indent];
    for painted in line.cells.iter().filter(|cell| cell.width > 0) {
        let mut cell = Cell::EMPTY;
        cell.set_symbol(&painted.text);
        for (start, len, style) in highlights {
            // A highlight is a range of the text.
            if (*start..start + len).contains(&painted.span.start) {
                match style {
                    0 => cell.bg = Color::Yellow,
                    1 => cell.fg = Color::Red,
                    2 => cell.modifier.insert(Modifier::UNDERLINED),
                    _ => cell.modifier.insert(Modifier::BOLD),
                }
            }
        }
        row.push(cell.clone());
        if painted.width == 2 {
            cell.set_symbol("");
            row.push(cell);
        }
    }
    row.resize(columns.max(row.len()), Cell::EMPTY);
    row
}

fn shown(row: &[Cell], encoding: Encoding, terminal: Terminal, harakat: bool) -> Vec<Place> {
    let mut sent = row.to_vec();
    RowEncoder { encoding, harakat }.encode(&mut sent);
    show(&sent, terminal)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_terminal_shows_the_picture(
        text in text(),
        width in 1usize..40,
        highlights in prop::collection::vec((0usize..60, 1usize..20, 0u8..4), 0..4),
    ) {
        for line in layout(&text, &Options { width: Some(width), ..Options::default() }) {
            let row = row(&line, width + 3, &highlights);
            let wanted = picture(&row);
            for (encoding, terminals) in SHOWN_BY {
                for terminal in terminals {
                    prop_assert_eq!(&shown(&row, encoding, *terminal, true), &wanted, "{:?} in {:?}: {:?}", encoding, terminal, text);
                }
            }
        }
    }

    /// Hiding vowel signs takes nothing else away, and no column moves.
    #[test]
    fn hidden_signs_leave_the_letters_in_place(text in text(), width in 1usize..40) {
        use hashiya::term::encode::is_haraka;
        for line in layout(&text, &Options { width: Some(width), ..Options::default() }) {
            let row = row(&line, width + 3, &[]);
            // Hamza on heh goes too: none of the pieces has it.
            let bare = |mut place: Place| { place.letter = place.letter.chars().filter(|letter| !is_haraka(*letter)).collect(); place };
            let wanted: Vec<Place> = picture(&row).into_iter().map(bare).collect();
            for (encoding, terminals) in SHOWN_BY {
                let shown: Vec<Place> = shown(&row, encoding, terminals[0], false).into_iter().map(bare).collect();
                prop_assert_eq!(shown, wanted.clone(), "{:?}", encoding);
            }
        }
    }
}

/// A terminal that reorders shows what was already in visual order wrong: the models can tell.
#[test]
fn the_models_tell_right_from_wrong() {
    let line = layout("سلام (2023) abc", &Options::default()).remove(0);
    let row = row(&line, 20, &[(0, 4, 0)]);
    let wanted = picture(&row);
    for (encoding, terminal) in [
        (Encoding::Visual, Terminal::Reordering),
        (Encoding::Visual, Terminal::Kitty),
        (Encoding::Lrm, Terminal::Kitty),
        (Encoding::Words, Terminal::Plain),
        (Encoding::Kitty, Terminal::Plain),
        (Encoding::Kitty, Terminal::Reordering),
    ] {
        assert_ne!(shown(&row, encoding, terminal, true), wanted, "{encoding:?} in {terminal:?}");
    }
}
