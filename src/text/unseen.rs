//! Characters that nobody sees and that change or hide what is read.
//!
//! The controls of direction (UAX #9, 2.1 to 2.5: embeddings, overrides, isolates) can put words into another order than the one they
//! are stored in, which was used to hide code in sources (CVE-2021-42574). They also belong to plain texts in Arabic and Hebrew, so
//! they do their work here as everywhere, and each takes a column with a marker in it. Marks (U+200E, U+200F, U+061C) open nothing and
//! turn no letter around; joiners, word joiners, soft hyphens and zero width spaces say where letters join and lines break: these stay
//! unseen, since a marker in the middle of so many words would disturb more than it tells. Tags (U+E0020 to U+E007F) can carry a whole
//! text; they belong to the letter before them, on which nothing can be shown, and are counted.

use memchr::memchr_iter;

/// What is painted for a control of direction: where the text after it goes; of overrides, which turn letters around, an arrow; a
/// ring where one ends.
pub fn marker(character: char) -> Option<char> {
    Some(match character {
        // LRE, LRI
        '\u{202A}' | '\u{2066}' => '▸',
        // RLE, RLI
        '\u{202B}' | '\u{2067}' => '◂',
        // FSI: as its first letter goes.
        '\u{2068}' => '▹',
        // LRO, RLO
        '\u{202D}' => '↦',
        '\u{202E}' => '↤',
        // PDF, PDI
        '\u{202C}' | '\u{2069}' => '◦',
        _ => return None,
    })
}

/// The flag that tags after it belong to (UTS #51, ED-14a).
const FLAG: &str = "\u{1F3F4}";

/// The bytes at which the controls of direction of a text begin. Some GB a second.
pub fn controls(text: &str) -> impl Iterator<Item = usize> {
    memchr_iter(0xE2, text.as_bytes()).filter(|at| {
        let rest = &text.as_bytes()[at + 1..];
        matches!(rest, [0x80, 0xAA..=0xAE, ..] | [0x81, 0xA6..=0xA9, ..])
    })
}

/// How many tags a text has that are no part of a flag.
fn hidden_tags(text: &str) -> usize {
    let (mut count, mut end, mut is_flag) = (0, 0, false);
    for at in memchr_iter(0xF3, text.as_bytes()) {
        if !matches!(text.as_bytes()[at..], [_, 0xA0, 0x80 | 0x81, ..]) {
            continue;
        }
        is_flag = if end > 0 && at == end { is_flag } else { text[..at].ends_with(FLAG) };
        end = at + 4;
        count += usize::from(!is_flag);
    }
    count
}

/// What of a text is not seen, said calmly; `None` where there is nothing to say. Some GB a second.
pub fn unseen(text: &str) -> Option<String> {
    let controls = match controls(text).count() {
        0 => None,
        1 => Some("1 invisible direction control is shown as a marker (▸ ◂)".to_owned()),
        count => Some(format!("{count} invisible direction controls are shown as markers (▸ ◂)")),
    };
    let tags = match hidden_tags(text) {
        0 => None,
        1 => Some("1 invisible tag character".to_owned()),
        count => Some(format!("{count} invisible tag characters")),
    };
    match (controls, tags) {
        (Some(controls), Some(tags)) => Some(format!("{controls}; {tags}")),
        (controls, tags) => controls.or(tags),
    }
}

#[cfg(test)]
mod tests {
    use super::{controls, hidden_tags, marker, unseen};

    #[test]
    fn exactly_the_controls_that_reorder_have_markers() {
        let every: String = ('\0'..=char::MAX).collect();
        let found: Vec<char> = controls(&every).filter_map(|at| every[at..].chars().next()).collect();
        let expected: Vec<char> = ('\u{202A}'..='\u{202E}').chain('\u{2066}'..='\u{2069}').collect();
        assert_eq!(found, expected);
        assert!(every.chars().filter(|character| marker(*character).is_some()).eq(expected));
    }

    #[test]
    fn what_is_not_seen_is_counted() {
        assert_eq!(unseen("plain بَ\u{200F}\u{200B}\u{AD}…"), None);
        let said = |text: &str| unseen(text).unwrap_or_default();
        assert!(said("a\u{202E}b").starts_with("1 invisible direction control is"));
        assert_eq!(said("\u{2067}a\u{2069}\u{202E}"), "3 invisible direction controls are shown as markers (▸ ◂)");
        let scotland = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}";
        assert_eq!((unseen(scotland), hidden_tags(&format!("\u{E0061}{scotland}a\u{E0061}\u{E0062}"))), (None, 3));
        assert_eq!(said("a\u{E0061}"), "1 invisible tag character");
    }
}
