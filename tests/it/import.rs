//! Every import reads what the export of its name writes: the same annotations at the same places, also in an edited article.

use hashiya::annotation::{Annotation, AnnotationSet, State, TagSet};
use hashiya::export::{self, OffsetUnit, Request};
use hashiya::import::{Format, IMPORTS, place};
use hashiya::input::Article;
use jiff::Timestamp;

use super::export::{CASES, Case, UNITS, annotations};

/// What a format's export makes of a case.
fn exported(format: &Format, case: &Case, offsets: OffsetUnit) -> Option<Vec<u8>> {
    let article = Article::from_text("case.txt", case.text.to_owned());
    let request = Request { article: &article, annotations: &annotations(case), tags: &TagSet::default(), offsets };
    let mut out = Vec::new();
    let format = export::Format::named(format.name).expect("an export of that name");
    format.write(&request, &mut out).ok().map(|()| out)
}

/// The annotations that come of it in `text`.
fn imported(format: &Format, bytes: &[u8], text: &str) -> Vec<Annotation> {
    let article = Article::from_text("other.txt", text.to_owned());
    let read = format.read(bytes).expect("it is what the export wrote");
    place(read, &article.document, "Reem", Timestamp::UNIX_EPOCH, || panic!("it has ids"))
}

/// Id, tag, note and text of each, in the order of the text.
fn content(annotations: &[Annotation], text: &str) -> Vec<[String; 4]> {
    let mut sorted: Vec<&Annotation> = annotations.iter().collect();
    sorted.sort_by_key(|item| (item.span.start, item.span.end, item.id.clone()));
    let row = |item: &&Annotation| {
        let note = item.note.clone().unwrap_or_default();
        [item.id.clone(), item.tag.clone(), note, item.span.slice(text).expect("in the text").to_owned()]
    };
    sorted.iter().map(row).collect()
}

#[test]
fn what_was_exported_comes_back_where_it_was() {
    for format in IMPORTS {
        for case in CASES {
            let own: Vec<Annotation> = annotations(case).iter().cloned().collect();
            for unit in UNITS {
                let Some(bytes) = exported(format, case, unit) else { continue };
                let found = imported(format, &bytes, case.text);
                assert_eq!(content(&found, case.text), content(&own, case.text), "{}, {unit:?}", case.name);
                assert!(found.iter().all(|item| item.state == State::Exact && item.creator == "Reem"), "{found:?}");
                assert!(found.iter().all(|item| item.span.slice(case.text) == Some(&item.quote.exact)), "{found:?}");
            }
        }
    }
}

#[test]
fn in_an_edited_article_it_is_placed_by_quote_and_context() {
    for format in IMPORTS {
        for case in CASES {
            let own: Vec<Annotation> = annotations(case).iter().cloned().collect();
            let bytes = exported(format, case, OffsetUnit::Codepoint).expect("every format has code points");
            let edited = format!("A new line on top, of other words.\n\n{}", case.text);
            let found = imported(format, &bytes, &edited);
            let surely = found.iter().filter(|item| item.state.is_sure()).cloned().collect::<Vec<_>>();
            let known = content(&own, case.text);
            assert!(content(&surely, &edited).iter().all(|row| known.contains(row)), "{}: {found:?}", case.name);
            assert_eq!(found.len(), own.len(), "{}: what has no place is kept", case.name);
            assert!(found.iter().all(|item| item.lost.is_none() == item.state.has_place()), "{found:?}");
        }
    }
}

#[test]
fn nothing_is_lost_or_asked_about_where_a_paragraph_was_put_on_top() {
    for (code, text) in hashiya::input::sample::SAMPLES {
        let article = Article::from_text("sample.txt", text.to_owned());
        let document = &article.document;
        let sentences = (0..document.paragraphs.len()).flat_map(|index| document.sentences(index)).step_by(3);
        let tagged = sentences.enumerate().map(|(number, span)| Annotation {
            id: number.to_string(),
            note: Some(format!("note {number}")),
            ..Annotation::new(document, span, "claim")
        });
        let own: AnnotationSet = tagged.collect();
        let request = Request { article: &article, annotations: &own, tags: &TagSet::default(), offsets: UNITS[0] };
        let edited = format!("Something new on top.\n\n{text}");
        for format in IMPORTS {
            let mut bytes = Vec::new();
            let export = export::Format::named(format.name).expect("an export of that name");
            export.write(&request, &mut bytes).expect("written");
            let found = imported(format, &bytes, &edited);
            let own: Vec<Annotation> = own.iter().cloned().collect();
            assert_eq!(content(&found, &edited), content(&own, text), "{code}");
            assert!(found.iter().all(|item| item.state == State::Moved), "{code}: {found:?}");
        }
    }
}

#[test]
fn what_is_wrong_in_json_lines_is_said_with_its_line() {
    let row = r#"{"text": "One is here.", "start": 0, "end": 12, "paragraph": 1, "sha256": "a", "spans": []}"#;
    let span = |fields: &str| row.replace("[]", &format!("[{{\"id\": \"a\", \"label\": \"claim\", {fields}}}]"));
    let other = row.replace("\"sha256\": \"a\"", "\"sha256\": \"b\"").replace("\"start\": 0", "\"start\": 13");
    for (lines, problem) in [
        ("{".to_owned(), "line 1: is not JSON"),
        ("{}".to_owned(), "line 1: text is missing"),
        (format!("{row}\n\n{row}"), "line 3: start is 0, must follow the end before, which is 12"),
        (format!("{row}\n{other}"), "line 2: sha256 is that of another text"),
        (row.replace("\"paragraph\"", "\"unit\": \"rune\", \"p\""), "line 1: unit is \"rune\""),
        (row.replace(": []", ": 1"), "line 1: spans is missing, must be a list"),
        (span("\"start\": 0, \"end\": 99"), "line 1: spans[0].end is 99, which is no place"),
        (span("\"start\": 3, \"end\": 3"), "line 1: spans[0].text is not what stands"),
        (span("\"start\": 0, \"end\": 3, \"text\": \"Two\""), "line 1: spans[0].text is not what stands"),
        (span("\"start\": 0, \"end\": 3").replace("claim", "Claim!"), "line 1: spans[0].label is \"Claim!\", must be"),
    ] {
        let error = Format::named("jsonl").expect("a format").read(lines.as_bytes()).expect_err(problem);
        assert!(error.to_string().starts_with(problem), "{error}, not {problem}");
    }
}
