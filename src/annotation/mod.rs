//! What a reader says of a text: annotations, the tags they bear, corrected boundaries of sentences, and the history of changes.

pub mod anchor;
mod boundary;
mod conflict;
mod difference;
mod history;
mod markup;
mod note;
mod pieces;
mod record;
mod set;
pub(crate) mod state;
mod tag;
mod unique;

pub use boundary::{Boundary, BoundaryQuote, BoundarySet};
pub use conflict::Versions;
pub use history::{Change, Edit, History};
pub use markup::{Markup, Snapshot, Unknown};
pub use note::{NoteVersions, Side, both_texts, merge_notes};
pub use record::{Annotation, CONTEXT, TextQuote};
pub use set::AnnotationSet;
pub use state::{LastPlace, State};
pub use tag::{Colour, Tag, TagSet};
