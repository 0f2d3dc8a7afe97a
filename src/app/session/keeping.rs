//! A copy of what is not in the file: of what cannot be saved, for as long as it cannot, so that a process that is killed meanwhile
//! leaves it behind; and what is left to do when the program ends.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Locked, Session};
use crate::app::effect::{Current, Effect, Leave, Remains};
use crate::store::{Offer, Report};

/// The copy of what cannot be saved.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Copy {
    /// What was copied last: the revision, and after how many failures; and whether it was.
    last: Option<((u64, u32), bool)>,
    /// Where it is, if it was.
    pub(super) place: Option<PathBuf>,
    /// What the saver reports meanwhile: that something failed is told when the copy is there.
    held: Vec<Report>,
}

impl Copy {
    /// Whether it is being written.
    pub(super) fn is_out(&self) -> bool {
        !self.held.is_empty()
    }
}

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

    /// Holds a report back for which a copy must be written before, and those after it: the copy is kept while saving fails, anew after
    /// each change that failed. One that cannot be written either stops nothing, and is tried as often as saving is.
    pub(super) fn hold_back(&mut self, report: Report) -> Option<Report> {
        let attempt = self.attempt(&report);
        let copy = &mut self.saving.copy;
        if copy.is_out() {
            copy.held.push(report);
            return None;
        }
        let is_copied = |attempt: (u64, u32)| {
            copy.last.is_some_and(|(last, kept)| last.0 == attempt.0 && (kept || last == attempt))
        };
        let Some(attempt) = attempt.filter(|attempt| !is_copied(*attempt)) else { return Some(report) };
        // As if it were: another one is asked for when it was not.
        copy.last = Some((attempt, true));
        copy.held.push(report);
        let remains = Box::new(self.remains());
        self.out.push(Effect::Keep(remains));
        None
    }

    /// The revision that is on no disk by a report, and how often that failed.
    fn attempt(&self, report: &Report) -> Option<(u64, u32)> {
        let Report::Failed { revision, path, .. } = report else { return None };
        let saving = &self.saving;
        let is_elsewhere = saving.to.as_ref() == Some(path);
        let is_newest = *revision >= saving.revision();
        let is_lost = is_newest && saving.is_saved(*revision);
        let is_meant = if is_elsewhere { saving.is_dirty() } else { is_newest && (is_lost || saving.is_dirty()) };
        is_meant.then(|| (saving.revision(), saving.failures() + 1))
    }

    /// Takes the copy away when all is saved.
    pub fn discard_copy(&mut self) {
        if !self.saving.is_dirty() && self.saving.copy.last.take().is_some() {
            self.out.push(Effect::Discard);
        }
    }

    /// A copy was written, or could not be. Returns what the saver reported meanwhile.
    pub fn kept(&mut self, kept: Result<PathBuf, String>) -> Vec<Report> {
        if self.kept_before_reloading(&kept) {
            // That one stays until it is taken in.
        } else if let Some(locked) = self.saving.locked().map(Locked::in_short) {
            let added = match kept {
                Ok(copy) => {
                    self.recovery.offered = Some(Offer { copy, from: None });
                    "kept; :recover takes it in once that is seen to".to_owned()
                }
                Err(cause) => format!("lost: {cause}"),
            };
            self.out.fail(format!("{locked}; what was tagged meanwhile is {added}"));
        } else if let Some(last) = &mut self.saving.copy.last {
            last.1 = kept.is_ok();
            self.saving.copy.place = kept.ok();
        }
        std::mem::take(&mut self.saving.copy.held)
    }
}
