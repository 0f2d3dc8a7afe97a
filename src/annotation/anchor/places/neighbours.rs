//! What the words right before and after a text say of its place.

use super::super::MAX_GAP;
use super::super::alike::TELLING;
use super::super::context::{Candidate, Case, Context, Fit};
use super::super::frame::{Frame, Frames};
use super::super::sure::{Proof, Sure};
use super::{ENOUGH, FLOOR, Places};

impl Places<'_, '_, '_> {
    /// By its own neighbours.
    pub(super) fn alone(&mut self, at: usize) -> Option<Sure> {
        let homes = homes(&self.places[at].case);
        let place = &self.places[at];
        let words = place.case.words.ids.len();
        let at_home: Vec<Candidate> =
            place.candidates.iter().filter(|one| one.left.is_whole() && one.right.is_whole()).copied().collect();
        if words == 0 || !place.case.found.all {
            return None;
        }
        let is_unlike = place.case.unlike && words >= TELLING;
        if !at_home.is_empty() {
            let sure = self.between_neighbours(at, &at_home);
            return sure.or_else(|| if is_unlike { self.only_one(at) } else { None });
        }
        if let Some(only) = self.only_beside(at)
            && !self.stands_changed_elsewhere(at, &only)
        {
            return self.same(at, &only, Proof::Inferred);
        }
        // A changed text is left to the places around: a repetition with another word in it has the same neighbours.
        self.places[at].gone = matches!(homes[..], [(from, to)] if from == to);
        if homes.is_empty() || self.places[at].gone || is_unlike { self.only_one(at) } else { None }
    }

    /// The only place of a text that was there only once, if it is beside a neighbour that is there once and tells a place: what is like it
    /// elsewhere came later.
    fn only_beside(&self, at: usize) -> Option<Candidate> {
        let case = &self.places[at].case;
        let [only] = self.places[at].candidates[..] else { return None };
        let tells = |fit: Fit, side: &Context| fit.is_next_to() && side.is_telling() && side.found.at.len() == 1;
        let is_beside = tells(only.left, &case.left) || tells(only.right, &case.right);
        let is_same = only.span.slice(self.index.text) == Some(case.exact);
        (case.once && case.words.ids.len() >= TELLING && is_beside && is_same).then_some(only)
    }

    /// The one place with both neighbours. One that stands at one neighbour may be the one that was meant as well, after the other neighbour
    /// changed, and this one a repetition of it.
    fn between_neighbours(&mut self, at: usize, at_home: &[Candidate]) -> Option<Sure> {
        let words = self.places[at].case.words.ids.len();
        let mut between = at_home.iter().filter(|one| one.left.is_next_to() && one.right.is_next_to());
        let only = match (between.next().filter(|_| between.next().is_none()), at_home) {
            (Some(only), _) => *only,
            (None, [only]) if words >= ENOUGH && self.is_within_sentence(only) && !self.has_rival(at, only) => *only,
            _ => return None,
        };
        self.same(at, &only, Proof::Home).filter(|_| self.has_no_double(at, &only))
    }

    /// The only place of a text that was there only once, wherever it is: it moved, and no look-alike was there to be taken for it. Word for
    /// word only, and not where what stands at a neighbour may be what became of it, and this a copy from before.
    fn only_one(&mut self, at: usize) -> Option<Sure> {
        let place = &self.places[at];
        let [only] = place.candidates[..] else { return None };
        let is_same = only.span.slice(self.index.text) == Some(place.case.exact);
        let sure = place.case.once && is_same && place.case.words.ids.len() >= ENOUGH;
        // What is like it somewhere else may be what became of it, with its neighbours changed as well, unless its home is closed.
        // Between its neighbours stands another text, and this elsewhere: that one may be what became of it, and this a quotation.
        let is_outside = |(from, to): &(usize, usize)| only.to <= *from || *to <= only.from;
        let is_replaced = matches!(&homes(&place.case)[..], [home] if home.0 < home.1 && is_outside(home));
        let is_copy =
            || is_replaced || !place.gone && self.index.has_alike(&place.case.words.ids, (only.from, only.to));
        if sure && !is_copy() && !self.stands_changed_elsewhere(at, &only) {
            self.same(at, &only, Proof::Inferred)
        } else {
            None
        }
    }

    /// What has something new beside it, between its neighbours.
    pub(super) fn at_home(&mut self, at: usize, around: &[Frame], frames: &Frames) -> Option<Sure> {
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
        let sure = likely && !frames.may_be_gone(self.anchor(at, only.span), false);
        if sure && !self.has_rival(at, &only) { self.same(at, &only, Proof::Home) } else { None }
    }

    /// The one place that has one of the neighbours beside it, when that moved as the places around did.
    pub(super) fn beside_one(&mut self, at: usize, frame: Frame) -> Option<Sure> {
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

    /// Whether no other place of the text is right beside one of the neighbours.
    pub(super) fn has_no_double(&self, at: usize, only: &Candidate) -> bool {
        self.places[at].candidates.iter().all(|one| one.from == only.from || !self.is_beside(one))
    }

    /// Whether both neighbours are beside the place, with no more between than the rest of a sentence.
    pub(super) fn is_at_home(&self, one: &Candidate) -> bool {
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
    pub(super) fn is_beside(&self, candidate: &Candidate) -> bool {
        (candidate.left.is_whole() && self.goes_on_before(candidate))
            || (candidate.right.is_whole() && self.goes_on_after(candidate))
    }

    /// Whether something like the text stands beside it at its home, so that either may be the one that was there.
    fn has_rival(&mut self, at: usize, candidate: &Candidate) -> bool {
        let (left, right) = (candidate.left.gap(), candidate.right.gap());
        let sides = [(candidate.from - left, candidate.from), (candidate.to, candidate.to + right)];
        sides.into_iter().any(|(from, to)| self.similarity(at, from, to) >= FLOOR)
    }

    /// Whether something like the text stands next to a neighbour somewhere else.
    pub(super) fn stands_changed_elsewhere(&mut self, at: usize, candidate: &Candidate) -> bool {
        let case = &self.places[at].case;
        let reach = case.words.ids.len() * 3 / 2 + 2;
        let after_left = case.left.found.at.iter().map(|from| from + case.left.len());
        let mut windows: Vec<(usize, usize)> =
            after_left.map(|from| (from, (from + reach).min(self.index.tokens.len()))).collect();
        windows.extend(case.right.found.at.iter().map(|to| (to.saturating_sub(reach), *to)));
        // As far as the place itself, which may stand close by.
        let beside = windows.into_iter().map(|(from, to)| {
            if from < candidate.from { (from, to.min(candidate.from)) } else { (from.max(candidate.to), to) }
        });
        let beside: Vec<(usize, usize)> = beside.filter(|(from, to)| from < to).collect();
        beside.into_iter().any(|(from, to)| self.similarity(at, from, to) >= FLOOR)
    }
}

/// Whether a line or, maybe, a sentence ends inside of a text.
pub(super) fn has_break(text: &str) -> bool {
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

/// Where both neighbours stand, one after the other: the words between them.
pub(super) fn homes(case: &Case) -> Vec<(usize, usize)> {
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
