//! Paired brackets (N0, BD16).

use unicode_bidi::BidiClass::{self, L, NSM, R};

use super::classes::Bracket;
use super::neutral::strong;

/// BD16: the stack's size.
const DEPTH: usize = 63;

/// A bracket pair, or an opening bracket whose pair has not been found.
struct Pair {
    open: usize,
    close: Option<usize>,
    /// Whether there is a strong type inside that is the embedding direction, and whether there is one that is not.
    with: bool,
    against: bool,
}

/// Resolves the brackets of an isolating run sequence, of which `weak` are the classes before W1. Linear: what a pair holds is
/// known from the last strong types before its end, and what stands before it is read once for all pairs.
pub(super) fn resolve(
    classes: &mut [BidiClass],
    weak: &[BidiClass],
    brackets: &[Bracket],
    sos: BidiClass,
    embedding: BidiClass,
) {
    let opposite = if embedding == L { R } else { L };
    let mut context = sos;
    let mut at = 0;
    // In the order of their opening brackets.
    for Pair { open, close, with, against } in pairs(classes, brackets, embedding) {
        let Some(close) = close else { continue };
        for class in &classes[at..open] {
            context = strong(*class).unwrap_or(context);
        }
        at = open;
        let direction = if with {
            // N0 b
            embedding
        } else if against {
            // N0 c 1, c 2
            if context == opposite { opposite } else { embedding }
        } else {
            // N0 d
            continue;
        };
        for bracket in [open, close] {
            classes[bracket] = direction;
            // Marks on a bracket follow it.
            let marks = weak[bracket + 1..].iter().take_while(|class| **class == NSM).count();
            classes[bracket + 1..=bracket + marks].fill(direction);
        }
    }
}

/// BD16: the pairs, in the order of their opening brackets.
fn pairs(classes: &[BidiClass], brackets: &[Bracket], embedding: BidiClass) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    let mut stack: Vec<(char, usize)> = Vec::with_capacity(DEPTH.min(brackets.len()));
    // One past the last strong types with and against the embedding direction.
    let (mut with, mut against) = (0, 0);
    let mut at = 0;
    for bracket in brackets {
        for class in &classes[at..bracket.at] {
            at += 1;
            match strong(*class) {
                Some(direction) if direction == embedding => with = at,
                Some(_) => against = at,
                None => {}
            }
        }
        if bracket.opens {
            if stack.len() == DEPTH {
                break;
            }
            stack.push((bracket.opening, pairs.len()));
            pairs.push(Pair { open: bracket.at, close: None, with: false, against: false });
        } else if let Some(depth) = stack.iter().rposition(|(opening, _)| *opening == bracket.opening) {
            let pair = &mut pairs[stack[depth].1];
            (pair.close, pair.with, pair.against) = (Some(bracket.at), with > pair.open, against > pair.open);
            stack.truncate(depth);
        }
    }
    pairs
}
