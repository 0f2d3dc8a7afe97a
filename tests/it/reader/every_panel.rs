//! What each panel of the table can do, because all can.

use hashiya::annotation::{Annotation, AnnotationSet, State, TagSet};
use hashiya::app::keymap::{Context, bindings};
use hashiya::app::{Event, Opened, Settings, Size, panels};

use super::support::Reader;

/// Five headings, four sentences with a number.
const TEXT: &str = "THE HEAD

IT COST 30% MORE IN ALL OF THE LAND.

THE SECOND HEAD

IT COST 31% MORE IN ALL OF THE LAND.

THE THIRD HEAD

IT COST 32% MORE IN ALL OF THE LAND.

THE FOURTH HEAD

IT COST 33% MORE IN ALL OF THE LAND.

THE FIFTH HEAD

IT COST 34% MORE IN ALL OF THE LAND.";

/// What is in a row of some panel.
const WORDS: [&str; 5] = ["FOURTH", "33", "csv", "harakat", "uote"];

/// A reader with something in each panel: all sentences are tagged, and none says now what it said.
fn reader() -> Reader {
    let mut reader = Reader::new(TEXT);
    reader.keys("j 1 j j 2 j j 3 j j 1 j j 3");
    assert_eq!(reader.annotations().len(), 5);
    let changed = |item: &Annotation| Annotation { state: State::Changed, ..item.clone() };
    let annotations: AnnotationSet = reader.app().annotations().iter().map(changed).collect();
    let opened = Opened { markup: annotations.into(), ..Opened::default() };
    Reader::open(TEXT, opened, Settings::default(), Size { columns: 80, rows: 24 })
}

/// A reader in each panel of the table, and the key that opened it.
fn open() -> impl Iterator<Item = (&'static str, Reader)> {
    let bindings = bindings(&TagSet::default());
    panels().map(move |action| {
        let binding = bindings.iter().find(|row| row.context == Context::Read && row.action == action);
        let key = binding.unwrap_or_else(|| panic!("no key for {action:?}")).keys[0];
        let mut reader = reader();
        reader.keys(key);
        assert!(is_open(&mut reader), "{key}: {}", reader.all());
        (key, reader)
    })
}

fn is_open(reader: &mut Reader) -> bool {
    reader.footer().contains("Esc close") && reader.styles().iter().any(|row| row.contains('t'))
}

/// The row of the screen that is selected; none in a page that scrolls.
fn selected(reader: &mut Reader) -> Option<usize> {
    reader.screen().iter().position(|row| row.contains('▸'))
}

fn click(reader: &mut Reader, row: usize) {
    reader.event(Event::Click { column: 40, row: u16::try_from(row).expect("small") });
}

#[test]
fn a_click_chooses_a_row_in_each() {
    for (key, mut reader) in open() {
        let before = reader.keys("Home").all();
        match selected(&mut reader) {
            Some(first) => {
                click(&mut reader, first + 1);
                assert_eq!(selected(&mut reader), Some(first + 1), "{key}: {}", reader.all());
            }
            None => click(&mut reader, 8),
        }
        if selected(&mut reader).is_none() {
            assert_eq!(reader.all(), before, "{key}");
        }
        // The title, below the panel, the bars, and outside: nothing breaks, and it stays open.
        for row in [0, 1, 21, 22, 23, 99] {
            click(&mut reader, row);
        }
        assert!(is_open(&mut reader), "{key}");
    }
}

#[test]
fn wheel_and_movements_reach_all_rows_of_each() {
    for (key, mut reader) in open() {
        let first = reader.keys("Home").all();
        let last = reader.keys("End").all();
        // All of the summary is on the screen.
        assert_eq!(first == last, key == "i", "{key}");
        assert_eq!(reader.event(Event::Wheel(1)).keys("PgDn j").all(), last, "{key}: no further");
        assert_eq!(reader.keys("PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp").all(), first, "{key}");
        let second = reader.event(Event::Wheel(1)).all();
        assert_eq!(second == first, key == "i", "{key}");
        assert_eq!(reader.event(Event::Wheel(-1)).all(), first, "{key}");
        assert_eq!(reader.keys("j").all(), second, "{key}");
        reader.event(Event::Resize(Size { columns: 44, rows: 7 }));
        assert_eq!(reader.keys("End Home").event(Event::Resize(Size { columns: 80, rows: 24 })).all(), first, "{key}");
    }
}

