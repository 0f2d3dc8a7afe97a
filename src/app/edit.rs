//! A line of text being written: the logical text and a caret that follows the screen.

use unicode_segmentation::UnicodeSegmentation;

use super::keys::key::{Code, Key};
use crate::text::Line;
use crate::text::caret::{self, Affinity, Position};
use crate::text::layout::{Order, layout};

/// A one-line text field for text of either direction. Positions are bytes of its text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LineEdit {
    text: String,
    caret: Position,
    /// The order in which it is shown.
    order: Order,
}

impl LineEdit {
    /// A field with `text` in it and the caret at its end.
    pub fn new(text: &str, order: Order) -> Self {
        let mut edit = Self { order, ..Self::default() };
        edit.insert(text);
        edit
    }

    /// What was written, in logical order.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as one line of cells, and the column of the caret in it. The base direction is that of the first strong character.
    pub fn line(&self) -> (Option<Line>, usize) {
        let line = layout(&self.text, &self.order.options(None, None)).into_iter().next();
        let column = line.as_ref().map_or(0, |line| caret::column(line, self.caret));
        (line, column)
    }

    /// Puts the caret where the column of the line is.
    pub fn click(&mut self, column: usize) {
        if let (Some(line), _) = self.line() {
            self.caret = caret::hit(&line, column);
        }
    }

    /// Writes at the caret. Line ends become blanks, other control characters are left out: a field has one line.
    pub fn insert(&mut self, text: &str) {
        let clean: String = text
            .chars()
            .filter_map(|character| match character {
                '\n' | '\r' | '\t' => Some(' '),
                _ if character.is_control() => None,
                _ => Some(character),
            })
            .collect();
        self.text.insert_str(self.caret.byte, &clean);
        // What is typed next goes on where this ended.
        self.caret = Position { byte: self.caret.byte + clean.len(), affinity: Affinity::Upstream };
    }

    /// Handles an editing key; `false` when it is not one.
    pub fn key(&mut self, key: Key) -> bool {
        match key.code {
            Code::Char(character) if key.ctrl => match character {
                'a' => self.go(0),
                'e' => self.go(self.text.len()),
                'u' => self.delete(0, self.caret.byte),
                'k' => self.delete(self.caret.byte, self.text.len()),
                'w' => self.delete(self.word_before(), self.caret.byte),
                'h' => self.backspace(),
                'd' => self.delete(self.caret.byte, self.cluster_after()),
                'b' => self.visual(caret::left),
                'f' => self.visual(caret::right),
                _ => return false,
            },
            Code::Char(character) if !key.alt => self.insert(character.encode_utf8(&mut [0; 4])),
            Code::Left if key.ctrl || key.alt => self.word_left(),
            Code::Right if key.ctrl || key.alt => self.word_right(),
            Code::Left => self.visual(caret::left),
            Code::Right => self.visual(caret::right),
            Code::Home => self.go(0),
            Code::End => self.go(self.text.len()),
            Code::Backspace if key.alt || key.ctrl => self.delete(self.word_before(), self.caret.byte),
            Code::Backspace => self.backspace(),
            Code::Delete => self.delete(self.caret.byte, self.cluster_after()),
            _ => return false,
        }
        true
    }

    fn go(&mut self, byte: usize) {
        let affinity = if byte == 0 { Affinity::Downstream } else { Affinity::Upstream };
        self.caret = Position { byte, affinity };
    }

    fn visual(&mut self, step: fn(&Line, Position) -> Option<Position>) {
        if let (Some(line), _) = self.line()
            && let Some(position) = step(&line, self.caret)
        {
            self.caret = position;
        }
    }

    /// Whether the text runs right to left: there, a word to the left is the next one.
    fn is_rtl(&self) -> bool {
        self.line().0.is_some_and(|line| line.direction.is_rtl())
    }

    fn word_left(&mut self) {
        let to = if self.is_rtl() { self.word_after() } else { self.word_before() };
        self.go(to);
    }

    fn word_right(&mut self) {
        let to = if self.is_rtl() { self.word_before() } else { self.word_after() };
        self.go(to);
    }

    /// One code point, as typed: a haraka typed wrong costs the haraka, not its letter.
    fn backspace(&mut self) {
        if let Some(last) = self.text[..self.caret.byte].chars().next_back() {
            self.delete(self.caret.byte - last.len_utf8(), self.caret.byte);
        }
    }

    fn delete(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.go(from);
    }

    fn cluster_after(&self) -> usize {
        let rest = &self.text[self.caret.byte..];
        self.caret.byte + rest.graphemes(true).next().map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let before = self.text[..self.caret.byte].trim_end();
        before.unicode_word_indices().next_back().map_or(0, |(at, _)| at)
    }

    fn word_after(&self) -> usize {
        let rest = &self.text[self.caret.byte..];
        rest.unicode_word_indices().next().map_or(self.text.len(), |(at, word)| self.caret.byte + at + word.len())
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Key, LineEdit, Order};

    fn press(edit: &mut LineEdit, names: &str) {
        for name in names.split(' ') {
            assert!(edit.key(Key::parse(name).unwrap()), "{name}");
        }
    }

    #[test]
    fn arrows_follow_the_screen_in_both_directions() {
        let mut edit = LineEdit::new("אבג", Order::Visual);
        assert_eq!(edit.line().1, 0, "the end of right-to-left text is its left edge");
        press(&mut edit, "Right");
        assert_eq!(edit.line().1, 1);
        press(&mut edit, "x");
        assert_eq!(edit.text(), "אבxג");
    }

    #[test]
    fn backspace_takes_a_mark_and_delete_a_cluster() {
        let mut edit = LineEdit::new("بَ", Order::Visual);
        press(&mut edit, "Backspace");
        assert_eq!(edit.text(), "ب");
        let mut edit = LineEdit::new("بَس", Order::Visual);
        press(&mut edit, "Home Delete");
        assert_eq!(edit.text(), "س");
    }

    #[test]
    fn words_are_deleted_and_lines_cut() {
        let mut edit = LineEdit::new("one two  three", Order::Visual);
        press(&mut edit, "Ctrl-W");
        assert_eq!(edit.text(), "one two  ");
        press(&mut edit, "Ctrl-W Ctrl-A Ctrl-K");
        assert_eq!(edit.text(), "");
    }

    #[test]
    fn control_characters_do_not_come_in() {
        assert_eq!(LineEdit::new("a\u{1b}[31m\nb", Order::Visual).text(), "a[31m b");
        assert!(!LineEdit::new("", Order::Visual).key(Key::plain(Code::Up)));
    }
}
