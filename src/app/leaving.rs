//! What comes of saving, merging and recovering for the reader, and leaving.

use super::session::{Outcome, name};
use super::{App, Effect, Mode};
use crate::annotation::Markup;
use crate::store::{Offer, Report};

impl App {
    pub(super) fn saver_reports(&mut self, report: Report) {
        let Some(outcome) = self.session.saver_reports(report) else { return };
        match (outcome, &self.mode) {
            (Outcome::Saved { .. }, Mode::Leaving) => self.push(Effect::Quit),
            (Outcome::Saved { brief, .. }, Mode::Unsaved) => {
                self.mode = Mode::Read;
                self.say(format!("{brief}; q quits"));
            }
            (Outcome::Saved { news: Some(news), .. }, _) => self.say(news),
            (Outcome::Failed { is_dirty: true, .. }, Mode::Leaving | Mode::Unsaved) => self.mode = Mode::Unsaved,
            (Outcome::Failed { news: Some(news), .. }, mode) => {
                if matches!(mode, Mode::Leaving) {
                    self.mode = Mode::Read;
                }
                self.fail(news);
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
            self.push(Effect::Quit);
        }
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
            if self.follow() {
                self.view.lay_out_anew();
            }
        }
    }

    /// `:recover`: has the work of a copy read, or brings back what somebody else removed.
    pub(super) fn recover(&mut self) {
        self.session.recover(self.view.position());
        self.show_recovered();
    }

    pub(super) fn withdrawn(&mut self, other: Option<Offer>) {
        self.session.withdrawn(self.view.position(), other);
        self.show_recovered();
    }

    pub(super) fn recovered(&mut self, markup: Markup, conflicts: usize) {
        self.session.recovered(self.view.position(), markup, conflicts);
        self.show_recovered();
    }

    fn show_recovered(&mut self) {
        if self.follow() {
            self.view.reveal();
        }
    }

    /// Asks for the article to be read again.
    pub(super) fn reload(&mut self) {
        if self.session.is_loading() {
            self.fail("The rest of the article is still being read");
        } else if let Some(path) = self.session.saving().elsewhere() {
            let name = name(path);
            self.fail(format!(
                "Not read again: the annotations are in {name}; open the article anew for those beside it"
            ));
        } else {
            self.push(Effect::Reload);
        }
    }
}
