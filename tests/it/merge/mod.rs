//! Merging sidecars: what is promised holds for random edits, and git can do it.

mod cases;
mod git;
mod promises;

use serde_json::{Value, json};

/// A sidecar of an imaginary text of digits.
#[allow(clippy::needless_pass_by_value, reason = "it is written as a literal")]
fn sidecar(annotations: Vec<Value>, boundaries: &[Value]) -> Value {
    let tag = |id: &str| json!({ "id": id, "label": id, "key": &id[..1], "colour": "red" });
    let mut value = json!({
        "version": 1,
        "article": {
            "name": "news.txt", "sha256": "a".repeat(64), "encoding": "UTF-8", "length": 10_000, "unit": "codepoint",
            "order": "logical", "language": "ar",
        },
        "tags": [tag("claim"), tag("quote"), tag("figure")],
        "annotations": annotations,
    });
    if !boundaries.is_empty() {
        value["boundaries"] = boundaries.into();
    }
    value
}

/// A claim of ten code points, a hundred from the next.
fn claim(id: &str, place: u64) -> Value {
    let start = place * 100;
    json!({
        "id": id, "tag": "claim", "start": start, "end": start + 10, "exact": format!("{start:010}"), "prefix": "before",
        "suffix": "after", "sentence": place + 1, "creator": "mona", "created": "2025-01-01T00:00:00Z",
        "modified": "2025-01-01T00:00:00Z",
    })
}

fn split(id: &str, position: u64) -> Value {
    json!({
        "id": id, "kind": "split", "position": position, "before": "b", "after": "a", "creator": "mona",
        "created": "2025-01-01T00:00:00Z",
    })
}
