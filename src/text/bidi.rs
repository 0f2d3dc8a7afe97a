//! Levels and reordering (UAX #9).

/// The base direction of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BaseDirection {
    /// Left to right; paragraph level 0.
    LeftToRight,
    /// Right to left; paragraph level 1.
    RightToLeft,
}

impl BaseDirection {
    /// The direction of the first strong character outside isolates (P2, P3); `None` when there is none.
    pub fn of(_text: &str) -> Option<Self> {
        None
    }

    /// Whether lines start at the right.
    pub const fn is_rtl(self) -> bool {
        matches!(self, Self::RightToLeft)
    }
}
