//! What the work on an article begins with: who does it, and what there is of it.

use std::path::PathBuf;

use crate::annotation::{Annotation, Markup, TagSet};
use crate::store::Offer;

/// Who makes annotations.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Author {
    /// By which name.
    pub creator: String,
    /// With which ids.
    pub ids: Ids,
    /// With which tags, in the order of their keys.
    pub tags: TagSet,
}

/// Where new annotations take their ids from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ids {
    /// Random UUIDs.
    Random,
    /// UUIDs that count from this number, so that a test knows them.
    Counted(u128),
}

/// What there is of earlier work on the article.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    /// The work so far.
    pub markup: Markup,
    /// Where they are saved.
    pub path: PathBuf,
    /// Whether the article was edited since, so that the annotations had to be looked for.
    pub changed: bool,
    /// Why nothing may be changed; `None` when it may.
    pub locked: Option<Locked>,
    /// Where work is that is not in the file: that of an earlier session that could not be saved, or of this one.
    pub unsaved: Option<Offer>,
    /// The byte position of the reader last time.
    pub position: Option<usize>,
    /// Where the article was read again: the versions of annotations in the history, where they are now. `None` forgets the history.
    pub versions: Option<Vec<Annotation>>,
}

/// Why nothing may be changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Locked {
    /// In a few words, for the status line.
    pub brief: String,
    /// The file, what is wrong with it, and the remedy.
    pub full: String,
}

impl Locked {
    pub(super) fn in_short(&self) -> String {
        format!("LOCKED: {} (i: more)", self.brief)
    }
}
