//! Which bytes of a source the bytes of a text that was extracted from it are, and back.

use super::Span;

/// A stretch of the text that comes from one stretch of the source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Run {
    /// Its first byte in the text; it goes as far as the next run.
    text: usize,
    /// Its first byte in the source.
    source: usize,
    /// `None` where it is as long there, byte for byte; else the bytes there that it stands for as a whole, none where it was put in.
    whole: Option<u32>,
}

/// Maps offsets between a text and its source, both ways by binary search.
///
/// The text is made of runs whose places in the source ascend, and after them of a tail whose places ascend by themselves: what an
/// extractor moved to the end, such as footnotes. 24 bytes a run; plain prose has one a paragraph and one more at each mark in it.
/// The identity, of a text that is its source, has none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OffsetMap {
    runs: Vec<Run>,
    /// Bytes of the text so far.
    length: usize,
    /// The number of runs before the tail; all where there is none.
    tail: Option<usize>,
}

/// What of a text a stretch of its source became: from the first to the last byte that is left of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Extract {
    /// Where it stands in the order of the source.
    pub main: Option<Span>,
    /// In the tail.
    pub tail: Option<Span>,
}

impl OffsetMap {
    /// Whether the text is its source.
    pub fn is_identity(&self) -> bool {
        self.runs.is_empty()
    }

    /// Bytes of the text so far.
    pub fn text_length(&self) -> usize {
        self.length
    }

    /// The text goes on with bytes that are as many in the source, from `source` on, each at its place.
    pub fn copied(&mut self, source: usize, length: usize) {
        let goes_on = self.last().is_some_and(|(last, end)| last.whole.is_none() && end == source);
        if length > 0 && !goes_on {
            self.runs.push(Run { text: self.length, source, whole: None });
        }
        self.length += length;
    }

    /// The text goes on with bytes that stand for others as a whole: a character for an entity, nothing else for a mark.
    pub fn replaced(&mut self, source: Span, length: usize) {
        if length > 0 {
            let whole = Some(u32::try_from(source.len()).unwrap_or(u32::MAX));
            self.runs.push(Run { text: self.length, source: source.start, whole });
        }
        self.length += length;
    }

    /// Takes off what was added last, so that the text has `length` bytes.
    pub fn truncate(&mut self, length: usize) {
        let length = length.min(self.length);
        self.runs.truncate(self.runs.partition_point(|run| run.text < length));
        self.length = length;
    }

    /// The text goes on with another one of the same source, which becomes its tail.
    pub fn append_tail(&mut self, tail: Self) {
        self.tail = Some(self.runs.len());
        self.runs.extend(tail.runs.into_iter().map(|run| Run { text: run.text + self.length, ..run }));
        self.length += tail.length;
    }

    fn last(&self) -> Option<(Run, usize)> {
        let last = *self.runs.last()?;
        Some((last, self.source_end(self.runs.len() - 1)))
    }

    fn text_end(&self, index: usize) -> usize {
        self.runs.get(index + 1).map_or(self.length, |next| next.text)
    }

    fn source_end(&self, index: usize) -> usize {
        let run = self.runs[index];
        run.source + run.whole.map_or(self.text_end(index) - run.text, |whole| whole as usize)
    }

    /// Where the tail begins in the text; its length where there is none.
    pub fn tail_start(&self) -> usize {
        self.tail.and_then(|tail| self.runs.get(tail)).map_or(self.length, |run| run.text)
    }

    /// From where the first to where the last byte of a span comes from. Of a span that reaches into the tail only what is before.
    pub fn to_source(&self, span: Span) -> Span {
        if self.is_identity() {
            return span;
        }
        let tail = self.tail_start();
        let end = if span.start < tail { span.end.min(tail) } else { span.end };
        let at = |byte: usize| self.runs.partition_point(|run| run.text <= byte).saturating_sub(1);
        let (first, last) = (at(span.start), at(end.saturating_sub(1).max(span.start)));
        let start = self.runs[first].source + self.runs[first].whole.map_or(span.start - self.runs[first].text, |_| 0);
        let run = self.runs[last];
        let end = if run.whole.is_some() { self.source_end(last) } else { run.source + end.saturating_sub(run.text) };
        Span::new(start, end)
    }

