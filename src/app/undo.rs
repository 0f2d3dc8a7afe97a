//! Undo and redo, of annotations and boundaries alike.

use super::boundary::place;
use super::{App, Mode};
use crate::annotation::{AnnotationSet, BoundarySet, Change, History};

/// [`History::undo`] or [`History::redo`].
type Step = for<'h> fn(&'h mut History, &mut AnnotationSet, &mut BoundarySet) -> Option<&'h Change>;

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
            let Some(change) = step(&mut self.history, &mut self.annotations, &mut self.boundaries) else {
                self.say(nothing);
                return;
            };
            let (what, position) = (change.what.clone(), change.position);
            let places: Vec<usize> = change.boundaries.iter().filter_map(place).collect();
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

    fn return_to(&mut self, position: usize) {
        if matches!(self.mode, Mode::Part(_)) {
            return;
        }
        let place = self.flow.place_at(position);
        self.move_to(place);
        self.clamp_list();
        self.clamp_review();
    }
}
