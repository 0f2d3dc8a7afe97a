//! Sentence boundaries.

use super::{Language, Span};

mod classes;

pub use classes::{is_closer, is_digit, is_final};

/// Cuts a paragraph into sentences: ranges that tile `text`, each with the white space that follows it.
pub fn split(text: &str, _language: Language) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, found) in text.match_indices(['.', '؟', '!']) {
        let after = &text[at + found.len()..];
        let space = after.len() - after.trim_start().len();
        if space > 0 && space < after.len() {
            spans.push(Span::new(start, at + found.len() + space));
            start = at + found.len() + space;
        }
    }
    if start < text.len() {
        spans.push(Span::new(start, text.len()));
    }
    spans
}
