//! Drawn tables in `CapRTL`: capitals stand for right-to-left letters, in the text and in the picture.

use super::{BaseDirection, Line, Options, layout};

/// Capitals become Hebrew letters, which do not join.
fn caprtl(text: &str) -> String {
    let letter = |character: char| match character {
        'A'..='Z' => char::from_u32(0x05D0 + u32::from(character) - u32::from('A')).unwrap_or(character),
        _ => character,
    };
    text.chars().map(letter).collect()
}

fn drawn(line: &Line) -> String {
    let back = |character: char| match character {
        '\u{05D0}'..='\u{05E9}' => char::from_u32(u32::from(character) - 0x05D0 + u32::from('A')).unwrap_or(character),
        _ => character,
    };
    line.cells.iter().filter(|cell| cell.width > 0).flat_map(|cell| cell.text.chars()).map(back).collect()
}

fn pictures(text: &str, width: Option<usize>, direction: Option<BaseDirection>) -> Vec<String> {
    let options = Options { width, direction, ..Options::default() };
    layout(&caprtl(text), &options).iter().map(drawn).collect()
}

#[test]
fn lines_are_broken_in_logical_order_and_reordered_one_by_one() {
    assert_eq!(pictures("car is THE CAR in arabic", None, None), ["car is RAC EHT in arabic"]);
    assert_eq!(pictures("ABC DEF ghi JKL", Some(7), None), ["FED CBA", "LKJ ghi"]);
    assert_eq!(pictures("he said THE WORDS HERE now", Some(12), None), ["he said EHT", "EREH SDROW", "now"]);
}

#[test]
fn brackets_are_mirrored_and_numbers_are_not_reversed() {
    assert_eq!(pictures("ABC (2023) DEF", None, None), ["FED (2023) CBA"]);
    assert_eq!(pictures("ABC \u{ab}DEF\u{bb} 30%", None, None), ["30% \u{ab}FED\u{bb} CBA"]);
    assert_eq!(pictures("ABC 30%", None, Some(BaseDirection::LeftToRight)), ["30% CBA"]);
}

#[test]
fn a_word_too_long_is_broken_between_clusters() {
    assert_eq!(pictures("abcdefgh", Some(3), None), ["abc", "def", "gh"]);
    assert_eq!(pictures("a bcdef", Some(3), None), ["a", "bcd", "ef"]);
}

#[test]
fn blanks_hang_at_the_end_of_a_line() {
    let lines = layout("ab   cd", &Options { width: Some(3), ..Options::default() });
    assert_eq!(lines.iter().map(|line| (line.width, line.span.start)).collect::<Vec<_>>(), [(2, 0), (2, 5)]);
}

#[test]
fn letters_join_and_lam_alef_is_one_cell() {
    let line = layout("سلام", &Options::default()).remove(0);
    let text: Vec<&str> = line.cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(text, ["\u{FEE1}", "\u{FEFC}", "\u{FEB3}"]);
    assert_eq!(line.cells[1].span.len(), 4);
}

#[test]
fn marks_stay_on_their_letter() {
    let line = layout("بَت", &Options::default()).remove(0);
    assert_eq!(line.cells[1].text, "\u{FE91}\u{64E}");
}

#[test]
fn nothing_is_one_empty_line() {
    assert_eq!(layout("", &Options { width: Some(10), ..Options::default() }).len(), 1);
}

#[test]
fn after_arabic_letters_the_percent_sign_follows_the_number_in_reading_order() {
    let line = layout("نما 30%", &Options::default()).remove(0);
    assert!(drawn(&line).starts_with("%30 "), "{}", drawn(&line));
}

#[test]
fn a_line_end_inside_a_paragraph_is_a_blank() {
    assert_eq!(pictures("A one\ntwo B", None, None), ["B one two A"]);
    assert_eq!(pictures("A one\t\r\n\t  two B", None, None), ["B one two A"]);
    assert_eq!(pictures("> AB\n> CD\n>> EF", None, None), ["FE DC BA <"]);
    assert_eq!(pictures("ab\n    cd ef", Some(5), None), ["ab cd", "ef"]);
    assert_eq!(pictures("ab\n    cd ef", Some(4), None), ["ab", "cd", "ef"]);
}

#[test]
fn what_is_passed_over_is_not_mirrored() {
    let all = (0..=0x0010_FFFF).filter_map(char::from_u32);
    for character in all.filter(|character| super::is_unmirrored(*character)) {
        assert_eq!(unicode_bidi_mirroring::get_mirrored(character), None, "{character:?}");
    }
}
