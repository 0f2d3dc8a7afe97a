//! What happens to the program, and what it wants done.

use std::path::PathBuf;

use super::geometry::Size;
use super::key::Key;
use super::tally::Touched;
use crate::annotation::{AnnotationSet, Markup, Snapshot};
use crate::store::{Offer, Report};
use crate::text::Span;
use crate::text::layout::Order;

/// Something happened.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// A key.
    Key(Key),
    /// Text pasted by the terminal.
    Paste(String),
    /// The primary button at a column and a row of the screen, both from 0.
    Click {
        /// Column.
        column: u16,
        /// Row.
        row: u16,
    },
    /// The wheel, in lines; negative is towards the start.
    Wheel(i64),
    /// The terminal takes text in this order.
    Order(Order),
    /// The screen has a new size.
    Resize(Size),
    /// The saver reports.
    Saver(Report),
    /// The sentences of the article have been counted, and those of the annotations found.
    Counted(Touched),
    /// An export was not written because there is something at that place; answered by the reader.
    Exists {
        /// Place in [`crate::export::EXPORTS`].
        format: usize,
        /// Where it was to go.
        to: PathBuf,
    },
    /// Work that is not in the file, read and merged with what is here.
    Recovered {
        /// All of both.
        markup: Markup,
        /// What was changed on both sides.
        conflicts: usize,
    },
    /// The copy that was to be taken in is gone; there may be another one.
    Withdrawn(Option<Offer>),
    /// The editor came back; `None` when it failed, with the reason in the message.
    Edited(Result<String, String>),
    /// An effect came to an end: a line for the reader.
    Done(String),
    /// An effect failed: a line for the reader.
    Failed(String),
}

/// Something to do, for the loop.
#[derive(Clone, PartialEq, Debug)]
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
    /// Let the reader edit text in an editor; answered by [`Event::Edited`].
    Edit(String),
    /// Write an export; answered by [`Event::Done`] or [`Event::Failed`].
    Export {
        /// Place in [`crate::export::EXPORTS`].
        format: usize,
        /// Where to; `None` is the usual place beside the article.
        to: Option<PathBuf>,
        /// Whether what is there may go; otherwise it stays, and the answer is [`Event::Exists`].
        overwrite: bool,
        /// What to export.
        annotations: AnnotationSet,
    },
    /// Count the sentences in the background, and look for those that the ranges touch; answered by [`Event::Counted`].
    Count(Vec<Span>),
    /// Read the work of an earlier session; answered by [`Event::Recovered`] or [`Event::Failed`].
    Recover(PathBuf),
    /// Remove the file of such work: all of it is saved now.
    Forget(Offer),
    /// Show vowel signs, or hide them; answered by [`Event::Done`].
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
