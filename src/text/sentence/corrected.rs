//! Boundaries that a reader corrected, applied to those of the rules.
//!
//! The rules stay as they are: [`split`](super::split) knows nothing of corrections. A place is the byte where a sentence begins or
//! would begin, that is where its first visible character is, after the white space that belongs to the sentence before.

use unicode_segmentation::GraphemeCursor;

use crate::text::Span;

/// What is right at a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Correction {
    /// No sentence begins here. Does nothing where the rules have no boundary.
    Join,
    /// A sentence begins here. Does nothing where the rules have a boundary, and at a place where [`may_begin`] says no.
    Split,
}

impl Correction {
    /// All of them, in their order, with their names in files.
    pub const NAMES: [(Self, &'static str); 2] = [(Self::Join, "join"), (Self::Split, "split")];

    /// The name in files.
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize].1
    }
}

/// Corrections by place, at most one at each.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Corrections {
    sorted: Vec<(usize, Correction)>,
}

impl FromIterator<(usize, Correction)> for Corrections {
    /// In any order; of a join and a split at one place the join is kept, whichever came first.
    fn from_iter<I: IntoIterator<Item = (usize, Correction)>>(corrections: I) -> Self {
        let mut sorted: Vec<(usize, Correction)> = corrections.into_iter().collect();
        sorted.sort_unstable();
        sorted.dedup_by_key(|(place, _)| *place);
        Self { sorted }
    }
}

impl Corrections {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// The places, in order.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        self.sorted.iter().map(|(place, _)| *place)
    }

    /// Those at the bytes of a span, in order. A binary search.
    pub fn within(&self, span: Span) -> &[(usize, Correction)] {
        let from = self.sorted.partition_point(|(place, _)| *place < span.start);
        let to = self.sorted.partition_point(|(place, _)| *place < span.end).max(from);
        &self.sorted[from..to]
    }

    /// The places where two sets differ, in order. Linear.
    pub fn differing(&self, other: &Self) -> Vec<usize> {
        let (mut ours, mut theirs) = (self.sorted.iter().peekable(), other.sorted.iter().peekable());
        let mut places = Vec::new();
        loop {
            let place = match (ours.peek(), theirs.peek()) {
                (None, None) => return places,
                (Some((place, _)), None) | (None, Some((place, _))) => *place,
                (Some((one, _)), Some((another, _))) => *one.min(another),
            };
            if ours.next_if(|(at, _)| *at == place) != theirs.next_if(|(at, _)| *at == place) {
                places.push(place);
            }
        }
    }
}

/// Applies corrections to ranges that tile `text` from `base` bytes on, as [`split`](super::split) gives them; `corrections` are in
/// order and count from the same byte as `base`. The ranges that come out tile the same text and each has something visible in it,
/// if each that came in had. Linear in both; gives back what it got when there are no corrections.
pub fn correct(tiles: Vec<Span>, text: &str, base: usize, corrections: &[(usize, Correction)]) -> Vec<Span> {
    if corrections.is_empty() {
        return tiles;
    }
    let mut waiting = corrections.iter().filter_map(|(place, what)| Some((place.checked_sub(base)?, *what))).peekable();
    let mut corrected: Vec<Span> = Vec::with_capacity(tiles.len() + corrections.len());
    for tile in tiles {
        let mut start = tile.start;
        let begins = tile.trimmed(text).start;
        let mut joined = false;
        while let Some((place, what)) = waiting.next_if(|(place, _)| *place < tile.end) {
            match what {
                Correction::Join => joined |= place == begins,
                Correction::Split if place > begins && may_begin(text, Span::new(start, tile.end), place) => {
                    push(&mut corrected, Span::new(start, place), joined);
                    (start, joined) = (place, false);
                }
                Correction::Split => {}
            }
        }
        push(&mut corrected, Span::new(start, tile.end), joined);
    }
    corrected
}

/// Adds a range; a joined one goes on with the one before it, if there is one.
fn push(ranges: &mut Vec<Span>, range: Span, joined: bool) {
    match ranges.last_mut() {
        Some(last) if joined => last.end = range.end,
        _ => ranges.push(range),
    }
}

