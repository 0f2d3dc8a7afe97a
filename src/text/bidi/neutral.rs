//! Neutral and isolate formatting types, and implicit levels (N1, N2, I1, I2). Paired brackets are in [`super::brackets`].

use unicode_bidi::BidiClass::{self, AN, EN, L, R};

use super::classes::Classes;

/// The direction that a class counts as in N0–N2: numbers as R.
pub(super) const fn strong(class: BidiClass) -> Option<BidiClass> {
    match class {
        L => Some(L),
        R | EN | AN => Some(R),
        _ => None,
    }
}

/// Resolves what is neutral in an isolating run sequence to the direction on both its sides, or else the embedding direction.
pub(super) fn resolve(classes: &mut [BidiClass], sos: BidiClass, eos: BidiClass, embedding: BidiClass) {
    let mut before = sos;
    let mut at = 0;
    while at < classes.len() {
        if !Classes::NEUTRAL.contains(classes[at]) {
            before = strong(classes[at]).unwrap_or(before);
            at += 1;
            continue;
        }
        let run = classes[at..].iter().position(|class| !Classes::NEUTRAL.contains(*class));
        let end = run.map_or(classes.len(), |len| at + len);
        let after = classes.get(end).map_or(Some(eos), |class| strong(*class));
        // N1, N2
        classes[at..end].fill(if after == Some(before) { before } else { embedding });
        at = end;
    }
}

/// The level of a resolved class at an embedding level.
pub(super) const fn implicit(level: u8, class: BidiClass) -> u8 {
    match (class, level % 2) {
        // I1
        (EN | AN, 0) => level + 2,
        // I1, I2
        (R, 0) | (L | EN | AN, 1) => level + 1,
        _ => level,
    }
}
