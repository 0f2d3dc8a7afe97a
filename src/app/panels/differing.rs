//! What of a text is not in another one.

use crate::text::Span;

/// Pairs of words that are compared; of longer texts all from the first word that differs to the last is marked.
const MOST: usize = 1 << 16;

/// The words of `text` that are not in `other` in the same order, neighbours as one span. As few as possible, which costs the words of
/// the one times those of the other where they differ.
pub(super) fn differing(text: &str, other: &str) -> Vec<Span> {
    let words = |text: &str| -> Vec<Span> {
        let at = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        text.split_whitespace().map(|word| Span::new(at(word), at(word) + word.len())).collect()
    };
    let (ours, theirs) = (words(text), words(other));
    let same = |ours: &Span, theirs: &Span| ours.slice(text) == theirs.slice(other);
    let start = ours.iter().zip(&theirs).take_while(|(ours, theirs)| same(ours, theirs)).count();
    let rest = ours.len().min(theirs.len()) - start;
    let end =
        ours.iter().rev().zip(theirs.iter().rev()).take(rest).take_while(|(ours, theirs)| same(ours, theirs)).count();
    let (ours, theirs) = (&ours[start..ours.len() - end], &theirs[start..theirs.len() - end]);
    // The longest common sequence of words from each pair on.
    let columns = theirs.len() + 1;
    let is_long = ours.len().saturating_mul(theirs.len()) > MOST;
    let mut longest = vec![0usize; if is_long { 0 } else { (ours.len() + 1) * columns }];
    if !is_long {
        for row in (0..ours.len()).rev() {
            for column in (0..theirs.len()).rev() {
                let at = row * columns + column;
                longest[at] = if same(&ours[row], &theirs[column]) {
                    longest[at + columns + 1] + 1
                } else {
                    longest[at + columns].max(longest[at + 1])
                };
            }
        }
    }
    let mut spans: Vec<(usize, Span)> = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < ours.len() {
        let at = row * columns + column;
        if !is_long && column < theirs.len() && same(&ours[row], &theirs[column]) {
            (row, column) = (row + 1, column + 1);
        } else if is_long || column >= theirs.len() || longest[at + columns] >= longest[at + 1] {
            match spans.last_mut() {
                Some((last, span)) if *last + 1 == row => (*last, span.end) = (row, ours[row].end),
                _ => spans.push((row, ours[row])),
            }
            row += 1;
        } else {
            column += 1;
        }
    }
    spans.into_iter().map(|(_, span)| span).collect()
}

#[cfg(test)]
mod tests {
    use super::differing;

    #[test]
    fn the_words_that_differ_are_found() {
        for (text, other, marked) in [
            ("a 30% rise", "a 13% rise", "30%"),
            ("a 13% rise", "a 13% rise", ""),
            ("not so", "so", "not"),
            ("so", "not so", ""),
            ("all new", "quite other words", "all new"),
            ("", "words", ""),
            ("one two three four five", "one 2 three four 5", "two|five"),
            ("up in May and down in June", "up in June and down in May", "May|June"),
            ("a b c", "c a b", "c"),
        ] {
            let found: Vec<&str> = differing(text, other).into_iter().filter_map(|span| span.slice(text)).collect();
            assert_eq!(found.join("|"), marked, "{text} / {other}");
        }
        let (long, longer) = ("a ".repeat(300), "b ".repeat(300));
        assert_eq!(differing(&long, &longer).len(), 1);
    }
}
