//! A sidecar as its records, in one spelling: what means the same is the same.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::Conflict;
use super::list;
use super::record::{self, Kind, Record, same, text};

/// The parts of a sidecar.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Doc {
    /// Without the parts below.
    root: Record,
    header: Record,
    tags: Vec<Record>,
    annotations: Vec<Record>,
    boundaries: Vec<Record>,
}

impl Doc {
    /// Takes a valid sidecar apart. Of one that is not valid, what is not in its place is left out.
    pub(super) fn new(value: &Value) -> Self {
        let mut root = value.as_object().cloned().unwrap_or_default();
        let header = root.shift_remove("article").and_then(object).unwrap_or_default();
        let mut list = |name, kind| records(root.shift_remove(name), kind);
        let (tags, annotations) = (list("tags", Kind::Tag), list("annotations", Kind::Annotation));
        let boundaries = list("boundaries", Kind::Boundary);
        Self { root, header: spelled(header, Kind::Header), tags, annotations, boundaries }
    }

    /// SHA-256 of the article's text.
    pub(super) fn digest(&self) -> &str {
        text(&self.header, "sha256")
    }

    /// How many annotations and boundaries are not the same in both.
    pub(super) fn differences(&self, other: &Self) -> usize {
        self.other_in(other).len()
    }

    /// The ids of the annotations and boundaries that are not the same in both.
    pub(super) fn other_in(&self, other: &Self) -> HashSet<String> {
        let mut found = HashSet::new();
        for (ours, theirs) in [(&self.annotations, &other.annotations), (&self.boundaries, &other.boundaries)] {
            let mut theirs = by_id(theirs);
            for record in ours {
                let id = text(record, "id");
                if theirs.remove(id).is_none_or(|other| !same(record, other, false)) {
                    found.insert(id.to_owned());
                }
            }
            found.extend(theirs.into_keys().map(str::to_owned));
        }
        found
    }

    /// Takes the records with these ids as they are in `earlier`, where that is what they are in `theirs`; those ids go.
    pub(super) fn go_back(&mut self, earlier: &Self, theirs: &Self, ids: &mut HashSet<String>) {
        let lists = [
            (&mut self.annotations, &earlier.annotations, &theirs.annotations),
            (&mut self.boundaries, &earlier.boundaries, &theirs.boundaries),
        ];
        for (here, earlier, theirs) in lists {
            let (now, old, new) = (by_id(here), by_id(earlier), by_id(theirs));
            let began = |id: &String| match (old.get(id.as_str()), new.get(id.as_str())) {
                (Some(old), Some(new)) => same(old, new, false),
                (None, None) => now.contains_key(id.as_str()),
                _ => false,
            };
            let back: HashSet<String> = ids.iter().filter(|id| began(id)).cloned().collect();
            here.retain(|record| !back.contains(text(record, "id")));
            here.extend(earlier.iter().filter(|record| back.contains(text(record, "id"))).cloned());
            ids.retain(|id| !back.contains(id));
        }
    }

    /// Whether both are the same but for the numbers of sentences and the order of records.
    pub(super) fn same(&self, other: &Self) -> bool {
        let rest = |doc: &Self| (doc.root.clone(), doc.header.clone(), doc.tags.clone());
        rest(self) == rest(other) && self.differences(other) == 0
    }

    /// The content of a file: records in text order, known fields first.
    pub(super) fn into_value(mut self) -> Value {
        let number = |record: &Record, key: &str| record.get(key).and_then(Value::as_u64).unwrap_or(u64::MAX);
        self.annotations.sort_by_cached_key(|item| {
            (number(item, "start"), Reverse(number(item, "end")), text(item, "id").to_owned())
        });
        self.boundaries.sort_by_cached_key(|item| (number(item, "position"), text(item, "id").to_owned()));
        let list = |records: Vec<Record>, kind| -> Value {
            records.into_iter().map(|record| Value::Object(in_order(record, kind))).collect()
        };
        let mut root = self.root;
        root.insert("article".to_owned(), Value::Object(in_order(self.header, Kind::Header)));
        root.insert("tags".to_owned(), list(self.tags, Kind::Tag));
        root.insert("annotations".to_owned(), list(self.annotations, Kind::Annotation));
        if !self.boundaries.is_empty() {
            root.insert("boundaries".to_owned(), list(self.boundaries, Kind::Boundary));
        }
        Value::Object(in_order(root, Kind::Root))
    }
}

fn by_id(records: &[Record]) -> HashMap<&str, &Record> {
    records.iter().map(|record| (text(record, "id"), record)).collect()
}

