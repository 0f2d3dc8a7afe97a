//! The annotations of one article, in text order.

use std::cmp::Reverse;
use std::sync::Arc;

use super::difference::difference;
use super::pieces::{At, Pieces};
use super::{Annotation, State};
use crate::text::Span;

/// Annotations ordered by start, then end (longer first), then id; ids are unique. Cheap to clone and to change, however many there
/// are: clones share the annotations and most of the order.
#[derive(Clone, Debug, Default)]
pub struct AnnotationSet(Arc<Orders>);

#[derive(Clone, Debug, Default)]
struct Orders {
    text: Pieces,
    ids: Pieces,
}

impl PartialEq for AnnotationSet {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.difference(other).0.is_empty()
    }
}

impl FromIterator<Annotation> for AnnotationSet {
    fn from_iter<I: IntoIterator<Item = Annotation>>(annotations: I) -> Self {
        annotations.into_iter().map(Arc::new).collect()
    }
}

impl FromIterator<Arc<Annotation>> for AnnotationSet {
    /// Of several with one id the last is kept. Sorts once.
    fn from_iter<I: IntoIterator<Item = Arc<Annotation>>>(annotations: I) -> Self {
        let mut by_id: Vec<Arc<Annotation>> = annotations.into_iter().collect();
        by_id.sort_by(|a, b| a.id.cmp(&b.id));
        by_id.dedup_by(|later, kept| {
            let is_same = later.id == kept.id;
            if is_same {
                std::mem::swap(later, kept);
            }
            is_same
        });
        let mut items = by_id.clone();
        items.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        Self(Arc::new(Orders { text: items.into(), ids: by_id.into() }))
    }
}

fn key(annotation: &Annotation) -> (usize, Reverse<usize>, &str) {
    (annotation.span.start, Reverse(annotation.span.end), &annotation.id)
}

