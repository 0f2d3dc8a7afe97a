//! The thread that saves, goes on trying when it cannot, and merges what others saved.

pub(in crate::store) mod external;
mod inbox;
mod work;
pub(in crate::store) mod write;

use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use self::inbox::{Anew, Ending, Inbox, Phase, Task};
use self::work::{Work, Write};
use crate::annotation::Snapshot;
use crate::disk::{self, Kind, Watch};
use crate::input::Article;
use crate::store::saver::write::write_merged;
use crate::store::{Offer, Sidecar};

pub use external::Foreign;
pub use write::write;

/// What the saver did.
#[derive(Clone, PartialEq, Debug)]
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
    /// It is not, or not any more: somebody else removed the file, or made it one that cannot be taken over.
    Failed {
        /// As given to [`Saver::save`].
        revision: u64,
        /// The file.
        path: PathBuf,
        /// What is wrong, in a few words.
        cause: String,
        /// The same in full, for a person: file, cause, remedy.
        message: String,
        /// Whether it is tried again by itself.
        again: bool,
    },
    /// Somebody else changed the file, and that is merged with the state of this revision. It is for whoever handed over nothing
    /// newer: there, the merge is what there is from now on, and what is saved next has its number as `seen`. A newer state is merged
    /// as well, and reported anew.
    Merged {
        /// What there is; `seen` is the number of this merge, from 1.
        merge: Snapshot,
        /// What came from outside since the merge before.
        foreign: Foreign,
    },
    /// Somebody else changed the file, and it cannot be taken over: it is damaged, of a newer version, or about another text. Nothing is
    /// lost by it.
    Unread {
        /// What is wrong, in a few words.
        cause: String,
        /// The same in full, for a person: file, cause, remedy.
        message: String,
    },
    /// A process that was killed left this file, or one that could not save the article when it was at another place; it has
    /// something that the sidecar has not.
    Left(Offer),
    /// It was saved, but the version before the first save could not be kept.
    Unkept {
        /// Where it was to be.
        path: PathBuf,
        /// What is wrong, in a few words.
        cause: String,
    },
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
        Self::start_with(article, sidecar, path, report, Box::new(write_merged), pause)
    }

    fn start_with(
        article: Arc<Article>,
        sidecar: Sidecar,
        path: PathBuf,
        report: impl Fn(Report) + Send + 'static,
        write: Box<Write>,
        pause: fn(u32) -> Duration,
    ) -> Self {
        let inbox = Arc::new(Inbox::default());
        let tasks = Arc::clone(&inbox);
        let mut work = Work::new(article, sidecar, path, write, Box::new(report));
        let thread = thread::spawn(move || {
            let _ending = Ending(Arc::clone(&tasks));
            let (mut watch, mut wanted): (Option<Watch>, bool) = (None, false);
            let mut has_looked = false;
            while let Some(task) = tasks.next(work.failed.as_ref().map(|_| pause(work.failures))) {
                match task {
                    Task::Save(elsewhere, state) => work.save(elsewhere, *state),
                    Task::Again => work.again(),
                    Task::Look => work.look(),
                    Task::Watch => wanted = true,
                    Task::Anew(anew) => {
                        let Anew { article, sidecar, report } = *anew;
                        work = work.anew(article, sidecar, report);
                        work.look();
                        work.look_for_leftovers();
                    }
                }
                // Where it is saved elsewhere now, and where there was no folder: waiting for one to come would be a tick.
                let is_watched = watch.as_ref().is_some_and(|watch| watch.is_of(&work.path));
                if wanted && !is_watched && Kind::of(disk::folder_of(&work.path)) == Some(Kind::Folder) {
                    let touched = Arc::clone(&tasks);
                    watch = Some(Watch::start(&work.path, move || {
                        touched.lock().touched = true;
                        touched.changed.notify_all();
                    }));
                    // What came between reading the file and watching it is seen as well.
                    work.look();
                    // Not while the article is opened: a folder may have many thousand names in it, and copies are read.
                    if !std::mem::replace(&mut has_looked, true) {
                        work.look_for_leftovers();
                    }
                }
                tasks.lock().failed.clone_from(&work.failed);
            }
        });
        Self { inbox, thread: Some(thread) }
    }

    /// Watches the file from now on: what somebody else writes there is taken over and reported. Costs a second thread, which sleeps
    /// until something happens in the folder.
    pub fn watch(&self) {
        self.inbox.lock().watch = true;
        self.inbox.changed.notify_all();
    }

    /// Hands over the newest state; returns at once. With `to` it is saved in that file, and from now on if it can be written.
    pub fn save(&self, snapshot: Snapshot, to: Option<PathBuf>) {
        let mut state = self.inbox.lock();
        state.newest = Some(snapshot);
        state.path = to.or(state.path.take());
        drop(state);
        self.inbox.changed.notify_all();
    }

    /// Saves another text of the article from now on, and `sidecar` is what was loaded of that. What was handed over before and is not
    /// written yet is forgotten. Returns at once.
    pub fn begin_anew(&self, article: Arc<Article>, sidecar: Sidecar, report: impl Fn(Report) + Send + 'static) {
        let mut state = self.inbox.lock();
        (state.newest, state.path, state.failed) = (None, None, None);
        state.anew = Some(Box::new(Anew { article, sidecar, report: Box::new(report) }));
        drop(state);
        self.inbox.changed.notify_all();
    }

    /// What another thread can wait with.
    pub fn waiter(&self) -> Waiter {
        Waiter(Arc::clone(&self.inbox))
    }

    /// Waits until what was handed over has been written or has failed, and ends the thread.
    pub fn close(self) {}

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
        (state.newest, state.anew, state.phase) = (None, None, state.phase.max(Phase::Tried));
        drop(state);
        self.inbox.changed.notify_all();
        self.thread = None;
    }
}

/// Waits for a [`Saver`] on another thread.
#[derive(Debug)]
pub struct Waiter(Arc<Inbox>);

impl Waiter {
    /// Waits until nothing is being written, at most `limit`.
    pub fn wait(&self, limit: Duration) {
        self.0.wait_until(limit, |state| {
            state.phase == Phase::Ended || (!state.busy && state.newest.is_none() && state.anew.is_none())
        });
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
