//! The saver with a writer that fails, panics or hangs.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use std::io;
use std::path::Path;

use super::*;
use crate::store::SaveError;

/// Longer than anything takes on a busy machine; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(20);

fn soon(_: u32) -> Duration {
    Duration::from_millis(1)
}

/// Longer than any test.
fn late(_: u32) -> Duration {
    Duration::from_secs(3_600)
}

/// A saver whose tries end as `write` says, which is given their number from 1.
fn saver(
    pause: fn(u32) -> Duration,
    write: impl Fn(u32, &Path) -> Result<bool, SaveError> + Send + 'static,
) -> (Saver, Receiver<Report>, Arc<AtomicU32>) {
    let (send, reports) = channel();
    let tries = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&tries);
    let article = Arc::new(Article::from_text("news.txt", "قال.".to_owned()));
    let report = move |report| drop(Sender::send(&send, report));
    let write = Box::new(move |path: &Path, _: &Article, _: &mut Sidecar, _: bool, _: &mut Foreign| {
        write(counted.fetch_add(1, Ordering::SeqCst) + 1, path)
    });
    let saver = Saver::start_with(article, Sidecar::new(), "s.json".into(), report, write, pause);
    (saver, reports, tries)
}

fn full(path: &Path) -> Result<bool, SaveError> {
    Err(SaveError::from_io(path, &io::ErrorKind::StorageFull.into()))
}

fn hand(saver: &Saver, revision: u64) {
    saver.save(Snapshot { revision, ..Snapshot::default() }, None);
}

/// `saved 1` or `failed 1`.
fn next(reports: &Receiver<Report>) -> String {
    match reports.recv_timeout(PATIENCE).expect("a report") {
        Report::Saved { revision, .. } => format!("saved {revision}"),
        Report::Failed { revision, .. } => format!("failed {revision}"),
        Report::Unkept { cause, .. } | Report::Unread { cause, .. } => cause,
        Report::Merged { merge, .. } => format!("merged {}", merge.seen),
        Report::Left(offer) => format!("left {}", offer.copy.display()),
    }
}

#[test]
fn what_fails_is_tried_again_by_itself_until_it_is_saved() {
    let (saver, reports, tries) = saver(soon, |number, path| if number < 5 { full(path) } else { Ok(true) });
    hand(&saver, 7);
    let said: Vec<String> = (0..5).map(|_| next(&reports)).collect();
    assert_eq!(said, ["failed 7", "failed 7", "failed 7", "failed 7", "saved 7"]);
    assert_eq!(saver.finish(PATIENCE), Ok(()));
    // Saved, nothing is tried any more.
    assert_eq!(tries.load(Ordering::SeqCst), 5);
}

#[test]
fn the_pauses_grow_to_a_minute() {
    let pauses: Vec<u64> = (1..9).map(|failures| pause(failures).as_secs()).collect();
    assert_eq!(pauses, [2, 4, 8, 16, 32, 60, 60, 60]);
    assert_eq!(pause(u32::MAX).as_secs(), 60);
}

#[test]
fn a_change_and_the_end_do_not_wait_for_the_pause() {
    let (saver, reports, tries) = saver(late, |_, path| full(path));
    hand(&saver, 1);
    assert_eq!(next(&reports), "failed 1");
    hand(&saver, 2);
    assert_eq!(next(&reports), "failed 2");
    let outcome = saver.finish(PATIENCE);
    assert!(outcome.as_ref().is_err_and(|said| said.contains("free some space")), "{outcome:?}");
    assert_eq!((next(&reports), tries.load(Ordering::SeqCst)), ("failed 2".to_owned(), 3));
}

#[test]
fn elsewhere_that_fails_leaves_nothing_to_try_where_all_was_saved() {
    let (saver, reports, tries) = saver(soon, |_, path| if path.ends_with("gone") { full(path) } else { Ok(true) });
    hand(&saver, 1);
    assert_eq!(next(&reports), "saved 1");
    saver.save(Snapshot { revision: 1, ..Snapshot::default() }, Some("gone".into()));
    assert_eq!(next(&reports), "failed 1");
    saver.save(Snapshot { revision: 2, ..Snapshot::default() }, Some("gone".into()));
    assert_eq!(next(&reports), "failed 2");
    // The second one was not saved anywhere: where it was before it can be.
    assert_eq!(next(&reports), "saved 2");
    assert_eq!(saver.finish(PATIENCE), Ok(()));
    assert_eq!(tries.load(Ordering::SeqCst), 4);
}

#[test]
fn a_panic_while_writing_is_a_failure_and_what_was_handed_over_is_saved_at_the_end() {
    let (saver, reports, _) = saver(late, |number, _| if number == 1 { panic!("of the test") } else { Ok(true) });
    hand(&saver, 1);
    let report = reports.recv_timeout(PATIENCE).expect("a report");
    assert!(matches!(&report, Report::Failed { cause, .. } if cause == BROKEN), "{report:?}");
    assert_eq!(saver.finish(PATIENCE), Ok(()));
    assert_eq!(next(&reports), "saved 1");
}

#[test]
fn a_thread_that_is_gone_is_not_waited_for_and_not_taken_for_saved() {
    let article = Arc::new(Article::from_text("news.txt", "قال.".to_owned()));
    let saver = Saver::start_with(
        article,
        Sidecar::new(),
        "s.json".into(),
        |_| panic!("of the test"),
        Box::new(|_, _, _, _, _| Ok(true)),
        late,
    );
    hand(&saver, 1);
    let ended = saver.inbox.wait_until(PATIENCE, |state| state.phase == Phase::Ended);
    assert!(ended);
    hand(&saver, 2);
    assert_eq!(saver.finish(PATIENCE), Err(BROKEN.to_owned()));
}

#[test]
fn a_disk_that_never_answers_is_left_to_itself() {
    let (hold, held) = channel::<()>();
    let held = std::sync::Mutex::new(held);
    let (saver, reports, _) = saver(late, move |_, _| {
        let _ = held.lock().map(|held| held.recv());
        Ok(true)
    });
    hand(&saver, 1);
    saver.waiter().wait(Duration::from_millis(10));
    assert_eq!(saver.finish(Duration::from_millis(10)), Err("the disk does not answer".to_owned()));
    drop(hold);
    assert_eq!(next(&reports), "saved 1");
}

#[test]
fn what_is_abandoned_is_not_tried_again() {
    let (saver, reports, tries) = saver(late, |_, path| full(path));
    hand(&saver, 1);
    assert_eq!(next(&reports), "failed 1");
    saver.abandon();
    // The thread drops its end when it is over.
    assert!(reports.recv_timeout(PATIENCE).is_err());
    assert_eq!(tries.load(Ordering::SeqCst), 1);
}
