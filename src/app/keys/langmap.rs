//! Command keys under keyboard layouts that are not Latin.
//!
//! With an Arabic, Persian, Urdu or Hebrew layout active, a terminal sends the letter that is printed on the key, so every
//! Latin shortcut would be dead. Outside of text fields such a letter counts as the QWERTY key at its place. Where layouts
//! put the same letter on different keys, the first table that has it decides; the order is by how common the layout is.
//! The Arabic key `b` sends the two characters lam and alef: it cannot be told from two keys and is left out.

/// The rows of a QWERTY keyboard, unshifted and shifted, in the order of the tables below.
const QWERTY: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,./";

/// Arabic 101 (xkb `ara`), with `\u{0}` where a key sends more than one character.
const ARABIC: &str = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤر\u{0}ىةوزظ";
/// Hebrew (xkb `il`).
const HEBREW: &str = "/'קראטוןםפ][שדגכעיחלךף,זסבהנמצתץ.";
/// Persian (xkb `ir`).
const PERSIAN: &str = "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو./";
/// Urdu, phonetic (xkb `pk`): only letters that the others lack matter.
const URDU: &str = "قوعرتےءیہپ][اسدفگھجکل؛'زشچطبنم،۔/";

/// Characters with a shift state or of their own that stand for a command key: the marks of right-to-left scripts that are
/// typed where a Latin mark is, and what Arabic 101 has on the shifted keys `J` and `S`. (Hebrew layouts send Latin capitals; in
/// Persian and Urdu ones these keys send letters that other layouts have elsewhere, so joining and splitting have a sign each
/// that all layouts share.)
const SINGLES: [(char, char); 6] = [('؟', '?'), ('÷', '/'), ('؛', ';'), ('،', ','), ('\u{640}', 'J'), ('\u{64D}', 'S')];

/// The QWERTY character at the place of `typed`; `typed` itself when it is ASCII or not known.
pub(in crate::app) fn to_qwerty(typed: char) -> char {
    if typed.is_ascii() {
        return typed;
    }
    if let Some(digit) = digit(typed) {
        return digit;
    }
    if let Some((_, key)) = SINGLES.iter().find(|(known, _)| *known == typed) {
        return *key;
    }
    [ARABIC, HEBREW, PERSIAN, URDU]
        .iter()
        .find_map(|layout| layout.chars().zip(QWERTY.chars()).find(|(letter, _)| *letter == typed))
        .map_or(typed, |(_, key)| key)
}

/// The ASCII digit of an Arabic-Indic (U+0660) or extended Arabic-Indic (U+06F0) one.
fn digit(typed: char) -> Option<char> {
    let value = match typed {
        '\u{0660}'..='\u{0669}' => u32::from(typed) - 0x0660,
        '\u{06F0}'..='\u{06F9}' => u32::from(typed) - 0x06F0,
        _ => return None,
    };
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::{ARABIC, HEBREW, PERSIAN, QWERTY, URDU, to_qwerty};

    #[test]
    fn each_layout_has_a_letter_for_each_key() {
        for layout in [ARABIC, HEBREW, PERSIAN, URDU] {
            assert_eq!(layout.chars().count(), QWERTY.chars().count(), "{layout}");
        }
    }

    #[test]
    fn command_keys_work_under_other_layouts() {
        for (typed, key) in [
            ('ت', 'j'),
            ('ن', 'k'),
            ('ض', 'q'),
            ('ؤ', 'c'),
            ('ח', 'j'),
            ('ב', 'c'),
            ('ק', 'e'),
            ('٣', '3'),
            ('ـ', 'J'),
            ('\u{64D}', 'S'),
            ('۲', '2'),
            ('j', 'j'),
        ] {
            assert_eq!(to_qwerty(typed), key, "{typed}");
        }
    }
}
