//! crossterm's events become the program's.

use crossterm::event::{
    Event as Terminal, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::app::key::{Code, Key};
use crate::app::{Event, Size};

/// Lines that one notch of the wheel scrolls.
const NOTCH: i64 = 3;

/// Translates an event; `None` for those that mean nothing here.
pub fn translate(event: Terminal) -> Option<Event> {
    match event {
        Terminal::Key(key) if key.kind != KeyEventKind::Release => translate_key(key).map(Event::Key),
        Terminal::Mouse(mouse) => translate_mouse(mouse),
        Terminal::Paste(text) => Some(Event::Paste(text)),
        Terminal::Resize(columns, rows) => Some(Event::Resize(Size { columns, rows })),
        _ => None,
    }
}

fn translate_key(event: KeyEvent) -> Option<Key> {
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let mut key = Key {
        code: Code::Esc,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        alt: event.modifiers.contains(KeyModifiers::ALT),
        shift,
    };
    key.code = match event.code {
        KeyCode::Char(character) => {
            key.shift = false;
            Code::Char(if key.ctrl { character.to_ascii_lowercase() } else { character })
        }
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
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
        KeyCode::F(number) => Code::F(number),
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
    use super::{Event, KeyCode, KeyEvent, KeyModifiers, Terminal, translate};

    #[test]
    fn keys_have_the_names_of_the_keymap() {
        let table = [
            (KeyCode::Char('j'), KeyModifiers::NONE, "j"),
            (KeyCode::Char('G'), KeyModifiers::SHIFT, "G"),
            (KeyCode::Char('r'), KeyModifiers::CONTROL, "Ctrl-R"),
            (KeyCode::BackTab, KeyModifiers::SHIFT, "Shift-Tab"),
            (KeyCode::Left, KeyModifiers::SHIFT, "Shift-Left"),
            (KeyCode::Char(' '), KeyModifiers::NONE, "Space"),
        ];
        for (code, modifiers, name) in table {
            let Some(Event::Key(key)) = translate(Terminal::Key(KeyEvent::new(code, modifiers))) else {
                panic!("{name}")
            };
            assert_eq!(key.to_string(), name);
        }
    }
}
