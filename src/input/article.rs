//! An article: the document that is read, and where it came from.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::format::{Extracted, Format};
use super::{Facts, OpenOptions, Raw};
use crate::text::document::sha256;
use crate::text::sentence::Corrections;
use crate::text::{Document, OffsetMap, Paragraph};

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
    format: &'static Format,
}

impl Original {
    /// What becomes of another text that is written as this one is, on one line.
    pub fn extracted(&self, text: &str) -> String {
        let options = OpenOptions::default();
        let raw = Raw::new(text.as_bytes(), text.len(), &options).ok();
        let extracted = raw.and_then(|raw| (self.format.read)(raw, &options).ok());
        extracted.map_or_else(String::new, |extracted| extracted.text.trim_end().replace('\n', " "))
    }

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
        format: &'static Format,
        extracted: Extracted,
        (origin, name): (Origin, String),
        options: &OpenOptions,
    ) -> Self {
        let Extracted { text, paragraphs, structure, map, source, facts } = extracted;
        let (encoding, bom, replaced) = (source.encoding.name(), source.bom, source.replaced);
        let original =
            (!map.is_identity()).then(|| Original { text: source.text, map, digest: OnceLock::new(), format });
        let original = original.map(Arc::new);
        let extractor = format!("{} {}", format.name.to_lowercase(), format.version);
        let document = Arc::new(Document::new(text, paragraphs, options.language).with_structure(structure));
        let source = Source { origin, name, encoding, bom, replaced, extractor, facts, original };
        Self { document, source, is_head: false }
    }

    /// The source as if it were the article, in the paragraphs that were extracted from it with the marks at their ends: those that stand
    /// against the first letter, and the rest of the last line. `None` where the article is its source.
    pub fn unextracted(&self) -> Option<Self> {
        let original = self.source.original.as_deref()?;
        let place = |paragraph: &Paragraph| Paragraph { span: original.map.to_source(paragraph.span), ..*paragraph };
        let mut paragraphs: Vec<Paragraph> = self.document.paragraphs.iter().map(place).collect();
        paragraphs.sort_by_key(|paragraph| paragraph.span.start);
        let (mut end, mut ordinal) = (0, 0);
        for index in 0..paragraphs.len() {
            let next = paragraphs.get(index + 1).map_or(original.text.len(), |next| next.span.start);
            let paragraph = &mut paragraphs[index];
            let span = &mut paragraph.span;
            let before = original.text.get(end..span.start).unwrap_or_default();
            span.start -= before.len() - before.trim_end_matches(|mark: char| !mark.is_whitespace()).len();
            let after = original.text.get(span.end..next).unwrap_or_default();
            span.end += after.lines().next().map_or(0, |rest| rest.trim_end().len());
            end = span.end;
            ordinal += u32::from(!paragraph.continued || ordinal == 0);
            paragraph.ordinal = ordinal;
        }
        let language = self.document.is_language_known.then_some(self.document.language);
        let document = Arc::new(Document::new(original.text.clone(), paragraphs, language));
        Some(Self { document, source: Source { original: None, ..self.source.clone() }, ..*self })
    }

    /// The same article under other corrections of the boundaries between sentences; see [`Document::with_corrections`].
    #[must_use]
    pub fn with_corrections(&self, corrections: Corrections) -> Self {
        Self { document: Arc::new(self.document.with_corrections(corrections)), ..self.clone() }
    }
}
