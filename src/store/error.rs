//! What can be wrong with a sidecar, said so that a person can mend it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::disk::NotAFile;
use crate::text::harmless;

/// Why a sidecar could not be read or used. Messages name the file, the place in it (JSON path) and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum SidecarError {
    /// The file system refused.
    #[error("{}: {cause}; {}", shown(.path), remedy(.cause))]
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
    /// git could not merge it and left both versions in it.
    #[error("{}: line {line}: git left both versions in it; `hashiya merge --help` has the line that merges them", shown(.path))]
    Unmerged {
        /// The file.
        path: PathBuf,
        /// Of the first of the marks, from 1.
        line: usize,
    },
    /// There is more in it than is read.
    #[error("{}: {problem}; move it away", shown(.path))]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// What is too much.
        problem: &'static str,
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
    /// It bears another article's name, and nothing of it is in this one.
    #[error(
        "{}: article.name: is {name}, and nothing of it is in {}: it is another article's; move it away, or mend the name if it is \
        this one's",
        shown(.path),
        printable(.article)
    )]
    OtherArticle {
        /// The file.
        path: PathBuf,
        /// The name in it, quoted.
        name: String,
        /// That of the article at hand.
        article: String,
    },
    /// It is damaged, and the version before it is not.
    #[error("{damage}, or copy the version before over it: {}", shown(.backup))]
    WithBackup {
        /// What is wrong with it.
        damage: Box<SidecarError>,
        /// The version before the last session, which can be read.
        backup: PathBuf,
    },
}

impl SidecarError {
    /// Of a file that cannot be read.
    pub(super) fn of_reading(path: &Path, cause: io::Error) -> Self {
        let path = path.to_owned();
        match cause.kind() {
            io::ErrorKind::FileTooLarge => Self::TooLarge { path, problem: "is larger than the 64 MiB that are read" },
            _ => Self::Io { path, cause },
        }
    }

    /// What is wrong, in a few words: no path, no remedy.
    pub fn brief(&self) -> String {
        match self {
            Self::Io { cause, .. } => format!("the annotations cannot be read: {cause}"),
            Self::Newer { version, .. } => format!("the annotations are of a newer hashiya (format {version})"),
            Self::NotJson { .. } | Self::Field { .. } => format!("annotations {}", self.damage()),
            Self::Unmerged { line, .. } => format!("git left both versions in line {line}"),
            Self::OtherArticle { name, .. } => format!("the annotations are those of {name}"),
            Self::TooLarge { .. } => "the file of annotations is too large".to_owned(),
            Self::WithBackup { damage, .. } => format!("annotations {}; there is a backup", damage.damage()),
        }
    }

    /// Where it is damaged.
    fn damage(&self) -> String {
        match self {
            Self::NotJson { line, .. } => format!("damaged in line {line}"),
            Self::Field { at, .. } => format!("damaged at {}", printable(at)),
            _ => "damaged".to_owned(),
        }
    }
}

/// What to do about a file that cannot be read.
fn remedy(cause: &io::Error) -> &'static str {
    let is_no_file = cause.kind() == io::ErrorKind::IsADirectory || NotAFile::is_it(cause);
    if is_no_file { "move it away, or name another one" } else { "check the file and the permissions of its folder" }
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

impl SaveError {
    /// What the system's error means for somebody who wants to save there.
    pub(super) fn from_io(path: &Path, error: &io::Error) -> Self {
        let is_folder_gone = error.kind() == io::ErrorKind::NotFound;
        let remedy = match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "make the file and its folder writable, or save elsewhere"
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space, or save elsewhere",
            _ if is_folder_gone => "bring the folder back, or save elsewhere",
            _ if NotAFile::is_it(error) => "move it away, or save elsewhere",
            _ => "save elsewhere",
        };
        let cause = match said(error) {
            _ if is_folder_gone => "its folder is gone".to_owned(),
            cause if NotAFile::is_it(error) => format!("what is there {cause}"),
            cause => cause,
        };
        Self { path: path.to_owned(), cause, remedy }
    }

    /// The program itself failed at it.
    pub(super) fn of_panic(path: &Path, cause: &str) -> Self {
        Self { path: path.to_owned(), cause: cause.to_owned(), remedy: "save elsewhere" }
    }
}

/// What the system says, without its number: that is for nobody who reads it.
pub(super) fn said(error: &io::Error) -> String {
    let said = error.to_string();
    said.split(" (os error").next().unwrap_or(&said).to_owned()
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
