//! The sidecar of an article: what is in the file.

pub(in crate::store) mod ancestry;
mod extracted;
pub(in crate::store) mod fields;
mod head;
pub(in crate::store) mod json;
pub(in crate::store) mod object;
pub(in crate::store) mod read;
mod session;
mod unanchored;

use std::io;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::annotation::{Boundary, Markup, State, Tag};
use crate::disk;
use crate::input::{Article, Facts, Source};
use crate::store::{SidecarError, backup_path};
use crate::text::offsets::OffsetIndex;
use fields::Places;

pub use head::head;
pub(in crate::store) use session::RECENT;
pub use session::Session;
pub use unanchored::Contents;

/// The version of the format that is written, and the newest that is read.
pub const VERSION: u64 = 1;

/// Whether a sidecar is about the text at hand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fit {
    /// The digest is the same: every offset is right.
    Exact,
    /// The digest is that of the source that the article's text was extracted from: every offset was right there, and now is where that
    /// became text.
    Extracted,
    /// The article's text changed since the sidecar was written: the annotations were looked for in it, and their states say what was found.
    Differs,
}

/// A sidecar, read or new.
#[derive(Clone, PartialEq, Debug)]
pub struct Sidecar {
    /// The work on the article.
    pub markup: Markup,
    /// Whether the annotations are where the offsets say.
    pub fit: Fit,
    /// SHA-256 of the file as it was read, by which a change by somebody else is seen; `None` when it was not there.
    pub digest: Option<[u8; 32]>,
    /// The file as it was read or written last: what changes on both sides are told from.
    pub base: Option<Arc<[u8]>>,
    /// What has been done for the file since then.
    pub session: Session,
}

impl Sidecar {
    /// An empty one with the built-in tags.
    pub fn new() -> Self {
        Self::of(Markup::default())
    }

    /// A new one with some work.
    pub fn of(markup: Markup) -> Self {
        Self { markup, fit: Fit::Exact, digest: None, base: None, session: Session::default() }
    }

    /// Reads the sidecar of `article` at `path`; `Ok(None)` when there is no file.
    ///
    /// # Errors
    /// When it cannot be read, is not JSON, is of a newer version, a field has a wrong type or value, or it is another article's: bears
    /// another name, and nothing of it is in this one. Where it is damaged and there is a backup that is not, the error names it.
    pub fn load(path: &Path, article: &Article) -> Result<Option<Self>, SidecarError> {
        let bytes = match disk::read_regular(path, json::LIMIT) {
            Ok(bytes) => bytes,
            // An article's name may leave no room for the suffix: nothing can be there, and saving tells.
            Err(cause) if matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidFilename) => {
                return Ok(None);
            }
            Err(cause) => return Err(SidecarError::of_reading(path, cause)),
        };
        let read = Self::from_bytes(path, bytes, article);
        read.map(Some).map_err(|damage| with_backup(damage, path, article))
    }

    /// Reads the sidecar of `article` from the bytes of a file; `path` is for the messages.
    ///
    /// # Errors
    /// When it is not JSON, is of a newer version, a field has a wrong type or value, or it is another article's.
    pub fn from_bytes(path: &Path, bytes: Vec<u8>, article: &Article) -> Result<Self, SidecarError> {
        let value = json::parse(path, &bytes)?;
        let name = value["article"]["name"].as_str().unwrap_or_default().to_owned();
        let mut sidecar = read::sidecar(path, value, article)?;
        if name != article.source.name && sidecar.has_nothing_in_text() {
            let (path, article) = (path.to_owned(), article.source.name.clone());
            return Err(SidecarError::OtherArticle { path, name: json::quoted(&name), article });
        }
        sidecar.knows(bytes);
        sidecar.session.opened.clone_from(&sidecar.base);
        Ok(sidecar)
    }

    /// Whether all that it has was looked for and is not there.
    fn has_nothing_in_text(&self) -> bool {
        let lost = self.markup.annotations.iter().all(|item| item.state == State::Orphan)
            && self.markup.boundaries.iter().all(|item| item.state == State::Orphan);
        self.fit == Fit::Differs && lost && !self.markup.is_empty()
    }

    /// The article with its sentences as corrected here.
    pub fn corrected(&self, article: Article) -> Article {
        if self.markup.boundaries.is_empty() {
            return article;
        }
        article.with_corrections(self.markup.boundaries.corrections())
    }

    /// The file's text: known fields in a fixed order, then unknown ones as they came. The article is the one with the sentences as
    /// corrected here, for the numbers of sentences; they are counted if that was not done yet.
    pub fn to_json(&self, article: &Article) -> String {
        spelled(&self.to_value(article))
    }

    /// The file's content, as [`to_json`](Self::to_json) spells it.
    pub(in crate::store) fn to_value(&self, article: &Article) -> Value {
        let offsets = OffsetIndex::new(&article.document.text);
        let about = json!({
            "name": article.source.name,
            "sha256": article.document.digest(),
            "encoding": article.source.encoding,
            "length": offsets.total_code_points(),
            "unit": "codepoint",
            "order": "logical",
            "language": article.document.language.code(),
        });
        let about = with(about, Some(&of_source(&article.source)));
        let tags: Vec<Value> =
            self.markup.tags.iter().map(|tag| with(tag_json(tag), self.markup.unknown.tags.get(&tag.id))).collect();
        let places = Places { document: &article.document, offsets: &offsets };
        let annotations: Vec<Value> =
            self.markup.annotations.iter().map(|item| with(fields::write(item, &places), Some(&item.extra))).collect();
        let mut root = json!({
            "version": VERSION,
            "article": with(about, Some(&self.markup.unknown.article)),
            "tags": tags,
        });
        // Before the annotations: the first page needs these alone.
        if !self.markup.boundaries.is_empty() {
            let boundaries = self.markup.boundaries.iter();
            root["boundaries"] =
                boundaries.map(|item| with(boundary_json(item, &offsets), Some(&item.extra))).collect();
        }
        root["annotations"] = Value::Array(annotations);
        with(root, Some(&self.markup.unknown.root))
    }
}

