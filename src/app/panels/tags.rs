//! The small list of all tags: the letter that a tag has in the margin takes it, or its digit, or Enter on its row.

use super::Panel;
use crate::annotation::Tag;
use crate::app::keys::action::Action;
use crate::app::keys::key::{Code, Key};
use crate::app::keys::keymap::{Context, reserved};
use crate::app::keys::to_qwerty;
use crate::app::page::{Label, Strip};
use crate::app::{App, Mode};

#[derive(Debug)]
struct Tags {
    /// Of each tag its key, or why it has none.
    keys: Vec<String>,
    /// Whether a tag is to be the only one in a list.
    lists: bool,
}

/// Over what is under way: it goes on with the tag.
pub(super) fn open(app: &mut App) {
    let beneath = std::mem::replace(&mut app.mode, Mode::Read);
    let tags = app.session.tags();
    let keys = tags.keys(&reserved()).into_iter().zip(tags.iter()).map(|(key, tag)| match key {
        Ok(key) => key.to_string(),
        Err(why) => why.replacen(&format!(" of the tag {}", tag.id), "", 1),
    });
    let (keys, lists) = (keys.collect(), matches!(beneath, Mode::Panel(_)));
    app.show_panel(Tags { keys, lists }, 0, beneath);
}

impl Panel for Tags {
    fn context(&self) -> Context {
        Context::Tags
    }

    fn title(&self, _: &App, _: usize) -> String {
        "All tags: the letter takes one".to_owned()
    }

    fn len(&self, app: &App) -> usize {
        app.session.tags().len()
    }

    fn has(&self, app: &App, row: usize, is_in: &dyn Fn(&str) -> bool) -> bool {
        app.session.tags().nth(row).is_some_and(|Tag { id, label, .. }| is_in(id) || is_in(label))
    }

    /// The letter that takes it, its sign and label, its digit and key, or why it has no key.
    fn draw(&self, app: &mut App, row: usize, strip: &mut Strip, width: u16, label: Label) {
        let tags = app.session.tags();
        let Some(tag) = tags.nth(row) else { return };
        let (letter, colour) = (tags.letter(row), Label { tag: Some(tag.colour), ..label });
        strip.push_text(&format!(" {}  ", letter.to_ascii_lowercase()), width, label);
        strip.push_char(tags.shape(row), colour);
        strip.push_char(letter, colour);
        strip.push_text(&format!(" {}", tag.label), width.min(strip.width() + 24), label);
        strip.fill(30, label);
        let digit = if row < 9 { (row + 1).to_string() } else { String::new() };
        let key = self.keys.get(row).map_or("", String::as_str);
        strip.push_text(&format!(" {digit:1} {key}"), width, label);
    }

    fn row_of(&self, app: &App, key: Key) -> Option<usize> {
        let (Code::Char(typed), false, false) = (key.code, key.ctrl, key.alt) else { return None };
        let (tags, typed) = (app.session.tags(), to_qwerty(typed).to_ascii_uppercase());
        match typed.to_digit(10) {
            Some(digit) => (digit as usize).checked_sub(1).filter(|nth| *nth < tags.len()),
            None => (0..tags.len()).find(|nth| typed.is_ascii_uppercase() && tags.letter(*nth) == typed),
        }
    }

    /// Does what the key of the tag does there.
    fn accept(&self, app: &mut App, row: usize) {
        app.perform(if self.lists { Action::Filter(row) } else { Action::Tag(row) }, None);
    }
}
