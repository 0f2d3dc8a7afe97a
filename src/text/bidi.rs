//! Levels and reordering (UAX #9).
//!
//! The levels of a paragraph come from `unicode-bidi`; L1 and L2 are ours, since they are about lines, and lines are broken in
//! logical order first (3.4). L3 follows from reordering clusters instead of characters; L4 is in [`super::cluster`].

use std::borrow::Cow;

use unicode_bidi::{BidiClass, Direction, Level, ParagraphBidiInfo, get_base_direction_full};

use super::Span;

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
    pub fn of(text: &str) -> Option<Self> {
        match get_base_direction_full(text) {
            Direction::Ltr => Some(Self::LeftToRight),
            Direction::Rtl => Some(Self::RightToLeft),
            Direction::Mixed => None,
        }
    }

    /// Whether lines start at the right.
    pub const fn is_rtl(self) -> bool {
        matches!(self, Self::RightToLeft)
    }
}

/// The embedding levels of one paragraph, before L1.
pub struct Levels {
    base: u8,
    /// Levels and classes by byte; `None` where the whole paragraph is at level 0.
    bytes: Option<(Vec<Level>, Vec<BidiClass>)>,
}

impl Levels {
    /// Resolves `text` as one paragraph, whatever separators it holds. Without a direction its first strong character decides,
    /// left to right where there is none (P2, P3). Linear; text without a character that could be right to left costs one look
    /// at its bytes.
    pub fn new(text: &str, direction: Option<BaseDirection>) -> Self {
        // U+0590, the first right-to-left character, starts with byte D6; all below is level 0 in a left-to-right paragraph.
        if direction != Some(BaseDirection::RightToLeft) && text.bytes().all(|byte| byte < 0xD6) {
            return Self { base: 0, bytes: None };
        }
        // Line ends inside a paragraph are white space here, not separators, after which L1 would start anew.
        let joined: Cow<'_, str> =
            if text.contains(['\n', '\r']) { text.replace(['\n', '\r'], " ").into() } else { text.into() };
        let text = &*joined;
        let level = direction.map(|direction| if direction.is_rtl() { Level::rtl() } else { Level::ltr() });
        let info = ParagraphBidiInfo::new(text, level);
        let base = info.paragraph_level.number();
        if base == 0 && !info.levels.iter().any(|level| level.number() > 0) {
            return Self { base: 0, bytes: None };
        }
        Self { base, bytes: Some((info.levels, info.original_classes)) }
    }

    /// The paragraph level: 0 or 1.
    pub fn paragraph_level(&self) -> u8 {
        self.base
    }

    /// The base direction.
    pub fn direction(&self) -> BaseDirection {
        if self.base == 1 { BaseDirection::RightToLeft } else { BaseDirection::LeftToRight }
    }

    /// The level of the character at byte `position`, before L1.
    pub fn at(&self, position: usize) -> u8 {
        self.bytes.as_ref().and_then(|(levels, _)| levels.get(position)).map_or(self.base, Level::number)
    }

    /// The levels of the bytes of a line after L1: separators, and the white space and isolate formatting characters before them
    /// and at the line's end, are at the paragraph level. Linear in the line.
    pub fn line(&self, line: Span) -> Vec<u8> {
        let Some((levels, classes)) = &self.bytes else { return vec![self.base; line.len()] };
        let mut out: Vec<u8> = levels[line.start..line.end].iter().map(Level::number).collect();
        let mut reset_from = 0;
        for (at, class) in classes[line.start..line.end].iter().enumerate() {
            match class {
                BidiClass::B | BidiClass::S => {
                    out[reset_from..=at].fill(self.base);
                    reset_from = at + 1;
                }
                // X9 removes the last six; they go along with the white space around them (5.2).
                BidiClass::WS
                | BidiClass::FSI
                | BidiClass::LRI
                | BidiClass::RLI
                | BidiClass::PDI
                | BidiClass::BN
                | BidiClass::LRE
                | BidiClass::RLE
                | BidiClass::LRO
                | BidiClass::RLO
                | BidiClass::PDF => {}
                _ => reset_from = at + 1,
            }
        }
        out[reset_from..].fill(self.base);
        out
    }
}

/// L2: the order in which items with these levels are shown, from left to right. Entry `i` is the item at visual place `i`.
pub fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let highest = levels.iter().copied().max().unwrap_or(0);
    let lowest_odd = levels.iter().copied().filter(|level| level % 2 == 1).min().unwrap_or(u8::MAX);
    for level in (lowest_odd..=highest).rev() {
        let mut at = 0;
        while at < order.len() {
            if levels[order[at]] < level {
                at += 1;
                continue;
            }
            // What was reversed at a higher level stays within its run, so the run is found by levels in the present order.
            let end = order[at..].iter().position(|item| levels[*item] < level).map_or(order.len(), |len| at + len);
            order[at..end].reverse();
            at = end;
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::{BaseDirection, Levels, Span, visual_order};

    #[test]
    fn runs_are_reversed_from_the_highest_level_down() {
        assert_eq!(visual_order(&[0, 0, 1, 1, 0]), [0, 1, 3, 2, 4]);
        assert_eq!(visual_order(&[1, 2, 2, 1]), [3, 1, 2, 0]);
        assert_eq!(visual_order(&[]), [0usize; 0]);
    }

    #[test]
    fn white_space_at_the_end_of_a_line_is_at_the_paragraph_level() {
        let levels = Levels::new("אב ab ", None);
        assert_eq!(levels.paragraph_level(), 1);
        assert_eq!(levels.line(Span::new(0, 8)), [1, 1, 1, 1, 1, 2, 2, 1]);
    }

    #[test]
    fn the_direction_is_that_of_the_first_strong_character() {
        assert_eq!(BaseDirection::of("12 (א) a"), Some(BaseDirection::RightToLeft));
        assert_eq!(BaseDirection::of("a א"), Some(BaseDirection::LeftToRight));
        assert_eq!(BaseDirection::of("12 ."), None);
    }
}
