//! An article that was edited since it was annotated.

use std::fs;

use hashiya::annotation::{Annotation, AnnotationSet};
use hashiya::app::{Event, Opened, Settings, Size};
use hashiya::input::Article;
use hashiya::store::{Fit, Sidecar};

use super::support::{Reader, caprtl};

const OLD: &str = "THE RIVER ROSE

THE MAYOR SPOKE IN THE SQUARE. PRICES ROSE BY 30% LAST YEAR. NOBODY BELIEVED HIM AT ALL.

THE BRIDGE WAS CLOSED AT NIGHT. THE CAT SAT ON THE OLD WALL. ALL ENDED WELL IN SPRING.";

/// The reader on `new`, with what `keys` did to [`OLD`].
fn edited(keys: &str, new: &str) -> Reader {
    let mut reader = Reader::new(OLD);
    reader.keys(keys);
    let app = reader.app();
    let sidecar = Sidecar::of(app.markup().clone());
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.json");
    fs::write(&path, sidecar.to_json(app.article())).expect("written");
    let read = Sidecar::load(&path, &Article::from_text("news.txt", caprtl(new))).expect("valid").expect("a file");
    assert_eq!(read.fit, Fit::Differs);
    let opened = Opened { markup: read.markup, changed: true, ..Opened::default() };
    Reader::open(new, opened, Settings::default(), Size { columns: 90, rows: 24 })
}

#[test]
fn what_moved_needs_no_look() {
    let mut reader = edited("j j 1 j j 2", &format!("A NEW HEADLINE\n\n{OLD}"));
    assert!(reader.status().ends_with("The article was edited: 2 moved; nothing to review"), "{}", reader.status());
    assert_eq!(reader.annotations().len(), 2);
    assert!(
        reader
            .keys("R")
            .status()
            .ends_with("Nothing to review: all annotations are where they were, and none is in conflict")
    );
}

