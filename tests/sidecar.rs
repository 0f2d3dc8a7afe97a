//! The sidecar on disk: what is written is read back, what is hostile is refused with a message, and a failure at any byte
//! leaves the old file.

use std::fs;
use std::path::Path;
use std::sync::{Arc, mpsc};

use hashiya::annotation::{Annotation, AnnotationSet, Boundary, BoundaryQuote, BoundarySet, State, TextQuote};
use hashiya::input::{Article, Origin};
use hashiya::store::{self, Fit, Report, Saver, Sidecar, atomic};
use hashiya::text::Span;
use hashiya::text::sentence::Correction;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

const TEXT: &str = "قال الوزير \"نعم\". ثم ذهب. 😀 انتهى.\n";

fn article(folder: &Path) -> Article {
    let mut article = Article::from_text("news.txt", TEXT.to_owned());
    article.origin = Origin::File(folder.join("news.txt"));
    article
}

fn claim(id: &str, exact: &str) -> Annotation {
    let start = TEXT.find(exact).expect("part of the text");
    let span = Span::new(start, start + exact.len());
    Annotation {
        id: id.to_owned(),
        tag: "claim".to_owned(),
        span,
        quote: TextQuote::new(TEXT, span, Span::default(), Span::default()),
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
    sidecar.annotations = [claim("b", "😀 انتهى."), claim("a", "ثم ذهب.")].into_iter().collect();
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
    Sidecar { boundaries: boundaries.into_iter().collect(), ..example() }
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
    let schema = serde_json::from_str(include_str!("../assets/sidecar.schema.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let written_value = value(&article);
    let errors: Vec<String> = validator.iter_errors(&written_value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert!(!validator.is_valid(&json!({ "version": 1 })));

    fs::write(&path, &written).expect("written");
    let read = Sidecar::load(&path, &article).expect("valid").expect("a file");
    assert_eq!((&read.annotations, &read.tags, &read.fit), (&example().annotations, &example().tags, &Fit::Exact));
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
fn corrected_boundaries_are_written_after_the_annotations_and_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (plain, path) = (article(folder.path()), folder.path().join("s.json"));
    assert!(!example().to_json(&plain).contains("boundaries"));
    let article = corrected().corrected(plain);
    let value = corrected_value(&article);
    let keys: Vec<&String> = value.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["version", "article", "tags", "annotations", "boundaries"]);
    let expected = json!({
        "id": "y", "kind": "join", "position": 26, "before": "قال الوزير \"نعم\". ثم ذهب. ", "after": "😀 انتهى.",
        "creator": "Reem", "created": "1970-01-01T00:00:00Z",
    });
    assert_eq!(value["boundaries"][1], expected);
    assert_eq!(value["boundaries"][0]["position"], json!(4));
    // "قال", "الوزير …", "ثم ذهب. 😀 انتهى."
    assert_eq!([0, 1].map(|at| value["annotations"][at]["sentence"].clone()), [json!(3), json!(3)]);
    let schema = serde_json::from_str(include_str!("../assets/sidecar.schema.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert!(validator.is_valid(&value));
    let mut wrong = value.clone();
    wrong["boundaries"][0]["kind"] = json!("cut");
    assert!(!validator.is_valid(&wrong));

    let mut more = value;
    more["boundaries"][1]["why"] = json!({ "b": 1.50, "a": [null] });
    more["z"] = json!(true);
    fs::write(&path, format!("{more:#}\n")).expect("written");
    let read = Sidecar::load(&path, &article).expect("valid").expect("a file");
    assert_eq!(read.to_json(&article), format!("{more:#}\n"));
    let without_extra = |set: &BoundarySet| -> BoundarySet {
        set.iter().map(|item| Boundary { extra: Map::new(), ..item.clone() }).collect()
    };
    assert_eq!(without_extra(&read.boundaries), corrected().boundaries);
}

#[test]
fn corrected_boundaries_alone_are_saved_with_the_sentences_as_they_are_then() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (Arc::new(article(folder.path())), folder.path().join("s.json"));
    let (send, receive) = mpsc::channel();
    let saver = Saver::start(Arc::clone(&article), Sidecar::new(), path.clone(), move |report| {
        let _ = send.send(report);
    });
    saver.save(1, AnnotationSet::default(), corrected().boundaries, 0);
    assert_eq!(receive.recv().expect("a report"), Report::Saved { revision: 1, path: path.clone(), written: true });
    saver.save(2, example().annotations, corrected().boundaries, 0);
    assert!(receive.recv().is_ok());
    assert_eq!(
        fs::read_to_string(&path).expect("a file"),
        corrected().to_json(&corrected().corrected((*article).clone()))
    );
    saver.save(3, example().annotations, BoundarySet::default(), 0);
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
    assert_eq!((read.fit.clone(), read.boundaries.len()), (Fit::Differs, 2));
    let places = |sidecar: &Sidecar| sidecar.boundaries.iter().map(|item| item.position).collect::<Vec<_>>();
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
    assert_eq!(read.tags.iter().count(), 20_003);
}

#[test]
fn a_name_without_room_for_the_suffix_can_be_read_but_not_saved_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("n".repeat(250) + ".hashiya.json");
    let article = article(folder.path());
    assert_eq!(Sidecar::load(&path, &article).expect("no error"), None);
    let reports = saved(Arc::new(article), Sidecar::new(), &path, &[example().annotations]);
    assert!(matches!(&reports[0], Report::Failed { message, .. } if message.contains("save elsewhere")), "{reports:?}");
    // The temporary file is not named after it.
    let longest = folder.path().join("n".repeat(255));
    atomic::replace(&longest, |out| out.write_all(b"new")).expect("replaced");
}

#[cfg(unix)]
#[test]
fn a_new_file_has_the_permissions_of_any_new_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let (path, any) = (folder.path().join("s.json"), folder.path().join("any"));
    fs::write(&any, "").expect("written");
    atomic::replace(&path, |out| out.write_all(b"new")).expect("replaced");
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

/// A sidecar whose quotes have the sentences around them, as the ones made by the reader.
fn with_context(sidecar: Sidecar, article: &Article) -> Sidecar {
    let annotations = sidecar.annotations.iter().map(|item| {
        let (before, after) = article.neighbours(item.span);
        Annotation { quote: TextQuote::new(&article.text, item.span, before, after), ..item.clone() }
    });
    Sidecar { annotations: annotations.collect(), ..sidecar }
}

#[test]
fn in_an_edited_article_annotations_are_where_their_text_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.json");
    fs::write(&path, with_context(corrected(), &article(folder.path())).to_json(&article(folder.path())))
        .expect("written");
    let mut edited = Article::from_text("news.txt", format!("عنوان جديد للخبر\n{TEXT}"));
    edited.origin = Origin::File(folder.path().join("news.txt"));
    let read = Sidecar::load(&path, &edited).expect("valid").expect("a file");
    assert_eq!(read.fit, Fit::Differs);
    for item in read.annotations.iter() {
        assert_eq!((item.state, item.span.slice(&edited.text)), (State::Moved, Some(&*item.quote.exact)));
    }
    assert!(
        read.boundaries.iter().all(|item| item.state == State::Moved && item.quote.fits(&edited.text, item.position))
    );
    let mut written = read.clone();
    store::write(&path, &edited, &mut written).expect("saved");
    let again = Sidecar::load(&path, &edited).expect("valid").expect("a file");
    assert!(again.fit == Fit::Exact && again.annotations.iter().all(|item| item.state == State::Exact));
}

#[test]
fn annotations_of_a_text_that_is_gone_stay_in_the_file_as_orphans() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.json");
    let article = article(folder.path());
    let old: Value = serde_json::from_str(&with_context(example(), &article).to_json(&article)).expect("JSON");
    fs::write(&path, old.to_string()).expect("written");
    let mut other = Article::from_text("news.txt", "قصير.".to_owned());
    other.origin = Origin::File(folder.path().join("news.txt"));
    let mut read = Sidecar::load(&path, &other).expect("valid").expect("a file");
    assert!(read.annotations.iter().all(|item| item.state == State::Orphan && item.span.is_empty()));
    store::write(&path, &other, &mut read).expect("saved");
    let written: Value = serde_json::from_slice(&fs::read(&path).expect("a file")).expect("JSON");
    for (before, after) in old["annotations"].as_array().unwrap().iter().zip(written["annotations"].as_array().unwrap())
    {
        for field in ["id", "start", "end", "exact", "prefix", "suffix"] {
            assert_eq!(before[field], after[field], "{field}");
        }
        assert_eq!(after["state"], "orphan");
    }
    // The text comes back, and they with it.
    let back = Sidecar::load(&path, &article).expect("valid").expect("a file");
    let states: Vec<State> = back.annotations.iter().map(|item| item.state).collect();
    // The second is two words, and might be others.
    assert!(states[0] == State::Moved && states[1] != State::Orphan, "{states:?}");
}

#[test]
fn a_changed_text_is_kept_beside_what_is_there_now() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.json");
    let text = |figure: &str| {
        format!("وصل القطار إلى المحطة صباحا.\nارتفعت الأسعار بنسبة {figure} هذا العام.\nثم غادر الركاب جميعا.\n")
    };
    let open = |figure: &str| {
        let mut article = Article::from_text("news.txt", text(figure));
        article.origin = Origin::File(folder.path().join("news.txt"));
        article
    };
    let article = open("30%");
    let (_, span) = article.sentence(2).expect("a sentence");
    let (before, after) = article.neighbours(span);
    let mut sidecar = Sidecar::new();
    let quote = TextQuote::new(&article.text, span, before, after);
    sidecar.annotations.insert(Annotation { span, quote, ..claim("a", "ثم ذهب.") });
    store::write(&path, &article, &mut sidecar).expect("saved");
    let edited = open("13%");
    for _ in 0..2 {
        let mut read = Sidecar::load(&path, &edited).expect("valid").expect("a file");
        let item = read.annotations.iter().next().expect("an annotation");
        assert_eq!((item.state, item.quote.exact.contains("30%")), (State::Changed, true));
        assert!(item.span.slice(&edited.text).is_some_and(|now| now.contains("13%")));
        store::write(&path, &edited, &mut read).expect("saved");
    }
}

