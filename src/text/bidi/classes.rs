//! Bidi classes and paired brackets of characters.
//!
//! The data is that of `unicode-bidi`; what articles are written in is found in a table instead of by its binary search.

use unicode_bidi::BidiClass::{
    self, AL, AN, B, BN, CS, EN, ES, ET, FSI, L, LRE, LRI, LRO, NSM, ON, PDF, PDI, R, RLE, RLI, RLO, S, WS,
};
use unicode_bidi::{BidiDataSource, HardcodedBidiData, bidi_class};

/// A set of classes.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Classes(u32);

impl Classes {
    /// X1–X8: what embeds, overrides or isolates, and what ends it.
    pub(super) const EXPLICIT: Self = Self::of(&[LRE, RLE, LRO, RLO, PDF, LRI, RLI, FSI, PDI]);
    /// What X9 removes.
    pub(super) const REMOVED: Self = Self::of(&[LRE, RLE, LRO, RLO, PDF, BN]);
    /// BD8.
    pub(super) const INITIATORS: Self = Self::of(&[LRI, RLI, FSI]);
    /// Without one of these, everything in a left-to-right paragraph is at level 0. An isolate raises the level even of Latin.
    pub(super) const RAISING: Self = Self::of(&[R, AL, AN, LRE, RLE, LRO, RLO, LRI, RLI, FSI]);
    /// NI of N1, and what W6 makes other neutrals.
    pub(super) const NEUTRAL: Self = Self::of(&[B, S, WS, ON, LRI, RLI, FSI, PDI, ES, ET, CS]);
    /// L1, 3 and 4, with what X9 removes (5.2): goes along with a separator or the end of a line.
    pub(super) const HANGING: Self = Self::of(&[WS, LRI, RLI, FSI, PDI, LRE, RLE, LRO, RLO, PDF, BN]);
    /// L1, 1 and 2.
    pub(super) const SEPARATORS: Self = Self::of(&[B, S]);

    pub(super) const fn of(classes: &[BidiClass]) -> Self {
        let (mut set, mut at) = (0, 0);
        while at < classes.len() {
            set |= 1 << classes[at] as u32;
            at += 1;
        }
        Self(set)
    }

    pub(super) const fn contains(self, class: BidiClass) -> bool {
        self.0 & 1 << class as u32 != 0
    }

