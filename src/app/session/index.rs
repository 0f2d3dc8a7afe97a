//! What is asked of the annotations at each key and in each frame, kept up with them: it costs what changed of them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Session;
use crate::annotation::{Annotation, AnnotationSet, TagSet};

/// See the top of this file.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The annotations as they were last.
    of: AnnotationSet,
    /// Those that somebody must look at, in text order.
    pub(super) open: AnnotationSet,
    /// Those of each tag.
    by_tag: HashMap<String, AnnotationSet>,
    /// How many have a note.
    pub(super) notes: usize,
    /// How often they became others.
    pub(super) generation: u64,
    /// All tags there are.
    pub(super) tags: TagSet,
}

impl Index {
    fn new(of: AnnotationSet, tags_of_all: TagSet) -> Self {
        let tags: HashSet<&str> = of.iter().map(|item| item.tag.as_str()).collect();
        let by_tag = tags.into_iter().map(|tag| (tag.to_owned(), of.filtered(|item| item.tag == tag)));
        Self {
            by_tag: by_tag.collect(),
            open: of.filtered(is_open),
            notes: of.iter().filter(|item| item.note.is_some()).count(),
            generation: 0,
            of,
            tags: tags_of_all,
        }
    }

    /// Those of a tag, where there are some.
    pub(super) fn of_tag(&self, tag: &str) -> Option<&AnnotationSet> {
        self.by_tag.get(tag)
    }

    /// The annotations are these now.
    pub(super) fn follow(&mut self, annotations: &AnnotationSet) {
        let generation = self.generation + 1;
        let (gone, come) = self.of.difference(annotations);
        if gone.len() + come.len() > annotations.len() / 8 {
            *self = Self { generation, ..Self::new(annotations.clone(), std::mem::take(&mut self.tags)) };
            return;
        }
        for item in gone {
            self.open.remove(&item.id);
            self.by_tag.get_mut(&item.tag).and_then(|set| set.remove(&item.id));
            self.notes -= usize::from(item.note.is_some());
        }
        for item in come {
            if is_open(item) {
                self.open.insert(item.clone());
            }
            self.by_tag.entry(item.tag.clone()).or_default().insert(item.clone());
            self.notes += usize::from(item.note.is_some());
        }
        self.of.clone_from(annotations);
        self.generation = generation;
    }
}

fn is_open(item: &Annotation) -> bool {
    !item.state.is_settled() || item.is_in_conflict()
}

impl Session {
    /// How many annotations there are; with a filter, of the tag at that place of the set.
    pub fn listed(&self, filter: Option<usize>) -> usize {
        match filter.and_then(|nth| self.tags().nth(nth)) {
            Some(tag) => self.index.of_tag(&tag.id).map_or(0, AnnotationSet::len),
            None => self.markup.annotations.len(),
        }
    }

    /// The annotation with a number from 0 of these, in text order, several tags of one range in the order of their keys.
    pub fn row(&self, filter: Option<usize>, number: usize) -> Option<&Arc<Annotation>> {
        if let Some(tag) = filter.and_then(|nth| self.tags().nth(nth)) {
            return self.index.of_tag(&tag.id)?.nth(number);
        }
        // The order of the set is that of ids there.
        let annotations = &self.markup.annotations;
        let span = annotations.nth(number)?.span;
        let mut same: Vec<&Arc<Annotation>> = annotations.at(span).collect();
        same.sort_by_key(|item| self.tags().position(&item.tag));
        same.get(number - annotations.before_those_at(span)).copied()
    }

    /// A number that is another one whenever the annotations became others.
    pub fn generation(&self) -> u64 {
        self.index.generation
    }

    /// All tags there are, in the order of their keys: those that were chosen, and those that only the sidecar has.
    pub fn tags(&self) -> &TagSet {
        &self.index.tags
    }

    /// The tags that were chosen.
    pub fn chosen_tags(&self) -> &TagSet {
        &self.author.tags
    }

    /// How many annotations have a note.
    pub fn notes(&self) -> usize {
        self.index.notes
    }
}
