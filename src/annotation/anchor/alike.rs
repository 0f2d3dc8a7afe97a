//! Whether a text has something that is like one of its sentences.

use super::index::WordIndex;
use crate::text::Span;

/// Texts in which nothing is looked for that is like a sentence: it would take longer than a key may.
const LONG: usize = 1 << 20;

/// Words of which a text must have so many to be told from others by what they are.
pub(super) const TELLING: usize = 4;

/// The words of a text, for looking up what is like its sentences.
pub struct Alike(Option<WordIndex>);

impl Alike {
    /// Of a text of at most 1 MiB; of a longer one nothing is known. Costs about 40 ms a megabyte, and 30 bytes a word.
    pub fn of(text: &str) -> Self {
        Self((text.len() <= LONG).then(|| WordIndex::new(text)))
    }

    /// Whether nothing else in the text is like what is at `span`, be it with another name or number; never of less than four words.
    /// Costs a look at each place of each of its words.
    pub fn is_unlike(&self, span: Span) -> bool {
        self.0.as_ref().is_some_and(|index| {
            let (from, to) = (index.token_from(span.start), index.token_from(span.end));
            let words = index.ids.get(from..to).unwrap_or_default();
            words.len() >= TELLING && !index.has_alike(words, (from, to))
        })
    }
}
