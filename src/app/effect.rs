//! What the program wants done.

use std::path::PathBuf;
use std::sync::Arc;

use super::opened::Reopening;
use crate::annotation::{AnnotationSet, Markup, Snapshot, TagSet};
use crate::input::Article;
use crate::store::Offer;
use crate::text::{Document, Span};

/// Something to do, for the loop. Each has all that its performer needs: nobody asks the program anything.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "one or two at a time, taken apart at once")]
pub enum Effect {
    /// Hand the state to the saver.
    Save {
        /// The state.
        snapshot: Snapshot,
        /// Another file than the one saved to so far.
        to: Option<PathBuf>,
    },
    /// Save and watch from now on for what was opened last, which begins with this; `None` where nothing may be changed.
    Start(Arc<Article>, Option<Markup>),
    /// Put text into the clipboard.
    Copy(String),
    /// Let the reader edit text in an editor; answered by [`super::Event::Edited`].
    Edit(String),
    /// Write an export; answered by [`super::Event::Done`], [`super::Event::Exists`] or [`super::Event::Failed`].
    Export(Export),
    /// Count the sentences in the background, and look for those that the ranges touch; answered by [`super::Event::Counted`].
    Count {
        /// The text.
        document: Arc<Document>,
        /// The number of this count.
        generation: u64,
        /// The ranges.
        spans: Vec<Span>,
    },
    /// Read the work of an earlier session and merge it with what is here; answered by [`super::Event::Recovered`],
    /// [`super::Event::NotRecovered`] or [`super::Event::Withdrawn`].
    Recover(PathBuf, Current),
    /// Remove the file of such work, if it is still what was taken in, by its digest, and all of it is still here; answered by
    /// [`super::Event::Offered`] where there is more.
    Forget(Offer, [u8; 32], Current),
    /// Write a copy of what is not in the file, in the place of the last one; answered by [`super::Event::Kept`].
    Keep(Box<Remains>),
    /// Take that copy away.
    Discard,
    /// Leave it where it is: it is offered from now on.
    LetBe,
    /// Read the article at this path again; answered by [`super::Event::Reread`].
    Reread(PathBuf),
    /// Read what there is of an article that was read again; answered by [`super::Event::Reopened`].
    Reopen(Box<Reopening>),
    /// Show vowel signs, or hide them; answered by [`super::Event::Done`].
    Harakat,
    /// Clear and paint all.
    Redraw,
    /// Suspend the program; where the reader is is remembered before.
    Suspend(Arc<Article>, usize),
    /// Leave.
    Leave(Box<Leave>),
}

/// What is exported.
#[derive(Clone, Debug)]
pub struct Export {
    /// Place in [`crate::export::EXPORTS`].
    pub format: usize,
    /// Where to; `None` is the usual place beside the article.
    pub to: Option<PathBuf>,
    /// Whether what is there may go; otherwise it stays, and the answer is [`super::Event::Exists`].
    pub overwrite: bool,
    /// The article.
    pub article: Arc<Article>,
    /// Its annotations.
    pub annotations: AnnotationSet,
    /// The tags that they may bear.
    pub tags: TagSet,
}

/// What there is of an article.
#[derive(Clone, Debug)]
pub struct Current {
    /// The article.
    pub article: Arc<Article>,
    /// The work on it.
    pub markup: Markup,
}

/// What there is to keep.
#[derive(Clone, Debug)]
pub struct Remains {
    /// The article.
    pub article: Arc<Article>,
    /// What is here, and what was made here and taken out by somebody else.
    pub work: Markup,
    /// What was saved of it last.
    pub base: Markup,
    /// What it began with.
    pub begun: Markup,
}

/// What there is when the program is left.
#[derive(Clone, Debug)]
pub struct Leave {
    /// What is to be kept where it cannot be saved.
    pub remains: Remains,
    /// The newest state.
    pub snapshot: Snapshot,
    /// Whether it is not on disk, or not any more.
    pub is_dirty: bool,
    /// What was made here and taken out by somebody else, where all else is saved.
    pub undone: Option<Markup>,
    /// The file that it is saved in, where that is not the sidecar.
    pub elsewhere: Option<PathBuf>,
    /// Whether a copy is offered.
    pub is_offered: bool,
    /// Where the reader is.
    pub position: usize,
}
