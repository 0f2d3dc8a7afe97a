//! Finds the places of annotations again after the text of an article changed.
//!
//! The old text is not at hand: of each annotation its quote is, where it stood, and how long the text was. Nothing here reads or
//! writes files; the caller shows what was found, and asks where [`State::is_sure`] says no.
//!
//! # What counts
//!
//! An annotation must never land silently on another sentence. So a place is taken only when it is *sure*, and these are the proofs,
//! strongest first:
//!
//! 1. Both neighbours stand there word for word, with the text between them: its *home*. A home without the text says that the text
//!    was taken out or changed there, whatever stands elsewhere.
//! 2. One neighbour stands there, is long enough to tell a place and nothing on the other side looks like the other neighbour. One
//!    that looks like it but has another word in it may be another sentence's neighbour: "Team Beta met" beside a sentence that
//!    both teams' paragraphs have.
//! 3. The sure places around (and the ends of the text) moved by just as much as this one, once changes of the neighbours are
//!    counted in: then nothing was put in or taken out between.
//! 4. It was in the old text only once, is in the new one only once, word for word, and nothing like it is at its neighbours.
//! 5. Nothing like it was elsewhere in the old text, one place alone is like it in the new one, and that is at its home, or beside the
//!    one neighbour that is left: what it became. Word for word it is the one wherever it stands.
//! 6. The sentence that it is a part of is sure, or another annotation around it, as both quotes say how the one lies in the other.
//!
//! What the text became decides the state, not how it was found: the same bytes are [`State::Moved`], another spelling of the same
//! words is [`State::Respelled`], everything else (a digit, a number word, a per cent sign, a "not", a name, a comma) is
//! [`State::Changed`] and needs the reader. A changed text is taken only in a frame of sure places (3), or where there was nothing like
//! it (5). By (3) no place is taken that lacks a neighbour while another one has about as many of the words around it.
//!
//! # Costs
//!
//! Linear in the new text, about 0.4 s and 300 MB for 10 MB of it; for each annotation a look at the places of its rarest words, at
//! most 20,000, and alignments of at most a million cells, all of them together at most 270 million. Beyond a limit less is found, never
//! something else: a text of one word repeated gives [`State::Ambiguous`].

mod alike;
mod carry;
mod container;
mod context;
mod diff;
mod extended;
mod extract;
mod folding;
mod frame;
mod index;
mod place;
mod places;
mod positions;
mod sure;

pub use alike::Alike;
pub use carry::carry;
pub use extract::extract;
pub use place::place;

use super::{State, TextQuote};
use crate::text::Span;
use index::Index;

/// Words between a neighbour and a place, at most: what was put in there, or the rest of the sentence around a part.
const MAX_GAP: usize = 150;

/// Places shown for an annotation whose place is not sure.
const MAX_SHOWN: usize = 8;

/// An annotation as it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Old<'q> {
    /// First code point of the old text.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The text there and around it.
    pub quote: &'q TextQuote,
}

/// A place between two characters as it was, such as a boundary that a reader set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OldPosition<'q> {
    /// Code points of the old text before it.
    pub at: usize,
    /// The text right before it; as much as a [`TextQuote`] has is enough.
    pub before: &'q str,
    /// The text right after it.
    pub after: &'q str,
}

/// What became of an annotation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Anchored {
    /// How sure it is.
    pub state: State,
    /// Bytes of the new text, whole clusters, never empty; `None` when the state has no place.
    pub span: Option<Span>,
    /// Without a place: where the text stands, at most 8, to choose from. Not all, and maybe none is right.
    pub candidates: Vec<Span>,
}

/// What became of a position.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AnchoredPosition {
    /// How sure it is.
    pub state: State,
    /// The byte of the new text; `None` when the state has no place.
    pub at: Option<usize>,
}

/// What became of all that was asked for, in the order asked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reanchored {
    /// Of each annotation.
    pub annotations: Vec<Anchored>,
    /// Of each position.
    pub positions: Vec<AnchoredPosition>,
}

/// Finds `annotations` and `positions` in the text `new`. `old_length` is that of the old text in code points, if it is known. The
/// annotations help each other, so ask for all of an article at once; they need not be in order. For the cost see the module.
pub fn reanchor(new: &str, old_length: Option<usize>, annotations: &[Old], positions: &[OldPosition]) -> Reanchored {
    let index = Index::new(new);
    let sentences = sentences(annotations);
    let sentences = sentences.iter().map(|(start, end, quote)| Old { start: *start, end: *end, quote });
    let all: Vec<Old> = annotations.iter().copied().chain(sentences).collect();
    let mut places = places::Places::new(&index, old_length, &all);
    places.settle();
    let positions = positions::anchor(&index, &places.frames(), positions);
    let mut results = places.into_results();
    results.truncate(annotations.len());
    Reanchored { annotations: results, positions }
}

/// The sentences that annotations are parts of, with the code points of their places: in a sentence that is sure so are its parts.
fn sentences(annotations: &[Old]) -> Vec<(usize, usize, TextQuote)> {
    let whole = |old: &Old| {
        let points = |rest: &str| rest.chars().count();
        let rest = (old.quote.before.as_deref()?, old.quote.after.as_deref()?);
        let start = old.start.checked_sub(points(rest.0))?;
        Some((start, old.end.saturating_add(points(rest.1)), old.quote.sentence()?))
    };
    annotations.iter().filter_map(whole).collect()
}
