//! Help and the README's table, both made from the keymap.

use std::fmt::Write;

use crate::app::keys::keymap::{BINDINGS, Context};
use crate::text::BaseDirection;
use crate::text::layout::{Options, layout};

/// A row of the help.
pub(in crate::app) enum HelpRow {
    /// A heading.
    Title(&'static str),
    /// Keys and what they do; no keys where the row above goes on.
    Keys(String, String),
    /// A line of text.
    Note(String),
    /// Nothing.
    Blank,
}

/// What the keymap cannot say.
const NOTES: [&str; 7] = [
    "In the margin: ◆C claim, ●Q quote, ■F figure; a small letter is a part of the sentence.",
    "In place of the shape: ? the text says something else now, ≈ it is only respelled, ≠ a merge kept two versions. R shows both.",
    "A count goes before a movement: 5j. Since 1, 2 and 3 are tags, begin with 0 where the count begins with one of these: 03j, 012g.",
    "In the part of a sentence, arrows and h l follow the screen: left is left in either direction of text; Space and b follow the reading order.",
    "Joining and splitting change no tag: one on half of what was joined is on a part then, one on what was split is on both halves.",
    "With an Arabic, Persian, Urdu or Hebrew keyboard layout the keys work by their place.",
    "The mouse: the wheel scrolls, a click makes a sentence the current one, and chooses a row of a list.",
];

/// Columns of the help kept for the keys.
pub(in crate::app) const KEYS: usize = 19;

/// The help, wrapped to `width` columns.
pub(in crate::app) fn rows(width: usize) -> Vec<HelpRow> {
    let mut rows = Vec::new();
    for context in Context::ALL {
        rows.push(HelpRow::Title(context.title()));
        for binding in BINDINGS.iter().filter(|binding| binding.context == context) {
            let mut keys = binding.keys.join("  ");
            let beside = width.saturating_sub(KEYS.max(keys.chars().count() + 1));
            for line in wrapped(binding.help, beside) {
                rows.push(HelpRow::Keys(std::mem::take(&mut keys), line));
            }
        }
        rows.push(HelpRow::Blank);
    }
    rows.push(HelpRow::Title("Good to know"));
    rows.extend(NOTES.iter().flat_map(|note| wrapped(note, width)).map(HelpRow::Note));
    rows
}

/// Left-to-right text in lines of at most `width` columns, broken between words.
pub(in crate::app) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let options =
        Options { width: Some(width.max(1)), direction: Some(BaseDirection::LeftToRight), ..Options::default() };
    let lines = layout(text, &options);
    lines.iter().filter_map(|line| line.span.slice(text)).map(|line| line.trim_end().to_owned()).collect()
}

/// The keys as Markdown, for the README: a table for each place where keys are pressed.
pub fn key_table() -> String {
    let mut out = String::new();
    for context in Context::ALL {
        // Writing to a String cannot fail.
        let _ = write!(out, "**{}**\n\n| keys | what they do |\n|---|---|\n", context.title());
        for binding in BINDINGS.iter().filter(|binding| binding.context == context) {
            let keys: Vec<String> = binding.keys.iter().map(|key| format!("`{key}`")).collect();
            let _ = writeln!(out, "| {} | {} |", keys.join(" "), binding.help);
        }
        out.push('\n');
    }
    out
}
