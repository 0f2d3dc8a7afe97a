//! Bytes become an [`Article`]: a format reads them, which finds text, paragraphs and facts in them.

mod article;
mod decode;
mod error;
mod facts;
mod format;
mod open;
mod raw;
pub mod sample;
mod sniff;

pub use article::{Article, Origin, Original, Source};
pub use error::OpenError;
pub use facts::Facts;
pub use open::{Newline, OpenOptions};
use raw::Raw;
