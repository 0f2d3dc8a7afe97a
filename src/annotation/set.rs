//! The annotations of one article, in text order.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use super::difference::difference;
use super::{Annotation, State};
use crate::text::Span;

/// Cheap to clone: the annotations are shared, so a snapshot for the saver costs one reference count each.
///
/// Annotations ordered by start, then end (longer first), then id; ids are unique.
#[derive(Clone, Debug, Default)]
pub struct AnnotationSet {
    items: Vec<Arc<Annotation>>,
    /// Bytes of the longest span: what overlaps a place starts at most this far before it.
    longest: usize,
}

impl PartialEq for AnnotationSet {
    fn eq(&self, other: &Self) -> bool {
        self.items == other.items
    }
}

impl FromIterator<Annotation> for AnnotationSet {
    /// Of several with one id the last is kept. Sorts once, where inserting one by one would look for each id.
    fn from_iter<I: IntoIterator<Item = Annotation>>(annotations: I) -> Self {
        let by_id: HashMap<String, Annotation> =
            annotations.into_iter().map(|annotation| (annotation.id.clone(), annotation)).collect();
        let mut items: Vec<Arc<Annotation>> = by_id.into_values().map(Arc::new).collect();
        items.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        let mut set = Self { items, longest: 0 };
        set.measure();
        set
    }
}

