//! Explicit levels and directions (X1–X8).

use unicode_bidi::BidiClass::{self, AL, BN, FSI, L, LRE, LRI, LRO, PDF, PDI, R, RLE, RLI, RLO};

/// BD2: the deepest explicit level.
const MAX_DEPTH: u8 = 125;

/// An entry of the directional status stack.
#[derive(Clone, Copy)]
struct Status {
    level: u8,
    /// The directional override.
    class: Option<BidiClass>,
    /// The initiator, where the entry is of an isolate.
    isolate: Option<usize>,
}

/// What the explicit rules give.
pub(super) struct Explicit {
    /// The explicit level of each character; of no meaning for those that X9 removes.
    pub(super) levels: Vec<u8>,
    /// BD9: each PDI with the valid isolate initiator that it matches, in the order of the PDIs.
    pub(super) matches: Vec<(usize, usize)>,
}

/// Applies the rules: `classes` become those after overrides. Linear; the stack has a bound.
pub(super) fn resolve(classes: &mut [BidiClass], base: u8) -> Explicit {
    decide_first_strong_isolates(classes);
    let mut levels = Vec::with_capacity(classes.len());
    let mut matches = Vec::new();
    // X1
    let bottom = Status { level: base, class: None, isolate: None };
    let mut stack = Vec::with_capacity(usize::from(MAX_DEPTH) + 2);
    let mut top = bottom;
    let (mut overflow_isolates, mut overflow_embeddings, mut valid_isolates) = (0usize, 0usize, 0usize);
    for (at, class) in classes.iter_mut().enumerate() {
        levels.push(top.level);
        match *class {
            // X2–X5
            LRE | RLE | LRO | RLO => {
                let next = next_level(top.level, matches!(*class, RLE | RLO));
                if let Some(level) = next.filter(|_| overflow_isolates == 0 && overflow_embeddings == 0) {
                    stack.push(top);
                    let over = match *class {
                        RLO => Some(R),
                        LRO => Some(L),
                        _ => None,
                    };
                    top = Status { level, class: over, isolate: None };
                } else if overflow_isolates == 0 {
                    overflow_embeddings += 1;
                }
            }
            // X5a–X5c
            LRI | RLI | FSI => {
                let next = next_level(top.level, *class == RLI);
                if let Some(over) = top.class {
                    *class = over;
                }
                if let Some(level) = next.filter(|_| overflow_isolates == 0 && overflow_embeddings == 0) {
                    stack.push(top);
                    valid_isolates += 1;
                    top = Status { level, class: None, isolate: Some(at) };
                } else {
                    overflow_isolates += 1;
                }
            }
            // X6a
            PDI => {
                if overflow_isolates > 0 {
                    overflow_isolates -= 1;
                } else if valid_isolates > 0 {
                    valid_isolates -= 1;
                    overflow_embeddings = 0;
                    while top.isolate.is_none() {
                        top = stack.pop().unwrap_or(bottom);
                    }
                    matches.extend(top.isolate.map(|initiator| (at, initiator)));
                    top = stack.pop().unwrap_or(bottom);
                }
                levels[at] = top.level;
                if let Some(over) = top.class {
                    *class = over;
                }
            }
            // X7
            PDF => {
                if overflow_isolates > 0 {
                } else if overflow_embeddings > 0 {
                    overflow_embeddings -= 1;
                } else if top.isolate.is_none() {
                    top = stack.pop().unwrap_or(bottom);
                }
            }
            // X8: a separator is at the paragraph level.
            BidiClass::B => levels[at] = base,
            BN => {}
            // X6
            _ => {
                if let Some(over) = top.class {
                    *class = over;
                }
            }
        }
    }
    Explicit { levels, matches }
}

/// X2–X5c: the least odd or even level above `level`, where there is one.
fn next_level(level: u8, odd: bool) -> Option<u8> {
    let next = if odd { (level + 1) | 1 } else { (level + 2) & !1 };
    (next <= MAX_DEPTH).then_some(next)
}

/// X5c: each FSI becomes the LRI or RLI that P2 and P3 make of what it isolates. One pass, however they are nested: a strong
/// character decides for the isolate that it is right inside of.
fn decide_first_strong_isolates(classes: &mut [BidiClass]) {
    if !classes.contains(&FSI) {
        return;
    }
    let mut open = Vec::new();
    for at in 0..classes.len() {
        match classes[at] {
            LRI | RLI | FSI => open.push(at),
            PDI => {
                open.pop();
            }
            strong @ (L | R | AL) => {
                if let Some(&initiator) = open.last()
                    && classes[initiator] == FSI
                {
                    classes[initiator] = if strong == L { LRI } else { RLI };
                }
            }
            _ => {}
        }
    }
}
