//! The line that says what happened, until the next key.

use super::App;

/// A line for the reader, until the next key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub error: bool,
}

/// How the message begins that work is not saved, and what is between it and another failure.
pub(super) const NOT_SAVED: &str = "NOT SAVED";
pub(super) const ALSO: &str = "; also: ";

impl App {
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), error: false });
    }

    /// Says what failed. That work is not saved stays said until the next key, before what fails meanwhile.
    pub(super) fn fail(&mut self, text: impl Into<String>) {
        let text = text.into();
        let before = self.message.take().filter(|message| message.error && self.session.saving.failure().is_some());
        let text = match before.map(|message| message.text) {
            Some(before) if before.starts_with(NOT_SAVED) && !text.starts_with(NOT_SAVED) => {
                let before = before.split(ALSO).next().unwrap_or_default();
                format!("{before}{ALSO}{text}")
            }
            Some(before) if text.starts_with(NOT_SAVED) => {
                let other = if before.starts_with(NOT_SAVED) { before.split(ALSO).nth(1) } else { Some(&*before) };
                text + &other.map_or_else(String::new, |other| format!("{ALSO}{other}"))
            }
            _ => text,
        };
        self.message = Some(Message { text, error: true });
    }
}
