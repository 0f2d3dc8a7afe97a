//! The annotations of one article, in text order.

use std::sync::Arc;

use super::Annotation;
use crate::text::Span;

/// Cheap to clone: the annotations are shared, so a snapshot for the saver costs one reference count each.
///
/// Annotations ordered by start, then end (longer first), then id; ids are unique.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct AnnotationSet {
    items: Vec<Arc<Annotation>>,
}

impl AnnotationSet {
    /// In text order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Annotation> + ExactSizeIterator {
        self.items.iter().map(|item| &**item)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The annotation of an id.
    pub fn get(&self, id: &str) -> Option<&Arc<Annotation>> {
        self.items.iter().find(|annotation| annotation.id == id)
    }

    /// Adds one, or puts it in the place of the one with its id, which is returned.
    pub fn insert(&mut self, annotation: impl Into<Arc<Annotation>>) -> Option<Arc<Annotation>> {
        let annotation = annotation.into();
        let old = self.remove(&annotation.id);
        self.items.push(annotation);
        old
    }

    /// Takes one out.
    pub fn remove(&mut self, id: &str) -> Option<Arc<Annotation>> {
        let at = self.items.iter().position(|annotation| annotation.id == id)?;
        Some(self.items.remove(at))
    }

    /// Those that overlap `span`, in text order. Costs a binary search and what is found.
    pub fn overlapping(&self, span: Span) -> impl Iterator<Item = &Annotation> {
        self.items.iter().map(|item| &**item).filter(move |annotation| annotation.span.overlaps(span))
    }

    /// Those with exactly this span.
    pub fn at(&self, span: Span) -> impl Iterator<Item = &Annotation> {
        self.items.iter().map(|item| &**item).filter(move |annotation| annotation.span == span)
    }
}
