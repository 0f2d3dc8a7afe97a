//! What is done in the end, whatever ended the program: nothing that was tagged is lost without a word of the reader's.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use jiff::Timestamp;

use super::saving::Saving;
use super::worker::Desk;
use super::{End, Reader};
use crate::app::{App, Current, Effect, Event, Leave};
use crate::store::{Saver, bookmark, printable, sidecar_path};

/// How long the disk may take for the last try. Nobody is there to wait any longer: the terminal is gone, or the system goes down.
const LIMIT: Duration = Duration::from_secs(10);

impl Reader {
    /// Sees to it that what was tagged is saved, or at least kept, and says what there is to say.
    pub(super) fn shut_down(self, outcome: thread::Result<anyhow::Result<End>>) -> anyhow::Result<ExitCode> {
        let Self { mut app, mut saving, worker, .. } = self;
        let mut desk = worker.finish(LIMIT).unwrap_or_default();
        let (leave, is_asked) = match &outcome {
            Ok(Ok(End::Left(leave))) => (Some(Leave::clone(leave)), true),
            _ => (ended(&mut app, &mut saving), false),
        };
        let Some(leave) = leave else {
            keep_newest(saving, &mut desk);
            return finished(outcome);
        };
        if is_asked && leave.is_dirty {
            // The reader was asked and said so.
            if let (Some(saver), _) = saving.end() {
                saver.abandon();
            }
            desk.discard();
        } else if let Some(said) = rescue_all(saving, &leave, &mut desk) {
            tell(&said);
        } else if let Some(undone) = leave.undone.clone()
            && let Ok(copy) = desk.keep_these(&leave.remains.article, undone, None)
        {
            let copy = shown(&copy);
            tell(&format!("what somebody else took out is kept in {copy}; open the article again, then :recover"));
        }
        if outcome.is_err() {
            return finished(outcome);
        }
        // Where the reader was is a comfort: not being able to keep it stops nothing.
        let article = leave.remains.article;
        let _ = bookmark::save(&article, leave.position);
        if let (Some(path), Ok(sidecar)) = (leave.elsewhere, sidecar_path(&article)) {
            let [path, sidecar] = [path, sidecar].map(|path| shown(&path));
            tell(&format!("the annotations are in {path}; the article is opened with those in {sidecar}"));
        }
        if is_asked && !leave.is_dirty && leave.is_offered {
            // Copies of which everything is here by now go.
            desk.waiting(Current { article, markup: leave.snapshot.markup });
        }
        finished(outcome)
    }
}

fn finished(outcome: thread::Result<anyhow::Result<End>>) -> anyhow::Result<ExitCode> {
    match outcome.unwrap_or_else(|panic| resume_unwind(panic))? {
        End::Left(_) => {}
        End::Signal(signal) => {
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
        End::Panic => {
            tell("an error in hashiya ended it; please report what is said above");
            // As a panic of the main thread.
            return Ok(ExitCode::from(101));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Tells the program that it ends, and hands over what comes of it; returns what there is. After a panic in the program itself that may
/// be nothing.
fn ended(app: &mut App, saving: &mut Saving) -> Option<Leave> {
    let effects = catch_unwind(AssertUnwindSafe(|| app.update(Event::End, Timestamp::now()))).ok()?;
    let mut leave = None;
    for effect in effects {
        match effect {
            Effect::Save { snapshot, to } => saving.save(snapshot, to),
            Effect::Leave(left) => leave = Some(*left),
            _ => {}
        }
    }
    leave
}

/// Saves or keeps what was handed over last, which is all that there is.
fn keep_newest(saving: Saving, desk: &mut Desk) {
    let (saver, newest) = saving.end();
    let keep = || match newest {
        Some((article, snapshot)) => desk.keep_these(&article, snapshot.markup, None),
        None => Err(io::ErrorKind::NotFound.into()),
    };
    if let Some(said) = rescue(saver, false, keep) {
        tell(&said);
    }
}

/// Saves or keeps all that there is; returns what there is to say of it.
fn rescue_all(mut saving: Saving, leave: &Leave, desk: &mut Desk) -> Option<String> {
    let (lost, is_changed) = (leave.is_dirty, leave.snapshot.revision > 0);
    if lost && is_changed {
        // What failed on the way to the saver. Whatever is wrong with that, the rest comes to it.
        saving.save(leave.snapshot.clone(), None);
    }
    let said = rescue(saving.end().0, lost, || desk.keep(leave.remains.clone()));
    if lost && said.is_none() && !is_changed {
        // Nothing was changed here, so that nothing is written; but what was in the file is in none.
        return desk.keep(leave.remains.clone()).ok().map(|copy| {
            let copy = shown(&copy);
            format!("somebody else removed or damaged the annotations; what was in them is kept in {copy}")
        });
    }
    if said.is_none() {
        desk.discard();
    }
    said
}

fn shown(path: &Path) -> String {
    printable(&path.to_string_lossy())
}

/// Ends the saver after a last try. What is not saved then, or was never handed over (`lost`), is written elsewhere by `keep`.
/// Returns what there is to say.
fn rescue(saver: Option<Saver>, lost: bool, keep: impl FnOnce() -> Result<PathBuf, io::Error>) -> Option<String> {
    let cause = match saver.map(|saver| saver.finish(LIMIT)) {
        Some(Err(cause)) => cause,
        None if lost => "it could not be begun".to_owned(),
        Some(Ok(())) | None => return None,
    };
    Some(match keep() {
        Ok(path) => {
            let path = shown(&path);
            format!(
                "NOT SAVED: {cause}\nhashiya: what was tagged is kept in {path}; open the article again, then :recover"
            )
        }
        Err(error) => format!("NOT SAVED: {cause}\nhashiya: nor could it be kept elsewhere: {error}"),
    })
}

/// Says something on standard error, which may be gone with the terminal.
fn tell(text: &str) {
    let _ = writeln!(io::stderr(), "hashiya: {text}");
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::annotation::Snapshot;
    use crate::input::{Article, Origin};
    use crate::store::Sidecar;

    fn saver(path: PathBuf) -> Saver {
        let mut article = Article::from_text("news.txt", "قال.".to_owned());
        article.source.origin = Origin::File("news.txt".into());
        let sidecar = Sidecar { digest: Some([0; 32]), ..Sidecar::new() };
        Saver::start(Arc::new(article), sidecar, path, |_| {})
    }

    #[test]
    fn a_panic_costs_nothing_that_was_handed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("s.json");
        let saver = saver(path.clone());
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            saver.save(Snapshot { revision: 1, ..Snapshot::default() }, None);
            panic!("of the test");
        }));
        assert!(outcome.is_err());
        assert_eq!(rescue(Some(saver), false, || panic!("it is saved")), None);
        assert!(path.exists());
    }

    #[test]
    fn what_cannot_be_saved_is_kept_and_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let saver = saver(folder.path().join("gone").join("s.json"));
        saver.save(Snapshot { revision: 1, ..Snapshot::default() }, None);
        let said = rescue(Some(saver), false, || Ok("/state/news.json".into())).expect("said");
        assert!(said.contains("its folder is gone") && said.contains("kept in /state/news.json"), "{said}");
        assert_eq!(rescue(None, false, || panic!("there is nothing")), None);
        let said = rescue(None, true, || Err(io::ErrorKind::StorageFull.into())).expect("said");
        assert!(said.contains("nor could it be kept elsewhere"), "{said}");
    }
}
