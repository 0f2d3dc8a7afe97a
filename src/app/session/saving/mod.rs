//! What is saved, and what is not.

mod state;

use std::path::PathBuf;

use super::Session;
use crate::app::effect::Effect;
use crate::store::{Conflict, Report};

use state::Disk;
pub(in crate::app) use state::name;
pub use state::{Failure, SaveState, Saving};

/// Conflicts that are remembered: more than anybody reads.
const CONFLICTS: usize = 200;

/// What a report of the saver means for who may be waiting to leave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// All is saved.
    Saved {
        /// For who was waiting for it.
        brief: String,
        /// For who was not, where there is something to say.
        news: Option<String>,
    },
    /// Something is not.
    Failed {
        /// Whether that is the newest state.
        is_dirty: bool,
        /// What went wrong; nothing where it is tried again by itself and was said before.
        news: Option<String>,
    },
}

impl Session {
    /// Hands the state to the saver after a change.
    pub(super) fn save(&mut self) {
        self.saving.revision += 1;
        self.hand_over();
    }

    /// Saves where the annotations are, though nothing was changed here.
    pub fn save_places(&mut self) {
        if self.saving.locked().is_none() {
            self.save();
        }
    }

    /// `:w`: saves once more what could not be saved.
    pub fn save_again(&mut self) {
        if let Some(why) = self.why_not() {
            self.out.fail(format!("Nothing to save: {why}"));
        } else if self.saving.is_dirty() {
            self.hand_over();
        } else {
            self.out.say("Nothing to save");
        }
    }

    /// `:w PATH`: saves in another file, from now on if it can be written.
    pub fn save_elsewhere(&mut self, path: PathBuf) {
        if path == self.saving.path || self.why_not().is_some() {
            self.save_again();
        } else {
            self.saving.to = Some(path.clone());
            let snapshot = self.snapshot();
            self.out.push(Effect::Save { snapshot, to: Some(path) });
        }
    }

    /// Gives the newest state to the saver.
    pub fn hand_over(&mut self) {
        if self.reloading.is_opening {
            // Nothing is known of the file yet: it is saved when all of that was read.
            return;
        }
        self.saving.try_again();
        let snapshot = self.snapshot();
        self.out.push(Effect::Save { snapshot, to: None });
    }

    /// The saver reports. What it merged waits to be taken over.
    pub fn saver_reports(&mut self, report: Report) -> Option<Outcome> {
        self.has_tried();
        match self.hold_back(report)? {
            Report::Saved { revision, path, written } => return self.is_saved(revision, path, written),
            Report::Failed { revision, path, cause, message, again } => {
                let failure = Failure { cause, message, at: self.now, tries: 1, again, lost: false, copy: None };
                return self.is_not_saved(revision, &path, failure);
            }
            // Another copy that is offered already is the newer one; this one's turn comes after it.
            Report::Left(offer) if self.recovery.offered.is_none() => {
                self.recovery.offered = Some(offer);
                self.say_offered();
            }
            Report::Left(_) => {}
            Report::Unkept { path, cause } => {
                self.out.fail(format!("Saved, but without a backup: {}: {cause}", name(&path)));
            }
            Report::Merged { merge, foreign } => {
                let merging = &mut self.saving.merging;
                (merging.unread, merging.arrived) = (None, merging.arrived + foreign.arrived);
                merging.unsaid += foreign.conflicts.len();
                merging.conflicts.extend(foreign.conflicts.iter().map(Conflict::for_reader));
                merging.conflicts.truncate(CONFLICTS);
                merging.waiting = Some(merge);
            }
            Report::Unread { cause, message } => {
                self.saving.merging.unread = Some(message);
                self.out.fail(format!("Changed by somebody else and not taken over: {cause} (i: more)"));
            }
        }
        None
    }

    fn is_saved(&mut self, revision: u64, path: PathBuf, written: bool) -> Option<Outcome> {
        let saving = &mut self.saving;
        saving.saved = saving.saved.max(revision);
        let asked = saving.to.take_if(|to| *to == path).is_some();
        saving.moved |= asked;
        if saving.to.is_none() {
            saving.path = path;
        }
        if saving.saved < saving.revision {
            return None;
        }
        saving.base = self.markup.clone();
        let failure = saving.failure().cloned();
        if failure.is_some() {
            saving.disk = Disk::Sound;
        }
        if written {
            saving.at = Some(self.now);
        }
        if let Some((offer, digest)) = self.recovery.taken.take() {
            self.recovery.parting = Some(offer.copy.clone());
            let current = self.current();
            self.out.push(Effect::Forget(offer, digest, current));
        }
        if self.saving.is_waiting() {
            return None;
        }
        let place = name(&self.saving.path);
        let is_in_file = written || !self.markup.is_empty();
        let brief = if is_in_file { format!("Saved in {place}") } else { "There is nothing left to save".to_owned() };
        let news = match failure {
            _ if asked && written => format!("Saved in {place}, and from now on"),
            _ if asked => format!("Nothing to save: nothing is tagged; what is will be saved in {place}"),
            Some(Failure { lost: true, .. }) => format!("{place} is there again, with all of it"),
            Some(Failure { tries: 1, .. }) => format!("Saved in {place}, after it had failed once"),
            Some(Failure { tries, .. }) => format!("Saved in {place}, after it had failed {tries} times"),
            None => return Some(Outcome::Saved { brief, news: None }),
        };
        Some(Outcome::Saved { brief, news: Some(news) })
    }

    fn is_not_saved(&mut self, revision: u64, path: &PathBuf, failure: Failure) -> Option<Outcome> {
        let saving = &mut self.saving;
        let elsewhere = saving.to.take_if(|to| to == path).is_some();
        if !elsewhere && revision < saving.revision {
            // A newer state is on its way.
            return None;
        }
        // The saver tries again by itself. Each time a message would be in the way; the status line counts.
        let by_itself = matches!(saving.disk, Disk::Failed(_)) && !elsewhere;
        // What cannot be written elsewhere is where it was; what was saved here and failed afterwards is not any more.
        let lost = !elsewhere && saving.saved >= saving.revision;
        let is_dirty = lost || saving.is_dirty();
        let place = if elsewhere { format!(" in {}", name(path)) } else { String::new() };
        let remedy = if elsewhere || failure.again { ":w PATH saves elsewhere" } else { ":w tries it, i: more" };
        let news = format!("NOT SAVED{place}: {} ({remedy})", failure.cause);
        if is_dirty {
            let before = saving.failure();
            saving.disk = Disk::Failed(Failure {
                tries: before.map_or(0, |before| before.tries) + 1,
                lost: lost || before.is_some_and(|before| before.lost),
                copy: saving.copy.place.clone(),
                ..failure
            });
        }
        Some(Outcome::Failed { is_dirty, news: (!by_itself).then_some(news) })
    }
}
