//! Choosing words of a sentence, by the screen or in reading order.

use super::View;
use crate::text::Span;

/// Words of a sentence, and the ones chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words {
    /// Absolute spans in reading order; never empty.
    spans: Vec<Span>,
    /// The word that movement is from.
    head: usize,
    /// The word where what is chosen begins while it is being extended.
    anchor: Option<usize>,
}

/// Where a word is on the screen: the line of its paragraph, and its first and last column.
#[derive(Clone, Copy, Debug)]
struct Drawn {
    line: usize,
    left: usize,
    right: usize,
}

impl Words {
    /// Some words to choose of, with one chosen; `None` where there is none.
    pub fn over(spans: Vec<Span>, head: usize) -> Option<Self> {
        (head < spans.len()).then_some(Self { spans, head, anchor: None })
    }

    /// From the first to the last chosen word.
    pub fn span(&self) -> Span {
        let anchor = self.anchor.unwrap_or(self.head);
        let (first, last) = (self.head.min(anchor), self.head.max(anchor));
        Span::new(self.spans[first].start, self.spans[last].end)
    }

    /// The word that movement is from.
    pub fn word(&self) -> Span {
        self.spans[self.head]
    }

    /// Goes to a word by its number; to the last where there are not so many.
    pub fn to(&mut self, head: usize) {
        self.head = head.min(self.spans.len() - 1);
    }

    /// Goes `count` words on in reading order, or back where it is negative.
    pub fn step(&mut self, count: isize) {
        self.to(self.head.saturating_add_signed(count));
    }

    /// Goes to the next word that is wanted, from the start again after the last; `false` where there is none.
    pub fn seek(&mut self, is_wanted: impl Fn(Span) -> bool) -> bool {
        let count = self.spans.len();
        let next = (1..=count).map(|step| (self.head + step) % count).find(|word| is_wanted(self.spans[*word]));
        self.head = next.unwrap_or(self.head);
        next.is_some()
    }

    /// Goes to the last word that starts at or before a byte; to the first where none does.
    pub fn seek_byte(&mut self, byte: usize) {
        self.head = self.spans.partition_point(|word| word.start <= byte).saturating_sub(1);
    }

    /// Goes to the word that holds a byte, if there is one.
    pub fn hit(&mut self, byte: usize) {
        self.head = self.spans.iter().position(|word| word.contains(byte)).unwrap_or(self.head);
    }

    /// Whether movement extends.
    pub fn is_extending(&self) -> bool {
        self.anchor.is_some()
    }

    /// Extends with the next movements, from here.
    pub fn extend(&mut self) {
        self.anchor.get_or_insert(self.head);
    }

    /// Extends no more: one word is chosen.
    pub fn stop_extending(&mut self) {
        self.anchor = None;
    }
}

impl View {
    /// Where each word is drawn.
    fn drawn(&mut self, words: &Words) -> Vec<Drawn> {
        let paragraph = self.cursor.paragraph;
        let start = self.document().paragraphs[paragraph].span.start;
        let lines = self.flow.lines(paragraph);
        words
            .spans
            .iter()
            .map(|word| {
                let within = word.start.saturating_sub(start);
                let number = lines.partition_point(|line| line.span.start <= within).saturating_sub(1);
                let mut drawn = Drawn { line: number, left: usize::MAX, right: 0 };
                let mut column = 0;
                for cell in lines.get(number).map_or(&[][..], |line| &line.cells) {
                    let after = column + usize::from(cell.width);
                    if cell.width > 0 && cell.span.shifted(start).overlaps(*word) {
                        drawn.left = drawn.left.min(column);
                        drawn.right = drawn.right.max(after);
                    }
                    column = after;
                }
                drawn
            })
            .collect()
    }

    /// Goes one word to the side on the screen; past the edge of the line, to the line that is read next in that direction.
    pub fn word_beside(&mut self, words: &mut Words, left: bool) {
        let drawn = self.drawn(words);
        let here = drawn[words.head];
        // The farther to the other side, the more.
        let side = |word: &Drawn| if left { word.left } else { usize::MAX - word.left };
        let on_line = |line: usize| drawn.iter().enumerate().filter(move |(_, word)| word.line == line);
        let beside = on_line(here.line).filter(|(_, word)| side(word) < side(&here)).max_by_key(|(_, word)| side(word));
        let target = beside.or_else(|| {
            let rtl = self.document().direction(self.cursor.paragraph).is_rtl();
            let line = if left == rtl { Some(here.line + 1) } else { here.line.checked_sub(1) }?;
            on_line(line).max_by_key(|(_, word)| side(word))
        });
        if let Some((word, _)) = target {
            words.to(word);
        }
    }

    /// Goes to the nearest word of the line above or below.
    pub fn word_above(&mut self, words: &mut Words, above: bool) {
        let drawn = self.drawn(words);
        let here = drawn[words.head];
        let middle = |word: &Drawn| word.left.min(word.right).midpoint(word.right);
        let line = if above { here.line.checked_sub(1) } else { Some(here.line + 1) };
        let target = drawn
            .iter()
            .enumerate()
            .filter(|(_, word)| Some(word.line) == line)
            .min_by_key(|(_, word)| middle(word).abs_diff(middle(&here)));
        if let Some((word, _)) = target {
            words.to(word);
        }
    }
}
