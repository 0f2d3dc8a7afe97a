//! The small list of all tags: the letter that a tag has in the margin takes it, or its digit, or Enter on its row.

use super::keys::action::Action;
use super::keys::key::{Code, Key};
use super::keys::to_qwerty;
use super::{App, Mode};

impl App {
    pub(super) fn open_tags(&mut self) {
        let back = std::mem::replace(&mut self.mode, Mode::Read);
        self.mode = Mode::Tags(0, Box::new(back));
    }

    /// Takes the tag of a letter or a digit while the list is open; whether it was one.
    pub(super) fn take_by_key(&mut self, key: Key) -> bool {
        let (Mode::Tags(..), Code::Char(typed), false, false) = (&self.mode, key.code, key.ctrl, key.alt) else {
            return false;
        };
        let (tags, typed) = (self.session.tags(), to_qwerty(typed).to_ascii_uppercase());
        let nth = match typed.to_digit(10) {
            Some(digit) => (digit as usize).checked_sub(1).filter(|nth| *nth < tags.len()),
            None => (0..tags.len()).find(|nth| typed.is_ascii_uppercase() && tags.letter(*nth) == typed),
        };
        nth.map(|nth| self.take_tag(nth)).is_some()
    }

    pub(super) fn perform_tags(&mut self, action: Action) {
        let Mode::Tags(selected, back) = &mut self.mode else { return };
        match action {
            Action::Accept => {
                let nth = *selected;
                self.take_tag(nth);
            }
            Action::Cancel => self.mode = std::mem::replace(&mut **back, Mode::Read),
            _ => self.perform_list(action),
        }
    }

    /// Goes on with what was under way, and does what the key of the tag does there.
    fn take_tag(&mut self, nth: usize) {
        let Mode::Tags(_, back) = std::mem::replace(&mut self.mode, Mode::Read) else { return };
        self.mode = *back;
        let lists = matches!(self.mode, Mode::List { .. });
        self.perform(if lists { Action::Filter(nth) } else { Action::Tag(nth) }, None);
    }
}
