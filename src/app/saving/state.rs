//! Whether the newest state is on disk, and where.

use std::path::PathBuf;

use jiff::Timestamp;

use super::super::Locked;
use crate::annotation::{Markup, Snapshot};
use crate::store::Offer;

/// Whether the newest state is on disk.
#[derive(Clone, Debug)]
pub(in crate::app) struct Saving {
    /// Where it is saved.
    pub(super) path: PathBuf,
    /// Whether that is another file than the sidecar.
    pub(super) moved: bool,
    pub(super) locked: Option<Locked>,
    /// Number of the newest state; each change adds one.
    pub(super) revision: u64,
    /// The newest state known to be on disk.
    pub(super) saved: u64,
    /// What was on disk is not any more: somebody else removed or damaged the file.
    pub(super) lost: bool,
    pub(super) at: Option<Timestamp>,
    pub(super) failure: Option<Failure>,
    /// The other file that is being written to for the first time.
    pub(super) to: Option<PathBuf>,
    /// What failed is being tried once more because the reader asked.
    pub(super) retrying: bool,
    /// How often it failed since it was saved.
    pub(super) tries: u32,
    /// Work that an earlier session could not save.
    pub(super) unsaved: Option<Offer>,
    /// Such work that was taken in, until it is saved.
    pub(super) recovered: Option<Offer>,
    /// What is in the file, as far as that is known: the state that was saved last, or came from it.
    pub(in crate::app) base: Markup,
    /// What there was when the article was opened.
    pub(in crate::app) begun: Markup,
    /// Where a copy is of what could not be saved.
    pub(in crate::app) copy: Option<PathBuf>,
    /// The merge that was taken over last.
    pub(in crate::app) seen: u64,
    /// One that is to be taken over.
    pub(in crate::app) merge: Option<Snapshot>,
    /// Records that came from others, what was removed by them, and conflicts, of which nothing was said yet.
    pub(in crate::app) arrived: usize,
    pub(in crate::app) removed: usize,
    pub(in crate::app) unsaid: usize,
    /// What was changed on both sides, in this session.
    pub(super) conflicts: Vec<String>,
    /// Why what others wrote could not be taken over.
    pub(super) unread: Option<String>,
}

/// Conflicts that are remembered: more than anybody reads.
pub(super) const CONFLICTS: usize = 200;

/// Why the newest state is not on disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::app) struct Failure {
    /// What is wrong, in a few words.
    pub(in crate::app) cause: String,
    /// File, cause and remedy.
    pub(in crate::app) message: String,
    /// When it was tried last.
    pub(in crate::app) at: Timestamp,
    /// How often it was tried.
    pub(in crate::app) tries: u32,
    /// Whether it is tried again by itself.
    pub(in crate::app) again: bool,
}

/// What the status line says of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::app) enum SaveState {
    /// Nothing was changed.
    Unchanged,
    /// On its way.
    Saving,
    /// On disk since then.
    Saved(Timestamp),
    /// It could not be written.
    Failed(Failure),
    /// Nothing can be changed.
    Locked(Locked),
}

impl Saving {
    pub(in crate::app) fn new(path: PathBuf, locked: Option<Locked>, unsaved: Option<Offer>, base: Markup) -> Self {
        Self {
            path,
            moved: false,
            locked,
            revision: 0,
            saved: 0,
            lost: false,
            at: None,
            failure: None,
            to: None,
            retrying: false,
            tries: 0,
            unsaved,
            recovered: None,
            begun: base.clone(),
            base,
            copy: None,
            seen: 0,
            merge: None,
            arrived: 0,
            removed: 0,
            unsaid: 0,
            conflicts: Vec::new(),
            unread: None,
        }
    }

    /// For an article that was read again. What was saved is so since then.
    pub(in crate::app) fn reopened(
        &self,
        path: PathBuf,
        locked: Option<Locked>,
        unsaved: Option<Offer>,
        base: Markup,
    ) -> Self {
        Self { at: self.at, ..Self::new(path, locked, unsaved, base) }
    }

    /// Whether the newest state is not on disk, or not any more.
    pub(in crate::app) fn is_dirty(&self) -> bool {
        self.lost || self.saved < self.revision
    }

    pub(in crate::app) fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether the saver has something to report.
    pub(in crate::app) fn is_waiting(&self) -> bool {
        self.to.is_some() || self.retrying || (self.is_dirty() && self.failure.is_none())
    }

    pub(in crate::app) fn locked(&self) -> Option<&Locked> {
        self.locked.as_ref()
    }

    pub(in crate::app) fn unsaved(&self) -> Option<&Offer> {
        self.unsaved.as_ref()
    }

    /// The work that an earlier session could not save is part of this one's now, and goes when that is saved.
    pub(in crate::app) fn take_in(&mut self) {
        self.recovered = self.unsaved.take();
    }

    /// There is such work, still or again.
    pub(in crate::app) fn offer(&mut self, offer: Option<Offer>) {
        self.unsaved = offer;
    }

    pub(in crate::app) fn failure(&self) -> Option<&Failure> {
        self.failure.as_ref()
    }

    pub(in crate::app) fn state(&self) -> SaveState {
        match (&self.locked, &self.failure, self.at) {
            (Some(locked), ..) => SaveState::Locked(locked.clone()),
            _ if self.is_waiting() => SaveState::Saving,
            (_, Some(failure), _) => SaveState::Failed(failure.clone()),
            (.., Some(at)) => SaveState::Saved(at),
            _ => SaveState::Unchanged,
        }
    }

    pub(in crate::app) fn path(&self) -> &PathBuf {
        &self.path
    }

    /// The name of the file that it is saved in, where that is not the sidecar.
    pub(in crate::app) fn elsewhere(&self) -> Option<String> {
        self.moved.then(|| name(&self.path))
    }
}

/// A path's last part.
pub(super) fn name(path: &std::path::Path) -> String {
    path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy()).into_owned()
}
