//! One record, three ways, field by field.

use std::cmp::Ordering;
use std::sync::LazyLock;

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{Conflict, Why};
use crate::annotation::{Side, merge_notes};
use crate::store::sidecar::fields::{FIELDS, Field, Merging, merged};

/// The fields of a record.
pub(in crate::store) type Record = Map<String, Value>;

/// What a record is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::store) enum Kind {
    Root,
    Header,
    Tag,
    Annotation,
    Boundary,
}

/// Fields that make sense together only.
struct Unit {
    name: &'static str,
    /// Where these differ, it is another thing.
    identity: Vec<&'static str>,
    /// These come along.
    followers: Vec<&'static str>,
}

/// Of an annotation: its tag, and its range with all that is told of that.
static MARK: LazyLock<[Unit; 2]> = LazyLock::new(|| {
    let names = |merging| merged(merging).collect();
    [
        Unit { name: "tag", identity: names(Merging::Tag), followers: Vec::new() },
        Unit { name: "start, end", identity: names(Merging::Place), followers: names(Merging::WithPlace) },
    ]
});
/// Of a boundary.
static CUT: LazyLock<[Unit; 1]> = LazyLock::new(|| {
    let (identity, followers) = (vec!["kind", "position"], vec!["before", "after", "state"]);
    [Unit { name: "kind, position", identity, followers }]
});

impl Kind {
    pub(in crate::store) fn name(self) -> &'static str {
        match self {
            Self::Root => "file",
            Self::Header => "article",
            Self::Tag => "tag",
            Self::Annotation => "annotation",
            Self::Boundary => "boundary",
        }
    }

    /// The known fields, in the order of the file.
    pub(in crate::store) fn order(self) -> Vec<&'static str> {
        match self {
            Self::Root => vec!["version", "article", "tags", "boundaries", "annotations"],
            Self::Header => {
                vec!["name", "sha256", "encoding", "length", "unit", "order", "language", "source", "facts"]
            }
            Self::Tag => vec!["id", "label", "key", "colour"],
            Self::Annotation => FIELDS.iter().map(|field| field.name).collect(),
            Self::Boundary => vec!["id", "kind", "position", "before", "after", "state", "creator", "created"],
        }
    }

    /// The fields that have rules of their own, those of its units aside. Any other that is named so is one like all that are not known.
    fn special(self) -> Vec<&'static str> {
        match self {
            Self::Annotation => {
                let has_rule = |field: &&Field| field.merging != Merging::Alone;
                FIELDS.iter().filter(has_rule).map(|field| field.name).chain(["conflict"]).collect()
            }
            Self::Boundary => vec!["id", "created", "conflict"],
            _ => Vec::new(),
        }
    }

    fn units(self) -> &'static [Unit] {
        match self {
            Self::Annotation => &*MARK,
            Self::Boundary => &*CUT,
            _ => &[],
        }
    }
}

/// The text of a field; empty where it has none.
pub(in crate::store) fn text<'r>(record: &'r Record, key: &str) -> &'r str {
    record.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The time of a field, for comparing.
pub(in crate::store) fn time(record: &Record, key: &str) -> Timestamp {
    text(record, key).parse().unwrap_or(Timestamp::MIN)
}

/// Whether two are the same, the number of the sentence aside. With `moved`, places aside as well: they are of two texts.
pub(in crate::store) fn same(one: &Record, other: &Record, moved: bool) -> bool {
    let aside = |key: &str| {
        key == "sentence"
            || moved
                && [&MARK[1], &CUT[0]].iter().any(|unit| key != "kind" && unit.keys().any(|of_unit| of_unit == key))
    };
    let count = |record: &Record| record.keys().filter(|key| !aside(key)).count();
    count(one) == count(other) && one.iter().all(|(key, value)| aside(key) || other.get(key) == Some(value))
}

impl Unit {
    fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.identity.iter().chain(&self.followers).copied()
    }

    fn equal(&self, one: &Record, other: &Record) -> bool {
        self.keys().all(|key| one.get(key) == other.get(key))
    }

    fn copy(&self, from: &Record, to: &mut Record) {
        for key in self.keys() {
            match from.get(key) {
                Some(value) => drop(to.insert(key.to_owned(), value.clone())),
                None => drop(to.shift_remove(key)),
            }
        }
    }
}

