//! A list of records, three ways, by id.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use super::record::{self, Kind, Record, same, text, time};
use super::{Conflict, Why};

/// The records of one side by id.
type ById<'r> = HashMap<&'r str, &'r Record>;

fn by_id(records: &[Record]) -> ById<'_> {
    records.iter().map(|record| (text(record, "id"), record)).collect()
}

/// Merges two lists, in the order of ours and what theirs adds. `moved` says that the base is about another text.
pub(super) fn merge(
    kind: Kind,
    base: &[Record],
    ours: &[Record],
    theirs: &[Record],
    moved: bool,
    conflicts: &mut Vec<Conflict>,
) -> Vec<Record> {
    let (old, one, other) = (by_id(base), by_id(ours), by_id(theirs));
    let mut merged = Vec::new();
    let mut copies = Vec::new();
    let ids = ours.iter().chain(theirs.iter().filter(|record| !one.contains_key(text(record, "id"))));
    for id in ids.map(|record| text(record, "id")) {
        match (old.get(id), one.get(id), other.get(id)) {
            (before, Some(ours), Some(theirs)) => {
                let mut found = Vec::new();
                let (record, copy) = record::merge(kind, before.copied(), ours, theirs, &mut found);
                // A second version that is there already was reported when it came.
                let known = copy.as_ref().is_some_and(|copy| {
                    let id = text(copy, "id");
                    one.contains_key(id) || other.contains_key(id)
                });
                conflicts.extend(found.into_iter().filter(|conflict| !(known && conflict.why == Why::Beside)));
                merged.push(record);
                copies.extend(copy.filter(|_| !known));
            }
            (None, Some(record), None) | (None, None, Some(record)) => merged.push((*record).clone()),
            (Some(before), Some(record), None) | (Some(before), None, Some(record)) => {
                if !same(before, record, moved) {
                    conflicts.push(Conflict::new(kind, record, "", Why::Kept));
                    merged.push((*record).clone());
                }
            }
            (_, None, None) => {}
        }
    }
    merged.extend(copies);
    let dropped = doubles(kind, &merged, &old, &one, &other);
    merged.retain(|record| !dropped.contains(text(record, "id")));
    if kind == Kind::Boundary {
        merged = without_clashes(merged, conflicts);
    }
    merged
}

/// The ids of those that both sides made by themselves and that need to be there once only.
fn doubles(kind: Kind, merged: &[Record], old: &ById, one: &ById, other: &ById) -> HashSet<String> {
    let mut alike: HashMap<Vec<String>, Vec<&Record>> = HashMap::new();
    let what: &[&str] = match kind {
        Kind::Annotation => &["tag", "start", "end", "creator"],
        Kind::Boundary => &["kind", "position"],
        _ => return HashSet::new(),
    };
    // The second version of a conflict stays: were it taken for a double, merging once more would make it anew.
    let is_new = |record: &&Record| !old.contains_key(text(record, "id")) && !record.contains_key("conflict");
    for record in merged.iter().filter(is_new) {
        let key = what.iter().map(|key| format!("{:?}", record.get(*key))).collect();
        alike.entry(key).or_default().push(record);
    }
    let sides = |record: &Record| {
        let id = text(record, "id");
        (one.contains_key(id), other.contains_key(id))
    };
    let mut dropped = HashSet::new();
    for group in alike.values().filter(|group| group.len() > 1) {
        for record in group {
            let id = text(record, "id");
            let goes = group.iter().any(|rival| {
                let rival_id = text(rival, "id");
                let across = match sides(record) {
                    (true, false) => sides(rival).1,
                    (false, true) => sides(rival).0,
                    _ => false,
                };
                let fixed = sides(rival) == (true, true);
                let (own, its) = (content(kind, record), content(kind, rival));
                across && id != rival_id && {
                    if own.is_empty() {
                        fixed || !its.is_empty() || rival_id < id
                    } else {
                        own == its && (fixed || rival_id < id)
                    }
                }
            });
            if goes {
                dropped.insert(id.to_owned());
            }
        }
    }
    dropped
}

/// What a record has of its own: its note and the fields that are not known.
fn content(kind: Kind, record: &Record) -> BTreeMap<&str, &Value> {
    let is_own = |key: &str| key == "note" || !kind.order().contains(&key);
    record.iter().filter(|(key, _)| is_own(key)).map(|(key, value)| (key.as_str(), value)).collect()
}

/// One kind of boundary at each position: the later holds, and has the other in its field `conflict`.
fn without_clashes(merged: Vec<Record>, conflicts: &mut Vec<Conflict>) -> Vec<Record> {
    let position = |record: &Record| record.get("position").and_then(Value::as_u64);
    let mut holding: HashMap<Option<u64>, Record> = HashMap::new();
    for record in &merged {
        let rank = |record: &Record| (time(record, "created"), std::cmp::Reverse(text(record, "id").to_owned()));
        let holder = holding.entry(position(record)).or_insert_with(|| record.clone());
        if rank(record) > rank(holder) {
            holder.clone_from(record);
        }
    }
    let mut lost: HashMap<Option<u64>, Record> = HashMap::new();
    let mut kept: Vec<Record> = Vec::new();
    for record in merged {
        let at = position(&record);
        if holding.get(&at).is_none_or(|holder| text(holder, "kind") == text(&record, "kind")) {
            kept.push(record);
        } else if lost.get(&at).is_none_or(|other| text(&record, "id") < text(other, "id")) {
            lost.insert(at, record);
        }
    }
    for record in &mut kept {
        let at = position(record);
        let is_holder = holding.get(&at).is_some_and(|holder| text(holder, "id") == text(record, "id"));
        if let Some(other) = is_holder.then(|| lost.remove(&at)).flatten() {
            let other = Value::Object(other);
            if record.get("conflict") != Some(&other) {
                conflicts.push(Conflict::new(Kind::Boundary, record, "kind", Why::Boundary));
            }
            record.insert("conflict".to_owned(), other);
        }
    }
    kept
}
