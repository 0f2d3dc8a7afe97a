//! What is handed over to the thread that saves, and how the two wait for each other.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::BROKEN;
use super::work::Tell;
use crate::annotation::Snapshot;
use crate::input::Article;
use crate::store::Sidecar;

#[derive(Debug, Default)]
pub(in crate::store) struct Inbox {
    state: Mutex<Waiting>,
    pub(in crate::store) changed: Condvar,
}

#[derive(Debug, Default)]
pub(in crate::store) struct Waiting {
    /// What was handed over last; an earlier one that was not come to is forgotten.
    pub(in crate::store) newest: Option<Snapshot>,
    pub(in crate::store) path: Option<PathBuf>,
    /// Another text to be saved for, before anything else.
    pub(in crate::store) anew: Option<Box<Anew>>,
    /// Somebody touched the file.
    pub(in crate::store) touched: bool,
    /// The file is to be watched.
    pub(in crate::store) watch: bool,
    /// Something is being written.
    pub(in crate::store) busy: bool,
    /// Why what was handed over last is not on disk.
    pub(in crate::store) failed: Option<String>,
    pub(in crate::store) phase: Phase,
}

/// Another text that is saved for from now on.
pub(in crate::store) struct Anew {
    pub(in crate::store) article: Arc<Article>,
    /// What was loaded of it.
    pub(in crate::store) sidecar: Sidecar,
    pub(in crate::store) report: Tell,
}

impl fmt::Debug for Anew {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Anew").finish_non_exhaustive()
    }
}

/// How far the thread is from its end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(in crate::store) enum Phase {
    /// More may come.
    #[default]
    Open,
    /// What there is is the last.
    Closing,
    /// So it is, and it was tried since.
    Tried,
    /// The thread is over.
    Ended,
}

/// What the thread does next.
pub(in crate::store) enum Task {
    /// Writes a state, in another file perhaps.
    Save(Option<PathBuf>, Box<Snapshot>),
    /// Tries once more what failed.
    Again,
    /// Looks whether the file is still what it was.
    Look,
    /// Begins to watch it.
    Watch,
    /// Begins with another text.
    Anew(Box<Anew>),
}

impl Inbox {
    // A lock is only held to move values in or out, so what a panicking holder leaves behind is whole.
    pub(in crate::store) fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for work; `None` when there is none and none will come. After a failure there is work again when the pause is over, and
    /// once more when closing. Sleeps without a timer where nothing failed.
    pub(in crate::store) fn next(&self, pause: Option<Duration>) -> Option<Task> {
        let until = pause.map(|pause| Instant::now() + pause);
        let mut state = self.lock();
        state.busy = false;
        self.changed.notify_all();
        loop {
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            if let Some(anew) = state.anew.take() {
                state.busy = true;
                return Some(Task::Anew(anew));
            }
            let task = match (state.newest.take(), left) {
                (Some(newest), _) => Some(Task::Save(state.path.take(), Box::new(newest))),
                (None, Some(_)) if state.phase == Phase::Closing => Some(Task::Again),
                _ if state.phase > Phase::Open => return None,
                _ if std::mem::take(&mut state.watch) => Some(Task::Watch),
                _ if std::mem::take(&mut state.touched) => Some(Task::Look),
                (None, Some(Duration::ZERO)) => Some(Task::Again),
                _ => None,
            };
            if task.is_some() {
                state.busy = true;
                if state.phase == Phase::Closing {
                    state.phase = Phase::Tried;
                }
                return task;
            }
            state = match left {
                Some(left) => self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0,
                None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// Nothing more will come.
    pub(in crate::store) fn close(&self) {
        let mut state = self.lock();
        state.phase = state.phase.max(Phase::Closing);
        drop(state);
        self.changed.notify_all();
    }

    /// Waits until `done`, at most `limit`; whether it is.
    pub(in crate::store) fn wait_until(&self, limit: Duration, done: impl Fn(&Waiting) -> bool) -> bool {
        let until = Instant::now() + limit;
        let mut state = self.lock();
        while !done(&state) {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }
}

/// Says that the thread is over, in whatever way.
pub(in crate::store) struct Ending(pub(in crate::store) Arc<Inbox>);

impl Drop for Ending {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        if thread::panicking() {
            state.failed = Some(BROKEN.to_owned());
        }
        state.phase = Phase::Ended;
        drop(state);
        self.0.changed.notify_all();
    }
}
