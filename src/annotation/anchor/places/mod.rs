//! Which place of the new text is surely the one of an annotation: by its own neighbours, or by the sure places around.

mod around;
mod neighbours;
mod replacement;

use std::cmp::Reverse;
use std::collections::HashMap;

use super::container;
use super::context::{Candidate, Case};
use super::diff::BUDGET;
use super::folding::same_spelling;
use super::frame::{Anchor, Frames};
use super::index::Index;
use super::sure::{Place, Proof, Sure};
use super::{Anchored, MAX_SHOWN, Old};
use crate::annotation::State;
use crate::text::Span;

/// Similarity from which a text is a changed one rather than another one.
const FLOOR: f64 = 0.5;

/// Words of a text that its sentence hardly has twice.
const ENOUGH: usize = 3;

/// Rounds in which places that are sure make others sure.
const ROUNDS: usize = 4;

/// Spans before one that are looked at for an overlap.
const NEAR: usize = 64;

/// All of an article.
#[expect(clippy::struct_field_names, reason = "they are what it is made of")]
pub(super) struct Places<'i, 't, 'q> {
    index: &'i Index<'t>,
    old_length: Option<usize>,
    places: Vec<Place<'q>>,
    /// The place of each annotation; several annotations of one span share one.
    of: Vec<usize>,
    budget: usize,
}

impl<'i, 't, 'q> Places<'i, 't, 'q> {
    /// Looks up each annotation's text and neighbours.
    pub(super) fn new(index: &'i Index<'t>, old_length: Option<usize>, annotations: &[Old<'q>]) -> Self {
        let mut known = HashMap::new();
        let mut places = Vec::new();
        let mut budget = BUDGET;
        let of = annotations.iter().map(|old| {
            *known
                .entry((old.start, old.end, &*old.quote.exact, &*old.quote.prefix, &*old.quote.suffix))
                .or_insert_with(|| {
                    let case = Case::new(index, old, old_length);
                    let length = case.words.ids.len();
                    let at = case.found.at.iter();
                    let candidates = at.map(|at| case.candidate(index, *at, at + length, &mut budget)).collect();
                    places.push(Place { case, candidates, sure: None, gone: false });
                    places.len() - 1
                })
        });
        let of = of.collect();
        Self { index, old_length, places, of, budget }
    }

    /// Settles what can be settled: each by its own neighbours, then by each other.
    pub(super) fn settle(&mut self) {
        for at in 0..self.places.len() {
            self.places[at].sure = self.alone(at).filter(|sure| self.is_in_its_sentence(at, sure));
        }
        self.part_rivals();
        for _ in 0..ROUNDS {
            let frames = self.frames();
            let open: Vec<usize> = (0..self.places.len()).filter(|at| self.places[*at].sure.is_none()).collect();
            let inside = container::inside(self.index, &self.places, &open);
            let mut found = Vec::new();
            for (at, contained) in open.into_iter().zip(inside) {
                let sure =
                    contained.or_else(|| self.framed(at, &frames).filter(|sure| self.is_in_its_sentence(at, sure)));
                found.extend(sure.map(|sure| (at, sure)));
            }
            if found.is_empty() {
                found.extend(self.replacements());
            }
            if found.is_empty() {
                break;
            }
            for (at, sure) in found {
                self.places[at].sure = Some(sure);
            }
            self.part_rivals();
        }
    }

    /// Whether what is around a part is the rest of its sentence, for the most part.
    fn is_in_its_sentence(&mut self, at: usize, sure: &Sure) -> bool {
        let to = self.index.token_from(sure.span.end);
        self.places[at].case.rest_is_there(self.index, sure.from, to, &mut self.budget)
    }

    /// The sure places as anchors.
    pub(super) fn frames(&self) -> Frames {
        let places = self.places.iter().enumerate();
        let anchors = places.filter_map(|(at, place)| Some(self.anchor(at, place.sure.as_ref()?.span)));
        Frames::new(anchors.collect(), self.old_length, self.index.offsets.total_code_points())
    }

    fn anchor(&self, at: usize, span: Span) -> Anchor {
        let case = &self.places[at].case;
        let points = |byte| self.index.offsets.code_points(byte);
        Anchor { old: (case.start, case.end), new: (points(span.start), points(span.end)) }
    }

    /// Code points by which the two ends of a place moved.
    fn shifts(&self, case: &Case, candidate: &Candidate) -> (isize, isize) {
        let points = |byte| self.index.offsets.code_points(byte).cast_signed();
        (points(candidate.span.start) - case.start.cast_signed(), points(candidate.span.end) - case.end.cast_signed())
    }

    /// The same words there, unless only elsewhere they have the same signs with them: "5%" is not what became of "5" beside it.
    fn same(&self, at: usize, candidate: &Candidate, proof: Proof) -> Option<Sure> {
        let place = &self.places[at];
        let is_spelled_so =
            |one: &Candidate| one.span.slice(self.index.text).is_some_and(|text| same_spelling(text, place.case.exact));
        let is_another = !is_spelled_so(candidate) && place.candidates.iter().any(is_spelled_so);
        (!is_another).then_some(Sure { span: candidate.span, from: candidate.from, pairs: None, proof })
    }

    fn similarity(&mut self, at: usize, from: usize, to: usize) -> f64 {
        let found = self.places[at].case.align(self.index, from, to.max(from), &mut self.budget);
        found.map_or(0.0, |found| found.similarity)
    }

    /// What was apart cannot lie on one another now: the less sure of two gives way, or both.
    fn part_rivals(&mut self) {
        let mut order: Vec<(Span, usize)> =
            self.places.iter().enumerate().filter_map(|(at, place)| Some((place.sure.as_ref()?.span, at))).collect();
        order.sort_unstable_by_key(|(span, _)| (span.start, Reverse(span.end)));
        let mut lost = Vec::new();
        for (number, (span, at)) in order.iter().enumerate() {
            for (_, other) in order[..number].iter().rev().take(NEAR).filter(|(before, _)| before.overlaps(*span)) {
                let (one, two) = (&self.places[*at], &self.places[*other]);
                if one.case.end <= two.case.start || two.case.end <= one.case.start {
                    let proof = |place: &Place| place.sure.as_ref().map(|sure| sure.proof);
                    lost.extend((proof(one) <= proof(two)).then_some(*at));
                    lost.extend((proof(two) <= proof(one)).then_some(*other));
                }
            }
        }
        for at in lost {
            self.places[at].sure = None;
            self.places[at].gone = true;
        }
    }

    pub(super) fn into_results(self) -> Vec<Anchored> {
        let results: Vec<Anchored> = self.places.iter().map(|place| self.result(place)).collect();
        self.of.iter().map(|at| results[*at].clone()).collect()
    }

    fn result(&self, place: &Place) -> Anchored {
        if let Some(sure) = &place.sure
            && let Some(text) = sure.span.slice(self.index.text).filter(|text| !text.is_empty())
        {
            let state = match text {
                _ if text == place.case.exact => State::Moved,
                _ if same_spelling(text, place.case.exact) => State::Respelled,
                _ => State::Changed,
            };
            return Anchored { state, span: Some(sure.span), candidates: Vec::new() };
        }
        let candidates: Vec<Span> = place.candidates.iter().take(MAX_SHOWN).map(|one| one.span).collect();
        let state = if candidates.is_empty() { State::Orphan } else { State::Ambiguous };
        Anchored { state, span: None, candidates }
    }
}
