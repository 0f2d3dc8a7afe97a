//! One thing at a time.

use hashiya::store::merge::{Why, merge};
use serde_json::{Value, json};

use super::{claim, sidecar, split};

/// Merges two versions of one claim in both orders: the annotations, and what is reported.
fn merged(base: &Value, ours: &Value, theirs: &Value) -> (Vec<Value>, Vec<(String, Why)>) {
    let merge = |one: &Value, other: &Value| {
        let merged = merge(Some(base), one, other).expect("one text");
        let list = merged.value["annotations"].as_array().expect("a list").clone();
        (list, merged.conflicts.into_iter().map(|conflict| (conflict.field, conflict.why)).collect::<Vec<_>>())
    };
    let both = merge(ours, theirs);
    assert_eq!(both, merge(theirs, ours));
    both
}

#[allow(clippy::needless_pass_by_value, reason = "it is written as a literal")]
fn with(mut value: Value, changes: Value) -> Value {
    for (key, change) in changes.as_object().expect("fields") {
        value[key] = change.clone();
    }
    value
}

fn one(changes: Value) -> Value {
    sidecar(vec![with(claim("a", 1), changes)], &[])
}

#[test]
fn what_one_side_changed_wins_field_by_field() {
    let (found, reported) =
        merged(&one(json!({})), &one(json!({ "note": "n", "x": 1 })), &one(json!({ "tag": "quote", "y": { "z": 2 } })));
    assert_eq!(found, [with(claim("a", 1), json!({ "note": "n", "tag": "quote", "x": 1, "y": { "z": 2 } }))]);
    assert_eq!(reported, []);
}

#[test]
fn taken_out_by_one_side_it_is_gone_unless_the_other_changed_it() {
    let (none, base) = (sidecar(vec![], &[]), one(json!({})));
    // Another number of the sentence, another spelling: no change.
    let same = one(json!({ "sentence": 9, "note": null, "created": "2025-01-01T00:00:00+00:00" }));
    assert_eq!(merged(&base, &none, &same), (vec![], vec![]));
    let noted = one(json!({ "note": "n" }));
    let (found, reported) = merged(&base, &none, &noted);
    assert_eq!((found.len(), reported), (1, vec![(String::new(), Why::Kept)]));
}

#[test]
fn two_notes_are_both_in_it() {
    let note = |note: &str, time: &str| one(json!({ "note": note, "modified": time, "creator": "mona" }));
    let (early, late) = (note("first", "2025-01-02T00:00:00Z"), note("second", "2025-01-03T00:00:00Z"));
    let (found, reported) = merged(&one(json!({ "note": "old" })), &early, &late);
    assert_eq!(found[0]["note"], "second\n--- also by mona ---\nfirst");
    assert_eq!((&found[0]["modified"], reported), (&json!("2025-01-03T00:00:00Z"), vec![("note".into(), Why::Joined)]));
}

#[test]
fn what_one_side_settled_stays_settled() {
    let base = one(json!({ "conflict": "b" }));
    let (settled, noted) = (one(json!({})), one(json!({ "conflict": "b", "note": "n" })));
    let (found, reported) = merged(&base, &settled, &noted);
    assert_eq!((found, reported), (vec![with(claim("a", 1), json!({ "note": "n" }))], vec![]));
    let joined = "first\n--- also by mona ---\nsecond";
    let (base, noted) = (one(json!({ "note": joined })), one(json!({ "note": joined, "tag": "quote" })));
    let (found, _) = merged(&base, &one(json!({ "note": "second" })), &noted);
    assert_eq!(found, [with(claim("a", 1), json!({ "note": "second", "tag": "quote" }))]);
}

#[test]
fn of_two_tags_or_ranges_the_later_keeps_the_id_and_the_other_stands_beside_it() {
    let late = one(json!({ "tag": "quote", "note": "same", "modified": "2025-01-03T00:00:00Z" }));
    let early = one(json!({ "tag": "figure", "note": "same", "modified": "2025-01-02T00:00:00Z" }));
    let (found, reported) = merged(&one(json!({})), &early, &late);
    let tags: Vec<&Value> = found.iter().map(|item| &item["tag"]).collect();
    assert_eq!((found.len(), reported), (2, vec![("tag".into(), Why::Beside)]));
    let (first, second) = if found[0]["id"] == "a" { (0, 1) } else { (1, 0) };
    assert_eq!((tags[first], tags[second]), (&json!("quote"), &json!("figure")));
    assert_eq!((&found[second]["conflict"], &found[second]["note"]), (&json!("a"), &json!("same")));
    assert_eq!(found[first].get("conflict"), None);

    // Each with its own note, where that is another as well; a range comes with its text.
    let late = one(json!({ "end": 115, "exact": "fifteen", "note": "late", "modified": "2025-01-03T00:00:00Z" }));
    let early = one(json!({ "end": 117, "exact": "seventeen", "note": "early" }));
    let (found, _) = merged(&one(json!({})), &early, &late);
    let rows: Vec<_> = found.iter().map(|item| json!([item["end"], item["exact"], item["note"]])).collect();
    assert_eq!(rows, [json!([117, "seventeen", "early"]), json!([115, "fifteen", "late"])]);
}

