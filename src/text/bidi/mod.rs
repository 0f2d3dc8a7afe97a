//! Levels and reordering (UAX #9).
//!
//! The rules are here, by the standard's names; the data is that of `unicode-bidi`, whose own resolver gives brackets around an
//! isolate a wrong level (`tests` has the smallest texts). L1 and L2 are about lines, and lines are broken in logical order first
//! (3.4). L3 follows from reordering clusters instead of characters; L4 is in [`super::cluster`].
//!
//! Everything is linear in the text, whatever it holds: nothing is nested deeper than BD2 and BD16 allow, nothing recurses.

mod brackets;
mod classes;
mod direction;
mod explicit;
mod neutral;
mod order;
mod sequence;
mod weak;

pub use direction::BaseDirection;
pub use order::visual_order;

use unicode_bidi::BidiClass;

pub use self::classes::class;
use self::classes::{Bracket, Classes, bracket};
use self::sequence::Sequence;
use super::Span;

/// The embedding levels of one paragraph, before L1.
///
/// ```
/// use hashiya::text::Span;
/// use hashiya::text::bidi::{Levels, visual_order};
///
/// let levels = Levels::new("אב 12", None);
/// assert_eq!(levels.paragraph_level(), 1);
/// // Two bytes a letter; the number runs left to right in a right-to-left paragraph.
/// assert_eq!(levels.line(Span::new(0, 7)), [1, 1, 1, 1, 1, 2, 2]);
/// // By character, from left to right: 12, the blank, the letters from their end.
/// assert_eq!(visual_order(&[1, 1, 1, 2, 2]), [3, 4, 2, 1, 0]);
/// ```
pub struct Levels {
    base: u8,
    /// By byte: the level, and [`HANGS`] where L1 looks at the character. `None` where the whole paragraph is at level 0.
    bytes: Option<Vec<u8>>,
    /// The bytes of separators, in order.
    separators: Vec<usize>,
}

/// Set beside the level, which is at most 126 (BD2, I1), for what L1 may put at the paragraph level.
const HANGS: u8 = 0x80;

impl Levels {
    /// Resolves `text` as one paragraph, whatever separators it holds. Without a direction its first strong character decides,
    /// left to right where there is none (P2, P3). Linear; text without a character that could be right to left costs one look
    /// at its bytes.
    pub fn new(text: &str, direction: Option<BaseDirection>) -> Self {
        // U+0590, the first right-to-left character, starts with byte D6; all below is level 0 in a left-to-right paragraph.
        let low = |chunk: &[u8]| chunk.iter().fold(0, |most, byte| most.max(*byte)) < 0xD6;
        if direction != Some(BaseDirection::RightToLeft) && text.as_bytes().chunks(64).all(low) {
            return Self { base: 0, bytes: None, separators: Vec::new() };
        }
        let direction = direction.or_else(|| direction::first_strong(text, false));
        let base = u8::from(direction.is_some_and(BaseDirection::is_rtl));
        let Characters { classes, brackets, seen } = Characters::of(text);
        if base == 0 && !seen.meets(Classes::RAISING) {
            return Self { base, bytes: None, separators: Vec::new() };
        }
        let levels = resolve(&classes, brackets, seen, base);
        if base == 0 && levels.iter().all(|level| *level == 0) {
            return Self { base, bytes: None, separators: Vec::new() };
        }
        Self::by_byte(text, base, &classes, &levels)
    }

    /// Spreads what is known of characters over their bytes.
    fn by_byte(text: &str, base: u8, classes: &[BidiClass], levels: &[u8]) -> Self {
        let mut bytes = Vec::with_capacity(text.len());
        let mut separators = Vec::new();
        let mut known = levels.iter().zip(classes);
        let (mut here, mut separates) = (base, false);
        for (at, byte) in text.bytes().enumerate() {
            if byte & 0xC0 != 0x80
                && let Some((level, class)) = known.next()
            {
                separates = Classes::SEPARATORS.contains(*class);
                here = if separates || Classes::HANGING.contains(*class) { level | HANGS } else { *level };
            }
            if separates {
                separators.push(at);
            }
            bytes.push(here);
        }
        Self { base, bytes: Some(bytes), separators }
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
        self.bytes.as_ref().and_then(|bytes| bytes.get(position)).map_or(self.base, |byte| byte & !HANGS)
    }

