//! What there is to do and to say.

use super::effect::Effect;
use super::message::Message;

/// How a message begins that says that work is not saved, and what is between it and another failure.
pub(super) const NOT_SAVED: &str = "NOT SAVED";
pub(super) const ALSO: &str = "; also: ";

/// What is to be done, in order, and what is said until the next key.
#[derive(Debug, Default)]
pub struct Outbox {
    /// To be done.
    pub effects: Vec<Effect>,
    /// Said last.
    pub message: Option<Message>,
}

impl Outbox {
    /// Has something done.
    pub fn push(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Says something.
    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message::said(text));
    }

    /// Says what failed. That work is not saved stays said until the next key, before what fails meanwhile.
    pub fn fail(&mut self, text: impl Into<String>) {
        let text = text.into();
        let before = self.message.take().filter(|message| message.error).map(|message| message.text);
        self.message = Some(Message::failed(match before {
            Some(before) if before.starts_with(NOT_SAVED) && !text.starts_with(NOT_SAVED) => {
                let before = before.split(ALSO).next().unwrap_or_default();
                format!("{before}{ALSO}{text}")
            }
            Some(before) if text.starts_with(NOT_SAVED) => {
                let other = if before.starts_with(NOT_SAVED) { before.split(ALSO).nth(1) } else { Some(&*before) };
                text + &other.map_or_else(String::new, |other| format!("{ALSO}{other}"))
            }
            _ => text,
        }));
    }
}