/// Hands over the sets one after the other and tells what the saver said, after it closed.
fn saved(article: Arc<Article>, sidecar: Sidecar, path: &Path, sets: &[AnnotationSet]) -> Vec<Report> {
    let (send, receive) = mpsc::channel();
    let saver = Saver::start(article, sidecar, path.to_owned(), move |report| {
        let _ = send.send(report);
    });
    for (revision, set) in sets.iter().enumerate() {
        saver.save(revision as u64, set.clone(), BoundarySet::default(), 0);
    }
    saver.close();
    receive.iter().collect()
}

#[test]
fn closing_waits_for_the_newest_state() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (Arc::new(article(folder.path())), folder.path().join("s.json"));
    let mut sets: Vec<AnnotationSet> = vec![AnnotationSet::default(); 40];
    sets.push(example().annotations);
    let reports = saved(Arc::clone(&article), Sidecar::new(), &path, &sets);
    assert_eq!(reports.last(), Some(&Report::Saved { revision: 40, path: path.clone(), written: true }));
    assert_eq!(fs::read_to_string(&path).expect("a file"), example().to_json(&article));
}

#[test]
fn nothing_tagged_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (Arc::new(article(folder.path())), folder.path().join("s.json"));
    let reports = saved(article, Sidecar::new(), &path, &[AnnotationSet::default()]);
    assert_eq!(reports, [Report::Saved { revision: 0, path: path.clone(), written: false }]);
    assert!(!path.exists());
}

