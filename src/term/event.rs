//! Bytes of the terminal become the program's events.

use termina::Parser;
use termina::event::{
    Event as Terminal, KeyCode, KeyEvent, KeyEventKind, Modifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::app::Event;
use crate::app::key::{Code, Key};

/// Lines that one notch of the wheel scrolls.
const NOTCH: i64 = 3;

/// Parses keys, mouse and pasted text; see [`super::replies`] for what is not among them.
#[derive(Default)]
pub(super) struct Keys(Parser);

impl Keys {
    /// The events that `bytes` complete.
    pub(super) fn parse(&mut self, bytes: &[u8]) -> Vec<Event> {
        self.0.parse(bytes, false);
        std::iter::from_fn(|| self.0.pop()).filter_map(translate).collect()
    }
}

/// Translates an event; `None` for those that mean nothing here.
fn translate(event: Terminal) -> Option<Event> {
    match event {
        Terminal::Key(key) if key.kind != KeyEventKind::Release => translate_key(key).map(Event::Key),
        Terminal::Mouse(mouse) => translate_mouse(mouse),
        Terminal::Paste(text) => Some(Event::Paste(text)),
        _ => None,
    }
}

fn translate_key(event: KeyEvent) -> Option<Key> {
    let mut key = Key {
        code: Code::Esc,
        ctrl: event.modifiers.contains(Modifiers::CONTROL),
        alt: event.modifiers.contains(Modifiers::ALT),
        shift: event.modifiers.contains(Modifiers::SHIFT),
    };
    key.code = match event.code {
        KeyCode::Char(character) => {
            key.shift = false;
            Code::Char(if key.ctrl { character.to_ascii_lowercase() } else { character })
        }
        KeyCode::Enter => Code::Enter,
        KeyCode::Escape => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => {
            key.shift = true;
            Code::Tab
        }
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Function(number) => Code::F(number),
        _ => return None,
    };
    Some(key)
}

fn translate_mouse(event: MouseEvent) -> Option<Event> {
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Event::Click { column: event.column, row: event.row }),
        MouseEventKind::ScrollUp => Some(Event::Wheel(-NOTCH)),
        MouseEventKind::ScrollDown => Some(Event::Wheel(NOTCH)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, Keys};

    #[test]
    fn keys_have_the_names_of_the_keymap() {
        let table = [
            ("j", "j"),
            ("G", "G"),
            ("\x12", "Ctrl-R"),
            ("\x1a", "Ctrl-Z"),
            ("\x1b[Z", "Shift-Tab"),
            ("\x1b[1;2D", "Shift-Left"),
            ("\x1b[6~", "PgDn"),
            ("\x1bOP", "F1"),
            ("\r", "Enter"),
            ("\x7f", "Backspace"),
            (" ", "Space"),
            ("\x1b", "Esc"),
            ("ت", "ت"),
        ];
        for (bytes, name) in table {
            let events = Keys::default().parse(bytes.as_bytes());
            let [Event::Key(key)] = events.as_slice() else { panic!("{name}: {events:?}") };
            assert_eq!(key.to_string(), name);
        }
    }

    #[test]
    fn wheel_click_and_paste() {
        let mut keys = Keys::default();
        let events = keys.parse(b"\x1b[<65;10;5M\x1b[<0;10;5M\x1b[<0;10;5m\x1b[200~\xd8\xa8 q\x1b[201~");
        let wanted = [Event::Wheel(3), Event::Click { column: 9, row: 4 }, Event::Paste("ب q".into())];
        assert_eq!(format!("{events:?}"), format!("{wanted:?}"));
    }

    #[test]
    fn a_key_cut_in_two_is_one_key() {
        let mut keys = Keys::default();
        assert!(keys.parse(&"ت".as_bytes()[..1]).is_empty());
        assert_eq!(keys.parse(&"ت".as_bytes()[1..]).len(), 1);
    }
}
