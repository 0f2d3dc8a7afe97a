//! How many sentences there are before each paragraph, and what corrections of boundaries change of that.

use std::num::NonZero;
use std::sync::OnceLock;
use std::thread;

use super::Document;
use crate::text::sentence::Corrections;

/// Bytes of text from which counting the sentences is worth another thread.
const MANY_BYTES: usize = 256 * 1024;

impl Document {
    /// Counts the sentences of the whole document, once; later calls are free. Entry `i` is the number of sentences before
    /// paragraph `i`, the last entry the number of all. Call it from a thread that may block: a megabyte takes about 10 ms.
    /// Uses all processors for more than a quarter of a megabyte.
    pub fn count_sentences(&self) -> &[u32] {
        self.by_rules.get_or_init(|| self.count_by_rules());
        self.sentence_counts().unwrap_or_default()
    }

    /// What [`count_sentences`](Self::count_sentences) found, if it has run, on this document or on one with the same text and other
    /// corrections. The first call under corrections cuts their paragraphs, and no other.
    pub fn sentence_counts(&self) -> Option<&[u32]> {
        let by_rules = self.by_rules.get()?;
        if self.corrections.is_empty() {
            return Some(by_rules);
        }
        let corrected = self.corrected.get_or_init(|| self.adjusted(by_rules, self.corrections.places()));
        Some(corrected)
    }

    /// The corrections of boundaries that [`sentences`](Self::sentences) are under.
    pub fn corrections(&self) -> &Corrections {
        &self.corrections
    }

    /// The same document under other corrections. Copies no text; of sentences that were counted only those in paragraphs where
    /// the corrections differ are counted again.
    #[must_use]
    pub fn with_corrections(&self, corrections: Corrections) -> Self {
        let places = self.corrections.differing(&corrections);
        let other = Self { corrections, corrected: OnceLock::new(), ..self.clone() };
        if let Some(counts) = self.sentence_counts().filter(|_| !other.corrections.is_empty()) {
            other.corrected.get_or_init(|| other.adjusted(counts, places));
        }
        other
    }

    /// Counts that were right but for the paragraphs of some places, which come in order.
    fn adjusted(&self, counts: &[u32], places: impl IntoIterator<Item = usize>) -> Vec<u32> {
        let mut paragraphs: Vec<usize> = places.into_iter().filter_map(|place| self.paragraph_at(place)).collect();
        paragraphs.dedup();
        let mut adjusted = Vec::with_capacity(counts.len());
        // How many counts are done, and how far off the next ones are: wrapping, so that fewer is a number, too.
        let (mut done, mut off) = (0, 0u32);
        let mut shift = |counts: &[u32], off: u32| {
            adjusted.extend(counts.iter().map(|count| count.wrapping_add(off)));
        };
        for paragraph in paragraphs {
            shift(&counts[done..=paragraph], off);
            done = paragraph + 1;
            let before = counts[done] - counts[paragraph];
            off = off.wrapping_add(self.sentences(paragraph).len() as u32).wrapping_sub(before);
        }
        shift(&counts[done..], off);
        adjusted
    }

    fn count_by_rules(&self) -> Vec<u32> {
        let mut counts = vec![0u32; self.paragraphs.len()];
        let workers = thread::available_parallelism().map_or(1, NonZero::get).min(self.text.len() / MANY_BYTES + 1);
        let share = counts.len().div_ceil(workers).max(1);
        thread::scope(|scope| {
            for (number, part) in counts.chunks_mut(share).enumerate() {
                let mut count = move || {
                    for (at, count) in part.iter_mut().enumerate() {
                        *count = self.sentences_by_rules(number * share + at).len() as u32;
                    }
                };
                if workers == 1 {
                    count();
                } else {
                    scope.spawn(count);
                }
            }
        });
        let mut before = 0;
        let mut ordinals: Vec<u32> = Vec::with_capacity(counts.len() + 1);
        for count in counts {
            ordinals.push(before);
            before += count;
        }
        ordinals.push(before);
        ordinals
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use crate::text::Span;
    use crate::text::document::Document;
    use crate::text::document::tests::document;
    use crate::text::sentence::Correction::{Join, Split};
    use crate::text::sentence::{Correction, Corrections};

    const TEXT: &str = "عنوان\n\nقال. ثم ذهب؟ نعم.\nوصل القطار، ثم توقف. The end!\n";

    /// Counted from the start.
    fn counted(text: &Document) -> Vec<u32> {
        let mut counts = vec![0];
        for index in 0..text.paragraphs.len() {
            counts.push(counts[index] + text.sentences(index).len() as u32);
        }
        counts
    }

    #[test]
    fn corrected_sentences_have_ordinals_over_the_whole_article() {
        let text = document(TEXT);
        let at = |part: &str| TEXT.rfind(part).expect("in the text");
        let corrected = text.with_corrections([(at("ثم توقف"), Split), (at("ثم ذهب"), Join)].into_iter().collect());
        assert_eq!((text.sentence_counts(), corrected.sentence_counts()), (None, None));
        assert_eq!(text.count_sentences(), [0, 1, 4, 6]);
        assert_eq!(corrected.sentence_counts(), Some(&[0, 1, 3, 6][..]), "the count by the rules is shared");
        assert_eq!(corrected.sentence_ordinal(at("ثم ذهب")), 2);
        let (paragraph, span) = corrected.sentence(5).expect("a sentence");
        assert_eq!((paragraph, &TEXT[span.start..span.end]), (2, "ثم توقف."));
        assert_eq!(corrected.with_corrections(Corrections::default()).sentence_counts(), Some(&[0, 1, 4, 6][..]));
        assert!(text.begins_by_rules(at("ثم ذهب")) && corrected.begins_by_rules(at("ثم ذهب")));
        assert!(!corrected.begins_by_rules(at("ثم توقف")));
    }

    #[test]
    fn the_text_is_not_copied() {
        let text = document(TEXT);
        let corrected = text.with_corrections([(20, Join)].into_iter().collect());
        assert!(Arc::ptr_eq(&text.text, &corrected.text));
        assert!(std::ptr::eq(text.digest(), corrected.digest()));
    }

    proptest! {
        #![proptest_config(crate::text::properties::cases(64))]
        #[test]
        fn counts_are_those_of_counting_anew(
            steps in prop::collection::vec(prop::collection::vec((0usize..TEXT.len(), any::<bool>()), 0..6), 1..5),
            known in any::<bool>(),
        ) {
            let mut text = document(TEXT);
            if known {
                text.count_sentences();
            }
            for step in steps {
                let what = |(place, join)| -> (usize, Correction) { (place, if join { Join } else { Split }) };
                text = text.with_corrections(step.into_iter().map(what).collect());
                let counts = counted(&text);
                prop_assert_eq!(text.sentence_counts(), known.then_some(&counts[..]));
                let anew = document(TEXT).with_corrections(text.corrections().clone());
                prop_assert_eq!(anew.count_sentences(), &counts[..]);
                for (index, before) in counts.iter().enumerate().take(text.paragraphs.len()) {
                    for (at, span) in anew.sentences(index).into_iter().enumerate() {
                        let ordinal = *before as usize + at + 1;
                        prop_assert_eq!(anew.sentence(ordinal), Some((index, span)));
                        prop_assert_eq!(anew.sentence_ordinal(span.end - 1), ordinal);
                        prop_assert!(span.trimmed(&anew.text) == span && span != Span::default());
                    }
                }
            }
        }
    }
}
