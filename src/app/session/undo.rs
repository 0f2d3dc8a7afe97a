//! Undo and redo, of annotations and boundaries alike.

use std::sync::Arc;

use super::{Session, place};
use crate::annotation::{Annotation, Change, Edit, History, Markup};

/// [`History::undo`] or [`History::redo`].
type Step = for<'h> fn(&'h mut History, &mut Markup) -> Option<&'h Change>;

impl Session {
    /// Takes the newest change back; returns where the reader was at it, `None` where there is none.
    pub fn undo(&mut self) -> Option<usize> {
        self.travel(History::undo, "Undone", "Nothing to undo")
    }

    /// Makes the change that was taken back last once more.
    pub fn redo(&mut self) -> Option<usize> {
        self.travel(History::redo, "Redone", "Nothing to redo")
    }

    fn travel(&mut self, step: Step, done: &str, nothing: &str) -> Option<usize> {
        if !self.may_change() {
            return None;
        }
        let Some(change) = step(&mut self.history, &mut self.markup) else {
            self.out.say(nothing);
            return None;
        };
        let (said, position) = (format!("{done}: {}", change.what), change.position);
        let made: Vec<Arc<Annotation>> = change.edits.iter().filter_map(one_sided).cloned().collect();
        let places: Vec<usize> = change.boundaries.iter().filter_map(place).collect();
        self.give_way(&made);
        // Somebody else may have taken the tag out meanwhile.
        for item in &made {
            self.admit(&item.tag);
        }
        self.take_boundaries(&places);
        self.out.say(said);
        self.save();
        Some(position)
    }

    /// Takes out what was brought back where somebody gave the same anew meanwhile: it would be there twice. What came back together may
    /// be so.
    fn give_way(&mut self, made: &[Arc<Annotation>]) {
        let doubled: Vec<&str> = made.iter().filter(|item| self.has_twin(item)).map(|item| item.id.as_str()).collect();
        let back: Vec<Arc<Annotation>> =
            doubled.into_iter().filter_map(|id| self.markup.annotations.remove(id)).collect();
        let alone: Vec<Arc<Annotation>> = back.into_iter().filter(|item| !self.has_twin(item)).collect();
        for item in alone {
            self.markup.annotations.insert(item);
        }
    }
}

/// The annotation that an edit makes or removes.
fn one_sided(edit: &Edit) -> Option<&Arc<Annotation>> {
    match edit {
        (None, Some(item)) | (Some(item), None) => Some(item),
        _ => None,
    }
}
