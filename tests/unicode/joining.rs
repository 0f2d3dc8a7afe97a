//! Joining as `HarfBuzz` does it: words of several languages, and every letter of Arabic script beside every joining class.
//!
//! `joining.tsv` in `tests/data` has for each character the feature that `HarfBuzz` applies (`joining.py` says how it was made), and
//! `forms.tsv` the presentation forms of `UnicodeData.txt`, from which `src/text/forms.rs` was made too.

use std::collections::{BTreeMap, HashMap};

use hashiya::text::layout::{Options, layout};
use hashiya::text::shape::Joiner;
use hashiya::text::{BaseDirection, cluster};
use unicode_joining_type::{JoiningType, get_joining_type};

const JOINING: &str = include_str!("../data/joining.tsv");
const FORMS: &str = include_str!("../data/forms.tsv");

const JOINERS: [char; 2] = ['\u{200C}', '\u{200D}'];

/// Failures that are shown.
const SHOWN: usize = 20;

/// A text and what `HarfBuzz` makes of each of its characters: `s` isolated, `i` initial, `m` medial, `f` final, `-` nothing;
/// `I` or `M` and `F` for a lam and an alef in one ligature.
struct Case {
    /// A language, or `letters`.
    group: &'static str,
    text: String,
    codes: Vec<char>,
}

fn point(hex: &str) -> char {
    u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).expect("a code point")
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for line in JOINING.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [what, text, codes] = fields[..] else { panic!("not three fields: {line}") };
        let codes: Vec<char> = codes.chars().collect();
        if what.starts_with(|first: char| first.is_ascii_lowercase()) {
            cases.push(Case { group: what, text: text.to_owned(), codes });
            continue;
        }
        for range in what.split(' ') {
            let (from, to) = range.split_once("..").unwrap_or((range, range));
            for letter in point(from)..=point(to) {
                let text = text.split(' ').map(|hex| if hex == "X" { letter } else { point(hex) }).collect();
                cases.push(Case { group: "letters", text, codes: codes.clone() });
            }
        }
    }
    cases
}

/// The presentation form of letters by code.
fn forms() -> HashMap<(String, char), char> {
    let mut forms = HashMap::new();
    for line in FORMS.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [form, code, letters] = fields[..] else { panic!("not three fields: {line}") };
        forms.insert((letters.split(' ').map(point).collect(), code.chars().next().expect("a code")), point(form));
    }
    forms
}

/// Base, mark, and the letter that they are together.
const COMPOSED: [(char, char, char); 7] = [
    ('\u{627}', '\u{653}', '\u{622}'),
    ('\u{627}', '\u{654}', '\u{623}'),
    ('\u{627}', '\u{655}', '\u{625}'),
    ('\u{648}', '\u{654}', '\u{624}'),
    ('\u{64A}', '\u{654}', '\u{626}'),
    ('\u{649}', '\u{654}', '\u{626}'),
    ('\u{6D2}', '\u{654}', '\u{6D3}'),
];

/// Checks all cases; prints how many, by group.
fn over_all(title: &str, check: impl Fn(&Case) -> Option<String>) {
    let (mut counts, mut failures) = (BTreeMap::<_, usize>::new(), Vec::new());
    for case in cases() {
        assert_eq!(case.text.chars().count(), case.codes.len(), "{}", case.text);
        *counts.entry(case.group).or_default() += 1;
        if let Some(wrong) = check(&case) {
            failures.push(format!("{} {}: {wrong}", case.group, case.text.escape_unicode()));
        }
    }
    println!("{title}: {counts:?}, {} wrong", failures.len());
    assert!(failures.is_empty(), "{} wrong:\n{}", failures.len(), failures[..failures.len().min(SHOWN)].join("\n"));
    for language in ["ar", "fa", "ur", "ckb", "ps", "sd", "ug"] {
        assert!(counts[language] >= 60, "{language}");
    }
    assert!(counts["letters"] > 90_000, "{counts:?}");
}

/// What [`Joiner`] says of each character, as the codes of the table; `None` for ZWJ and ZWNJ, which are not painted.
fn codes(text: &str) -> Vec<Option<char>> {
    let clusters: Vec<&str> = cluster::clusters(text).map(|span| &text[span.start..span.end]).collect();
    let joiners: Vec<Option<Joiner>> = clusters.iter().map(|cluster| Joiner::new(cluster, 1)).collect();
    let mut codes = Vec::new();
    let mut ligated = false;
    for (at, cluster) in clusters.iter().enumerate() {
        let previous = joiners[..at].iter().rev().find_map(|joiner| *joiner);
        let next = joiners[at + 1..].iter().find_map(|joiner| *joiner);
        let ligates = joiners[at].zip(next).is_some_and(|(lam, alef)| lam.lam_alef(previous, alef).is_some());
        for (place, character) in cluster.chars().enumerate() {
            let joining = !matches!(get_joining_type(character), JoiningType::NonJoining | JoiningType::Transparent);
            codes.push(match joiners[at] {
                _ if JOINERS.contains(&character) => None,
                Some(letter) if place == 0 && joining => {
                    let code = match (letter.joins_previous(previous), letter.joins_next(next)) {
                        (false, false) => 's',
                        (true, false) => 'f',
                        (false, true) => 'i',
                        (true, true) => 'm',
                    };
                    Some(if ligates || ligated { code.to_ascii_uppercase() } else { code })
                }
                _ => Some('-'),
            });
        }
        ligated = ligates;
    }
    codes
}

