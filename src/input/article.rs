//! An article: the document that is read, and where it came from.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::format::{Extracted, Format};
use super::{Facts, OpenOptions};
use crate::text::document::sha256;
use crate::text::sentence::Corrections;
use crate::text::{Document, OffsetMap};

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
    /// What made the document of it, with the version of that: `plain text 1`.
    pub extractor: String,
    /// What it says of itself.
    pub facts: Facts,
    /// Its own text, where that of the document is another one.
    pub original: Option<Arc<Original>>,
}

/// The text of a source that the text of the document was extracted from.
#[derive(Debug)]
pub struct Original {
    /// As it was decoded, without a byte order mark.
    pub text: String,
    /// Where the document's text stands in it.
    pub map: OffsetMap,
    digest: OnceLock<String>,
}

impl Original {
    /// The [`sha256`] of the text. Computed once, when first asked for.
    pub fn digest(&self) -> &str {
        self.digest.get_or_init(|| sha256(&self.text))
    }
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
    /// What a format made of an article that is known by a name, which is safe to show.
    pub(super) fn new(
        format: &Format,
        extracted: Extracted,
        (origin, name): (Origin, String),
        options: &OpenOptions,
    ) -> Self {
        let Extracted { text, paragraphs, structure, map, source, facts } = extracted;
        let (encoding, bom, replaced) = (source.encoding.name(), source.bom, source.replaced);
        let original = (!map.is_identity()).then(|| Original { text: source.text, map, digest: OnceLock::new() });
        let original = original.map(Arc::new);
        let extractor = format!("{} {}", format.name.to_lowercase(), format.version);
        let document = Arc::new(Document::new(text, paragraphs, options.language).with_structure(structure));
        let source = Source { origin, name, encoding, bom, replaced, extractor, facts, original };
        Self { document, source, is_head: false }
    }

    /// The same article under other corrections of the boundaries between sentences; see [`Document::with_corrections`].
    #[must_use]
    pub fn with_corrections(&self, corrections: Corrections) -> Self {
        Self { document: Arc::new(self.document.with_corrections(corrections)), ..self.clone() }
    }
}
