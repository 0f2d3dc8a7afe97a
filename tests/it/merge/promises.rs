//! What holds whatever is edited.

use hashiya::store::merge::merge;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{claim, sidecar, split};

/// An edit of one side: what, which of the records, with what.
type Edit = (u8, u64, u64);

/// The two sides and the base of it.
fn versions() -> impl Strategy<Value = (Value, Value, Value)> {
    let edits = || prop::collection::vec((0u8..14, 0u64..6, 0u64..4), 0..9);
    (0u64..6, edits(), edits(), edits()).prop_map(|(count, before, ours, theirs)| {
        let start = sidecar((0..count).map(|place| claim(&format!("base-{place}"), place)).collect(), &[]);
        let base = edited(&start, &before, "z");
        (base.clone(), edited(&base, &ours, "o"), edited(&base, &theirs, "t"))
    })
}

fn edited(start: &Value, edits: &[Edit], side: &str) -> Value {
    let mut value = start.clone();
    let mut boundaries = value["boundaries"].take().as_array().cloned().unwrap_or_default();
    for (number, (what, which, with)) in edits.iter().enumerate() {
        let list = value["annotations"].as_array_mut().expect("a list");
        let id = format!("{side}{number}-{with}");
        if *what < 3 {
            // A fifth of them has content of its own.
            let mut new = claim(&id, *which);
            new["tag"] = json!(["claim", "quote"][(with % 2) as usize]);
            if *what == 2 {
                new["note"] = json!(format!("note {with}"));
            }
            list.push(new);
            continue;
        }
        if matches!(what, 11 | 12) {
            let kind = if *with == 0 { "join" } else { "split" };
            let mut new = split(&id, *which);
            new["kind"] = json!(kind);
            boundaries.retain(|old: &Value| old["position"] != json!(which));
            if *what == 11 {
                boundaries.push(new);
            }
            continue;
        }
        if *what == 13 {
            value["shared"] = json!({ "of": with, side: which });
            continue;
        }
        if list.is_empty() {
            continue;
        }
        let at = *which as usize % list.len();
        let item = &mut list[at];
        match what {
            3 => drop(list.remove(at)),
            4 | 5 => item["note"] = json!(format!("{side} wrote {with}")),
            6 => drop(item.as_object_mut().map(|item| item.shift_remove("note"))),
            7 => item["tag"] = json!(["claim", "quote", "figure"][(with % 3) as usize]),
            8 => {
                let start = item["start"].as_u64().unwrap_or(0);
                item["end"] = json!(start + 20 + with);
                item["exact"] = json!(format!("longer {with}"));
            }
            9 => item["confidence"] = json!(with),
            _ => item["more"] = json!({ "a": with, side: 1 }),
        }
        if let Some(item) = value["annotations"].get_mut(at).filter(|_| *what != 3) {
            item["modified"] = json!(format!("2025-01-0{}T00:00:00Z", 2 + with));
        }
    }
    if !boundaries.is_empty() {
        value["boundaries"] = boundaries.into();
    } else if let Some(root) = value.as_object_mut() {
        root.shift_remove("boundaries");
    }
    value
}

fn merged(base: Option<&Value>, ours: &Value, theirs: &Value) -> Value {
    merge(base, ours, theirs).expect("one text").value
}

fn items(value: &Value) -> &[Value] {
    value["annotations"].as_array().map_or(&[], Vec::as_slice)
}

fn find<'v>(value: &'v Value, id: &Value) -> Option<&'v Value> {
    items(value).iter().find(|item| item["id"] == *id)
}

/// What a person put there: not the number of the sentence.
fn work(item: &Value) -> Map<String, Value> {
    let mut fields = item.as_object().cloned().unwrap_or_default();
    fields.shift_remove("sentence");
    fields
}

