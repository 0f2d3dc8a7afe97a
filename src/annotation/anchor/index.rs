//! The new text, prepared for looking up runs of words.

use std::collections::HashMap;
use std::ops::Deref;

use unicode_segmentation::GraphemeCursor;

use super::folding::{Token, is_format, tokens};
use crate::text::Span;
use crate::text::offsets::{OffsetIndex, ceil, floor};

/// A word that the new text does not have.
const UNKNOWN: u32 = u32::MAX;

/// Places of one word that are looked at for one run; the places of a run whose rarest word is more frequent are not all known.
const MAX_PROBES: usize = 20_000;

/// Places of a word that is too common to tell one text from another.
const MAX_COMMON: usize = 256;

/// Places of one run that are kept.
const MAX_FOUND: usize = 64;

/// Bytes before a position that decide whether a cluster ends there; longer ones are cut (UAX #29 sets no limit).
const MAX_CLUSTER: usize = 512;

/// A text by its words.
pub(super) struct Index<'t> {
    pub(super) text: &'t str,
    pub(super) offsets: OffsetIndex<'t>,
    words: WordIndex,
}

impl Deref for Index<'_> {
    type Target = WordIndex;

    fn deref(&self) -> &WordIndex {
        &self.words
    }
}

/// The words of a text and where they are, without the text.
pub(super) struct WordIndex {
    pub(super) tokens: Vec<Token>,
    pub(super) ids: Vec<u32>,
    known: HashMap<u64, u32>,
    /// Where the places of each word start in `places`, and one past the last.
    starts: Vec<u32>,
    places: Vec<u32>,
}

/// The words of a piece of the old text, by their ids in the new one.
#[derive(Default)]
pub(super) struct Words {
    pub(super) tokens: Vec<Token>,
    pub(super) ids: Vec<u32>,
}

/// Where a run of words stands: the number of its first word at each place, in order.
#[derive(Default)]
pub(super) struct Found {
    pub(super) at: Vec<usize>,
    /// Whether these are all.
    pub(super) all: bool,
}

impl WordIndex {
    /// Linear in the text, in time and memory: about 30 bytes a word.
    pub(super) fn new(text: &str) -> Self {
        let tokens = tokens(text);
        let mut known: HashMap<u64, u32> = HashMap::new();
        let mut ids = Vec::with_capacity(tokens.len());
        let mut counts: Vec<u32> = Vec::new();
        for token in &tokens {
            let id = *known.entry(token.key).or_insert(counts.len() as u32);
            if id as usize == counts.len() {
                counts.push(0);
            }
            counts[id as usize] += 1;
            ids.push(id);
        }
        let mut starts = Vec::with_capacity(counts.len() + 1);
        let mut sum = 0;
        for count in &counts {
            starts.push(sum);
            sum += count;
        }
        starts.push(sum);
        let mut next = starts.clone();
        let mut places = vec![0; ids.len()];
        for (at, id) in ids.iter().enumerate() {
            let slot = &mut next[*id as usize];
            places[*slot as usize] = at as u32;
            *slot += 1;
        }
        Self { tokens, ids, known, starts, places }
    }

    pub(super) fn words(&self, piece: &str) -> Words {
        let tokens = tokens(piece);
        let ids = tokens.iter().map(|token| self.known.get(&token.key).copied().unwrap_or(UNKNOWN)).collect();
        Words { tokens, ids }
    }

    fn places_of(&self, id: u32) -> &[u32] {
        let bound = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        if id == UNKNOWN { &[] } else { &self.places[bound(id as usize)..bound(id as usize + 1)] }
    }

    /// Where the words stand in a row. Looks at each place of the rarest of them, at most [`MAX_PROBES`].
    pub(super) fn find(&self, words: &[u32]) -> Found {
        let Some((within, rarest)) = words.iter().enumerate().min_by_key(|(_, id)| self.places_of(**id).len()) else {
            return Found::default();
        };
        let places = self.places_of(*rarest);
        let mut found = Found { at: Vec::new(), all: places.len() <= MAX_PROBES };
        for place in places.iter().take(MAX_PROBES) {
            let Some(start) = (*place as usize).checked_sub(within) else { continue };
            if self.ids[start..].starts_with(words) {
                if found.at.len() == MAX_FOUND {
                    found.all = false;
                    break;
                }
                found.at.push(start);
            }
        }
        found
    }

