//! Bytes become an [`Article`]: read, decode, find the paragraphs.

mod article;
mod decode;
mod error;
pub mod format;
mod open;
pub mod sample;
mod sniff;

pub use article::{Article, Origin, Source};
pub use error::OpenError;
pub use open::{Newline, OpenOptions};
