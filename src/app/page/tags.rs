//! The small list of all tags.

use super::{Label, Page};
use crate::app::App;
use crate::app::keys::keymap::reserved;

impl App {
    /// Of each tag the letter that takes it, its sign and label, its digit and key, and why it has no key.
    pub(super) fn draw_tags(&mut self, selected: usize, page: &mut Page) {
        let keys = self.session.tags().keys(&reserved());
        let frame = self.frame("All tags: the letter takes one", keys.len(), page);
        self.rows(&frame, keys.len(), selected, page, |app, nth, strip, width, label| {
            let tags = app.session.tags();
            let Some(tag) = tags.nth(nth) else { return };
            let (letter, colour) = (tags.letter(nth), Label { tag: Some(tag.colour), ..label });
            strip.push_text(&format!(" {}  ", letter.to_ascii_lowercase()), width, label);
            strip.push_char(tags.shape(nth), colour);
            strip.push_char(letter, colour);
            strip.push_text(&format!(" {}", tag.label), width.min(strip.width() + 24), label);
            strip.fill(30, label);
            let digit = if nth < 9 { (nth + 1).to_string() } else { String::new() };
            let key = match &keys[nth] {
                Ok(key) => key.to_string(),
                Err(why) => why.replacen(&format!(" of the tag {}", tag.id), "", 1),
            };
            strip.push_text(&format!(" {digit:1} {key}"), width, label);
        });
    }
}
