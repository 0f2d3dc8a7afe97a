//! What can be wrong with an article, said so that the reader knows what to do.

use std::io;

/// Why an article could not be opened. Every message names the file (made safe to show), what is wrong and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no such file.
    #[error("{path}: no such file; check the name and the folder")]
    Missing {
        /// The file.
        path: String,
    },
    /// The file may not be read.
    #[error("{path}: permission denied; make it readable (chmod u+r) or ask its owner")]
    Denied {
        /// The file.
        path: String,
    },
    /// It is a folder.
    #[error("{path}: is a folder; name a file in it")]
    Folder {
        /// The folder.
        path: String,
    },
    /// It is a device: reading it may never end.
    #[error("{path}: is a device, not a file; to read a stream, pipe it in and name the article -")]
    Device {
        /// The device.
        path: String,
    },
    /// There is nothing in it, or only white space.
    #[error("{path}: is empty: nothing to read")]
    Empty {
        /// The file.
        path: String,
    },
    /// It is not text.
    #[error("{path}: is {what}, not text; {remedy}")]
    Binary {
        /// The file.
        path: String,
        /// What it looks like: `a PNG picture`.
        what: &'static str,
        /// What to do instead.
        remedy: &'static str,
    },
    /// The system refused otherwise.
    #[error("{path}: cannot be read: {cause}")]
    Io {
        /// The file.
        path: String,
        /// What the system said.
        cause: io::Error,
    },
}

impl OpenError {
    /// The variant for what the system said about a file.
    pub(super) fn from_io(path: String, cause: io::Error) -> Self {
        match cause.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing { path },
            io::ErrorKind::PermissionDenied => Self::Denied { path },
            io::ErrorKind::IsADirectory => Self::Folder { path },
            _ => Self::Io { path, cause },
        }
    }
}
