//! Whether the newest state is on disk, and where.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::super::Locked;
use super::super::keeping::Copy;
use crate::annotation::{Markup, Snapshot};

/// Whether the newest state is on disk.
#[derive(Clone, Debug)]
pub struct Saving {
    /// Where it is saved.
    pub(super) path: PathBuf,
    /// Whether that is another file than the sidecar.
    pub(super) moved: bool,
    /// The other file that is being written to for the first time.
    pub(in crate::app::session) to: Option<PathBuf>,
    pub(super) disk: Disk,
    /// Number of the newest state; each change adds one.
    pub(super) revision: u64,
    /// The newest state that was on disk.
    pub(super) saved: u64,
    /// When it was written last.
    pub(super) at: Option<Timestamp>,
    /// What is in the file, as far as that is known: the state that was saved last, or came from it.
    pub(in crate::app) base: Markup,
    /// What there was when the article was opened.
    begun: Markup,
    pub(in crate::app) merging: Merging,
    /// The copy that was made of what cannot be saved.
    pub(in crate::app::session) copy: Copy,
}

/// How the disk took what it was given last.
#[derive(Clone, Debug)]
pub(super) enum Disk {
    /// As it should, as far as is known.
    Sound,
    /// It did not.
    Failed(Failure),
    /// It did not, and was given something since, by a change or because the reader asked.
    Again(Failure),
    /// Nothing is written, and nothing may be changed.
    Locked(Locked),
}

/// Why the newest state is not on disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// What is wrong, in a few words.
    pub cause: String,
    /// File, cause and remedy.
    pub message: String,
    /// When it was tried last.
    pub at: Timestamp,
    /// How often it was tried since it was saved.
    pub tries: u32,
    /// Whether it is tried again by itself.
    pub again: bool,
    /// Whether it was on disk and is not any more: somebody else removed or damaged the file.
    pub lost: bool,
    /// Where a copy is of what could not be saved.
    pub copy: Option<PathBuf>,
}

/// What others write in the file while it is open here.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Merging {
    /// The merge that was taken over last.
    pub(in crate::app) seen: u64,
    /// One that is to be taken over.
    pub(in crate::app) waiting: Option<Snapshot>,
    /// Records that came from others, and conflicts, of which nothing was said yet.
    pub(in crate::app) arrived: usize,
    pub(in crate::app) unsaid: usize,
    /// What was changed on both sides, in this session.
    pub(in crate::app) conflicts: Vec<String>,
    /// Why what others wrote could not be taken over.
    pub(in crate::app) unread: Option<String>,
}

/// What the status line says of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SaveState {
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
    pub(in crate::app) fn new(path: PathBuf, locked: Option<Locked>, base: Markup) -> Self {
        Self {
            path,
            moved: false,
            to: None,
            disk: locked.map_or(Disk::Sound, Disk::Locked),
            revision: 0,
            saved: 0,
            at: None,
            begun: base.clone(),
            base,
            merging: Merging::default(),
            copy: Copy::default(),
        }
    }

    /// For an article that was read again. What was saved is so since then.
    pub(in crate::app) fn reopened(&self, path: PathBuf, locked: Option<Locked>, base: Markup) -> Self {
        Self { at: self.at, ..Self::new(path, locked, base) }
    }

    /// The number of the newest state.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether the newest state is not on disk, or not any more.
    pub fn is_dirty(&self) -> bool {
        self.saved < self.revision || self.failure().is_some() || self.copy.is_out()
    }

    /// Whether the saver has something to report.
    pub fn is_waiting(&self) -> bool {
        let is_given = match self.disk {
            Disk::Sound | Disk::Locked(_) => self.saved < self.revision,
            Disk::Again(_) => true,
            Disk::Failed(_) => false,
        };
        self.to.is_some() || is_given || self.copy.is_out()
    }

    /// Why nothing may be changed; `None` when it may.
    pub fn locked(&self) -> Option<&Locked> {
        if let Disk::Locked(locked) = &self.disk { Some(locked) } else { None }
    }

    /// Why the newest state is not on disk, where that is known.
    pub fn failure(&self) -> Option<&Failure> {
        if let Disk::Failed(failure) | Disk::Again(failure) = &self.disk { Some(failure) } else { None }
    }

    /// How often the newest state could not be saved.
    pub fn failures(&self) -> u32 {
        if let Disk::Failed(failure) = &self.disk { failure.tries } else { 0 }
    }

    /// Whether a state was on disk, or none was to be.
    pub(in crate::app::session) fn is_saved(&self, revision: u64) -> bool {
        self.saved >= revision
    }

    /// What was given to a disk that failed is given to it again.
    pub(super) fn try_again(&mut self) {
        if let Some(failure) = self.failure().cloned() {
            self.disk = Disk::Again(failure);
        }
    }

    /// How it stands, for a person.
    pub fn state(&self) -> SaveState {
        match (&self.disk, self.at) {
            (Disk::Locked(locked), _) => SaveState::Locked(locked.clone()),
            _ if self.is_waiting() => SaveState::Saving,
            (Disk::Failed(failure), _) => SaveState::Failed(failure.clone()),
            (_, Some(at)) => SaveState::Saved(at),
            _ => SaveState::Unchanged,
        }
    }

    /// Where it is saved.
    pub fn path(&self) -> &PathBuf {
        &self.path
    }

    /// The file that it is saved in, where that is not the sidecar.
    pub fn elsewhere(&self) -> Option<&PathBuf> {
        self.moved.then_some(&self.path)
    }

    /// What is known to be in the file.
    pub fn base(&self) -> &Markup {
        &self.base
    }

    /// What there was when the article was opened.
    pub fn begun(&self) -> &Markup {
        &self.begun
    }
}

/// A path's last part.
pub(in crate::app) fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy()).into_owned()
}
