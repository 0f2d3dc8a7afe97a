//! The article is edited while it is open, in steps between which keys go on working; and annotations that come after the first page.

use hashiya::annotation::{AnnotationSet, Markup};
use hashiya::app::{Carried, Event, Locked, Opened, Reopened, Settings, Size};
use hashiya::store::Report;

use super::NEWS;
use super::support::{Disk, Reader, SIDECAR};

/// What others edited in it.
fn edited() -> String {
    NEWS.replace("SPOKE", "CRIED")
}

/// What the file has, when it has what is on the screen.
fn same(reader: &mut Reader) -> Reopened {
    let markup = reader.app().markup().clone();
    let opened = Opened { markup: markup.clone(), ..Opened::default() };
    let carried = Carried { markup: Some(markup), versions: Some(Vec::new()), differs: true };
    Reopened { opened, is_new: false, carried: Some(carried) }
}

#[test]
fn a_text_that_is_as_it_was_is_said_only_where_it_was_asked_for() {
    let mut reader = Reader::sized(NEWS, 100, 16);
    reader.event(Event::Touched).reread(NEWS);
    assert_eq!((reader.rereading, reader.reopening.len()), (1, 0));
    assert!(!reader.status().contains("as it was"), "{}", reader.status());
    reader.keys(": \"e\" Enter").reread(NEWS);
    assert!(reader.status().ends_with("The article is as it was"), "{}", reader.status());
    reader.keys(": \"e\" Enter").event(Event::Reread(Err("Not read again: it is gone".to_owned())));
    assert!(reader.status().ends_with("Not read again: it is gone"), "{}", reader.status());
    reader.edit(&edited());
    assert!(reader.all().contains("DEIRC"), "{}", reader.all());
}

#[test]
fn while_a_line_is_written_the_text_stays_and_becomes_another_one_afterwards() {
    let mut reader = Reader::sized(NEWS, 100, 16);
    // Written before it was noticed, while it is being read, and before it is taken over.
    reader.keys("j / \"MO\"").event(Event::Touched);
    assert_eq!(reader.rereading, 0);
    reader.keys("Esc");
    assert_eq!(reader.rereading, 1);
    reader.keys("/ \"MO\"").reread(&edited());
    let reopened = same(&mut reader);
    reader.reopen(reopened);
    assert!(!reader.all().contains("DEIRC") && reader.footer().starts_with('/'), "{}", reader.all());
    reader.keys("Esc");
    assert!(reader.all().contains("DEIRC"), "{}", reader.all());
}

#[test]
fn what_is_tagged_while_the_article_is_read_again_is_saved_first() {
    let mut reader = Reader::sized(NEWS, 100, 16);
    reader.keys("j 1").event(Event::Touched).keys("j 2").reread(&edited());
    assert_eq!(reader.reopening[0].markup.annotations.len(), 2);
    let reopened = same(&mut reader);
    // It is looked for anew, since what was read lacks it; while it is on its way to the disk nothing is.
    reader.disk(Disk::Slow).keys("j 3").reopen(reopened);
    assert_eq!((reader.reopening.len(), reader.annotations().len()), (1, 3));
    reader.disk(Disk::Quick);
    assert_eq!(reader.reopening.len(), 2);
    assert_eq!(reader.reopening[1].markup.annotations.len(), 3);
    assert!(!reader.all().contains("DEIRC"), "{}", reader.all());
    let saves = reader.saves.len();
    let reopened = same(&mut reader);
    reader.reopen(reopened);
    assert!(reader.all().contains("DEIRC"), "{}", reader.all());
    // Its places are another text's than the file's.
    assert_eq!((reader.annotations().len(), reader.saves.len()), (3, saves + 1));
}

#[test]
fn work_that_cannot_be_saved_keeps_the_old_text_until_it_is() {
    let mut reader = Reader::sized(NEWS, 180, 16);
    reader.disk(Disk::Gone).keys("j 1").event(Event::Touched).reread(&edited());
    let saves = reader.saves.len();
    assert_eq!(saves, 3, "tried twice more");
    let reopened = Reopened::default();
    reader.reopen(reopened);
    assert!(reader.status().contains("Not read again: there is work that could not be saved"), "{}", reader.status());
    assert!(!reader.all().contains("DEIRC"), "{}", reader.all());
    assert_eq!(reader.rereading, 1);
    reader.disk(Disk::Quick).event(Event::Saver(Report::Saved { revision: 1, path: SIDECAR.into(), written: true }));
    assert_eq!(reader.rereading, 2);
}

#[test]
fn what_is_not_in_the_file_is_kept_before_the_text_becomes_another_one() {
    let mut reader = Reader::sized(NEWS, 100, 16);
    reader.keys("j 1");
    assert_eq!(reader.kept, 0);
    // The file has nothing of it.
    reader.edit(&edited());
    assert_eq!((reader.kept, reader.annotations().len()), (1, 0));
    assert!(reader.status().contains("There is work that is not in the file"), "{}", reader.status());
}

#[test]
fn a_count_of_the_old_text_is_no_use() {
    let mut reader = Reader::sized(NEWS, 100, 16);
    reader.keys("j 1").edit(&edited());
    let touched = vec![(hashiya::text::Span::new(0, 10), Box::from([0, 3, 7]))];
    reader.event(Event::Counted { generation: 1, touched }).keys("j");
    assert!(reader.status().contains("0 tagged"), "{}", reader.status());
}

