//! Choosing a part of a sentence, word by word, or the word where it is to be split.
//!
//! Arrows (and `h` `l` `j` `k`) follow the screen: left is left in either direction of text. Space and `b` follow the reading
//! order. A word is a UAX #29 word; a number keeps its percent sign and the marks inside it; other marks are words of their own.

use super::keys::action::Action;
use super::session::{beginnings, is_after_pause};
use super::view::Words;
use super::{App, Mode};
use crate::text::{Span, words};

impl App {
    pub(super) fn enter_part(&mut self) {
        let sentence = self.view.sentence();
        let text = sentence.slice(&self.view.document().text).unwrap_or_default();
        let words: Vec<Span> = words(text).into_iter().map(|word| word.shifted(sentence.start)).collect();
        if let Some(part) = Words::over(words, 0) {
            self.mode = Mode::Part(part);
        }
    }

    pub(super) fn perform_part(&mut self, action: Action) {
        let Mode::Part(part) = &self.mode else { return };
        let mut part = part.clone();
        match action {
            Action::ExtendLeft | Action::ExtendRight => {
                part.extend();
                self.view.word_beside(&mut part, action == Action::ExtendLeft);
            }
            Action::NextNumber => {
                let text = &self.view.document().text;
                if !part.seek(|word| word.slice(text).is_some_and(|word| word.contains(char::is_numeric))) {
                    self.session.out.say("There is no number in this sentence");
                }
            }
            // The innermost thing first: the extension, then the part.
            Action::Extend | Action::Cancel if part.is_extending() => part.stop_extending(),
            Action::Extend => part.extend(),
            Action::Tag(nth) => {
                self.tag_part(nth, part.span());
                return;
            }
            Action::Tags => {
                self.open_panel(action);
                return;
            }
            Action::Clear => {
                self.session.clear(self.view.position(), &[part.span()], false);
                return;
            }
            Action::Copy => {
                self.copy(part.span());
                self.mode = Mode::Read;
                return;
            }
            Action::Cancel => {
                self.mode = Mode::Read;
                return;
            }
            _ => self.move_word(&mut part, action),
        }
        self.mode = Mode::Part(part);
    }

    /// Lets the reader choose the word that a new sentence shall begin with.
    pub(super) fn enter_split(&mut self) {
        if !self.session.may_change() {
            return;
        }
        let sentence = self.view.sentence();
        let text = &self.view.document().text;
        let choice = beginnings(text, sentence);
        let middle = sentence.start.midpoint(sentence.end);
        let likely = (0..choice.len())
            .filter(|at| is_after_pause(text, sentence, choice[*at]))
            .min_by_key(|at| choice[*at].start.abs_diff(middle));
        match Words::over(choice, likely.unwrap_or(0)) {
            Some(part) => self.mode = Mode::Split(part),
            None => self.session.out.fail("There is no second word to split the sentence at"),
        }
    }

    pub(super) fn perform_split(&mut self, action: Action) {
        let Mode::Split(part) = &self.mode else { return };
        let mut part = part.clone();
        match action {
            Action::Accept => {
                self.mode = Mode::Read;
                self.session.split(self.view.position(), part.word().start);
                self.follow();
                // The half that was lit up is what the reader is at.
                self.view.go_to(part.word().start);
                return;
            }
            Action::Cancel => {
                self.mode = Mode::Read;
                return;
            }
            Action::NextPause => {
                let sentence = self.view.sentence();
                let text = &self.view.document().text;
                if !part.seek(|word| is_after_pause(text, sentence, word)) {
                    self.session.out.say("There is no comma, semicolon or end inside the sentence");
                }
            }
            _ => self.move_word(&mut part, action),
        }
        self.mode = Mode::Split(part);
    }

    /// Moves from word to word.
    pub(super) fn move_word(&mut self, words: &mut Words, action: Action) {
        match action {
            Action::WordLeft | Action::WordRight => self.view.word_beside(words, action == Action::WordLeft),
            Action::WordUp | Action::WordDown => self.view.word_above(words, action == Action::WordUp),
            Action::NextWord => words.step(1),
            Action::PreviousWord => words.step(-1),
            Action::FirstWord => words.to(0),
            Action::LastWord => words.to(usize::MAX),
            _ => {}
        }
    }
}