#[test]
fn a_changed_figure_is_shown_and_accepted_and_undone() {
    let mut reader = edited("j j 3", &OLD.replace("30%", "13%"));
    assert!(reader.status().ends_with("The article was edited: 1 changed (R: review)"), "{}", reader.status());
    assert!(reader.text().iter().any(|row| row.contains("?F")), "{}", reader.all());
    let shown = reader.keys("R").all();
    for part in ["Review (1)", "changed", "was", "now", "30%", "13%"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(reader.keys("a").status().ends_with("Accepted the text as it is now"), "{}", reader.status());
    assert!(reader.app().annotations().iter().all(|item| item.quote.exact.contains("13%")));
    assert!(reader.keys("Esc").status().contains("saved"), "{}", reader.status());
    assert!(reader.keys("u").status().ends_with("Undone: accepted the text as it is now"), "{}", reader.status());
    assert!(reader.keys("Esc").status().contains("1 to review"), "{}", reader.status());
}

#[test]
fn what_is_gone_is_attached_by_hand_or_discarded() {
    let gone = OLD.replace(" THE CAT SAT ON THE OLD WALL.", "").replace(" NOBODY BELIEVED HIM AT ALL.", "");
    let mut reader = edited("j j j 1 j j 2", &gone);
    assert!(reader.status().contains("2 without a place (R: review)"), "{}", reader.status());
    assert_eq!(reader.annotations().len(), 2);
    assert!(reader.keys("R").all().contains("now: gone"), "{}", reader.all());
    assert!(reader.keys("a").status().contains("has no place: r attaches it to a sentence, x discards it"));
    assert!(reader.keys("r").status().contains("ATTACH"), "{}", reader.status());
    reader.keys("g j");
    assert!(reader.keys("Enter").status().ends_with("Attached an annotation to the sentence"), "{}", reader.status());
    assert_eq!(reader.current(), "THE MAYOR SPOKE IN THE SQUARE.");
    assert!(reader.annotations()[0].contains("THE MAYOR SPOKE IN THE SQUARE."), "{:?}", reader.annotations());
    // The review goes on with the next row.
    assert!(reader.keys("x").status().ends_with("Discarded an annotation"), "{}", reader.status());
    assert_eq!(reader.annotations().len(), 1);
    reader.keys("u u");
    assert!(reader.keys("Esc").status().contains("2 to review"), "{}", reader.status());
}

#[test]
fn a_part_is_shown_in_its_sentence_and_attached_to_its_words() {
    let new = OLD
        .replace(" PRICES ROSE BY 30% LAST YEAR.", " WAGES FELL, BUT PRICES DID NOT FALL.")
        .replace("THE BRIDGE WAS CLOSED AT NIGHT.", "IN SPRING THE BRIDGE SWAYED, AND FOOD PRICES ROSE.");
    // The part "PRICES ROSE" and a note.
    let part = "j j s v Left 1 Esc e \"CHECK\" Enter";
    let mut reader = edited(part, &new);
    let shown = reader.keys("R").all();
    for part in ["PRICES ROSE", "now: not sure where", "LAST YEAR", "note", "CHECK"] {
        let reversed: String = part.chars().rev().collect();
        assert!(shown.contains(part) || shown.contains(&reversed), "{part}: {shown}");
    }
    reader.keys("r g j j j j");
    assert!(reader.keys("Enter").status().ends_with("Attached an annotation to its words in the sentence"));
    assert!(reader.annotations()[0].contains("PRICES ROSE"), "{:?}", reader.annotations());
    reader.keys("u R r g j");
    assert!(reader.keys("Enter").status().ends_with("Attached an annotation to the whole sentence"));
    reader.keys("u R");
    assert!(reader.keys("x").status().ends_with("Discarded an annotation and its note"), "{}", reader.status());
}

#[test]
fn an_article_edited_while_it_is_open_keeps_the_place() {
    let mut reader = Reader::sized(OLD, 90, 24);
    reader.keys("G k");
    assert_eq!(reader.current(), "THE CAT SAT ON THE OLD WALL.");
    let new = format!("A NEW HEADLINE\n\n{}", OLD.replace("SPOKE", "DID NOT SPEAK"));
    let article = Article::from_text("news.txt", caprtl(&new));
    reader.app().reloaded(article.into(), Opened { changed: true, ..Opened::default() });
    assert_eq!(reader.current(), "THE CAT SAT ON THE OLD WALL.");
    assert!(reader.keys("u").status().ends_with("Nothing to undo"), "{}", reader.status());
}

#[test]
fn a_sentence_that_is_another_one_now_is_found_by_its_neighbours() {
    for (new, current) in [
        (OLD.replace("SAT", "LAY"), "THE CAT LAY ON THE OLD WALL."),
        (
            format!("NEWS OF THE DAY\n\nONE MORE SENTENCE. AND ANOTHER ONE.\n\n{}", OLD.replace("SAT", "LAY")),
            "THE CAT LAY ON THE OLD WALL.",
        ),
        (
            OLD.replace("THE BRIDGE WAS CLOSED AT NIGHT. THE CAT SAT", "IT WAS OPEN. THE CAT LAY")
                .replace("THE RIVER ROSE\n", "THE RIVER ROSE\n\nHEAVY RAIN FELL.\n"),
            "THE CAT LAY ON THE OLD WALL.",
        ),
        ("ALL IS NEW.".to_owned(), "ALL IS NEW."),
    ] {
        let mut reader = Reader::sized(OLD, 90, 24);
        reader.keys("G k");
        let article = Article::from_text("news.txt", caprtl(&new));
        reader.app().reloaded(article.into(), Opened { changed: true, ..Opened::default() });
        assert_eq!(reader.current(), current, "{new}");
    }
}

#[test]
fn the_line_at_the_top_stays_there_when_the_article_is_read_again() {
    let mut reader = Reader::sized(&super::long(30), 60, 12);
    reader.keys("G k k k");
    let before = reader.text();
    let article = Article::from_text("news.txt", caprtl(&format!("A NEW HEADLINE\n\n{}", super::long(30))));
    reader.app().reloaded(article.into(), Opened { changed: true, ..Opened::default() });
    assert_eq!(reader.text(), before);
}

/// The reader with a claim, of which a merge kept another version.
fn in_conflict(other: impl FnOnce(&mut Annotation)) -> Reader {
    let mut reader = Reader::new(OLD);
    reader.keys("j j 1 e \"MINE\" Enter");
    let first = reader.app().annotations().iter().next().cloned().expect("a claim");
    let mut second = first.clone();
    other(&mut second);
    let annotations = if second.id == first.id { vec![second] } else { vec![first, second] };
    let opened = Opened { markup: annotations.into_iter().collect::<AnnotationSet>().into(), ..Opened::default() };
    Reader::open(OLD, opened, Settings::default(), Size { columns: 90, rows: 24 })
}

/// Another tag: the version stands beside the first one.
fn another_tag(item: &mut Annotation) {
    item.extra.insert("conflict".to_owned(), item.id.clone().into());
    (item.id, item.tag, item.note) = ("second".to_owned(), "quote".to_owned(), Some(caprtl("THEIRS")));
}

#[test]
fn a_tag_that_both_changed_is_shown_and_one_is_kept() {
    for (keys, kept) in [("1", "claim"), ("2", "quote"), ("a", "claim quote"), ("j x", "claim"), ("1 u 2", "quote")] {
        let mut reader = in_conflict(another_tag);
        assert!(reader.text().iter().any(|row| row.contains("◆C ≠Q")), "{}", reader.all());
        assert!(reader.status().contains("1 to review"), "{}", reader.status());
        let shown = reader.keys("R").all();
        for part in ["Review (1)", "conflict  ≠Q", "1: Claim", "2: Quote", "enim", "srieht", "1 first", "e note"] {
            assert!(shown.to_lowercase().contains(&part.to_lowercase()), "{part}: {shown}");
        }
        assert!(!reader.footer().contains("attach"), "{}", reader.footer());
        reader.keys(keys);
        let tags: Vec<String> = reader.app().annotations().iter().map(|item| item.tag.clone()).collect();
        assert_eq!(tags.join(" "), kept, "{keys}");
        assert!(!reader.keys("Esc").status().contains("review"), "{keys}: {}", reader.status());
    }
}

#[test]
fn of_two_notes_one_is_kept_or_both_or_another_is_written() {
    for (keys, kept) in [("1", "MINE"), ("2", "THEIRS"), ("a", "MINE\nTHEIRS"), ("e Ctrl-U \"NEW\" Enter", "NEW")] {
        let mut reader = in_conflict(|item| item.note = Some(caprtl("MINE\n--- also by Reem ---\nTHEIRS")));
        assert!(reader.text().iter().any(|row| row.contains("≠C")), "{}", reader.all());
        let shown = reader.keys("R").all();
        for part in ["Review (1)", "1: the note", "2: the note, by Reem"] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
        reader.keys(keys);
        let notes: Vec<Option<String>> = reader.app().annotations().iter().map(|item| item.note.clone()).collect();
        assert_eq!(notes, [Some(caprtl(kept))], "{keys}");
        assert!(!reader.keys("Esc").status().contains("review"), "{keys}: {}", reader.status());
        assert!(reader.keys("u").keys("Esc").status().contains("1 to review"), "{keys}: {}", reader.status());
    }
}

#[test]
fn a_version_whose_other_one_is_gone_is_kept_or_discarded() {
    let mut reader = in_conflict(|item| {
        item.extra.insert("conflict".to_owned(), "gone".into());
    });
    assert!(reader.keys("R").all().contains("1: is no longer there"), "{}", reader.all());
    assert!(reader.keys("1").status().ends_with("2 keeps this one, x discards it"), "{}", reader.status());
    reader.keys("2");
    assert_eq!(reader.annotations().len(), 1);
    // A key too many is one of the review, not of the text.
    assert!(reader.keys("2 x").all().contains("Nothing is left to review"), "{}", reader.all());
    assert_eq!(reader.annotations().len(), 1);
    assert!(reader.keys("Enter R").status().contains("none is in conflict"), "{}", reader.status());
}

#[test]
fn what_has_no_place_tags_no_sentence() {
    let mut reader = edited("j j j 1", &OLD.replace(" NOBODY BELIEVED HIM AT ALL.", ""));
    assert_eq!(reader.annotations().len(), 1);
    assert!(reader.keys("Esc").status().contains("0 tagged  1 to review"), "{}", reader.status());
}

#[test]
fn the_mouse_chooses_a_row_of_the_review_and_the_sentence_to_attach_to() {
    let gone = OLD.replace(" THE CAT SAT ON THE OLD WALL.", "").replace(" NOBODY BELIEVED HIM AT ALL.", "");
    let mut reader = edited("j j j 1 j j 2", &gone);
    reader.keys("R");
    let row = |reader: &mut Reader, wanted: &str| {
        let row = reader.screen().iter().rposition(|row| row.contains(wanted)).expect(wanted);
        u16::try_from(row).expect("a row")
    };
    let first = row(&mut reader, "▸");
    reader.event(Event::Click { column: 40, row: first + 1 });
    assert_eq!(row(&mut reader, "▸"), first + 1, "{}", reader.all());
    // The texts below are no rows of the list.
    reader.event(Event::Click { column: 40, row: first + 9 });
    assert_eq!(row(&mut reader, "▸"), first + 1, "{}", reader.all());
    reader.event(Event::Wheel(-1));
    assert_eq!(row(&mut reader, "▸"), first, "{}", reader.all());
    reader.keys("r");
    let row = row(&mut reader, "EGDIRB");
    assert_eq!(reader.event(Event::Click { column: 60, row }).current(), "THE BRIDGE WAS CLOSED AT NIGHT.");
    assert!(reader.status().contains("ATTACH"), "{}", reader.status());
    let before = reader.resize(90, 8).text();
    assert_ne!(reader.event(Event::Wheel(-1)).text(), before);
}
