//! Whether an annotation is where it was.

use crate::text::Span;

/// Where the text of an annotation is, after the article was edited.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum State {
    /// At its place, exactly.
    #[default]
    Exact,
    /// The same text, surely, at another place.
    Moved,
    /// The same words, surely, in another spelling: harakat, forms of letters, quotation marks, white space.
    Respelled,
    /// Surely the place, but it says something else now.
    Changed,
    /// At several places, and nothing decides.
    Ambiguous,
    /// Gone.
    Orphan,
}

impl State {
    /// All, with the names that the sidecar and the commands use.
    pub const NAMES: [(Self, &'static str); 6] = [
        (Self::Exact, "exact"),
        (Self::Moved, "moved"),
        (Self::Respelled, "respelled"),
        (Self::Changed, "changed"),
        (Self::Ambiguous, "ambiguous"),
        (Self::Orphan, "orphan"),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(state, _)| *state == self).map_or("", |(_, name)| name)
    }

    /// The state of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(state, _)| *state)
    }

    /// Whether there is a place in the text.
    pub const fn has_place(self) -> bool {
        !matches!(self, Self::Ambiguous | Self::Orphan)
    }

    /// Whether nothing has to be asked: the place is sure and the words are the same.
    pub const fn is_sure(self) -> bool {
        matches!(self, Self::Exact | Self::Moved | Self::Respelled)
    }

    /// Whether nobody has to look: the text at the place is the text that was annotated.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Exact | Self::Moved)
    }
}

/// Code points of the text that an annotation was last found in; half-open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LastPlace {
    /// The first.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// The span of what has no place: empty, so that it is on nothing, near where it was.
pub(crate) fn nowhere(near: usize) -> Span {
    Span::new(near, near)
}
