//! What the program wants done.

use std::path::PathBuf;

use crate::annotation::{AnnotationSet, Snapshot};
use crate::store::Offer;
use crate::text::Span;

/// Something to do, for the loop.
#[derive(Clone, PartialEq, Debug)]
#[allow(clippy::large_enum_variant, reason = "one or two at a time, taken apart at once")]
pub enum Effect {
    /// Hand the state to the saver.
    Save {
        /// The state.
        snapshot: Snapshot,
        /// Another file than the one saved to so far.
        to: Option<PathBuf>,
    },
    /// Put text into the clipboard.
    Copy(String),
    /// Let the reader edit text in an editor; answered by [`super::Event::Edited`].
    Edit(String),
    /// Write an export; answered by [`super::Event::Done`] or [`super::Event::Failed`].
    Export {
        /// Place in [`crate::export::EXPORTS`].
        format: usize,
        /// Where to; `None` is the usual place beside the article.
        to: Option<PathBuf>,
        /// Whether what is there may go; otherwise it stays, and the answer is [`super::Event::Exists`].
        overwrite: bool,
        /// What to export.
        annotations: AnnotationSet,
    },
    /// Count the sentences in the background, and look for those that the ranges touch; answered by [`super::Event::Counted`].
    Count {
        /// The number of this count.
        generation: u64,
        /// The ranges.
        spans: Vec<Span>,
    },
    /// Read the work of an earlier session; answered by [`super::Event::Recovered`] or [`super::Event::Failed`].
    Recover(PathBuf),
    /// Remove the file of such work: all of it is saved now.
    Forget(Offer),
    /// Show vowel signs, or hide them; answered by [`super::Event::Done`].
    Harakat,
    /// Clear and paint all.
    Redraw,
    /// Read the article again, which may have been edited.
    Reload,
    /// Suspend the program.
    Suspend,
    /// Leave.
    Quit,
}
