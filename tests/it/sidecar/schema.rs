//! What does not fit the schema of sidecars in `assets`. A keyword that is not known here fails the test, so that none is without effect.

use jiff::Timestamp;
use serde_json::{Value, json};

/// Of a sidecar, what does not fit, each with its place.
pub(super) fn misfits(sidecar: &Value) -> Vec<String> {
    let schema = serde_json::from_str(include_str!("../../../assets/sidecar.schema.json")).expect("JSON");
    let mut misfits = Vec::new();
    check(&schema, sidecar, "", &mut misfits);
    misfits
}

fn check(schema: &Value, value: &Value, place: &str, misfits: &mut Vec<String>) {
    for (keyword, wanted) in schema.as_object().expect("a schema is an object") {
        let length = || value.as_str().map(|text| text.chars().count() as u64);
        let fits = match keyword.as_str() {
            "$schema" | "title" | "description" => true,
            "type" => match wanted.as_array() {
                Some(kinds) => kinds.iter().any(|kind| is_a(value, kind)),
                None => is_a(value, wanted),
            },
            "const" => value == wanted,
            "enum" => wanted.as_array().expect("a list").contains(value),
            "minimum" => value.as_f64().is_none_or(|value| Some(value) >= wanted.as_f64()),
            "minLength" => length().is_none_or(|length| Some(length) >= wanted.as_u64()),
            "maxLength" => length().is_none_or(|length| Some(length) <= wanted.as_u64()),
            "pattern" => value.as_str().is_none_or(|text| matches(text, wanted)),
            "format" => wanted == "date-time" && value.as_str().is_none_or(|text| text.parse::<Timestamp>().is_ok()),
            "required" => {
                let names = wanted.as_array().expect("a list").iter().filter_map(Value::as_str);
                value.as_object().is_none_or(|object| names.into_iter().all(|name| object.contains_key(name)))
            }
            "properties" => {
                for (name, schema) in wanted.as_object().expect("an object") {
                    if let Some(value) = value.get(name) {
                        check(schema, value, &format!("{place}/{name}"), misfits);
                    }
                }
                true
            }
            "items" => {
                for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                    check(wanted, value, &format!("{place}/{index}"), misfits);
                }
                true
            }
            _ => panic!("{place}: {keyword} is not known to the tests"),
        };
        if !fits {
            misfits.push(format!("{place}: {value} against {keyword} {wanted}"));
        }
    }
}

fn is_a(value: &Value, kind: &Value) -> bool {
    match kind.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("boolean") => value.is_boolean(),
        Some("null") => value.is_null(),
        _ => panic!("{kind} is not known to the tests"),
    }
}

/// The two patterns that there are.
fn matches(text: &str, pattern: &Value) -> bool {
    match pattern.as_str() {
        Some("^[0-9a-fA-F]{64}$") => text.len() == 64 && text.chars().all(|letter| letter.is_ascii_hexdigit()),
        Some("^[a-z0-9-]+$") => {
            !text.is_empty() && text.chars().all(|letter| matches!(letter, 'a'..='z' | '0'..='9' | '-'))
        }
        _ => panic!("{pattern} is not known to the tests"),
    }
}

#[test]
fn the_schema_refuses_what_does_not_fit() {
    let article = super::article(std::path::Path::new(""));
    let good = super::corrected_value(&super::corrected().corrected(article));
    assert_eq!(misfits(&good), [""; 0]);
    for (place, wrong) in [
        ("/version", json!(2)),
        ("/article/sha256", json!("a".repeat(63))),
        ("/article/length", json!(-1)),
        ("/tags/0/id", json!("Claim")),
        ("/tags/0/key", json!("ab")),
        ("/tags/0/colour", json!("pink")),
        ("/annotations/0/id", json!("")),
        ("/annotations/0/start", json!(0.5)),
        ("/annotations/0/note", json!(1)),
        ("/annotations/0/created", json!("today")),
        ("/boundaries", json!({})),
    ] {
        let mut value = good.clone();
        *value.pointer_mut(place).expect(place) = wrong;
        let misfits = misfits(&value);
        assert!(!misfits.is_empty() && misfits.iter().all(|misfit| misfit.starts_with(place)), "{place}: {misfits:?}");
    }
    for name in ["article", "annotations"] {
        let mut value = good.clone();
        value.as_object_mut().expect("an object").shift_remove(name);
        assert_eq!(misfits(&value).len(), 1, "{name}");
    }
}