    pub(super) fn insert(&mut self, class: BidiClass) {
        self.0 |= 1 << class as u32;
    }

    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The bidirectional class of a character (UAX #9, table 4): data of `unicode-bidi`, with the usual blocks told without a search.
pub fn class(character: char) -> BidiClass {
    let code = character as usize;
    if let Some(class) = COMMON.get(code) {
        return *class;
    }
    match character {
        '\u{2000}'..='\u{206F}' => PUNCTUATION[code - 0x2000],
        // Presentation forms, which laid-out lines are full of.
        '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FD3D}' | '\u{FE70}'..='\u{FEFE}' => AL,
        '\u{FB2A}'..='\u{FB4F}' => R,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => L,
        _ => bidi_class(character),
    }
}

/// A paired bracket (BD14, BD15).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Bracket {
    /// Its place among the characters that it is looked for in.
    pub(super) at: usize,
    /// The opening bracket of its pair, canonical equivalents made one.
    pub(super) opening: char,
    /// Whether it is the opening one.
    pub(super) opens: bool,
}

/// The bracket that a character is.
pub(super) fn bracket(character: char, at: usize) -> Option<Bracket> {
    // The crate looks at all pairs in turn; these blocks are the only ones with brackets.
    match character {
        '(' | '[' | '{' => Some(Bracket { at, opening: character, opens: true }),
        ')' => Some(Bracket { at, opening: '(', opens: false }),
        ']' => Some(Bracket { at, opening: '[', opens: false }),
        '}' => Some(Bracket { at, opening: '{', opens: false }),
        '\u{F3A}'..='\u{F3D}'
        | '\u{169B}'..='\u{169C}'
        | '\u{2045}'..='\u{2046}'
        | '\u{207D}'..='\u{2BFF}'
        | '\u{2E22}'..='\u{301B}'
        | '\u{FE59}'..='\u{FE5E}'
        | '\u{FF08}'..='\u{FF63}' => HardcodedBidiData.bidi_matched_opening_bracket(character).map(|found| Bracket {
            at,
            opening: found.opening,
            opens: found.is_open,
        }),
        _ => None,
    }
}

/// The classes of `LEN` code points, from the first code point of each run of one class.
const fn table<const LEN: usize>(first: usize, runs: &[(usize, BidiClass)]) -> [BidiClass; LEN] {
    let mut table = [L; LEN];
    let mut run = 0;
    while run < runs.len() {
        let mut at = runs[run].0 - first;
        let end = if run + 1 < runs.len() { runs[run + 1].0 - first } else { LEN };
        while at < end {
            table[at] = runs[run].1;
            at += 1;
        }
        run += 1;
    }
    table
}

/// U+0000..U+06FF: Latin, Greek, Cyrillic, Hebrew, Arabic.
#[rustfmt::skip]
static COMMON: [BidiClass; 0x700] = table(0, &[
    (0x0, BN), (0x9, S), (0xA, B), (0xB, S), (0xC, WS), (0xD, B), (0xE, BN), (0x1C, B), (0x1F, S), (0x20, WS),
    (0x21, ON), (0x23, ET), (0x26, ON), (0x2B, ES), (0x2C, CS), (0x2D, ES), (0x2E, CS), (0x30, EN), (0x3A, CS),
    (0x3B, ON), (0x41, L), (0x5B, ON), (0x61, L), (0x7B, ON), (0x7F, BN), (0x85, B), (0x86, BN), (0xA0, CS),
    (0xA1, ON), (0xA2, ET), (0xA6, ON), (0xAA, L), (0xAB, ON), (0xAD, BN), (0xAE, ON), (0xB0, ET), (0xB2, EN),
    (0xB4, ON), (0xB5, L), (0xB6, ON), (0xB9, EN), (0xBA, L), (0xBB, ON), (0xC0, L), (0xD7, ON), (0xD8, L),
    (0xF7, ON), (0xF8, L), (0x2B9, ON), (0x2BB, L), (0x2C2, ON), (0x2D0, L), (0x2D2, ON), (0x2E0, L),
    (0x2E5, ON), (0x2EE, L), (0x2EF, ON), (0x300, NSM), (0x370, L), (0x374, ON), (0x376, L), (0x37E, ON),
    (0x37F, L), (0x384, ON), (0x386, L), (0x387, ON), (0x388, L), (0x3F6, ON), (0x3F7, L), (0x483, NSM),
    (0x48A, L), (0x58A, ON), (0x58B, L), (0x58D, ON), (0x58F, ET), (0x590, R), (0x591, NSM), (0x5BE, R),
    (0x5BF, NSM), (0x5C0, R), (0x5C1, NSM), (0x5C3, R), (0x5C4, NSM), (0x5C6, R), (0x5C7, NSM), (0x5C8, R),
    (0x600, AN), (0x606, ON), (0x608, AL), (0x609, ET), (0x60B, AL), (0x60C, CS), (0x60D, AL), (0x60E, ON),
    (0x610, NSM), (0x61B, AL), (0x64B, NSM), (0x660, AN), (0x66A, ET), (0x66B, AN), (0x66D, AL), (0x670, NSM),
    (0x671, AL), (0x6D6, NSM), (0x6DD, AN), (0x6DE, ON), (0x6DF, NSM), (0x6E5, AL), (0x6E7, NSM), (0x6E9, ON),
    (0x6EA, NSM), (0x6EE, AL), (0x6F0, EN), (0x6FA, AL),
]);

/// U+2000..U+206F: General Punctuation, where the formatting characters are.
#[rustfmt::skip]
static PUNCTUATION: [BidiClass; 0x70] = table(0x2000, &[
    (0x2000, WS), (0x200B, BN), (0x200E, L), (0x200F, R), (0x2010, ON), (0x2028, WS), (0x2029, B),
    (0x202A, LRE), (0x202B, RLE), (0x202C, PDF), (0x202D, LRO), (0x202E, RLO), (0x202F, CS), (0x2030, ET),
    (0x2035, ON), (0x2044, CS), (0x2045, ON), (0x205F, WS), (0x2060, BN), (0x2065, L), (0x2066, LRI),
    (0x2067, RLI), (0x2068, FSI), (0x2069, PDI), (0x206A, BN),
]);

#[cfg(test)]
mod tests {
    use super::{BidiDataSource, Bracket, HardcodedBidiData, bidi_class, bracket, class};

    #[test]
    fn every_code_point_has_the_class_and_the_bracket_of_the_data() {
        for character in (0..=0x0010_FFFF).filter_map(char::from_u32) {
            assert_eq!(class(character), bidi_class(character), "{character:?}");
            let wanted = HardcodedBidiData.bidi_matched_opening_bracket(character);
            let wanted = wanted.map(|found| Bracket { at: 7, opening: found.opening, opens: found.is_open });
            assert_eq!(bracket(character, 7), wanted, "{character:?}");
        }
    }
}
