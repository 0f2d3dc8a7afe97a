//! Alignment of a few words with a stretch of the new text.

use super::folding::{Token, plain};

/// Cells of one alignment, that is words times words; a longer one is not made.
const MAX_CELLS: usize = 1 << 20;

/// Cells of all alignments of one run; after them none is made, and what would need one is not found.
pub(super) const BUDGET: usize = 1 << 28;

/// Letters of a word that count: a long one is not worth ten short ones.
const MAX_WEIGHT: usize = 8;

/// From which similarity of its letters a word counts as mistyped, not as another one.
const TYPO: f64 = 0.6;

/// A run of words and the text it is from.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) ids: &'a [u32],
}

impl<'a> Run<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).and_then(|token| token.span().slice(self.text)).unwrap_or_default()
    }

    fn weights(&self) -> Vec<i32> {
        (0..self.tokens.len())
            .map(|at| i32::try_from(self.word(at).chars().take(MAX_WEIGHT).count()).unwrap_or(i32::MAX))
            .collect()
    }
}

/// Which word of the window stands for which word of the pattern.
#[derive(Clone, Debug)]
pub(super) struct Alignment {
    /// For each word of the pattern the one of the window, if any, and whether it is the same word.
    pub(super) pairs: Vec<Option<(usize, bool)>>,
    /// The words of the window from the first to the last of the pairs, `from..to`.
    pub(super) from: usize,
    pub(super) to: usize,
    /// Letters of the same words, in both, by letters of all words, 0 to 1; mistyped words count in part.
    pub(super) similarity: f64,
}

/// Aligns all of `pattern` with the part of `window` that it fits best (global in the one, local in the other). Costs words times
/// words, which are taken off `budget`. `None` when no word is the same, or the budget does not allow it.
pub(super) fn align(pattern: Run, window: Run, budget: &mut usize) -> Option<Alignment> {
    let (rows, columns) = (pattern.ids.len(), window.ids.len());
    let cells = (rows + 1).checked_mul(columns + 1).filter(|cells| *cells <= MAX_CELLS)?;
    *budget = budget.checked_sub(cells)?;
    let (tall, wide) = (pattern.weights(), window.weights());
    // 0: pair, 1: word of the pattern left out, 2: word of the window put in.
    let mut steps = vec![0u8; cells];
    let mut scores = vec![0i32; columns + 1];
    let step = |row: usize, column: usize| row * (columns + 1) + column;
    for row in 1..=rows {
        let mut diagonal = scores[0];
        scores[0] -= tall[row - 1];
        steps[step(row, 0)] = 1;
        for column in 1..=columns {
            let pair = if pattern.ids[row - 1] == window.ids[column - 1] {
                2 * tall[row - 1]
            } else {
                -tall[row - 1].min(wide[column - 1])
            };
            let (paired, left_out, put_in) =
                (diagonal + pair, scores[column] - tall[row - 1], scores[column - 1] - wide[column - 1]);
            diagonal = scores[column];
            let (best, taken) = if paired >= left_out && paired >= put_in {
                (paired, 0)
            } else if left_out >= put_in {
                (left_out, 1)
            } else {
                (put_in, 2)
            };
            scores[column] = best;
            steps[step(row, column)] = taken;
        }
    }
    let mut column = (0..=columns).max_by_key(|column| scores[*column])?;
    let mut row = rows;
    let mut pairs = vec![None; rows];
    while row > 0 {
        match steps[step(row, column)] {
            0 => {
                (row, column) = (row - 1, column - 1);
                pairs[row] = Some((column, pattern.ids[row] == window.ids[column]));
            }
            1 => row -= 1,
            _ => column -= 1,
        }
    }
    measure(pairs, pattern, window, &tall, &wide)
}

fn measure(
    pairs: Vec<Option<(usize, bool)>>,
    pattern: Run,
    window: Run,
    tall: &[i32],
    wide: &[i32],
) -> Option<Alignment> {
    if !pairs.iter().flatten().any(|(_, same)| *same) {
        return None;
    }
    let from = pairs.iter().flatten().next()?.0;
    let to = pairs.iter().flatten().next_back()?.0 + 1;
    let mut shared = 0.0;
    for (row, pair) in pairs.iter().enumerate() {
        shared += match *pair {
            Some((_, true)) => f64::from(tall[row]),
            Some((column, false)) => {
                let likeness = likeness(pattern.word(row), window.word(column));
                if likeness >= TYPO { likeness * f64::from(tall[row]) } else { 0.0 }
            }
            None => 0.0,
        };
    }
    let sum = |weights: &[i32]| weights.iter().copied().map(f64::from).sum::<f64>();
    let similarity = 2.0 * shared / (sum(tall) + sum(&wide[from..to]));
    Some(Alignment { pairs, from, to, similarity })
}

/// Whether a word is a number, in any digits.
pub(super) fn is_number(word: &str) -> bool {
    word.chars().any(char::is_numeric)
}

/// How alike two words are by their letters, 0 to 1; numbers are the same or nothing alike. Looks at 64 letters.
fn likeness(a: &str, b: &str) -> f64 {
    let short = |word: &str| plain(word).chars().take(64).collect::<String>();
    let (a, b) = (short(a), short(b));
    if a != b && (is_number(&a) || is_number(&b)) { 0.0 } else { strsim::normalized_levenshtein(&a, &b) }
}

#[cfg(test)]
mod tests {
    use super::super::index::Index;
    use super::*;

    fn aligned(pattern: &str, window: &str) -> Option<(String, u32)> {
        let index = Index::new(window);
        let words = index.words(pattern);
        let mut budget = BUDGET;
        let pattern = Run { text: pattern, tokens: &words.tokens, ids: &words.ids };
        let run = Run { text: window, tokens: &index.tokens, ids: &index.ids };
        let found = align(pattern, run, &mut budget)?;
        let (from, to) = (index.tokens[found.from].span().start, index.tokens[found.to - 1].span().end);
        Some((window[from..to].to_owned(), format!("{:.0}", (found.similarity * 100.0).floor()).parse().unwrap_or(0)))
    }

    #[test]
    fn the_best_stretch() {
        let found = |pattern, window| aligned(pattern, window).unwrap_or_else(|| panic!("{pattern}"));
        assert_eq!(found("b c d", "a b c d e"), ("b c d".to_owned(), 100));
        assert_eq!(found("rose by 30 percent", "it rose by 13 percent then").0, "rose by 13 percent");
        assert_eq!(found("30 million crowns", "cost 13 million crowns").0, "13 million crowns");
        assert_eq!(found("comittee met today", "the committee met today"), ("committee met today".to_owned(), 94));
        assert!(found("one two three four", "one two five six seven three four").1 < 80);
        assert_eq!(aligned("a b", "c d"), None);
        assert_eq!(aligned("", "c d"), None);
    }

    #[test]
    fn nothing_without_budget() {
        let index = Index::new("a b");
        let run = Run { text: index.text, tokens: &index.tokens, ids: &index.ids };
        let mut budget = 8;
        assert!(align(run, run, &mut budget).is_none());
        budget = 9;
        assert!(align(run, run, &mut budget).is_some());
        assert_eq!(budget, 0);
    }
}
