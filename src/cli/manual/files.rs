//! The settings and the fields of the sidecar as Markdown, from their tables.

use std::fmt::Write as _;

use serde_json::Value;

use super::roff::plain;
use crate::settings;

/// The schema of the sidecar: what the manual says of a field is its description.
const SCHEMA: &str = include_str!("../../../assets/sidecar.schema.json");

/// The settings as a list of terms.
pub(super) fn settings() -> String {
    let row = |[name, doc, facts, default]: [String; 4]| {
        format!("`{name}`\n: {doc}. It is {facts}. Default: `{default}`.\n\n")
    };
    settings::rows().map(row).collect()
}

/// The labels of themes.
pub(super) fn labels() -> String {
    settings::LABELS.iter().map(|label| format!("`{label}`")).collect::<Vec<_>>().join(", ")
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
