//! An article: the document that is read, and where it came from.

use std::path::PathBuf;
use std::sync::Arc;

use crate::text::Document;
use crate::text::sentence::Corrections;

/// Where an article came from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// A bundled sample, by the code of its language.
    Sample(&'static str),
    /// Standard input.
    Stdin,
}

/// What the document was made from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it came from.
    pub origin: Origin,
    /// The name people know it by: the file name, safe to show (invalid bytes, control and bidi characters are U+FFFD).
    pub name: String,
    /// The encoding that it was decoded from, by its WHATWG name (`UTF-8`, `windows-1256`).
    pub encoding: &'static str,
    /// Whether the file began with a byte order mark, which is not in the text.
    pub bom: bool,
    /// Malformed sequences that became U+FFFD.
    pub replaced: usize,
}

impl Source {
    /// How it was read, where that was not as valid UTF-8: the encoding, and what was malformed.
    pub fn reading(&self) -> Option<String> {
        match (self.encoding, self.replaced) {
            ("UTF-8", 0) => None,
            (encoding, 0) => Some(format!("Read as {encoding}")),
            (encoding, 1) => Some(format!("Read as {encoding}, 1 place was not valid")),
            (encoding, count) => Some(format!("Read as {encoding}, {count} places were not valid")),
        }
    }
}

/// An article. A clone copies the source, not the text.
#[derive(Clone, Debug)]
pub struct Article {
    /// What is read and annotated.
    pub document: Arc<Document>,
    /// Where it came from.
    pub source: Source,
    /// Whether this is only the beginning of a file (see [`Article::open_head`]).
    pub is_head: bool,
}

impl Article {
    /// The same article under other corrections of the boundaries between sentences; see [`Document::with_corrections`].
    #[must_use]
    pub fn with_corrections(&self, corrections: Corrections) -> Self {
        Self { document: Arc::new(self.document.with_corrections(corrections)), ..self.clone() }
    }
}
