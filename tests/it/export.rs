//! Every export over the same awkward cases: what is written is at its place in each unit, and nothing is lost or taken for markup.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};

use hashiya::annotation::{Annotation, AnnotationSet, TagSet, TextQuote};
use hashiya::export::{EXPORTS, ExportError, Format, OffsetUnit, Request, context, default_target, write_files};
use hashiya::input::Article;
use hashiya::text::Span;
use serde_json::{Map, Value};

/// A text and what is annotated in it: exact text (its first occurrence), tag, note.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) text: &'static str,
    marks: &'static [(&'static str, &'static str, &'static str)],
}

pub(super) const CASES: &[Case] = &[
    Case { name: "none", text: "A title\n\nOne is here. Two is there.\n", marks: &[] },
    Case { name: "one", text: "One is here. Two is there.\n", marks: &[("Two is there.", "claim", "")] },
    Case {
        name: "nested part",
        text: "قالت سلمى: \"زاد المطر 7% هذا العام\". ثم سكتت.\n",
        marks: &[("قالت سلمى: \"زاد المطر 7% هذا العام\".", "quote", ""), ("7%", "figure", "راجع الأصل")],
    },
    Case {
        name: "astral emoji before",
        text: "🌧🌧 One is here. 😀 Two is there.\n",
        marks: &[("One is here.", "claim", ""), ("Two", "figure", "😀 note")],
    },
    Case {
        name: "newline inside",
        text: "First line goes\r\non here. Then\nthe end comes.\n",
        marks: &[("goes\r\non here.", "quote", ""), ("Then\nthe end", "claim", "")],
    },
    Case {
        name: "right to left",
        text: "عنوان قصير\n\nلم يؤكده أحد. Reuters نقلت الخبر من وادي السدر.\n",
        marks: &[("Reuters نقلت الخبر من وادي السدر.", "claim", "تحقق"), ("لم يؤكده أحد.", "claim", "see (1)")],
    },
    Case {
        name: "note with line ends and quotes",
        text: "One is here. Two is there.\n",
        marks: &[("One is here.", "claim", "first \"line\", then\nsecond\tone\r\n# not a heading")],
    },
    Case {
        name: "leading equals and markup",
        text: "=SUM(A1) is <b>bold</b> | *here*. Two is there.\n",
        marks: &[("=SUM(A1) is <b>bold</b> | *here*.", "figure", "@note"), ("Two is there.", "unknown-tag", "- x")],
    },
];

pub(super) const UNITS: [OffsetUnit; 3] = [OffsetUnit::Codepoint, OffsetUnit::Utf16, OffsetUnit::Byte];

pub(super) fn annotations(case: &Case) -> AnnotationSet {
    let mut set = AnnotationSet::default();
    for (number, (exact, tag, note)) in case.marks.iter().enumerate() {
        let start = case.text.find(exact).expect("the mark is in the text");
        set.insert(Annotation {
            id: format!("00000000-0000-4000-8000-{number:012}"),
            tag: (*tag).to_owned(),
            span: Span::new(start, start + exact.len()),
            quote: TextQuote { exact: (*exact).to_owned(), ..TextQuote::default() },
            state: hashiya::annotation::State::Exact,
            lost: None,
            note: (!note.is_empty()).then(|| (*note).to_owned()),
            creator: "+noor".to_owned(),
            created: "2026-02-03T04:05:06Z".parse().expect("a time"),
            modified: "2026-02-03T04:05:07Z".parse().expect("a time"),
            extra: Map::new(),
        });
    }
    set
}

/// An export of a case, or why there is none.
fn export(format: &Format, case: &Case, offsets: OffsetUnit) -> Result<String, ExportError> {
    let article = Article::from_text("case.txt", case.text.to_owned());
    let request = Request { article: &article, annotations: &annotations(case), tags: &TagSet::default(), offsets };
    let mut out = Vec::new();
    format.write(&request, &mut out)?;
    Ok(String::from_utf8(out).expect("UTF-8"))
}

