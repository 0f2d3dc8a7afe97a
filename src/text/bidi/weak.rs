//! Weak types (W1–W7).

use unicode_bidi::BidiClass::{self, AL, AN, CS, EN, ES, ET, L, NSM, ON, PDI, R};

use super::classes::Classes;

/// Resolves the weak types of an isolating run sequence. W6 is left to the neutral types, which ES, ET and CS then are among.
pub(super) fn resolve(classes: &mut [BidiClass], sos: BidiClass) {
    let mut seen = Classes::default();
    let (mut previous, mut strong) = (sos, sos);
    for class in classes.iter_mut() {
        // W1
        if *class == NSM {
            let isolate = previous == PDI || Classes::INITIATORS.contains(previous);
            *class = if isolate { ON } else { previous };
        }
        previous = *class;
        match previous {
            L | R => strong = previous,
            AL => {
                strong = AL;
                // W3
                *class = R;
            }
            // W2
            EN if strong == AL => *class = AN,
            _ => {}
        }
        seen.insert(*class);
    }
    if seen.meets(Classes::of(&[EN, AN])) {
        resolve_numbers(classes, sos);
    }
}

/// W4, W5 and W7: what only numbers change.
fn resolve_numbers(classes: &mut [BidiClass], sos: BidiClass) {
    let mut strong = sos;
    // The class of the character before after W4, and where the terminators began that stand right before.
    let (mut previous, mut terminators) = (sos, None::<usize>);
    // What terminators right after a number become.
    let mut number = None;
    for at in 0..classes.len() {
        let class = match (classes[at], classes.get(at + 1)) {
            // W4
            (ES | CS, Some(EN)) if previous == EN => EN,
            (CS, Some(AN)) if previous == AN => AN,
            (class, _) => class,
        };
        classes[at] = class;
        previous = class;
        match class {
            EN => {
                // W7
                let here = if strong == L { L } else { EN };
                classes[at] = here;
                number = Some(here);
                // W5
                if let Some(start) = terminators.take() {
                    classes[start..at].fill(here);
                }
            }
            // W5
            ET => match number {
                Some(number) => classes[at] = number,
                None => terminators = terminators.or(Some(at)),
            },
            _ => {
                (number, terminators) = (None, None);
                if matches!(class, L | R) {
                    strong = class;
                }
            }
        }
    }
}
