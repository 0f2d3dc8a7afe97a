//! What stands at the end or the start of a text.

use super::is_digit;
use crate::text::offsets;

/// Whether a text begins with an ellipsis right before a word: a sentence that begins in the middle.
pub(super) fn begins_with_dots(text: &str) -> bool {
    let rest = text.strip_prefix('…').or_else(|| text.strip_prefix("..").map(|rest| rest.trim_start_matches('.')));
    rest.is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// Bytes of a note's number in brackets right after a final, `[12]`.
pub(super) fn note_number(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('[')?;
    let digits = inner.chars().take(4).take_while(|character| is_digit(*character)).map(char::len_utf8).sum();
    (digits > 0 && inner[digits..].starts_with(']')).then_some(digits + 2)
}

/// The word at the start of a text: letters and digits, joiners inside. At most 64 bytes.
pub(super) fn word_of(text: &str) -> &str {
    let text = &text[..offsets::floor(text, 64)];
    let end = text.find(|character: char| !(character.is_alphanumeric() || character == '\u{200C}'));
    &text[..end.unwrap_or(text.len())]
}

/// The word at the end of a text. At most 64 bytes.
pub(super) fn word_before(text: &str) -> &str {
    let text = &text[offsets::ceil(text, text.len().saturating_sub(64))..];
    let start = text
        .char_indices()
        .rev()
        .find(|&(_, character)| !(character.is_alphanumeric() || character == '\u{200C}'))
        .map_or(0, |(at, character)| at + character.len_utf8());
    &text[start..]
}
