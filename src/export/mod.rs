//! Annotations leave in the formats that other tools read.
//!
//! A format is a file here and a line in [`EXPORTS`]. All of them give offsets in logical order, half-open, from 0, in the unit
//! of the request, and none writes anything before every annotation was found to be where it says.

use std::io::{self, Write};
use std::path::PathBuf;

use crate::annotation::{AnnotationSet, TagSet};
use crate::input::Article;

mod brat;
mod csv;
mod files;
mod json;
mod jsonl;
mod markdown;
mod view;
mod webannotation;

pub use files::{default_target, write_files};
pub use view::context;

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

impl OffsetUnit {
    /// The name on the command line and in exports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Codepoint => "codepoint",
            Self::Utf16 => "utf16",
            Self::Byte => "byte",
        }
    }
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
    /// A file could not be made or replaced.
    #[error("{path}: {cause}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// An annotation's exact text is not what stands at its place.
    #[error("annotation {id}: the text at its place is not its exact text; run `hashiya check`")]
    Mismatch {
        /// The annotation.
        id: String,
    },
    /// The format's standard prescribes code points.
    #[error("{format} counts in code points by its standard: leave --offsets {unit} out")]
    Unit {
        /// The format.
        format: &'static str,
        /// What was asked for.
        unit: &'static str,
    },
    /// The file to be written is the article or a sidecar.
    #[error("{path}: is the article or a sidecar, which an export never overwrites; name another file")]
    Protected {
        /// The file.
        path: PathBuf,
    },
}

/// How a part's file is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Naming {
    /// It is the target itself.
    Target,
    /// The stem of the article's name and this, in the folder that is the target.
    Stem(&'static str),
    /// This, in the folder that is the target.
    Fixed(&'static str),
}

/// One file that an export makes; most formats make one.
#[derive(Debug)]
pub struct Part {
    naming: Naming,
    write: fn(&Request<'_>, &mut dyn Write) -> Result<(), ExportError>,
}

/// A format.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// One line for the picker: what it is and who reads it.
    pub about: &'static str,
    /// What follows the stem of the article's name in the name of the file, or of the folder where the format makes several files.
    pub suffix: &'static str,
    /// Whether the format's standard allows no other unit than code points.
    pub code_points_only: bool,
    /// The files it makes; the first is the main one, and the only one on standard output.
    parts: &'static [Part],
}

impl Format {
    /// The format of a name; `None` when there is none.
    pub fn named(name: &str) -> Option<&'static Self> {
        EXPORTS.iter().find(|format| format.name == name)
    }

    /// Whether it makes a folder of files.
    pub fn is_folder(&self) -> bool {
        self.parts.iter().any(|part| part.naming != Naming::Target)
    }

    /// Writes the main part, for a format of several; see [`write_files`] for all of them.
    ///
    /// # Errors
    /// [`ExportError::Unit`] and [`ExportError::Mismatch`] before anything is written; [`ExportError::Io`] when `out` fails.
    pub fn write(&self, request: &Request<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
        self.check(request)?;
        self.parts.first().map_or(Ok(()), |part| (part.write)(request, out))
    }

    /// Whether the request can be fulfilled.
    fn check(&self, request: &Request<'_>) -> Result<(), ExportError> {
        if self.code_points_only && request.offsets != OffsetUnit::Codepoint {
            return Err(ExportError::Unit { format: self.name, unit: request.offsets.name() });
        }
        let text = &request.article.document.text;
        match request.annotations.iter().find(|found| found.span.slice(text) != Some(&*found.quote.exact)) {
            Some(wrong) => Err(ExportError::Mismatch { id: wrong.id.clone() }),
            None => Ok(()),
        }
    }
}

/// All formats, in the order of the picker.
pub const EXPORTS: &[Format] =
    &[json::FORMAT, jsonl::FORMAT, csv::FORMAT, markdown::FORMAT, webannotation::FORMAT, brat::FORMAT];

/// Writes a JSON value over several lines, and a line end.
fn json_to(value: &serde_json::Value, out: &mut dyn Write) -> Result<(), ExportError> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}