#[test]
fn another_field_has_its_other_value_beside_it_on_every_level() {
    let (found, reported) = merged(
        &one(json!({ "x": { "deep": 0, "left": 1 } })),
        &one(json!({ "x": { "deep": 1, "left": 1 } })),
        &one(json!({ "x": { "deep": [2], "left": 1 } })),
    );
    let fields = found[0]["x"].as_object().expect("fields");
    assert_eq!(fields.len(), 3, "{fields:?}");
    assert!(fields.iter().any(|(key, value)| key.starts_with("deep~") && *value == json!([2])), "{fields:?}");
    assert_eq!((fields["deep"].clone(), reported), (json!(1), vec![("deep".into(), Why::Field)]));
}

#[test]
fn tags_and_unknown_fields_of_the_file_are_merged_too() {
    let base = one(json!({ "tag": "quote" }));
    let mut ours = base.clone();
    ours["tags"].as_array_mut().expect("a list").remove(1);
    ours["annotations"] = json!([]);
    ours["source"] = json!({ "press": 1 });
    let mut theirs = base.clone();
    theirs["tags"][0]["label"] = json!("Behauptung");
    theirs["tags"]
        .as_array_mut()
        .expect("a list")
        .push(json!({ "id": "new", "label": "N", "key": "n", "colour": "red" }));
    theirs["annotations"].as_array_mut().expect("a list").push(with(claim("b", 4), json!({ "tag": "quote" })));
    theirs["article"]["editor"] = json!("D");
    let merged = merge(Some(&base), &ours, &theirs).expect("one text").value;
    let ids: Vec<&Value> = merged["tags"].as_array().expect("a list").iter().map(|tag| &tag["id"]).collect();
    // `quote` is in use.
    assert_eq!(ids, ["claim", "quote", "figure", "new"]);
    assert_eq!(merged["tags"][0]["label"], "Behauptung");
    assert_eq!((&merged["source"]["press"], &merged["article"]["editor"]), (&json!(1), &json!("D")));
    assert_eq!(merged["annotations"].as_array().map(Vec::len), Some(1));
}

#[test]
fn the_same_tag_given_twice_is_there_once() {
    let base = sidecar(vec![], &[]);
    let made = |items: Vec<Value>| sidecar(items, &[]);
    let ids = |ours: &Value, theirs: &Value| {
        let (found, reported) = merged(&base, ours, theirs);
        assert_eq!(reported, []);
        found.iter().map(|item| item["id"].as_str().unwrap_or_default().to_owned()).collect::<String>()
    };
    let b = claim("b", 1);
    assert_eq!(ids(&made(vec![claim("a", 1)]), &made(vec![b.clone()])), "a");
    assert_eq!(ids(&made(vec![claim("a", 1)]), &made(vec![with(b.clone(), json!({ "note": "n" }))])), "b");
    let noted = made(vec![with(claim("a", 1), json!({ "note": "m" }))]);
    assert_eq!(ids(&noted, &made(vec![with(b.clone(), json!({ "note": "n" }))])), "ab");
    assert_eq!(ids(&noted, &made(vec![with(b.clone(), json!({ "note": "m" }))])), "a");
    assert_eq!(ids(&made(vec![claim("a", 1)]), &made(vec![with(b.clone(), json!({ "creator": "reem" }))])), "ab");
    assert_eq!(ids(&made(vec![claim("a", 1)]), &made(vec![with(b, json!({ "tag": "quote" }))])), "ab");
}

#[test]
fn of_boundaries_at_one_position_one_kind_holds() {
    let (base, ours) = (sidecar(vec![], &[]), sidecar(vec![], &[split("a", 7), split("c", 9)]));
    let join = with(split("b", 7), json!({ "kind": "join", "created": "2025-01-02T00:00:00Z" }));
    let theirs = sidecar(vec![], &[join.clone(), split("d", 9)]);
    let merged = merge(Some(&base), &ours, &theirs).expect("one text");
    assert_eq!(merged.value["boundaries"], json!([with(join, json!({ "conflict": split("a", 7) })), split("c", 9)]));
    assert_eq!(merged.conflicts[0].why, Why::Boundary);
    let again = merge(Some(&base), &merged.value, &ours).expect("one text");
    assert_eq!((again.value, again.conflicts.len()), (merged.value, 0));
}

#[test]
fn offsets_of_two_texts_are_never_mixed() {
    let other = |mut value: Value| {
        value["article"]["sha256"] = json!("b".repeat(64));
        value
    };
    let (base, ours) = (one(json!({})), one(json!({ "note": "n" })));
    let moved = other(one(json!({ "start": 200, "end": 210 })));
    assert!(merge(Some(&base), &ours, &moved).is_err() && merge(None, &base, &moved).is_err());
    // The other side as it was: it gives way.
    assert_eq!(merge(Some(&base), &base, &moved).expect("theirs").value, moved);
    assert_eq!(merge(Some(&base), &moved, &base).expect("ours").value, moved);
    // Both went on to one new text: what was only moved there was not changed.
    let gone = other(sidecar(vec![], &[]));
    assert_eq!(merge(Some(&base), &gone, &moved).expect("one text").value["annotations"], json!([]));
}

#[test]
fn what_one_side_looked_at_stays_looked_at() {
    let open = json!({ "state": "changed" });
    let settled = json!({ "exact": "thirteen", "end": 113 });
    let (found, reported) = merged(&one(open.clone()), &one(settled.clone()), &one(with(open, json!({ "note": "n" }))));
    assert_eq!((found, reported), (vec![with(claim("a", 1), with(settled, json!({ "note": "n" })))], vec![]));
}
