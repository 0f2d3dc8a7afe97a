//! The conformance tests of UAX #14 and UAX #29 (`LineBreakTest.txt` and `GraphemeBreakTest.txt`, Unicode 15.0) through the
//! program's own lines and clusters.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use flate2::read::GzDecoder;
use hashiya::text::cluster::clusters;
use hashiya::text::layout::{Options, layout};
use unicode_width::UnicodeWidthChar;

const LINES: &[u8] = include_bytes!("../data/LineBreakTest.txt.gz");
const CLUSTERS: &[u8] = include_bytes!("../data/GraphemeBreakTest.txt.gz");

/// Failures that are shown.
const SHOWN: usize = 20;

/// A line of a file: the text, and the bytes inside it where it may be parted.
struct Case {
    text: String,
    parts: BTreeSet<usize>,
    line: String,
}

fn cases(packed: &[u8]) -> Vec<Case> {
    let mut file = String::new();
    GzDecoder::new(packed).read_to_string(&mut file).expect("the packed file is whole");
    let mut cases = Vec::new();
    for line in file.lines() {
        let (signs, _) = line.split_once('#').unwrap_or((line, ""));
        let (mut text, mut parts) = (String::new(), BTreeSet::new());
        for sign in signs.split_whitespace() {
            match sign {
                "÷" => drop(parts.insert(text.len())),
                "×" => {}
                hex => text.push(u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).expect("a code point")),
            }
        }
        parts.remove(&0);
        parts.remove(&text.len());
        if !text.is_empty() {
            cases.push(Case { text, parts, line: line.to_owned() });
        }
    }
    cases
}

/// Where the layout parts lines. A line that is one column wider each time ends at each of them, if something that is painted
/// follows before the next. The letter and the line end before the text stand for a line with room: a word that is too wide for
/// a line alone would be parted elsewhere.
fn line_ends(text: &str) -> BTreeSet<usize> {
    let before = "x\n";
    let text = format!("{before}{text}");
    let whole = layout(&text, &Options::default()).iter().map(|line| line.width).sum();
    (1..=whole)
        .map(|width| layout(&text, &Options { width: Some(width), ..Options::default() })[0].span.end)
        .filter(|end| *end > before.len() && *end < text.len())
        .map(|end| end - before.len())
        .collect()
}

/// The places of `parts` where a line can end: between clusters, with something that is painted before the next of them.
fn visible(text: &str, parts: &BTreeSet<usize>) -> BTreeSet<usize> {
    let starts: BTreeSet<usize> = clusters(text).map(|span| span.start).collect();
    let inked = |from: usize, to: usize| {
        layout(&text[from..to], &Options { width: Some(100), ..Options::default() })[0].width > 0
    };
    let open: Vec<usize> = parts.intersection(&starts).copied().collect();
    let ends = open.iter().skip(1).copied().chain([text.len()]);
    open.iter().zip(ends).filter(|(from, to)| inked(**from, *to)).map(|(from, _)| *from).collect()
}

/// Why the lines of a case are not parted where the file parts them, place by place; `None` where they should be.
fn reason(before: &str, after: &str, next: char) -> Option<&'static str> {
    match (before, after) {
        // "The Line_Break tests use tailoring of numbers described in Example 7"; ours are the pairs of the rule itself.
        ("CL" | "CP_CP30", "PO" | "PR") | ("PO" | "PR", "OP" | "OP_OP30") | ("IS" | "SY", "NU") => {
            Some("LB25: the pairs")
        }
        // The crate knows LB30 without its exception for wide brackets.
        (_, "OP") if matches!(next, '\u{2329}' | '\u{FF08}') => Some("LB30: a wide bracket"),
        _ => None,
    }
}

