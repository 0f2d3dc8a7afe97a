//! Taking in work that is in the file no more, or never was: that of an earlier session that could not be saved, and what somebody
//! else took out of the file while it is open here.

use std::collections::HashMap;
use std::sync::Arc;

use super::boundary::place;
use super::tagging::plural;
use super::{App, Effect, Opened};
use crate::annotation::{Annotation, AnnotationSet, Boundary, BoundarySet, Change};

/// What was taken out of the file, or put back to an older state, by somebody else. An older copy of the file that is put in its
/// place looks like somebody who deleted what is younger.
#[derive(Clone, Debug, Default)]
pub(super) struct Removed {
    annotations: Vec<Arc<Annotation>>,
    boundaries: Vec<Arc<Boundary>>,
}

/// The annotations of `old` that are not in `new`, or are there in an older state.
fn missing<'s>(old: &'s AnnotationSet, new: &'s AnnotationSet) -> Vec<&'s Arc<Annotation>> {
    let (gone, come) = old.difference(new);
    let come: HashMap<&str, &Annotation> = come.into_iter().map(|item| (item.id.as_str(), &**item)).collect();
    gone.into_iter()
        .filter(|item| come.get(item.id.as_str()).is_none_or(|other| other.modified < item.modified))
        .collect()
}

/// The boundaries of `old` that are not in `new`.
fn missing_boundaries<'s>(old: &'s BoundarySet, new: &'s BoundarySet) -> Vec<&'s Arc<Boundary>> {
    let (gone, _) = old.difference(new);
    gone.into_iter().filter(|item| new.iter().all(|other| other.id != item.id)).collect()
}

/// Annotations that are named: more than anybody reads.
const LISTED: usize = 200;

impl App {
    /// Whether something that is here is not in what was opened, or in an older state.
    pub fn has_more_than(&self, opened: &Opened) -> bool {
        !missing(&self.annotations, &opened.annotations).is_empty()
            || !missing_boundaries(&self.boundaries, &opened.boundaries).is_empty()
    }

    /// Notes what of that here is not in what comes from somebody else; returns how much that is.
    pub(super) fn note_removed(&mut self, annotations: &AnnotationSet, boundaries: &BoundarySet) -> usize {
        let gone: Vec<Arc<Annotation>> = missing(&self.annotations, annotations).into_iter().cloned().collect();
        let joined: Vec<Arc<Boundary>> =
            missing_boundaries(&self.boundaries, boundaries).into_iter().cloned().collect();
        let count = gone.len() + joined.len();
        self.removed.annotations.extend(gone);
        self.removed.boundaries.extend(joined);
        count
    }

    /// What somebody else removed and is not there again, the last state of each.
    fn removed(&self) -> (AnnotationSet, BoundarySet) {
        let Removed { annotations, boundaries } = &self.removed;
        let annotations: AnnotationSet = annotations.iter().map(|item| Annotation::clone(item)).collect();
        let open = missing(&annotations, &self.annotations).into_iter().map(|item| Annotation::clone(item)).collect();
        let gone = |item: &&Arc<Boundary>| self.boundaries.iter().all(|other| other.id != item.id);
        (open, boundaries.iter().filter(gone).map(|item| Boundary::clone(item)).collect())
    }

    /// The same for a person.
    pub(super) fn removed_in_full(&self) -> Vec<String> {
        let (annotations, boundaries) = self.removed();
        if annotations.is_empty() && boundaries.is_empty() {
            return Vec::new();
        }
        let mut texts =
            vec!["Taken out by somebody else, or put back to an older state; :recover brings it back:".to_owned()];
        texts.extend(annotations.iter().take(LISTED).map(|item| format!("{}: {}", item.tag, item.quote.exact)));
        if annotations.len() > LISTED {
            texts.push(format!("and {} more", annotations.len() - LISTED));
        }
        if !boundaries.is_empty() {
            texts.push(format!("{} between sentences", plural(boundaries.len(), "correction")));
        }
        texts
    }

    /// `:recover`: has the work of an earlier session read, or brings back what somebody else removed.
    pub(super) fn recover(&mut self) {
        if let Some(copy) = self.saving.unsaved().cloned() {
            if self.may_change() {
                self.effects.push(Effect::Recover(copy));
            }
            return;
        }
        let (annotations, boundaries) = self.removed();
        if annotations.is_empty() && boundaries.is_empty() {
            self.say("Nothing to recover");
        } else {
            self.take_back(&annotations, &boundaries, "that somebody else had undone");
            self.removed = Removed::default();
        }
    }

    /// Takes the work of a copy in; when it is saved, the copy can go.
    pub(super) fn recovered(&mut self, annotations: &AnnotationSet, boundaries: &BoundarySet) {
        self.take_back(annotations, boundaries, "of an earlier session");
    }

    /// Takes in what that session had and this one has not, or has in an older state: one change, which undo takes back. What that
    /// session had deleted stays.
    fn take_back(&mut self, annotations: &AnnotationSet, boundaries: &BoundarySet, whose: &str) {
        if !self.may_change() {
            return;
        }
        if let Some(tag) = annotations.iter().map(|item| &item.tag).find(|tag| self.tags.get(tag).is_none()) {
            let text = format!("Not recovered: there is no tag {tag} here; the file stays (i: more)");
            self.fail(text);
            return;
        }
        let mut change = Change { position: self.position(), ..Change::default() };
        for item in annotations.iter() {
            let old = self.annotations.get(&item.id).cloned();
            if old.as_ref().is_none_or(|old| **old != *item && old.modified <= item.modified) {
                change.edits.push((old, Some(Arc::new(item.clone()))));
            }
        }
        for item in boundaries.iter().filter(|item| self.boundaries.at(item.position).next().is_none()) {
            change.boundaries.push((None, Some(Arc::new(item.clone()))));
        }
        let count = change.edits.len() + change.boundaries.len();
        change.what = format!("recovered {} {whose}", plural(count, "change"));
        let places: Vec<usize> = change.boundaries.iter().filter_map(place).collect();
        let position = change.position;
        self.saving.take_in();
        // It is saved also where nothing was new: then the file can go.
        self.apply(change);
        if !places.is_empty() {
            self.take_boundaries(&places);
            let cursor = self.flow.place_at(position);
            self.move_to(cursor);
        }
    }
}
