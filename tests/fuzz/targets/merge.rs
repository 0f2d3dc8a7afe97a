//! Two sides edit a sidecar, and what they made of it is merged.

use std::path::Path;
use std::sync::LazyLock;

use hashiya::input::Article;
use hashiya::store::merge::merge;
use hashiya::store::{Sidecar, spelled};
use serde_json::{Value, json};

use super::choice;

const TEXT: &str = "قال الوزير \"نعم\". ثم ذهب. 😀 انتهى.\nHe said 5%. So?\n";

static ARTICLE: LazyLock<Article> = LazyLock::new(|| Article::from_text("news.txt", TEXT.to_owned()));
static START: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&Sidecar::new().to_json(&ARTICLE)).expect("it is JSON"));

/// What a field may be, known or not: most of it is refused where it is known.
fn any(data: &mut &[u8]) -> Value {
    match choice(data) % 16 {
        0 => Value::Null,
        1 => json!(choice(data)),
        2 => json!(""),
        3 => json!(["claim", "quote", "figure", "other"][choice(data) % 4]),
        4 => json!(["2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z", "2025-01-02T01:00:00+01:00"][choice(data) % 3]),
        5 => json!(["ambiguous", "orphan", "changed", "respelled"][choice(data) % 4]),
        6 => json!([choice(data) % 3]),
        7 => json!({ "a": choice(data) % 3 }),
        8 => json!({ "b": choice(data) % 3, "a": { "c": choice(data) % 2 } }),
        9 => json!(["red", "green"][choice(data) % 2]),
        10 => json!({ "id": "a0" }),
        11 => json!("one\n\ntwo"),
        12 => json!("two"),
        13 => json!("one"),
        14 => json!(1.5),
        _ => json!(format!("x{}", choice(data) % 4)),
    }
}

fn record(number: usize, place: usize, boundary: bool) -> Value {
    let letters: Vec<char> = TEXT.chars().collect();
    let start = place % (letters.len() - 1);
    let end = (start + 1 + place / letters.len() % 8).min(letters.len());
    let from = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    let time = "2025-01-01T00:00:00Z";
    if boundary {
        return json!({ "id": format!("b{number}"), "kind": (["join", "split"][place % 2]), "position": start,
            "before": from(start.saturating_sub(4), start), "after": from(start, end), "creator": "Reem", "created": time });
    }
    json!({ "id": format!("a{number}"), "tag": (["claim", "quote"][place % 2]), "start": start, "end": end,
        "exact": from(start, end), "creator": "Reem", "created": time, "modified": time })
}

const FIELDS: [&str; 16] = [
    "note", "tag", "id", "creator", "created", "modified", "state", "conflict", "x", "note~", "kind", "label",
    "colour", "key", "sentence", "prefix",
];

/// A side as the bytes say; the number of edits comes first.
fn edited(start: &Value, data: &mut &[u8]) -> Value {
    let mut value = start.clone();
    for _ in 0..choice(data) % 8 {
        let what = choice(data);
        let list = ["annotations", "annotations", "annotations", "boundaries", "tags"][what / 8 % 5];
        match what % 8 {
            0 | 1 => {
                let new = record(choice(data) % 6, choice(data), list == "boundaries");
                if list != "tags" {
                    if value[list].is_null() {
                        value[list] = json!([]);
                    }
                    let items = value[list].as_array_mut().expect("a list");
                    items.retain(|item| item["id"] != new["id"]);
                    items.push(new);
                }
            }
            2 => {
                let which = choice(data);
                if let Some(items) = value[list].as_array_mut().filter(|items| !items.is_empty()) {
                    let at = which % items.len();
                    items.remove(at);
                }
            }
            3 => {
                let name = ["x", "y", "version", "article"][choice(data) % 4];
                value[name] = any(data);
            }
            _ => {
                let (which, field) = (choice(data), FIELDS[choice(data) % FIELDS.len()]);
                let new = any(data);
                if let Some(items) = value[list].as_array_mut().filter(|items| !items.is_empty()) {
                    let at = which % items.len();
                    items[at][field] = new;
                }
            }
        }
    }
    value
}

fn read(value: &Value) -> Option<Sidecar> {
    Sidecar::from_bytes(Path::new("s.json"), spelled(value).into_bytes(), &ARTICLE).ok()
}

pub(crate) fn run(mut data: &[u8]) {
    let base = edited(&START, &mut data);
    let (ours, theirs) = (edited(&base, &mut data), edited(&base, &mut data));
    let has_base = !choice(&mut data).is_multiple_of(4);
    if [&base, &ours, &theirs].into_iter().any(|side| read(side).is_none()) {
        return;
    }
    let base = has_base.then_some(&base);
    let merged = |ours: &Value, theirs: &Value| merge(base, ours, theirs).expect("one text").value;
    let result = merged(&ours, &theirs);
    assert!(read(&result).is_some(), "what is merged can be read: {result:#}");
    assert_eq!(merged(&theirs, &ours), result, "no side comes first");
    for side in [&ours, &theirs, &result] {
        assert_eq!(merged(&result, side), result, "once more, with {side:#}");
        assert_eq!(merged(side, &result), result, "once more, with {side:#} first");
    }
}
