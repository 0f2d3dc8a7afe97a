//! Sidecars that were written when Markdown was read with its marks: `news.md` and its sidecar are of that version, with some records
//! added by hand.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use hashiya::annotation::State;
use hashiya::input::{Article, Origin};
use hashiya::store::{self, Fit, Sidecar};
use serde_json::Value;

const NEWS: &str = include_str!("../../data/markdown/news.md");
const OLD: &str = include_str!("../../data/markdown/news.md.hashiya.json");

fn article(text: &str) -> Article {
    Article::from_bytes("news.md", Origin::File("news.md".into()), text.as_bytes()).expect("an article")
}

fn load(json: &str, article: &Article) -> Sidecar {
    Sidecar::from_bytes(Path::new("news.md.hashiya.json"), json.as_bytes().to_vec(), article).expect("a sidecar")
}

/// The state of each annotation, and its text: that of its place, or what it said where it has none.
fn found(sidecar: &Sidecar, article: &Article) -> BTreeMap<String, (State, String)> {
    let text = |item: &hashiya::annotation::Annotation| {
        let place = item.span.slice(&article.document.text).filter(|_| item.state.has_place());
        place.unwrap_or(&item.quote.exact).to_owned()
    };
    sidecar.markup.annotations.iter().map(|item| (item.id.clone(), (item.state, text(item)))).collect()
}

#[test]
fn annotations_of_the_source_are_where_their_text_is() {
    let article = article(NEWS);
    let sidecar = load(OLD, &article);
    assert_eq!(sidecar.fit, Fit::Extracted);
    let expected = [
        ("s1", State::Exact, "وصول السفينة إلى الميناء"),
        ("s2", State::Exact, "بقلم: نعمى الدرواس"),
        ("s3", State::Exact, "قالت سلمى: «ارتفع السعر 30%»، وأضافت أن الكلفة لم تتغير منذ عام."),
        ("s4", State::Exact, "قال الحارس & ذهب."),
        ("s5", State::Exact, "سطر مكسور"),
        ("s6", State::Exact, "صورة المرفأ هنا."),
        ("s7", State::Exact, "قال الحارس: لم يعد أحد."),
        ("s8", State::Exact, "ولن يعود."),
        ("s9", State::Exact, "بند أول"),
        ("s10", State::Exact, "تم"),
        ("s11", State::Exact, "الاسم\nالعدد"),
        ("s12", State::Exact, "النجمة\n3"),
        ("s13", State::Orphan, "<p align=\"center\">شعار</p>"),
        ("s14", State::Moved, "حاشية مائلة."),
        ("s15", State::Moved, "وجملة ثانية."),
        ("s16", State::Exact, "ختام."),
        ("part", State::Exact, "30%"),
        ("both", State::Exact, "ولن يعود.\nبند أول"),
        ("cell", State::Exact, "النجمة"),
        ("mark", State::Orphan, "](https://a.example \"t\")"),
        ("rule", State::Orphan, "|:------|"),
        ("lost", State::Orphan, "كان **هنا**"),
        // What stood between is a footnote, and at the end now.
        ("over", State::Changed, "ختام."),
    ];
    let expected: BTreeMap<_, _> =
        expected.into_iter().map(|(id, state, text)| (id.to_owned(), (state, text.to_owned()))).collect();
    assert_eq!(found(&sidecar, &article), expected);
    for item in sidecar.markup.annotations.iter().filter(|item| item.state.is_settled()) {
        assert_eq!(item.span.slice(&article.document.text), Some(item.quote.exact.as_str()), "{}", item.id);
        assert!(!item.quote.prefix.contains("**") && item.quote.before.is_some(), "{:?}", item.quote);
    }
}

#[test]
fn boundaries_of_the_source_are_between_the_same_words() {
    let article = article(NEWS);
    let sidecar = load(OLD, &article);
    let text = &article.document.text;
    let found: Vec<_> = sidecar.markup.boundaries.iter().map(|item| (item.id.as_str(), item.state)).collect();
    let expected = [
        ("split", State::Exact),
        ("join", State::Exact),
        ("mark", State::Exact),
        ("row", State::Orphan),
        ("note", State::Moved),
    ];
    assert_eq!(found, expected);
    let at = |after: &str| text.find(after).expect("in the text");
    let places: Vec<_> =
        sidecar.markup.boundaries.iter().filter(|item| item.state.has_place()).map(|item| item.position).collect();
    assert_eq!(places, [at("الكلفة لم"), at("قال الحارس &"), at("ولن"), at("وجملة")]);
    for item in sidecar.markup.boundaries.iter().filter(|item| item.state.has_place()) {
        assert!(item.quote.fits(text, item.position), "{item:?}");
    }
}