/// A sidecar's content as a file's text, one field a line.
pub fn spelled(content: &Value) -> String {
    // The alternate form of a value is the pretty one, with two spaces.
    format!("{content:#}\n")
}

/// Names the backup as a remedy where there is one that can be read.
fn with_backup(damage: SidecarError, path: &Path, article: &Article) -> SidecarError {
    let backup = backup_path(path);
    let damaged =
        matches!(damage, SidecarError::NotJson { .. } | SidecarError::Field { .. } | SidecarError::TooLarge { .. });
    let read = || disk::read_regular(&backup, json::LIMIT);
    if damaged && read().is_ok_and(|bytes| Sidecar::from_bytes(&backup, bytes, article).is_ok()) {
        return SidecarError::WithBackup { damage: Box::new(damage), backup };
    }
    damage
}

impl Default for Sidecar {
    fn default() -> Self {
        Self::new()
    }
}

fn tag_json(tag: &Tag) -> Value {
    json!({ "id": tag.id, "label": tag.label, "key": tag.key.to_string(), "colour": tag.colour.name() })
}

fn boundary_json(item: &Boundary, offsets: &OffsetIndex) -> Value {
    let mut value = json!({
        "id": item.id,
        "kind": item.kind.name(),
        "position": item.lost.unwrap_or_else(|| offsets.code_points(item.position)),
        "before": item.quote.before,
        "after": item.quote.after,
    });
    if !item.state.is_settled() {
        value["state"] = json!(item.state.name());
    }
    value["creator"] = json!(item.creator);
    value["created"] = json!(item.created.to_string());
    value
}

/// What is told of a source whose text is not that of the document, and the facts: fields of the header, each left out where there is
/// nothing in it.
pub(super) fn of_source(source: &Source) -> Map<String, Value> {
    let mut fields = Map::new();
    if let Some(original) = &source.original {
        let source = json!({ "sha256": original.digest(), "extractor": source.extractor });
        fields.insert("source".to_owned(), source);
    }
    let facts: Map<String, Value> = FACTS
        .iter()
        .filter_map(|(name, fact)| Some(((*name).to_owned(), json!(fact(&source.facts).as_deref()?))))
        .collect();
    if !facts.is_empty() {
        fields.insert("facts".to_owned(), Value::Object(facts));
    }
    fields
}

/// The facts by their names in the file.
type Fact = (&'static str, fn(&Facts) -> &Option<String>);

const FACTS: [Fact; 6] = [
    ("title", |facts| &facts.title),
    ("author", |facts| &facts.author),
    ("date", |facts| &facts.date),
    ("site", |facts| &facts.site),
    ("language", |facts| &facts.language),
    ("address", |facts| &facts.address),
];

/// Takes what [`of_source`] writes out of a header, since it is told afresh whenever the file is written; what is not known in it stays.
pub(super) fn take_source(about: &mut Map<String, Value>) {
    let facts = FACTS.map(|(name, _)| name);
    for (key, known) in [("source", &["sha256", "extractor"][..]), ("facts", &facts)] {
        let Some(Value::Object(fields)) = about.get_mut(key) else { continue };
        fields.retain(|key, _| !known.contains(&key.as_str()));
        if fields.is_empty() {
            about.shift_remove(key);
        }
    }
}

fn with(mut value: Value, unknown: Option<&Map<String, Value>>) -> Value {
    if let (Value::Object(map), Some(unknown)) = (&mut value, unknown) {
        for (key, kept) in unknown {
            let place = map.entry(key.as_str()).or_insert_with(|| kept.clone());
            if let (Value::Object(_), Value::Object(inner)) = (&*place, kept) {
                *place = with(place.take(), Some(inner));
            }
        }
    }
    value
}
