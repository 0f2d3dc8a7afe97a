//! From the bytes of a sidecar to its fields; nothing in it is believed.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use serde_json::{Map, Value};

use crate::annotation::anchor::place;
use crate::annotation::state::nowhere;
use crate::annotation::{
    Annotation, AnnotationSet, Boundary, BoundaryQuote, Colour, LastPlace, Markup, Tag, TagSet, Unknown,
};
use crate::input::Article;
use crate::store::sidecar::fields::{self, Draft};
use crate::store::sidecar::object::{Object, quoted};
use crate::store::sidecar::{extracted, take_source};
use crate::store::{Fit, Sidecar, SidecarError, VERSION};
use crate::text::offsets::OffsetIndex;
use crate::text::sentence::Correction;
use crate::text::{Document, Span};

/// Reads a sidecar of `article`, be it of its text or of the source of that. `path` is for the messages.
pub(in crate::store) fn sidecar(path: &Path, value: Value, article: &Article) -> Result<Sidecar, SidecarError> {
    extracted::sidecar(path, value, article, of_text)
}

/// Reads a sidecar of the text of `article`.
fn of_text(path: &Path, value: Value, article: &Article) -> Result<Sidecar, SidecarError> {
    let mut root = Object::new(path, String::new(), value)?;
    let version = root.number("version")?;
    if version > VERSION {
        return Err(SidecarError::Newer { path: path.to_owned(), version });
    }
    if version == 0 {
        return Err(root.wrong("version", "is 0; versions begin with 1"));
    }
    let mut about = Object::new(path, "article".to_owned(), root.take("article")?)?;
    let (fit, length) = header(&mut about, article)?;
    take_source(&mut about.map);
    let mut unknown = Unknown { article: about.map, ..Unknown::default() };
    let tags = tags(&mut root, &mut unknown)?;

    let offsets = OffsetIndex::new(&article.document.text);
    let known: HashSet<&str> = tags.iter().map(|tag| tag.id.as_str()).collect();
    let mut ids = HashSet::new();
    let (mut annotations, mut places) = (Vec::new(), Vec::new());
    for (number, value) in root.list("annotations")?.into_iter().enumerate() {
        let mut object = Object::new(path, format!("annotations[{number}]"), value)?;
        let (annotation, place) = annotation(&mut object, &known, &article.document, &offsets, &fit)?;
        if !ids.insert(annotation.id.clone()) {
            return Err(object.wrong("id", &format!("{} is also the id of an earlier one", quoted(&annotation.id))));
        }
        annotations.push(Annotation { extra: object.map, ..annotation });
        places.push(place);
    }
    let (mut boundaries, positions) = boundaries(&mut root, article, &offsets, &fit)?;
    unknown.root = root.map;
    if fit == Fit::Differs {
        place(&article.document, length, (&mut annotations, &places), (&mut boundaries, &positions));
    }
    let annotations = AnnotationSet::from_iter(annotations);
    let boundaries = boundaries.into_iter().collect();
    Ok(Sidecar { fit, ..Sidecar::of(Markup { annotations, boundaries, tags, unknown }) })
}

/// Whether the file is about the text at hand, and how many code points its text had.
fn header(about: &mut Object, article: &Article) -> Result<(Fit, Option<usize>), SidecarError> {
    let digest = about.string("sha256")?;
    for (key, only) in [("unit", "codepoint"), ("order", "logical")] {
        let found = about.string(key)?;
        if found != only {
            return Err(about.wrong(key, &format!("is {}, must be {only:?}", quoted(&found))));
        }
    }
    // Told afresh from the article whenever the file is written.
    for key in ["name", "encoding", "language"] {
        about.string(key)?;
    }
    let length = usize::try_from(about.number("length")?).ok();
    Ok((if digest.eq_ignore_ascii_case(article.document.digest()) { Fit::Exact } else { Fit::Differs }, length))
}

pub(in crate::store) fn tags(root: &mut Object, unknown: &mut Unknown) -> Result<TagSet, SidecarError> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut ids = HashSet::new();
    for (number, value) in root.list("tags")?.into_iter().enumerate() {
        let mut object = Object::new(root.path, format!("tags[{number}]"), value)?;
        let id = object.string("id")?;
        if id.is_empty() || !id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')) {
            return Err(object.wrong("id", "must be of the letters a-z, digits and -"));
        }
        if !ids.insert(id.clone()) {
            return Err(object.wrong("id", &format!("{} is also the id of an earlier one", quoted(&id))));
        }
        let label = object.string("label")?;
        let letters = object.string("key")?;
        let mut characters = letters.chars();
        let (Some(key), None) = (characters.next(), characters.next()) else {
            return Err(object.wrong("key", "must be one character"));
        };
        let name = object.string("colour")?;
        let Some(colour) = Colour::from_name(&name) else {
            let names = Colour::NAMES.map(|(_, name)| name).join(", ");
            return Err(object.wrong("colour", &format!("{} is none of {names}", quoted(&name))));
        };
        if !object.map.is_empty() {
            unknown.tags.insert(id.clone(), object.map);
        }
        tags.push(Tag { id, label, key, colour });
    }
    Ok(TagSet::new(tags))
}