fn exported(name: &str, case: &Case) -> String {
    export(Format::named(name).expect("a format"), case, OffsetUnit::Codepoint).expect("an export")
}

fn case(name: &str) -> &'static Case {
    CASES.iter().find(|case| case.name == name).expect("a case")
}

/// `text[start..end]` in a unit.
fn slice(text: &str, start: usize, end: usize, unit: OffsetUnit) -> String {
    match unit {
        OffsetUnit::Codepoint => text.chars().skip(start).take(end - start).collect(),
        OffsetUnit::Utf16 => String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[start..end]).expect("whole"),
        OffsetUnit::Byte => text[start..end].to_owned(),
    }
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("small")
}

fn string(value: &Value) -> String {
    value.as_str().expect("a string").to_owned()
}

/// What a reader of the format finds: start, end, label, and the text where the format has it.
type Found = (usize, usize, String, Option<String>);

fn read(format: &str, written: &str) -> Vec<Found> {
    match format {
        "json" => {
            let document: Value = serde_json::from_str(written).expect("JSON");
            let found = document["annotations"].as_array().expect("an array").iter();
            found
                .map(|a| (number(&a["start"]), number(&a["end"]), string(&a["tag"]), Some(string(&a["exact"]))))
                .collect()
        }
        "jsonl" => {
            let rows = written.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
            rows.flat_map(|row| {
                let base = number(&row["start"]);
                let spans = row["spans"].as_array().expect("an array").clone();
                spans.into_iter().map(move |s| {
                    let place = (base + number(&s["start"]), base + number(&s["end"]));
                    (place.0, place.1, string(&s["label"]), Some(string(&s["text"])))
                })
            })
            .collect()
        }
        "csv" => {
            let mut table = csv::Reader::from_reader(written.trim_start_matches('\u{FEFF}').as_bytes());
            let rows = table.records().map(|row| row.expect("a row"));
            rows.map(|row| {
                assert_eq!((&row[3], &row[4]), (&row[5], &row[6]));
                let text = row[8].strip_prefix('\'').unwrap_or(&row[8]).to_owned();
                (row[3].parse().expect("a number"), row[4].parse().expect("a number"), row[2].to_owned(), Some(text))
            })
            .collect()
        }
        "markdown" => {
            let places = written.lines().filter_map(|line| line.strip_prefix("Sentence ")?.split(", ").nth(1));
            let pairs = places.map(|place| place.split_once('–').expect("a pair"));
            pairs
                .map(|(start, end)| (start.parse().expect("start"), end.parse().expect("end"), String::new(), None))
                .collect()
        }
        "webannotation" => {
            let page: Value = serde_json::from_str(written).expect("JSON");
            let items = page["items"].as_array().expect("an array").iter();
            items
                .map(|item| {
                    let [quote, place] = [&item["target"]["selector"][0], &item["target"]["selector"][1]];
                    let label = string(&item["body"][0]["value"]);
                    (number(&place["start"]), number(&place["end"]), label, Some(string(&quote["exact"])))
                })
                .collect()
        }
        "brat" => {
            let lines = written.lines().filter(|line| line.starts_with('T'));
            lines
                .flat_map(|line| {
                    let fields: Vec<&str> = line.split('\t').collect();
                    assert_eq!(fields.len(), 3, "{line}");
                    let (label, places) = fields[1].split_once(' ').expect("a label");
                    let label = label.to_lowercase();
                    let pairs = places.split(';').map(|place| place.split_once(' ').expect("a pair"));
                    pairs
                        .map(|(start, end)| {
                            (start.parse().expect("start"), end.parse().expect("end"), label.clone(), None)
                        })
                        .collect::<Vec<_>>()
                })
                .collect()
        }
        other => panic!("{other}: say here how it is read"),
    }
}

