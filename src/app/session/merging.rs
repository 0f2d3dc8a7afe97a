//! What others changed in the sidecar while it is open here, taken over.

use std::collections::HashSet;

use super::{Session, place, plural};
use crate::annotation::{Annotation, Markup};

impl Session {
    /// Takes the merge over that waits, if there is one. While something is being chosen or written it must wait: an annotation must not
    /// become another one under the reader's hands. What is changed until then the saver merges as well.
    pub fn take_over(&mut self) {
        let Some(merge) = self.saving.merging.waiting.take() else { return };
        // A newer state is on its way to the saver, which merges that one, too, and reports it.
        if merge.revision < self.saving.revision() {
            return;
        }
        self.saving.merging.seen = merge.seen;
        let removed = self.replace(merge.markup);
        self.say_merged(removed);
    }

    /// Returns how much of what is here is not in it.
    fn replace(&mut self, markup: Markup) -> usize {
        let (gone, come) = self.markup.annotations.difference(&markup.annotations);
        let changed: HashSet<&str> = gone.into_iter().chain(come).map(|item| item.id.as_str()).collect();
        let (gone, come) = self.markup.boundaries.difference(&markup.boundaries);
        let places: Vec<usize> = gone.into_iter().chain(come).map(|item| item.position).collect();
        // What was undone or could be is of what was there: a step back must not undo what others did.
        self.history.forget(|change| {
            let mut edited = change.edits.iter().filter_map(|edit| edit.0.as_ref().or(edit.1.as_ref()));
            let mut moved = change.boundaries.iter().filter_map(place);
            edited.any(|item| changed.contains(item.id.as_str())) || moved.any(|at| places.contains(&at))
        });
        let removed = self.recovery.note_removed(&self.markup, &markup);
        self.saving.base = markup.clone();
        self.markup = markup;
        self.take_boundaries(&places);
        removed
    }

    fn say_merged(&mut self, removed: usize) {
        let merging = &mut self.saving.merging;
        let (arrived, conflicts) = (std::mem::take(&mut merging.arrived), std::mem::take(&mut merging.unsaid));
        let changes = plural(arrived, "change");
        let came = match removed {
            0 => format!("{changes} of somebody else taken over"),
            _ if removed == arrived => format!("Somebody else undid {changes} (:recover brings back)"),
            _ => format!("{changes} of somebody else, {removed} of them undo others (:recover)"),
        };
        match (arrived, conflicts) {
            (0, 0) => {}
            (_, 0) => self.out.say(came),
            _ => {
                let is_open = self.open().iter().any(Annotation::is_in_conflict);
                let more = if is_open { "R: review" } else { "i: more" };
                self.out.fail(format!("{came}; {conflicts} changed on both sides, both kept ({more})"));
            }
        }
    }
}