#[test]
fn what_is_written_then_is_of_the_text() {
    let article = article(NEWS);
    let sidecar = load(OLD, &article);
    let corrected = sidecar.corrected(article.clone());
    let json = sidecar.to_json(&corrected);
    let value: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(super::schema::misfits(&value), [""; 0]);
    assert_eq!(value["article"]["sha256"], *article.document.digest());
    let original = article.source.original.as_ref().expect("it is extracted");
    let old: Value = serde_json::from_str(OLD).expect("JSON");
    assert_eq!(value["article"]["source"]["sha256"], *original.digest());
    assert_eq!(value["article"]["source"]["sha256"], old["article"]["sha256"]);
    assert_eq!(value["article"]["source"]["extractor"], "markdown 1");
    assert_eq!(value["article"]["facts"]["title"], "وصول السفينة");
    assert_eq!(value["article"]["facts"]["author"], "نعمى الدرواس");
    let again = load(&json, &article);
    assert_eq!(again.fit, Fit::Exact);
    let places = |sidecar: &Sidecar| {
        let of = |(id, (state, text)): (String, (State, String))| (id, (state.has_place(), text));
        found(sidecar, &article).into_iter().map(of).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(places(&again), places(&sidecar));
    assert_eq!(again.to_json(&corrected), json);
    // Only marks were changed since: the text is the same.
    let other = self::article(&NEWS.replace("*مائلة*", "__مائلة__"));
    assert_eq!(load(&json, &other).fit, Fit::Exact);
}

#[test]
fn an_edited_file_is_searched_as_it_was_before() {
    let edited = NEWS
        .replace("# وصول", "# وصول وصول")
        .replace("لم يعد أحد.", "لم *يعد* أحد.")
        .replace("قالت سلمى", "فقرة جديدة كلها.\n\nقالت سلمى");
    let article = article(&edited);
    let sidecar = load(OLD, &article);
    assert_eq!(sidecar.fit, Fit::Differs);
    let found = found(&sidecar, &article);
    let of = |id: &str| (found[id].0, found[id].1.as_str());
    assert_eq!(of("s7"), (State::Moved, "قال الحارس: لم يعد أحد."), "another mark is no other word");
    assert_eq!(of("s8"), (State::Moved, "ولن يعود."));
    assert_eq!(of("s12"), (State::Moved, "النجمة\n3"));
    assert_eq!(of("s14"), (State::Moved, "حاشية مائلة."));
    assert_eq!(of("both"), (State::Moved, "ولن يعود.\nبند أول"));
    assert_eq!(of("s1"), (State::Changed, "وصول وصول السفينة إلى الميناء"));
    assert_eq!(of("mark").0, State::Orphan);
}

#[test]
fn unknown_fields_of_source_and_facts_are_kept_and_known_ones_told_afresh() {
    let article = article(NEWS);
    let mut value: Value = serde_json::from_str(&load(OLD, &article).to_json(&article)).expect("JSON");
    value["article"]["source"]["extractor"] = "markdown 0".into();
    value["article"]["source"]["page"] = 7.into();
    value["article"]["facts"]["site"] = "x".into();
    value["article"]["facts"]["rating"] = "good".into();
    let written: Value = serde_json::from_str(&load(&value.to_string(), &article).to_json(&article)).expect("JSON");
    let about = &written["article"];
    assert_eq!((&about["source"]["extractor"], &about["source"]["page"]), (&"markdown 1".into(), &7.into()));
    assert_eq!((&about["facts"]["site"], &about["facts"]["rating"]), (&Value::Null, &"good".into()));
}

#[test]
fn what_an_older_program_writes_meanwhile_is_merged() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, path) = (article(NEWS), folder.path().join("news.md.hashiya.json"));
    fs::write(&path, OLD).expect("written");
    let mut sidecar = Sidecar::load(&path, &article).expect("valid").expect("a file");
    let without = sidecar.markup.annotations.iter().filter(|item| item.id != "s9").cloned();
    sidecar.markup.annotations = without.collect();
    let mut theirs: Value = serde_json::from_str(OLD).expect("JSON");
    let items = theirs["annotations"].as_array_mut().expect("a list");
    let item = items.iter_mut().find(|item| item["id"] == "s10").expect("there");
    (item["note"], item["modified"]) = ("ملاحظة".into(), "2026-01-02T00:00:00Z".into());
    fs::write(&path, format!("{theirs:#}\n")).expect("written");
    assert!(store::write(&path, &article, &mut sidecar).expect("saved"));
    let read = Sidecar::load(&path, &article).expect("valid").expect("a file");
    assert_eq!(read.fit, Fit::Exact);
    let ids: Vec<_> = read.markup.annotations.iter().map(|item| item.id.as_str()).collect();
    assert!(!ids.contains(&"s9") && ids.len() == 22, "{ids:?}");
    let noted = read.markup.annotations.iter().find(|item| item.id == "s10").expect("there");
    assert_eq!(noted.note.as_deref(), Some("ملاحظة"));
    assert_eq!(noted.span.slice(&article.document.text), Some("تم"));
}
