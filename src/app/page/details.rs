//! What a person is told in full of where the work is saved, or why it is not.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::App;
use crate::app::session::{Failure, SaveState};
use crate::store::Offer;

impl App {
    /// Where the annotations are and since when, or why they are not, in full.
    pub(in crate::app) fn saving_in_full(&self) -> Vec<String> {
        let place = self.session.saving().path().display();
        let mut texts = match self.session.saving().state() {
            SaveState::Unchanged => vec![format!("No changes. Annotations are saved in {place}")],
            SaveState::Saving => vec![format!("Being saved in {place}")],
            SaveState::Saved(at) => vec![format!("Saved at {} in {place}", self.clock(at))],
            SaveState::Failed(failure) => {
                let mut texts = self.failure_in_full(&failure);
                let by_itself = if failure.again { "It is tried again by itself. " } else { "" };
                texts.push(format!("{by_itself}:w tries at once, :w PATH saves elsewhere."));
                texts.push(match &failure.copy {
                    Some(copy) => format!("A copy of all of it is in {}.", copy.display()),
                    None => "No copy of it could be kept either.".to_owned(),
                });
                texts
            }
            SaveState::Locked(locked) => vec![
                format!("LOCKED: {}", locked.full),
                "The article can be read; nothing can be tagged or saved, and the file stays as it is.".to_owned(),
            ],
        };
        texts.extend(self.session.saving().merging.unread.clone());
        if !self.session.saving().merging.conflicts.is_empty() {
            texts.push("Changed here and by somebody else at the same time; nothing of it is lost:".to_owned());
            texts.extend(self.session.saving().merging.conflicts.iter().cloned());
        }
        texts.extend(self.session.removed_in_full());
        if let Some(Offer { copy, from }) = self.session.offered() {
            let copy = copy.display();
            let of = from.as_ref().map(|from| format!(", made when the article was {}", from.display()));
            let of = of.unwrap_or_default();
            texts.push(format!("There is work that is not in the file{of}. It is in {copy}; :recover takes it in."));
        }
        texts
    }

    pub(in crate::app) fn failure_in_full(&self, failure: &Failure) -> Vec<String> {
        let at = self.clock(failure.at);
        let tried = match failure.tries {
            1 => format!("NOT SAVED. Tried at {at}:"),
            tries => format!("NOT SAVED. Tried {tries} times, last at {at}:"),
        };
        vec![tried, failure.message.clone()]
    }

    /// The time of day.
    pub(in crate::app) fn clock(&self, at: Timestamp) -> String {
        let zone = self.settings.time_zone.clone().unwrap_or_else(TimeZone::system);
        at.to_zoned_datetime(zone).strftime("%H:%M:%S").to_string()
    }
}
