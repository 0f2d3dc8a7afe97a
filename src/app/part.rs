//! Choosing a part of a sentence, word by word.
//!
//! Arrows (and `h` `l` `j` `k`) follow the screen: left is left in either direction of text. Space and `b` follow the reading
//! order. A word is a UAX #29 word; a number keeps its percent sign and the marks inside it; other marks are words of their own.

use unicode_segmentation::UnicodeSegmentation;

use super::action::Action;
use super::{App, Mode};
use crate::text::Span;

/// The words of the sentence and the ones chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PartMode {
    /// Absolute spans in reading order; never empty.
    words: Vec<Span>,
    /// The word that movement is from.
    head: usize,
    /// The word where the part begins while it is being extended.
    anchor: Option<usize>,
}

/// Where a word is on the screen: the line of its paragraph, and its first and last column.
#[derive(Clone, Copy, Debug)]
struct Drawn {
    line: usize,
    left: usize,
    right: usize,
}

impl PartMode {
    /// The part: from the first to the last chosen word.
    pub fn span(&self) -> Span {
        let anchor = self.anchor.unwrap_or(self.head);
        let (first, last) = (self.head.min(anchor), self.head.max(anchor));
        Span::new(self.words[first].start, self.words[last].end)
    }

    /// Some words to choose one of; `None` where there is none.
    pub(super) fn over(words: Vec<Span>, head: usize) -> Option<Self> {
        (head < words.len()).then_some(Self { words, head, anchor: None })
    }

    /// The word that movement is from.
    pub(super) fn word(&self) -> Span {
        self.words[self.head]
    }

    /// Goes to the next word that is wanted, from the start again after the last; `false` where there is none.
    pub(super) fn seek(&mut self, is_wanted: impl Fn(Span) -> bool) -> bool {
        let count = self.words.len();
        let next = (1..=count).map(|step| (self.head + step) % count).find(|word| is_wanted(self.words[*word]));
        self.head = next.unwrap_or(self.head);
        next.is_some()
    }

    /// Goes to the last word that starts at or before a byte; to the first where none does.
    pub(super) fn seek_byte(&mut self, byte: usize) {
        self.head = self.words.partition_point(|word| word.start <= byte).saturating_sub(1);
    }

    /// Whether movement extends.
    pub fn is_extending(&self) -> bool {
        self.anchor.is_some()
    }

    fn to(&mut self, head: usize) {
        self.head = head.min(self.words.len() - 1);
    }
}

/// The words of a text, as spans of it. White space belongs to none.
pub(super) fn words(text: &str) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    let mut number = false;
    for (at, word) in text.split_word_bound_indices() {
        if word.trim().is_empty() {
            number = false;
            continue;
        }
        let percent = matches!(word, "%" | "٪" | "‰");
        match words.last_mut() {
            Some(last) if number && percent && last.end == at => last.end = at + word.len(),
            _ => words.push(Span::new(at, at + word.len())),
        }
        number = word.chars().next().is_some_and(char::is_numeric);
    }
    words
}

impl App {
    pub(super) fn enter_part(&mut self) {
        let sentence = self.view.flow.span(self.view.cursor);
        let text = sentence.slice(&self.view.flow.article().document.text).unwrap_or_default();
        let words: Vec<Span> = words(text).into_iter().map(|word| word.shifted(sentence.start)).collect();
        if let Some(part) = PartMode::over(words, 0) {
            self.mode = Mode::Part(part);
        }
    }

    /// Moves to the word that holds a byte of the article, if it is in the sentence.
    pub(super) fn part_to(&mut self, byte: usize) {
        if let Mode::Part(part) = &mut self.mode
            && let Some(word) = part.words.iter().position(|word| word.contains(byte))
        {
            part.head = word;
        }
    }

    pub(super) fn perform_part(&mut self, action: Action) {
        let Mode::Part(part) = &self.mode else { return };
        let mut part = part.clone();
        match action {
            Action::ExtendLeft | Action::ExtendRight => {
                part.anchor.get_or_insert(part.head);
                self.move_sideways(&mut part, action == Action::ExtendLeft);
            }
            Action::NextNumber => self.next_number(&mut part),
            Action::Extend => part.anchor = if part.anchor.is_some() { None } else { Some(part.head) },
            Action::Tag(nth) => {
                if self.toggle(nth, &[part.span()], false).is_some() {
                    self.mode = Mode::Read;
                }
                return;
            }
            Action::Clear => {
                self.clear(&[part.span()], false);
                return;
            }
            Action::Copy => {
                self.copy(part.span());
                self.mode = Mode::Read;
                return;
            }
            // The innermost thing first: the extension, then the part.
            Action::Cancel if part.anchor.is_some() => part.anchor = None,
            Action::Cancel => {
                self.mode = Mode::Read;
                return;
            }
            _ => self.move_word(&mut part, action),
        }
        self.mode = Mode::Part(part);
    }

