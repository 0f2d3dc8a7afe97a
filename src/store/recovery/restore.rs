//! What a copy of unsaved work has that is not at hand.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::annotation::{Annotation, AnnotationSet};
use crate::disk;
use crate::input::Article;
use crate::store::merge::base::as_far_as_known;
use crate::store::recovery::copies::{RESCUE, is_of_another_text};
use crate::store::recovery::leftovers;
use crate::store::sidecar::json;
use crate::store::sidecar::read;
use crate::store::{Sidecar, SidecarError, merge};

/// A copy, put together with what is at hand.
#[derive(Clone, PartialEq, Debug)]
pub struct Rescued {
    /// All of both: annotations, corrected boundaries, tags, and fields that are not known.
    pub sidecar: Sidecar,
    /// What was changed on both sides; both are kept.
    pub conflicts: usize,
    /// SHA-256 of the copy: one that became another one since must not be taken for done with.
    pub digest: [u8; 32],
    /// The copy is of a text of which the article has nothing, and no place in it: its article was renamed, and this has the name now.
    is_of_another_text: bool,
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
        let all = &self.sidecar;
        (&all.markup.tags, &all.markup.unknown, &all.markup.boundaries)
            == (&sidecar.markup.tags, &sidecar.markup.unknown, &sidecar.markup.boundaries)
            && (all.markup.annotations == sidecar.markup.annotations
                || content(&all.markup.annotations) == content(&sidecar.markup.annotations))
    }
}

/// A copy that has something that is not at hand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// The copy.
    pub copy: PathBuf,
    /// Where the article was when the copy was made, if that is not where it is.
    pub from: Option<PathBuf>,
}

/// Copies of work on an article.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    /// Those that were made of it at its place.
    pub own: Vec<PathBuf>,
    /// Those that were made when it was at another place, with that: as it seems, so that they are never removed.
    pub moved: Vec<(PathBuf, PathBuf)>,
}

impl Copies {
    /// The first that has something that `current` has not, or that cannot be read. Those of the article's own that have nothing are done
    /// with, and removed where there is a sidecar.
    pub fn waiting(self, article: &Article, current: &Sidecar) -> Option<Offer> {
        let mut offers = Vec::new();
        let mut unread = Vec::new();
        let moved = self.moved.into_iter().map(|(copy, from)| (copy, Some(from)));
        for (copy, from) in self.own.into_iter().map(|copy| (copy, None)).chain(moved) {
            let offer = Offer { copy, from };
            // The beginning of a file tells nothing.
            match if article.is_head { None } else { Some(rescued(&offer.copy, article, current)) } {
                Some(Ok(merged)) if merged.is_in(current) => {
                    if current.digest.is_some() && offer.from.is_none() {
                        let _ = leftovers::forget(&offer.copy);
                    }
                }
                Some(Ok(merged)) if merged.is_of_another_text => {}
                Some(Err(_)) => unread.push(offer),
                _ => offers.push(offer),
            }
        }
        offers.into_iter().chain(unread).next()
    }
}

/// Merges the copy at `path` with `current`, what there is of `article`. Three ways where the copy says what it began with: what a process
/// that was killed left beside the sidecar does so exactly; of another copy what is not there, or only in an older state, comes back,
/// unless it was there when `current` was read. Else all of both is kept.
///
/// # Errors
/// When the copy cannot be read, is damaged, or of a newer version.
pub fn rescued(path: &Path, article: &Article, current: &Sidecar) -> Result<Rescued, SidecarError> {
    let bytes = disk::read_regular(path, json::LIMIT).map_err(|cause| SidecarError::of_reading(path, cause))?;
    let mut work = json::parse(path, &bytes)?;
    let digest = work["article"]["sha256"].as_str();
    let is_other = digest.is_some_and(|digest| !digest.eq_ignore_ascii_case(article.document.digest()));
    // What is left beside the sidecar has no print.
    let is_of_another_text = is_of_another_text(&work, article) || (is_other && leftovers::is_left(path));
    let mut rescue = work.as_object_mut().and_then(|root| root.shift_remove(RESCUE)).unwrap_or_default();
    // The places of both are looked for in the article as it is now.
    let placed = |value| read::sidecar(path, value, article).map(|sidecar| sidecar.to_value(article));
    let read = |bytes: &[u8]| json::parse(path, bytes).ok().and_then(|value| placed(value).ok());
    let ours = current.to_value(article);
    let opened = current.base.as_ref().and_then(|bytes| read(bytes));
    let replaced = leftovers::base_of(path).and_then(|bytes| read(&bytes)).filter(|_| current.digest.is_some());
    let base = match replaced {
        Some(replaced) => Some(replaced),
        None if leftovers::replaces(path, current.digest) && opened.is_some() => opened,
        None => {
            let mut version = |name: &str| rescue.get_mut(name).map(Value::take).and_then(|value| placed(value).ok());
            let versions: Vec<Value> = ["base", "begun"].into_iter().filter_map(&mut version).collect();
            as_far_as_known(&versions, &with_those_of(&ours, opened.as_ref()))
        }
    };
    let other = |_| SidecarError::Field {
        path: path.to_owned(),
        at: "article.sha256".to_owned(),
        problem: "is that of another text".to_owned(),
    };
    let work = placed(work)?;
    let merged = merge::merge(base.as_ref(), &ours, &work).map_err(other)?;
    let sidecar = read::sidecar(path, merged.value, article)?;
    let has_place = || {
        read::sidecar(path, work, article)
            .is_ok_and(|work| work.markup.annotations.iter().any(|item| item.state.has_place()))
    };
    let is_of_another_text = is_of_another_text && !has_place();
    Ok(Rescued {
        sidecar,
        conflicts: merged.conflicts.len(),
        digest: Sha256::digest(&bytes).into(),
        is_of_another_text,
    })
}

/// A version with the records that another one has besides: they were there, and were taken out.
fn with_those_of(ours: &Value, opened: Option<&Value>) -> Value {
    let mut all = ours.clone();
    for list in ["annotations", "boundaries"] {
        let records = |value: &Value| value[list].as_array().cloned().unwrap_or_default();
        let mut items = records(ours);
        let known: HashSet<String> = items.iter().map(|item| item["id"].to_string()).collect();
        items.extend(
            opened.map(records).unwrap_or_default().into_iter().filter(|item| !known.contains(&item["id"].to_string())),
        );
        if !items.is_empty() {
            all[list] = Value::Array(items);
        }
    }
    all
}
