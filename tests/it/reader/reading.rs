//! Moving through an article, and what the page looks like.

use hashiya::annotation::TagSet;
use hashiya::app::keymap::bindings;
use hashiya::app::{Event, Opened, Settings, Size};

use super::support::{Reader, caprtl};
use super::{NEWS, long, pictures};

#[test]
fn a_right_to_left_page_is_flush_right_with_the_margin_on_the_left() {
    let mut reader = Reader::new(NEWS);
    assert_eq!(
        reader.text(),
        pictures(&[
            "                 ┃                           ESOR REVIR EHT",
            "",
            "                   .EROM DIAS DNA (2023) NI EKOPS ROYAM EHT",
            "                     30% TSOC TI .DIAS EHS \",DLIUB LLIW EW\"",
            "                                   .EREH ENO HTRUOF A .EROM",
            "",
            "                                              ─────────────",
            "",
            "                               .TI WAS YDOBON .EMAC DNE EHT",
        ]),
    );
}

#[test]
fn a_left_to_right_page_is_flush_left_with_the_margin_on_the_right() {
    let mut reader = Reader::new("the river rose\n\nit was high. NOBODY saw it.\n\nIT WAS HERE.");
    reader.keys("j 1");
    assert_eq!(
        reader.text(),
        pictures(&[
            " the river rose",
            "",
            " it was high. YDOBON saw it.              ┃ ◆C",
            "",
            " ─────────────",
            "",
            "                             .EREH SAW TI",
        ]),
    );
}

#[test]
fn movements_by_sentence_paragraph_and_count() {
    let mut reader = Reader::new(NEWS);
    for (keys, at) in [
        ("", "THE RIVER ROSE"),
        ("j", "THE MAYOR SPOKE IN (2023) AND SAID MORE."),
        ("Down", "\"WE WILL BUILD,\" SHE SAID."),
        ("k Up", "THE RIVER ROSE"),
        ("5 j", "THE END CAME."),
        ("0 3 k", "\"WE WILL BUILD,\" SHE SAID."),
        ("{", "THE MAYOR SPOKE IN (2023) AND SAID MORE."),
        ("{", "THE RIVER ROSE"),
        ("0 2 }", "THE END CAME."),
        ("}", "NOBODY SAW IT."),
        ("g", "THE RIVER ROSE"),
        ("G", "NOBODY SAW IT."),
        ("0 3 g", "\"WE WILL BUILD,\" SHE SAID."),
        ("4 G", "IT COST 30% MORE."),
        ("Home", "THE RIVER ROSE"),
        ("End", "NOBODY SAW IT."),
        ("9 9 9 9 9 9 9 9 9 9 9 k", "THE RIVER ROSE"),
        (": \"6\" Enter", "THE END CAME."),
    ] {
        assert_eq!(reader.keys(keys).current(), at, "{keys}");
    }
}

#[test]
fn the_ends_say_so_and_a_count_is_shown_while_it_is_typed() {
    let mut reader = Reader::new(NEWS);
    assert!(reader.keys("k").status().ends_with("First sentence"));
    assert!(reader.keys("G j").status().ends_with("Last sentence"));
    assert!(reader.keys("0 1").status().contains(" 1… "), "{}", reader.status());
    assert!(!reader.keys("Esc").status().contains('…'));
    assert!(reader.keys("9 9 g").status().ends_with("The article has 7 sentences"));
}

#[test]
fn pages_and_half_pages_come_to_both_ends() {
    let mut reader = Reader::new(&long(20));
    for (on, back) in [("Space", "b"), ("PgDn", "PgUp"), ("d", "Ctrl-U"), ("Ctrl-F", "Ctrl-B"), ("Ctrl-D", "Ctrl-U")] {
        let mut seen = vec![reader.keys("g").current()];
        for _ in 0..60 {
            seen.push(reader.keys(on).current());
        }
        assert_eq!(seen.last().map(String::as_str), Some("THIRD 20 OF IT ENDS."), "{on}");
        for _ in 0..60 {
            reader.keys(back);
        }
        assert_eq!(reader.current(), "FIRST 1 OF IT IS HERE AND RUNS ON.", "{back}");
    }
}

#[test]
fn a_screenful_on_leaves_two_rows_and_a_sentence_of_the_view_current() {
    let mut reader = Reader::new(&long(20));
    let before = reader.text();
    let after = reader.keys("Space").text();
    assert_eq!(before[8].trim_start_matches([' ', '┃']), after[0].trim_start_matches([' ', '┃']));
    assert!(reader.styles().concat().contains('-'));
}

#[test]
fn the_current_sentence_is_always_in_view() {
    let mut reader = Reader::new(&long(20));
    for key in ["j"; 70].iter().chain(&["k"; 70]).chain(&["Ctrl-E"; 20]).chain(&["Ctrl-Y"; 30]).chain(&["}"; 9]) {
        reader.keys(key);
        assert!(reader.styles().concat().contains('-'), "{key}\n{}", reader.all());
    }
}

#[test]
fn a_sentence_higher_than_the_screen_can_be_read_to_its_end() {
    let words = "WORDS ".repeat(150) + "LAST. NEXT ONE.";
    let mut reader = Reader::new(&format!("BEGIN HERE.\n\n{words}"));
    reader.keys("j");
    let mut seen = reader.all();
    for _ in 0..40 {
        reader.keys("Ctrl-E");
        seen.push_str(&reader.all());
    }
    assert!(seen.contains(".TSAL"), "{seen}");
}

#[test]
fn the_status_line_says_where_and_how_much() {
    let mut reader = Reader::sized(NEWS, 80, 12);
    assert!(reader.status().starts_with(" news.txt  1/7  0 tagged  no changes  100%"), "{}", reader.status());
    assert!(reader.keys("j 1 j 2 3").status().starts_with(" news.txt  3/7  2 tagged  saved 22:13:20"));
    assert!(reader.footer().starts_with(" 1 claim  2 quote  3 figure  e note"));
}

#[test]
fn the_place_of_the_last_time_is_current_at_once() {
    let position = caprtl(&long(20)).find(&caprtl("SECOND 15")).expect("there");
    let opened = Opened { position: Some(position), ..Opened::default() };
    let size = Size { columns: 60, rows: 12 };
    let mut reader = Reader::open(&long(20), opened, Settings::default(), size);
    assert_eq!(reader.current(), "SECOND 15 OF IT IS HERE AND RUNS ON.");
    assert!(reader.styles().concat().contains('-'));
    assert_eq!(reader.saves.len(), 0);
}

#[test]
fn an_empty_article_breaks_nothing() {
    for text in ["", " \n \n"] {
        let mut reader = Reader::new(text);
        for event in [Event::Wheel(1), Event::Wheel(-1), Event::Click { column: 30, row: 2 }] {
            reader.event(event);
        }
        for binding in bindings(&TagSet::default()) {
            for key in binding.keys.iter() {
                reader.keys(key).all();
                reader.keys("Esc Esc").all();
            }
        }
    }
}
