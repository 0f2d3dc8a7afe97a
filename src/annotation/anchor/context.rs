//! One place of the old text as it is looked for, and how a place of the new text fits it.

use super::diff::{Alignment, Run, align};
use super::index::{Found, Index, Words};
use super::{MAX_GAP, Old};
use crate::annotation::CONTEXT;
use crate::text::Span;

/// Similarity from which a text is a context with changes.
const CONTEXT_FLOOR: f64 = 0.5;

/// Code points that may stand before the first sentence, or after the last.
const MARGIN: usize = 4;

/// Words of a context that is enough by itself to tell a place.
const ENOUGH: usize = 3;

/// What stood on one side of a place.
pub(super) struct Context<'q> {
    text: &'q str,
    words: Words,
    kind: Kind,
    /// Where it stands, unchanged.
    pub(super) found: Found,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Text.
    Text,
    /// The start of the article before its first sentence, the end after its last.
    Edge,
    /// Nothing is known.
    Unknown,
}

/// How a context fits a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fit {
    /// All of it, word for word, with so many words between.
    Whole { gap: usize },
    /// Changed, and longer than it was by so many code points, with so many words of it that are there.
    Changed { longer: isize, same: usize },
    /// It is not there.
    Absent,
    /// There is nothing to compare.
    Unknown,
}

impl Fit {
    pub(super) const fn is_whole(self) -> bool {
        matches!(self, Self::Whole { .. })
    }

    pub(super) const fn is_next_to(self) -> bool {
        matches!(self, Self::Whole { gap: 0 })
    }

    pub(super) const fn gap(self) -> usize {
        if let Self::Whole { gap } = self { gap } else { 0 }
    }
}

/// A place of the new text: its words, its bytes and how the context fits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) span: Span,
    pub(super) left: Fit,
    pub(super) right: Fit,
}

