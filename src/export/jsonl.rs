//! JSON lines, one for every sentence, untagged ones too: for training and counting.
//!
//! `start` and `end` of a row are places of the article; those of its `spans` are places of the row's own `text`, as in
//! the span format of Prodigy and spaCy. An annotation that crosses a sentence's edge appears in each sentence it touches, cut to
//! it and marked `partial`. Every row has the same keys, and each key one type (no null), because readers that infer
//! a schema (polars, Arrow) look at the first rows only.

use std::collections::HashSet;
use std::io::Write;

use serde_json::{Value, json};

use super::view::{Sentence, View};
use super::{ExportError, Format, Naming, Part, Request};
use crate::annotation::Annotation;
use crate::text::Span;

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    about: "JSON lines, one for every sentence with its labels and spans; for pandas, polars, spaCy",
    suffix: ".annotations.jsonl",
    code_points_only: false,
    parts: &[Part { naming: Naming::Target, write }],
};

fn write(request: &Request<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let view = View::new(request);
    let annotations: Vec<&Annotation> = request.annotations.iter().collect();
    // Annotations come in text order: what is not reached yet waits, what may still touch later sentences stays open.
    let mut waiting = annotations.into_iter().peekable();
    let mut open: Vec<&Annotation> = Vec::new();
    for (at, sentence) in view.sentences.iter().enumerate() {
        open.retain(|annotation| annotation.span.end > sentence.span.start);
        while let Some(annotation) = waiting.next_if(|next| next.span.start < sentence.span.end) {
            open.push(annotation);
        }
        let inside: Vec<&Annotation> =
            open.iter().copied().filter(|annotation| annotation.span.overlaps(sentence.span)).collect();
        out.write_all(line(&row(request, &view, at + 1, *sentence, &inside).to_string()).as_bytes())?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// JSON as one line for those readers too that end lines as Unicode does, such as Python's `splitlines`.
fn line(json: &str) -> String {
    json.replace('\u{85}', "\\u0085").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn row(request: &Request<'_>, view: &View<'_>, n: usize, sentence: Sentence, inside: &[&Annotation]) -> Value {
    let article = request.article;
    let paragraph = &article.document.paragraphs[sentence.paragraph];
    let start = view.offset(sentence.span.start);
    let mut seen = HashSet::new();
    let labels: Vec<&str> =
        inside.iter().map(|annotation| annotation.tag.as_str()).filter(|tag| seen.insert(*tag)).collect();
    let spans: Vec<Value> = inside
        .iter()
        .map(|annotation| {
            let cut =
                Span::new(annotation.span.start.max(sentence.span.start), annotation.span.end.min(sentence.span.end));
            json!({
                "id": annotation.id,
                "start": view.offset(cut.start) - start,
                "end": view.offset(cut.end) - start,
                "label": annotation.tag,
                "text": view.text(cut),
                "note": annotation.note.as_deref().unwrap_or_default(),
                "partial": cut != annotation.span,
            })
        })
        .collect();
    json!({
        "n": n,
        "paragraph": paragraph.ordinal,
        "kind": paragraph.kind.name(),
        "start": start,
        "end": view.offset(sentence.span.end),
        "text": view.text(sentence.span),
        "labels": labels,
        "spans": spans,
        "article": article.source.name,
        "sha256": article.document.digest(),
        "unit": request.offsets.name(),
    })
}
