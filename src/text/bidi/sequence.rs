//! Isolating run sequences (BD7, BD13, X10).

use unicode_bidi::BidiClass::{self, L, R};

use super::classes::{Bracket, Classes};
use super::explicit::Explicit;
use super::{brackets, neutral, weak};

/// The characters of one isolating run sequence, without those that X9 removes.
#[derive(Default)]
pub(super) struct Sequence {
    pub(super) classes: Vec<BidiClass>,
    /// Places are those in `classes`.
    pub(super) brackets: Vec<Bracket>,
}

impl Sequence {
    /// W1–N2: every class becomes L, R, EN or AN. `sos` and `eos` are the levels that X10 compares with `level`.
    pub(super) fn resolve(&mut self, level: u8, sos: u8, eos: u8) {
        let embedding = direction(level);
        let (sos, eos) = (direction(level.max(sos)), direction(level.max(eos)));
        if self.brackets.is_empty() {
            weak::resolve(&mut self.classes, sos);
        } else {
            let before = self.classes.clone();
            weak::resolve(&mut self.classes, sos);
            brackets::resolve(&mut self.classes, &before, &self.brackets, sos, embedding);
        }
        neutral::resolve(&mut self.classes, sos, eos, embedding);
    }
}

/// BD3: the direction of a level.
const fn direction(level: u8) -> BidiClass {
    if level.is_multiple_of(2) { L } else { R }
}

/// A level run (BD7): its first and last character, those that X9 removes left out.
struct Run {
    level: u8,
    first: usize,
    last: usize,
    /// The run that continues its sequence.
    next: Option<usize>,
    /// Whether it continues one.
    continues: bool,
}

/// Resolves all sequences of a paragraph: explicit levels become resolved ones. `original` are the classes before X1, `classes`
/// those after X6. Linear, but for a binary search for the brackets of each run.
pub(super) fn resolve_all(
    original: &[BidiClass],
    classes: &[BidiClass],
    brackets: &[Bracket],
    explicit: &mut Explicit,
    base: u8,
) {
    let Explicit { levels, matches } = explicit;
    let runs = runs(original, levels, matches);
    let mut sequence = Sequence::default();
    let mut places = Vec::new();
    for (start, run) in runs.iter().enumerate().filter(|(_, run)| !run.continues) {
        places.clear();
        sequence.classes.clear();
        sequence.brackets.clear();
        let mut last = start;
        let mut next = Some(start);
        while let Some(number) = next {
            let Run { first, last: end, .. } = runs[number];
            let from = brackets.partition_point(|bracket| bracket.at < first);
            let mut inside = brackets[from..].iter().take_while(|bracket| bracket.at <= end).peekable();
            for at in (first..=end).filter(|at| !Classes::REMOVED.contains(original[*at])) {
                if let Some(bracket) = inside.next_if(|bracket| bracket.at == at)
                    // BD14, BD15: one that is overridden is none.
                    && classes[at] == BidiClass::ON
                {
                    sequence.brackets.push(Bracket { at: places.len(), ..*bracket });
                }
                places.push(at);
                sequence.classes.push(classes[at]);
            }
            last = number;
            next = runs[number].next;
        }
        // X10
        let before = start.checked_sub(1).map_or(base, |before| runs[before].level);
        let isolates = Classes::INITIATORS.contains(original[runs[last].last]);
        let after = runs.get(last + 1).filter(|_| !isolates).map_or(base, |after| after.level);
        sequence.resolve(run.level, before, after);
        for (at, class) in places.iter().zip(&sequence.classes) {
            levels[*at] = neutral::implicit(run.level, *class);
        }
    }
}

/// BD7 and BD13: the level runs, each that ends with an isolate initiator tied to the one that begins with the matching PDI.
fn runs(original: &[BidiClass], levels: &[u8], matches: &[(usize, usize)]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    // Runs that end with an initiator whose PDI is still to come, the innermost last.
    let mut open: Vec<usize> = Vec::new();
    let mut matches = matches.iter().peekable();
    for (at, level) in levels.iter().copied().enumerate() {
        if Classes::REMOVED.contains(original[at]) {
            continue;
        }
        let initiator = matches.next_if(|(terminator, _)| *terminator == at).map(|(_, initiator)| *initiator);
        if let Some(run) = runs.last_mut().filter(|run| run.level == level) {
            run.last = at;
            continue;
        }
        let number = runs.len();
        if let Some(run) = runs.last()
            && Classes::INITIATORS.contains(original[run.last])
        {
            open.push(number - 1);
        }
        let mut continues = false;
        if let Some(initiator) = initiator {
            // Isolates in between are left open: a separator stands before their end.
            while open.pop_if(|run| runs[*run].last > initiator).is_some() {}
            if let Some(run) = open.pop_if(|run| runs[*run].last == initiator) {
                runs[run].next = Some(number);
                continues = true;
            }
        }
        runs.push(Run { level, first: at, last: at, next: None, continues });
    }
    runs
}
