//! A text without what the rules must not see: marks on letters, tatweel, formatting characters.
//!
//! Taking them out once, instead of in each rule, is what makes a boundary stay where it is when somebody adds harakat.

use std::borrow::Cow;

use super::Decision;
use crate::text::Span;

/// A text with what is to be ignored taken out, and the way back.
pub(super) struct Plain<'t> {
    pub(super) text: Cow<'t, str>,
    /// What was taken out, in order: the byte of the plain text where it was, and the bytes taken out up to there.
    cuts: Vec<(usize, usize)>,
}

impl<'t> Plain<'t> {
    /// Copies nothing where there is nothing to take out. About a gigabyte a second.
    pub(super) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let (mut kept, mut cuts) = (String::new(), Vec::new());
        let (mut at, mut from, mut gone) = (0, 0, 0);
        while at < bytes.len() {
            let length = ignored(bytes, at);
            if length == 0 {
                at += 1;
                continue;
            }
            if cuts.is_empty() {
                kept.reserve(text.len());
            }
            kept.push_str(&text[from..at]);
            at += length;
            from = at;
            gone += length;
            match cuts.last_mut() {
                Some((place, total)) if *place == kept.len() => *total = gone,
                _ => cuts.push((kept.len(), gone)),
            }
        }
        if cuts.is_empty() {
            return Self { text: Cow::Borrowed(text), cuts };
        }
        kept.push_str(&text[from..]);
        Self { text: Cow::Owned(kept), cuts }
    }

    /// Makes boundaries of the plain text, in order, those of the original one: what was taken out at a boundary goes with what
    /// follows, as a mark of direction does.
    pub(super) fn restore(&self, boundaries: &mut [usize]) {
        let mut cuts = self.cuts.iter().peekable();
        let mut gone = 0;
        for boundary in boundaries {
            while let Some((_, total)) = cuts.next_if(|(place, _)| place < boundary) {
                gone = *total;
            }
            *boundary += gone;
        }
    }

    /// The same of decisions: what was taken out before a mark is no part of it.
    pub(super) fn restore_decisions(&self, decisions: &mut [Decision]) {
        let first = |decision: &Decision| usize::from(!decision.mark.is_empty());
        let places = |decision: &Decision| [decision.mark.start + first(decision), decision.mark.end, decision.end];
        let mut restored: Vec<usize> = decisions.iter().flat_map(places).collect();
        self.restore(&mut restored);
        for (decision, place) in decisions.iter_mut().zip(restored.chunks_exact(3)) {
            decision.mark = Span::new(place[0] - first(decision), place[1]);
            decision.end = place[2];
        }
    }
}

/// Bytes of the character at `at` if it is ignored, else 0. Marks on letters of Arabic (U+0610 to U+061A, U+064B to U+065F, U+0670,
/// U+06D6 to U+06ED) and Hebrew (U+0591 to U+05C7 but for maqaf, paseq and sof pasuq), tatweel, and `Default_Ignorable_Code_Point` as far
/// as it formats; not ZWNJ, which stands inside Persian words.
fn ignored(bytes: &[u8], at: usize) -> usize {
    // ASCII, and second bytes of characters, which are never mistaken for a first one.
    let first = bytes[at];
    if first < 0xC2 {
        return 0;
    }
    let byte = |offset: usize| bytes.get(at + offset).copied().unwrap_or(0);
    match (first, byte(1)) {
        (0xC2, 0xAD)
        | (0xD6, 0x91..=0xBD | 0xBF)
        | (0xD7, 0x81 | 0x82 | 0x84 | 0x85 | 0x87)
        | (0xD8, 0x90..=0x9A | 0x9C)
        | (0xD9, 0x80 | 0x8B..=0x9F | 0xB0)
        | (0xDB, 0x96..=0x9C | 0x9F..=0xA4 | 0xA7 | 0xA8 | 0xAA..=0xAD) => 2,
        (0xE2, 0x80) if matches!(byte(2), 0x8B | 0x8D..=0x8F | 0xAA..=0xAE) => 3,
        (0xE2, 0x81) if matches!(byte(2), 0xA0 | 0xA6..=0xA9) => 3,
        (0xEF, 0xBB) if byte(2) == 0xBF => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::Plain;

    #[test]
    fn what_is_ignored_is_taken_out_and_found_again() {
        let text = "\u{200f}قـالَ.\u{200f} \u{200f}ثمّ\u{64e} מָה";
        let plain = Plain::new(text);
        assert_eq!(plain.text, "قال. ثم מה");
        let at = |text: &str, part: &str| text.find(part).unwrap();
        let mut boundaries = [0, at(&plain.text, "ث"), at(&plain.text, "מ"), plain.text.len()];
        plain.restore(&mut boundaries);
        assert_eq!(boundaries, [0, at(text, "\u{200f}ث"), at(text, "מ"), text.len()]);
        assert!(matches!(Plain::new("قال. می‌رود").text, std::borrow::Cow::Borrowed(_)));
    }
}
