//! What comes of saving, merging and recovering for the reader, and leaving.

use std::sync::Arc;

use super::session::{Outcome, name};
use super::{App, Effect, Mode};
use crate::annotation::Markup;
use crate::store::{Offer, Report};

impl App {
    pub(super) fn saver_reports(&mut self, report: Report) {
        let Some(outcome) = self.session.saver_reports(report) else { return };
        match (outcome, &self.mode) {
            (Outcome::Saved { .. }, Mode::Leaving) => self.leave(),
            (Outcome::Saved { brief, .. }, Mode::Unsaved) => {
                self.mode = Mode::Read;
                self.session.out.say(format!("{brief}; q quits"));
            }
            (Outcome::Saved { news: Some(news), .. }, _) => self.session.out.say(news),
            (Outcome::Failed { is_dirty: true, .. }, Mode::Leaving | Mode::Unsaved) => self.mode = Mode::Unsaved,
            (Outcome::Failed { news: Some(news), .. }, mode) => {
                if matches!(mode, Mode::Leaving) {
                    self.mode = Mode::Read;
                }
                self.session.out.fail(news);
            }
            _ => {}
        }
    }

    /// Leaves when all is saved; waits for the saver otherwise.
    pub(super) fn quit(&mut self) {
        if self.session.saving().is_waiting() {
            self.mode = Mode::Leaving;
        } else if self.session.saving().is_dirty() {
            self.mode = Mode::Unsaved;
        } else {
            self.leave();
        }
    }

    /// Leaves, whatever is not saved.
    pub(super) fn leave(&mut self) {
        let leave = Box::new(self.session.leave(self.view.position()));
        self.session.out.push(Effect::Leave(leave));
    }

    /// The program is ended from outside.
    pub(super) fn end(&mut self) {
        self.take_note();
        self.leave();
    }

    /// Tries once more, and leaves if that succeeds.
    pub(super) fn save_and_quit(&mut self) {
        self.mode = Mode::Leaving;
        self.session.hand_over();
    }

    /// Takes over what others changed, while nothing is being chosen or written.
    pub(super) fn take_over(&mut self) {
        let calm = match &self.mode {
            Mode::Read | Mode::Leaving | Mode::Unsaved => true,
            Mode::Panel(open) => open.is_calm(),
            _ => false,
        };
        if calm {
            self.session.take_over();
        }
    }

    /// `:recover`: has the work of a copy read, or brings back what somebody else removed.
    pub(super) fn recover(&mut self) {
        if let Some(why) = self.session.why_incomplete() {
            self.session.out.fail(why);
            return;
        }
        self.session.recover(self.view.position());
    }

    pub(super) fn withdrawn(&mut self, other: Option<Offer>) {
        self.session.withdrawn(self.view.position(), other);
    }

    pub(super) fn recovered(&mut self, markup: Markup, conflicts: usize, digest: [u8; 32]) {
        self.session.recovered(self.view.position(), markup, conflicts, digest);
    }

    /// A copy is offered, perhaps another one than that which has been taken in.
    pub(super) fn offered(&mut self, offer: Offer, more: bool) {
        self.session.offer(offer);
        if let Some(message) = self.session.out.message.as_mut().filter(|_| more) {
            message.text.push_str("; there is more (:recover)");
        }
    }

    /// Asks for the article to be read again.
    pub(super) fn reload(&mut self) {
        if let Some(why) = self.session.why_incomplete() {
            self.session.out.fail(why);
        } else if let Some(path) = self.session.saving().elsewhere() {
            let name = name(path);
            self.session.out.fail(format!(
                "Not read again: the annotations are in {name}; open the article anew for those beside it"
            ));
        } else {
            self.session.reload();
        }
    }

    /// Goes on with reading the article again, and takes over what was read, when the reader is not writing or choosing anything and
    /// nothing is on its way to the disk. The reader stays at the sentence where it is, if that is still there.
    pub(super) fn go_on_reloading(&mut self) {
        self.session.go_on();
        if self.may_be_replaced() && self.session.take_reopened() {
            self.view.take_edited(Arc::clone(self.session.document()));
            self.tagged_part = None;
        }
        if self.may_be_replaced() {
            self.session.reload_touched();
        }
    }

    /// Whether the article may become another one now.
    fn may_be_replaced(&self) -> bool {
        let (session, saving) = (&self.session, self.session.saving());
        let is_settled = saving.elsewhere().is_none() && !saving.is_waiting() && !session.is_recovering();
        matches!(self.mode, Mode::Read) && !session.is_incomplete() && is_settled
    }
}
