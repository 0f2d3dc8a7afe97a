//! One JSON document with everything that is known: for scripts of one's own.

use std::io::Write;

use serde_json::{Value, json};

use super::view::View;
use super::{ExportError, Format, Naming, Part, Request};

pub(super) const FORMAT: Format = Format {
    name: "json",
    about: "one JSON document with the article's facts, the tags and all annotations",
    suffix: ".annotations.json",
    code_points_only: false,
    parts: &[Part { naming: Naming::Target, write }],
};

fn write(request: &Request<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let view = View::new(request);
    let article = request.article;
    let tags: Vec<Value> = request
        .tags
        .iter()
        .map(|tag| json!({"id": tag.id, "label": tag.label, "key": tag.key, "colour": tag.colour.name()}))
        .collect();
    let annotations: Vec<Value> = request
        .annotations
        .iter()
        .map(|annotation| {
            let (prefix, suffix) = view.context(annotation.span);
            let paragraph = view.paragraph(annotation);
            json!({
                "id": annotation.id,
                "tag": annotation.tag,
                "start": view.offset(annotation.span.start),
                "end": view.offset(annotation.span.end),
                "exact": annotation.quote.exact,
                "prefix": prefix,
                "suffix": suffix,
                "sentence": view.sentence(annotation),
                "paragraph": paragraph.map(|found| found.ordinal),
                "kind": paragraph.map(|found| found.kind.name()),
                "note": annotation.note,
                "creator": annotation.creator,
                "created": annotation.created.to_string(),
                "modified": annotation.modified.to_string(),
            })
        })
        .collect();
    let document = json!({
        "article": {
            "name": article.source.name,
            "sha256": article.document.digest(),
            "encoding": article.source.encoding,
            "language": article.document.language.code(),
        },
        "unit": request.offsets.name(),
        "order": "logical",
        "tags": tags,
        "annotations": annotations,
    });
    super::json_to(&document, out)
}
