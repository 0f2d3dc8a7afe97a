use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::{Encoding, RowEncoder};

/// A row of these cells, encoded; a stroke stands between cells.
fn encoded(encoding: Encoding, cells: &[&str]) -> String {
    let mut row = row(cells);
    RowEncoder { encoding, harakat: true }.encode(&mut row);
    row.iter()
        .map(Cell::symbol)
        .collect::<Vec<_>>()
        .join("|")
        .replace('\u{200E}', "<")
        .replace('\u{200C}', "-")
        .replace('\u{200D}', "+")
}

fn row(cells: &[&str]) -> Vec<Cell> {
    cells
        .iter()
        .map(|text| if text.is_empty() { Cell::EMPTY } else { Cell::from(text.chars().next().unwrap()) })
        .zip(cells)
        .map(|(mut cell, text)| {
            cell.set_symbol(text);
            cell
        })
        .collect()
}

#[test]
fn rows_in_each_encoding() {
    let word: &[&str] = &[" ", "ג", "ב\u{5B8}", "א", " ", "7", "%", "(", "d", "(", "ג"];
    let table = [
        (Encoding::Visual, " |ג|ב\u{5B8}|א| |7|%|(|d|(|ג"),
        (Encoding::Lrm, " <|ג<|ב\u{5B8}<|א<| |7<|%<|(<|d|(<|ג<"),
        (Encoding::Words, " <|א|ב\u{5B8}|ג<| |7<|%<|(<|d|(<|ג<"),
        (Encoding::Kitty, " |א|ב\u{5B8}|ג| |7|%|(|d|(|ג"),
        (Encoding::Off, " |ג|ב\u{5B8}|א| |7|%|(|d|(|ג"),
    ];
    for (encoding, wanted) in table {
        assert_eq!(encoded(encoding, word), wanted, "{encoding:?}");
    }
}

#[test]
fn a_row_without_right_to_left_text_is_left_alone() {
    for encoding in Encoding::ALL {
        assert_eq!(encoded(encoding, &["a", "b", " ", "1", "%"]), "a|b| |1|%");
    }
}

#[test]
fn a_row_whose_only_right_to_left_sign_stands_on_a_circle_is_closed() {
    // U+05C9 has no meaning yet, and the class of its block.
    assert_eq!(encoded(Encoding::Lrm, &["7", "◌\u{5C9}", "7"]), "7<|◌\u{5C9}<|7<");
}

#[test]
fn joining_controls_go_to_those_that_join() {
    // MEEM YEH-NONJOINER KHAH, and a letter without forms that is joined on both sides, from left to right.
    let cells: &[&str] = &["خ", "ي\u{200C}", "م", " ", "ا", "\u{200D}ڵ\u{200D}", "س"];
    let table = [
        (Encoding::Visual, "خ|ي|م| |ا|ڵ|س"),
        (Encoding::Lrm, "خ<|ي<|م<| |ا<|ڵ<|س<"),
        (Encoding::Words, "م|ي-|خ<| |س|+ڵ+|ا<"),
        (Encoding::Kitty, "م|ي|خ| |س|+ڵ+|ا"),
    ];
    for (encoding, wanted) in table {
        assert_eq!(encoded(encoding, cells), wanted, "{encoding:?}");
    }
}

#[test]
fn styles_travel_with_letters_or_stay_in_place() {
    for (encoding, red) in [(Encoding::Lrm, 0), (Encoding::Words, 2), (Encoding::Kitty, 0)] {
        let mut row = row(&["ג", "ב", "א"]);
        row[0].bg = Color::Red;
        RowEncoder { encoding, harakat: true }.encode(&mut row);
        assert_eq!(row.iter().position(|cell| cell.bg == Color::Red), Some(red), "{encoding:?}");
    }
}

#[test]
fn in_kitty_a_run_ends_where_the_face_changes() {
    let mut cells = row(&["ד", "ג", "ב", "א", "1"]);
    cells[0].modifier = Modifier::BOLD;
    cells[1].modifier = Modifier::BOLD;
    RowEncoder { encoding: Encoding::Kitty, harakat: true }.encode(&mut cells);
    let shown: String = cells.iter().map(Cell::symbol).collect();
    assert_eq!(shown, "גדאב1");
    assert_eq!(cells[4].modifier, Modifier::ITALIC);
}

#[test]
fn hidden_marks_are_left_out_and_letters_stay() {
    let mut row = row(&["\u{FE94}\u{64C}", "\u{FEEA}\u{654}", "أ", "ا\u{654}\u{64E}", "ש\u{5C1}", "◌\u{64E}"]);
    RowEncoder { encoding: Encoding::Visual, harakat: false }.encode(&mut row);
    let shown: Vec<&str> = row.iter().map(Cell::symbol).collect();
    assert_eq!(shown, ["\u{FE94}", "\u{FEEA}", "أ", "ا\u{654}", "ש", "◌"]);
}

#[test]
fn a_wide_cell_and_the_one_it_covers() {
    let mut row = Buffer::with_lines(["中x א"]).content;
    row[1].set_symbol("");
    RowEncoder::default().encode(&mut row);
    let shown: Vec<&str> = row.iter().map(Cell::symbol).collect();
    assert_eq!(shown, ["中", "", "x", " ", "א\u{200E}"]);
}

#[test]
fn kitty_turns_arabic_digits_around() {
    // 1403 and a word, from left to right; 45% and a comma, which gets another face.
    assert_eq!(encoded(Encoding::Kitty, &["۱", "۴", "۰", "۳", " ", "م", "ن"]), "۳|۰|۴|۱| |ن|م");
    assert_eq!(encoded(Encoding::Kitty, &["،", "٤", "٥", "٪", " ", "م"]), "،|٪|٥|٤| |م");
}
