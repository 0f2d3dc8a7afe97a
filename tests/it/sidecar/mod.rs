//! The sidecar on disk: what is written is read back, what is hostile is refused with a message, and a failure at any byte
//! leaves the old file.

mod edited;
mod rescued;
mod saver;
mod schema;

use std::fs;
use std::path::Path;
use std::sync::{Arc, mpsc};

use hashiya::annotation::{Annotation, AnnotationSet, Boundary, BoundaryQuote, BoundarySet, Markup, TagSet, TextQuote};
use hashiya::disk;
use hashiya::input::{Article, Origin};
use hashiya::store::{self, Fit, Report, Saver, Sidecar};
use hashiya::text::sentence::Correction;
use hashiya::text::{Around, Span};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use saver::{saved, snapshot};
use schema::misfits;

const TEXT: &str = "قال الوزير \"نعم\". ثم ذهب. 😀 انتهى.\n";

fn article(folder: &Path) -> Article {
    let mut article = Article::from_text("news.txt", TEXT.to_owned());
    article.source.origin = Origin::File(folder.join("news.txt"));
    article
}

fn claim(id: &str, exact: &str) -> Annotation {
    let start = TEXT.find(exact).expect("part of the text");
    let span = Span::new(start, start + exact.len());
    Annotation {
        id: id.to_owned(),
        tag: "claim".to_owned(),
        span,
        quote: TextQuote::new(TEXT, span, Around::default()),
        state: hashiya::annotation::State::Exact,
        lost: None,
        note: Some("ملاحظة".to_owned()),
        creator: "Reem".to_owned(),
        created: Timestamp::UNIX_EPOCH,
        modified: Timestamp::UNIX_EPOCH,
        extra: Map::new(),
    }
}

fn example() -> Sidecar {
    let mut sidecar = Sidecar::new();
    sidecar.markup.annotations = [claim("b", "😀 انتهى."), claim("a", "ثم ذهب.")].into_iter().collect();
    sidecar
}

fn value(article: &Article) -> Value {
    serde_json::from_str(&example().to_json(article)).expect("JSON")
}

fn boundary(id: &str, kind: Correction, after: &str) -> Boundary {
    let position = TEXT.find(after).expect("part of the text");
    Boundary {
        id: id.to_owned(),
        kind,
        position,
        quote: BoundaryQuote::new(TEXT, Span::new(0, TEXT.len() - 1), position),
        state: hashiya::annotation::State::Exact,
        lost: None,
        creator: "Reem".to_owned(),
        created: Timestamp::UNIX_EPOCH,
        extra: Map::new(),
    }
}

/// The example with two corrected boundaries, the last sentence joined with the one before it.
fn corrected() -> Sidecar {
    let boundaries = [boundary("y", Correction::Join, "😀"), boundary("x", Correction::Split, "الوزير")];
    Sidecar::of(Markup { boundaries: boundaries.into_iter().collect(), ..example().markup })
}

fn corrected_value(article: &Article) -> Value {
    serde_json::from_str(&corrected().to_json(article)).expect("JSON")
}

#[test]
fn what_is_written_fits_the_schema_and_is_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (article(folder.path()), folder.path().join("s.json"));
    let written = example().to_json(&article);
    assert!(written.ends_with("}\n") && written.starts_with("{\n  \"version\": 1,\n  \"article\": {\n    \"name\""));
    assert_eq!(misfits(&value(&article)), [""; 0]);
    assert_ne!(misfits(&json!({ "version": 1 })), [""; 0]);

    fs::write(&path, &written).expect("written");
    let read = Sidecar::load(&path, &article).expect("valid").expect("a file");
    assert_eq!(
        (&read.markup.annotations, &read.markup.tags, &read.fit),
        (&example().markup.annotations, &example().markup.tags, &Fit::Exact)
    );
    assert_eq!(read.to_json(&article), written);
    assert_eq!(Sidecar::load(&folder.path().join("none"), &article).expect("no error"), None);
}

