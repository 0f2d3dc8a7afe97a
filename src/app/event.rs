//! What happens to the program.

use std::path::PathBuf;

use super::keys::key::Key;
use super::session::tally::Touched;
use super::view::Size;
use crate::annotation::Markup;
use crate::store::{Offer, Report};
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
    Counted {
        /// The number of the count that was asked for.
        generation: u64,
        /// What each range touches.
        touched: Touched,
    },
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
