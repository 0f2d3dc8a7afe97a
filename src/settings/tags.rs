//! Tag sets: `[[tag]]` in a file of settings.

use std::path::PathBuf;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::warning::{Lines, Warning, meant};
use crate::annotation::{Colour, Tag, TagSet};

/// What the tables of tags are called.
pub(super) const TAG: &str = "tag";

/// What a tag has.
const FIELDS: [&str; 4] = ["id", "label", "key", "colour"];

/// The most tags that are read: each is looked for in all, and the file may be anybody's.
const MOST: usize = 100;

/// The tags of a file, each with the line where its key is given, or it begins.
#[derive(Clone, Debug, Default)]
pub(super) struct Tags {
    path: PathBuf,
    tags: Vec<(Tag, usize)>,
}

/// The first of these sets that has tags, else the one built in; and of each tag that does not get the key it wants, why.
pub(super) fn set(files: [&Tags; 2], reserved: &[(char, &str)]) -> (TagSet, Vec<Warning>) {
    let Some(file) = files.into_iter().find(|file| !file.tags.is_empty()) else {
        return (TagSet::default(), Vec::new());
    };
    let set = TagSet::new(file.tags.iter().map(|(tag, _)| tag.clone()));
    let refused = set.keys(reserved).into_iter().zip(&file.tags).filter_map(|(key, (_, line))| {
        let problem = format!("{}; give it another one: the tag is there without it", key.err()?);
        Some(Warning { path: file.path.clone(), line: Some(*line), problem })
    });
    let refused = refused.collect();
    (set, refused)
}

/// Reads `[[tag]]`. A tag without an id of its own is left out; with anything else wrong it is there.
pub(super) fn read(value: &Spanned<DeValue>, lines: &mut Lines) -> Tags {
    let mut tags = Tags { path: lines.path().to_owned(), tags: Vec::new() };
    let DeValue::Array(list) = value.get_ref() else {
        lines.warn(value.span().start, format!("{TAG} must be a list: write each one under [[{TAG}]]"));
        return tags;
    };
    if let Some(rest) = list.get(MOST) {
        lines.warn(rest.span().start, format!("there are more than {MOST} tags; those from here on are left out"));
    }
    for tag in list.iter().take(MOST) {
        let DeValue::Table(table) = tag.get_ref() else {
            lines.warn(tag.span().start, format!("each {TAG} must be a table: write it under [[{TAG}]]"));
            continue;
        };
        for (name, _) in table.iter().filter(|(name, _)| !FIELDS.contains(&&**name.get_ref())) {
            let (name, at) = (name.get_ref(), name.span().start);
            let meant = meant(name, FIELDS.into_iter());
            lines.warn(at, format!("{name} is nothing that a tag has{meant}; it has {}", FIELDS.join(", ")));
        }
        if let Some(id) = id(table, tag.span().start, &tags, lines) {
            let (other, _) = Colour::NAMES[tags.tags.len() % Colour::NAMES.len()];
            tags.tags.push(tag_of(id, table, tag.span().start, other, lines));
        }
    }
    tags
}

fn id(table: &DeTable, at: usize, before: &Tags, lines: &mut Lines) -> Option<String> {
    let at = table.get("id").map_or(at, |id| id.span().start);
    let is_id = |id: &str| !id.is_empty() && id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    let problem = match text(table, "id") {
        Some(id) if before.tags.iter().any(|(tag, _)| tag.id == id) => {
            format!("an earlier tag has the id {id}; the later one is left out")
        }
        Some(id) if is_id(id) => return Some(id.to_owned()),
        _ => "the id of a tag must be of the letters a to z, digits and -, in \"…\"; the tag is left out".to_owned(),
    };
    lines.warn(at, problem);
    None
}

/// The tag of an id, and the line of its key. `other` is its colour where none is said.
fn tag_of(id: String, table: &DeTable, at: usize, other: Colour, lines: &mut Lines) -> (Tag, usize) {
    let mut wrong = |name: &str, problem: String| {
        if let Some(value) = table.get(name) {
            lines.warn(value.span().start, problem);
        }
    };
    let label = text(table, "label").map(str::trim).filter(|label| !label.is_empty());
    if label.is_none() {
        wrong("label", format!("the label of the tag {id} must be a text, in \"…\"; its id is shown"));
    }
    let colour = text(table, "colour").and_then(Colour::from_name);
    if colour.is_none() {
        let names = Colour::NAMES.map(|(_, name)| name);
        let (meant, names) = (meant(text(table, "colour").unwrap_or_default(), names.into_iter()), names.join(", "));
        wrong("colour", format!("the colour of the tag {id} must be one of {names}{meant}; it is {}", other.name()));
    }
    let one = |text: &str| text.chars().next().filter(|first| text.len() == first.len_utf8());
    let key = text(table, "key").and_then(one);
    if key.is_none() {
        wrong(
            "key",
            format!("the key of the tag {id} must be one letter, a to z, in \"…\"; its first letter is taken"),
        );
    }
    let line = lines.line(table.get("key").map_or(at, |key| key.span().start));
    let key = key.or_else(|| id.chars().next()).unwrap_or_default();
    (Tag { label: label.unwrap_or(&id).to_owned(), id, key, colour: colour.unwrap_or(other) }, line)
}

fn text<'a>(table: &'a DeTable, name: &str) -> Option<&'a str> {
    table.get(name)?.get_ref().as_str()
}
