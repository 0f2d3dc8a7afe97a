//! What surely anchored places say of the ones between them.

/// Anchors on one side that are looked at for what was taken out.
const NEAR: usize = 64;

/// A place whose new place is sure, in code points of both texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Anchor {
    pub(super) old: (usize, usize),
    pub(super) new: (usize, usize),
}

/// The sure places next to a place on both sides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Frame {
    /// Code points by which the text right before moved.
    pub(super) before: isize,
    /// Code points by which the text right after moved.
    pub(super) after: isize,
    /// Code points of the new text between them.
    pub(super) inner: (usize, usize),
}

/// Sure places in the order of the old text.
pub(super) struct Frames {
    /// All, and those of them that are in the same order in the new text.
    chains: [Chain; 2],
    ends: Option<(usize, usize)>,
    new_length: usize,
}

struct Chain {
    by_start: Vec<Anchor>,
    by_end: Vec<Anchor>,
}

impl Chain {
    fn new(by_start: Vec<Anchor>) -> Self {
        let mut by_end = by_start.clone();
        by_end.sort_unstable_by_key(|anchor| anchor.old.1);
        Self { by_start, by_end }
    }
}

impl Frames {
    /// n log n in the number of places. `lengths` are those of the two texts, in code points; the old one may be unknown.
    pub(super) fn new(mut anchors: Vec<Anchor>, old_length: Option<usize>, new_length: usize) -> Self {
        anchors.sort_unstable_by_key(|anchor| (anchor.old, anchor.new));
        anchors.dedup();
        let ordered = ordered(&anchors);
        let ends = old_length.map(|old| (old, new_length));
        Self { chains: [Chain::new(ordered), Chain::new(anchors)], ends, new_length }
    }

    /// The frames of the code points `start..end` of the old text: by the anchors in order, then by all. Two binary searches each.
    pub(super) fn around(&self, start: usize, end: usize) -> impl Iterator<Item = Frame> {
        self.chains.iter().filter_map(move |chain| {
            let shift = |old: usize, new: usize| new.cast_signed() - old.cast_signed();
            let before = chain.by_end[..chain.by_end.partition_point(|anchor| anchor.old.1 <= start)].last();
            let after = chain.by_start.get(chain.by_start.partition_point(|anchor| anchor.old.0 < end));
            let (before, from) = before.map_or((0, 0), |anchor| (shift(anchor.old.1, anchor.new.1), anchor.new.1));
            let (after, to) = match (after, self.ends) {
                (Some(anchor), _) => (shift(anchor.old.0, anchor.new.0), anchor.new.0),
                (None, Some((old, new))) => (shift(old, new), new),
                (None, None) => return None,
            };
            Some(Frame { before, after, inner: (from, to.min(self.new_length)) })
        })
    }
}

impl Frames {
    /// Whether the old text at `place` may have been taken out together with what is sure around it, so that what looks like it now is
    /// a repetition of it: between it and an edit lies no more than what is gone there. Looks at [`NEAR`] anchors on each side.
    pub(super) fn may_be_gone(&self, place: Anchor, is_changed: bool) -> bool {
        // What moved was not taken out. A changed text has less to show for itself, so that whatever moved counts against it.
        let Chain { by_start, by_end } = &self.chains[usize::from(is_changed)];
        let (start, end) = place.old;
        let shift = |old: usize, new: usize| new.cast_signed() - old.cast_signed();
        let gone = |jump: isize, reach: usize| jump < 0 && jump.unsigned_abs() >= reach;
        let before = by_end[..by_end.partition_point(|anchor| anchor.old.1 <= start)].iter().rev();
        let after = by_start[by_start.partition_point(|anchor| anchor.old.0 < end)..].iter();
        let first = Anchor { old: (0, 0), new: (0, 0) };
        let last = self.ends.map(|(old, new)| Anchor { old: (old, old), new: (new, new) });
        let mut next = &place;
        for anchor in before.take(NEAR).chain([&first]) {
            let jump = shift(next.old.0, next.new.0) - shift(anchor.old.1, anchor.new.1);
            if gone(jump, end - next.old.0) {
                return true;
            }
            next = anchor;
        }
        let mut previous = &place;
        for anchor in after.take(NEAR).chain(&last) {
            let jump = shift(anchor.old.0, anchor.new.0) - shift(previous.old.1, previous.new.1);
            if gone(jump, previous.old.1 - start) {
                return true;
            }
            previous = anchor;
        }
        false
    }
}

/// The longest run of anchors whose places in the new text ascend as well (patience, n log n).
fn ordered(anchors: &[Anchor]) -> Vec<Anchor> {
    let mut tails: Vec<usize> = Vec::new();
    let mut previous = vec![None; anchors.len()];
    for (at, anchor) in anchors.iter().enumerate() {
        let length = tails.partition_point(|tail| anchors[*tail].new.0 < anchor.new.0);
        previous[at] = length.checked_sub(1).map(|before| tails[before]);
        if length == tails.len() {
            tails.push(at);
        } else {
            tails[length] = at;
        }
    }
    let mut chain = Vec::with_capacity(tails.len());
    let mut next = tails.last().copied();
    while let Some(at) = next {
        chain.push(anchors[at]);
        next = previous[at];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Frame, Frames};

    #[test]
    fn moved_places_do_not_break_the_order_of_the_others() {
        let anchor = |old: usize, new: usize| Anchor { old: (old, old + 10), new: (new, new + 10) };
        // The one at 20 went to the end.
        let frames = Frames::new(vec![anchor(20, 190), anchor(0, 0), anchor(60, 50)], Some(200), 200);
        let found: Vec<Frame> = frames.around(40, 45).collect();
        assert_eq!(found[0], Frame { before: 0, after: -10, inner: (10, 50) });
        assert_eq!(found[1], Frame { before: 170, after: -10, inner: (200, 50) });
        let found: Vec<Frame> = frames.around(100, 105).collect();
        assert_eq!(found[0], Frame { before: -10, after: 0, inner: (60, 200) });
        assert_eq!(Frames::new(Vec::new(), None, 5).around(0, 1).count(), 0);
    }
}
