//! Code points and UTF-16 units of a byte position.

/// Bytes between two checkpoints.
const BLOCK: usize = 4 * 1024;

/// Answers, for one text, how many code points or UTF-16 units stand before a byte, and back.
/// Built in one pass over the bytes (10 MB: about a millisecond); each answer reads at most one block of 4 KiB.
#[derive(Clone, Debug)]
pub struct OffsetIndex<'t> {
    text: &'t str,
    /// What stands before byte `n * BLOCK`, then what stands in the whole text.
    checkpoints: Vec<Counts>,
}

/// How much of a text, in both units.
#[derive(Clone, Copy, Default, Debug)]
struct Counts {
    code_points: usize,
    /// Characters beyond the BMP, which are two units in UTF-16.
    astral: usize,
}

impl Counts {
    /// Counts the characters that begin in `bytes`. The sums of 128 bytes fit in a byte, which lets the compiler use its
    /// widest registers.
    fn of(bytes: &[u8]) -> Self {
        let mut counts = Self::default();
        for run in bytes.chunks(128) {
            let (mut starts, mut astral) = (0u8, 0u8);
            for &byte in run {
                starts += u8::from(is_start(byte));
                astral += u8::from(byte >= 0xF0);
            }
            counts.code_points += usize::from(starts);
            counts.astral += usize::from(astral);
        }
        counts
    }

    const fn plus(self, other: Self) -> Self {
        Self { code_points: self.code_points + other.code_points, astral: self.astral + other.astral }
    }
}

impl<'t> OffsetIndex<'t> {
    /// Reads `text` once.
    pub fn new(text: &'t str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / BLOCK + 2);
        let mut before = Counts::default();
        checkpoints.push(before);
        for block in text.as_bytes().chunks(BLOCK) {
            before = before.plus(Counts::of(block));
            checkpoints.push(before);
        }
        Self { text, checkpoints }
    }

    /// Code points before byte `position`. Inside a character: before that character; past the end: of the whole text.
    pub fn code_points(&self, position: usize) -> usize {
        self.before(position).code_points
    }

    /// UTF-16 code units before byte `position`. Inside a character: before that character; past the end: of the whole text.
    pub fn utf16(&self, position: usize) -> usize {
        let counts = self.before(position);
        counts.code_points + counts.astral
    }

    fn before(&self, position: usize) -> Counts {
        let position = floor(self.text, position);
        let block = position / BLOCK;
        self.checkpoints[block].plus(Counts::of(&self.text.as_bytes()[block * BLOCK..position]))
    }

    /// The byte at which code point number `count` starts; the length of the text for the number of its code points; `None` past it.
    pub fn byte_of_code_point(&self, count: usize) -> Option<usize> {
        if count >= self.total_code_points() {
            return (count == self.total_code_points()).then_some(self.text.len());
        }
        let block = self.checkpoints.partition_point(|before| before.code_points <= count) - 1;
        let within = count - self.checkpoints[block].code_points;
        let start = block * BLOCK;
        let starts = self.text.as_bytes()[start..].iter().enumerate().filter(|&(_, &byte)| is_start(byte));
        starts.map(|(at, _)| start + at).nth(within)
    }

    /// All code points of the text.
    pub fn total_code_points(&self) -> usize {
        self.checkpoints.last().map_or(0, |all| all.code_points)
    }
}

/// Whether a byte of UTF-8 is the first of its character.
const fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// The last character boundary at or before byte `position`; the length of the text for positions past it.
pub fn floor(text: &str, position: usize) -> usize {
    let mut position = position.min(text.len());
    while !text.is_char_boundary(position) {
        position -= 1;
    }
    position
}

/// The first character boundary at or after byte `position`; the length of the text for positions past it.
pub fn ceil(text: &str, position: usize) -> usize {
    let mut position = position.min(text.len());
    while !text.is_char_boundary(position) {
        position += 1;
    }
    position
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, OffsetIndex};
    use proptest::prelude::*;

    #[test]
    fn the_ends_and_positions_inside_characters() {
        let index = OffsetIndex::new("أ😀b");
        let seen: Vec<_> = (0..9).map(|at| (index.code_points(at), index.utf16(at))).collect();
        assert_eq!(seen, [(0, 0), (0, 0), (1, 1), (1, 1), (1, 1), (1, 1), (2, 3), (3, 4), (3, 4)]);
        let back: Vec<_> = (0..5).map(|count| index.byte_of_code_point(count)).collect();
        assert_eq!(back, [Some(0), Some(2), Some(6), Some(7), None]);
        let empty = OffsetIndex::new("");
        assert_eq!(
            (empty.code_points(3), empty.byte_of_code_point(0), empty.byte_of_code_point(1)),
            (0, Some(0), None)
        );
    }

    proptest! {
        #![proptest_config(crate::text::properties::cases(40))]
        #[test]
        fn agrees_with_counting(parts in prop::collection::vec("[a-zاب€😀\n]{1,40}", 0..200), repeat in 1usize..8) {
            let text = parts.concat().repeat(repeat);
            let index = OffsetIndex::new(&text);
            let wanted = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            let mut utf16 = 0;
            for (count, at) in wanted.enumerate() {
                // Everything near a block's edge, a sample elsewhere.
                if at % BLOCK < 9 || at % BLOCK > BLOCK - 9 || count % 97 == 0 || at == text.len() {
                    prop_assert_eq!(index.code_points(at), count);
                    prop_assert_eq!(index.utf16(at), utf16);
                    prop_assert_eq!(index.byte_of_code_point(count), Some(at));
                }
                utf16 += text[at..].chars().next().map_or(0, char::len_utf16);
            }
            prop_assert_eq!(index.total_code_points(), text.chars().count());
            prop_assert_eq!(index.byte_of_code_point(index.total_code_points() + 1), None);
        }
    }
}