#[test]
fn the_second_of_two_savers_merges_and_goes_on_from_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (Arc::new(article(folder.path())), folder.path().join("s.json"));
    fs::write(&path, Sidecar::new().to_json(&article)).expect("written");
    let loaded = Sidecar::load(&path, &article).expect("valid").expect("a file");
    let (send, receive) = mpsc::channel();
    let second = Saver::start(Arc::clone(&article), loaded.clone(), path.clone(), move |report| {
        let _ = send.send(report);
    });
    let first = saved(Arc::clone(&article), loaded, &path, &[example().annotations]);
    assert!(matches!(first[0], Report::Saved { .. }), "{first:?}");
    let read = || Sidecar::load(&path, &article).expect("valid").expect("a file");
    let both = (example().annotations, corrected().boundaries);
    second.save(1, AnnotationSet::default(), both.1.clone(), 0);
    match receive.recv().expect("a report") {
        Report::Merged { revision: 1, number: 1, annotations, boundaries, foreign, .. } => {
            assert_eq!((annotations, boundaries), both);
            assert_eq!((foreign.arrived, foreign.conflicts), (both.0.len(), Vec::new()));
        }
        other => panic!("{other:?}"),
    }
    let saved = |revision, path: &Path| Report::Saved { revision, path: path.to_owned(), written: true };
    assert_eq!(receive.recv().expect("a report"), saved(1, &path));
    assert_eq!((read().annotations, read().boundaries), both);
    // Handed over before the merge was seen: what came is not taken for deleted. Afterwards it is.
    second.save(2, AnnotationSet::default(), BoundarySet::default(), 0);
    assert!(matches!(receive.recv().expect("a report"), Report::Merged { revision: 2, number: 2, .. }));
    assert_eq!(receive.recv().expect("a report"), saved(2, &path));
    assert_eq!((read().annotations, read().boundaries), (both.0.clone(), BoundarySet::default()));
    second.save(3, AnnotationSet::default(), BoundarySet::default(), 2);
    assert_eq!(receive.recv().expect("a report"), saved(3, &path));
    assert_eq!(read().annotations, AnnotationSet::default());
    // Another file is never merged with: who chose it did not mean that.
    let elsewhere = folder.path().join("other.json");
    fs::write(&elsewhere, Sidecar::new().to_json(&article)).expect("written");
    second.save_to(elsewhere.clone(), 4, both.0.clone(), BoundarySet::default(), 2);
    let refused = receive.recv().expect("a report");
    assert!(matches!(&refused, Report::Failed { revision: 4, cause, .. } if cause == "the file is there already"));
    fs::remove_file(&elsewhere).expect("removed");
    second.save_to(elsewhere.clone(), 5, both.0, BoundarySet::default(), 2);
    assert_eq!(receive.recv().expect("a report"), saved(5, &elsewhere));
}

