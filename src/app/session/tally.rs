//! How many sentences bear an annotation, on the whole or on a part.
//!
//! Only sentences of annotations are looked for, each once; the rest of the article is not looked at. Those of a sidecar with many
//! are looked for on another thread (see [`Effect::Count`](super::Effect::Count)), so that no key waits for them. After that a count
//! costs what is between the annotations and those that were counted last.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use crate::annotation::{Annotation, AnnotationSet};
use crate::text::{Document, Sentences, Span};

/// Ranges whose sentences a frame may look for; more wait for the other thread.
const AT_ONCE: usize = 64;

/// The starts of the sentences that each of some ranges of the text touches.
pub type Touched = Vec<(Span, Box<[usize]>)>;

/// Looks for the sentences that ranges touch. Costs the paragraphs that they lie in, each once where they come in text order.
pub fn touched(document: &Document, spans: &[Span]) -> Touched {
    let mut sentences = Sentences::default();
    spans.iter().map(|span| (*span, starts(document, *span, &mut sentences))).collect()
}

fn starts(document: &Document, span: Span, sentences: &mut Sentences) -> Box<[usize]> {
    let Some(first) = document.paragraph_at(span.start) else { return Box::default() };
    let end = document.paragraphs.partition_point(|paragraph| paragraph.span.start < span.end).max(first + 1);
    let all = (first..end).flat_map(|paragraph| sentences.of(document, paragraph).to_vec());
    all.filter(|sentence| sentence.overlaps(span)).map(|sentence| sentence.start).collect()
}

/// What is known of the sentences of annotations.
#[derive(Debug, Default)]
pub struct Tally {
    /// The annotations that are counted.
    of: AnnotationSet,
    /// Of each of their ranges how many are on it, and the starts of the sentences that it touches.
    ranges: HashMap<Span, (usize, Box<[usize]>)>,
    /// Of each sentence that one touches how many do.
    sentences: HashMap<usize, usize>,
    /// The number of the count that another thread was asked for last, and whether it is out. One of an earlier text is no use.
    generation: u64,
    is_out: bool,
    /// Paragraphs whose sentences became others while the other thread looked.
    changed: Vec<Span>,
}

impl Tally {
    /// Begins anew, for another text. Returns the number of the count, and the ranges to be looked for, perhaps on another thread: what
    /// has no place is in none.
    pub(super) fn begin(&mut self, annotations: &AnnotationSet) -> (u64, Vec<Span>) {
        *self = Self { generation: self.generation + 1, is_out: true, ..Self::default() };
        let mut spans: Vec<Span> =
            annotations.iter().filter(|item| item.state.has_place()).map(|item| item.span).collect();
        spans.dedup();
        (self.generation, spans)
    }

    /// Sentences with at least one annotation; `None` until those of a sidecar with many are known.
    pub(super) fn count(
        &mut self,
        document: &Document,
        known: &mut Sentences,
        annotations: &AnnotationSet,
    ) -> Option<usize> {
        let (gone, come) = self.of.difference(annotations);
        let placed = |item: &&Arc<Annotation>| item.state.has_place().then_some(item.span);
        let mut unknown: Vec<Span> = Vec::new();
        for span in come.iter().filter_map(placed).filter(|span| !self.ranges.contains_key(span)) {
            if unknown.last() != Some(&span) {
                unknown.push(span);
            }
            if self.is_out && unknown.len() > AT_ONCE {
                return None;
            }
        }
        let spans = |items: Vec<&Arc<Annotation>>| -> Vec<Span> { items.iter().filter_map(placed).collect() };
        let (gone, come) = (spans(gone), spans(come));
        self.learn(unknown.into_iter().map(|span| (span, starts(document, span, known))).collect());
        // Those that come first: what is known of a range stays where one takes the place of another.
        for span in come {
            self.add(span);
        }
        for span in gone {
            self.take(span);
        }
        self.of.clone_from(annotations);
        Some(self.sentences.len())
    }

    fn learn(&mut self, touched: Touched) {
        for (span, starts) in touched {
            self.ranges.entry(span).or_insert((0, starts));
        }
    }

    fn add(&mut self, span: Span) {
        let Some((count, starts)) = self.ranges.get_mut(&span) else { return };
        *count += 1;
        if *count == 1 {
            for start in starts.iter() {
                *self.sentences.entry(*start).or_default() += 1;
            }
        }
    }

    fn take(&mut self, span: Span) {
        let Entry::Occupied(mut range) = self.ranges.entry(span) else { return };
        range.get_mut().0 -= 1;
        if range.get().0 == 0 {
            for start in range.remove().1 {
                if let Entry::Occupied(mut sentence) = self.sentences.entry(start) {
                    *sentence.get_mut() -= 1;
                    if *sentence.get() == 0 {
                        sentence.remove();
                    }
                }
            }
        }
    }

    /// The other thread has looked.
    pub(super) fn counted(&mut self, generation: u64, touched: Touched, document: &Document, now: &AnnotationSet) {
        if generation != self.generation {
            return;
        }
        self.is_out = false;
        let changed = std::mem::take(&mut self.changed);
        let right = |span: &Span| !changed.iter().any(|paragraph| paragraph.overlaps(*span));
        self.learn(touched.into_iter().filter(|(span, _)| right(span)).collect());
        self.count(document, &mut Sentences::default(), now);
        // What was taken off meanwhile.
        self.ranges.retain(|_, (count, _)| *count > 0);
    }

    /// The sentences of a paragraph became others: those of the annotations in it are looked for again.
    pub(super) fn forget(&mut self, paragraph: Span) {
        let inside: Vec<String> = self.of.overlapping(paragraph).map(|item| item.id.clone()).collect();
        for item in inside.iter().filter_map(|id| self.of.remove(id)).collect::<Vec<_>>() {
            self.take(item.span);
        }
        if self.is_out {
            self.changed.push(paragraph);
        }
    }
}
