//! Annotations come back from the formats that other tools write.
//!
//! A format is a file here and a line in [`IMPORTS`]. It reads what is in a file, without the article; [`place`] then finds the
//! places, by offsets where the text is the one that was exported, else by quote and context as after an edit.

use jiff::Timestamp;

use crate::annotation::anchor;
use crate::annotation::{Annotation, LastPlace, State, TextQuote};
use crate::text::offsets::OffsetIndex;
use crate::text::{Document, Span};

mod jsonl;

/// An annotation as a file has it.
#[derive(Clone, PartialEq, Debug)]
pub struct Record {
    /// Its id; a new one is made where the format has none.
    pub id: Option<String>,
    /// The id of its tag.
    pub tag: String,
    /// What was said about it.
    pub note: Option<String>,
    /// Code points of the text that it was made in.
    pub place: LastPlace,
    /// The text there and around it.
    pub quote: TextQuote,
}

/// What a file has.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Imported {
    /// The annotations, in the order of the file.
    pub records: Vec<Record>,
    /// SHA-256 of the text that they were made in, in hexadecimal, where the file tells.
    pub digest: Option<String>,
}

/// Why nothing was imported: where it is in the file, and what is wrong there.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct ImportError {
    /// The line, from 1.
    pub line: usize,
    /// The field, what is wrong with it, and what would be right.
    pub problem: String,
}

/// A format.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line; that of the export that writes it, where there is one.
    pub name: &'static str,
    /// One line: what it is.
    pub about: &'static str,
    /// Reads the bytes of a file.
    read: fn(&[u8]) -> Result<Imported, ImportError>,
}

impl Format {
    /// The format of a name; `None` when there is none.
    pub fn named(name: &str) -> Option<&'static Self> {
        IMPORTS.iter().find(|format| format.name == name)
    }

    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// When they are not of the format.
    pub fn read(&self, bytes: &[u8]) -> Result<Imported, ImportError> {
        (self.read)(bytes)
    }
}

/// All formats.
pub const IMPORTS: &[Format] = &[jsonl::FORMAT];

/// Gives what was imported its places in `document`; ids come from `id` where the file has none. What has no sure place keeps its
/// quote, and its state says so. The cost is that of [`anchor::reanchor`] where the text is another one.
pub fn place(
    imported: Imported,
    document: &Document,
    creator: &str,
    now: Timestamp,
    mut id: impl FnMut() -> String,
) -> Vec<Annotation> {
    let offsets = OffsetIndex::new(&document.text);
    let is_same_text = imported.digest.is_some_and(|digest| digest.eq_ignore_ascii_case(document.digest()));
    let places: Vec<LastPlace> = imported.records.iter().map(|record| record.place).collect();
    let mut annotations: Vec<Annotation> = imported
        .records
        .into_iter()
        .map(|record| Annotation {
            id: record.id.unwrap_or_else(&mut id),
            tag: record.tag,
            note: record.note.filter(|note| !note.is_empty()),
            quote: record.quote,
            creator: creator.to_owned(),
            created: now,
            modified: now,
            ..Annotation::default()
        })
        .collect();
    let at_offsets = |place: &LastPlace, item: &Annotation| {
        let [start, end] = [place.start, place.end].map(|at| offsets.byte_of_code_point(at));
        let span = Span::new(start?, end?);
        // White space between sentences is not in every format.
        let is_it = span.slice(&document.text)?.split_whitespace().eq(item.quote.exact.split_whitespace());
        is_it.then_some(span)
    };
    let spans: Option<Vec<Span>> =
        places.iter().zip(&annotations).map(|(place, item)| at_offsets(place, item)).collect();
    let Some(spans) = spans.filter(|_| is_same_text) else {
        anchor::place(document, None, (&mut annotations, &places), (&mut [], &[]));
        return annotations;
    };
    let around: Vec<_> = spans.iter().map(|span| (*span, document.around(*span))).collect();
    for ((item, span), quote) in annotations.iter_mut().zip(spans).zip(TextQuote::of_places(&document.text, &around)) {
        (item.span, item.quote, item.state) = (span, quote, State::Exact);
    }
    annotations
}
