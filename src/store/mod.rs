//! What is kept on disk: the sidecar of an article and the place of the reader in it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::annotation::{AnnotationSet, TagSet};
use crate::input::Article;

/// Why a sidecar could not be read or used. Messages name the file, the place in it (JSON path) and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum SidecarError {
    /// The file system refused.
    #[error("{path}: {cause}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

/// Whether a sidecar is about the text at hand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fit {
    /// The digest is the same: every offset is right.
    Exact,
    /// The article's text changed since the sidecar was written. Nothing may be written over it.
    Differs,
}

/// A sidecar, read or new.
#[derive(Clone, PartialEq, Debug)]
pub struct Sidecar {
    /// The tags that annotations may bear.
    pub tags: TagSet,
    /// The annotations.
    pub annotations: AnnotationSet,
    /// Whether the annotations are where the offsets say.
    pub fit: Fit,
}

impl Sidecar {
    /// An empty one with the built-in tags.
    pub fn new() -> Self {
        Self { tags: TagSet::default(), annotations: AnnotationSet::default(), fit: Fit::Exact }
    }

    /// Reads the sidecar of `article` at `path`; `Ok(None)` when there is no file.
    ///
    /// # Errors
    /// When it cannot be read, is not JSON, is of a newer version, or a field has a wrong type or value.
    pub fn load(path: &Path, article: &Article) -> Result<Option<Self>, SidecarError> {
        let _ = (path, article);
        Ok(None)
    }

    /// The file's text.
    pub fn to_json(&self, article: &Article) -> String {
        let _ = article;
        String::new()
    }
}

impl Default for Sidecar {
    fn default() -> Self {
        Self::new()
    }
}

/// Where the sidecar of an article lies: beside a file, in the user's data folder for a sample and for standard input.
///
/// # Errors
/// When there is no home folder to put it in.
pub fn sidecar_path(article: &Article) -> io::Result<PathBuf> {
    let _ = article;
    Ok(PathBuf::new())
}

/// What the saver did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Report {
    /// The state with this revision is on disk, synced.
    Saved {
        /// As given to [`Saver::save`].
        revision: u64,
        /// The file.
        path: PathBuf,
    },
    /// It is not.
    Failed {
        /// As given to [`Saver::save`].
        revision: u64,
        /// The file.
        path: PathBuf,
        /// What is wrong, for a person: file, cause, remedy.
        message: String,
    },
}

/// A thread that writes the newest state and forgets older ones that it did not get to.
#[derive(Debug)]
pub struct Saver {}

impl Saver {
    /// Starts the thread. `sidecar` is what was loaded: its unknown fields and tags are written back. `report` is called on the thread.
    pub fn start(
        article: Arc<Article>,
        sidecar: Sidecar,
        path: PathBuf,
        report: impl Fn(Report) + Send + 'static,
    ) -> Self {
        let _ = (article, sidecar, path, report);
        Self {}
    }

    /// Hands over the newest state; returns at once.
    pub fn save(&self, revision: u64, annotations: AnnotationSet) {
        let _ = (revision, annotations);
    }

    /// As [`save`](Self::save), to another file, and to that one from now on.
    pub fn save_to(&self, path: PathBuf, revision: u64, annotations: AnnotationSet) {
        let _ = (path, revision, annotations);
    }

    /// Waits until what was handed over has been written or has failed, and ends the thread.
    pub fn close(self) {}
}
