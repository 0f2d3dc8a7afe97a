//! Annotations leave in the formats that other tools read.

use std::io::{self, Write};

use crate::annotation::{AnnotationSet, TagSet};
use crate::input::Article;

/// What counts as one in the offsets of an export.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, clap::ValueEnum)]
pub enum OffsetUnit {
    /// Unicode code points.
    #[default]
    Codepoint,
    /// UTF-16 code units.
    Utf16,
    /// Bytes of UTF-8.
    Byte,
}

/// What an export is made from.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its annotations.
    pub annotations: &'a AnnotationSet,
    /// Their tags.
    pub tags: &'a TagSet,
    /// The unit of offsets.
    pub offsets: OffsetUnit,
}

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// An annotation's exact text is not what stands at its place.
    #[error("annotation {id}: the text at its place is not its exact text; run `hashiya check`")]
    Mismatch {
        /// The annotation.
        id: String,
    },
}

/// One file that an export makes; most formats make one.
pub struct Part {
    /// What is added to the file name: `.jsonl`, `.ann`.
    pub extension: &'static str,
    /// Writes it.
    pub write: fn(&Request<'_>, &mut dyn Write) -> Result<(), ExportError>,
}

/// A format.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// One line for the picker: what it is and who reads it.
    pub about: &'static str,
    /// The files it makes; the first is the main one, and the only one on standard output.
    pub parts: &'static [Part],
}

/// All formats, in the order of the picker.
pub const EXPORTS: &[Format] = &[];
