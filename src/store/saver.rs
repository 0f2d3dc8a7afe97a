//! The thread that saves.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use sha2::{Digest, Sha256};

use super::{Fit, SaveError, Sidecar, atomic};
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
}

/// Writes the sidecar of `article`, which has its sentences as corrected in it, to `path`, whole or not at all; makes the folder of a sample's or a stream's sidecar.
/// An empty set without a file writes nothing: then `Ok(false)`. `sidecar.digest` is afterwards that of what was written.
///
/// # Errors
/// When the file was changed by somebody else since `sidecar.digest` (looked at right
/// before writing: two writers within the same millisecond are not told apart), or when writing fails.
pub fn write(path: &Path, article: &Article, sidecar: &mut Sidecar) -> Result<bool, SaveError> {
    let error = |cause: &str, remedy| SaveError { path: path.to_owned(), cause: cause.to_owned(), remedy };
    let failed = |cause: &io::Error| {
        let remedy = match cause.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "make the file and its folder writable, or save elsewhere"
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space, or save elsewhere",
            _ => "save elsewhere",
        };
        // The words tell; the number of the system is for nobody who reads them.
        let said = cause.to_string();
        error(said.split(" (os error").next().unwrap_or(&said), remedy)
    };
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
        std::fs::create_dir_all(folder).map_err(|cause| failed(&cause))?;
    }
    let json = sidecar.to_json(article);
    let outcome = atomic::replace(path, |file| file.write_all(json.as_bytes()));
    // Syncing the folder comes after the renaming: when that fails the file is ours all the same, and saving again must not
    // take it for somebody else's.
    if outcome.is_ok() || std::fs::read(path).is_ok_and(|bytes| bytes == json.as_bytes()) {
        sidecar.digest = Some(Sha256::digest(json.as_bytes()).into());
        sidecar.fit = Fit::Exact;
    }
    outcome.map(|()| true).map_err(|cause| failed(&cause))
}

/// A thread that writes the newest state and forgets older ones that it did not get to.
#[derive(Debug)]
pub struct Saver {
    inbox: Arc<Inbox>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Inbox {
    state: Mutex<Waiting>,
    changed: Condvar,
}

/// What is handed over.
#[derive(Debug)]
struct State {
    revision: u64,
    annotations: AnnotationSet,
    boundaries: BoundarySet,
}

#[derive(Debug, Default)]
struct Waiting {
    newest: Option<State>,
    path: Option<PathBuf>,
    closing: bool,
}

impl Inbox {
    // A lock is only held to move values in or out, so what a panicking holder leaves behind is whole.
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for work; `None` when there is none and none will come.
    fn next(&self) -> Option<(Option<PathBuf>, State)> {
        let mut state = self.lock();
        loop {
            if let Some(newest) = state.newest.take() {
                return Some((state.path.take(), newest));
            }
            if state.closing {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Saver {
    /// Starts the thread. `sidecar` is what was loaded: its unknown fields and tags are written back. `report` is called on the thread.
    pub fn start(
        mut article: Arc<Article>,
        mut sidecar: Sidecar,
        mut path: PathBuf,
        report: impl Fn(Report) + Send + 'static,
    ) -> Self {
        let inbox = Arc::new(Inbox::default());
        let work = Arc::clone(&inbox);
        let thread = thread::spawn(move || {
            while let Some((elsewhere, State { revision, annotations, boundaries })) = work.next() {
                (sidecar.annotations, sidecar.boundaries) = (annotations, boundaries);
                let corrections = sidecar.boundaries.corrections();
                if *article.corrections() != corrections {
                    article = Arc::new(article.with_corrections(corrections));
                }
                let elsewhere = elsewhere.filter(|elsewhere| *elsewhere != path);
                let moves = elsewhere.is_some();
                // Nothing is known of another file: if it is there, it is not ours.
                let known = if moves { sidecar.digest.take() } else { None };
                let target = elsewhere.unwrap_or_else(|| path.clone());
                report(match write(&target, &article, &mut sidecar) {
                    Ok(written) => {
                        path.clone_from(&target);
                        Report::Saved { revision, path: target, written }
                    }
                    Err(error) => {
                        if moves {
                            // What comes next goes on being saved where it was.
                            sidecar.digest = known;
                        }
                        let message = error.to_string();
                        Report::Failed { revision, path: target, cause: error.cause, message }
                    }
                });
            }
        });
        Self { inbox, thread: Some(thread) }
    }

    /// Hands over the newest state; returns at once.
    pub fn save(&self, revision: u64, annotations: AnnotationSet, boundaries: BoundarySet) {
        self.inbox.lock().newest = Some(State { revision, annotations, boundaries });
        self.inbox.changed.notify_one();
    }

    /// As [`save`](Self::save), to another file, and to that one from now on if it can be written.
    pub fn save_to(&self, path: PathBuf, revision: u64, annotations: AnnotationSet, boundaries: BoundarySet) {
        let mut state = self.inbox.lock();
        state.path = Some(path);
        state.newest = Some(State { revision, annotations, boundaries });
        drop(state);
        self.inbox.changed.notify_one();
    }

    /// Waits until what was handed over has been written or has failed, and ends the thread.
    pub fn close(self) {}
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.inbox.lock().closing = true;
        self.inbox.changed.notify_one();
        if let Some(thread) = self.thread.take() {
            // A panic of the thread has been told by the panic hook; dropping must not raise another.
            let _ = thread.join();
        }
    }
}