/// What is looked for: one span of the old text.
pub(super) struct Case<'q> {
    /// Code points of the old text.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) exact: &'q str,
    /// The old text had it only once.
    pub(super) once: bool,
    /// The old text had nothing like it elsewhere.
    pub(super) unlike: bool,
    /// It is a mark without a word, out of a sentence, such as a full stop: there are others like it everywhere.
    pub(super) is_mark: bool,
    pub(super) words: Words,
    /// The rest of its sentence before and after it, where it is a part of one.
    rest: Option<[(&'q str, Words); 2]>,
    pub(super) found: Found,
    pub(super) left: Context<'q>,
    pub(super) right: Context<'q>,
}

impl<'q> Case<'q> {
    /// Looks up the text and both contexts.
    pub(super) fn new(index: &Index, old: &Old<'q>, old_length: Option<usize>) -> Self {
        let words = index.words(&old.quote.exact);
        let found = index.find(&words.ids);
        let at_end = old_length.is_some_and(|length| old.end + MARGIN >= length);
        let left = Context::left(index, &old.quote.prefix, old.start <= MARGIN);
        let right = Context::right(index, &old.quote.suffix, at_end);
        // Of a part it is known of its sentence, which is looked for as well.
        let is_whole = old.quote.is_sentence() || old.quote.before.is_none();
        let (once, unlike) = (old.quote.once && is_whole, old.quote.unlike && is_whole);
        let rest = old.quote.before.as_deref().zip(old.quote.after.as_deref()).filter(|_| !old.quote.is_sentence());
        let rest = rest.map(|(before, after)| [before, after].map(|text| (text, index.words(text))));
        let is_mark = words.ids.is_empty() && old.quote.before.is_some() && !old.quote.is_sentence();
        Self {
            start: old.start,
            end: old.end,
            exact: &old.quote.exact,
            once,
            unlike,
            is_mark,
            words,
            rest,
            found,
            left,
            right,
        }
    }

    /// The place of the words `from..to`.
    pub(super) fn candidate(&self, index: &Index, from: usize, to: usize, budget: &mut usize) -> Candidate {
        Candidate {
            from,
            to,
            span: index.span(from, to, self.exact, &self.words),
            left: self.left.before(index, from, budget),
            right: self.right.after(index, to, budget),
        }
    }

    /// Whether at least half of the rest of its sentence, by the letters of its words, is around words `from..to`: a part of another
    /// sentence is another one, whatever its neighbours are.
    pub(super) fn rest_is_there(&self, index: &Index, from: usize, to: usize, budget: &mut usize) -> bool {
        let Some([before, after]) = &self.rest else { return true };
        let mut shared = (0, 0);
        for ((text, words), is_before) in [(before, true), (after, false)] {
            let reach = words.ids.len() + words.ids.len() / 2 + 2;
            let edge = index.ids.len();
            let (low, high) =
                if is_before { (from.saturating_sub(reach), from) } else { (to.min(edge), (to + reach).min(edge)) };
            let pairs = align(run(text, words), window(index, low, high), budget).map(|found| found.pairs);
            for (row, token) in words.tokens.iter().enumerate() {
                let length = token.span().len();
                let is_same = pairs.as_ref().is_some_and(|pairs| matches!(pairs[row], Some((_, true))));
                shared = (shared.0 + if is_same { length } else { 0 }, shared.1 + length);
            }
        }
        2 * shared.0 >= shared.1
    }

    /// How many of the words around a place say that it is the one: of the neighbours, and beside it of the rest of its sentence.
    pub(super) fn evidence(&self, index: &Index, one: &Candidate) -> usize {
        let rest = self.rest.as_ref().map_or(0, |[(_, before), (_, after)]| {
            shared(before.ids.iter().rev(), index.ids[..one.from].iter().rev())
                + shared(after.ids.iter(), index.ids[one.to..].iter())
        });
        rest + self.left.evidence(one.left) + self.right.evidence(one.right)
    }

    /// Aligns the text with words `from..to` of the new one; the alignment is in words of the whole new text.
    pub(super) fn align(&self, index: &Index, from: usize, to: usize, budget: &mut usize) -> Option<Alignment> {
        let mut found = align(run(self.exact, &self.words), window(index, from, to), budget)?;
        found.pairs.iter_mut().flatten().for_each(|(at, _)| *at += from);
        (found.from, found.to) = (found.from + from, found.to + from);
        Some(found)
    }
}

fn run<'a>(text: &'a str, words: &'a Words) -> Run<'a> {
    Run { text, tokens: &words.tokens, ids: &words.ids }
}

fn window<'a>(index: &'a Index, from: usize, to: usize) -> Run<'a> {
    Run { text: index.text, tokens: &index.tokens[from..to], ids: &index.ids[from..to] }
}

impl<'q> Context<'q> {
    pub(super) fn left(index: &Index, text: &'q str, at_edge: bool) -> Self {
        let mut words = index.words(text);
        // What is cut at the limit may begin inside a word.
        if text.chars().count() >= CONTEXT && words.tokens.len() > 1 {
            words.tokens.remove(0);
            words.ids.remove(0);
        }
        Self::new(index, text, words, at_edge, 0)
    }

    pub(super) fn right(index: &Index, text: &'q str, at_edge: bool) -> Self {
        let mut words = index.words(text);
        if text.chars().count() >= CONTEXT && words.tokens.len() > 1 {
            words.tokens.pop();
            words.ids.pop();
        }
        Self::new(index, text, words, at_edge, index.tokens.len())
    }

    fn new(index: &Index, text: &'q str, words: Words, at_edge: bool, edge: usize) -> Self {
        let (kind, found) = match (words.ids.is_empty(), at_edge) {
            (false, _) => (Kind::Text, index.find(&words.ids)),
            (true, true) => (Kind::Edge, Found { at: vec![edge], all: true }),
            (true, false) => (Kind::Unknown, Found::default()),
        };
        Self { text, words, kind, found }
    }

