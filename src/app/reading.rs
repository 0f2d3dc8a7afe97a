//! Reading: moving, searching, the mouse.

use super::keys::action::Action;
use super::{App, Mode};

impl App {
    /// `count` sentences on, or back where it is negative.
    pub(super) fn step(&mut self, count: i64) {
        if !self.view.step(count) {
            self.say(if count > 0 { "Last sentence" } else { "First sentence" });
        }
    }

    /// The first or the last sentence, or the one with the ordinal `count`.
    pub(super) fn go_to_end(&mut self, last: bool, count: Option<usize>) {
        match count.filter(|ordinal| *ordinal > 0) {
            Some(ordinal) => self.go_to_ordinal(ordinal),
            None => self.view.go_to_end(last),
        }
    }

    /// The sentence with a number from 1.
    pub(super) fn go_to_ordinal(&mut self, ordinal: usize) {
        if let Err(why) = self.view.go_to_ordinal(ordinal) {
            self.fail(why);
        }
    }

    /// The `times`-th next (or previous) sentence that is annotated (or is not).
    pub(super) fn seek(&mut self, times: usize, forward: bool, annotated: bool) {
        for _ in 0..times {
            let found = if annotated {
                self.seek_annotated(forward)
            } else {
                self.view.seek(forward, |sentence| self.session.is_bare(sentence))
            };
            if !found {
                let (which, where_to) =
                    (if annotated { "annotated" } else { "untagged" }, if forward { "after" } else { "before" });
                self.say(format!("No {which} sentence {where_to} this one"));
                return;
            }
        }
    }

    fn seek_annotated(&mut self, forward: bool) -> bool {
        let found = self.session.annotated(self.view.sentence(), forward);
        if let Some(position) = found {
            self.view.go_to(position);
        }
        found.is_some()
    }

    pub(super) fn search(&mut self, query: &str) {
        if let Some(message) = self.view.search(query) {
            self.show(message);
        }
    }

    pub(super) fn next_match(&mut self, count: i64) {
        let message = self.view.next_match(count);
        self.show(message);
    }

    /// A click on a cell of the text makes its sentence the current one; in a list it chooses the row.
    pub(super) fn click(&mut self, column: u16, row: u16) {
        self.message = None;
        let byte = self.view.byte_at(column, row);
        match (&mut self.mode, byte) {
            (Mode::Read | Mode::Extend(_) | Mode::Attach(_), Some(byte)) => self.view.go_to(byte),
            (Mode::Part(part), Some(byte)) => part.hit(byte),
            (Mode::Split(part), Some(byte)) => part.seek_byte(byte),
            (Mode::Contents(_) | Mode::List { .. } | Mode::Tags(..) | Mode::Review(_) | Mode::Export(_), _) => {
                self.click_row(row);
            }
            _ => {}
        }
    }

    pub(super) fn wheel(&mut self, lines: i64) {
        self.message = None;
        match self.mode {
            Mode::Read | Mode::Extend(_) | Mode::Attach(_) => self.view.scroll(lines),
            Mode::Contents(_)
            | Mode::List { .. }
            | Mode::Tags(..)
            | Mode::Review(_)
            | Mode::Export(_)
            | Mode::Help(_)
            | Mode::Summary { .. } => {
                self.perform_list(if lines < 0 { Action::PreviousRow } else { Action::NextRow });
            }
            _ => {}
        }
    }
}
