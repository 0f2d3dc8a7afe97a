//! Writing notes.

use hashiya::app::Event;

use super::NEWS;
use super::support::Reader;

#[test]
fn a_note_belongs_to_a_tag() {
    let mut reader = Reader::new(NEWS);
    assert!(reader.keys("e").status().contains("Tag the sentence first"));
    reader.keys("1 e \"MINE\" Enter");
    assert_eq!(reader.annotations(), ["claim THE RIVER ROSE (MINE)"]);
    assert!(reader.text()[0].contains("ENIM ◆C"), "{}", reader.all());
}

#[test]
fn the_line_is_flush_right_and_the_caret_where_the_next_letter_comes() {
    let mut reader = Reader::new(NEWS);
    reader.keys("1 e \"ABC\"");
    assert_eq!(reader.footer(), format!("Note: {}CBA", " ".repeat(50)));
    // The caret is the left edge of its cell: the end of right-to-left text, left of its last letter.
    assert_eq!(reader.caret(), Some((56, 11)));
    reader.keys("\" de\"");
    assert_eq!(reader.footer(), format!("Note: {}de CBA", " ".repeat(47)));
    // Left and right follow the screen.
    reader.keys("Home");
    assert_eq!(reader.caret(), Some((59, 11)));
    reader.keys("Left Left \"X\"");
    assert_eq!(reader.footer(), format!("Note: {}de CXBA", " ".repeat(46)));
    reader.keys("Backspace Enter");
    assert_eq!(reader.annotations(), ["claim THE RIVER ROSE (ABC de)"]);
}

#[test]
fn escape_keeps_the_old_note_and_an_empty_one_takes_it_off() {
    let mut reader = Reader::new(NEWS);
    reader.keys("1 e \"OLD\" Enter e \" NEW\" Esc");
    assert_eq!(reader.annotations(), ["claim THE RIVER ROSE (OLD)"]);
    reader.keys("e Ctrl-U Enter");
    assert_eq!(reader.annotations(), ["claim THE RIVER ROSE"]);
    assert_eq!(reader.keys("u").annotations(), ["claim THE RIVER ROSE (OLD)"]);
}

#[test]
fn keys_are_letters_while_a_note_is_written_and_a_paste_is_one_line() {
    let mut reader = Reader::new(NEWS);
    reader.keys("1 e \"q jx123\"").event(Event::Paste("\nTWO\u{1b}[31m\u{7}".into()));
    reader.keys("Enter");
    assert_eq!(reader.annotations(), ["claim THE RIVER ROSE (q jx123 TWO[31m)"]);
    assert!(!reader.has_quit());
}

#[test]
fn the_editor_gets_the_note_and_brings_it_back() {
    let mut reader = Reader::new(NEWS);
    reader.keys("1 e \"OLD\" Enter E");
    assert_eq!(reader.edited, ["OLD"]);
    reader.event(Event::Edited(Ok("one\ntwo\n".into())));
    assert_eq!(reader.annotations(), ["claim THE RIVER ROSE (one\ntwo)"]);
    reader.keys("E").event(Event::Edited(Err("vi cannot be started".into())));
    assert!(reader.status().contains("vi cannot be started"));
    assert_eq!(reader.annotations(), ["claim THE RIVER ROSE (one\ntwo)"]);
    reader.all();
}

#[test]
fn a_long_note_ends_in_an_ellipsis_and_hides_no_other_gloss() {
    let mut reader = Reader::new(NEWS);
    let note = "LONG WORDS OF A NOTE ".repeat(20);
    reader.keys(&format!("j 1 e \"{note}\" Enter j 2 j 3 k k"));
    let page = reader.all();
    assert!(page.contains('…') && page.contains("●Q") && page.contains("■F"), "{page}");
}

#[test]
fn a_note_of_several_lines_is_written_in_one_with_signs_for_the_ends_of_lines() {
    let mut reader = Reader::new(NEWS);
    reader.keys("1 E").event(Event::Edited(Ok("one\ntwo\n".into())));
    reader.keys("e");
    assert!(reader.footer().starts_with("Note: one\u{2424}two"), "{}", reader.footer());
    assert_eq!(reader.keys("\" 3\" Enter").annotations(), ["claim THE RIVER ROSE (one\ntwo 3)"]);
    assert_eq!(reader.keys("e Backspace Backspace Enter").annotations(), ["claim THE RIVER ROSE (one\ntwo)"]);
}
