//! Lists, contents, summary, help, exports.

use hashiya::annotation::{Colour, Tag, TagSet};
use hashiya::app::keymap::bindings;
use hashiya::app::{Event, Opened, Settings, Size};

use super::support::{Reader, SIDECAR};
use super::{NEWS, long};

#[test]
fn the_list_jumps_filters_notes_and_deletes() {
    let mut reader = Reader::sized(NEWS, 80, 16);
    assert!(reader.keys("a").status().contains("Nothing is tagged yet"));
    reader.keys("1 j 2 j 3 1 g a");
    assert!(reader.all().contains("Annotations (4)"), "{}", reader.all());
    assert!(reader.keys("1").all().contains("Claims only (2)"));
    assert!(reader.keys("1").all().contains("Annotations (4)"));
    reader.keys("3 Enter");
    assert_eq!(reader.current(), "\"WE WILL BUILD,\" SHE SAID.");
    reader.keys("a g j e \"SAID\" Enter");
    assert!(reader.all().contains("· DIAS"), "{}", reader.all());
    reader.keys("x");
    assert!(reader.all().contains("Annotations (3)"));
    reader.keys("u Esc");
    assert!(reader.annotations().contains(&"quote THE MAYOR SPOKE IN (2023) AND SAID MORE. (SAID)".to_owned()));
}

#[test]
fn an_emptied_list_stays_open_so_that_no_key_meant_for_it_reaches_the_text() {
    let mut reader = Reader::new(NEWS);
    reader.keys("1 a x x 1 e");
    assert!(reader.all().contains("Annotations (0)"), "{}", reader.all());
    assert_eq!(reader.keys("u").annotations().len(), 1);
    assert!(reader.keys("x Enter").annotations().is_empty());
    assert!(!reader.all().contains("Annotations"), "{}", reader.all());
}

#[test]
fn contents_lead_to_their_headings() {
    let mut reader = Reader::new(&format!("THE HEAD\n\n{}\n\nTHE SECOND HEAD\n\n{}", long(3), long(4)));
    reader.keys("t");
    assert!(reader.all().contains("DAEH DNOCES EHT"), "{}", reader.all());
    assert_eq!(reader.keys("G Enter").current(), "THE SECOND HEAD");
    assert_eq!(reader.keys("t g Enter").current(), "THE HEAD");
    assert_eq!(reader.keys("j t G Esc").current(), "FIRST 1 OF IT IS HERE AND RUNS ON.");
}

#[test]
fn the_summary_counts_and_draws_bars() {
    let mut reader = Reader::sized(NEWS, 80, 16);
    reader.keys("1 j 1 2 e \"A\" Enter i");
    let page = reader.all();
    assert!(page.contains("2 of 7 sentences tagged (28%)") && page.contains("3 annotations, 2 notes"), "{page}");
    assert!(page.contains("◆ Claim") && page.contains("█") && page.contains(SIDECAR), "{page}");
    let bar = |name: &str| page.lines().find(|row| row.contains(name)).map_or(0, |row| row.matches('█').count());
    assert_eq!((bar("Claim").div_ceil(2), bar("Figure")), (bar("Quote"), 0));
    assert!(!reader.keys("Esc").all().contains("Summary"));
}

#[test]
fn the_help_has_every_binding_whole_on_80_columns() {
    let mut reader = Reader::sized(NEWS, 80, 24);
    let mut seen = reader.keys("?").all();
    for _ in 0..200 {
        reader.keys("j");
        seen.push_str(&reader.all());
    }
    // Long ones go on in the next row.
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let seen = words(&seen);
    for binding in bindings(&TagSet::default()) {
        for what in [words(&binding.keys.join("  ")).as_str(), &*binding.help] {
            assert!(seen.contains(what), "the help does not show {what:?} ({:?})", binding.context);
        }
    }
    assert!(!reader.keys("q").all().contains("Good to know"));
    assert!(!reader.has_quit());
}

#[test]
fn help_scrolls_to_its_end_and_back_and_no_further() {
    let mut reader = Reader::new(NEWS);
    let first = reader.keys("?").all();
    let last = reader.keys("G").all();
    assert_ne!(first, last);
    assert_eq!(reader.keys("j j j").all(), last);
    assert_ne!(reader.keys("k").all(), last, "one key back is seen at once");
    assert_eq!(reader.keys("g").all(), first);
}

