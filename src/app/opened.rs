//! What the work on an article begins with: who does it, and what there is of it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::annotation::{Annotation, Markup, TagSet};
use crate::input::Article;
use crate::store::Offer;
use crate::text::Document;

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
    /// Whether the annotations were made when the article was read with the marks that its text has no more.
    pub extracted: bool,
    /// Why nothing may be changed; `None` when it may.
    pub locked: Option<Locked>,
    /// Where work is that is not in the file: that of an earlier session that could not be saved, or of this one.
    pub unsaved: Option<Offer>,
    /// Whether the annotations are yet to be read: the markup is the head of the sidecar.
    pub is_head: bool,
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

/// An article that was read again, and what is on the screen, to be looked for in it.
#[derive(Clone, Debug)]
pub struct Reopening {
    /// The article.
    pub article: Arc<Article>,
    /// The text on the screen.
    pub old: Arc<Document>,
    /// The work on that.
    pub markup: Markup,
    /// The versions of annotations that undo and redo could bring back; `None` where they are too many.
    pub versions: Option<Vec<Arc<Annotation>>>,
    /// The tags that a new sidecar begins with.
    pub tags: TagSet,
}

/// What there is of an article that was read again.
#[derive(Clone, Debug, Default)]
pub struct Reopened {
    /// What is in the file, where it is in the new text.
    pub opened: Opened,
    /// Whether there is a file, made for this very text: what a checkout or a sync tool put there together with the article.
    pub is_new: bool,
    /// Where the file has what is on the screen: that.
    pub carried: Option<Carried>,
}

/// What is on the screen, looked for in the new text from the old one: the file may be of an older one yet.
#[derive(Clone, Debug)]
pub struct Carried {
    /// The work; `None` where it is where the file says.
    pub markup: Option<Markup>,
    /// The versions of annotations that undo and redo could bring back.
    pub versions: Option<Vec<Annotation>>,
    /// Whether it is at other places than the file says, which so must be saved.
    pub differs: bool,
}