fn annotation(
    object: &mut Object,
    tags: &HashSet<&str>,
    document: &Document,
    offsets: &OffsetIndex,
    fit: &Fit,
) -> Result<(Annotation, LastPlace), SidecarError> {
    let Draft { annotation, start, end } = fields::read(object)?;
    if !tags.contains(&*annotation.tag) {
        return Err(object.wrong("tag", &format!("{} is not the id of one of the tags", quoted(&annotation.tag))));
    }
    let state = annotation.state;
    let place = LastPlace { start: clamped(start), end: clamped(end) };
    let near = offsets.byte_of_code_point(place.start).unwrap_or(document.text.len());
    let span = match (offsets.byte_of_code_point(place.start), offsets.byte_of_code_point(place.end)) {
        // Where it is is yet to be seen, or it is nowhere.
        _ if *fit == Fit::Differs || !state.has_place() => nowhere(near),
        (Some(start), Some(end)) => Span::new(start, end),
        (start_byte, _) => {
            let (key, value) = if start_byte.is_none() { ("start", start) } else { ("end", end) };
            let total = offsets.total_code_points();
            return Err(object.wrong(key, &format!("is {value}, past the end of the text ({total} code points)")));
        }
    };
    if *fit == Fit::Exact && state.is_settled() && span.slice(&document.text) != Some(&annotation.quote.exact) {
        return Err(object.wrong("exact", &format!("is not the text from {start} to {end}")));
    }
    let lost = (!state.has_place()).then_some(place);
    Ok((Annotation { span, lost, ..annotation }, place))
}

/// A count of code points; one that no text can have is the end of every text.
fn clamped(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// The corrected boundaries with their positions in code points; a file without any has no such list.
pub(in crate::store) fn boundaries(
    root: &mut Object,
    article: &Article,
    offsets: &OffsetIndex,
    fit: &Fit,
) -> Result<(Vec<Boundary>, Vec<usize>), SidecarError> {
    let (mut boundaries, mut positions) = (Vec::new(), Vec::new());
    if !root.map.contains_key("boundaries") {
        return Ok((boundaries, positions));
    }
    let (mut ids, mut kinds) = (HashSet::new(), HashMap::new());
    for (number, value) in root.list("boundaries")?.into_iter().enumerate() {
        let mut object = Object::new(root.path, format!("boundaries[{number}]"), value)?;
        let (boundary, position) = boundary(&mut object, article, offsets, fit)?;
        if !ids.insert(boundary.id.clone()) {
            return Err(object.wrong("id", &format!("{} is also the id of an earlier one", quoted(&boundary.id))));
        }
        let is_placed = *fit == Fit::Exact && boundary.state.has_place();
        let kind = if is_placed { *kinds.entry(boundary.position).or_insert(boundary.kind) } else { boundary.kind };
        if kind != boundary.kind {
            return Err(object.wrong("kind", &format!("an earlier one at the same position is a {}", kind.name())));
        }
        boundaries.push(Boundary { extra: object.map, ..boundary });
        positions.push(position);
    }
    Ok((boundaries, positions))
}

fn boundary(
    object: &mut Object,
    article: &Article,
    offsets: &OffsetIndex,
    fit: &Fit,
) -> Result<(Boundary, usize), SidecarError> {
    let id = object.string("id")?;
    if id.is_empty() {
        return Err(object.wrong("id", "is empty"));
    }
    let name = object.string("kind")?;
    let Some((kind, _)) = Correction::NAMES.into_iter().find(|(_, known)| *known == name) else {
        return Err(object.wrong("kind", &format!("is {}, must be \"join\" or \"split\"", quoted(&name))));
    };
    let count = object.number("position")?;
    let state = fields::state(object, "state")?;
    let searched = *fit == Fit::Differs || !state.has_place();
    let length = article.document.text.len();
    // A sentence begins there, so that something must be after it.
    let byte = usize::try_from(count).ok().and_then(|count| offsets.byte_of_code_point(count));
    let position = match byte.filter(|byte| *byte < length) {
        Some(byte) => byte,
        None if searched => length,
        None => {
            let total = offsets.total_code_points();
            return Err(
                object.wrong("position", &format!("is {count}, at or past the end of the text ({total} code points)"))
            );
        }
    };
    let quote = BoundaryQuote { before: object.string("before")?, after: object.string("after")? };
    if !searched {
        if !article.document.text[..position].ends_with(&quote.before) {
            return Err(object.wrong("before", &format!("is not the text before {count}")));
        }
        if !article.document.text[position..].starts_with(&quote.after) {
            return Err(object.wrong("after", &format!("is not the text from {count} on")));
        }
    }
    let creator = object.string("creator")?;
    let created = object.time("created")?;
    let lost = (!state.has_place()).then_some(clamped(count));
    Ok((Boundary { id, kind, position, quote, state, lost, creator, created, extra: Map::new() }, clamped(count)))
}
