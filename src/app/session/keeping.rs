//! A copy of what is not in the file: of what cannot be saved, for as long as it cannot, so that a process that is killed meanwhile
//! leaves it behind; and what is left to do when the program ends.

use std::path::PathBuf;
use std::sync::Arc;

use super::Session;
use crate::app::effect::{Current, Effect, Leave, Remains};

/// What was copied last: the revision, and after how many failures; and whether it was.
pub(super) type Copied = ((u64, u32), bool);

impl Session {
    /// What there is.
    pub(super) fn current(&self) -> Current {
        Current { article: Arc::clone(&self.article), markup: self.markup.clone() }
    }

    /// What there is to keep where it cannot be saved.
    pub(super) fn remains(&self) -> Remains {
        Remains {
            article: Arc::clone(&self.article),
            work: self.work(),
            base: self.saving.base().clone(),
            begun: self.saving.begun().clone(),
        }
    }

    /// What is left to do where the reader is at a byte.
    pub fn leave(&self, position: usize) -> Leave {
        Leave {
            remains: self.remains(),
            snapshot: self.snapshot(),
            is_dirty: self.saving.is_dirty(),
            undone: self.undone(),
            elsewhere: self.saving.elsewhere().cloned(),
            is_offered: self.recovery.offered.is_some(),
            position,
        }
    }

    /// Keeps the copy while saving fails, anew after each change that failed, and takes it away when all is saved. One that cannot be
    /// written either stops nothing, and is tried as often as saving is.
    pub fn keep_copy(&mut self) {
        let copied = self.saving.copied;
        if !self.saving.is_dirty() {
            if copied.is_some() {
                self.saving.copied = None;
                self.push(Effect::Discard);
            }
            return;
        }
        let attempt = (self.saving.revision(), self.saving.failures());
        if attempt.1 > 0 && copied.is_none_or(|(last, kept)| last.0 != attempt.0 || (!kept && last != attempt)) {
            // As if it were: another one is asked for when it was not.
            self.saving.copied = Some((attempt, true));
            let remains = Box::new(self.remains());
            self.push(Effect::Keep(remains));
        }
    }

    /// A copy was written, or could not be.
    pub fn kept(&mut self, kept: Result<PathBuf, String>) {
        if self.kept_before_reloading(&kept) {
            // It goes where this comes to nothing.
            self.saving.copied = Some(((self.saving.revision(), self.saving.failures()), kept.is_ok()));
            return;
        }
        if let Some(copied) = &mut self.saving.copied {
            copied.1 = kept.is_ok();
        }
        self.saving.set_copy(kept.ok());
    }
}