/// The same for both orders of the sides: the one that was changed later first, of two of one time the one whose `keys` are smaller
/// as text. A time of making says nothing: what is merged has the earlier one, and would not come first the next time.
fn ordered<'r>(ours: &'r Record, theirs: &'r Record, keys: &[&str]) -> (&'r Record, &'r Record) {
    let spelled = |record: &Record| keys.iter().map(|key| format!("{:?}", record.get(*key))).collect::<Vec<_>>();
    let modified = |record: &Record| time(record, "modified");
    match modified(theirs).cmp(&modified(ours)).then_with(|| spelled(ours).cmp(&spelled(theirs))) {
        Ordering::Greater => (theirs, ours),
        _ => (ours, theirs),
    }
}

/// An id that the same content always gets: a UUID of version 8.
fn id_of(parts: &[String]) -> String {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&Sha256::digest(json!(parts).to_string())[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

/// Merges two versions of a record, and returns it with the second one that a conflict makes.
pub(in crate::store) fn merge(
    kind: Kind,
    base: Option<&Record>,
    ours: &Record,
    theirs: &Record,
    conflicts: &mut Vec<Conflict>,
) -> (Record, Option<Record>) {
    let none = Record::new();
    let base = base.unwrap_or(&none);
    let mut special: Vec<&str> = kind.special();
    special.extend(kind.units().iter().flat_map(Unit::keys));
    let mut merged = fields(kind, (base, ours, theirs), ours, &special, conflicts);
    if special.is_empty() {
        return (merged, None);
    }
    merged.insert("id".to_owned(), ours["id"].clone());

    let mut torn: Vec<&Unit> = Vec::new();
    for unit in kind.units() {
        let (from_ours, from_theirs) = (unit.equal(base, ours), unit.equal(base, theirs));
        let differs = unit.identity.iter().any(|key| ours.get(*key) != theirs.get(*key));
        let chosen = match (from_ours, from_theirs) {
            (true, _) => theirs,
            (_, true) => ours,
            _ if differs => {
                torn.push(unit);
                continue;
            }
            _ => ordered(ours, theirs, &unit.followers).0,
        };
        unit.copy(chosen, &mut merged);
    }
    let identity: Vec<&str> = torn.iter().flat_map(|unit| &unit.identity).copied().collect();
    let (first, second) = ordered(ours, theirs, if torn.is_empty() { &["note"] } else { &identity });
    for unit in &torn {
        unit.copy(first, &mut merged);
    }
    let mut second_note = None;
    if kind == Kind::Annotation {
        let notes = note(base, first, second, !torn.is_empty(), conflicts);
        set(&mut merged, "note", notes.0);
        second_note = notes.1;
        set(&mut merged, "sentence", number(base, ours, theirs));
        let later = if time(ours, "modified") >= time(theirs, "modified") { ours } else { theirs };
        set(&mut merged, "modified", later.get("modified").cloned());
    }
    let earlier = if time(ours, "created") <= time(theirs, "created") { ours } else { theirs };
    set(&mut merged, "created", earlier.get("created").cloned());
    // Settled on one side, it is settled.
    let settled = base.contains_key("conflict") && !(ours.contains_key("conflict") && theirs.contains_key("conflict"));
    let (one, other) = ordered(ours, theirs, &["conflict"]);
    let conflict = one.get("conflict").or(other.get("conflict")).filter(|_| !settled);
    set(&mut merged, "conflict", conflict.cloned());
    if torn.is_empty() {
        return (merged, None);
    }

    let mut copy = merged.clone();
    for unit in &torn {
        unit.copy(second, &mut copy);
    }
    if kind == Kind::Annotation {
        set(&mut copy, "note", second_note);
        set(&mut copy, "sentence", second.get("sentence").cloned());
    }
    let mut content = vec![text(ours, "id").to_owned()];
    content.extend(torn.iter().flat_map(|unit| unit.keys()).map(|key| format!("{:?}", second.get(key))));
    content.push(format!("{:?}", second.get("note")));
    copy.insert("id".to_owned(), id_of(&content).into());
    copy.insert("conflict".to_owned(), ours["id"].clone());
    let names: Vec<&str> = torn.iter().map(|unit| unit.name).collect();
    conflicts.push(Conflict::new(kind, &merged, &names.join(", "), Why::Beside));
    (merged, Some(copy))
}

/// The note, and that of the second version where there is to be one.
fn note(
    base: &Record,
    first: &Record,
    second: &Record,
    torn: bool,
    conflicts: &mut Vec<Conflict>,
) -> (Option<Value>, Option<Value>) {
    let (old, one, other) = (base.get("note"), first.get("note"), second.get("note"));
    let single = |note: Option<&Value>| (note.cloned(), note.cloned());
    if one == other || other == old {
        return single(one);
    }
    if one == old {
        return single(other);
    }
    let (Some(_), Some(_)) = (one, other) else {
        conflicts.push(Conflict::new(Kind::Annotation, first, "note", Why::Kept));
        return single(one.or(other));
    };
    if torn {
        return (one.cloned(), other.cloned());
    }
    let side = |record| Side { note: text(record, "note"), creator: text(record, "creator") };
    let both = merge_notes(text(base, "note"), side(first), side(second));
    if both != text(first, "note") && both != text(second, "note") {
        conflicts.push(Conflict::new(Kind::Annotation, first, "note", Why::Joined));
    }
    single((!both.is_empty()).then(|| json!(both)).as_ref())
}

/// The number of the sentence: that of the side that has another one than before, of two the larger.
fn number(base: &Record, ours: &Record, theirs: &Record) -> Option<Value> {
    let [old, one, other] = [base, ours, theirs].map(|record| record.get("sentence"));
    if one == old {
        return other.cloned();
    }
    if other == old || one.and_then(Value::as_u64) >= other.and_then(Value::as_u64) { one } else { other }.cloned()
}

fn set(record: &mut Record, key: &str, value: Option<Value>) {
    match value {
        Some(value) => drop(record.insert(key.to_owned(), value)),
        None => drop(record.shift_remove(key)),
    }
}

/// Fields of the header, and of what is in it, that are told afresh of the article.
const TOLD: [&str; 11] =
    ["name", "encoding", "length", "language", "sha256", "extractor", "title", "author", "date", "site", "address"];

/// Merges fields that stand by themselves, all but those in `without`; `about` is the record, for the report.
fn fields(
    kind: Kind,
    (base, ours, theirs): (&Record, &Record, &Record),
    about: &Record,
    without: &[&str],
    conflicts: &mut Vec<Conflict>,
) -> Record {
    let mut merged = Record::new();
    let mut beside = Record::new();
    let keys = ours.keys().chain(theirs.keys().filter(|key| !ours.contains_key(*key)));
    for key in keys.filter(|key| !without.contains(&key.as_str())) {
        let (old, one, other) = (base.get(key), ours.get(key), theirs.get(key));
        let value = match (one, other) {
            _ if one == other || other == old => one.cloned(),
            _ if one == old => other.cloned(),
            (Some(Value::Object(one)), Some(Value::Object(other))) => {
                let none = Record::new();
                let old = old.and_then(Value::as_object).unwrap_or(&none);
                Some(Value::Object(fields(kind, (old, one, other), about, &[], conflicts)))
            }
            (Some(one), Some(other)) => {
                let spelled = |value: &Value| value.to_string();
                let (first, second) = if spelled(one) <= spelled(other) { (one, other) } else { (other, one) };
                // Told afresh whenever the file is written: nobody's work.
                let told = match kind {
                    Kind::Header => TOLD.contains(&key.as_str()),
                    Kind::Root => key == "version",
                    _ => false,
                };
                if !told {
                    let place = format!("{key}~{}", &id_of(&[second.to_string()])[..8]);
                    if !ours.contains_key(&place) && !theirs.contains_key(&place) {
                        conflicts.push(Conflict::new(kind, about, key, Why::Field));
                    }
                    beside.insert(place, second.clone());
                }
                Some(if kind == Kind::Root && key == "version" { second } else { first }.clone())
            }
            (None, None) => None,
            (one, other) => {
                conflicts.push(Conflict::new(kind, about, key, Why::Kept));
                one.or(other).cloned()
            }
        };
        if let Some(value) = value {
            merged.insert(key.clone(), value);
        }
    }
    for (key, value) in beside {
        merged.entry(key).or_insert(value);
    }
    merged
}