#[test]
fn a_filter_shows_what_it_finds_as_it_is_typed_in_each() {
    for (key, mut reader) in open() {
        let all = reader.keys("Home").all();
        let title = |reader: &mut Reader| {
            let at = reader.styles().iter().position(|row| row.contains('t')).expect("a title");
            reader.screen()[at].clone()
        };
        assert!(!title(&mut reader).contains('/'), "{key}");
        assert!(reader.keys("/ \"zzz\"").all().contains("Nothing here has that in it."), "{key}: {}", reader.all());
        assert_eq!(reader.keys("Backspace Backspace Backspace Enter").all(), all, "{key}");
        assert_eq!(reader.keys("/ \"zzz\" Esc").all(), all, "{key}: Esc shows all again");
        let found = |word: &&&str| {
            let shown = reader.keys(&format!("/ \"{word}\"")).all();
            reader.keys("Esc");
            !shown.contains("Nothing here")
        };
        let word = *WORDS.iter().find(found).unwrap_or_else(|| panic!("{key} has none of them"));
        let written = reader.keys(&format!("/ \"{word}\"")).text();
        assert!(reader.footer().starts_with('/'), "{key}: {}", reader.footer());
        assert!(title(&mut reader).contains('/'), "{key}: {}", reader.all());
        assert_eq!(reader.keys("Enter").text(), written, "{key}: Enter keeps it");
        assert_ne!(reader.all(), all, "{key}");
        assert!(is_open(&mut reader), "{key}: {}", reader.all());
        assert_eq!(reader.keys("Esc Home").all(), all, "{key}: Esc shows all again");
        assert!(!is_open(reader.keys("Esc")), "{key}");
    }
}

#[test]
fn a_question_mark_shows_the_keys_of_each_and_closes_the_pages() {
    for (key, mut reader) in open() {
        let before = reader.all();
        let is_page = selected(&mut reader).is_none();
        let keys = reader.keys("?").all();
        if is_page {
            assert!(!is_open(&mut reader), "{key}: {keys}");
            continue;
        }
        assert!(keys.contains("  Keys") && keys.contains("next row"), "{key}: {keys}");
        assert!(!keys.contains("Reading and tagging"), "{key}: {keys}");
        assert_eq!(reader.keys("q").all(), before, "{key}: it is there again");
        assert!(!is_open(reader.keys("? Esc q")), "{key}");
        assert!(!reader.has_quit(), "{key}");
    }
}

#[test]
fn the_help_of_a_panel_has_no_key_that_it_has_no_use_for() {
    let mut reader = reader();
    assert!(!reader.keys("t ? End").all().contains("only claims"), "{}", reader.all());
    reader.keys("q q");
    assert!(reader.keys("a ?").all().contains("only claims"), "{}", reader.all());
}

#[test]
fn a_filtered_row_is_the_one_that_keys_are_about() {
    let mut reader = reader();
    assert!(reader.keys("a / \"32\" Enter").all().contains("Annotations (1)  /32"), "{}", reader.all());
    assert_eq!(reader.keys("Enter").current(), "IT COST 32% MORE IN ALL OF THE LAND.");
    reader.keys("a / \"33\" Enter x");
    assert!(reader.all().contains("Annotations (0)  /33"), "{}", reader.all());
    assert_eq!(reader.annotations().len(), 4);
    assert!(reader.keys("x u").all().contains("Annotations (1)  /33"), "{}", reader.all());
    assert_eq!(reader.annotations().len(), 5);
    // All are shown again, and what was selected still is.
    assert_eq!(reader.keys("Esc Enter").current(), "IT COST 33% MORE IN ALL OF THE LAND.");
    assert_eq!(reader.keys("t / \"fourth\" Esc / \"FOURTH\" Enter Enter").current(), "THE FOURTH HEAD");
    reader.keys("R / \"34\" Enter");
    assert!(reader.all().contains("Review (1)  /34"), "{}", reader.all());
    assert!(reader.keys("x").all().contains("Review (0)"), "{}", reader.all());
    assert!(reader.keys("Esc").all().contains("Review (4)"), "{}", reader.all());
}

#[test]
fn the_mouse_chooses_the_sentence_to_attach_to() {
    let mut reader = reader();
    reader.keys("R r");
    assert!(reader.status().contains("ATTACH"), "{}", reader.status());
    let row = reader.text().iter().position(|row| row.contains("33%")).expect("on the screen");
    let column = reader.text()[row].chars().position(|character| character == '3').expect("there");
    let column = u16::try_from(column).expect("small");
    reader.event(Event::Click { column, row: u16::try_from(row).expect("small") });
    assert_eq!(reader.current(), "IT COST 33% MORE IN ALL OF THE LAND.");
    reader.resize(80, 12).event(Event::Wheel(-3)).event(Event::Wheel(3));
    assert!(reader.status().contains("ATTACH") && !reader.text()[0].contains("DAEH EHT"), "{}", reader.all());
    assert!(reader.keys("Esc").all().contains("Review (5)"), "{}", reader.all());
}
