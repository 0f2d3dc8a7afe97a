//! What stands around a place.

use super::Span;

/// The text around a place: what its sentence has beside it, and the sentences on both sides. Empty spans where there is nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Around {
    /// The sentence before the one that the place begins in.
    pub prefix: Span,
    /// The rest of its sentence before it: empty where the place begins with a sentence.
    pub before: Span,
    /// The rest of its sentence after it: empty where the place ends with a sentence.
    pub after: Span,
    /// The sentence after the one that the place ends in.
    pub suffix: Span,
}

impl Around {
    /// That of a place, by the text in order: the sentences `first` and `last`, in which it begins and ends, and those on both sides.
    pub fn new(place: Span, prefix: Span, (first, last): (Span, Span), suffix: Span) -> Self {
        // A place that goes beyond its sentences has nothing of them beside it.
        let before = if first.start < place.start { Span::new(first.start, place.start) } else { Span::default() };
        let after = if place.end < last.end { Span::new(place.end, last.end) } else { Span::default() };
        Self { prefix, before, after, suffix }
    }
}