/// Whether a sentence may begin at byte `place` inside of one: something visible on both sides, white space not right after it, and
/// no cluster (UAX #29) cut. Costs the white space around the place, and the cluster.
pub fn may_begin(text: &str, sentence: Span, place: usize) -> bool {
    let (Some(before), Some(after)) =
        (text.get(sentence.start..place), sentence.end.checked_sub(place).and_then(|_| text.get(place..sentence.end)))
    else {
        return false;
    };
    let is_cut = || !matches!(GraphemeCursor::new(place, text.len(), true).is_boundary(text, 0), Ok(true));
    !before.trim_end().is_empty() && after.chars().next().is_some_and(|first| !first.is_whitespace()) && !is_cut()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Correction::{Join, Split};
    use super::{Correction, Corrections, correct};
    use crate::text::Language;
    use crate::text::sentence::split;

    fn corrected(text: &str, corrections: &[(usize, Correction)]) -> Vec<String> {
        let corrections: Corrections = corrections.iter().copied().collect();
        let tiles = split(text, Language::Arabic);
        let spans = correct(tiles, text, 0, corrections.within(crate::text::Span::new(0, text.len())));
        spans.into_iter().map(|span| text[span.start..span.end].to_owned()).collect()
    }

    #[test]
    fn each_has_the_name_beside_it() {
        for (correction, name) in Correction::NAMES {
            assert_eq!(correction.name(), name);
        }
    }

    #[test]
    fn each_does_what_it_says_and_nothing_elsewhere() {
        // Text with `|` at the boundaries of the rules; places as the text that begins there; what comes out.
        type Case = (&'static str, &'static str, &'static [(&'static str, Correction)], &'static str);
        let cases: &[Case] = &[
            ("none", "قال. |ثم ذهب. |وعاد.", &[], "قال. |ثم ذهب. |وعاد."),
            ("joined", "قال. |ثم ذهب. |وعاد.", &[("ثم", Join)], "قال. ثم ذهب. |وعاد."),
            ("all joined", "قال. |ثم ذهب. |وعاد.", &[("ثم", Join), ("وعاد", Join)], "قال. ثم ذهب. وعاد."),
            ("split", "وصل القطار، ثم توقف. |وعاد.", &[("ثم", Split)], "وصل القطار، |ثم توقف. |وعاد."),
            ("split twice", "وصل القطار، ثم توقف.", &[("ثم", Split), ("توقف", Split)], "وصل القطار، |ثم |توقف."),
            ("both", "وصل. |ثم توقف.", &[("ثم", Join), ("توقف", Split)], "وصل. ثم |توقف."),
            ("join without a boundary", "وصل القطار. |وعاد.", &[("القطار", Join)], "وصل القطار. |وعاد."),
            ("join at the beginning", "وصل القطار. |وعاد.", &[("وصل", Join)], "وصل القطار. |وعاد."),
            ("split at a boundary", "وصل القطار. |وعاد.", &[("وعاد", Split)], "وصل القطار. |وعاد."),
            ("split at the beginning", "وصل القطار. |وعاد.", &[("وصل", Split)], "وصل القطار. |وعاد."),
            ("split at white space", "وصل  القطار.", &[("  القطار", Split), (" القطار", Split)], "وصل  القطار."),
            ("split inside a cluster", "وصلَت هند.", &[("\u{64e}ت", Split)], "وصلَت هند."),
            ("split inside a word", "وصلت هند.", &[("ت هند", Split)], "وصل|ت هند."),
            ("split after nothing visible", "  وصل القطار.", &[("وصل", Split)], "  وصل القطار."),
        ];
        for (name, drawn, places, expected) in cases {
            let text = drawn.replace('|', "");
            assert_eq!(corrected(&text, &[]).join("|"), *drawn, "{name}: the rules");
            let at = |part: &&str| text.rfind(part).expect("in the text");
            let places: Vec<(usize, Correction)> = places.iter().map(|(part, what)| (at(part), *what)).collect();
            assert_eq!(corrected(&text, &places).join("|"), *expected, "{name}");
        }
    }

    #[test]
    fn bytes_inside_of_characters_and_past_the_end_do_nothing() {
        let text = "قال. ثم";
        let rules = corrected(text, &[]);
        for place in (0..text.len() + 9).filter(|place| !text.is_char_boundary(*place)) {
            for what in [Join, Split] {
                assert_eq!(corrected(text, &[(place, what)]), rules, "{place}");
            }
        }
    }

    #[test]
    fn of_two_at_one_place_the_join_is_kept() {
        let set = |corrections: [(usize, Correction); 2]| Corrections::from_iter(corrections);
        assert_eq!(set([(3, Split), (3, Join)]), set([(3, Join), (3, Split)]));
        assert_eq!(set([(3, Split), (5, Join)]).differing(&set([(3, Join), (5, Join)])), [3]);
        assert_eq!(set([(3, Split), (5, Join)]).differing(&set([(1, Join), (3, Split)])), [1, 5]);
    }

    proptest! {
        #![proptest_config(crate::text::properties::cases(256))]
        #[test]
        fn corrected_ranges_tile_and_are_never_empty(
            text in "[ab \u{64e}ب،.؟!\"\u{1F1E6}\n]{0,40}",
            places in prop::collection::vec((0usize..90, any::<bool>()), 0..12),
        ) {
            let what = |(place, join): &(usize, bool)| (*place, if *join { Join } else { Split });
            let places: Vec<(usize, Correction)> = places.iter().map(what).collect();
            let parts = corrected(&text, &places);
            prop_assert_eq!(parts.concat(), text.clone());
            let blank = corrected(&text, &[]).iter().filter(|part| part.trim().is_empty()).count();
            prop_assert!(parts.iter().filter(|part| part.trim().is_empty()).count() <= blank);

            let backwards: Vec<(usize, Correction)> = places.iter().rev().copied().collect();
            prop_assert_eq!(corrected(&text, &backwards), parts.clone());
            // Taking one more and putting it back changes nothing.
            let set: Corrections = places.iter().copied().collect();
            let more: Corrections = places.iter().copied().chain([(7, Split)]).collect();
            prop_assert!(set.differing(&more).iter().all(|place| *place == 7));
            prop_assert_eq!(more.differing(&set), set.differing(&more));
        }

        #[test]
        fn no_sentence_begins_where_all_are_joined_and_each_where_it_is_split(text in "[ab ب،.؟\"]{0,40}") {
            let starts = |parts: &[String]| {
                let mut at = 0;
                parts.iter().map(|part| { let start = at; at += part.len(); start }).collect::<Vec<usize>>()
            };
            let rules = starts(&corrected(&text, &[]));
            let joins: Vec<(usize, Correction)> = rules.iter().map(|start| (*start, Join)).collect();
            prop_assert!(corrected(&text, &joins).len() <= 1);
            let every: Vec<(usize, Correction)> = (0..text.len()).map(|place| (place, Split)).collect();
            let split = starts(&corrected(&text, &every));
            prop_assert!(rules.iter().all(|start| split.contains(start)));
        }
    }
}
