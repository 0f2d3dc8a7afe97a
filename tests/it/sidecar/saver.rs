//! The thread that saves, with real files.

use std::fs;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use hashiya::annotation::{AnnotationSet, BoundarySet, Markup, Snapshot};
use hashiya::input::Article;
use hashiya::store::{Report, Saver, Sidecar};

use super::{article, corrected, example};

/// A state with the built-in tags.
pub(super) fn snapshot(revision: u64, seen: u64, annotations: AnnotationSet, boundaries: BoundarySet) -> Snapshot {
    Snapshot { revision, seen, markup: Markup { annotations, boundaries, ..Markup::default() } }
}

/// Hands over the sets one after the other and tells what the saver said, after it closed.
pub(super) fn saved(article: Arc<Article>, sidecar: Sidecar, path: &Path, sets: &[AnnotationSet]) -> Vec<Report> {
    let (send, receive) = mpsc::channel();
    let kept = sidecar.markup.clone();
    let saver = Saver::start(article, sidecar, path.to_owned(), move |report| {
        let _ = send.send(report);
    });
    for (revision, set) in sets.iter().enumerate() {
        saver.save(
            Snapshot {
                revision: revision as u64,
                seen: 0,
                markup: Markup { annotations: set.clone(), boundaries: BoundarySet::default(), ..kept.clone() },
            },
            None,
        );
    }
    saver.close();
    receive.iter().collect()
}

#[test]
fn closing_waits_for_the_newest_state() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (Arc::new(article(folder.path())), folder.path().join("s.json"));
    let mut sets: Vec<AnnotationSet> = vec![AnnotationSet::default(); 40];
    sets.push(example().markup.annotations);
    let reports = saved(Arc::clone(&article), Sidecar::new(), &path, &sets);
    assert_eq!(reports.last(), Some(&Report::Saved { revision: 40, path: path.clone(), written: true }));
    assert_eq!(fs::read_to_string(&path).expect("a file"), example().to_json(&article));
}

#[test]
fn nothing_tagged_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (Arc::new(article(folder.path())), folder.path().join("s.json"));
    let reports = saved(article, Sidecar::new(), &path, &[AnnotationSet::default()]);
    assert_eq!(reports, [Report::Saved { revision: 0, path: path.clone(), written: false }]);
    assert!(!path.exists());
}

#[test]
fn the_second_of_two_savers_merges_and_goes_on_from_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (Arc::new(article(folder.path())), folder.path().join("s.json"));
    fs::write(&path, Sidecar::new().to_json(&article)).expect("written");
    let loaded = Sidecar::load(&path, &article).expect("valid").expect("a file");
    let (send, receive) = mpsc::channel();
    let second = Saver::start(Arc::clone(&article), loaded.clone(), path.clone(), move |report| {
        let _ = send.send(report);
    });
    let first = saved(Arc::clone(&article), loaded, &path, &[example().markup.annotations]);
    assert!(matches!(first[0], Report::Saved { .. }), "{first:?}");
    let read = || Sidecar::load(&path, &article).expect("valid").expect("a file");
    let both = (example().markup.annotations, corrected().markup.boundaries);
    second.save(snapshot(1, 0, AnnotationSet::default(), both.1.clone()), None);
    match receive.recv().expect("a report") {
        Report::Merged { merge, foreign } => {
            assert_eq!((merge.revision, merge.seen), (1, 1));
            assert_eq!((merge.markup.annotations, merge.markup.boundaries), both);
            assert_eq!((foreign.arrived, foreign.conflicts), (both.0.len(), Vec::new()));
        }
        other => panic!("{other:?}"),
    }
    let saved = |revision, path: &Path| Report::Saved { revision, path: path.to_owned(), written: true };
    assert_eq!(receive.recv().expect("a report"), saved(1, &path));
    assert_eq!((read().markup.annotations, read().markup.boundaries), both);
    // Handed over before the merge was seen: what came is not taken for deleted. Afterwards it is.
    second.save(snapshot(2, 0, AnnotationSet::default(), BoundarySet::default()), None);
    assert!(
        matches!(receive.recv().expect("a report"), Report::Merged { merge, .. } if (merge.revision, merge.seen) == (2, 2))
    );
    assert_eq!(receive.recv().expect("a report"), saved(2, &path));
    assert_eq!((read().markup.annotations, read().markup.boundaries), (both.0.clone(), BoundarySet::default()));
    second.save(snapshot(3, 2, AnnotationSet::default(), BoundarySet::default()), None);
    assert_eq!(receive.recv().expect("a report"), saved(3, &path));
    assert_eq!(read().markup.annotations, AnnotationSet::default());
    // Another file is never merged with: who chose it did not mean that.
    let elsewhere = folder.path().join("other.json");
    fs::write(&elsewhere, Sidecar::new().to_json(&article)).expect("written");
    second.save(snapshot(4, 2, both.0.clone(), BoundarySet::default()), Some(elsewhere.clone()));
    let refused = receive.recv().expect("a report");
    assert!(matches!(&refused, Report::Failed { revision: 4, cause, .. } if cause == "the file is there already"));
    fs::remove_file(&elsewhere).expect("removed");
    second.save(snapshot(5, 2, both.0, BoundarySet::default()), Some(elsewhere.clone()));
    assert_eq!(receive.recv().expect("a report"), saved(5, &elsewhere));
}

#[test]
fn a_missing_folder_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gone").join("s.json");
    let reports = saved(Arc::new(article(folder.path())), Sidecar::new(), &path, &[example().markup.annotations]);
    assert!(
        matches!(&reports[0], Report::Failed { message, .. } if message.contains("s.json: not saved: ")),
        "{reports:?}"
    );
}

#[test]
fn elsewhere_that_cannot_be_written_changes_nothing_about_the_sidecar() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (Arc::new(article(folder.path())), folder.path().join("s.json"));
    let (send, receive) = mpsc::channel();
    let saver = Saver::start(article, Sidecar::new(), path.clone(), move |report| {
        let _ = send.send(report);
    });
    saver.save(snapshot(1, 0, example().markup.annotations, BoundarySet::default()), None);
    assert_eq!(receive.recv().expect("a report"), Report::Saved { revision: 1, path: path.clone(), written: true });
    let gone = folder.path().join("gone").join("o.json");
    saver.save(snapshot(1, 0, example().markup.annotations, BoundarySet::default()), Some(gone.clone()));
    let failed = receive.recv().expect("a report");
    let Report::Failed { path: place, cause, message, .. } = &failed else { panic!("{failed:?}") };
    assert_eq!(*place, gone);
    assert!(!cause.contains(".hashiya-") && !message.contains(".hashiya-"), "{failed:?}");
    saver.save(snapshot(2, 0, AnnotationSet::default(), BoundarySet::default()), None);
    assert_eq!(receive.recv().expect("a report"), Report::Saved { revision: 2, path, written: true });
}

#[test]
fn what_came_between_loading_and_watching_is_taken_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (Arc::new(article(folder.path())), folder.path().join("s.json"));
    let (send, receive) = mpsc::channel();
    let saver = Saver::start(Arc::clone(&article), Sidecar::new(), path.clone(), move |report| {
        let _ = send.send(report);
    });
    // Somebody else saves, and nothing happens in the folder afterwards.
    saved(Arc::clone(&article), Sidecar::new(), &path, &[example().markup.annotations]);
    saver.watch();
    let report = receive.recv_timeout(Duration::from_secs(20)).expect("a report");
    assert!(
        matches!(&report, Report::Merged { merge, .. } if merge.markup.annotations == example().markup.annotations),
        "{report:?}"
    );
}
