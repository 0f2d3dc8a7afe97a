//! Where a text surely is, and by which proof.

use super::context::{Candidate, Case};
use super::index::Index;
use crate::text::Span;

/// How sure a place is, ascending.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Proof {
    /// The text is another one.
    Changed,
    /// By one neighbour or by the places around.
    Inferred,
    /// By both neighbours.
    Home,
}

/// A sure place.
#[derive(Clone, Debug)]
pub(super) struct Sure {
    pub(super) span: Span,
    /// Its first word in the new text.
    pub(super) from: usize,
    /// The words that stand for those of the old text and whether they are the same; `None` where all are the same.
    pub(super) pairs: Option<Vec<Option<(usize, bool)>>>,
    pub(super) proof: Proof,
}

/// One span of the old text and what is known of it.
pub(super) struct Place<'q> {
    pub(super) case: Case<'q>,
    /// Where the same words stand.
    pub(super) candidates: Vec<Candidate>,
    pub(super) sure: Option<Sure>,
    /// Its neighbours stand next to each other.
    pub(super) gone: bool,
}

impl Place<'_> {
    /// Whether the text stands somewhere else with about as many of the words around it, where `only` has not both its neighbours: either may
    /// be what became of it, and the other one a copy, whatever the places around say.
    pub(super) fn has_equal(&self, index: &Index, only: &Candidate) -> bool {
        if only.left.is_whole() && only.right.is_whole() {
            return false;
        }
        let own = self.case.evidence(index, only);
        let mut others = self.candidates.iter().filter(|other| other.from != only.from);
        others.any(|other| {
            let found = self.case.evidence(index, other);
            found > 0 && 4 * found >= 3 * own
        })
    }

    /// The same of the place at word `from`.
    pub(super) fn is_equalled(&self, index: &Index, from: usize) -> bool {
        self.candidates.iter().any(|one| one.from == from && self.has_equal(index, one))
    }
}