/// Whether everything of `side` that the other side did not take out as it was is in the result: by id, or as another with the
/// same tag, range and note.
fn nothing_is_lost(base: Option<&Value>, side: &Value, other: &Value, result: &Value) -> Result<(), TestCaseError> {
    for item in items(side) {
        let before = base.and_then(|base| find(base, &item["id"]));
        let there = find(other, &item["id"]);
        if before.is_some_and(|before| work(before) == work(item)) && there.is_none_or(|there| Some(there) != before) {
            // As it was: the other side decides.
            continue;
        }
        let holds = |found: &&Value| {
            let keeps = |key: &str| before.is_some_and(|before| before[key] == item[key]) || found[key] == item[key];
            let note = item["note"].as_str().unwrap_or_default();
            // An edit that this side did not make may have been made by the other.
            let note_kept = before.is_some_and(|before| before["note"] == item["note"])
                || found["note"].as_str().unwrap_or_default().contains(note);
            keeps("tag") && keeps("start") && keeps("end") && note_kept
        };
        prop_assert!(items(result).iter().any(|found| holds(&found)), "lost: {item:#}\nin: {result:#}");
    }
    Ok(())
}

/// The ids are unique, tags are known, positions have one kind of boundary.
fn is_valid(value: &Value) -> Result<(), TestCaseError> {
    let ids = |list: &Value| -> Vec<String> {
        let list = list.as_array().cloned().unwrap_or_default();
        list.iter().map(|item| item["id"].as_str().unwrap_or_default().to_owned()).collect()
    };
    for list in ["tags", "annotations", "boundaries"] {
        let mut found = ids(&value[list]);
        found.sort();
        let count = found.len();
        found.dedup();
        prop_assert_eq!(found.len(), count);
    }
    let tags = ids(&value["tags"]);
    for item in items(value) {
        prop_assert!(tags.iter().any(|tag| item["tag"] == json!(tag)));
    }
    let boundaries = value["boundaries"].as_array().cloned().unwrap_or_default();
    for one in &boundaries {
        for other in boundaries.iter().filter(|other| other["position"] == one["position"]) {
            prop_assert_eq!(&one["kind"], &other["kind"]);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn no_side_comes_first_nothing_is_lost_and_again_is_the_same(
        (base, ours, theirs) in versions(),
        with_base in prop::bool::weighted(0.8),
    ) {
        let base = with_base.then_some(&base);
        let result = merged(base, &ours, &theirs);
        is_valid(&result)?;
        // Objects compare without the order of their fields.
        let mirrored = merged(base, &theirs, &ours);
        prop_assert_eq!(&result, &mirrored);
        nothing_is_lost(base, &ours, &theirs, &result)?;
        nothing_is_lost(base, &theirs, &ours, &result)?;
        for side in [&ours, &theirs, &result] {
            prop_assert_eq!(&merged(base, &result, side), &result, "once more, with {:#}", side);
            prop_assert_eq!(&merged(base, side, &result), &result, "once more, with {:#} first", side);
        }
    }

    #[test]
    fn a_side_that_did_nothing_takes_the_other((base, ours, _) in versions()) {
        let result = merge(Some(&base), &base, &ours).expect("one text");
        prop_assert!(result.conflicts.is_empty());
        prop_assert_eq!(&result.value, &merged(None, &ours, &ours));
        let kept = merge(Some(&base), &ours, &base).expect("one text");
        prop_assert_eq!((kept.value, kept.arrived), (result.value, 0));
    }

    #[test]
    fn three_writers_end_alike((base, ours, theirs) in versions(), more in prop::collection::vec((0u8..6, 0u64..6, 0u64..4), 0..5)) {
        // Somebody who had `ours` before goes on, and takes over what the merge made of it.
        let result = merged(Some(&base), &ours, &theirs);
        let later = edited(&ours, &more, "l");
        let here = merged(Some(&ours), &later, &result);
        let there = merged(Some(&ours), &result, &later);
        prop_assert_eq!(&here, &there);
        is_valid(&here)?;
        nothing_is_lost(Some(&ours), &later, &result, &here)?;
    }
}