    /// Moves from word to word.
    pub(super) fn move_word(&mut self, part: &mut PartMode, action: Action) {
        match action {
            Action::WordLeft | Action::WordRight => self.move_sideways(part, action == Action::WordLeft),
            Action::WordUp | Action::WordDown => self.move_vertically(part, action == Action::WordUp),
            Action::NextWord => part.to(part.head + 1),
            Action::PreviousWord => part.to(part.head.saturating_sub(1)),
            Action::FirstWord => part.to(0),
            Action::LastWord => part.to(usize::MAX),
            _ => {}
        }
    }

    /// Where each word is drawn.
    fn drawn(&mut self, part: &PartMode) -> Vec<Drawn> {
        let paragraph = self.view.cursor.paragraph;
        let start = self.view.flow.article().document.paragraphs[paragraph].span.start;
        let lines = self.view.flow.lines(paragraph);
        part.words
            .iter()
            .map(|word| {
                let within = word.start.saturating_sub(start);
                let number = lines.partition_point(|line| line.span.start <= within).saturating_sub(1);
                let mut drawn = Drawn { line: number, left: usize::MAX, right: 0 };
                let mut column = 0;
                for cell in lines.get(number).map_or(&[][..], |line| &line.cells) {
                    let after = column + usize::from(cell.width);
                    if cell.width > 0 && cell.span.shifted(start).overlaps(*word) {
                        drawn.left = drawn.left.min(column);
                        drawn.right = drawn.right.max(after);
                    }
                    column = after;
                }
                drawn
            })
            .collect()
    }

    /// One word to the side; past the edge of the line, to the line that is read next in that direction.
    fn move_sideways(&mut self, part: &mut PartMode, left: bool) {
        let drawn = self.drawn(part);
        let here = drawn[part.head];
        let on_line = |line: usize| drawn.iter().enumerate().filter(move |(_, word)| word.line == line);
        let beside = if left {
            on_line(here.line).filter(|(_, word)| word.left < here.left).max_by_key(|(_, word)| word.left)
        } else {
            on_line(here.line).filter(|(_, word)| word.left > here.left).min_by_key(|(_, word)| word.left)
        };
        let target = beside.or_else(|| {
            let rtl = self.view.flow.article().document.direction(self.view.cursor.paragraph).is_rtl();
            let line = if left == rtl { Some(here.line + 1) } else { here.line.checked_sub(1) }?;
            if left {
                on_line(line).max_by_key(|(_, word)| word.left)
            } else {
                on_line(line).min_by_key(|(_, word)| word.left)
            }
        });
        if let Some((word, _)) = target {
            part.to(word);
        }
    }

    /// The nearest word of the line above or below.
    fn move_vertically(&mut self, part: &mut PartMode, up: bool) {
        let drawn = self.drawn(part);
        let here = drawn[part.head];
        let middle = |word: &Drawn| word.left.min(word.right).midpoint(word.right);
        let line = if up { here.line.checked_sub(1) } else { Some(here.line + 1) };
        let target = drawn
            .iter()
            .enumerate()
            .filter(|(_, word)| Some(word.line) == line)
            .min_by_key(|(_, word)| middle(word).abs_diff(middle(&here)));
        if let Some((word, _)) = target {
            part.to(word);
        }
    }

    /// The next word with a digit, from the start again after the last.
    fn next_number(&mut self, part: &mut PartMode) {
        let text = &self.view.flow.article().document.text;
        if !part.seek(|word| word.slice(text).is_some_and(|word| word.contains(char::is_numeric))) {
            self.say("There is no number in this sentence");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_number_keeps_its_sign_and_marks_stand_alone() {
        let text = "نما 7.5% (تقريبا)، 12٪";
        let found: Vec<&str> = words(text).into_iter().filter_map(|word| word.slice(text)).collect();
        assert_eq!(found, ["نما", "7.5%", "(", "تقريبا", ")", "،", "12٪"]);
    }
}