#[test]
fn an_export_asks_where_to() {
    let mut reader = Reader::sized(NEWS, 80, 16);
    reader.keys("1 w j Enter");
    assert!(reader.footer().starts_with("Export to: "), "{}", reader.footer());
    reader.keys("Ctrl-U \"out.x\" Enter");
    assert_eq!(reader.exported, [(1, Some("out.x".into()))]);
    reader.event(Event::Done("Exported to out.x".into()));
    assert!(reader.status().ends_with("Exported to out.x"));
    reader.keys("w Enter Esc");
    assert_eq!(reader.exported.len(), 1);
}

#[test]
fn what_is_there_is_overwritten_only_after_a_question() {
    let mut reader = Reader::sized(NEWS, 80, 16);
    let exists = || Event::Exists { format: 2, to: "/articles/x.csv".into() };
    reader.keys("1").event(exists());
    assert_eq!(reader.footer(), " Overwrite /articles/x.csv?  y yes  n no");
    for key in ["n", "Esc", "q"] {
        assert!(reader.event(exists()).keys(key).status().ends_with("Not exported"), "{}", reader.status());
    }
    assert_eq!((reader.exported.len(), reader.has_quit()), (0, false));
    reader.event(exists()).keys("j y");
    assert_eq!(reader.exported, [(2, Some("/articles/x.csv".into()))]);
    assert_eq!(reader.overwritten, 1);
}

#[test]
fn rows_have_the_number_of_the_sentence_and_small_letters_for_parts() {
    let mut reader = Reader::sized(NEWS, 80, 16);
    let page = reader.keys("j 2 j j s Tab 3 a").all();
    let row = |text: &str| page.lines().find(|row| row.contains(text)).unwrap_or_default().to_owned();
    assert!(row("2 ●Q ").contains(".EROM DIAS DNA"), "{page}");
    assert!(row("4 ■f ").contains("30%"), "{page}");
}

#[test]
fn a_click_chooses_a_row() {
    let mut reader = Reader::sized(NEWS, 80, 16);
    reader.keys("1 j 2 j 3 a g");
    let row = reader.all().lines().position(|row| row.contains("2 ●Q")).expect("a row");
    reader.event(Event::Click { column: 40, row: u16::try_from(row).expect("small") });
    assert!(reader.all().lines().nth(row).expect("a row").contains("▸"), "{}", reader.all());
    for row in [0, 1, 12, 13, 14, 15, 99] {
        reader.event(Event::Click { column: 40, row });
    }
    assert_eq!(reader.keys("Enter").current(), "THE MAYOR SPOKE IN (2023) AND SAID MORE.");
}

#[test]
fn panels_are_whole() {
    let mut reader = Reader::sized(NEWS, 80, 24);
    for panel in ["?", "i"] {
        let styles = reader.keys(panel).styles();
        let inside: Vec<&str> = styles.iter().map(|row| row.trim_matches('.')).filter(|row| row.len() > 70).collect();
        assert!(!inside.is_empty());
        for row in inside {
            assert!(row.contains(['p', 't']), "{row}");
            assert!(!row.contains(['.', 'h', 'k']), "a hole: {row}");
            assert!(!(row.contains('p') && row.contains('t')), "a band that ends short: {row}");
        }
        reader.keys("Esc");
    }
}

#[test]
fn the_list_of_one_tag_has_a_label_that_is_one() {
    let tag = |id: &str, label: &str| Tag { id: id.into(), label: label.into(), key: 'h', colour: Colour::Red };
    let tags = TagSet::new([tag("hypothesis", "Hypothesis"), tag("claim", "Claim")]);
    let opened = Opened { markup: tags.clone().into(), ..Opened::default() };
    let settings = Settings { tags, ..Settings::default() };
    let mut reader = Reader::open(NEWS, opened, settings, Size { columns: 80, rows: 16 });
    assert!(reader.keys("1 2 a 1").all().contains(" Hypothesis only (1)"), "{}", reader.all());
    assert!(reader.keys("2").all().contains(" Claims only (1)"), "{}", reader.all());
}
