//! What a reader corrected of the boundaries between sentences.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::State;
use super::difference::difference;
use super::record::{head, tail};
use crate::text::Span;
use crate::text::sentence::{Correction, Corrections};

/// A boundary that is there, or is not, because the reader says so. Annotations do not change with it.
#[derive(Clone, PartialEq, Debug)]
pub struct Boundary {
    /// A stable id, a UUID for the ones made here; unique in its set.
    pub id: String,
    /// Whether the sentences before and after the position are one, or two.
    pub kind: Correction,
    /// The first byte of the sentence that begins there, or would begin there.
    pub position: usize,
    /// The text right before the position and right after it, by which the place is found again when the text was edited.
    pub quote: BoundaryQuote,
    /// Whether it is where it was; one that has no place does nothing.
    pub state: State,
    /// Where it was last, in code points, while it has no place.
    pub lost: Option<usize>,
    /// Who made it.
    pub creator: String,
    /// When it was made.
    pub created: Timestamp,
    /// Fields of the sidecar that this version does not know; written back as they were.
    pub extra: Map<String, Value>,
}

/// The text around a boundary.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BoundaryQuote {
    /// Right before it, white space included, as far as [`CONTEXT`](super::CONTEXT) code points.
    pub before: String,
    /// Right after it, as far as [`CONTEXT`](super::CONTEXT) code points.
    pub after: String,
}

impl BoundaryQuote {
    /// The quote of a position in the `paragraph` of a text; empty where the position does not lie in it or cuts a character. The
    /// text of other paragraphs is left out: it may be edited without anything of this one being another.
    pub fn new(text: &str, paragraph: Span, position: usize) -> Self {
        let before = text.get(paragraph.start..position).unwrap_or_default();
        let after = text.get(position..paragraph.end).unwrap_or_default();
        Self { before: tail(before).to_owned(), after: head(after).to_owned() }
    }

    /// Whether this is the text around a position.
    pub fn fits(&self, text: &str, position: usize) -> bool {
        text.get(..position).is_some_and(|before| before.ends_with(&self.before))
            && text.get(position..).is_some_and(|after| after.starts_with(&self.after))
    }
}

/// The corrected boundaries of an article, in text order. Cheap to clone, as an [`AnnotationSet`](super::AnnotationSet) is.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct BoundarySet {
    items: Vec<Arc<Boundary>>,
}

impl FromIterator<Boundary> for BoundarySet {
    /// Of several with one id the last is kept.
    fn from_iter<I: IntoIterator<Item = Boundary>>(boundaries: I) -> Self {
        let by_id: HashMap<String, Boundary> =
            boundaries.into_iter().map(|boundary| (boundary.id.clone(), boundary)).collect();
        let mut items: Vec<Arc<Boundary>> = by_id.into_values().map(Arc::new).collect();
        items.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        Self { items }
    }
}

fn key(boundary: &Boundary) -> (usize, &str) {
    (boundary.position, &boundary.id)
}

impl BoundarySet {
    /// In text order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Boundary> + ExactSizeIterator {
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

    /// The boundaries that are not the same in both sets: those of this one, and those of the other. Linear.
    pub fn difference<'s>(&'s self, other: &'s Self) -> (Vec<&'s Arc<Boundary>>, Vec<&'s Arc<Boundary>>) {
        difference(&self.items, &other.items, key)
    }

    /// Those at a position: usually one at most, but a file may have several. A binary search.
    pub fn at(&self, position: usize) -> impl Iterator<Item = &Arc<Boundary>> {
        let from = self.items.partition_point(|item| item.position < position);
        self.items[from..].iter().take_while(move |item| item.position == position)
    }

    /// Adds one, or puts it in the place of the one with its id. Linear in the size of the set.
    pub fn insert(&mut self, boundary: impl Into<Arc<Boundary>>) {
        let boundary = boundary.into();
        self.remove(&boundary.id);
        let at = self.items.partition_point(|item| key(item) < key(&boundary));
        self.items.insert(at, boundary);
    }

    /// Takes one out. Linear in the size of the set.
    pub fn remove(&mut self, id: &str) {
        self.items.retain(|item| item.id != id);
    }

    /// What they do to the sentences.
    pub fn corrections(&self) -> Corrections {
        let placed = self.iter().filter(|boundary| boundary.state.has_place());
        placed.map(|boundary| (boundary.position, boundary.kind)).collect()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::annotation::CONTEXT;

    /// A join, for tests.
    pub(in crate::annotation) fn join(id: &str, position: usize) -> Boundary {
        Boundary {
            id: id.to_owned(),
            kind: Correction::Join,
            position,
            quote: BoundaryQuote::default(),
            state: State::Exact,
            lost: None,
            creator: "reader".to_owned(),
            created: Timestamp::UNIX_EPOCH,
            extra: Map::new(),
        }
    }

    #[test]
    fn a_quote_has_the_text_on_both_sides_as_far_as_the_paragraph_and_the_cap() {
        let text = "Headline\nOne. Two.\nThree.";
        let quote = BoundaryQuote::new(text, Span::new(9, 18), 14);
        assert_eq!((&*quote.before, &*quote.after), ("One. ", "Two."));
        assert!(quote.fits(text, 14) && !quote.fits(text, 13) && !quote.fits(text, 99));

        let long = format!("{}ب{}|{}ت{}", "a".repeat(9), "ج".repeat(239), "د".repeat(238), "z".repeat(9));
        let at = long.find('|').unwrap_or_default();
        let quote = BoundaryQuote::new(&long, Span::new(0, long.len()), at);
        assert!(quote.before.starts_with('ب') && quote.before.chars().count() == CONTEXT);
        assert!(quote.after.ends_with('ت') && quote.after.chars().count() == CONTEXT);
        assert!(quote.fits(&long, at));
        assert_eq!(BoundaryQuote::new("بت", Span::new(0, 4), 1), BoundaryQuote::default());
    }

    #[test]
    fn a_set_is_in_text_order_and_ids_are_unique() {
        let mut set: BoundarySet = [join("b", 7), join("a", 7), join("c", 2), join("a", 9)].into_iter().collect();
        let ids = |set: &BoundarySet| set.iter().map(|boundary| boundary.id.clone()).collect::<String>();
        assert_eq!(ids(&set), "cba");
        set.insert(join("c", 7));
        assert_eq!(ids(&set), "bca");
        assert_eq!(set.at(7).map(|boundary| boundary.id.as_str()).collect::<String>(), "bc");
        assert_eq!(set.corrections().places().collect::<Vec<_>>(), [7, 9]);
        set.remove("b");
        assert_eq!((set.at(7).count(), set.at(8).count(), set.len()), (1, 0, 2));
    }
}
