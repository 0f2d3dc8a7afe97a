//! The search.

use super::NEWS;
use super::support::Reader;

#[test]
fn matches_are_marked_and_n_goes_round() {
    let mut reader = Reader::new(NEWS);
    reader.keys("/ \"SAID\" Enter");
    assert_eq!(reader.current(), "THE MAYOR SPOKE IN (2023) AND SAID MORE.");
    assert_eq!(reader.styles()[2].matches("MMMM").count() + reader.styles()[3].matches("MMMM").count(), 1);
    assert!(reader.styles().concat().contains('m'));
    assert!(reader.status().ends_with("Match 1 of 2"), "{}", reader.status());
    assert_eq!(reader.keys("n").current(), "\"WE WILL BUILD,\" SHE SAID.");
    assert_eq!(reader.keys("n").current(), "THE MAYOR SPOKE IN (2023) AND SAID MORE.");
    assert!(reader.status().ends_with("Match 1 of 2; the search went on at the start"));
    assert_eq!(reader.keys("N").current(), "\"WE WILL BUILD,\" SHE SAID.");
    assert!(reader.status().ends_with("Match 2 of 2; the search went on at the end"));
    reader.keys("Esc");
    assert!(!reader.styles().concat().contains(['m', 'M']));
}

#[test]
fn what_is_not_there_and_a_search_given_up_move_nothing() {
    let mut reader = Reader::new(NEWS);
    assert!(reader.keys("n").status().contains("Nothing was searched for"));
    assert!(reader.keys("j / \"ZZZ\" Enter").status().contains("Not found: ZZZ"));
    reader.keys("/ \"END\" Esc");
    assert_eq!(reader.current(), "THE MAYOR SPOKE IN (2023) AND SAID MORE.");
}

#[test]
fn harakat_and_case_do_not_matter() {
    let mut reader = Reader::new("ABC.\n\nA\u{64E}B\u{650}D Élan. E.");
    assert_eq!(reader.keys("/ \"ABD\" Enter").current(), "A\u{64E}B\u{650}D Élan.");
    assert_eq!(reader.keys("g / \"élan\" Enter").current(), "A\u{64E}B\u{650}D Élan.");
}

#[test]
fn in_a_huge_article_only_the_beginning_is_counted() {
    let filler = format!("{}.\n\n", "AB ".repeat(100)).repeat(1200);
    let mut reader = Reader::new(&format!("XYZ.\n\nXYZ.\n\n{filler}XYZ."));
    assert!(reader.keys("/ \"XYZ\" Enter").status().ends_with("Match 1 of 2+"), "{}", reader.status());
    assert!(reader.keys("n n").status().ends_with("A match beyond the first 2"), "{}", reader.status());
}