#[test]
fn unknown_fields_are_kept_on_every_level() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (article(folder.path()), folder.path().join("s.json"));
    let mut value = value(&article);
    value["z"] = json!([1, { "b": 2, "a": 1.5 }]);
    value["article"]["source"] = json!("press");
    value["tags"][1]["since"] = json!(null);
    value["annotations"][0]["confidence"] = json!(0.5);
    let text = format!("{value:#}\n")
        .replace("0.5", "[0.10, 1.0, -0, 1e-7, 1e+400, 12345678901234567890123, 0.1234567890123456789]");
    fs::write(&path, &text).expect("written");
    let read = Sidecar::load(&path, &article).expect("valid").expect("a file");
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(squeezed(&read.to_json(&article)), squeezed(&text));
}

#[test]
fn corrected_boundaries_are_written_before_the_annotations_and_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (plain, path) = (article(folder.path()), folder.path().join("s.json"));
    assert!(!example().to_json(&plain).contains("boundaries"));
    let article = corrected().corrected(plain);
    let value = corrected_value(&article);
    let keys: Vec<&String> = value.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["version", "article", "tags", "boundaries", "annotations"]);
    let expected = json!({
        "id": "y", "kind": "join", "position": 26, "before": "قال الوزير \"نعم\". ثم ذهب. ", "after": "😀 انتهى.",
        "creator": "Reem", "created": "1970-01-01T00:00:00Z",
    });
    assert_eq!(value["boundaries"][1], expected);
    assert_eq!(value["boundaries"][0]["position"], json!(4));
    // "قال", "الوزير …", "ثم ذهب. 😀 انتهى."
    assert_eq!([0, 1].map(|at| value["annotations"][at]["sentence"].clone()), [json!(3), json!(3)]);
    assert_eq!(misfits(&value), [""; 0]);
    let mut wrong = value.clone();
    wrong["boundaries"][0]["kind"] = json!("cut");
    assert_eq!(misfits(&wrong).len(), 1);

    let mut more = value;
    more["boundaries"][1]["why"] = json!({ "b": 1.50, "a": [null] });
    more["z"] = json!(true);
    fs::write(&path, format!("{more:#}\n")).expect("written");
    let read = Sidecar::load(&path, &article).expect("valid").expect("a file");
    assert_eq!(read.to_json(&article), format!("{more:#}\n"));
    let without_extra = |set: &BoundarySet| -> BoundarySet {
        set.iter().map(|item| Boundary { extra: Map::new(), ..item.clone() }).collect()
    };
    assert_eq!(without_extra(&read.markup.boundaries), corrected().markup.boundaries);
}

#[test]
fn the_head_has_tags_and_boundaries_and_no_annotation() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (article(folder.path()), folder.path().join("s.json"));
    let head = |text: &str| {
        fs::write(&path, text).expect("written");
        store::head(&path, &article).map(|head| (head.tags, head.boundaries, head.annotations.len()))
    };
    let (tags, none) = (TagSet::default(), BoundarySet::default());
    let written = corrected().to_json(&article);
    let whole = Some((tags.clone(), corrected().markup.boundaries, 0));
    assert_eq!(head(&written), whole);
    // What is behind the annotations is not looked at.
    let half = &written[..written.find("\"annotations\"").expect("a list") + 20];
    assert_eq!(head(half), whole);
    assert_eq!(head(&example().to_json(&article)), Some((tags.clone(), none.clone(), 0)));
    // Of another text, or in the order of older files.
    assert_eq!(head(&written.replace("ثم ذهب", "ثم جاء")), Some((tags.clone(), none.clone(), 0)));
    let mut older: Value = serde_json::from_str(&written).expect("JSON");
    let boundaries = older.as_object_mut().and_then(|root| root.shift_remove("boundaries")).expect("a list");
    older["boundaries"] = boundaries;
    assert_eq!(head(&older.to_string()), Some((tags, none, 0)));
    for no_head in ["", "[]", "{\"version\": 2, \"tags\": []}", "{\"version\": 1, \"tags\": 3}", "\0\0"] {
        assert_eq!(head(no_head), None, "{no_head}");
    }
    assert_eq!(store::head(&folder.path().join("gone"), &article).map(|head| head.tags), None);
}