    /// Words of it.
    pub(super) const fn len(&self) -> usize {
        self.words.ids.len()
    }

    /// Whether it is long enough to tell a place by itself, and all its places are known.
    pub(super) const fn is_telling(&self) -> bool {
        self.len() >= ENOUGH && self.found.all
    }

    /// How it fits before word `from`.
    pub(super) fn before(&self, index: &Index, from: usize, budget: &mut usize) -> Fit {
        let length = self.len();
        if self.kind == Kind::Unknown {
            return Fit::Unknown;
        }
        if length > 0 && from >= length && index.ids[from - length..from] == self.words.ids[..] {
            return Fit::Whole { gap: 0 };
        }
        let last = self.found.at.partition_point(|at| at + length <= from);
        if let Some(gap) = last.checked_sub(1).map(|last| from - self.found.at[last] - length)
            && gap <= MAX_GAP
        {
            return Fit::Whole { gap };
        }
        let near = from.saturating_sub(self.reach());
        self.changed(index, near, from, budget)
    }

    /// How it fits after word `to`, which is one past the last of the place.
    pub(super) fn after(&self, index: &Index, to: usize, budget: &mut usize) -> Fit {
        if self.kind == Kind::Unknown {
            return Fit::Unknown;
        }
        if self.len() > 0 && index.ids[to..].starts_with(&self.words.ids) {
            return Fit::Whole { gap: 0 };
        }
        let next = self.found.at.partition_point(|at| *at < to);
        if let Some(gap) = self.found.at.get(next).map(|at| at - to)
            && gap <= MAX_GAP
        {
            return Fit::Whole { gap };
        }
        let near = (to + self.reach()).min(index.ids.len());
        self.changed(index, to, near, budget)
    }

    /// Words of it that say of a place that it is the one: none where it is but an end of the article.
    const fn evidence(&self, fit: Fit) -> usize {
        match fit {
            Fit::Whole { .. } => self.len(),
            Fit::Changed { same, .. } => same,
            Fit::Absent | Fit::Unknown => 0,
        }
    }

    /// Whether it begins right with word `at`.
    pub(super) fn before_word(&self, at: usize, index: &Index) -> bool {
        index.ids.get(at..).is_some_and(|rest| rest.starts_with(&self.words.ids))
    }

    /// How much the words `from..to` are like it, 0 to 1.
    pub(super) fn likeness(&self, index: &Index, from: usize, to: usize, budget: &mut usize) -> f64 {
        align(run(self.text, &self.words), window(index, from, to), budget).map_or(0.0, |found| found.similarity)
    }

    fn reach(&self) -> usize {
        self.len() + self.len() / 2 + 40
    }

    fn changed(&self, index: &Index, from: usize, to: usize, budget: &mut usize) -> Fit {
        if self.kind == Kind::Edge {
            return Fit::Absent;
        }
        let Some(found) = align(run(self.text, &self.words), window(index, from, to), budget)
            .filter(|found| found.similarity >= CONTEXT_FLOOR)
        else {
            return Fit::Absent;
        };
        let rows = || found.pairs.iter().enumerate().filter(|(_, pair)| pair.is_some()).map(|(row, _)| row);
        let (Some(first), Some(last)) = (rows().next(), rows().next_back()) else { return Fit::Absent };
        let old = &self.text[self.words.tokens[first].span().start..self.words.tokens[last].span().end];
        let (start, end) = (index.tokens[from + found.from].span().start, index.tokens[from + found.to - 1].span().end);
        let same = found.pairs.iter().flatten().filter(|(_, same)| *same).count();
        Fit::Changed { longer: index.distance(start, end) - old.chars().count().cast_signed(), same }
    }
}

/// How many words two runs have the same, from the first on.
fn shared<'a, T: PartialEq + 'a>(one: impl Iterator<Item = &'a T>, other: impl Iterator<Item = &'a T>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}
