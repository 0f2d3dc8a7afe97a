//! What is saved, and what is not.

use std::path::PathBuf;

use jiff::Timestamp;

use super::{App, Effect, Mode};
use crate::store::Report;

/// Whether the newest state is on disk.
#[derive(Clone, Debug)]
pub(super) struct Saving {
    path: PathBuf,
    locked: Option<String>,
    /// Number of the newest state; each change adds one.
    revision: u64,
    /// The newest state known to be on disk.
    saved: u64,
    at: Option<Timestamp>,
    failure: Option<String>,
}

/// What the status line says of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum SaveState {
    /// Nothing was changed.
    Unchanged,
    /// On its way.
    Saving,
    /// On disk since then.
    Saved(Timestamp),
    /// It could not be written.
    Failed,
    /// Nothing can be changed.
    Locked,
}

impl Saving {
    pub(super) fn new(path: PathBuf, locked: Option<String>) -> Self {
        Self { path, locked, revision: 0, saved: 0, at: None, failure: None }
    }

    pub(super) fn is_dirty(&self) -> bool {
        self.saved < self.revision
    }

    pub(super) fn locked(&self) -> Option<&str> {
        self.locked.as_deref()
    }

    pub(super) fn state(&self) -> SaveState {
        match self.at {
            _ if self.locked.is_some() => SaveState::Locked,
            _ if self.failure.is_some() => SaveState::Failed,
            _ if self.is_dirty() => SaveState::Saving,
            Some(at) => SaveState::Saved(at),
            None => SaveState::Unchanged,
        }
    }

    pub(super) fn path(&self) -> &PathBuf {
        &self.path
    }
}

impl App {
    /// Hands the state to the saver after a change.
    pub(super) fn save(&mut self) {
        self.saving.revision += 1;
        self.request_save(None);
    }

    /// Asks for the state as it is to be written (once more), elsewhere if `to` says so.
    pub(super) fn request_save(&mut self, to: Option<PathBuf>) {
        if let Some(path) = &to {
            self.saving.path.clone_from(path);
            // A file of its own: writing there overwrites nothing that is in doubt.
            self.saving.revision = self.saving.revision.max(1);
            self.saving.saved = self.saving.saved.min(self.saving.revision - 1);
        }
        self.saving.failure = None;
        let (revision, annotations) = (self.saving.revision, self.annotations.clone());
        self.effects.push(Effect::Save { revision, annotations, to });
    }

    pub(super) fn saver_reports(&mut self, report: Report) {
        match report {
            Report::Saved { revision, .. } => {
                self.saving.saved = self.saving.saved.max(revision);
                if !self.saving.is_dirty() {
                    self.saving.at = Some(self.now);
                    self.saving.failure = None;
                    if matches!(self.mode, Mode::Leaving) {
                        self.effects.push(Effect::Quit);
                    } else if matches!(self.mode, Mode::Unsaved(_)) {
                        self.mode = Mode::Read;
                        self.say("Saved; q quits");
                    }
                }
            }
            Report::Failed { revision, message, .. } if revision >= self.saving.revision => {
                self.saving.failure = Some(message.clone());
                if matches!(self.mode, Mode::Leaving) {
                    self.mode = Mode::Unsaved(message);
                } else if let Mode::Unsaved(why) = &mut self.mode {
                    *why = message;
                } else {
                    self.fail(format!("NOT SAVED: {message} (:w PATH saves elsewhere)"));
                }
            }
            Report::Failed { .. } => {}
        }
    }

    /// Leaves when all is saved; waits for the saver otherwise.
    pub(super) fn quit(&mut self) {
        if !self.saving.is_dirty() {
            self.effects.push(Effect::Quit);
        } else if let Some(failure) = self.saving.failure.clone() {
            self.mode = Mode::Unsaved(failure);
        } else {
            self.mode = Mode::Leaving;
        }
    }

    /// Whether annotations may be changed; says why not.
    pub(super) fn may_change(&mut self) -> bool {
        if self.loading {
            self.fail("The rest of the article is still being read");
            return false;
        }
        match self.saving.locked() {
            None => true,
            Some(why) => {
                let why = why.to_owned();
                self.fail(why);
                false
            }
        }
    }
}