/// The class of each character of a case, from its comment: the name, the class in brackets, the sign of the place after it.
fn classes(line: &str) -> Vec<&str> {
    let (_, comment) = line.split_once('#').expect("a comment");
    let parts: Vec<&str> = comment.split(['×', '÷']).map(str::trim_end).collect();
    parts.iter().filter_map(|part| part.strip_suffix(')')?.rsplit_once('(')).map(|(_, class)| class).collect()
}

#[test]
fn every_case_of_line_breaks() {
    let cases = cases(LINES);
    let (mut right, mut reasons, mut failures) = (0, BTreeMap::<&str, usize>::new(), Vec::new());
    for case in &cases {
        let (ours, theirs) = (visible(&case.text, &line_ends(&case.text)), visible(&case.text, &case.parts));
        if ours == theirs {
            right += 1;
            continue;
        }
        let classes = classes(&case.line);
        assert_eq!(classes.len(), case.text.chars().count(), "{}", case.line);
        for place in ours.symmetric_difference(&theirs) {
            let at = case.text[..*place].chars().count();
            // LB9: a mark is of the class of the letter below it.
            let before = classes[..at].iter().rev().find(|class| **class != "CM1_CM").unwrap_or(&"CM1_CM");
            let next = case.text[*place..].chars().next().expect("a place inside the text");
            match reason(before, classes[at], next) {
                Some(reason) if theirs.contains(place) => *reasons.entry(reason).or_default() += 1,
                _ => failures.push(format!("{ours:?}, not {theirs:?}: {}", case.line)),
            }
        }
    }
    println!(
        "LineBreakTest.txt: {} lines, {right} right, places that are not parted on purpose: {reasons:?}",
        cases.len()
    );
    assert!(failures.is_empty(), "{} wrong:\n{}", failures.len(), failures[..failures.len().min(SHOWN)].join("\n"));
    assert_eq!((cases.len(), right), (7_654, 7_596));
    assert_eq!(reasons, BTreeMap::from([("LB25: the pairs", 34), ("LB30: a wide bracket", 24)]));
}

#[test]
fn every_case_of_clusters() {
    let cases = cases(CLUSTERS);
    let (mut right, mut reasons, mut failures) = (0, BTreeMap::<&str, usize>::new(), Vec::new());
    for case in &cases {
        let ours: BTreeSet<usize> = clusters(&case.text).map(|span| span.start).filter(|start| *start > 0).collect();
        if ours == case.parts {
            right += 1;
            continue;
        }
        for place in ours.symmetric_difference(&case.parts) {
            let from = case.parts.range(..*place).next_back().copied().unwrap_or(0);
            let to = case.parts.range(place..).next().copied().unwrap_or(case.text.len());
            let width: usize = case.text[from..to].chars().filter_map(UnicodeWidthChar::width).sum();
            // A mark that has a column and no letter stands on a circle.
            let circle = usize::from(case.text[from..].starts_with('\u{903}'));
            let reason = if !ours.contains(place) {
                None
            } else if case.text[from..].starts_with('\u{600}') || case.text[*place..].starts_with('\u{600}') {
                Some("a prepended sign stands alone")
            } else if width + circle > 2 {
                Some("wider than two columns")
            } else if case.text == "\u{2701}\u{200D}\u{2701}" {
                Some("Unicode 17: no longer a picture")
            } else {
                None
            };
            match reason {
                Some(reason) => *reasons.entry(reason).or_default() += 1,
                None => failures.push(format!("{ours:?}, not {:?}: {}", case.parts, case.line)),
            }
        }
    }
    println!(
        "GraphemeBreakTest.txt: {} lines, {right} right, places that are parted on purpose: {reasons:?}",
        cases.len()
    );
    assert!(failures.is_empty(), "{} wrong:\n{}", failures.len(), failures[..failures.len().min(SHOWN)].join("\n"));
    assert_eq!((cases.len(), right), (602, 555));
    let expected =
        [("a prepended sign stands alone", 32), ("wider than two columns", 14), ("Unicode 17: no longer a picture", 1)];
    assert_eq!(reasons, BTreeMap::from(expected));
}