#[test]
fn every_format_is_right_in_every_case_and_unit() {
    for format in EXPORTS {
        for case in CASES {
            for unit in UNITS {
                let context = format!("{}, {}, {}", format.name, case.name, unit.name());
                let written = match export(format, case, unit) {
                    Err(ExportError::Unit { .. }) if format.code_points_only && unit != OffsetUnit::Codepoint => {
                        continue;
                    }
                    other => other.expect(&context),
                };
                assert!(format.name == "brat" || !written.is_empty(), "{context}");
                let found = read(format.name, &written);
                for (start, end, _, text) in &found {
                    let there = slice(case.text, *start, *end, unit);
                    assert!(text.as_ref().is_none_or(|text| *text == there), "{context}: {text:?} {there:?}");
                }
                // Fragments and parts of an annotation make it up again; the line end between them is nobody's.
                for (exact, tag, _) in case.marks {
                    let of_tag = found.iter().filter(|(_, _, label, _)| label.is_empty() || label == tag);
                    let pieces: Vec<String> =
                        of_tag.map(|(start, end, ..)| slice(case.text, *start, *end, unit)).collect();
                    let whole = pieces.contains(&(*exact).to_owned());
                    let lines = exact.split(['\r', '\n']).filter(|line| !line.is_empty());
                    assert!(
                        whole || lines.clone().all(|line| pieces.iter().any(|p| p == line)),
                        "{context}: {pieces:?}"
                    );
                }
                assert!(found.len() >= case.marks.len(), "{context}");
            }
        }
    }
}

#[test]
fn no_format_writes_an_annotation_that_is_not_where_it_says() {
    let article = Article::from_text("case.txt", "One is here. Two is there.\n".to_owned());
    let mut set = AnnotationSet::default();
    let mut wrong = annotations(case("one")).iter().next().expect("one").clone();
    wrong.span = wrong.span.shifted(1);
    set.insert(wrong);
    let folder = tempfile::tempdir().expect("a folder");
    let request =
        Request { article: &article, annotations: &set, tags: &TagSet::default(), offsets: OffsetUnit::Codepoint };
    for format in EXPORTS {
        let mut out = Vec::new();
        assert!(matches!(format.write(&request, &mut out), Err(ExportError::Mismatch { .. })), "{}", format.name);
        assert!(out.is_empty(), "{}", format.name);
        let target = folder.path().join(format.name);
        assert!(matches!(write_files(format, &request, &target), Err(ExportError::Mismatch { .. })));
        assert!(!target.exists(), "{}", format.name);
    }
}

#[test]
fn jsonl_has_a_row_for_every_sentence() {
    let rows: Vec<Value> =
        exported("jsonl", case("none")).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let texts: Vec<&str> = rows.iter().filter_map(|row| row["text"].as_str()).collect();
    assert_eq!(texts, ["A title", "One is here.", "Two is there."]);
    assert_eq!((&rows[0]["kind"], &rows[1]["n"]), (&"headline".into(), &2.into()));
    let odd = Case { name: "", text: "One\u{2028}goes on. Two.\n", marks: &[("Two.", "claim", "a\u{2029}b\u{85}c")] };
    let written = exported("jsonl", &odd);
    assert!(!written.contains(['\u{85}', '\u{2028}', '\u{2029}']), "{written}");
    assert!(written.contains("a\\u2029b\\u0085c"), "{written}");
    let rows = exported("jsonl", case("nested part"));
    let row: Value = serde_json::from_str(rows.lines().next().expect("a row")).expect("JSON");
    assert_eq!(row["labels"], serde_json::json!(["quote", "figure"]));
}

#[test]
fn csv_is_what_spreadsheets_need() {
    let written = exported("csv", case("leading equals and markup"));
    assert!(written.starts_with('\u{FEFF}') && written.ends_with("\r\n"));
    assert!(
        written.contains(",'=SUM(A1)") && written.contains(",'@note,") && written.contains(",'+noor,"),
        "{written}"
    );
    assert!(exported("csv", case("note with line ends and quotes")).contains("\"first \"\"line\"\", then\nsecond"));
    let utf16 = export(Format::named("csv").expect("csv"), case("one"), OffsetUnit::Utf16).expect("an export");
    assert!(utf16.contains("label,start_u16,end_u16,"));
}

