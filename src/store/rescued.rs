//! What a copy of unsaved work has that is not at hand.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::known::as_far_as_known;
use super::unsaved::RESCUE;
use super::{Sidecar, SidecarError, json, leftovers, merge, parse};
use crate::annotation::{Annotation, AnnotationSet, BoundarySet, TagSet};
use crate::input::Article;

/// A copy, put together with what is at hand.
#[derive(Clone, PartialEq, Debug)]
pub struct Rescued {
    /// All annotations: those of both.
    pub annotations: AnnotationSet,
    /// All corrected boundaries.
    pub boundaries: BoundarySet,
    /// All tags.
    pub tags: TagSet,
    /// What was changed on both sides; both are kept.
    pub conflicts: usize,
    /// SHA-256 of the copy: one that became another one since must not be taken for done with.
    pub digest: [u8; 32],
}

impl Rescued {
    /// Whether all of it is in a sidecar already, under other ids perhaps: what was not saved may have been tagged anew.
    pub fn is_in(&self, sidecar: &Sidecar) -> bool {
        let content = |set: &AnnotationSet| {
            let same = |item: &Annotation| (item.tag.clone(), item.creator.clone(), item.note.clone());
            let mut items: Vec<_> = set.iter().map(|item| (item.span.start, item.span.end, same(item), item)).collect();
            items.sort_by(|one, other| (one.0, one.1, &one.2).cmp(&(other.0, other.1, &other.2)));
            let nameless = |item: &Annotation| Annotation {
                id: String::new(),
                created: Timestamp::UNIX_EPOCH,
                modified: Timestamp::UNIX_EPOCH,
                ..item.clone()
            };
            items.into_iter().map(|(.., item)| nameless(item)).collect::<Vec<Annotation>>()
        };
        let has_tags = self.tags.iter().all(|tag| sidecar.tags.get(&tag.id).is_some());
        let is_same = self.annotations == sidecar.annotations;
        has_tags
            && self.boundaries == sidecar.boundaries
            && (is_same || content(&self.annotations) == content(&sidecar.annotations))
    }
}

/// The first of some copies of work on `article` that has something that `current` has not. Those that have nothing are done with, and
/// removed where there is a sidecar; what cannot be read stays, and `hashiya check` names it.
pub fn waiting(mut copies: Vec<PathBuf>, article: &Article, current: &Sidecar) -> Option<PathBuf> {
    copies.retain(|copy| {
        // The beginning of a file tells nothing.
        if article.is_head {
            return true;
        }
        let Ok(merged) = rescued(copy, article, current) else { return false };
        !(merged.is_in(current) && current.digest.is_some() && fs::remove_file(copy).is_ok())
    });
    copies.into_iter().next()
}

/// Merges the copy at `path` with `current`, what there is of `article`. Three ways where the copy says what it began with, but what is
/// not there, or only in an older state, comes back; so where it was to replace what `current` was read from; else all of both is kept.
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
    let mut versions: Vec<Value> = ["base", "begun"].into_iter().filter_map(&mut version).collect();
    if let Some(base) = current.base.as_ref().filter(|_| leftovers::replaces(path, current.digest)) {
        versions.extend(json::parse(path, base).ok().and_then(|base| placed(base).ok()));
    }
    let base = as_far_as_known(&versions, &ours);
    let other = |_| SidecarError::Field {
        path: path.to_owned(),
        at: "article.sha256".to_owned(),
        problem: "is that of another text".to_owned(),
    };
    let merged = merge::merge(base.as_ref(), &ours, &placed(work)?).map_err(other)?;
    let Sidecar { annotations, boundaries, tags, .. } = parse::sidecar(path, merged.value, article)?;
    let digest = Sha256::digest(&bytes).into();
    Ok(Rescued { annotations, boundaries, tags, conflicts: merged.conflicts.len(), digest })
}
