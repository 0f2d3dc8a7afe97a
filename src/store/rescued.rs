//! What a copy of unsaved work has that is not at hand.

use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::known::as_far_as_known;
use super::unsaved::RESCUE;
use super::{Sidecar, SidecarError, json, merge, parse};
use crate::annotation::{AnnotationSet, BoundarySet};
use crate::input::Article;

/// A copy, put together with what is at hand.
#[derive(Clone, PartialEq, Debug)]
pub struct Rescued {
    /// All annotations: those of both.
    pub annotations: AnnotationSet,
    /// All corrected boundaries.
    pub boundaries: BoundarySet,
    /// What was changed on both sides; both are kept.
    pub conflicts: usize,
    /// SHA-256 of the copy: one that became another one since must not be taken for done with.
    pub digest: [u8; 32],
}

/// Merges the copy at `path` with `current`, what there is of `article`. Three ways where the copy says what it began with, but what is
/// not there, or only in an older state, comes back; else all of both is kept.
///
/// # Errors
/// When the copy cannot be read, is damaged, or of a newer version.
pub fn rescued(path: &Path, article: &Article, current: &Sidecar) -> Result<Rescued, SidecarError> {
    let bytes = json::read_file(path).map_err(|cause| SidecarError::Io { path: path.to_owned(), cause })?;
    let mut work = json::parse(path, &bytes)?;
    let mut rescue = work.as_object_mut().and_then(|root| root.shift_remove(RESCUE)).unwrap_or_default();
    // The places of both are looked for in the article as it is now.
    let placed = |value| parse::sidecar(path, value, article).map(|sidecar| sidecar.to_value(article));
    let ours = current.to_value(article);
    let mut version = |name: &str| rescue.get_mut(name).map(Value::take).and_then(|value| placed(value).ok());
    let versions: Vec<Value> = ["base", "begun"].into_iter().filter_map(&mut version).collect();
    let base = as_far_as_known(&versions, &ours);
    let other = |_| SidecarError::Field {
        path: path.to_owned(),
        at: "article.sha256".to_owned(),
        problem: "is that of another text".to_owned(),
    };
    let merged = merge::merge(base.as_ref(), &ours, &placed(work)?).map_err(other)?;
    let Sidecar { annotations, boundaries, .. } = parse::sidecar(path, merged.value, article)?;
    Ok(Rescued { annotations, boundaries, conflicts: merged.conflicts.len(), digest: Sha256::digest(&bytes).into() })
}
