//! What happens to the program.

use std::path::PathBuf;
use std::sync::Arc;

use super::keys::key::Key;
use super::opened::{Opened, Reopened};
use super::session::tally::Touched;
use super::view::Size;
use crate::annotation::Markup;
use crate::input::Article;
use crate::store::{Offer, Report};
use crate::text::layout::Order;

/// Something happened.
#[derive(Clone, Debug)]
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
        /// SHA-256 of the copy as it was read: whoever made it may go on adding to it.
        digest: [u8; 32],
    },
    /// It could not be read: a line for the reader.
    NotRecovered(String),
    /// The copy that was to be taken in is gone; there may be another one.
    Withdrawn(Option<Offer>),
    /// A copy that is done with was looked at. There is work in it, or in another one (`more`).
    Offered {
        /// The copy.
        offer: Offer,
        /// Whether it is another one.
        more: bool,
    },
    /// All of a copy that is done with is here, and there is no other one.
    Forgotten,
    /// A copy of what is not in the file was written there, or could not be, and why.
    Kept(Result<PathBuf, String>),
    /// Somebody wrote the article.
    Touched,
    /// The article was read again, or why not: a line for the reader.
    Reread(Result<Arc<Article>, String>),
    /// What there is of it was read and looked for in its new text, or there is no place for it, and why.
    Reopened(Result<Box<Reopened>, String>),
    /// All of an article is here, of which the beginning was shown.
    Loaded(Arc<Article>),
    /// The annotations of an article were read, of which the head of the sidecar was.
    Opened(Box<Opened>),
    /// The program is ended from outside: what is being written is taken. Answered by [`super::Effect::Leave`].
    End,
    /// The editor came back; `None` when it failed, with the reason in the message.
    Edited(Result<String, String>),
    /// An effect came to an end: a line for the reader.
    Done(String),
    /// An effect failed: a line for the reader.
    Failed(String),
}
