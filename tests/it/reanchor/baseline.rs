//! What a web annotator does: the best approximate match is taken, however good it is.
//!
//! Written anew from the description of Hypothesis' `match-quote`: exact matches if there are any, else the matches with the fewest
//! errors, at most `min(256, length / 2)`; of these the one with the best score: quotation 50, prefix 20, suffix 20, position 2.
//! Prefix and suffix are the 32 characters next to the quotation.

use std::ops::Range;

/// Characters of context.
pub(crate) const CONTEXT: usize = 32;

pub(crate) struct Quote {
    pub(crate) exact: Vec<char>,
    pub(crate) prefix: Vec<char>,
    pub(crate) suffix: Vec<char>,
    pub(crate) position: usize,
}

/// The place of the quotation, in characters.
pub(crate) fn match_quote(text: &[char], quote: &Quote) -> Option<Range<usize>> {
    if quote.exact.is_empty() {
        return None;
    }
    let limit = (quote.exact.len() / 2).min(256);
    let score = |place: &Range<usize>, errors: usize| {
        let quoted = 1.0 - errors as f64 / quote.exact.len() as f64;
        let before = &text[place.start.saturating_sub(quote.prefix.len())..place.start];
        let after = &text[place.end..(place.end + quote.suffix.len()).min(text.len())];
        let (prefix, suffix) = (likeness(before, &quote.prefix), likeness(after, &quote.suffix));
        let position = 1.0 - place.start.abs_diff(quote.position) as f64 / text.len() as f64;
        50.0 * quoted + 20.0 * prefix + 20.0 * suffix + 2.0 * position
    };
    let found = search(text, &quote.exact, limit);
    found
        .into_iter()
        .map(|(place, errors)| (score(&place, errors), place))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, place)| place)
}

fn likeness(text: &[char], wanted: &[char]) -> f64 {
    if wanted.is_empty() || text.is_empty() {
        return if wanted.is_empty() { 1.0 } else { 0.0 };
    }
    let ends = ends(text, wanted, wanted.len());
    1.0 - ends.first().map_or(wanted.len(), |(_, errors)| *errors) as f64 / wanted.len() as f64
}

/// All matches with the fewest errors.
fn search(text: &[char], wanted: &[char], limit: usize) -> Vec<(Range<usize>, usize)> {
    let exact: Vec<_> = text
        .windows(wanted.len())
        .enumerate()
        .filter(|(_, window)| *window == wanted)
        .map(|(at, window)| (at..at + window.len(), 0))
        .collect();
    if !exact.is_empty() {
        return exact;
    }
    let backwards: Vec<char> = wanted.iter().rev().copied().collect();
    let starts = ends(text, wanted, limit).into_iter().map(|(end, errors)| {
        let near: Vec<char> = text[end.saturating_sub(wanted.len() + errors)..end].iter().rev().copied().collect();
        // The longest way back with as many errors.
        let back = ends(&near, &backwards, errors).last().map_or(wanted.len().min(end), |(back, _)| *back);
        (end - back..end, errors)
    });
    starts.collect()
}

/// Where the matches with the fewest errors end (Sellers, with Ukkonen's cut-off).
fn ends(text: &[char], wanted: &[char], mut limit: usize) -> Vec<(usize, usize)> {
    let mut column: Vec<usize> = (0..=wanted.len()).collect();
    let mut active = limit.min(wanted.len());
    let mut found = Vec::new();
    for (at, one) in text.iter().enumerate() {
        let mut diagonal = 0;
        let bottom = (active + 1).min(wanted.len());
        for row in 1..=bottom {
            let below = if row > active { usize::MAX - 1 } else { column[row] };
            let cost = (diagonal + usize::from(wanted[row - 1] != *one)).min(below + 1).min(column[row - 1] + 1);
            diagonal = column[row];
            column[row] = cost;
        }
        active = bottom;
        while active > 0 && column[active] > limit {
            active -= 1;
        }
        if active == wanted.len() && column[active] <= limit {
            if column[active] < limit {
                limit = column[active];
                found.clear();
            }
            found.push((at + 1, limit));
        }
    }
    found
}

#[test]
fn the_search_finds_the_fewest_errors() {
    let chars = |text: &str| text.chars().collect::<Vec<_>>();
    assert_eq!(search(&chars("one two three"), &chars("two"), 1), [(4..7, 0)]);
    assert_eq!(search(&chars("one twi three"), &chars("twox"), 2), [(4..6, 2), (4..7, 2), (4..8, 2)]);
    assert_eq!(search(&chars("abc"), &chars("xyz"), 1), []);
    let quote = Quote { exact: chars("Team Alpha won"), prefix: chars("x. "), suffix: chars(" y"), position: 0 };
    assert_eq!(match_quote(&chars("z. Team Beta won y"), &quote), Some(3..16));
}
