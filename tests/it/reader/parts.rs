//! Tags on a part of a sentence.

use super::NEWS;
use super::support::{Reader, caprtl};

/// The chosen word as the screen shows it.
fn chosen(reader: &mut Reader) -> String {
    let (rows, styles) = (reader.text(), reader.styles());
    rows.iter()
        .zip(&styles)
        .flat_map(|(row, style)| row.chars().zip(style.chars()).filter(|(_, style)| *style == 'v'))
        .map(|(character, _)| character)
        .collect()
}

#[test]
fn arrows_follow_the_screen_and_blanks_the_reading_order() {
    let mut reader = Reader::new(NEWS);
    reader.keys("j s");
    for (key, word) in [
        ("", "EHT"),
        ("Left", "ROYAM"),
        ("h", "EKOPS"),
        ("Right", "ROYAM"),
        ("l", "EHT"),
        ("Space", "ROYAM"),
        ("b", "EHT"),
        ("Tab", "2023"),
        ("End", "."),
        ("Home", "EHT"),
        ("Right", "EHT"),
    ] {
        assert_eq!(chosen(reader.keys(key)), word, "{key}");
    }
}

#[test]
fn arrows_follow_the_screen_in_left_to_right_text_too() {
    let mut reader = Reader::new("one two three. OTHER.\n\nmore here");
    for (key, word) in [("s", "one"), ("Right", "two"), ("l", "three"), ("Left", "two")] {
        assert_eq!(chosen(reader.keys(key)), word, "{key}");
    }
}

#[test]
fn a_figure_inside_a_quote_is_tagged_with_its_percent_sign() {
    let mut reader = Reader::new(NEWS);
    reader.keys("0 3 j 2 s Tab 3");
    assert_eq!(reader.annotations(), ["quote IT COST 30% MORE.", "figure 30%"]);
    assert!(reader.text().concat().contains("●Q ■f"), "{}", reader.all());
    assert_eq!(reader.keys("s Tab 3").annotations(), ["quote IT COST 30% MORE."]);
}

#[test]
fn words_are_taken_in_and_let_go_and_the_sentence_is_never_left() {
    let mut reader = Reader::new(NEWS);
    reader.keys("j s v Left Left Left Right 1");
    assert_eq!(reader.annotations(), ["claim THE MAYOR SPOKE"]);
    reader.keys("x s Shift-Left Shift-Left y");
    assert_eq!(reader.copied, ["THE MAYOR SPOKE"]);
    reader.keys("Esc Esc x s");
    for _ in 0..40 {
        reader.keys("Left Down");
    }
    reader.keys("v Home 3");
    assert_eq!(reader.annotations(), ["figure THE MAYOR SPOKE IN (2023) AND SAID MORE."]);
}

#[test]
fn a_part_never_cuts_a_cluster() {
    let mut reader =
        Reader::new("A\u{64E}B\u{650}C D\u{64B}, e\u{301}f \u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} END.");
    let words: Vec<String> = (0..7)
        .filter_map(|nth| {
            reader.keys("s").keys(&"Space ".repeat(nth)).keys("y");
            reader.copied.pop()
        })
        .collect();
    let whole =
        ["A\u{64E}B\u{650}C", "D\u{64B}", ",", "e\u{301}f", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "END", "."];
    assert_eq!(words, whole);
}

#[test]
fn escape_goes_back_to_the_sentence() {
    let mut reader = Reader::new(NEWS);
    for key in ["Esc", "s", "q"] {
        assert!(reader.keys("s").status().starts_with(" PART"));
        assert!(!reader.keys(key).status().contains("PART"));
    }
    assert!(!reader.has_quit());
}

#[test]
fn a_part_is_kept_with_the_rest_of_its_sentence_and_the_sentences_around() {
    let mut reader = Reader::new("THE RIVER ROSE\n\nONE CAME. TWO MORE CAME LATE. NOBODY SAW THEM.");
    reader.keys("j j s Left 3");
    let quote = reader.app().annotations().iter().next().expect("an annotation").quote.clone();
    let rest = (quote.before.expect("known"), quote.after.expect("known"));
    let parts = [quote.prefix, rest.0, quote.exact, rest.1, quote.suffix];
    let expected = ["ONE CAME.", "TWO ", "MORE", " CAME LATE.", "NOBODY SAW THEM."];
    assert_eq!(parts, expected.map(caprtl));
}

#[test]
fn a_note_after_tagging_a_part_is_about_the_part() {
    let mut reader = Reader::new(NEWS);
    reader.keys("j 1 e \"ALL\" Enter s Left 3 Esc e \"PART\" Enter");
    let notes = |reader: &mut Reader| -> Vec<(String, Option<String>)> {
        reader.app().annotations().iter().map(|item| (item.tag.clone(), item.note.clone())).collect()
    };
    let both = vec![("claim".to_owned(), Some(caprtl("ALL"))), ("figure".to_owned(), Some(caprtl("PART")))];
    assert_eq!(notes(&mut reader), both);
    // Once the reader was elsewhere, it is about the sentence again.
    reader.keys("j k e Ctrl-U \"NEW\" Enter");
    assert_eq!(notes(&mut reader)[0].1, Some(caprtl("NEW")));
    assert_eq!(notes(&mut reader)[1].1, Some(caprtl("PART")));
}
