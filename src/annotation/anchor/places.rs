//! Which place of the new text is surely the one of an annotation.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::container;
use super::context::{Candidate, Case, Fit};
use super::diff::{Alignment, BUDGET, is_number};
use super::folding::same_spelling;
use super::frame::{Anchor, Frame, Frames};
use super::index::Index;
use super::{Anchored, MAX_GAP, MAX_SHOWN, Old, State};
use crate::text::Span;

/// Similarity from which a text is a changed one rather than another one.
const FLOOR: f64 = 0.5;

/// How much more alike the best must be than the second best at the same home.
const LEAD: f64 = 0.2;

/// Words of a text that its sentence hardly has twice.
const ENOUGH: usize = 3;

/// Rounds in which places that are sure make others sure.
const ROUNDS: usize = 4;

/// Spans before one that are looked at for an overlap.
const NEAR: usize = 64;

/// How sure a place is, ascending.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Proof {
    /// The text is another one.
    Changed,
    /// By one neighbour or by the places around.
    Inferred,
    /// By both neighbours.
    Home,
}

/// A sure place.
#[derive(Clone, Debug)]
pub(super) struct Sure {
    pub(super) span: Span,
    /// Its first word in the new text.
    pub(super) from: usize,
    /// The words that stand for those of the old text and whether they are the same; `None` where all are the same.
    pub(super) pairs: Option<Vec<Option<(usize, bool)>>>,
    pub(super) proof: Proof,
}