#[test]
fn markdown_escapes_and_says_directions() {
    let written = exported("markdown", case("leading equals and markup"));
    assert!(written.contains("> \\=SUM(A1) is \\<b\\>bold\\</b\\> \\| \\*here\\*.\n"), "{written}");
    assert!(written.contains("## Figure (1)") && written.contains("## unknown-tag (1)"), "{written}");
    let note = exported("markdown", case("note with line ends and quotes"));
    assert!(note.contains("\n\\# not a heading\n"), "{note}");
    let rtl = exported("markdown", case("right to left"));
    // A quote runs as its paragraph does on the page, not by its own first strong character; a note does.
    assert!(rtl.contains("<div dir=\"rtl\">\n\n> Reuters"), "{rtl}");
    assert!(rtl.contains("<div dir=\"rtl\">\n\nتحقق"), "{rtl}");
    assert!(rtl.contains("<div dir=\"ltr\">\n\nsee (1)"), "{rtl}");
}

#[test]
fn web_annotations_have_neighbours_and_bodies() {
    for case in CASES {
        let page: Value = serde_json::from_str(&exported("webannotation", case)).expect("JSON");
        for item in page["items"].as_array().expect("an array") {
            let quote = &item["target"]["selector"][0];
            let around = [&quote["prefix"], &quote["exact"], &quote["suffix"]].map(string).concat();
            assert!(case.text.contains(&around), "{}: {around}", case.name);
            assert!(string(&item["id"]).starts_with("urn:uuid:"));
        }
    }
    let page: Value = serde_json::from_str(&exported("webannotation", case("right to left"))).expect("JSON");
    let comment = &page["items"][1]["body"][1];
    assert_eq!(
        (&comment["purpose"], &comment["language"], &comment["textDirection"]),
        (&"commenting".into(), &"ar".into(), &"rtl".into())
    );
}

#[test]
fn brat_has_its_notes_and_fragments_on_one_line() {
    let written = exported("brat", case("note with line ends and quotes"));
    assert_eq!(
        written,
        "T1\tCLAIM 0 12\tOne is here.\n#1\tAnnotatorNotes T1\tfirst \"line\", then second one # not a heading\n"
    );
    let written = exported("brat", case("newline inside"));
    assert!(written.starts_with("T1\tQUOTE 11 15;17 25\tgoes on here.\n"), "{written}");
}

#[test]
fn context_never_cuts_a_cluster() {
    let text = format!("{}b{}", "e\u{301}".repeat(100), "👩‍🚀".repeat(100));
    let at = text.find('b').expect("b");
    let (prefix, suffix) = context(&text, Span::new(at, at + 1));
    assert_eq!((prefix, suffix), (&*"e\u{301}".repeat(32), &*"👩‍🚀".repeat(21)));
    assert_eq!(context("ab", Span::new(0, 2)), ("", ""));
}

#[test]
fn files_go_beside_the_article_and_never_over_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.txt");
    fs::write(&file, case("one").text).expect("written");
    let article = Article::open(&file).expect("opened");
    let set = annotations(case("one"));
    let request =
        Request { article: &article, annotations: &set, tags: &TagSet::default(), offsets: OffsetUnit::Codepoint };
    for format in EXPORTS {
        let target = default_target(&article, format);
        assert_eq!(target.parent(), file.parent(), "{}", format.name);
        // Twice: the second replaces the first.
        for _ in 0..2 {
            let written = write_files(format, &request, &target).expect(format.name);
            assert!(written.iter().all(|path| path.is_file() && path.starts_with(&target)), "{written:?}");
        }
        for protected in ["a.txt", "a.txt.hashiya.json", "./b.hashiya.json"] {
            if !format.is_folder() {
                let refused = write_files(format, &request, &folder.path().join(protected));
                assert!(matches!(refused, Err(ExportError::Protected { .. })), "{} {protected}", format.name);
            }
        }
    }
    // brat's .txt would be the article itself.
    let brat = Format::named("brat").expect("brat");
    assert!(matches!(write_files(brat, &request, folder.path()), Err(ExportError::Protected { .. })));
    assert_eq!(fs::read_to_string(&file).expect("read"), case("one").text);
    assert_eq!(fs::read_to_string(folder.path().join("a.brat/a.txt")).expect("read"), case("one").text);
    let names = fs::read_dir(folder.path()).expect("listed").count();
    assert_eq!(names, EXPORTS.len() + 1, "no temporary file stays");
}

