//! A sidecar without its article: what is in the file, checked as far as that goes.

use std::io;
use std::path::Path;

use serde_json::Value;

use crate::disk;
use crate::input::Article;
use crate::store::SidecarError;
use crate::store::sidecar::json;
use crate::store::sidecar::read;

/// The content of a file.
#[derive(Clone, PartialEq, Debug)]
pub struct Contents(Value);

impl Contents {
    /// Reads it; `None` where the file is not there or empty.
    ///
    /// # Errors
    /// When it cannot be read or is not JSON.
    pub fn read(path: &Path) -> Result<Option<Self>, SidecarError> {
        let read = match disk::read(path, json::LIMIT) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => None,
            read => Some(read.map_err(|cause| SidecarError::of_reading(path, cause))?),
        };
        let bytes = read.filter(|bytes| !bytes.trim_ascii().is_empty());
        bytes.map(|bytes| json::parse(path, &bytes).map(Self)).transpose()
    }

    /// The content as it is, when it is a sidecar: all that can be told without the text.
    ///
    /// # Errors
    /// When it is of a newer version, or a field has a wrong type or value.
    pub fn checked(self, path: &Path) -> Result<Value, SidecarError> {
        // Of another text, which has no place for anything.
        read::sidecar(path, self.0.clone(), &Article::from_text("", String::new()))?;
        Ok(self.0)
    }

    /// The content with the places where its annotations and boundaries are in the text of `article`.
    ///
    /// # Errors
    /// As [`checked`](Self::checked).
    pub fn anchored(self, path: &Path, article: &Article) -> Result<Value, SidecarError> {
        let sidecar = read::sidecar(path, self.0, article)?;
        Ok(sidecar.to_value(&sidecar.corrected(article.clone())))
    }
}
