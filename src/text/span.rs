//! Half-open byte ranges of a text.

use std::ops::Range;

/// A half-open range of bytes, `start <= end`, both on character boundaries of the text it belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from its bounds. Reversed bounds give an empty span at `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        let end = if end < start { start } else { end };
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether nothing is covered.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `position` is covered.
    pub const fn contains(self, position: usize) -> bool {
        self.start <= position && position < self.end
    }

    /// Whether all of `other` is covered.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether at least one byte is covered by both.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same range moved `by` bytes towards the end.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// The text covered. `None` when the span does not lie in `text` or cuts a character.
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }

    /// The span without white space at both ends (Unicode `White_Space`); empty at `start` when there is nothing else.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let Some(inner) = self.slice(text) else { return self };
        let from_start = inner.trim_start();
        let start = self.end - from_start.len();
        if from_start.is_empty() {
            return Self::new(self.start, self.start);
        }
        Self::new(start, start + from_start.trim_end().len())
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn trimming_keeps_the_inner_text() {
        assert_eq!(Span::new(0, 8).trimmed("  ab c  "), Span::new(2, 6));
        assert_eq!(Span::new(0, 3).trimmed("   "), Span::new(0, 0));
    }

    #[test]
    fn a_span_that_cuts_a_character_has_no_text() {
        assert_eq!(Span::new(0, 1).slice("ب"), None);
        assert_eq!(Span::new(0, 2).slice("ب"), Some("ب"));
    }
}