#[test]
fn corrected_boundaries_alone_are_saved_with_the_sentences_as_they_are_then() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (Arc::new(article(folder.path())), folder.path().join("s.json"));
    let (send, receive) = mpsc::channel();
    let saver = Saver::start(Arc::clone(&article), Sidecar::new(), path.clone(), move |report| {
        let _ = send.send(report);
    });
    saver.save(snapshot(1, 0, AnnotationSet::default(), corrected().markup.boundaries), None);
    assert_eq!(receive.recv().expect("a report"), Report::Saved { revision: 1, path: path.clone(), written: true });
    saver.save(snapshot(2, 0, example().markup.annotations, corrected().markup.boundaries), None);
    assert!(receive.recv().is_ok());
    assert_eq!(
        fs::read_to_string(&path).expect("a file"),
        corrected().to_json(&corrected().corrected((*article).clone()))
    );
    saver.save(snapshot(3, 0, example().markup.annotations, BoundarySet::default()), None);
    saver.close();
    assert_eq!(fs::read_to_string(&path).expect("a file"), example().to_json(&article));
}

#[test]
fn hostile_boundaries_are_refused_with_their_place() {
    type Spoil = fn(&mut Value);
    let cases: [(&str, Spoil, &str); 15] = [
        ("object", |v| *v = json!({}), "boundaries: is an object, must be a list"),
        ("null", |v| *v = json!(null), "boundaries: is null"),
        ("item", |v| v[0] = json!(1), "boundaries[0]: is a number, must be an object"),
        ("no id", |v| drop(v[0].as_object_mut().expect("an object").remove("id")), "boundaries[0].id: is missing"),
        ("empty id", |v| v[0]["id"] = json!(""), "boundaries[0].id: is empty"),
        ("id twice", |v| v[1]["id"] = json!("x"), "boundaries[1].id: \"x\" is also"),
        ("kind", |v| v[0]["kind"] = json!("cut\u{1b}"), "boundaries[0].kind: is \"cut"),
        ("number", |v| v[0]["position"] = json!(-1), "boundaries[0].position: is -1, must be a whole number"),
        ("end", |v| v[1]["position"] = json!(35), "boundaries[1].position: is 35, at or past the end of the text (35"),
        ("huge", |v| v[1]["position"] = json!(u64::MAX), "at or past the end of the text"),
        ("elsewhere", |v| v[0]["position"] = json!(5), "boundaries[0].before: is not the text before 5"),
        ("before", |v| v[0]["before"] = json!("x"), "boundaries[0].before: is not the text before 4"),
        ("after", |v| v[0]["after"] = json!("x"), "boundaries[0].after: is not the text from 4 on"),
        ("time", |v| v[0]["created"] = json!("today"), "boundaries[0].created: \"today\" is not a time"),
        (
            "both",
            |v| {
                let first = v[0].clone();
                v[1] = first;
                v[1]["id"] = json!("other");
                v[1]["kind"] = json!("join");
            },
            "boundaries[1].kind: an earlier one at the same position is a split",
        ),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (article(folder.path()), folder.path().join("s.json"));
    for (name, spoil, message) in cases {
        let mut value = corrected_value(&article);
        spoil(&mut value["boundaries"]);
        fs::write(&path, value.to_string()).expect("written");
        let error = Sidecar::load(&path, &article).expect_err(name).to_string();
        assert!(error.contains(message) && error.contains("s.json: "), "{name}: {error}");
        assert!(!error.contains(char::is_control), "{name}: {error:?}");
    }
    // Of another text the places are not asked: they are looked for.
    let mut value = corrected_value(&article);
    value["article"]["sha256"] = json!("0".repeat(64));
    value["boundaries"][1]["position"] = json!(9000);
    fs::write(&path, value.to_string()).expect("written");
    let read = Sidecar::load(&path, &article).expect("valid").expect("a file");
    assert_eq!((read.fit.clone(), read.markup.boundaries.len()), (Fit::Differs, 2));
    let places = |sidecar: &Sidecar| sidecar.markup.boundaries.iter().map(|item| item.position).collect::<Vec<_>>();
    assert_eq!(places(&read), places(&corrected()));
}

#[test]
fn twenty_thousand_tags_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (article(folder.path()), folder.path().join("s.json"));
    let mut value = value(&article);
    let tag = |number| json!({ "id": format!("t{number}"), "label": "T", "key": "t", "colour": "red" });
    let tags = value["tags"].as_array_mut().expect("a list");
    tags.extend((0..20_000).map(tag));
    fs::write(&path, value.to_string()).expect("written");
    let read = Sidecar::load(&path, &article).expect("valid").expect("a file");
    assert_eq!(read.markup.tags.iter().count(), 20_003);
}

