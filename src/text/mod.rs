//! Text without a screen: spans, paragraphs, sentences, levels, clusters, lines.
//!
//! Nothing here knows of annotations, files or terminals. All positions are byte offsets.

mod around;
pub mod bidi;
pub mod caret;
pub mod cluster;
pub mod document;
pub mod fold;
mod forms;
mod harmless;
pub mod language;
pub mod layout;
pub mod map;
pub mod offsets;
pub mod paragraph;
#[cfg(test)]
pub(crate) mod properties;
pub mod sentence;
pub mod setting;
pub mod shape;
pub mod soft_break;
pub mod span;
pub mod structure;
pub mod unseen;
mod words;

pub use around::Around;
pub use bidi::BaseDirection;
pub use document::{Document, Sentences};
pub use harmless::harmless;
pub use language::Language;
pub use layout::{Cell, Line};
pub use map::OffsetMap;
pub use paragraph::{Kind, Paragraph};
pub use soft_break::one_line;
pub use span::Span;
pub use structure::Structure;
pub use words::words;