impl AnnotationSet {
    /// In text order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Annotation> {
        self.0.text.iter().map(|item| &**item)
    }

    /// The same, to be shared.
    pub fn shared(&self) -> impl DoubleEndedIterator<Item = &Arc<Annotation>> {
        self.0.text.iter()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.text.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The annotations that are not the same in both sets: those of this one, and those of the other. Linear at worst; of two that
    /// came of each other it costs little more than what is between them.
    pub fn difference<'s>(&'s self, other: &'s Self) -> (Vec<&'s Arc<Annotation>>, Vec<&'s Arc<Annotation>>) {
        let [one, other] = self.0.text.apart(&other.0.text);
        difference(one, other, key)
    }

    /// The annotation of an id. A binary search.
    pub fn get(&self, id: &str) -> Option<&Arc<Annotation>> {
        let ids = &self.0.ids;
        ids.get(ids.seek(|item| *item.id < *id)).filter(|item| item.id == id)
    }

    /// The annotation with a number from 0, in text order.
    pub fn nth(&self, number: usize) -> Option<&Arc<Annotation>> {
        self.0.text.nth(number)
    }

    /// How many there are before the first that ends behind byte `position`.
    pub fn before(&self, position: usize) -> usize {
        let beyond = self.0.text.beyond(position, self.0.text.seek(|_| true)).next();
        beyond.map_or(self.len(), |first| self.0.text.number(self.0.text.seek(|item| key(item) < key(first))))
    }

    /// How many there are before those with exactly this span.
    pub fn before_those_at(&self, span: Span) -> usize {
        self.0.text.number(self.seek(span))
    }

    fn seek(&self, span: Span) -> At {
        self.0.text.seek(|item| (item.span.start, Reverse(item.span.end)) < (span.start, Reverse(span.end)))
    }

    /// Adds one, or puts it in the place of the one with its id, which is returned.
    pub fn insert(&mut self, annotation: impl Into<Arc<Annotation>>) -> Option<Arc<Annotation>> {
        let annotation = annotation.into();
        let old = self.remove(&annotation.id);
        let Orders { text, ids } = Arc::make_mut(&mut self.0);
        ids.insert(ids.seek(|item| item.id < annotation.id), Arc::clone(&annotation));
        text.insert(text.seek(|item| key(item) < key(&annotation)), annotation);
        old
    }

    /// Takes one out.
    pub fn remove(&mut self, id: &str) -> Option<Arc<Annotation>> {
        let removed = Arc::clone(self.get(id)?);
        let Orders { text, ids } = Arc::make_mut(&mut self.0);
        ids.remove(ids.seek(|item| *item.id < *id));
        Some(text.remove(text.seek(|item| key(item) < key(&removed))))
    }

    /// Those of which that is true.
    #[must_use]
    pub fn filtered(&self, is_wanted: impl Fn(&Annotation) -> bool) -> Self {
        let only = |items: &Pieces| {
            let wanted: Vec<Arc<Annotation>> = items.iter().filter(|item| is_wanted(item)).cloned().collect();
            wanted.into()
        };
        Self(Arc::new(Orders { text: only(&self.0.text), ids: only(&self.0.ids) }))
    }

    /// Those that overlap `span`, in text order. Costs a binary search, a look at each few hundred of those before it, and at those
    /// near it.
    pub fn overlapping(&self, span: Span) -> impl Iterator<Item = &Arc<Annotation>> {
        let reaching = self.0.text.beyond(span.start, self.0.text.seek(move |item| item.span.start < span.end));
        reaching.filter(move |annotation| annotation.state.has_place() && annotation.span.overlaps(span))
    }

    /// Those with exactly this span. Costs a binary search and what is found.
    pub fn at(&self, span: Span) -> impl Iterator<Item = &Arc<Annotation>> {
        self.0.text.onward(self.seek(span)).take_while(move |annotation| annotation.span == span)
    }

    /// Those that cover all of `span`, in text order: that are on a sentence, whatever else they are on. Costs as
    /// [`overlapping`](Self::overlapping) does.
    pub fn covering(&self, span: Span) -> impl Iterator<Item = &Arc<Annotation>> {
        self.overlapping(span).filter(move |annotation| annotation.span.covers(span))
    }

    /// The first that starts after byte `position`. A binary search.
    pub fn next_after(&self, position: usize) -> Option<&Annotation> {
        let at = self.0.text.seek(|item| item.span.start <= position);
        self.0.text.onward(at).map(|item| &**item).find(|item| item.state.has_place())
    }

    /// The last that starts before byte `position`. A binary search.
    pub fn previous_before(&self, position: usize) -> Option<&Annotation> {
        let at = self.0.text.seek(|item| item.span.start < position);
        self.0.text.back_from(at).map(|item| &**item).find(|item| item.state.has_place())
    }

    /// Those that have a place in `text`, with the text that is there now as their quote: what an export is made of. Shares what fits.
    #[must_use]
    pub fn in_text(&self, text: &str) -> Self {
        let mut set = self.filtered(|item| item.state.has_place());
        for item in self.filtered(|item| item.state.has_place() && !item.state.is_settled()).iter() {
            let mut now = item.clone();
            item.span.slice(text).unwrap_or_default().clone_into(&mut now.quote.exact);
            set.insert(now);
        }
        set
    }

    /// How many there are that have no place in the text, and how many whose text there is another one now.
    pub fn unsettled(&self) -> (usize, usize) {
        let lost = self.iter().filter(|item| !item.state.has_place()).count();
        (lost, self.count_by_state(State::Changed))
    }

    /// How many are in a state.
    pub fn count_by_state(&self, state: State) -> usize {
        self.iter().filter(|item| item.state == state).count()
    }

    /// How many bear the tag.
    pub fn count_by_tag(&self, tag: &str) -> usize {
        self.iter().filter(|item| item.tag == tag).count()
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
            places in prop_oneof![
                prop::collection::vec((0usize..60, 1usize..20), 0..30),
                prop::collection::vec((0usize..60, 1usize..20), 300..600),
            ],
            removed in prop::collection::vec(0usize..400, 0..200),
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
            prop_assert_eq!(set.overlapping(span).map(|item| &**item).collect::<Vec<_>>(), overlapping);
            let covers = |item: &&Annotation| item.span.overlaps(span) && item.span.covers(span);
            let covering: Vec<_> = set.iter().filter(covers).collect();
            prop_assert_eq!(set.covering(span).map(|item| &**item).collect::<Vec<_>>(), covering);
            let same: Vec<_> = set.iter().filter(|item| item.span == span).collect();
            prop_assert_eq!(set.at(span).map(|item| &**item).collect::<Vec<_>>(), same);
            prop_assert_eq!(set.next_after(start), set.iter().find(|item| item.span.start > start));
            prop_assert_eq!(set.previous_before(start), set.iter().rfind(|item| item.span.start < start));
            let before = set.iter().take_while(|item| item.span.end <= start).count();
            prop_assert_eq!(set.before(start), before);
            prop_assert_eq!(set.nth(before).map(|item| &**item), set.iter().nth(before));
            let again: AnnotationSet = set.iter().cloned().collect();
            prop_assert_eq!(&again, &set);
            // What came of it shares most with it, and is told from it.
            let earlier = set.clone();
            let removed = set.remove("7");
            set.insert(annotation("another", start, start + 1));
            let (gone, come) = earlier.difference(&set);
            prop_assert_eq!(gone, removed.iter().collect::<Vec<_>>());
            prop_assert_eq!(come, [set.get("another").expect("inserted")]);
            prop_assert!(earlier == again && set != again);
        }
    }
}