#[test]
fn a_name_without_room_for_the_suffix_can_be_read_but_not_saved_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("n".repeat(250) + ".hashiya.json");
    let article = article(folder.path());
    assert_eq!(Sidecar::load(&path, &article).expect("no error"), None);
    let reports = saved(Arc::new(article), Sidecar::new(), &path, &[example().markup.annotations]);
    assert!(matches!(&reports[0], Report::Failed { message, .. } if message.contains("save elsewhere")), "{reports:?}");
    // The temporary file is not named after it.
    let longest = folder.path().join("n".repeat(255));
    disk::replace(&longest, |out| out.write_all(b"new")).expect("replaced");
}

#[cfg(unix)]
#[test]
fn a_new_file_has_the_permissions_of_any_new_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let (path, any) = (folder.path().join("s.json"), folder.path().join("any"));
    fs::write(&any, "").expect("written");
    disk::replace(&path, |out| out.write_all(b"new")).expect("replaced");
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode();
    assert_eq!(mode(&path), mode(&any));
}

#[test]
fn hostile_files_are_refused_with_place_and_remedy() {
    type Spoil = fn(&mut Value);
    let cases: [(&str, Spoil, &str); 22] = [
        ("list", |v| *v = json!([]), "the whole file: is a list"),
        ("no version", |v| *v = json!({}), "version: is missing"),
        ("newer", |v| v["version"] = json!(2), "version: is 2, this hashiya reads up to 1; use a newer"),
        ("version 0", |v| v["version"] = json!(0), "version: is 0"),
        ("version huge", |v| v["version"] = serde_json::from_str("1e999").expect("a number"), "version: is 1e"),
        ("version word", |v| v["version"] = json!("1"), "version: is a string"),
        ("header", |v| v["article"] = json!(3), "article: is a number, must be an object"),
        ("unit", |v| v["article"]["unit"] = json!("byte"), "article.unit: is \"byte\""),
        ("tags", |v| v["tags"] = json!({}), "tags: is an object, must be a list"),
        ("tag twice", |v| v["tags"][1]["id"] = json!("claim"), "tags[1].id: \"claim\" is also"),
        ("key", |v| v["tags"][0]["key"] = json!("ab"), "tags[0].key: must be one character"),
        ("colour", |v| v["tags"][0]["colour"] = json!("pink"), "is none of red, green"),
        ("annotations", |v| v["annotations"] = json!(null), "annotations: is null"),
        ("negative", |v| v["annotations"][1]["start"] = json!(-1), "annotations[1].start: is -1, must be a whole"),
        ("fraction", |v| v["annotations"][0]["end"] = json!(2.5), "annotations[0].end: is 2.5"),
        ("huge", |v| v["annotations"][0]["end"] = json!(u64::MAX), "past the end of the text"),
        ("reversed", |v| v["annotations"][0]["end"] = json!(0), "annotations[0].end: is 0, must be past the start"),
        ("other text", |v| v["annotations"][0]["exact"] = json!("x"), "annotations[0].exact: is not the text"),
        ("no such tag", |v| v["annotations"][0]["tag"] = json!("\u{1b}[2J"), "annotations[0].tag: "),
        ("id twice", |v| v["annotations"][1]["id"] = json!("a"), "annotations[1].id: \"a\" is also"),
        (
            "time",
            |v| v["annotations"][0]["created"] = json!("today"),
            "annotations[0].created: \"today\" is not a time",
        ),
        ("note", |v| v["annotations"][0]["note"] = json!(7), "annotations[0].note: is a number"),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (article(folder.path()), folder.path().join("s.json"));
    for (name, spoil, message) in cases {
        let mut value = value(&article);
        spoil(&mut value);
        fs::write(&path, value.to_string()).expect("written");
        let error = Sidecar::load(&path, &article).expect_err(name).to_string();
        assert!(error.contains(message) && error.contains("s.json: "), "{name}: {error}");
        assert!(!error.contains(char::is_control), "{name}: {error:?}");
    }
    let deep = "[".repeat(100_000);
    let valid = value(&article).to_string();
    let with = |number: &str| valid.replacen("\"start\":", &format!("\"start\":{number},\"old\":"), 1).into_bytes();
    let digits = "9".repeat(100_000);
    let twice = valid.replacen("\"start\":", "\"start\":0,\"start\":", 1);
    for (name, bytes, message) in [
        ("empty", vec![], "is not JSON: line 1, column 1: the file is empty; mend it"),
        ("blank", b" \r\n\t".to_vec(), "line 1, column 1: the file is blank"),
        ("a mark alone", b"\xEF\xBB\xBF".to_vec(), "the file is empty"),
        ("text", b"{\n  \"version\": one".to_vec(), "is not JSON: line 2, column 14: expected value;"),
        ("bytes", b"{\n\"version\": \"\xFF\"}".to_vec(), "line 2, column 13: is not UTF-8"),
        ("UTF-16", b"\xFF\xFE{\0}\0".to_vec(), "is UTF-16, must be UTF-8"),
        ("cut", b"{\"version\": 1".to_vec(), "is not JSON: line 1, column 13: EOF"),
        ("twice whole", valid.repeat(2).into_bytes(), "trailing characters"),
        ("half a pair", valid.replacen("claim", "\\ud800", 1).into_bytes(), "is not JSON: line 1"),
        ("deep", deep.into_bytes(), "line 1, column 128: is nested more than 127 deep"),
        ("deep inside", with(&("[".repeat(50_000) + &"]".repeat(50_000))), "is nested more than 127 deep"),
        ("1e400", with("1e400"), "annotations[0].start: is 1e+400, must be a whole number from 0"),
        (
            "10^30",
            with(&format!("1{}", "0".repeat(30))),
            "annotations[0].start: is 1000000000000000000000000000000, must",
        ),
        ("2^64", with("18446744073709551616"), "annotations[0].start: is 18446744073709551616, must"),
        ("many digits", with(&digits), "9999999…, must be a whole number"),
        ("0.0", with("0.0"), "annotations[0].start: is 0.0, must"),
        ("-0", with("-0"), "annotations[0].start: is -0, must"),
        ("key twice", twice.into_bytes(), "annotations[0].start: is there twice (again in line 1)"),
        (
            "large",
            valid.into_bytes().into_iter().chain(vec![b' '; 64 << 20]).collect(),
            "larger than the 64 MiB that are read; move it away",
        ),
    ] {
        fs::write(&path, &bytes).expect("written");
        let error = Sidecar::load(&path, &article).expect_err(name).to_string();
        assert!(error.contains(message) && error.contains("s.json: ") && error.len() < 400, "{name}: {error}");
    }
    assert!(Sidecar::load(folder.path(), &article).expect_err("a folder").to_string().contains("not a regular file"));
}
