//! CapRTL: capitals stand for right-to-left letters (A–Z are U+05D0 and after, which do not join).

/// Capitals become right-to-left letters.
pub(crate) fn caprtl(text: &str) -> String {
    let letter = |character: char| match character {
        'A'..='Z' => char::from_u32(0x05D0 + u32::from(character) - u32::from('A')).unwrap_or(character),
        _ => character,
    };
    text.chars().map(letter).collect()
}

/// Right-to-left letters become capitals.
pub(crate) fn capitals(text: &str) -> String {
    let letter = |character: char| match character {
        '\u{05D0}'..='\u{05E9}' => char::from_u32(u32::from(character) - 0x05D0 + u32::from('A')).unwrap_or(character),
        _ => character,
    };
    text.chars().map(letter).collect()
}
