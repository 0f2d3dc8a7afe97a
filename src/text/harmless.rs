//! Text of others as it may go to a terminal outside of a layout, which makes its own cells harmless.

use std::borrow::Cow;

/// Text as it may go to a terminal: C0 controls become their pictures (`␛`), C1 controls and bidi formatting characters U+FFFD; tabs and
/// all else stay. Line ends are the caller's business: they become pictures too.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let is_unsafe = |character: char| {
        (character.is_control() && character != '\t')
            || matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let picture = |character: char| match character {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{FFFD}'),
        '\x7f' => '\u{2421}',
        _ => '\u{FFFD}',
    };
    Cow::Owned(
        text.chars().map(|character| if is_unsafe(character) { picture(character) } else { character }).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn nothing_that_a_terminal_acts_on_is_left() {
        assert_eq!(harmless("a\u{1b}[31m\u{9b}\tب\u{202e}\n"), "a␛[31m\u{fffd}\tب\u{fffd}␊");
        assert!(matches!(harmless("plain بَ"), std::borrow::Cow::Borrowed(_)));
    }
}
