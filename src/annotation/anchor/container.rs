//! Places inside of a place that is sure.

use super::index::Index;
use super::sure::{Place, Proof, Sure};
use crate::text::Span;

/// Places that start before one and are looked at for being around it.
const NEAR: usize = 256;

/// For each of the `open` places its new place in the smallest sure one around it. A few comparisons for each; an overlap that
/// the quotes do not bear out is none.
pub(super) fn inside(index: &Index, places: &[Place], open: &[usize]) -> Vec<Option<Sure>> {
    let mut sure: Vec<&Place> = places.iter().filter(|place| place.sure.is_some()).collect();
    sure.sort_unstable_by_key(|place| place.case.start);
    open.iter()
        .map(|at| {
            let (start, end) = (places[*at].case.start, places[*at].case.end);
            let before = &sure[..sure.partition_point(|place| place.case.start <= start)];
            let around = before.iter().rev().take(NEAR).filter(|place| place.case.end >= end);
            mapped(index, around.min_by_key(|place| place.case.end - place.case.start)?, &places[*at])
        })
        .collect()
}

/// Where the text of `inner` is in the new place of `outer`.
fn mapped(index: &Index, outer: &Place, inner: &Place) -> Option<Sure> {
    let sure = outer.sure.as_ref()?;
    let (text, exact) = (outer.case.exact, inner.case.exact);
    let offset = text.char_indices().nth(inner.case.start - outer.case.start)?.0;
    if !text[offset..].starts_with(exact) || exact.is_empty() {
        return None;
    }
    if sure.span.slice(index.text) == Some(text) {
        let span = index.widened(Span::new(sure.span.start + offset, sure.span.start + offset + exact.len()));
        let from = index.token_from(span.start);
        return Some(Sure { span, from, pairs: None, proof: sure.proof });
    }
    // By words: those of the inner text must be words of the outer one, or it is cut inside of a word.
    let words = &outer.case.words.tokens;
    let first = words.partition_point(|token| token.span().start < offset);
    let length = inner.case.words.tokens.len();
    let fits = words.get(first..first + length)?.iter().zip(&inner.case.words.tokens);
    if length == 0 || !fits.clone().all(|(a, b)| a.span().start == b.span().start + offset && a.key == b.key) {
        return None;
    }
    let Some(pairs) = &sure.pairs else {
        let from = sure.from + first;
        let span = index.span(from, from + length, exact, &inner.case.words);
        return Some(Sure { span, from, pairs: None, proof: sure.proof });
    };
    let own = &pairs[first..first + length];
    // Another word at an edge stands for the old one only if as many words stand between two that are the same.
    let (from, to) = (own.first()?.as_ref()?.0, own.last()?.as_ref()?.0 + 1);
    if to - from != length || !is_even(pairs, first) || !is_even(pairs, first + length - 1) {
        return None;
    }
    let span = index.span(from, to, exact, &inner.case.words);
    Some(Sure { span, from, pairs: Some(own.to_vec()), proof: Proof::Changed })
}

/// Whether the pair stands between two pairs of same words with as many words between them in both texts, or is of the same word.
fn is_even(pairs: &[Option<(usize, bool)>], at: usize) -> bool {
    let same = |at: &usize| matches!(pairs[*at], Some((_, true)));
    let place = |at: usize| pairs[at].map(|(place, _)| place);
    if same(&at) {
        return true;
    }
    let (Some(before), Some(after)) = ((0..at).rev().find(same), (at + 1..pairs.len()).find(same)) else {
        return false;
    };
    place(after).zip(place(before)).is_some_and(|(after_new, before_new)| after_new - before_new == after - before)
}
