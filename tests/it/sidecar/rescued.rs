//! Copies of work that is not in the sidecar, taken in.

use hashiya::annotation::{Annotation, TextQuote};
use hashiya::store::recovery::copies;
use hashiya::store::{Rescued, Sidecar, rescued};
use jiff::Timestamp;

use super::edited::of;
use super::{TEXT, article, example};

/// The sidecar with one annotation changed.
fn with(sidecar: &Sidecar, id: &str, note: &str, second: i64) -> Sidecar {
    let old = sidecar.markup.annotations.get(id).expect("it is there");
    let modified = Timestamp::from_second(second).expect("a time");
    let new = Annotation { note: Some(note.to_owned()), modified, ..Annotation::clone(old) };
    let mut sidecar = sidecar.clone();
    sidecar.markup.annotations.insert(new);
    sidecar
}

/// What comes of a copy of `work`, which began with `base`, in a sidecar with `current`.
fn taken(work: &Sidecar, base: Option<&Sidecar>, current: &Sidecar) -> Rescued {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, copy) = (article(folder.path()), folder.path().join("copy.json"));
    let kept = copies::keep(&article, work, base.map(|base| [base; 2]), Some(&copy)).expect("kept");
    assert_eq!(kept, copy);
    rescued(&copy, &article, current).expect("it can be read")
}

fn notes(rescued: &Rescued) -> Vec<(String, String)> {
    rescued
        .sidecar
        .markup
        .annotations
        .iter()
        .map(|item| (item.id.clone(), item.note.clone().unwrap_or_default()))
        .collect()
}

#[test]
fn notes_of_both_are_kept_whichever_is_later() {
    for (mine, theirs) in [(10, 20), (20, 10), (10, 10)] {
        let base = example();
        let merged = taken(&with(&base, "a", "MINE", mine), Some(&base), &with(&base, "a", "THEIRS", theirs));
        let note = &notes(&merged)[0].1;
        assert!(note.contains("MINE") && note.contains("THEIRS"), "{mine}, {theirs}: {note}");
        assert_eq!(merged.conflicts, 1);
    }
    // Of the one that only the work changed, what it began with is known.
    let base = example();
    let merged = taken(&with(&base, "a", "MINE", 10), Some(&base), &base);
    assert_eq!((notes(&merged)[0].1.as_str(), merged.conflicts), ("MINE", 0));
    let merged = taken(&base, Some(&base), &with(&base, "a", "THEIRS", 10));
    assert_eq!((notes(&merged)[0].1.as_str(), merged.conflicts), ("THEIRS", 0));
}

#[test]
fn what_the_work_deleted_goes_and_what_it_has_more_comes() {
    let base = example();
    let mut less = base.clone();
    less.markup.annotations.remove("a");
    let ids = |rescued: &Rescued| notes(rescued).into_iter().map(|(id, _)| id).collect::<Vec<String>>();
    assert_eq!(ids(&taken(&less, Some(&base), &base)), ["b"]);
    // What is not there may have been lost with the file: it comes back.
    assert_eq!(ids(&taken(&base, Some(&base), &less)), ["a", "b"]);
    assert_eq!(ids(&taken(&base, Some(&base), &Sidecar::new())), ["a", "b"]);
    assert_eq!(ids(&taken(&base, None, &less)), ["a", "b"]);
}

#[test]
fn what_was_put_back_to_an_older_state_takes_nothing_back() {
    let (older, newer) = (with(&example(), "a", "OLDER", 10), with(&example(), "a", "NEWER", 20));
    let merged = taken(&newer, Some(&newer), &older);
    let note = &notes(&merged)[0].1;
    assert!(note.contains("OLDER") && note.contains("NEWER"), "{note}");
}

#[test]
fn what_was_saved_before_the_file_was_lost_is_told_from_what_the_work_began_with() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, copy) = (article(folder.path()), folder.path().join("copy.json"));
    let begun = with(&example(), "a", "OLD", 10);
    // Both saved: a note, and a deletion. Then the file is lost, and what the work began with is put back.
    let mut work = with(&begun, "a", "OLD MORE", 20);
    work.markup.annotations.remove("b");
    copies::keep(&article, &work, Some([&work, &begun]), Some(&copy)).expect("kept");
    let merged = rescued(&copy, &article, &begun).expect("it can be read");
    assert_eq!((notes(&merged), merged.conflicts), (vec![("a".to_owned(), "OLD MORE".to_owned())], 0));
}

#[test]
fn the_article_may_have_been_edited_since() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, copy) = (article(folder.path()), folder.path().join("copy.json"));
    let quoted = |item: &Annotation| Annotation {
        quote: TextQuote::new(&old.document.text, item.span, old.document.around(item.span)),
        ..item.clone()
    };
    let work = of(example().markup.annotations.iter().map(quoted));
    copies::keep(&old, &work, None, Some(&copy)).expect("kept");
    let mut new = hashiya::input::Article::from_text("news.txt", format!("عنوان جديد\n\n{TEXT}"));
    new.source.origin = old.source.origin.clone();
    let merged = rescued(&copy, &new, &Sidecar::new()).expect("it can be read");
    let found = merged.sidecar.markup.annotations.get("b").and_then(|item| item.span.slice(&new.document.text));
    assert_eq!(found, Some("😀 انتهى."));
}
