//! Taking in the work of an earlier session that could not be saved.

use std::sync::Arc;

use super::boundary::place;
use super::tagging::plural;
use super::{App, Effect};
use crate::annotation::{AnnotationSet, BoundarySet, Change};

impl App {
    /// `:recover`: has the work read.
    pub(super) fn recover(&mut self) {
        match self.saving.unsaved().cloned() {
            None => self.say("Nothing to recover"),
            Some(copy) if self.may_change() => self.effects.push(Effect::Recover(copy)),
            Some(_) => {}
        }
    }

    /// Takes in what that session had and this one has not, or has in an older state: one change, which undo takes back. What that
    /// session had deleted stays.
    pub(super) fn recovered(&mut self, annotations: &AnnotationSet, boundaries: &BoundarySet) {
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
        change.what = format!("recovered {} of an earlier session", plural(count, "change"));
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
