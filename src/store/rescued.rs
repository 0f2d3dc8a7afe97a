//! What a copy of unsaved work has that is not at hand.

use std::collections::HashMap;
use std::path::Path;

use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};

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

/// The records of `base` that ours have as well, and not in an older state. What ours lack may have been deleted, or lost with the file
/// that the copy was made for: it comes back. What is older was put back, and takes nothing back.
fn as_far_as_known(mut base: Value, ours: &Value) -> Value {
    for list in ["annotations", "boundaries"] {
        let modified = |item: &Value| item["modified"].as_str().and_then(|time| time.parse::<Timestamp>().ok());
        let known: HashMap<&str, Option<Timestamp>> = ours[list]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|item| Some((item["id"].as_str()?, modified(item))))
            .collect();
        let is_known =
            |item: &Value| item["id"].as_str().and_then(|id| known.get(id)).is_some_and(|ours| *ours >= modified(item));
        if let Some(items) = base.get_mut(list).and_then(Value::as_array_mut) {
            items.retain(is_known);
        }
    }
    base
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
    let base = rescue.get_mut("base").map(Value::take).and_then(|base| placed(base).ok());
    let base = base.map(|base| as_far_as_known(base, &ours));
    let other = |_| SidecarError::Field {
        path: path.to_owned(),
        at: "article.sha256".to_owned(),
        problem: "is that of another text".to_owned(),
    };
    let merged = merge::merge(base.as_ref(), &ours, &placed(work)?).map_err(other)?;
    let Sidecar { annotations, boundaries, .. } = parse::sidecar(path, merged.value, article)?;
    Ok(Rescued { annotations, boundaries, conflicts: merged.conflicts.len(), digest: Sha256::digest(&bytes).into() })
}
