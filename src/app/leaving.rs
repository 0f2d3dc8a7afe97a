//! What comes of saving, merging and recovering for the reader, and leaving.

use super::session::{Outcome, name};
use super::{App, Effect, Mode};
use crate::store::Report;

impl App {
    pub(super) fn saver_reports(&mut self, report: Report) {
        let Some(outcome) = self.session.saver_reports(report) else { return };
        match (outcome, &self.mode) {
            (Outcome::Saved { .. }, Mode::Leaving) => self.session.out.push(Effect::Quit),
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
            self.session.out.push(Effect::Quit);
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
        }
    }

    /// Asks for the article to be read again.
    pub(super) fn reload(&mut self) {
        if self.session.is_loading() {
            self.session.out.fail("The rest of the article is still being read");
        } else if let Some(path) = self.session.saving().elsewhere() {
            let name = name(path);
            self.session.out.fail(format!(
                "Not read again: the annotations are in {name}; open the article anew for those beside it"
            ));
        } else {
            self.session.out.push(Effect::Reload);
        }
    }
}
