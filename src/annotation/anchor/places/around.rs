//! What the sure places before and after a text say of its place.

use super::super::MAX_GAP;
use super::super::alike::TELLING;
use super::super::context::{Candidate, Case, Fit};
use super::super::diff::{Alignment, is_number};
use super::super::frame::{Frame, Frames};
use super::super::index::needed;
use super::super::sure::{Proof, Sure};
use super::neighbours::homes;
use super::{ENOUGH, FLOOR, Places};
use crate::text::Span;

/// How much more alike the best must be than the second best at the same home.
const LEAD: f64 = 0.2;

impl<'t> Places<'_, 't, '_> {
    /// By the sure places around.
    pub(super) fn framed(&mut self, at: usize, frames: &Frames) -> Option<Sure> {
        if self.places[at].gone || self.places[at].case.is_mark {
            return None;
        }
        let (start, end) = (self.places[at].case.start, self.places[at].case.end);
        let around: Vec<Frame> = frames.around(start, end).collect();
        around
            .iter()
            .find_map(|frame| self.unmoved(at, *frame, frames).or_else(|| self.between(at, *frame, frames)))
            .or_else(|| self.at_home(at, &around, frames))
            .or_else(|| self.in_order(at, *around.first()?))
            .or_else(|| {
                self.alike(at, &around)
                    .filter(|sure| !self.is_more_like_another(at, sure))
                    .filter(|sure| !frames.may_be_gone(self.anchor(at, sure.span), sure.proof == Proof::Changed))
            })
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
            candidates.iter().any(|one| one.from == from && changed(one))
                && frames.may_be_gone(self.anchor(at, span), false)
        };
        let same = whole
            && span.slice(self.index.text) == Some(case.exact)
            && !self.is_outdone(at, from)
            && !in_doubt()
            && !self.places[at].is_equalled(self.index, from);
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
    fn between(&mut self, at: usize, frame: Frame, frames: &Frames) -> Option<Sure> {
        let place = &self.places[at];
        let known = |one: &&Candidate| self.fits(&place.case, one, frame);
        let mut fitting = place.candidates.iter().filter(known);
        let only = *fitting.next().filter(|_| fitting.next().is_none())?;
        let enough = place.case.words.ids.len() > ENOUGH;
        let beside = |fit: Fit| matches!(fit, Fit::Whole { .. } | Fit::Changed { .. });
        let known = only.left.is_whole() && only.right.is_whole();
        let alike = enough || beside(only.left) || beside(only.right);
        let sure = known || (alike && !frames.may_be_gone(self.anchor(at, only.span), false));
        // With one neighbour changed it may be a copy, and the original be there as well with both neighbours and a change of its own.
        let sure = sure
            && !self.is_outdone(at, only.from)
            && (known || !self.stands_changed_elsewhere(at, &only))
            && !self.places[at].has_equal(self.index, &only);
        if sure { self.same(at, &only, Proof::Inferred) } else { None }
    }

    fn fits(&self, case: &Case, candidate: &Candidate, frame: Frame) -> bool {
        let (opens, closes) = self.shifts(case, candidate);
        let longer = |fit| if let Fit::Changed { longer, .. } = fit { longer } else { 0 };
        let left = opens == frame.before || opens - longer(candidate.left) == frame.before;
        let right = closes == frame.after || closes + longer(candidate.right) == frame.after;
        left && right
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

    /// What is not as it was, or has not both neighbours, where the places around allow for nothing else.
    fn alike(&mut self, at: usize, around: &[Frame]) -> Option<Sure> {
        // The text that stands somewhere may have moved there; another one is not what it became.
        if !self.places[at].candidates.is_empty() {
            return around.iter().find_map(|frame| self.beside_one(at, *frame));
        }
        let replaced = around.iter().find_map(|frame| self.replaced(at, *frame));
        replaced.or_else(|| around.iter().find_map(|frame| self.changed_beside(at, *frame)))
    }

    /// Whether a changed text has few of the words, and something elsewhere has most of them.
    fn is_more_like_another(&self, at: usize, sure: &Sure) -> bool {
        let Some(pairs) = &sure.pairs else { return false };
        let ids = &self.places[at].case.words.ids;
        let same = pairs.iter().flatten().filter(|(_, same)| *same).count();
        let to = self.index.token_from(sure.span.end);
        ids.len() >= TELLING && same < needed(ids.len()) && self.index.has_alike(ids, (sure.from, to))
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
        // Words that stand there beside where they stood say that it lies elsewhere, a word or two aside.
        let ids = &case.words.ids;
        let there = &self.index.ids[from..to];
        if (0..length).any(|row| ids[row] != there[row] && there.contains(&ids[row])) {
            return None;
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

    /// The part of words `from..to` that is the text with changes, if one is.
    pub(super) fn changed_between(&mut self, at: usize, from: usize, to: usize) -> Option<Alignment> {
        let found = self.places[at].case.align(self.index, from, to, &mut self.budget)?;
        if found.similarity < FLOOR {
            return None;
        }
        let second = self.similarity(at, from, found.from).max(self.similarity(at, found.to, to));
        (second + LEAD <= found.similarity).then_some(found)
    }

    /// `None` when the text has the old one in it, cut inside of a word, and that is short: 48 may have become 485, or have been a part of
    /// it before.
    pub(super) fn changed(&self, at: usize, found: Alignment) -> Option<Sure> {
        let case = &self.places[at].case;
        let span = self.index.span(found.from, found.to, case.exact, &case.words);
        let is_short = case.words.ids.len() < TELLING;
        span.slice(self.index.text).filter(|text| !is_short || !has_cut(text, case.exact))?;
        Some(Sure { span, from: found.from, pairs: Some(found.pairs), proof: Proof::Changed })
    }
}

/// Whether a text has more than `exact`, and all of that.
fn has_cut(text: &str, exact: &str) -> bool {
    text.len() > exact.len() && text.contains(exact)
}
