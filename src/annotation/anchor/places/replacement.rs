//! What became of a text that was unlike all others.

use super::super::alike::TELLING;
use super::super::index::needed;
use super::super::sure::Sure;
use super::neighbours::{has_break, homes};
use super::{FLOOR, Places};

/// Which neighbours are left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    Both,
    Left,
    Right,
}

impl Places<'_, '_, '_> {
    /// What the texts became that are nowhere any more and of which nothing like them was in the old text.
    pub(super) fn replacements(&mut self) -> Vec<(usize, Sure)> {
        let is_open = |at: &usize| {
            let place = &self.places[*at];
            let is_known = place.case.unlike && place.case.words.ids.len() >= TELLING;
            place.sure.is_none() && is_known && !place.gone && place.candidates.is_empty()
        };
        let open: Vec<usize> = (0..self.places.len()).filter(is_open).collect();
        open.into_iter().filter_map(|at| Some((at, self.only_alike(at)?))).collect()
    }

    /// The one text that is like it, when it stands between its neighbours, or beside one of them and the other one is nowhere.
    fn only_alike(&mut self, at: usize) -> Option<Sure> {
        let case = &self.places[at].case;
        let (left, right) = (&case.left, &case.right);
        let reach = case.words.ids.len() * 3 / 2 + 2;
        let end = self.index.tokens.len();
        // The words to look in, and the neighbour that they begin or end at.
        let (window, side) = match (&homes(case)[..], &left.found.at[..], &right.found.at[..]) {
            ([home], ..) => (*home, Side::Both),
            ([], [before], []) if left.is_telling() => {
                let from = before + left.len();
                ((from, (from + reach).min(end)), Side::Left)
            }
            ([], [], [after]) if right.is_telling() => ((after.saturating_sub(reach), *after), Side::Right),
            _ => return None,
        };
        let found = self.changed_between(at, window.0, window.1)?;
        let case = &self.places[at].case;
        // Beside one neighbour nothing may be in between, and what stands there must not be the other neighbour.
        let (is_next, other) = match side {
            Side::Both => (true, None),
            Side::Left => (found.from == window.0, Some(&case.right)),
            Side::Right => (found.to == window.1, Some(&case.left)),
        };
        let is_other =
            other.is_some_and(|other| other.likeness(self.index, found.from, found.to, &mut self.budget) >= FLOOR);
        if !is_next || is_other {
            return None;
        }
        // What was not like it in the old text, with fewer words the same, may be beside the neighbour now.
        let words = &self.places[at].case.words.ids;
        let same = found.pairs.iter().flatten().filter(|(_, same)| *same).count();
        if same < needed(words.len()) || self.index.has_alike(words, (found.from, found.to)) {
            return None;
        }
        let sure = self.changed(at, found)?;
        // A piece of what it was split into, with the end of another sentence.
        let inner = |text: &str| has_break(text.trim_end());
        let is_split = inner(sure.span.slice(self.index.text)?) && !inner(self.places[at].case.exact);
        (!is_split).then_some(sure)
    }
}
