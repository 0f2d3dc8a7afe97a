//! What two versions of a sidecar began with, when the file between them was lost.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::{Map, Value};

/// The base for merging with `theirs`, what came in the place of a file that was lost: of `versions` of ours, the newest first, those
/// records that theirs have as well. Of each the newest version that is as theirs is; else the newest one, unless theirs is older: what
/// was put back takes nothing back. What theirs lack was lost with the file, and is not taken for deleted.
pub(in crate::store) fn as_far_as_known(versions: &[Value], theirs: &Value) -> Option<Value> {
    let mut base = versions.first()?.clone();
    for list in ["annotations", "boundaries"] {
        let by_id =
            |version| records(version, list).filter_map(|item| Some((item.get("id")?.as_str()?, item))).collect();
        let versions: Vec<HashMap<&str, &Record>> = versions.iter().map(by_id).collect();
        let known: Vec<Value> = records(theirs, list).filter_map(|theirs| version(&versions, theirs)).collect();
        if let Some(root) = base.as_object_mut().filter(|root| !known.is_empty() || root.contains_key(list)) {
            root.insert(list.to_owned(), Value::Array(known));
        }
    }
    Some(base)
}

type Record = Map<String, Value>;

fn records<'v>(value: &'v Value, list: &str) -> impl Iterator<Item = &'v Record> {
    value[list].as_array().into_iter().flatten().filter_map(Value::as_object)
}

fn version(versions: &[HashMap<&str, &Record>], theirs: &Record) -> Option<Value> {
    let id = theirs.get("id")?.as_str()?;
    let ours = || versions.iter().filter_map(|version| version.get(id).copied());
    let modified = |item: &Record| item.get("modified")?.as_str()?.parse::<Timestamp>().ok();
    // For people alone: told afresh whenever the file is written.
    let told = |item: &Record| item.keys().filter(|key| *key != "sentence").count();
    let same = |item: &&Record| {
        told(item) == told(theirs)
            && item.iter().all(|(key, value)| key == "sentence" || theirs.get(key) == Some(value))
    };
    let newest = || ours().next().filter(|item| modified(theirs) >= modified(item));
    ours().find(same).or_else(newest).cloned().map(Value::Object)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn of_each_record_the_version_that_theirs_began_with_is_the_base() {
        let item = |id: &str, note: &str, second: u8| json!({"id": id, "note": note, "sentence": second, "modified": format!("2026-01-01T00:00:0{second}Z")});
        let sidecar = |items: &[Value]| json!({"version": 1, "annotations": items});
        let begun = sidecar(&[item("a", "old", 1), item("b", "old", 1), item("gone", "old", 1), item("d", "old", 1)]);
        let last = sidecar(&[item("a", "new", 3), item("b", "new", 3), item("own", "new", 3), item("d", "new", 3)]);
        let theirs = sidecar(&[
            item("a", "old", 1),
            item("b", "theirs", 4),
            item("gone", "old", 1),
            item("d", "older", 0),
            item("new", "theirs", 4),
        ]);
        let base = as_far_as_known(&[last, begun], &theirs).expect("there is one");
        let found: Vec<(&str, &str)> = records(&base, "annotations")
            .map(|item| (item["id"].as_str().unwrap_or_default(), item["note"].as_str().unwrap_or_default()))
            .collect();
        assert_eq!(found, [("a", "old"), ("b", "new"), ("gone", "old")]);
        assert_eq!(as_far_as_known(&[], &theirs), None);
    }
}
