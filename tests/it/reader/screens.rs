//! Sizes of the screen, the mouse, keyboard layouts.

use hashiya::app::{Event, Size};

use super::support::Reader;
use super::{NEWS, long};

#[test]
fn at_forty_columns_the_margin_has_letters_and_all_works() {
    let mut reader = Reader::sized(NEWS, 40, 12);
    reader.keys("j 3 1 2 e \"NOTE\" Enter");
    let rows = reader.text();
    assert!(rows[2].contains("CQF"), "{}", rows.join("\n"));
    assert!(rows.iter().all(|row| row.chars().count() <= 40));
    assert!(reader.footer().contains("? help") && reader.footer().contains("q quit"), "{}", reader.footer());
    assert!(reader.footer().contains("1 2 3 tag") && reader.footer().contains("e note"), "{}", reader.footer());
    assert!(reader.keys("s").footer().contains("1 2 3 tag") && reader.footer().contains("Esc"), "{}", reader.footer());
    reader.keys("Esc");
    for panel in ["a", "t", "i", "?", "w", ":"] {
        reader.keys(panel).all();
        reader.keys("Esc");
    }
}

#[test]
fn too_small_a_screen_says_so_and_comes_back() {
    let mut reader = Reader::new(NEWS);
    reader.keys("j 1");
    let before = reader.all();
    for (columns, rows) in [(39, 12), (60, 5), (1, 1), (0, 0), (200, 2)] {
        reader.resize(columns, rows);
        if columns >= 30 && rows >= 3 {
            assert!(reader.all().contains("needs more room"), "{}", reader.all());
        }
        reader.page();
        reader.keys("j k Space b ? Esc");
    }
    assert!(reader.resize(60, 12).keys("g j").all().contains("◆C"));
    assert_eq!(reader.text(), before.lines().take(10).collect::<Vec<_>>());
}

#[test]
fn a_new_size_keeps_the_current_sentence_in_view() {
    let mut reader = Reader::new(&long(30));
    reader.keys("4 9 G");
    let at = reader.current();
    for (columns, rows) in [(40, 8), (200, 50), (45, 6), (80, 24), (60, 12)] {
        reader.resize(columns, rows);
        assert_eq!(reader.current(), at);
        assert!(reader.styles().concat().contains('-'), "{columns}x{rows}\n{}", reader.all());
    }
}

#[test]
fn every_mode_survives_every_size() {
    for mode in ["", "v j", "1 j 2 a j", "s", "1 e \"NOTE A\"", "/ \"A\"", "t", "1 a", "i", "?", "w", ":"] {
        let mut reader = Reader::new(NEWS);
        reader.keys(mode);
        for columns in [0, 1, 39, 40, 41, 59, 60, 61, 80, 300] {
            for rows in [0, 1, 5, 6, 7, 24, 100] {
                reader.resize(columns, rows);
                assert_eq!(reader.page().size, Size { columns, rows });
                if columns > 0 && rows > 2 {
                    reader.all();
                }
            }
        }
    }
}

#[test]
fn the_wheel_scrolls_and_a_click_makes_a_sentence_current() {
    let mut reader = Reader::new(&long(20));
    let before = reader.text();
    reader.event(Event::Wheel(3));
    assert_eq!(reader.text()[0].trim_start_matches([' ', '┃']), before[3].trim_start_matches([' ', '┃']));
    reader.event(Event::Wheel(-3));
    let bare = |rows: Vec<String>| rows.iter().map(|row| row.replace('┃', " ")).collect::<Vec<_>>();
    assert_eq!(bare(reader.text()), bare(before.clone()));
    let row = before.iter().position(|row| row.contains("DNOCES")).expect("on the screen");
    let column = before[row].chars().position(|character| character == 'D').expect("there");
    let (column, row) = (u16::try_from(column).expect("small"), u16::try_from(row).expect("small"));
    reader.event(Event::Click { column, row });
    assert_eq!(reader.current(), "SECOND 1 OF IT IS HERE AND RUNS ON.");
    // Beside the text, on the bars below, and outside: nothing breaks.
    for (column, row) in [(0, 0), (59, 11), (59, 10), (500, 500)] {
        reader.event(Event::Click { column, row });
    }
}

#[test]
fn keys_of_an_arabic_keyboard_work_by_their_place() {
    let mut reader = Reader::new(NEWS);
    // ت is on j, ن on k, ؤ on c, ع on u, ر is the Persian c and the Arabic v.
    assert_eq!(reader.keys("ت ت ن").current(), "THE MAYOR SPOKE IN (2023) AND SAID MORE.");
    assert_eq!(reader.keys("ؤ").annotations(), ["claim THE MAYOR SPOKE IN (2023) AND SAID MORE."]);
    assert_eq!(reader.keys("ع").annotations(), [""; 0]);
    assert_eq!(reader.keys("٣").annotations(), ["figure THE MAYOR SPOKE IN (2023) AND SAID MORE."]);
    assert!(reader.keys("؟").all().contains("Keys"));
    reader.keys("Esc ض");
    assert!(reader.has_quit());
}

#[test]
fn an_unknown_key_says_where_help_is() {
    let mut reader = Reader::new(NEWS);
    assert!(reader.keys("Z").status().contains("? shows the keys"));
}
