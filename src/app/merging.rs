//! What others changed in the sidecar while it is open here, taken over.

use std::collections::HashSet;

use super::boundary::place;
use super::tagging::plural;
use super::{App, Mode};
use crate::annotation::{Annotation, Snapshot};

impl App {
    /// Takes a merge over, now or when nothing is being chosen or written any more: an annotation must not become another one under
    /// the reader's hands. What is changed until then the saver merges as well.
    pub(super) fn merged(&mut self, merge: Snapshot) {
        self.session.saving.merge = Some(merge);
        self.take_over();
    }

    /// Takes over the merge that waits, if it can be.
    pub(super) fn take_over(&mut self) {
        let calm = matches!(
            self.mode,
            Mode::Read | Mode::Leaving | Mode::Unsaved | Mode::Help(_) | Mode::Summary { .. } | Mode::Contents(_)
        );
        let Some(merge) = self.session.saving.merge.take_if(|_| calm) else { return };
        // A newer state is on its way to the saver, which merges that one, too, and reports it.
        if merge.revision < self.session.saving.revision() {
            return;
        }
        self.session.saving.seen = merge.seen;
        self.replace(merge);
        self.say_merged();
    }

    fn replace(&mut self, merge: Snapshot) {
        let position = self.view.position();
        let (gone, come) = self.session.markup.annotations.difference(&merge.markup.annotations);
        let changed: HashSet<&str> = gone.into_iter().chain(come).map(|item| item.id.as_str()).collect();
        let (gone, come) = self.session.markup.boundaries.difference(&merge.markup.boundaries);
        let places: Vec<usize> = gone.into_iter().chain(come).map(|item| item.position).collect();
        // What was undone or could be is of what was there: a step back must not undo what others did.
        self.session.history.forget(|change| {
            let mut edited = change.edits.iter().filter_map(|edit| edit.0.as_ref().or(edit.1.as_ref()));
            let mut moved = change.boundaries.iter().filter_map(place);
            edited.any(|item| changed.contains(item.id.as_str())) || moved.any(|at| places.contains(&at))
        });
        self.session.saving.removed += self.note_removed(&merge.markup);
        self.session.saving.base = merge.markup.clone();
        self.session.markup = merge.markup;
        self.session.tally.forget_count();
        if !places.is_empty() {
            self.take_boundaries(&places);
            self.view.cursor = self.view.flow.place_at(position);
            self.view.lay_out_anew();
        }
    }

    fn say_merged(&mut self) {
        let (arrived, conflicts) = (self.session.saving.arrived, self.session.saving.unsaid);
        let removed = std::mem::take(&mut self.session.saving.removed);
        (self.session.saving.arrived, self.session.saving.unsaid) = (0, 0);
        let changes = plural(arrived, "change");
        let came = match removed {
            0 => format!("{changes} of somebody else taken over"),
            _ if removed == arrived => format!("Somebody else undid {changes} (:recover brings back)"),
            _ => format!("{changes} of somebody else, {removed} of them undo others (:recover)"),
        };
        match (arrived, conflicts) {
            (0, 0) => {}
            (_, 0) => self.say(came),
            _ => {
                let more = if self.session.markup.annotations.iter().any(Annotation::is_in_conflict) {
                    "R: review"
                } else {
                    "i: more"
                };
                self.fail(format!("{came}; {conflicts} changed on both sides, both kept ({more})"));
            }
        }
    }
}