/// Merges two about one text.
pub(super) fn merge(base: Option<&Doc>, ours: &Doc, theirs: &Doc, conflicts: &mut Vec<Conflict>) -> Doc {
    let moved = base.is_some_and(|base| base.digest() != ours.digest());
    let of_base = |list: fn(&Doc) -> &Vec<Record>| base.map_or(&[][..], |base| list(base));
    let root = record::merge(Kind::Root, base.map(|base| &base.root), &ours.root, &theirs.root, conflicts).0;
    let header = record::merge(Kind::Header, base.map(|base| &base.header), &ours.header, &theirs.header, conflicts).0;
    let mut tags = list::merge(Kind::Tag, of_base(|doc| &doc.tags), &ours.tags, &theirs.tags, false, conflicts);
    let mut merge = |kind, list: fn(&Doc) -> &Vec<Record>| {
        list::merge(kind, of_base(list), list(ours), list(theirs), moved, conflicts)
    };
    let annotations = merge(Kind::Annotation, |doc| &doc.annotations);
    let boundaries = merge(Kind::Boundary, |doc| &doc.boundaries);
    // A tag that one side took out and the other gave meanwhile.
    for annotation in &annotations {
        let id = text(annotation, "tag");
        if !tags.iter().any(|tag| text(tag, "id") == id) {
            let known = [ours, theirs].into_iter().flat_map(|doc| &doc.tags).find(|tag| text(tag, "id") == id);
            tags.extend(known.cloned());
        }
    }
    in_tag_order(&mut tags, of_base(|doc| &doc.tags), &ours.tags, &theirs.tags);
    Doc { root, header, tags, annotations, boundaries }
}

/// Puts the tags in the order of the side that changed it or else added some, of two that did of the same one whichever side it is on,
/// and after them what only the other side has. What is gone does not count, or merging once more would change the order.
fn in_tag_order(tags: &mut [Record], before: &[Record], ours: &[Record], theirs: &[Record]) {
    let left: HashSet<String> = tags.iter().map(|tag| text(tag, "id").to_owned()).collect();
    let ids = |tags: &[Record]| -> Vec<String> {
        tags.iter().map(|tag| text(tag, "id").to_owned()).filter(|id| left.contains(id)).collect()
    };
    let (before, one, other) = (ids(before), ids(ours), ids(theirs));
    let is_as_before = |side: &[String]| {
        let known = side.iter().filter(|id| before.contains(id));
        known.eq(before.iter().filter(|id| side.contains(id)))
    };
    let has_nothing_new = |side: &[String]| side.iter().all(|id| before.contains(id));
    let rank = |side: &[String]| (is_as_before(side), has_nothing_new(side), side.to_vec());
    let (first, second) = if rank(&one) <= rank(&other) { (one, other) } else { (other, one) };
    let order: Vec<String> = first.into_iter().chain(second).collect();
    tags.sort_by_cached_key(|tag| order.iter().position(|id| id == text(tag, "id")));
}

fn object(value: Value) -> Option<Record> {
    if let Value::Object(map) = value { Some(map) } else { None }
}

fn records(list: Option<Value>, kind: Kind) -> Vec<Record> {
    let Some(Value::Array(items)) = list else { return Vec::new() };
    items.into_iter().filter_map(object).map(|record| spelled(record, kind)).collect()
}

/// What may be written in several ways, in one.
fn spelled(mut record: Record, kind: Kind) -> Record {
    match kind {
        Kind::Annotation => {
            for key in ["prefix", "suffix"] {
                if record.get(key).is_none_or(Value::is_null) {
                    record.insert(key.to_owned(), "".into());
                }
            }
            for key in ["before", "after"] {
                if record.get(key).is_some_and(Value::is_null) {
                    record.shift_remove(key);
                }
            }
            if text(&record, "note").is_empty() {
                record.shift_remove("note");
            }
        }
        Kind::Header => {
            let digest = text(&record, "sha256").to_ascii_lowercase();
            record.insert("sha256".to_owned(), digest.into());
        }
        _ => {}
    }
    if matches!(kind, Kind::Annotation | Kind::Boundary) {
        for key in ["created", "modified"] {
            if let Ok(time) = text(&record, key).parse::<Timestamp>() {
                record.insert(key.to_owned(), time.to_string().into());
            }
        }
    }
    record
}

fn in_order(mut record: Record, kind: Kind) -> Record {
    let mut ordered = Map::new();
    for key in kind.order() {
        if let Some(value) = record.shift_remove(key) {
            ordered.insert(key.to_owned(), value);
        }
    }
    ordered.extend(record);
    ordered
}