    /// What of the text comes from a span of the source.
    pub fn to_text(&self, span: Span) -> Extract {
        if self.is_identity() {
            return Extract { main: Some(span), tail: None };
        }
        let tail = self.tail.unwrap_or(self.runs.len());
        Extract { main: self.part(0, tail, span), tail: self.part(tail, self.runs.len(), span) }
    }

    /// The same of the runs from one to another, whose places in the source ascend.
    fn part(&self, from: usize, to: usize, span: Span) -> Option<Span> {
        let runs = &self.runs[from..to];
        // What was put in has no place of its own there.
        let is_of_source = |at: &usize| self.runs[*at].whole != Some(0);
        let first = (from + partition(runs, |at| self.source_end(from + at) <= span.start)..to).find(is_of_source)?;
        let last = (from..from + runs.partition_point(|run| run.source < span.end)).rev().find(is_of_source)?;
        if last < first {
            return None;
        }
        let (one, other) = (self.runs[first], self.runs[last]);
        let start = one.text + if one.whole.is_none() { span.start.saturating_sub(one.source) } else { 0 };
        let end = self.text_end(last);
        let end = if other.whole.is_none() { end.min(other.text + (span.end - other.source)) } else { end };
        (start < end).then_some(Span::new(start, end))
    }
}

/// How many entries at the start of `of` are as `is_before` says of their numbers.
fn partition<T>(of: &[T], is_before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, of.len());
    while low < high {
        let middle = low.midpoint(high);
        if is_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::{Extract, OffsetMap, Span};

    const SOURCE: &str = "# A **b** &amp; c[^1]\n\n[^1]: note\n\nd\n";
    const TEXT: &str = "A b & c\nd\nnote\n";

    fn map() -> OffsetMap {
        let (mut map, mut tail) = (OffsetMap::default(), OffsetMap::default());
        map.copied(2, 2);
        map.copied(6, 1);
        map.copied(9, 1);
        map.replaced(Span::new(10, 15), 1);
        map.copied(15, 2);
        map.replaced(Span::new(17, 17), 1);
        map.copied(35, 1);
        map.replaced(Span::new(36, 36), 1);
        tail.copied(29, 4);
        tail.replaced(Span::new(33, 33), 1);
        map.append_tail(tail);
        map
    }

    #[test]
    fn each_place_has_its_other_one() {
        let map = map();
        let source = |part: &str| {
            let start = TEXT.find(part).expect("in the text");
            map.to_source(Span::new(start, start + part.len())).slice(SOURCE).expect("in the source")
        };
        let cases = [
            ("A", "A"),
            ("A b", "A **b"),
            ("b &", "b** &amp;"),
            ("&", "&amp;"),
            (" c", " c"),
            ("d", "d"),
            ("note", "note"),
        ];
        for (text, expected) in cases {
            assert_eq!(source(text), expected, "{text}");
        }
        let text = |part: &str| {
            let start = SOURCE.find(part).expect("in the source");
            let Extract { main, tail } = map.to_text(Span::new(start, start + part.len()));
            [main, tail].map(|span| span.map_or("", |span| span.slice(TEXT).expect("in the text")))
        };
        let cases = [
            ("# A **b** ", ["A b ", ""]),
            ("**b**", ["b", ""]),
            ("**", ["", ""]),
            ("am", ["&", ""]),
            ("[^1]\n", ["", ""]),
            ("# ", ["", ""]),
            (" note", ["", "note"]),
            (SOURCE, ["A b & c\nd", "note"]),
            ("c[^1]\n\n[^1]: note\n\nd", ["c\nd", "note"]),
        ];
        for (part, expected) in cases {
            assert_eq!(text(part), expected, "{part:?}");
        }
        assert_eq!(map.tail_start(), TEXT.find("note").expect("in the text"));
    }

    #[test]
    fn the_identity_costs_nothing() {
        let map = OffsetMap::default();
        assert!(map.is_identity() && map.runs.capacity() == 0);
        assert_eq!(map.to_source(Span::new(2, 5)), Span::new(2, 5));
        assert_eq!(map.to_text(Span::new(2, 5)), Extract { main: Some(Span::new(2, 5)), tail: None });
    }

    #[test]
    fn what_was_added_can_be_taken_off() {
        let mut map = map();
        map.truncate(1);
        assert_eq!((map.text_length(), map.runs.len()), (1, 1));
        map.copied(3, 1);
        assert_eq!(map.runs.len(), 1, "it goes on where it ended");
    }
}
