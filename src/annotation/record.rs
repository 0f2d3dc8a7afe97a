//! One annotation and what identifies its place.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::text::Span;

/// The text at a place and around it (W3C Web Annotation, `TextQuoteSelector`).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TextQuote {
    /// The annotated text, exactly.
    pub exact: String,
    /// The sentence before, as far as [`CONTEXT`] code points from its end.
    pub prefix: String,
    /// The sentence after, as far as [`CONTEXT`] code points from its start.
    pub suffix: String,
}

/// Code points of context kept on each side of a quote.
pub const CONTEXT: usize = 240;

/// A tag on a range of the article's text, with what the reader wrote about it.
#[derive(Clone, PartialEq, Debug)]
pub struct Annotation {
    /// A stable id, a UUID for the ones made here; unique in its set.
    pub id: String,
    /// The id of its [`Tag`](super::Tag).
    pub tag: String,
    /// Bytes of the article's text; never empty.
    pub span: Span,
    /// The text at that place and around it.
    pub quote: TextQuote,
    /// The reader's note; `None` when there is none, never empty.
    pub note: Option<String>,
    /// Who made it.
    pub creator: String,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// Fields of the sidecar that this version does not know; written back as they were.
    pub extra: Map<String, Value>,
}
