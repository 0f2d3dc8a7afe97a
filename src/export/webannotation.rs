//! W3C Web Annotation: an `AnnotationPage` in JSON-LD.
//!
//! Every annotation names its place twice, by text (`TextQuoteSelector`, whose prefix and suffix really stand next to it) and by
//! position. The standard counts in code points of the text in logical order (4.2.4 of the data model), so no other unit is offered.
//! An id that is no UUID gets one made of the article's digest and itself: the same at each export.

use std::fmt::Write as _;
use std::io::Write;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use super::view::{View, direction_name, of_note};
use super::{ExportError, Format, Naming, Part, Request};
use crate::annotation::Annotation;
use crate::input::Article;

pub(super) const FORMAT: Format = Format {
    name: "webannotation",
    about: "W3C Web Annotation (JSON-LD) with quote and position selectors; for annotation servers",
    suffix: ".annotations.jsonld",
    code_points_only: true,
    parts: &[Part { naming: Naming::Target, write }],
};

fn write(request: &Request<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let view = View::new(request);
    let items: Vec<Value> =
        request.annotations.iter().map(|annotation| item(request.article, &view, annotation)).collect();
    let page = json!({
        "@context": CONTEXT,
        "id": made_up(request.article, "page").urn().to_string(),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    });
    super::json_to(&page, out)
}

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

fn item(article: &Article, view: &View<'_>, annotation: &Annotation) -> Value {
    let mut body = vec![json!({"type": "TextualBody", "purpose": "tagging", "value": annotation.tag})];
    if let Some(note) = &annotation.note {
        let (language, direction) = of_note(note, article);
        body.push(json!({
            "type": "TextualBody",
            "purpose": "commenting",
            "value": note,
            "format": "text/plain",
            "language": language.code(),
            "textDirection": direction_name(direction),
        }));
    }
    let (prefix, suffix) = view.context(annotation.span);
    let id = Uuid::try_parse(&annotation.id).unwrap_or_else(|_| made_up(article, &annotation.id));
    let mut item = json!({
        // On each item too: they are often taken out of the page one by one.
        "@context": CONTEXT,
        "id": id.urn().to_string(),
        "type": "Annotation",
        "motivation": "tagging",
        "created": annotation.created.to_string(),
        "modified": annotation.modified.to_string(),
    });
    // A person without a name says nothing.
    if !annotation.creator.is_empty() {
        item["creator"] = json!({"type": "Person", "name": annotation.creator});
    }
    item["body"] = Value::Array(body);
    item["target"] = json!({
        "source": format!("file:{}", percent_encoded(&article.source.name)),
        "selector": [
            {"type": "TextQuoteSelector", "exact": annotation.quote.exact, "prefix": prefix, "suffix": suffix},
            {
                "type": "TextPositionSelector",
                "start": view.offset(annotation.span.start),
                "end": view.offset(annotation.span.end),
            },
        ],
    });
    item
}

/// A UUID of version 8 (RFC 9562) for a name within an article: always the same one.
fn made_up(article: &Article, name: &str) -> Uuid {
    let digest = Sha256::new().chain_update(article.document.digest()).chain_update("\n").chain_update(name).finalize();
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(byte, found)| *byte = found);
    Builder::from_custom_bytes(bytes).into_uuid()
}

/// A file name as a segment of a URI: all but unreserved characters escaped (RFC 3986).
fn percent_encoded(name: &str) -> String {
    name.bytes().fold(String::with_capacity(name.len()), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}
