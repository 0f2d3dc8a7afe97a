//! What others changed in the sidecar while it is open here, taken over.

use std::collections::HashSet;

use super::boundary::place;
use super::tagging::plural;
use super::{App, Mode};
use crate::annotation::{Annotation, AnnotationSet, Boundary, BoundarySet, Edit, TagSet};

/// A merge that the saver made.
#[derive(Clone, Debug)]
pub(super) struct Merge {
    /// Of our own state in it.
    pub(super) revision: u64,
    /// Its number.
    pub(super) number: u64,
    pub(super) annotations: AnnotationSet,
    pub(super) boundaries: BoundarySet,
    pub(super) tags: TagSet,
}

impl App {
    /// Takes a merge over, now or when nothing is being chosen or written any more: an annotation must not become another one under
    /// the reader's hands. What is changed until then the saver merges as well.
    pub(super) fn merged(&mut self, merge: Merge) {
        self.saving.merge = Some(merge);
        self.take_over();
    }

    /// Takes over the merge that waits, if it can be.
    pub(super) fn take_over(&mut self) {
        let calm = matches!(
            self.mode,
            Mode::Read | Mode::Leaving | Mode::Unsaved | Mode::Help(_) | Mode::Summary { .. } | Mode::Contents(_)
        );
        let Some(merge) = self.saving.merge.take_if(|_| calm) else { return };
        // A newer state is on its way to the saver, which merges that one, too, and reports it.
        if merge.revision < self.saving.revision() {
            return;
        }
        self.saving.seen = merge.number;
        self.replace(merge);
        self.say_merged();
    }

    fn replace(&mut self, merge: Merge) {
        let position = self.position();
        let changed = different(&self.annotations, &merge.annotations);
        let edits = boundary_edits(&self.boundaries, &merge.boundaries);
        // What was undone or could be is of what was there: a step back must not undo what others did.
        self.history.forget(|change| {
            let ids = change.edits.iter().filter_map(|edit| edit.0.as_ref().or(edit.1.as_ref()));
            let mut places = change.boundaries.iter().filter_map(place);
            ids.into_iter().any(|item| changed.contains(&item.id))
                || places.any(|at| edits.iter().filter_map(place).any(|other| other == at))
        });
        (self.annotations, self.boundaries, self.tags) = (merge.annotations, merge.boundaries, merge.tags);
        self.tally.forget_count();
        let places: Vec<usize> = edits.iter().filter_map(place).collect();
        if !places.is_empty() {
            self.take_boundaries(&places);
            self.cursor = self.flow.place_at(position);
            self.relayout();
        }
    }

    fn say_merged(&mut self) {
        let (arrived, conflicts) = (self.saving.arrived, self.saving.unsaid);
        (self.saving.arrived, self.saving.unsaid) = (0, 0);
        let came = format!("{} of somebody else taken over", plural(arrived, "change"));
        match (arrived, conflicts) {
            (0, 0) => {}
            (_, 0) => self.say(came),
            _ => self.fail(format!("{came}; {conflicts} changed on both sides, both kept (i: more)")),
        }
    }
}

/// The ids of the annotations that are not the same in both.
fn different(one: &AnnotationSet, other: &AnnotationSet) -> HashSet<String> {
    let differs = |item: &&Annotation, set: &AnnotationSet| set.get(&item.id).is_none_or(|there| **there != **item);
    let here = one.iter().filter(|item| differs(item, other));
    let there = other.iter().filter(|item| differs(item, one));
    here.chain(there).map(|item| item.id.clone()).collect()
}

/// What makes one set of boundaries the other.
fn boundary_edits(one: &BoundarySet, other: &BoundarySet) -> Vec<Edit<Boundary>> {
    let has = |set: &BoundarySet, item: &Boundary| set.iter().any(|there| there == item);
    let gone = one.iter().filter(|item| !has(other, item)).map(|item| (Some(item.clone().into()), None));
    let come = other.iter().filter(|item| !has(one, item)).map(|item| (None, Some(item.clone().into())));
    gone.chain(come).collect()
}