fn key(annotation: &Annotation) -> (usize, Reverse<usize>, &str) {
    (annotation.span.start, Reverse(annotation.span.end), &annotation.id)
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

    /// The annotations that are not the same in both sets: those of this one, and those of the other. Linear.
    pub fn difference<'s>(&'s self, other: &'s Self) -> (Vec<&'s Arc<Annotation>>, Vec<&'s Arc<Annotation>>) {
        difference(&self.items, &other.items, key)
    }

    /// The annotation of an id. Looks at each in turn.
    pub fn get(&self, id: &str) -> Option<&Arc<Annotation>> {
        self.items.iter().find(|annotation| annotation.id == id)
    }

    /// Adds one, or puts it in the place of the one with its id, which is returned. Linear in the size of the set.
    pub fn insert(&mut self, annotation: impl Into<Arc<Annotation>>) -> Option<Arc<Annotation>> {
        let annotation = annotation.into();
        let old = self.remove(&annotation.id);
        let at = self.items.partition_point(|item| key(item) < key(&annotation));
        self.longest = self.longest.max(annotation.span.len());
        self.items.insert(at, annotation);
        old
    }

    /// Takes one out. Linear in the size of the set.
    pub fn remove(&mut self, id: &str) -> Option<Arc<Annotation>> {
        let at = self.items.iter().position(|annotation| annotation.id == id)?;
        let removed = self.items.remove(at);
        if removed.span.len() == self.longest {
            self.measure();
        }
        Some(removed)
    }

    /// Those that overlap `span`, in text order. Costs a binary search and what starts no farther before `span` than the
    /// longest annotation is long.
    pub fn overlapping(&self, span: Span) -> impl Iterator<Item = &Annotation> {
        let from = self.items.partition_point(|item| item.span.start.saturating_add(self.longest) <= span.start);
        let to = self.items.partition_point(|item| item.span.start < span.end).max(from);
        self.items[from..to]
            .iter()
            .map(|item| &**item)
            .filter(move |annotation| annotation.state.has_place() && annotation.span.overlaps(span))
    }

    /// Those with exactly this span. Costs a binary search and what is found.
    pub fn at(&self, span: Span) -> impl Iterator<Item = &Annotation> {
        let place = |item: &Annotation| (item.span.start, Reverse(item.span.end));
        let wanted = (span.start, Reverse(span.end));
        let from = self.items.partition_point(|item| place(item) < wanted);
        self.items[from..].iter().map(|item| &**item).take_while(move |annotation| annotation.span == span)
    }

    /// Those that cover all of `span`, in text order: that are on a sentence, whatever else they are on. Costs as
    /// [`overlapping`](Self::overlapping) does.
    pub fn covering(&self, span: Span) -> impl Iterator<Item = &Annotation> {
        self.overlapping(span).filter(move |annotation| annotation.span.covers(span))
    }

    /// The first that starts after byte `position`. A binary search.
    pub fn next_after(&self, position: usize) -> Option<&Annotation> {
        let at = self.items.partition_point(|item| item.span.start <= position);
        self.items[at..].iter().map(|item| &**item).find(|item| item.state.has_place())
    }

    /// The last that starts before byte `position`. A binary search.
    pub fn previous_before(&self, position: usize) -> Option<&Annotation> {
        let at = self.items.partition_point(|item| item.span.start < position);
        self.items[..at].iter().rev().map(|item| &**item).find(|item| item.state.has_place())
    }

    /// Those that have a place in `text`, with the text that is there now as their quote: what an export is made of. Shares what fits.
    #[must_use]
    pub fn in_text(&self, text: &str) -> Self {
        let mut set = self.clone();
        set.items.retain(|item| item.state.has_place());
        for item in set.items.iter_mut().filter(|item| !item.state.is_settled()) {
            let exact = item.span.slice(text).unwrap_or_default().to_owned();
            Arc::make_mut(item).quote.exact = exact;
        }
        set
    }

    /// How many there are that have no place in the text, and how many whose text there is another one now.
    pub fn unsettled(&self) -> (usize, usize) {
        let lost = self.items.iter().filter(|item| !item.state.has_place()).count();
        (lost, self.count_by_state(State::Changed))
    }

    /// How many are in a state.
    pub fn count_by_state(&self, state: State) -> usize {
        self.items.iter().filter(|item| item.state == state).count()
    }

    /// How many bear the tag.
    pub fn count_by_tag(&self, tag: &str) -> usize {
        self.items.iter().filter(|item| item.tag == tag).count()
    }

    fn measure(&mut self) {
        self.longest = self.items.iter().map(|item| item.span.len()).max().unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::annotation::record::tests::annotation;

    fn ids<'a>(found: impl Iterator<Item = &'a Annotation>) -> Vec<&'a str> {
        found.map(|annotation| annotation.id.as_str()).collect()
    }

    fn example() -> AnnotationSet {
        [("d", 10, 20), ("b", 0, 5), ("a", 0, 9), ("c", 10, 20), ("e", 12, 14)]
            .map(|(id, start, end)| annotation(id, start, end))
            .into_iter()
            .collect()
    }

    #[test]
    fn longer_ones_come_first_then_by_id() {
        assert_eq!(ids(example().iter()), ["a", "b", "c", "d", "e"]);
    }

    #[test]
    fn steps_between_annotations() {
        let set = example();
        let id = |found: Option<&Annotation>| found.map(|annotation| annotation.id.clone());
        assert_eq!(id(set.next_after(0)).as_deref(), Some("c"));
        assert_eq!(id(set.next_after(10)).as_deref(), Some("e"));
        assert_eq!(id(set.next_after(12)), None);
        assert_eq!(id(set.previous_before(12)).as_deref(), Some("d"));
        assert_eq!(id(set.previous_before(10)).as_deref(), Some("b"));
        assert_eq!(id(set.previous_before(0)), None);
        assert_eq!(set.count_by_tag("claim"), 5);
        assert_eq!(set.count_by_tag("quote"), 0);
    }

    #[test]
    fn inserting_a_known_id_replaces() {
        let mut set = example();
        let old = set.insert(annotation("a", 30, 31));
        assert_eq!(old.map(|old| old.span), Some(Span::new(0, 9)));
        assert_eq!(ids(set.iter()), ["b", "c", "d", "e", "a"]);
    }

    proptest! {
        #![proptest_config(crate::text::properties::cases(128))]
        #[test]
        fn searches_agree_with_looking_at_each(
            places in prop::collection::vec((0usize..60, 1usize..20), 0..30),
            removed in prop::collection::vec(0usize..30, 0..10),
            start in 0usize..80,
            length in 0usize..20,
        ) {
            let mut set = AnnotationSet::default();
            for (number, (start, length)) in places.iter().enumerate() {
                set.insert(annotation(&number.to_string(), *start, start + length));
            }
            for number in removed {
                set.remove(&number.to_string());
            }
            let span = Span::new(start, start + length);
            let overlapping: Vec<_> = set.iter().filter(|item| item.span.overlaps(span)).collect();
            prop_assert_eq!(set.overlapping(span).collect::<Vec<_>>(), overlapping);
            let covers = |item: &&Annotation| item.span.overlaps(span) && item.span.covers(span);
            let covering: Vec<_> = set.iter().filter(covers).collect();
            prop_assert_eq!(set.covering(span).collect::<Vec<_>>(), covering);
            let same: Vec<_> = set.iter().filter(|item| item.span == span).collect();
            prop_assert_eq!(set.at(span).collect::<Vec<_>>(), same);
            prop_assert_eq!(set.next_after(start), set.iter().find(|item| item.span.start > start));
            prop_assert_eq!(set.previous_before(start), set.iter().rfind(|item| item.span.start < start));
            let again: AnnotationSet = set.iter().cloned().collect();
            prop_assert_eq!(again, set);
        }
    }
}