    /// The levels of the bytes of a line after L1: separators, and the white space and isolate formatting characters before them
    /// and at the line's end, are at the paragraph level. What X9 removes goes along (5.2). Linear in the line.
    pub fn line(&self, line: Span) -> Vec<u8> {
        let Some(bytes) = &self.bytes else { return vec![self.base; line.len()] };
        let bytes = &bytes[line.start..line.end];
        let mut out: Vec<u8> = bytes.iter().map(|byte| byte & !HANGS).collect();
        let from = self.separators.partition_point(|at| *at < line.start);
        let separators = self.separators[from..].iter().take_while(|at| **at < line.end).map(|at| at - line.start);
        let mut start = 0;
        for separator in separators.chain([bytes.len()]) {
            let part = &bytes[start..separator];
            let hang = part.iter().rposition(|byte| byte & HANGS == 0).map_or(start, |at| start + at + 1);
            start = (separator + 1).min(bytes.len());
            out[hang..start].fill(self.base);
        }
        out
    }
}

/// What is known of the characters of a paragraph before any rule.
struct Characters {
    classes: Vec<BidiClass>,
    brackets: Vec<Bracket>,
    /// The classes that there are.
    seen: Classes,
}

impl Characters {
    fn of(text: &str) -> Self {
        let mut classes = Vec::with_capacity(text.len());
        let mut brackets = Vec::new();
        let mut seen = Classes::default();
        // Whether nothing but white space and `>` came since a line end.
        let mut indents = false;
        for character in text.chars() {
            let class = match class(character) {
                // Line ends inside a paragraph are white space here, not separators, after which L1 would start anew; and so are
                // tabs around them, which are no more than the indentation of a wrapped line.
                BidiClass::B if matches!(character, '\n' | '\r') => {
                    indents = true;
                    classes.iter_mut().rev().take_while(|class| **class == BidiClass::S).for_each(|class| {
                        *class = BidiClass::WS;
                    });
                    BidiClass::WS
                }
                BidiClass::S if indents => BidiClass::WS,
                BidiClass::ON => {
                    brackets.extend(bracket(character, classes.len()));
                    BidiClass::ON
                }
                class => class,
            };
            indents &= class == BidiClass::WS || character == '>';
            seen.insert(class);
            classes.push(class);
        }
        Self { classes, brackets, seen }
    }
}

/// X1–I2: the level of each character.
fn resolve(original: &[BidiClass], brackets: Vec<Bracket>, seen: Classes, base: u8) -> Vec<u8> {
    if !seen.meets(Classes::EXPLICIT) {
        return resolve_plain(original, brackets, seen, base);
    }
    let mut classes = original.to_vec();
    let mut explicit = explicit::resolve(&mut classes, base);
    sequence::resolve_all(original, &classes, &brackets, &mut explicit, base);
    let mut levels = explicit.levels;
    // 5.2: what X9 removes is at the level of the character before it.
    let mut before = base;
    for (level, class) in levels.iter_mut().zip(original) {
        if Classes::REMOVED.contains(*class) {
            *level = before;
        }
        before = *level;
    }
    levels
}

/// The levels of a paragraph without explicit formatting: one isolating run sequence. Such is nearly every paragraph.
fn resolve_plain(original: &[BidiClass], mut brackets: Vec<Bracket>, seen: Classes, base: u8) -> Vec<u8> {
    if !seen.contains(BidiClass::BN) {
        let mut sequence = Sequence { classes: original.to_vec(), brackets };
        sequence.resolve(base, base, base);
        return sequence.classes.into_iter().map(|class| neutral::implicit(base, class)).collect();
    }
    // X9
    let mut classes = Vec::with_capacity(original.len());
    let mut next = brackets.iter_mut().peekable();
    for (at, class) in original.iter().enumerate() {
        if let Some(bracket) = next.next_if(|bracket| bracket.at == at) {
            bracket.at = classes.len();
        }
        if *class != BidiClass::BN {
            classes.push(*class);
        }
    }
    let mut sequence = Sequence { classes, brackets };
    sequence.resolve(base, base, base);
    let mut kept = sequence.classes.into_iter();
    let mut before = base;
    let mut level = |class: &BidiClass| {
        if *class != BidiClass::BN {
            before = kept.next().map_or(base, |class| neutral::implicit(base, class));
        }
        before
    };
    original.iter().map(&mut level).collect()
}

#[cfg(test)]
mod tests;
