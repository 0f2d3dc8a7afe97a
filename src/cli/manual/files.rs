//! The settings and the fields of the sidecar as Markdown, from their tables.

use std::fmt::Write as _;

use serde_json::Value;

use super::roff::plain;
use crate::settings::config::{HARAKAT, RTL};

/// The schema of the sidecar: what the manual says of a field is its description.
const SCHEMA: &str = include_str!("../../../assets/sidecar.schema.json");

/// The rows of the settings: name, what it is about, what it may be and where, what it is where nothing is said.
pub fn setting_rows() -> impl Iterator<Item = [String; 4]> {
    let rtl = format!("one of {}; --rtl ENCODING", RTL.join(", "));
    let harakat = format!("one of {}; --harakat WHEN", HARAKAT.join(", "));
    [
        ["width", "The widest line of text, in columns", "20 to 500 columns; --width COLUMNS", "72"],
        ["advance", "Move on to the next sentence after a tag was given", "true or false; --advance", "false"],
        [
            "creator",
            "Who makes the annotations; empty: whoever $USER or $LOGNAME names",
            "a text; --creator NAME",
            "\"\"",
        ],
        ["rtl", "How right-to-left text is written for the terminal; see hashiya(1), TERMINALS", &rtl, "\"auto\""],
        ["harakat", "Whether harakat and other vowel signs are shown", &harakat, "\"auto\""],
    ]
    .map(|row| row.map(str::to_owned))
    .into_iter()
}

/// The settings as a list of terms.
pub(super) fn settings() -> String {
    let row = |[name, doc, facts, default]: [String; 4]| {
        format!("`{name}`\n: {doc}. It is {facts}. Default: `{default}`.\n\n")
    };
    setting_rows().map(row).collect()
}

/// The fields of the sidecar: a chapter for the file, and one for each object in it.
pub(super) fn fields() -> String {
    let mut text = String::new();
    // A test holds that it is JSON.
    let schema = serde_json::from_str(SCHEMA).unwrap_or_default();
    object("", &schema, &mut text);
    text
}

/// The fields of an object, then those of the objects in them. `path` is that of the object, empty for the file.
fn object(path: &str, schema: &Value, text: &mut String) {
    let of = if path.is_empty() { "the file" } else { path };
    // Writing to a String cannot fail.
    let _ = write!(text, "## Fields of {of}\n\n");
    let properties = || schema["properties"].as_object().into_iter().flatten();
    let required =
        |name: &str| schema["required"].as_array().is_some_and(|names| names.iter().any(|other| other == name));
    for (name, field) in properties() {
        let need = if required(name) { "required" } else { "optional" };
        let about = field["description"].as_str().map(|about| format!(" {}", plain(about))).unwrap_or_default();
        let _ = write!(text, "`{name}`\n: ({}, {need}){about}\n\n", kind(field));
    }
    for (name, field) in properties() {
        for (inner, path) in [(field, name.clone()), (&field["items"], format!("each of {name}"))] {
            if inner["properties"].is_object() {
                object(&path, inner, text);
            }
        }
    }
}

/// What a field may be, in words.
fn kind(field: &Value) -> String {
    let spelled = |value: &Value| format!("`{}`", value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    if !field["const"].is_null() {
        return format!("always {}", spelled(&field["const"]));
    }
    if let Some(names) = field["enum"].as_array() {
        return format!("one of {}", names.iter().map(spelled).collect::<Vec<_>>().join(", "));
    }
    match &field["type"] {
        _ if field["format"] == "date-time" => "date and time".to_owned(),
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        Value::String(one) => one.clone(),
        _ => "any".to_owned(),
    }
}
