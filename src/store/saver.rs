//! The thread that saves, and goes on trying when it cannot.

mod inbox;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use sha2::{Digest, Sha256};

use self::inbox::{Ending, Inbox, Phase, State, Task};
use super::{Fit, SaveError, Sidecar, atomic, backup};
use crate::annotation::{AnnotationSet, BoundarySet};
use crate::input::{Article, Origin};

/// What the saver did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Report {
    /// The state with this revision is on disk, synced.
    Saved {
        /// As given to [`Saver::save`].
        revision: u64,
        /// The file.
        path: PathBuf,
        /// Whether a file was written; `false` where there was nothing to write.
        written: bool,
    },
    /// It is not.
    Failed {
        /// As given to [`Saver::save`].
        revision: u64,
        /// The file.
        path: PathBuf,
        /// What is wrong, in a few words.
        cause: String,
        /// The same in full, for a person: file, cause, remedy.
        message: String,
    },
    /// It was saved, but the version before the first save could not be kept.
    Unkept {
        /// Where it was to be.
        path: PathBuf,
        /// What is wrong, in a few words.
        cause: String,
    },
}

/// Writes the sidecar of `article`, which has its sentences as corrected in it, to `path`, whole or not at all; makes the folder of a sample's or a stream's sidecar.
/// An empty set without a file writes nothing: then `Ok(false)`. `sidecar.digest` is afterwards that of what was written.
/// The version before the first save is kept beside it; that it could not be is in `sidecar.session`.
///
/// # Errors
/// When the file was changed by somebody else since `sidecar.digest` (looked at right
/// before writing: two writers within the same millisecond are not told apart), or when writing fails.
pub fn write(path: &Path, article: &Article, sidecar: &mut Sidecar) -> Result<bool, SaveError> {
    let error = |cause: &str, remedy| SaveError { path: path.to_owned(), cause: cause.to_owned(), remedy };
    let failed = |cause: &io::Error| SaveError::from_io(path, cause);
    let current: Option<[u8; 32]> = match std::fs::read(path) {
        Ok(bytes) => Some(Sha256::digest(&bytes).into()),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => None,
        Err(cause) => return Err(failed(&cause)),
    };
    match (current, sidecar.digest) {
        (None, None) if sidecar.annotations.is_empty() && sidecar.boundaries.is_empty() => return Ok(false),
        (Some(_), None) => return Err(error("the file is there already", "save elsewhere or reopen")),
        (Some(current), Some(known)) if current != known => {
            return Err(error("somebody else changed the file meanwhile", "save elsewhere, then reopen"));
        }
        _ => {}
    }
    if let (false, Some(folder)) = (matches!(article.origin, Origin::File(_)), path.parent()) {
        atomic::make_folder(folder).map_err(|cause| failed(&cause))?;
    }
    let json = sidecar.to_json(article);
    let outcome = backup::replace(path, &json, current, &mut sidecar.session);
    // Syncing the folder comes after the renaming: when that fails the file is ours all the same, and saving again must not
    // take it for somebody else's.
    if outcome.is_ok() || std::fs::read(path).is_ok_and(|bytes| bytes == json.as_bytes()) {
        sidecar.digest = Some(Sha256::digest(json.as_bytes()).into());
        sidecar.fit = Fit::Exact;
        sidecar.session.begun = true;
    }
    outcome.map(|()| true).map_err(|cause| failed(&cause))
}

/// A thread that writes the newest state and forgets older ones that it did not get to.
#[derive(Debug)]
pub struct Saver {
    inbox: Arc<Inbox>,
    thread: Option<JoinHandle<()>>,
}

/// What a person is told of a panic, whose words were for those who mend the program.
const BROKEN: &str = "an error in hashiya";

/// How long it waits after a number of failures: 2 s, 4 s, … and no longer than a minute.
fn pause(failures: u32) -> Duration {
    Duration::from_secs(2u64.saturating_pow(failures).min(60))
}

impl Saver {
    /// Starts the thread. `sidecar` is what was loaded: its unknown fields and tags are written back. `report` is called on the
    /// thread. What cannot be written is tried again by itself, after 2 s, 4 s and so on up to a minute; each try is reported.
    pub fn start(
        article: Arc<Article>,
        sidecar: Sidecar,
        path: PathBuf,
        report: impl Fn(Report) + Send + 'static,
    ) -> Self {
        Self::start_with(article, sidecar, path, report, write, pause)
    }

