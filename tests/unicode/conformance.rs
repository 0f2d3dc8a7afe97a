//! All of the conformance tests of UAX #9 (`BidiTest.txt` and `BidiCharacterTest.txt`, Unicode 15.0) through the program's own
//! levels and order.

use std::io::Read;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use flate2::read::GzDecoder;
use hashiya::text::bidi::{Levels, visual_order};
use hashiya::text::{BaseDirection, Span};

const BIDI_TEST: &[u8] = include_bytes!("../data/BidiTest.txt.gz");
const CHARACTER_TEST: &[u8] = include_bytes!("../data/BidiCharacterTest.txt.gz");

/// Lines that a thread takes at once.
const BATCH: usize = 2_000;

/// Failures that are shown.
const SHOWN: usize = 10;

const DIRECTIONS: [(u8, Option<BaseDirection>); 3] =
    [(1, None), (2, Some(BaseDirection::LeftToRight)), (4, Some(BaseDirection::RightToLeft))];

/// One character for each class that `BidiTest.txt` names. None is a bracket of a pair or mirrored, as the file demands. The
/// paragraph separator only ever stands last; the levels are asked for the text as one paragraph.
fn representative(class: &str) -> char {
    match class {
        "L" => 'a',
        "R" => '\u{5D0}',
        "AL" => '\u{627}',
        "EN" => '1',
        "ES" => '+',
        "ET" => '%',
        "AN" => '\u{661}',
        "CS" => ',',
        "NSM" => '\u{300}',
        "BN" => '\u{AD}',
        "B" => '\u{2029}',
        "S" => '\t',
        "WS" => ' ',
        "ON" => '!',
        "LRE" => '\u{202A}',
        "RLE" => '\u{202B}',
        "PDF" => '\u{202C}',
        "LRO" => '\u{202D}',
        "RLO" => '\u{202E}',
        "LRI" => '\u{2066}',
        "RLI" => '\u{2067}',
        "FSI" => '\u{2068}',
        "PDI" => '\u{2069}',
        _ => panic!("no character stands for class {class}"),
    }
}

/// What a case must give; `None` is the `x` of a character that rule X9 removes.
struct Expected {
    levels: Vec<Option<u8>>,
    order: Vec<usize>,
}

impl Expected {
    fn new(levels: &str, order: &str) -> Self {
        Self {
            levels: levels.split_ascii_whitespace().map(|level| level.parse().ok()).collect(),
            order: order.split_ascii_whitespace().map(|at| at.parse().expect("an index")).collect(),
        }
    }

    /// Runs one case; says what is wrong. Characters that X9 removes are neither compared nor ordered.
    fn check(&self, text: &str, direction: Option<BaseDirection>, paragraph: Option<u8>) -> Option<String> {
        let levels = Levels::new(text, direction);
        let by_byte = levels.line(Span::new(0, text.len()));
        if by_byte.len() != text.len() || text.chars().count() != self.levels.len() {
            return Some(format!("{} levels for {} bytes", by_byte.len(), text.len()));
        }
        let mut kept = Vec::with_capacity(self.levels.len());
        let mut seen = Vec::with_capacity(self.levels.len());
        for (number, ((at, _), expected)) in text.char_indices().zip(&self.levels).enumerate() {
            if let Some(expected) = *expected {
                if by_byte[at] != expected {
                    return Some(format!("character {number} has level {}, not {expected}", by_byte[at]));
                }
                kept.push(number);
                seen.push(by_byte[at]);
            }
        }
        if let Some(expected) = paragraph.filter(|&expected| expected != levels.paragraph_level()) {
            return Some(format!("the paragraph has level {}, not {expected}", levels.paragraph_level()));
        }
        let order: Vec<usize> = visual_order(&seen).into_iter().map(|at| kept[at]).collect();
        (order != self.order).then(|| format!("the order is {order:?}, not {:?}", self.order))
    }
}

fn unpacked(packed: &[u8]) -> String {
    let mut text = String::new();
    GzDecoder::new(packed).read_to_string(&mut text).expect("the packed file is whole");
    text
}

/// Runs `check` over all items on all processors; it returns how many cases an item was and pushes what failed.
fn over_all<T: Sync>(items: &[T], check: impl Fn(&T, &mut Vec<String>) -> usize + Sync) -> usize {
    let next = AtomicUsize::new(0);
    let work = || {
        let (mut cases, mut failures) = (0, Vec::new());
        loop {
            let start = next.fetch_add(BATCH, Ordering::Relaxed).min(items.len());
            let batch = &items[start..items.len().min(start + BATCH)];
            if batch.is_empty() {
                return (cases, failures);
            }
            cases += batch.iter().map(|item| check(item, &mut failures)).sum::<usize>();
        }
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let (mut cases, mut failures) = (0, Vec::new());
    thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        for thread in threads {
            let (done, failed) = thread.join().expect("a thread that does not panic");
            cases += done;
            failures.extend(failed);
        }
    });
    let shown = failures[..failures.len().min(SHOWN)].join("\n");
    assert!(failures.is_empty(), "{} of {cases} cases fail:\n{shown}", failures.len());
    cases
}

#[test]
fn every_case_by_class() {
    let file = unpacked(BIDI_TEST);
    let mut expectations = Vec::new();
    let mut levels = "";
    let mut items = Vec::new();
    for line in file.lines() {
        if let Some(new) = line.strip_prefix("@Levels:") {
            levels = new;
        } else if let Some(order) = line.strip_prefix("@Reorder:") {
            expectations.push(Expected::new(levels, order));
        } else if !line.starts_with(['#', '@']) && !line.trim().is_empty() {
            items.push((line, expectations.len() - 1));
        }
    }
    let cases = over_all(&items, |&(line, expected), failures| {
        let (classes, directions) = line.split_once(';').expect("classes; directions");
        let text: String = classes.split_ascii_whitespace().map(representative).collect();
        let directions: u8 = directions.trim().parse().expect("a bit set");
        let mut cases = 0;
        for (_, direction) in DIRECTIONS.into_iter().filter(|(bit, _)| directions & bit != 0) {
            cases += 1;
            // The file leaves the paragraph's level to the direction where one is given.
            let paragraph = direction.map(|given| u8::from(given.is_rtl()));
            if let Some(wrong) = expectations[expected].check(&text, direction, paragraph) {
                failures.push(format!("{line} ({direction:?}): {wrong}"));
            }
        }
        cases
    });
    println!("BidiTest.txt: {} lines, {cases} cases", items.len());
    assert_eq!((items.len(), cases), (490_846, 770_241));
}

#[test]
fn every_case_by_character() {
    let file = unpacked(CHARACTER_TEST);
    let items: Vec<&str> = file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).collect();
    let cases = over_all(&items, |line, failures| {
        let fields: Vec<&str> = line.split(';').collect();
        let [characters, direction, paragraph, levels, order] = fields[..] else {
            failures.push(format!("{line}: not five fields"));
            return 0;
        };
        let text: String = characters
            .split(' ')
            .map(|code| u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a code point"))
            .collect();
        let direction = match direction {
            "0" => Some(BaseDirection::LeftToRight),
            "1" => Some(BaseDirection::RightToLeft),
            _ => None,
        };
        if let Some(wrong) = Expected::new(levels, order).check(&text, direction, paragraph.parse().ok()) {
            failures.push(format!("{line}: {wrong}"));
        }
        1
    });
    println!("BidiCharacterTest.txt: {cases} cases");
    assert_eq!((items.len(), cases), (91_707, 91_707));
}
