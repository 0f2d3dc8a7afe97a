//! The base direction of a paragraph (P2, P3).

use unicode_bidi::BidiClass::{AL, B, FSI, L, LRI, PDI, R, RLI};

use super::classes::class;

/// The base direction of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BaseDirection {
    /// Left to right; paragraph level 0.
    LeftToRight,
    /// Right to left; paragraph level 1.
    RightToLeft,
}

impl BaseDirection {
    /// The direction of the first strong character outside isolates (P2, P3); `None` when there is none. A separator ends
    /// isolates, and what follows it still counts.
    pub fn of(text: &str) -> Option<Self> {
        first_strong(text, true)
    }

    /// Whether lines start at the right.
    pub const fn is_rtl(self) -> bool {
        matches!(self, Self::RightToLeft)
    }
}

/// The direction of the first strong character of `text` outside isolates. `separated`: whether a separator ends the isolates.
pub(super) fn first_strong(text: &str, separated: bool) -> Option<BaseDirection> {
    let mut isolates = 0usize;
    for character in text.chars() {
        match class(character) {
            // P2
            LRI | RLI | FSI => isolates += 1,
            PDI => isolates = isolates.saturating_sub(1),
            B if separated => isolates = 0,
            // P3
            L if isolates == 0 => return Some(BaseDirection::LeftToRight),
            R | AL if isolates == 0 => return Some(BaseDirection::RightToLeft),
            _ => {}
        }
    }
    None
}
