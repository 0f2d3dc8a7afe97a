//! Undo and redo, of annotations and boundaries alike.

use std::sync::Arc;

use super::boundary::place;
use super::{App, Mode};
use crate::annotation::{Annotation, Change, Edit, History, Markup};

/// [`History::undo`] or [`History::redo`].
type Step = for<'h> fn(&'h mut History, &mut Markup) -> Option<&'h Change>;

impl App {
    pub(super) fn undo(&mut self, times: usize) {
        self.travel(times, History::undo, "Undone", "Nothing to undo");
    }

    pub(super) fn redo(&mut self, times: usize) {
        self.travel(times, History::redo, "Redone", "Nothing to redo");
    }

    /// Steps through the history, to where the reader was at each change.
    fn travel(&mut self, times: usize, step: Step, done: &str, nothing: &str) {
        for _ in 0..times.max(1) {
            if !self.may_change() {
                return;
            }
            let Some(change) = step(&mut self.session.history, &mut self.session.markup) else {
                self.say(nothing);
                return;
            };
            let (what, position) = (change.what.clone(), change.position);
            let made: Vec<Arc<Annotation>> = change.edits.iter().filter_map(one_sided).cloned().collect();
            let places: Vec<usize> = change.boundaries.iter().filter_map(place).collect();
            self.give_way(&made);
            if !places.is_empty() {
                self.take_boundaries(&places);
                // The words of a part are those of a sentence that may be another one now.
                if matches!(self.mode, Mode::Part(_)) {
                    self.mode = Mode::Read;
                }
            }
            self.return_to(position);
            self.say(format!("{done}: {what}"));
            self.save();
        }
    }

    /// Takes out what was brought back where somebody gave the same anew meanwhile: it would be there twice. What came back together may
    /// be so.
    fn give_way(&mut self, made: &[Arc<Annotation>]) {
        let doubled: Vec<&str> = made.iter().filter(|item| self.has_twin(item)).map(|item| item.id.as_str()).collect();
        let back: Vec<Arc<Annotation>> =
            doubled.into_iter().filter_map(|id| self.session.markup.annotations.remove(id)).collect();
        let alone: Vec<Arc<Annotation>> = back.into_iter().filter(|item| !self.has_twin(item)).collect();
        for item in alone {
            self.session.markup.annotations.insert(item);
        }
    }

    fn return_to(&mut self, position: usize) {
        if matches!(self.mode, Mode::Part(_)) {
            return;
        }
        self.view.go_to(position);
        self.clamp_list();
        self.clamp_review();
    }
}

/// The annotation that an edit makes or removes.
fn one_sided(edit: &Edit) -> Option<&Arc<Annotation>> {
    match edit {
        (None, Some(item)) | (Some(item), None) => Some(item),
        _ => None,
    }
}
