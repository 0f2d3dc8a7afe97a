//! The help, made from the keymap.

use crate::annotation::TagSet;
use crate::app::keys::keymap::{Context, Keymap};
use crate::text::BaseDirection;
use crate::text::layout::{Options, layout};

/// A row of the help.
pub(super) enum HelpRow {
    /// A heading.
    Title(&'static str),
    /// Keys and what they do; no keys where the row above goes on.
    Keys(String, String),
    /// A line of text.
    Note(String),
    /// Nothing.
    Blank,
}

/// What the keymap cannot say, besides what is said of the tags.
const NOTES: [&str; 5] = [
    "In place of the shape: ? the text says something else now, ≈ it is only respelled, ≠ a merge kept two versions. R shows both.",
    "In the part of a sentence, arrows and h l follow the screen: left is left in either direction of text; Space and b follow the reading order.",
    "Joining and splitting change no tag: one on half of what was joined is on a part then, one on what was split is on both halves.",
    "With an Arabic, Persian, Urdu or Hebrew keyboard layout the keys work by their place.",
    "The mouse: the wheel scrolls, a click makes a sentence the current one, and chooses a row of a list.",
];

/// What the letters of the margin mean.
fn margin(tags: &TagSet) -> String {
    // As many as have a letter of their own.
    let signs = tags.iter().take(26).enumerate();
    let signs: Vec<String> =
        signs.map(|(nth, tag)| format!("{}{} {}", tags.shape(nth), tags.letter(nth), tag.name())).collect();
    format!("In the margin: {}; a small letter is a part of the sentence.", signs.join(", "))
}

/// How a count is typed beside digits that are tags.
fn counts(tags: &TagSet) -> String {
    let digits: Vec<String> = (1..=tags.len().min(9)).map(|digit| digit.to_string()).collect();
    let are = match digits.split_last() {
        Some((last, [])) => format!("{last} is a tag"),
        Some((last, others)) => format!("{} and {last} are tags", others.join(", ")),
        None => return "A count goes before a movement: 5j.".to_owned(),
    };
    let one = if digits.len() > 1 { "one of these" } else { "that" };
    format!(
        "A count goes before a movement: {}. Since {are}, begin with 0 where the count begins with {one}: 03j, 012g.",
        if digits.len() < 5 { "5j" } else { "05j" }
    )
}

/// Columns of the help kept for the keys.
pub(super) const KEYS: usize = 19;

/// The help, wrapped to `width` columns.
pub(super) fn rows(keymap: &Keymap, width: usize) -> Vec<HelpRow> {
    let mut rows = Vec::new();
    for context in Context::ALL {
        rows.push(HelpRow::Title(context.title()));
        for binding in keymap.rows(context) {
            let mut keys = binding.keys.join("  ");
            let beside = width.saturating_sub(KEYS.max(keys.chars().count() + 1));
            for line in wrapped(&binding.help, beside) {
                rows.push(HelpRow::Keys(std::mem::take(&mut keys), line));
            }
        }
        rows.push(HelpRow::Blank);
    }
    rows.push(HelpRow::Title("Good to know"));
    let tags = keymap.tags();
    let mut notes = NOTES.map(str::to_owned).to_vec();
    notes.insert(0, margin(tags));
    notes.insert(2, counts(tags));
    rows.extend(notes.iter().flat_map(|note| wrapped(note, width)).map(HelpRow::Note));
    rows
}

/// Left-to-right text in lines of at most `width` columns, broken between words.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let options =
        Options { width: Some(width.max(1)), direction: Some(BaseDirection::LeftToRight), ..Options::default() };
    let lines = layout(text, &options);
    lines.iter().filter_map(|line| line.span.slice(text)).map(|line| line.trim_end().to_owned()).collect()
}
