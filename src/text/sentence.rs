//! Sentence boundaries.

use super::{Language, Span};

/// Cuts a paragraph into sentences: ranges that tile `text`, each with the white space that follows it.
pub fn split(text: &str, _language: Language) -> Vec<Span> {
    vec![Span::new(0, text.len())]
}