#[test]
fn a_missing_folder_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gone").join("s.json");
    let reports = saved(Arc::new(article(folder.path())), Sidecar::new(), &path, &[example().annotations]);
    assert!(
        matches!(&reports[0], Report::Failed { message, .. } if message.contains("s.json: not saved: ")),
        "{reports:?}"
    );
}

#[test]
fn elsewhere_that_cannot_be_written_changes_nothing_about_the_sidecar() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (Arc::new(article(folder.path())), folder.path().join("s.json"));
    let (send, receive) = mpsc::channel();
    let saver = Saver::start(article, Sidecar::new(), path.clone(), move |report| {
        let _ = send.send(report);
    });
    saver.save(1, example().annotations, BoundarySet::default(), 0);
    assert_eq!(receive.recv().expect("a report"), Report::Saved { revision: 1, path: path.clone(), written: true });
    let gone = folder.path().join("gone").join("o.json");
    saver.save_to(gone.clone(), 1, example().annotations, BoundarySet::default(), 0);
    let failed = receive.recv().expect("a report");
    let Report::Failed { path: place, cause, message, .. } = &failed else { panic!("{failed:?}") };
    assert_eq!(*place, gone);
    assert!(!cause.contains(".hashiya-") && !message.contains(".hashiya-"), "{failed:?}");
    saver.save(2, AnnotationSet::default(), BoundarySet::default(), 0);
    assert_eq!(receive.recv().expect("a report"), Report::Saved { revision: 2, path, written: true });
}
