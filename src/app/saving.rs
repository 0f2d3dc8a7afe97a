//! What is saved, and what is not.

mod state;
mod told;

use std::path::PathBuf;

use super::{App, Effect, Mode};
use crate::store::{Conflict, Report};

use state::{CONFLICTS, name};
pub(super) use state::{Failure, SaveState, Saving};

impl App {
    /// Hands the state to the saver after a change.
    pub(super) fn save(&mut self) {
        self.session.saving.revision += 1;
        self.session.saving.failure = None;
        self.hand_over(None);
    }

    /// `:w`: saves once more what could not be saved.
    pub(super) fn save_again(&mut self) {
        if self.session.saving.locked.is_some() || self.session.loading {
            self.refuse_saving();
        } else if self.session.saving.is_dirty() {
            self.session.saving.retrying = self.session.saving.failure.is_some();
            self.hand_over(None);
        } else {
            self.say("Nothing to save");
        }
    }

    /// `:w PATH`: saves in another file, from now on if it can be written.
    pub(super) fn save_elsewhere(&mut self, path: PathBuf) {
        if self.session.saving.locked.is_some() || self.session.loading {
            self.refuse_saving();
        } else if path == self.session.saving.path {
            self.save_again();
        } else {
            self.session.saving.to = Some(path.clone());
            self.hand_over(Some(path));
        }
    }

    fn refuse_saving(&mut self) {
        if self.may_change() {
            return;
        }
        if let Some(message) = &mut self.message {
            message.text.insert_str(0, "Nothing to save: ");
        }
    }

    fn hand_over(&mut self, to: Option<PathBuf>) {
        self.effects.push(Effect::Save { snapshot: self.snapshot(), to });
    }

    pub(super) fn saver_reports(&mut self, report: Report) {
        match report {
            Report::Saved { revision, path, written } => self.is_saved(revision, path, written),
            Report::Failed { revision, path, cause, message, again } => {
                let at = self.session.now;
                self.is_not_saved(revision, &path, Failure { cause, message, at, tries: 0, again });
            }
            // Another copy that is offered already is the newer one; this one's turn comes after it.
            Report::Left(offer) if self.session.saving.unsaved.is_none() => {
                self.session.saving.offer(Some(offer));
                self.say_offered();
            }
            Report::Left(_) => {}
            Report::Unkept { path, cause } => {
                self.fail(format!("Saved, but without a backup: {}: {cause}", name(&path)));
            }
            Report::Merged { merge, foreign } => {
                let saving = &mut self.session.saving;
                (saving.unread, saving.arrived) = (None, saving.arrived + foreign.arrived);
                saving.unsaid += foreign.conflicts.len();
                saving.conflicts.extend(foreign.conflicts.iter().map(Conflict::for_reader));
                saving.conflicts.truncate(CONFLICTS);
                self.merged(merge);
            }
            Report::Unread { cause, message } => {
                self.session.saving.unread = Some(message);
                self.fail(format!("Changed by somebody else and not taken over: {cause} (i: more)"));
            }
        }
    }

    fn is_saved(&mut self, revision: u64, path: PathBuf, written: bool) {
        let saving = &mut self.session.saving;
        saving.saved = saving.saved.max(revision);
        let asked = saving.to.as_ref() == Some(&path);
        if asked {
            saving.to = None;
            saving.moved = true;
        }
        if saving.to.is_none() {
            saving.path = path;
        }
        if saving.saved < saving.revision {
            return;
        }
        saving.base = self.session.markup.clone();
        let (was_lost, failures) = (std::mem::take(&mut saving.lost), std::mem::take(&mut saving.tries));
        (saving.failure, saving.retrying) = (None, false);
        if written {
            saving.at = Some(self.session.now);
        }
        let place = name(&saving.path);
        if let Some(offer) = saving.recovered.take() {
            self.effects.push(Effect::Forget(offer));
        }
        let saving = &self.session.saving;
        if saving.is_waiting() {
            return;
        }
        match self.mode {
            Mode::Leaving => self.effects.push(Effect::Quit),
            Mode::Unsaved => {
                self.mode = Mode::Read;
                let is_in_file = written || !self.session.markup.is_empty();
                let saved =
                    if is_in_file { format!("Saved in {place}") } else { "There is nothing left to save".to_owned() };
                self.say(format!("{saved}; q quits"));
            }
            _ if asked && written => self.say(format!("Saved in {place}, and from now on")),
            _ if asked => self.say(format!("Nothing to save: nothing is tagged; what is will be saved in {place}")),
            _ if was_lost => self.say(format!("{place} is there again, with all of it")),
            _ if failures == 1 => self.say(format!("Saved in {place}, after it had failed once")),
            _ if failures > 1 => self.say(format!("Saved in {place}, after it had failed {failures} times")),
            _ => {}
        }
    }

    fn is_not_saved(&mut self, revision: u64, path: &PathBuf, failure: Failure) {
        let saving = &mut self.session.saving;
        let elsewhere = saving.to.as_ref() == Some(path);
        if elsewhere {
            saving.to = None;
        } else if revision < saving.revision {
            // A newer state is on its way.
            return;
        }
        // The saver tries again by itself. Each time a message would be in the way; the status line counts.
        let by_itself = saving.failure.is_some() && !saving.retrying && !elsewhere;
        saving.retrying = false;
        // What cannot be written elsewhere is where it was; what was saved here and failed afterwards is not any more.
        saving.lost |= !elsewhere && saving.saved >= saving.revision;
        let lost = saving.is_dirty();
        let (cause, again) = (failure.cause.clone(), failure.again);
        if lost {
            saving.tries += 1;
            saving.failure = Some(Failure { tries: saving.tries, ..failure });
        }
        match self.mode {
            Mode::Leaving | Mode::Unsaved if lost => self.mode = Mode::Unsaved,
            _ if by_itself => {}
            _ => {
                if matches!(self.mode, Mode::Leaving) {
                    self.mode = Mode::Read;
                }
                let place = if elsewhere { format!(" in {}", name(path)) } else { String::new() };
                let remedy = if elsewhere || again { ":w PATH saves elsewhere" } else { ":w tries it, i: more" };
                self.fail(format!("NOT SAVED{place}: {cause} ({remedy})"));
            }
        }
    }

    /// Leaves when all is saved; waits for the saver otherwise.
    pub(super) fn quit(&mut self) {
        if self.session.saving.is_waiting() {
            self.mode = Mode::Leaving;
        } else if self.session.saving.is_dirty() {
            self.mode = Mode::Unsaved;
        } else {
            self.effects.push(Effect::Quit);
        }
    }

    /// Tries once more, and leaves if that succeeds.
    pub(super) fn save_and_quit(&mut self) {
        self.mode = Mode::Leaving;
        self.session.saving.retrying = true;
        self.hand_over(None);
    }

    /// Whether annotations may be changed; says why not.
    pub(super) fn may_change(&mut self) -> bool {
        if self.session.loading {
            self.fail("The rest of the article is still being read");
            return false;
        }
        match self.session.saving.locked() {
            None => true,
            Some(locked) => {
                let text = locked.in_short();
                self.fail(text);
                false
            }
        }
    }
}