/// One span of the old text and what is known of it.
pub(super) struct Place<'q> {
    pub(super) case: Case<'q>,
    /// Where the same words stand.
    candidates: Vec<Candidate>,
    pub(super) sure: Option<Sure>,
    /// Its neighbours stand next to each other.
    gone: bool,
}

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
            self.places[at].sure = self.alone(at);
        }
        self.part_rivals();
        for _ in 0..ROUNDS {
            let frames = self.frames();
            let open: Vec<usize> = (0..self.places.len()).filter(|at| self.places[*at].sure.is_none()).collect();
            let inside = container::inside(self.index, &self.places, &open);
            let mut found = Vec::new();
            for (at, contained) in open.into_iter().zip(inside) {
                let sure = contained.or_else(|| self.framed(at, &frames));
                found.extend(sure.map(|sure| (at, sure)));
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

    /// The sure places as anchors.
    pub(super) fn frames(&self) -> Frames {
        let places = self.places.iter().enumerate();
        let anchors = places.filter_map(|(at, place)| Some(self.anchor(at, place.sure.as_ref()?.span)));
        Frames::new(anchors.collect(), self.old_length, self.index.offsets.total_code_points())
    }

    /// By its own neighbours.
    fn alone(&mut self, at: usize) -> Option<Sure> {
        let homes = homes(&self.places[at].case);
        let place = &self.places[at];
        let words = place.case.words.ids.len();
        let at_home: Vec<Candidate> =
            place.candidates.iter().filter(|one| one.left.is_whole() && one.right.is_whole()).copied().collect();
        let framed = |one: &&Candidate| one.left.is_next_to() && one.right.is_next_to();
        if words == 0 || !place.case.found.all {
            return None;
        }
        if !at_home.is_empty() {
            // One that stands at one neighbour may be the one that was meant as well, after the other neighbour changed, and this one a
            // repetition of it.
            let mut between = at_home.iter().filter(framed);
            let only = match (between.next().filter(|_| between.next().is_none()), &at_home[..]) {
                (Some(only), _) => *only,
                (None, [only]) if words >= ENOUGH && self.is_within_sentence(only) && !self.has_rival(at, only) => {
                    *only
                }
                _ => return None,
            };
            return self.same(at, &only, Proof::Home).filter(|_| self.has_no_double(at, &only));
        }
        // A changed text is left to the places around: a repetition with another word in it has the same neighbours.
        self.places[at].gone = matches!(homes[..], [(from, to)] if from == to);
        None
    }

    /// Whether no other place of the text is right beside one of the neighbours.
    fn has_no_double(&self, at: usize, only: &Candidate) -> bool {
        self.places[at].candidates.iter().all(|one| one.from == only.from || !self.is_beside(one))
    }

    /// Whether both neighbours are beside the place, with no more between than the rest of a sentence.
    fn is_at_home(&self, one: &Candidate) -> bool {
        one.left.is_whole() && one.right.is_whole() && self.is_within_sentence(one)
    }

    /// Whether no sentence ends between a place and its neighbours but for its own: nothing was put in there.
    fn is_within_sentence(&self, candidate: &Candidate) -> bool {
        self.goes_on_before(candidate) && self.goes_on_after(candidate)
    }

    fn goes_on_before(&self, candidate: &Candidate) -> bool {
        let first = self.index.tokens.get(candidate.from - candidate.left.gap());
        first
            .is_none_or(|first| !has_break(self.index.text.get(first.span().start..candidate.span.start).unwrap_or("")))
    }

    fn goes_on_after(&self, candidate: &Candidate) -> bool {
        let last = (candidate.to + candidate.right.gap()).checked_sub(1).and_then(|at| self.index.tokens.get(at));
        last.is_none_or(|last| !has_break(self.index.text.get(candidate.span.end..last.span().end).unwrap_or("")))
    }

    /// Whether one of the neighbours is beside the place, with no more between than the rest of a sentence.
    fn is_beside(&self, candidate: &Candidate) -> bool {
        (candidate.left.is_whole() && self.goes_on_before(candidate))
            || (candidate.right.is_whole() && self.goes_on_after(candidate))
    }

    /// What has something new beside it, between its neighbours.
    fn at_home(&mut self, at: usize, around: &[Frame], frames: &Frames) -> Option<Sure> {
        let place = &self.places[at];
        let mut at_home = place.candidates.iter().filter(|one| one.left.is_whole() && one.right.is_whole());
        let only = *at_home.next().filter(|_| at_home.next().is_none())?;
        let (opens, closes) = self.shifts(&place.case, &only);
        // A word may have stood twice in its sentence, and the other one be left.
        let unmoved = || around.iter().any(|frame| opens == frame.before || closes == frame.after);
        let likely = place.case.found.all
            && self.has_no_double(at, &only)
            && match place.case.words.ids.len() {
                0 => false,
                length if length < ENOUGH => self.is_within_sentence(&only) && unmoved(),
                _ => true,
            };
        let sure = likely && !frames.may_be_gone(self.anchor(at, only.span));
        if sure && !self.has_rival(at, &only) { self.same(at, &only, Proof::Home) } else { None }
    }

    fn anchor(&self, at: usize, span: Span) -> Anchor {
        let case = &self.places[at].case;
        let points = |byte| self.index.offsets.code_points(byte);
        Anchor { old: (case.start, case.end), new: (points(span.start), points(span.end)) }
    }

    /// The one place that has one of the neighbours beside it, when that moved as the places around did.
    fn beside_one(&mut self, at: usize, frame: Frame) -> Option<Sure> {
        let place = &self.places[at];
        if !place.case.found.all || place.case.words.ids.len() < ENOUGH || !homes(&place.case).is_empty() {
            return None;
        }
        let mut near = place.candidates.iter().filter(|one| one.left.is_whole() || one.right.is_whole());
        let only = *near.next().filter(|_| near.next().is_none())?;
        // The other neighbour somewhere else says that the text was taken out there; what stands here may be a repetition of it.
        let (left, right) = (&place.case.left, &place.case.right);
        let (opens, closes) = self.shifts(&place.case, &only);
        let telling = match (only.left, only.right) {
            (Fit::Whole { gap: 0 }, Fit::Absent | Fit::Unknown) => {
                left.is_telling() && right.found.at.is_empty() && opens == frame.before
            }
            (Fit::Absent | Fit::Unknown, Fit::Whole { gap: 0 }) => {
                right.is_telling() && left.found.at.is_empty() && closes == frame.after
            }
            _ => false,
        };
        if telling && !self.stands_changed_elsewhere(at, &only) { self.same(at, &only, Proof::Inferred) } else { None }
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

    /// Whether something like the text stands beside it at its home, so that either may be the one that was there.
    fn has_rival(&mut self, at: usize, candidate: &Candidate) -> bool {
        let (left, right) = (candidate.left.gap(), candidate.right.gap());
        let sides = [(candidate.from - left, candidate.from), (candidate.to, candidate.to + right)];
        sides.into_iter().any(|(from, to)| self.similarity(at, from, to) >= FLOOR)
    }

    /// Whether something like the text stands next to a neighbour somewhere else.
    fn stands_changed_elsewhere(&mut self, at: usize, candidate: &Candidate) -> bool {
        let case = &self.places[at].case;
        let reach = case.words.ids.len() * 3 / 2 + 2;
        let after_left = case.left.found.at.iter().map(|from| from + case.left.len());
        let mut windows: Vec<(usize, usize)> =
            after_left.map(|from| (from, (from + reach).min(self.index.tokens.len()))).collect();
        windows.extend(case.right.found.at.iter().map(|to| (to.saturating_sub(reach), *to)));
        windows.retain(|(from, to)| *to <= candidate.from || candidate.to <= *from);
        windows.into_iter().any(|(from, to)| self.similarity(at, from, to) >= FLOOR)
    }

    fn similarity(&mut self, at: usize, from: usize, to: usize) -> f64 {
        let found = self.places[at].case.align(self.index, from, to.max(from), &mut self.budget);
        found.map_or(0.0, |found| found.similarity)
    }

    /// The part of words `from..to` that is the text with changes, if one is.
    fn changed_between(&mut self, at: usize, from: usize, to: usize) -> Option<Alignment> {
        let found = self.places[at].case.align(self.index, from, to, &mut self.budget)?;
        if found.similarity < FLOOR {
            return None;
        }
        let second = self.similarity(at, from, found.from).max(self.similarity(at, found.to, to));
        (second + LEAD <= found.similarity).then_some(found)
    }

    /// `None` when the text has the old one in it, cut inside of a word: 48 may have become 485, or have been a part of it before.
    fn changed(&self, at: usize, found: Alignment) -> Option<Sure> {
        let case = &self.places[at].case;
        let span = self.index.span(found.from, found.to, case.exact, &case.words);
        span.slice(self.index.text).filter(|text| !has_cut(text, case.exact))?;
        Some(Sure { span, from: found.from, pairs: Some(found.pairs), proof: Proof::Changed })
    }

    /// By the sure places around.
    fn framed(&mut self, at: usize, frames: &Frames) -> Option<Sure> {
        if self.places[at].gone {
            return None;
        }
        let (start, end) = (self.places[at].case.start, self.places[at].case.end);
        let around: Vec<Frame> = frames.around(start, end).collect();
        around
            .iter()
            .find_map(|frame| self.unmoved(at, *frame, frames).or_else(|| self.between(at, *frame, frames)))
            .or_else(|| self.at_home(at, &around, frames))
            .or_else(|| self.in_order(at, *around.first()?))
            .or_else(|| self.alike(at, &around).filter(|sure| !frames.may_be_gone(self.anchor(at, sure.span))))
    }

    /// The text where it must stand when nothing changed between the places around.
    fn unmoved(&self, at: usize, frame: Frame, frames: &Frames) -> Option<Sure> {
        let case = &self.places[at].case;
        let span = self.mapped(case, frame).filter(|_| frame.before == frame.after)?;
        let from = self.index.token_from(span.start);
        let to = self.index.token_from(span.end);
        // A piece of a word may be what became of it: 48 is in 485 as well.
        let cuts = |edge: usize, token: usize| {
            let token = token.checked_sub(1).and_then(|at| self.index.tokens.get(at));
            token.is_some_and(|token| token.span().start < edge && edge < token.span().end)
        };
        let whole = !cuts(span.start, from) && !cuts(span.end, to);
        let candidates = &self.places[at].candidates;
        let in_doubt = || {
            let changed =
                |one: &Candidate| matches!((one.left, one.right), (Fit::Changed { .. }, _) | (_, Fit::Changed { .. }));
            candidates.iter().any(|one| one.from == from && changed(one)) && frames.may_be_gone(self.anchor(at, span))
        };
        let same =
            whole && span.slice(self.index.text) == Some(case.exact) && !self.is_outdone(at, from) && !in_doubt();
        same.then(|| Sure { span: self.index.widened(span), from, pairs: None, proof: Proof::Inferred })
    }

    /// Whether the text stands right beside a neighbour somewhere else, and the place at word `from` has not both of them.
    fn is_outdone(&self, at: usize, from: usize) -> bool {
        let candidates = &self.places[at].candidates;
        !candidates.iter().any(|one| one.from == from && self.is_at_home(one))
            && candidates.iter().any(|one| one.from != from && self.is_beside(one))
    }

    /// The bytes that the places around leave for it.
    fn mapped(&self, case: &Case, frame: Frame) -> Option<Span> {
        let start = case.start.checked_add_signed(frame.before)?;
        let end = case.end.checked_add_signed(frame.after)?;
        let byte = |at| self.index.offsets.byte_of_code_point(at);
        (start < end).then_some(Span::new(byte(start)?, byte(end)?))
    }

    /// The one place that lies between the places around as it did, changes of its neighbours counted in.
    fn between(&self, at: usize, frame: Frame, frames: &Frames) -> Option<Sure> {
        let place = &self.places[at];
        let known = |one: &&Candidate| self.fits(&place.case, one, frame);
        let mut fitting = place.candidates.iter().filter(known);
        let only = fitting.next().filter(|_| fitting.next().is_none())?;
        let enough = place.case.words.ids.len() > ENOUGH;
        let beside = |fit: Fit| matches!(fit, Fit::Whole { .. } | Fit::Changed { .. });
        let known = only.left.is_whole() && only.right.is_whole();
        let alike = enough || beside(only.left) || beside(only.right);
        let sure = known || (alike && !frames.may_be_gone(self.anchor(at, only.span)));
        if sure && !self.is_outdone(at, only.from) { self.same(at, only, Proof::Inferred) } else { None }
    }

    fn fits(&self, case: &Case, candidate: &Candidate, frame: Frame) -> bool {
        let (opens, closes) = self.shifts(case, candidate);
        let longer = |fit| if let Fit::Changed { longer } = fit { longer } else { 0 };
        let left = opens == frame.before || opens - longer(candidate.left) == frame.before;
        let right = closes == frame.after || closes + longer(candidate.right) == frame.after;
        left && right
    }

    /// What is not as it was, or has not both neighbours, where the places around allow for nothing else.
    fn alike(&mut self, at: usize, around: &[Frame]) -> Option<Sure> {
        // The text that stands somewhere may have moved there; another one is not what it became.
        if !self.places[at].candidates.is_empty() {
            return around.iter().find_map(|frame| self.beside_one(at, *frame));
        }
        let replaced = around.iter().find_map(|frame| self.replaced(at, *frame));
        replaced.or_else(|| around.iter().find_map(|frame| self.changed_beside(at, *frame)))
    }

    /// What stands in its place between the places around, when both sides say that it is the place: the same number of words, each
    /// number for a number.
    fn replaced(&mut self, at: usize, frame: Frame) -> Option<Sure> {
        let case = &self.places[at].case;
        let span = self.mapped(case, frame)?;
        let from = self.index.token_from(span.start);
        let to = self.index.token_from(span.end);
        let length = case.words.ids.len();
        let whole = |at: usize| self.index.tokens.get(at).is_some_and(|token| span.covers(token.span()));
        let cut = from.checked_sub(1).is_some_and(|at| self.index.tokens[at].span().end > span.start);
        if cut || length == 0 || to != from + length || !whole(from) || !whole(to - 1) {
            return None;
        }
        let word = |text: &'t str, span: Span| span.slice(text).unwrap_or_default();
        let mut pairs = Vec::with_capacity(length);
        for (row, token) in case.words.tokens.iter().enumerate() {
            let old = token.span().slice(case.exact).unwrap_or_default();
            let new = word(self.index.text, self.index.tokens[from + row].span());
            let same = case.words.ids[row] == self.index.ids[from + row];
            if !same && is_number(old) != is_number(new) {
                return None;
            }
            pairs.push(Some((from + row, same)));
        }
        let alike = pairs
            .iter()
            .flatten()
            .all(|(at, same)| *same || is_number(word(self.index.text, self.index.tokens[*at].span())));
        let sure = alike || self.similarity(at, from, to) >= FLOOR;
        let case = &self.places[at].case;
        let candidate = case.candidate(self.index, from, to, &mut self.budget);
        let cut = candidate.span.slice(self.index.text).is_some_and(|text| has_cut(text, case.exact));
        (sure && self.is_at_home(&candidate) && !cut).then_some(Sure {
            span: candidate.span,
            from,
            pairs: Some(pairs),
            proof: Proof::Changed,
        })
    }

    /// The changed text beside the one neighbour that is as it was, when the other one is there as well and the places around allow
    /// for nothing else.
    fn changed_beside(&mut self, at: usize, frame: Frame) -> Option<Sure> {
        let case = &self.places[at].case;
        let reach = case.words.ids.len() * 3 / 2 + MAX_GAP / 10;
        let end = self.index.tokens.len();
        let homes = homes(case);
        let window = match (&homes[..], &case.left.found.at[..], &case.right.found.at[..]) {
            ([home], ..) => *home,
            (_, [left], []) => (left + case.left.len(), (left + case.left.len() + reach).min(end)),
            (_, [], [right]) => (right.saturating_sub(reach), *right),
            _ => return None,
        };
        let found = self.changed_between(at, window.0, window.1)?;
        let case = &self.places[at].case;
        let candidate = case.candidate(self.index, found.from, found.to, &mut self.budget);
        let there = |fit: Fit| matches!(fit, Fit::Whole { .. } | Fit::Changed { .. });
        // That the text begins or ends there is no neighbour.
        let whole =
            (candidate.left.is_whole() && case.left.len() > 0) || (candidate.right.is_whole() && case.right.len() > 0);
        let sure = whole && there(candidate.left) && there(candidate.right) && self.fits(case, &candidate, frame);
        if sure { self.changed(at, found) } else { None }
    }

    /// Of several homes with the text the one between the places around.
    fn in_order(&self, at: usize, frame: Frame) -> Option<Sure> {
        let place = &self.places[at];
        let points = |byte| self.index.offsets.code_points(byte);
        let at_home = place.candidates.iter().filter(|one| one.left.is_next_to() && one.right.is_next_to());
        let count = at_home.clone().count();
        // One with one neighbour may be the one that was meant as well, if the other neighbour changed.
        let all = homes(&place.case).len() == count
            && place.candidates.iter().filter(|one| self.is_beside(one)).count() == count;
        if !place.case.found.all || !all {
            return None;
        }
        let (from, to) = frame.inner;
        let mut inner = at_home.filter(|one| from <= points(one.span.start) && points(one.span.end) <= to);
        let only = inner.next().filter(|_| inner.next().is_none())?;
        self.same(at, only, Proof::Inferred)
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

/// Whether a line or, maybe, a sentence ends inside of a text.
fn has_break(text: &str) -> bool {
    let ends = |one: char| matches!(one, '.' | '!' | '?' | '؟' | '۔' | '…' | '。' | '！' | '？');
    let mut last = ' ';
    text.chars().any(|one| {
        let breaks = one == '\n' || (one.is_whitespace() && ends(last));
        // What closes after the end of a sentence is none of the next one.
        if one.is_whitespace() || one.is_alphanumeric() || ends(one) {
            last = one;
        }
        breaks
    })
}

/// Whether a text has more than `exact`, and all of that.
fn has_cut(text: &str, exact: &str) -> bool {
    text.len() > exact.len() && text.contains(exact)
}

/// Where both neighbours stand, one after the other: the words between them.
fn homes(case: &Case) -> Vec<(usize, usize)> {
    let reach = 2 * (MAX_GAP + case.words.ids.len());
    let mut found: Vec<(usize, usize)> = Vec::new();
    for right in &case.right.found.at {
        let before = case.left.found.at.partition_point(|left| left + case.left.len() <= *right);
        let Some(from) = before.checked_sub(1).map(|left| case.left.found.at[left] + case.left.len()) else { continue };
        if right - from <= reach && found.last().is_none_or(|home| home.0 != from) {
            found.push((from, *right));
        }
    }
    found
}
