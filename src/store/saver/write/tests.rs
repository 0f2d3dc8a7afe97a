//! A process that is killed while somebody else writes: both are there.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::*;
use crate::disk::Step;
use crate::store::recovery::leftovers;
use crate::store::{Copies, rescued, spelled};

const NAME: &str = "news.txt.hashiya.json";
const TEXT: &str = "One. Two. Three. Four. Five.";
/// Ids: of what stays, of what is made by us and by others, and of what we and others take off.
const SENTENCES: [(&str, usize, &str); 5] =
    [("base", 0, "One."), ("ours", 5, "Two."), ("theirs", 10, "Three."), ("off", 17, "Four."), ("off2", 23, "Five.")];
const BEFORE: [&str; 3] = ["base", "off", "off2"];

/// A sidecar with some of the annotations.
fn with(article: &Article, ids: &[&str]) -> String {
    let mut value = Sidecar::new().to_value(article);
    let item = |(id, start, exact): (&str, usize, &str)| {
        let (end, at) = (start + exact.len(), "2026-01-01T00:00:00Z");
        json!({"id": id, "tag": "claim", "start": start, "end": end, "exact": exact, "creator": "mona", "created": at, "modified": at})
    };
    let items = SENTENCES.into_iter().filter(|(id, ..)| ids.contains(id)).map(item);
    value["annotations"] = Value::Array(items.collect());
    spelled(&value)
}

fn load(folder: &Path, article: &Article) -> Sidecar {
    Sidecar::load(&folder.join(NAME), article).expect("it is whole").expect("it is there")
}

fn ids(sidecar: &Sidecar) -> BTreeSet<String> {
    sidecar.markup.annotations.iter().map(|item| item.id.clone()).collect()
}

/// What is in a folder, in another one that nobody has a lock on.
fn as_left(folder: &Path) -> tempfile::TempDir {
    let left = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        fs::copy(entry.path(), left.path().join(entry.file_name())).expect("copied");
    }
    left
}

fn hidden(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    entries.filter(|path| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))).collect()
}

#[test]
fn killed_at_any_moment_what_somebody_else_wrote_is_there_or_is_offered() {
    for in_place in [false, true] {
        killed(in_place);
    }
}

fn killed(in_place: bool) {
    let article = Article::from_text("news.txt", TEXT.to_owned());
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(NAME);
    fs::write(&path, with(&article, &BEFORE)).expect("written");
    let ours =
        Sidecar::from_bytes(&path, with(&article, &["base", "ours", "off2"]).into_bytes(), &article).expect("valid");
    let mut sidecar = load(folder.path(), &article);
    sidecar.markup.annotations = ours.markup.annotations;

    let (mut steps, mut offered, mut is_written) = (0, 0, false);
    let mut killed = |step| {
        if step == Step::Rename && !is_written {
            is_written = true;
            let theirs = with(&article, &["base", "theirs", "off"]);
            let new = if in_place { path.clone() } else { folder.path().join("new") };
            return fs::write(&new, theirs).and_then(|()| fs::rename(&new, &path));
        }
        steps += 1;
        let left = as_left(folder.path());
        let mut next = load(left.path(), &article);
        let waiting = |current: &Sidecar| {
            let own = leftovers::left(&left.path().join(NAME), &article);
            Copies { own, ..Copies::default() }.waiting(&article, current)
        };
        let has_ours = ids(&next).contains("ours");
        if let Some(offer) = waiting(&next) {
            offered += 1;
            let rescued = rescued(&offer.copy, &article, &next).expect("it can be read");
            assert_eq!(rescued.conflicts, 0);
            next.markup.annotations = rescued.sidecar.markup.annotations;
        }
        assert!(ids(&next).contains("base") && (!is_written || ids(&next).contains("theirs")), "{step:?}: {next:?}");
        // What was taken off and saved does not come back.
        let comes_back = |id: &str, is_off: bool| is_off && ids(&next).contains(id);
        assert!(!comes_back("off", has_ours) && !comes_back("off2", is_written), "{step:?}");
        // The first save of the next session takes away what is in no need of being offered, and nothing else.
        write(&left.path().join(NAME), &article, &mut next).expect("written");
        assert_eq!(waiting(&next), None, "{step:?}");
        leftovers::sweep(left.path());
        assert_eq!(hidden(left.path()), [""; 0].map(PathBuf::from), "{step:?}");
        Ok(())
    };
    let outcome = write_in_steps(&path, &article, &mut sidecar, true, &mut Foreign::default(), &mut killed);
    assert!(outcome.is_ok(), "{outcome:?}");
    assert!(steps > 10 && offered > 3, "{steps} steps, {offered} offered");
    assert_eq!(ids(&load(folder.path(), &article)), BTreeSet::from(["base", "ours", "theirs"].map(str::to_owned)));
    sidecar.session.let_go();
    assert_eq!(hidden(folder.path()), [""; 0].map(PathBuf::from));
}
