//! What others change in the sidecar while it is open here.

use hashiya::annotation::{Annotation, AnnotationSet, BoundarySet, Markup, Snapshot};
use hashiya::app::Event;
use hashiya::store::{Conflict, Foreign, Report, merge};

use super::NEWS;
use super::support::{Disk, Reader};

/// What somebody else has after these keys, with ids of their own.
fn theirs(keys: &str) -> AnnotationSet {
    let mut other = Reader::new(NEWS);
    other.keys(keys);
    let renamed = |item: &Annotation| Annotation { id: format!("theirs {}", item.id), ..item.clone() };
    other.app().annotations().iter().map(renamed).collect()
}

/// What the saver reports when it merged that with the state of the reader.
fn merged(reader: &mut Reader, seen: u64, annotations: AnnotationSet, boundaries: BoundarySet) -> Event {
    let foreign = Foreign { changed: true, arrived: 2, conflicts: Vec::new() };
    let markup = Markup { annotations, boundaries, ..reader.app().markup().clone() };
    let merge = Snapshot { revision: reader.app().session().saving().revision(), seen, markup };
    Event::Saver(Report::Merged { merge, foreign })
}

/// The reader's annotations and those of somebody else.
fn together(reader: &mut Reader, others: &AnnotationSet) -> AnnotationSet {
    reader.app().annotations().iter().chain(others.iter()).cloned().collect()
}

#[test]
fn what_others_tag_is_shown_and_counted_and_undo_takes_back_ones_own_alone() {
    let mut reader = Reader::new(NEWS);
    reader.keys("j 1 j 2");
    let all = together(&mut reader, &theirs("G 3 k 3"));
    let event = merged(&mut reader, 1, all, BoundarySet::default());
    assert!(reader.event(event).status().ends_with("2 changes of somebody else taken over"), "{}", reader.status());
    assert!(reader.keys("Esc").status().contains("4 tagged"), "{}", reader.status());
    assert_eq!(reader.app().session().snapshot().seen, 1);
    reader.keys("u u");
    assert_eq!(reader.annotations().len(), 2);
    assert!(reader.keys("u").status().ends_with("Nothing to undo"), "{}", reader.status());
    assert!(reader.annotations().iter().all(|item| item.starts_with("figure")), "{:?}", reader.annotations());
}

#[test]
fn what_somebody_else_gave_anew_is_not_brought_back_beside_it() {
    let mut reader = Reader::new(NEWS);
    reader.keys("j 1 x");
    let anew = theirs("j 1");
    let event = merged(&mut reader, 1, anew.clone(), BoundarySet::default());
    reader.event(event).keys("u");
    assert!(reader.status().contains("Undone"), "{}", reader.status());
    assert_eq!(reader.app().annotations(), &anew);
    reader.keys("u U U");
    assert_eq!(reader.app().annotations(), &anew);
    // What was there twice comes back twice.
    let mut reader = Reader::new(NEWS);
    reader.keys("j 1");
    let twice = together(&mut reader, &anew);
    let event = merged(&mut reader, 1, twice.clone(), BoundarySet::default());
    reader.event(event).keys("x");
    assert_eq!(reader.app().annotations().len(), 0);
    reader.keys("u");
    assert_eq!(reader.app().annotations(), &twice);
    // With a note it is another one.
    let mut reader = Reader::new(NEWS);
    reader.keys("j 1 e \"OURS\" Enter x");
    let event = merged(&mut reader, 1, anew, BoundarySet::default());
    reader.event(event).keys("u");
    assert_eq!(reader.app().annotations().len(), 2);
}

#[test]
fn while_a_note_is_written_nothing_changes_under_the_hands() {
    let mut reader = Reader::new(NEWS);
    reader.keys("j 1 e \"MY N\"");
    let mut all: Vec<Annotation> = reader.app().annotations().iter().cloned().collect();
    all[0].note = Some("of somebody else".to_owned());
    let event = merged(&mut reader, 1, all.into_iter().collect(), BoundarySet::default());
    reader.event(event);
    assert_eq!(reader.app().session().snapshot().seen, 0);
    // Taken, the note is a change of what was there before: the saver merges both and reports it anew.
    reader.keys("\"OTE\" Enter");
    assert_eq!(reader.app().session().snapshot().seen, 0);
    assert!(reader.app().annotations().iter().all(|item| item.note.as_deref() != Some("of somebody else")));
    // Left without a change, what came is taken over.
    let none = theirs("G 3");
    let event = merged(&mut reader, 2, none.clone(), BoundarySet::default());
    reader.keys("e").event(event);
    assert_eq!(reader.app().session().snapshot().seen, 0);
    reader.keys("Esc");
    assert_eq!((reader.app().session().snapshot().seen, reader.app().annotations().len()), (2, none.len()));
}

#[test]
fn a_merge_of_an_older_state_waits_for_that_of_the_newer_one() {
    let mut reader = Reader::new(NEWS);
    let event = merged(&mut reader, 1, theirs("G 3"), BoundarySet::default());
    reader.disk(Disk::Slow).keys("j 1").event(event);
    assert_eq!((reader.app().session().snapshot().seen, reader.annotations().len()), (0, 1));
}

#[test]
fn a_step_that_others_overtook_cannot_be_taken_back() {
    let mut reader = Reader::new(NEWS);
    reader.keys("j 1 j 2");
    let mut all: Vec<Annotation> = reader.app().annotations().iter().cloned().collect();
    all[0].note = Some("of somebody else".to_owned());
    let event = merged(&mut reader, 1, all.into_iter().collect(), BoundarySet::default());
    reader.event(event).keys("u u");
    assert!(reader.status().ends_with("Nothing to undo"), "{}", reader.status());
    assert_eq!(reader.annotations().len(), 1, "the one with the note stays");
}

#[test]
fn boundaries_of_others_make_other_sentences_and_conflicts_are_listed() {
    let mut other = Reader::new(NEWS);
    other.keys("j J");
    let boundaries = other.app().boundaries().clone();
    let mut reader = Reader::sized(NEWS, 100, 24);
    reader.keys("j");
    let Event::Saver(Report::Merged { merge, mut foreign }) =
        merged(&mut reader, 1, AnnotationSet::default(), boundaries)
    else {
        panic!("of the test");
    };
    let conflict = Conflict {
        kind: "annotation",
        id: "a".to_owned(),
        exact: "words".to_owned(),
        field: "note".to_owned(),
        why: merge::Why::Joined,
    };
    foreign.conflicts.push(conflict);
    reader.event(Event::Saver(Report::Merged { merge, foreign }));
    assert!(
        reader
            .status()
            .ends_with("2 changes of somebody else taken over; 1 changed on both sides, both kept (i: more)"),
        "{}",
        reader.status()
    );
    assert_eq!(reader.current(), other.current());
    let panel = reader.keys("i").all();
    assert!(panel.contains("both texts are in it"), "{panel}");
}

#[test]
fn what_cannot_be_taken_over_is_said() {
    let mut reader = Reader::sized(NEWS, 100, 24);
    let message = "news.txt.hashiya.json: changed by somebody else and not taken over: it is damaged".to_owned();
    reader.event(Event::Saver(Report::Unread { cause: "it is damaged".to_owned(), message }));
    assert!(reader.status().contains("not taken over: it is damaged"), "{}", reader.status());
    assert!(reader.keys("i").all().contains("changed by somebody else"), "{}", reader.all());
}
