//! What is asked of the annotations at each key and in each frame, kept up with them: it costs what changed of them.

use std::cell::OnceCell;
use std::collections::HashMap;
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
    /// Those of each tag, from when they are first asked for.
    by_tag: OnceCell<HashMap<String, AnnotationSet>>,
    /// How often they became others.
    pub(super) generation: u64,
    /// All tags there are.
    pub(super) tags: TagSet,
}

impl Index {
    /// The annotations are these now.
    pub(super) fn follow(&mut self, annotations: &AnnotationSet) {
        let generation = self.generation + 1;
        let (gone, come) = self.of.difference(annotations);
        if gone.len() + come.len() > annotations.len() / 8 {
            let (of, open) = (annotations.clone(), annotations.filtered(is_open));
            let tags = std::mem::take(&mut self.tags);
            *self = Self { of, open, by_tag: OnceCell::new(), generation, tags };
            return;
        }
        for item in gone {
            self.open.remove(&item.id);
            self.by_tag.get_mut().and_then(|sets| sets.get_mut(&item.tag)?.remove(&item.id));
        }
        for item in come {
            if is_open(item) {
                self.open.insert(Arc::clone(item));
            }
            if let Some(sets) = self.by_tag.get_mut() {
                sets.entry(item.tag.clone()).or_default().insert(Arc::clone(item));
            }
        }
        self.of.clone_from(annotations);
        self.generation = generation;
    }

    fn of_tag(&self, tag: &str) -> Option<&AnnotationSet> {
        let by_tag = self.by_tag.get_or_init(|| {
            let mut items: HashMap<String, Vec<Arc<Annotation>>> = HashMap::new();
            for item in self.of.shared() {
                match items.get_mut(&item.tag) {
                    Some(items) => items.push(Arc::clone(item)),
                    None => drop(items.insert(item.tag.clone(), vec![Arc::clone(item)])),
                }
            }
            items.into_iter().map(|(tag, items)| (tag, items.into_iter().collect())).collect()
        });
        by_tag.get(tag)
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

    /// How many annotations have a note. Looks at all of them.
    pub fn notes(&self) -> usize {
        self.markup.annotations.iter().filter(|item| item.note.is_some()).count()
    }
}
