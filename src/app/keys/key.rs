//! Keys as the program knows them, whatever sent them.

use std::fmt;

/// What was pressed, without modifiers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Code {
    /// A character as typed, shift already applied.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete forwards.
    Delete,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// A key with its modifiers. Shift is kept only where the character does not show it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Key {
    /// What was pressed.
    pub code: Code,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
    /// Shift was held with a key that is not a character.
    pub shift: bool,
}

const NAMES: [(&str, Code); 14] = [
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("Space", Code::Char(' ')),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// Reads `j`, `Ctrl-R`, `Shift-Left`, `PgDn`, `F1`: the names that help and README print. `None` for anything else.
    pub fn parse(name: &str) -> Option<Self> {
        let mut key = Self::plain(Code::Esc);
        let mut rest = name;
        loop {
            if let Some(after) = rest.strip_prefix("Ctrl-") {
                (key.ctrl, rest) = (true, after);
            } else if let Some(after) = rest.strip_prefix("Alt-") {
                (key.alt, rest) = (true, after);
            } else if let Some(after) = rest.strip_prefix("Shift-") {
                (key.shift, rest) = (true, after);
            } else {
                break;
            }
        }
        key.code = if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == rest) {
            *code
        } else if let Some(number) = rest.strip_prefix('F').and_then(|number| number.parse().ok()) {
            Code::F(number)
        } else {
            let mut characters = rest.chars();
            let character = characters.next().filter(|_| characters.as_str().is_empty())?;
            Code::Char(if key.ctrl { character.to_ascii_lowercase() } else { character })
        };
        Some(key)
    }
}

impl Key {
    /// The key before the second of two, which `;` begins, and the key: of `;t` both, of any other name none and the key.
    pub fn sequence(name: &str) -> Option<(Option<Self>, Self)> {
        match name.strip_prefix(';').filter(|second| !second.is_empty()) {
            Some(second) => Some((Some(Self::plain(Code::Char(';'))), Self::parse(second)?)),
            None => Some((None, Self::parse(name)?)),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")] {
            if held {
                out.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return out.write_str(name);
        }
        match self.code {
            Code::Char(character) if self.ctrl => write!(out, "{}", character.to_ascii_uppercase()),
            Code::Char(character) => write!(out, "{character}"),
            Code::F(number) => write!(out, "F{number}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn names_are_read_back_as_they_are_printed() {
        for name in ["j", "G", "}", "Ctrl-R", "Shift-Left", "PgDn", "F1", "Space", "Esc", "Shift-Tab", "Alt-x"] {
            assert_eq!(Key::parse(name).map(|key| key.to_string()).as_deref(), Some(name));
        }
        assert_eq!(Key::parse("jj"), None);
    }
}
