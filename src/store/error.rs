//! What can be wrong with a sidecar, said so that a person can mend it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::text::harmless;

/// Why a sidecar could not be read or used. Messages name the file, the place in it (JSON path) and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum SidecarError {
    /// The file system refused.
    #[error("{}: {cause}; check the file and the permissions of its folder", shown(.path))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// It is not JSON.
    #[error("{}: is not JSON: line {line}, column {column}: {problem}; mend it or move it away", shown(.path))]
    NotJson {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// From 1, in bytes.
        column: usize,
        /// What the parser said.
        problem: String,
    },
    /// A newer hashiya wrote it.
    #[error("{}: version: is {version}, this hashiya reads up to {}; use a newer hashiya", shown(.path), super::VERSION)]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u64,
    },
    /// A field has a wrong type or value.
    #[error("{}: {at}: {problem}; mend it there or move the file away", shown(.path))]
    Field {
        /// The file.
        path: PathBuf,
        /// JSON path, such as `annotations[3].start`.
        at: String,
        /// What is wrong with it.
        problem: String,
    },
}

impl SidecarError {
    /// What is wrong, in a few words: no path, no remedy.
    pub fn brief(&self) -> String {
        match self {
            Self::Io { cause, .. } => format!("the annotations cannot be read: {cause}"),
            Self::NotJson { line, .. } => format!("the file of annotations is damaged in line {line}"),
            Self::Newer { version, .. } => format!("the annotations are of a newer hashiya (format {version})"),
            Self::Field { at, .. } => format!("the file of annotations is damaged at {}", printable(at)),
        }
    }
}

/// Why annotations were not saved.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub struct SaveError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong, in a few words.
    pub cause: String,
    /// What can be done about it.
    pub remedy: &'static str,
}

impl fmt::Display for SaveError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: not saved: {}; {}", shown(&self.path), self.cause, self.remedy)
    }
}

/// A string for a message: as [`harmless`], tabs too.
pub fn printable(text: &str) -> String {
    harmless(text).replace('\t', "␉")
}

/// A path as it may be printed.
pub(super) fn shown(path: &Path) -> String {
    printable(&path.to_string_lossy())
}