    fn start_with(
        mut article: Arc<Article>,
        mut sidecar: Sidecar,
        mut path: PathBuf,
        report: impl Fn(Report) + Send + 'static,
        mut write: impl FnMut(&Path, &Article, &mut Sidecar) -> Result<bool, SaveError> + Send + 'static,
        pause: fn(u32) -> Duration,
    ) -> Self {
        let inbox = Arc::new(Inbox::default());
        let work = Arc::clone(&inbox);
        let thread = thread::spawn(move || {
            let _ending = Ending(Arc::clone(&work));
            // The revision that is on disk, and the one that could not be written.
            let (mut saved, mut unsaved, mut failures) = (None, None, 0);
            while let Some(task) = work.next(unsaved.map(|_| pause(failures))) {
                let (elsewhere, revision) = match task {
                    Task::Save(elsewhere, State { revision, annotations, boundaries }) => {
                        (sidecar.annotations, sidecar.boundaries) = (annotations, boundaries);
                        (elsewhere, revision)
                    }
                    Task::Again => (None, unsaved.unwrap_or_default()),
                };
                let corrections = sidecar.boundaries.corrections();
                if *article.corrections() != corrections {
                    article = Arc::new(article.with_corrections(corrections));
                }
                let elsewhere = elsewhere.filter(|elsewhere| *elsewhere != path);
                let moves = elsewhere.is_some();
                // Nothing is known of another file: if it is there, it is not ours.
                let known = if moves { sidecar.digest.take() } else { None };
                let target = elsewhere.unwrap_or_else(|| path.clone());
                // What is half done by a panic is a file that is not there yet, and the sidecar's digest, which is set at once.
                let outcome = catch_unwind(AssertUnwindSafe(|| write(&target, &article, &mut sidecar)))
                    .unwrap_or_else(|_| Err(SaveError::of_panic(&target, BROKEN)));
                let said = match outcome {
                    Ok(written) => {
                        (saved, unsaved, failures) = (Some(revision), None, 0);
                        path.clone_from(&target);
                        Report::Saved { revision, path: target, written }
                    }
                    Err(error) => {
                        if moves {
                            // What comes next goes on being saved where it was.
                            sidecar.digest = known;
                        }
                        failures += 1;
                        unsaved = Some(revision).filter(|revision| saved < Some(*revision));
                        let message = error.to_string();
                        Report::Failed { revision, path: target, cause: error.cause, message }
                    }
                };
                work.lock().failed = match &said {
                    Report::Failed { message, .. } if unsaved.is_some() => Some(message.clone()),
                    _ => None,
                };
                report(said);
                if let Some(cause) = sidecar.session.take_unkept() {
                    report(Report::Unkept { path: backup::backup_path(&path), cause });
                }
            }
        });
        Self { inbox, thread: Some(thread) }
    }

    /// Hands over the newest state; returns at once.
    pub fn save(&self, revision: u64, annotations: AnnotationSet, boundaries: BoundarySet) {
        self.inbox.lock().newest = Some(State { revision, annotations, boundaries });
        self.inbox.changed.notify_all();
    }

    /// As [`save`](Self::save), to another file, and to that one from now on if it can be written.
    pub fn save_to(&self, path: PathBuf, revision: u64, annotations: AnnotationSet, boundaries: BoundarySet) {
        let mut state = self.inbox.lock();
        state.path = Some(path);
        state.newest = Some(State { revision, annotations, boundaries });
        drop(state);
        self.inbox.changed.notify_all();
    }

    /// Waits until what was handed over has been written or has failed, and ends the thread.
    pub fn close(self) {}

    /// Waits until nothing is being written, at most `limit`.
    pub fn wait(&self, limit: Duration) {
        self.inbox.wait_until(limit, |state| state.phase == Phase::Ended || (!state.busy && state.newest.is_none()));
    }

    /// Ends the thread; what failed is tried once more before.
    ///
    /// # Errors
    /// Why what was handed over last is not on disk. After `limit` the thread is left to itself: the disk may never answer.
    pub fn finish(mut self, limit: Duration) -> Result<(), String> {
        self.inbox.close();
        if !self.inbox.wait_until(limit, |state| state.phase == Phase::Ended) {
            self.thread = None;
            return Err("the disk does not answer".to_owned());
        }
        let mut state = self.inbox.lock();
        let lost = state.newest.take().map(|_| BROKEN.to_owned());
        state.failed.take().or(lost).map_or(Ok(()), Err)
    }

    /// Ends the thread without trying anything more, and without waiting for it.
    pub fn abandon(mut self) {
        let mut state = self.inbox.lock();
        (state.newest, state.phase) = (None, state.phase.max(Phase::Tried));
        drop(state);
        self.inbox.changed.notify_all();
        self.thread = None;
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.inbox.close();
        if let Some(thread) = self.thread.take() {
            // A panic of the thread has been told by the panic hook; dropping must not raise another.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests;