#[test]
fn letters_join_as_harfbuzz_joins_them() {
    over_all("joining", |case| {
        let ours = codes(&case.text);
        let same = ours.iter().zip(&case.codes).all(|(ours, theirs)| ours.is_none_or(|ours| ours == *theirs));
        let drawn = |codes: &[Option<char>]| codes.iter().map(|code| code.unwrap_or('.')).collect::<String>();
        (!same).then(|| format!("{}, not {}", drawn(&ours), case.codes.iter().collect::<String>()))
    });
}

/// What must be painted for `text`, one cell after the other in logical order; empty for one that is not painted.
fn cells(case: &Case, forms: &HashMap<(String, char), char>) -> Vec<String> {
    let form = |letter: char, code: char| {
        // A letter that has not all of its forms takes the nearest that joins the letter before it; one that joins none there
        // has the isolated form, as hamza has.
        let codes: &[char] = match code {
            'm' => &['m', 'f'],
            'i' => &['i', 's'],
            'f' => &['f', 's'],
            _ => &['s'],
        };
        codes.iter().find_map(|code| forms.get(&(letter.to_string(), *code))).copied().unwrap_or(letter)
    };
    let mut cells: Vec<String> = Vec::new();
    let mut at = 0;
    let mut lam = None;
    for span in cluster::clusters(&case.text) {
        let cluster = &case.text[span.start..span.end];
        let (first, code) = (cluster.chars().next().expect("a character"), case.codes[at]);
        at += cluster.chars().count();
        let marks: String = cluster.chars().skip(1).filter(|character| !JOINERS.contains(character)).collect();
        let shown = match (first, code) {
            (first, _) if JOINERS.contains(&first) => {
                assert!(marks.is_empty(), "no case has a mark without a letter after a joiner");
                cells.push(String::new());
                continue;
            }
            (_, 'I' | 'M') => {
                lam = Some(code);
                cells.push(marks);
                continue;
            }
            (alef, 'F') => {
                let code = if lam.take() == Some('M') { 'f' } else { 's' };
                let ligature = forms[&(format!("\u{644}{alef}"), code)];
                let of_lam = cells.pop().expect("the lam");
                cells.push(format!("{ligature}{of_lam}{marks}"));
                continue;
            }
            // The letter U+0626, taken apart: yeh, which loses its dots below a hamza.
            ('\u{64A}', code) if marks.contains('\u{654}') => form('\u{649}', code),
            (mark, _) if get_joining_type(mark) == JoiningType::Transparent => {
                cells.push(format!("\u{25CC}{mark}{marks}"));
                continue;
            }
            (letter, code) => form(letter, code),
        };
        // A letter and a mark that are another letter are painted as that.
        let composed = COMPOSED.iter().find(|(base, mark, _)| *base == first && marks.contains(*mark));
        let (shown, marks) = match composed {
            Some((_, mark, letter)) if marks.starts_with(*mark) => (form(*letter, code), marks.replacen(*mark, "", 1)),
            _ => (shown, marks),
        };
        // Terminals that join letters are told of a letter that has no forms, and of one that was kept apart.
        let formless = composed.is_none()
            && get_joining_type(first) != JoiningType::JoinCausing
            && !['s', 'i', 'm', 'f'].iter().any(|code| forms.contains_key(&(first.to_string(), *code)));
        let before = if formless && matches!(code, 'f' | 'm') { "\u{200D}" } else { "" };
        let after = if formless && matches!(code, 'i' | 'm') { "\u{200D}" } else { "" };
        let apart = if cluster.contains('\u{200C}') { "\u{200C}" } else { "" };
        cells.push(format!("{before}{shown}{marks}{after}{apart}"));
    }
    cells
}

#[test]
fn the_forms_of_unicode_are_painted() {
    let forms = forms();
    let options = Options { direction: Some(BaseDirection::RightToLeft), ..Options::default() };
    over_all("painted", |case| {
        let mut line = layout(&case.text, &options).remove(0);
        line.cells.sort_by_key(|cell| cell.span);
        let painted: Vec<&str> = line.cells.iter().map(|cell| cell.text.as_str()).collect();
        let expected = cells(case, &forms);
        (painted != expected).then(|| format!("{painted:x?} is painted, not {expected:x?}"))
    });
}

#[test]
fn every_form_of_unicode_is_used() {
    let mut forms: Vec<char> = forms().into_values().collect();
    assert_eq!(forms.len(), 250);
    let options = Options { direction: Some(BaseDirection::RightToLeft), ..Options::default() };
    let painted: String = cases()
        .iter()
        .flat_map(|case| layout(&case.text, &options))
        .flat_map(|line| line.cells)
        .filter_map(|cell| cell.text.chars().next())
        .collect::<std::collections::BTreeSet<char>>()
        .into_iter()
        .collect();
    forms.retain(|form| !painted.contains(*form));
    assert!(forms.is_empty(), "never painted: {forms:x?}");
}
