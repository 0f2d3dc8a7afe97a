//! The keys of the review.

use std::sync::Arc;

use super::keys::action::Action;
use super::session::Keep;
use super::{App, Mode};
use crate::annotation::Annotation;

impl App {
    pub(super) fn open_review(&mut self) {
        if self.session.open().is_empty() {
            self.session.out.say("Nothing to review: all annotations are where they were, and none is in conflict");
        } else {
            self.mode = Mode::Review(0);
        }
    }

    /// The annotation of the selected row.
    pub(super) fn reviewed(&self) -> Option<Arc<Annotation>> {
        let Mode::Review(selected) = self.mode else { return None };
        self.session.open().nth(selected).cloned()
    }

    pub(super) fn perform_review(&mut self, action: Action) {
        let Some(item) = self.reviewed() else {
            if action == Action::Accept {
                self.mode = Mode::Read;
            }
            return;
        };
        let at = self.view.position();
        match action {
            Action::Accept => {
                self.mode = Mode::Read;
                self.view.go_to(item.span.start);
            }
            Action::Keep(keep) => self.session.keep(at, &item, keep),
            Action::TakeText if item.state.is_settled() => self.session.keep(at, &item, Keep::Both),
            Action::Note => {
                let note = item.note.clone().unwrap_or_default();
                self.prompt_note(vec![item.id.clone()], &note);
            }
            Action::TakeText => self.session.take_text(at, &item),
            Action::TakeSpellings => self.session.take_spellings(at),
            Action::Attach if self.session.may_change() => {
                self.mode = Mode::Attach(item.id.clone());
                self.view.go_to(item.span.start);
            }
            Action::DeleteRow => {
                let note = if item.note.is_some() { " and its note" } else { "" };
                self.session.discard(at, &item.id, &format!("discarded an annotation{note}"));
            }
            _ => {}
        }
        self.clamp_review();
    }

    /// Attaches the annotation at hand to the current sentence.
    pub(super) fn attach(&mut self) {
        if let Mode::Attach(id) = self.leave_attaching() {
            self.session.attach(&id, self.view.sentence());
            self.clamp_review();
        }
    }

    /// Goes back to the row of the review that something was to be attached from, and returns the mode that it was. The review stays open
    /// as long as there is something in it: keys for its next row must not be keys of the text.
    pub(super) fn leave_attaching(&mut self) -> Mode {
        let row = match &self.mode {
            Mode::Attach(id) => self.session.open().iter().position(|open| open.id == *id),
            _ => None,
        };
        std::mem::replace(&mut self.mode, row.map_or(Mode::Read, Mode::Review))
    }

    /// Keeps the selected row in a review that became shorter. One in which nothing is left stays open: the next key, pressed on the way
    /// through a long list, must not be one of the text's, where `1` tags and `x` clears.
    pub(super) fn clamp_review(&mut self) {
        if let Mode::Review(selected) = self.mode {
            self.mode = Mode::Review(selected.min(self.session.open().len().saturating_sub(1)));
        }
    }
}