#[test]
fn an_article_with_the_longest_name_is_exported_too() {
    let folder = tempfile::tempdir().expect("a folder");
    // No ending that could go, and a letter of two bytes where it is cut.
    let file = folder.path().join(format!("{}{}", "x".repeat(251), "ق".repeat(2)));
    fs::write(&file, case("one").text).expect("written");
    let article = Article::open(&file).expect("opened");
    let set = annotations(case("one"));
    let request =
        Request { article: &article, annotations: &set, tags: &TagSet::default(), offsets: OffsetUnit::Codepoint };
    for format in EXPORTS {
        let written = write_files(format, &request, &default_target(&article, format)).expect(format.name);
        assert!(written.iter().all(|path| path.is_file()), "{written:?}");
    }
}

#[test]
fn what_is_there_keeps_its_link_its_rights_and_its_attributes() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.txt"), case("one").text).expect("written");
    fs::create_dir(at("shared")).expect("made");
    let article = Article::open(&at("a.txt")).expect("opened");
    let set = annotations(case("one"));
    let request =
        Request { article: &article, annotations: &set, tags: &TagSet::default(), offsets: OffsetUnit::Codepoint };
    let csv = Format::named("csv").expect("csv");
    let write = |name: &str| write_files(csv, &request, &at(name));

    // A link, whether there is something behind it or not yet.
    symlink("shared/out.csv", at("link.csv")).expect("a link");
    for _ in 0..2 {
        write("link.csv").expect("written");
        assert!(fs::symlink_metadata(at("link.csv")).expect("there").is_symlink());
        assert!(fs::read_to_string(at("shared/out.csv")).expect("written").contains("claim"));
    }
    // Behind a link to nothing is no way to the article's neighbours.
    symlink("a.txt.hashiya.json", at("sly.csv")).expect("a link");
    assert!(matches!(write("sly.csv"), Err(ExportError::Protected { .. })));
    assert!(!at("a.txt.hashiya.json").exists());

    fs::write(at("old.csv"), "old").expect("written");
    fs::set_permissions(at("old.csv"), fs::Permissions::from_mode(0o640)).expect("set");
    let is_given = chown(at("old.csv"), Some(12_345), Some(23_456)).is_ok();
    let has_attributes = cfg!(target_os = "linux")
        && rustix::fs::setxattr(at("old.csv"), "user.from", b"mona", rustix::fs::XattrFlags::empty()).is_ok();
    write("old.csv").expect("written");
    let about = fs::metadata(at("old.csv")).expect("there");
    assert_eq!(about.mode() & 0o7777, 0o640);
    assert!(!is_given || (about.uid(), about.gid()) == (12_345, 23_456));
    let mut value = [0; 8];
    assert!(!has_attributes || rustix::fs::getxattr(at("old.csv"), "user.from", &mut value[..]) == Ok(4));

    // Renaming would not ask.
    fs::set_permissions(at("old.csv"), fs::Permissions::from_mode(0o444)).expect("set");
    let refused = write("old.csv").expect_err("read-only").to_string();
    assert!(refused.ends_with("old.csv: the file is read-only"), "{refused}");
    assert!(
        !fs::read_dir(folder.path())
            .expect("listed")
            .flatten()
            .any(|entry| { entry.file_name().as_encoded_bytes().starts_with(b".") })
    );
}
