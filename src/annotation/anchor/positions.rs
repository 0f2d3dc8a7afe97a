//! Places between two characters.

use super::context::{Context, Fit};
use super::diff::BUDGET;
use super::folding::same_spelling;
use super::frame::{Frame, Frames};
use super::index::Index;
use super::{AnchoredPosition, OldPosition};
use crate::annotation::State;
use crate::text::Span;

/// Words around a position that are enough to tell it.
const ENOUGH: usize = 4;

const ORPHAN: AnchoredPosition = AnchoredPosition { state: State::Orphan, at: None };
const AMBIGUOUS: AnchoredPosition = AnchoredPosition { state: State::Ambiguous, at: None };

/// Finds each position by the text before and after it, and by the sure places around. Costs as an annotation does.
pub(super) fn anchor(index: &Index, frames: &Frames, positions: &[OldPosition]) -> Vec<AnchoredPosition> {
    let mut budget = BUDGET;
    positions.iter().map(|old| one(index, frames, old, &mut budget)).collect()
}

fn one(index: &Index, frames: &Frames, old: &OldPosition, budget: &mut usize) -> AnchoredPosition {
    let around: Vec<Frame> = frames.around(old.at, old.at).collect();
    let left = Context::left(index, old.before, old.at == 0);
    let right = Context::right(index, old.after, old.after.is_empty());
    // Where nothing changed around it.
    let unmoved = around.iter().filter(|frame| frame.before == frame.after).find_map(|frame| {
        let at = index.offsets.byte_of_code_point(old.at.checked_add_signed(frame.before)?)?;
        let fits = index.text[..at].ends_with(old.before) && index.text[at..].starts_with(old.after);
        fits.then_some(at)
    });
    if let Some(at) = unmoved {
        return AnchoredPosition { state: State::Moved, at: Some(at) };
    }
    let places: Vec<usize> = left.found.at.iter().map(|at| at + left.len()).collect();
    let joined = places.iter().copied().filter(|at| right.before_word(*at, index));
    let joined: Vec<usize> = joined.collect();
    match joined[..] {
        [word] if left.found.all && left.len() > 0 && right.len() > 0 && left.len() + right.len() >= ENOUGH => {
            return settled(index, old, word);
        }
        [] => {}
        _ => return AMBIGUOUS,
    }
    let ([word], true) = (&places[..], left.found.all && left.len() > 0) else { return ORPHAN };
    let at = byte(index, old, *word);
    let moved = index.offsets.code_points(at).cast_signed() - old.at.cast_signed();
    let Fit::Changed { longer, .. } = right.after(index, *word, budget) else { return ORPHAN };
    if around.iter().any(|frame| frame.before == moved && frame.after == moved + longer) {
        return AnchoredPosition { state: State::Changed, at: Some(at) };
    }
    ORPHAN
}

/// The position before word `word`, told apart by what the text around it became.
fn settled(index: &Index, old: &OldPosition, word: usize) -> AnchoredPosition {
    let at = byte(index, old, word);
    if index.text[..at].ends_with(old.before) && index.text[at..].starts_with(old.after) {
        return AnchoredPosition { state: State::Moved, at: Some(at) };
    }
    // The words are the same; what stands between the last one before and the first one after may not be.
    let between = |text: &str, end: bool| {
        let tokens = super::folding::tokens(text);
        let cut = if end {
            tokens.last().map(|token| token.span().end)
        } else {
            tokens.first().map(|token| token.span().start)
        };
        let cut = cut.unwrap_or(0);
        if end { text[cut..].to_owned() } else { text[..cut].to_owned() }
    };
    let gap = between(old.before, true) + &between(old.after, false);
    let from = word.checked_sub(1).map_or(0, |at| index.tokens[at].span().end);
    let to = index.tokens.get(word).map_or(index.text.len(), |token| token.span().start);
    let now = Span::new(from, to).slice(index.text).unwrap_or_default();
    let state = if same_spelling(&gap, now) { State::Respelled } else { State::Changed };
    AnchoredPosition { state, at: Some(at) }
}

/// The byte between words `word - 1` and `word`: after the punctuation that stood before the position, and after the white space if
/// that did.
fn byte(index: &Index, old: &OldPosition, word: usize) -> usize {
    let from = word.checked_sub(1).map_or(0, |at| index.tokens[at].span().end);
    let to = index.tokens.get(word).map_or(index.text.len(), |token| token.span().start);
    let words = index.words(old.before);
    let span = index.span(word.saturating_sub(words.ids.len()), word, old.before.trim_end(), &words);
    let at = span.end.clamp(from, to);
    let space = &index.text[at..to];
    let skipped = if old.before.ends_with(char::is_whitespace) { space.len() - space.trim_start().len() } else { 0 };
    index.widened(Span::new(at, at + skipped)).end
}