#[test]
fn what_is_tagged_while_a_copy_is_merged_is_merged_as_well() {
    let mut reader = Reader::sized(NEWS, 100, 16);
    let offer = hashiya::store::Offer { copy: "/state/copy.json".into(), from: None };
    reader.event(Event::Saver(Report::Left(offer))).keys(": \"recover\" Enter j 1");
    let markup = Markup::default();
    reader.event(Event::Recovered { markup, conflicts: 0, digest: [0; 32] });
    assert_eq!((reader.recovering, reader.annotations().len()), (2, 1));
}

/// A reader whose annotations are yet to come.
fn head() -> Reader {
    let opened = Opened { is_head: true, ..Opened::default() };
    let settings = Settings { creator: "mona".into(), ..Settings::default() };
    Reader::open(NEWS, opened, settings, Size { columns: 110, rows: 16 })
}

/// What is in the file: a claim by `creator` on the second sentence.
fn in_file(creator: &str) -> Opened {
    let settings = Settings { creator: creator.into(), ..Settings::default() };
    let mut other = Reader::open(NEWS, Opened::default(), settings, Size { columns: 110, rows: 16 });
    other.keys("j 1");
    let renamed = other.app().annotations().iter().map(|item| {
        let id = format!("file {}", item.id);
        hashiya::annotation::Annotation { id, ..item.clone() }
    });
    Opened { path: SIDECAR.into(), markup: renamed.collect::<AnnotationSet>().into(), ..Opened::default() }
}

#[test]
fn a_tag_given_before_the_annotations_came_is_added_to_them() {
    let mut reader = head();
    assert!(reader.status().contains("… tagged"), "{}", reader.status());
    reader.keys("j j 2");
    assert_eq!((reader.annotations().len(), reader.saves.len(), reader.started), (1, 0, 0));
    reader.event(Event::Opened(Box::new(in_file("mona"))));
    assert_eq!((reader.annotations().len(), reader.saves.len(), reader.started), (2, 1, 1));
    assert!(reader.status().contains("2 tagged"), "{}", reader.status());
    // It can be taken back; what was in the file is no step.
    reader.keys("u u");
    assert_eq!(reader.annotations().len(), 1);
}

#[test]
fn a_tag_that_turns_out_to_be_there_stays_one() {
    let mut reader = head();
    // Pressed again it does not come off.
    reader.keys("j 1 1");
    assert_eq!(reader.annotations().len(), 1);
    reader.event(Event::Opened(Box::new(in_file("mona"))));
    assert_eq!((reader.annotations().len(), reader.saves.len()), (1, 0));
    assert!(reader.status().contains("no changes"), "{}", reader.status());
    let mut reader = head();
    reader.keys("j 1").event(Event::Opened(Box::new(in_file("omar"))));
    assert_eq!((reader.annotations().len(), reader.saves.len()), (2, 1));
}

#[test]
fn what_needs_the_annotations_waits_for_them() {
    let mut reader = head();
    reader.keys("j x j 2");
    assert!(reader.status().contains("waits"), "{}", reader.status());
    assert_eq!(reader.annotations().len(), 0);
    reader.event(Event::Opened(Box::new(in_file("mona"))));
    assert_eq!(reader.annotations(), ["quote \"WE WILL BUILD,\" SHE SAID."]);
    let mut reader = head();
    reader.keys("j x Esc").event(Event::Opened(Box::new(in_file("mona"))));
    assert_eq!(reader.annotations().len(), 1);
    for key in ["u", "Ctrl-R", "e", "R"] {
        let mut reader = head();
        assert!(reader.keys(key).status().contains("waits"), "{key}: {}", reader.status());
    }
}

#[test]
fn a_file_that_turns_out_to_be_damaged_is_left_alone() {
    let locked = Locked { brief: "the file is damaged".into(), full: format!("{SIDECAR}: is damaged") };
    let damaged = || Opened { path: SIDECAR.into(), locked: Some(locked.clone()), ..Opened::default() };
    let mut reader = head();
    reader.event(Event::Opened(Box::new(damaged())));
    assert!(reader.status().contains("LOCKED: the file is damaged"), "{}", reader.status());
    assert!(reader.keys("j 1 q").has_quit());
    assert_eq!((reader.saves.len(), reader.kept), (0, 0));
    // What was tagged by then is beside it.
    let mut reader = head();
    reader.keys("j 1").event(Event::Opened(Box::new(damaged())));
    assert!(reader.status().contains("what was tagged meanwhile is kept"), "{}", reader.status());
    assert_eq!((reader.saves.len(), reader.kept, reader.annotations().len()), (0, 1, 0));
    assert!(reader.keys("q").has_quit());
}

#[test]
fn leaving_waits_until_what_was_tagged_is_saved() {
    let mut reader = head();
    reader.keys("j j 2 q");
    assert!(!reader.has_quit());
    reader.event(Event::Opened(Box::new(in_file("mona"))));
    assert!(reader.has_quit());
    assert_eq!(reader.saves.len(), 1);
    let mut reader = head();
    reader.keys("j 1 q").event(Event::Opened(Box::new(in_file("mona"))));
    assert!(reader.has_quit());
    // Ended from outside it is kept.
    let mut reader = head();
    reader.keys("j 1").event(Event::End);
    let left = reader.left.take().expect("left");
    assert!(left.is_dirty && left.remains.work.annotations.len() == 1);
}