    /// Whether most of the words may stand about as they do in a row, apart from the words `own` of the text. Words that are everywhere
    /// are not looked for, and taken to stand there as well; of the others a look at each place.
    pub(super) fn has_alike(&self, words: &[u32], own: (usize, usize)) -> bool {
        let (mut counted, mut begins) = (0usize, Vec::new());
        for (row, id) in words.iter().enumerate() {
            let places = self.places_of(*id);
            if places.len() > MAX_COMMON {
                continue;
            }
            counted += 1;
            let apart = places.iter().map(|place| *place as usize).filter(|place| *place < own.0 || own.1 <= *place);
            begins.extend(apart.map(|place| (place + words.len()).saturating_sub(row)));
        }
        begins.sort_unstable();
        // With the words that are not looked for.
        let needed = needed(words.len()).saturating_sub(words.len() - counted);
        if needed < 2 {
            return !words.is_empty();
        }
        // A word or two may have been put in or taken out.
        begins.windows(needed).any(|some| some[needed - 1] - some[0] <= 2)
    }

    /// The word that starts at a byte or after it.
    pub(super) fn token_from(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.span().start < byte)
    }
}

impl<'t> Index<'t> {
    /// Linear in the text, in time and memory.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, offsets: OffsetIndex::new(text), words: WordIndex::new(text) }
    }

    /// The bytes of the words `from..to`, with as much of the punctuation that `exact` has before its first and after its last
    /// word as stands there. Widened to whole clusters.
    pub(super) fn span(&self, from: usize, to: usize, exact: &str, words: &Words) -> Span {
        let (Some(first), Some(last)) = (self.tokens.get(from), to.checked_sub(1).and_then(|at| self.tokens.get(at)))
        else {
            return Span::default();
        };
        let (first, last) = (first.span(), last.span());
        let lead = words.tokens.first().map_or(0, |token| token.span().start);
        let trail = words.tokens.last().map_or(exact.len(), |token| token.span().end);
        // The text itself, if it is there.
        if let Some(start) = first.start.checked_sub(lead) {
            let whole = Span::new(start, start + exact.len());
            if whole.end >= last.end && whole.slice(self.text) == Some(exact) {
                return self.widened(whole);
            }
        }
        let floor = from.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |token| token.span().end);
        let ceiling = self.tokens.get(to).map_or(self.text.len(), |token| token.span().start);
        let back = reach(exact[..lead].chars().rev(), self.text[floor..first.start].chars().rev());
        let on = reach(exact[trail..].chars(), self.text[last.end..ceiling].chars());
        self.widened(Span::new(first.start - back, last.end + on))
    }

    /// `span` with whole clusters at its ends.
    pub(super) fn widened(&self, span: Span) -> Span {
        let (mut start, mut end) = (floor(self.text, span.start), ceil(self.text, span.end));
        for _ in 0..MAX_CLUSTER {
            let (opens, closes) = (self.is_boundary(start), self.is_boundary(end));
            start = if opens { start } else { floor(self.text, start - 1) };
            end = if closes { end } else { ceil(self.text, end + 1) };
            if opens && closes {
                break;
            }
        }
        Span::new(start, end)
    }

    /// Whether a cluster starts at a byte. Looks at [`MAX_CLUSTER`] bytes on each side at most.
    pub(super) fn is_boundary(&self, at: usize) -> bool {
        let from = floor(self.text, at.saturating_sub(MAX_CLUSTER));
        let to = ceil(self.text, at.saturating_add(MAX_CLUSTER));
        let near = &self.text[from..to];
        at == 0
            || at == self.text.len()
            || GraphemeCursor::new(at - from, near.len(), true).is_boundary(near, 0).unwrap_or(true)
    }

    /// Code points between two bytes.
    pub(super) fn distance(&self, from: usize, to: usize) -> isize {
        self.offsets.code_points(to).cast_signed() - self.offsets.code_points(from).cast_signed()
    }
}

/// How many of so many words make a text that has them in their order one that is like another.
pub(super) fn needed(words: usize) -> usize {
    (words * 3).div_ceil(5).max(2)
}

/// Bytes of `found` that hold the punctuation of `wanted`; past the first that differs, what is joined to the word and no more
/// characters than are wanted.
fn reach(wanted: impl Iterator<Item = char>, found: impl Iterator<Item = char>) -> usize {
    let visible = |one: &char| !one.is_whitespace() && !is_format(*one);
    let mut left = wanted.filter(visible).count();
    let (mut read, mut taken) = (0, 0);
    for one in found {
        read += one.len_utf8();
        if visible(&one) {
            if left == 0 {
                break;
            }
            left -= 1;
            taken = read;
        } else if one.is_whitespace() {
            break;
        }
    }
    taken
}
