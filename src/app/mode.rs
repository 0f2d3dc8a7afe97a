//! What the keys are for at the moment.

use std::path::PathBuf;

use super::edit::LineEdit;
use super::keys::keymap::Context;
use super::view::Place;
use super::view::Words;
use crate::text::Span;

/// The one thing that keys go to.
#[derive(Clone, PartialEq, Debug)]
pub enum Mode {
    /// Reading.
    Read,
    /// Extending over sentences, from the one where it began.
    Extend(Place),
    /// Choosing a part of the current sentence.
    Part(Words),
    /// Choosing the word that shall begin a new sentence inside the current one: one of the words that may.
    Split(Words),
    /// Writing a line, over what goes on afterwards.
    Prompt(PromptKind, LineEdit, Box<Mode>),
    /// The headings; the selected row.
    Contents(usize),
    /// The annotations; the selected row, and the place of the only tag shown.
    List {
        /// Row.
        selected: usize,
        /// Place of a tag in the tag set.
        filter: Option<usize>,
    },
    /// All tags; the selected row, and what goes on afterwards.
    Tags(usize, Box<Mode>),
    /// The annotations whose text is not what it was; the selected row.
    Review(usize),
    /// Choosing the sentence that an annotation is attached to; its id.
    Attach(String),
    /// The formats; the selected row.
    Export(usize),
    /// Help, scrolled by rows.
    Help(usize),
    /// Counts and how it stands.
    Summary {
        /// Rows scrolled.
        top: usize,
        /// The message that was on the screen before, cut.
        message: Option<String>,
    },
    /// Whether an export may overwrite what is there.
    Overwrite {
        /// Place in [`crate::export::EXPORTS`].
        format: usize,
        /// The file.
        to: PathBuf,
    },
    /// Leaving, as soon as all is saved.
    Leaving,
    /// Leaving was asked for and it could not be saved.
    Unsaved,
}

/// What a line is written for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PromptKind {
    /// A search.
    Search,
    /// A command.
    Command,
    /// A note on these annotations.
    Note {
        /// Their ids.
        ids: Vec<String>,
        /// The sentence it is about, for the label.
        about: Span,
    },
    /// Where an export goes.
    ExportPath {
        /// Place in [`crate::export::EXPORTS`].
        format: usize,
    },
}

impl PromptKind {
    /// What stands before the line.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Search => "/",
            Self::Command => ":",
            Self::Note { .. } => "Note: ",
            Self::ExportPath { .. } => "Export to: ",
        }
    }
}

impl Mode {
    /// Where keys are looked up; `None` while a line is being written.
    pub fn context(&self) -> Option<Context> {
        match self {
            Self::Read | Self::Extend(_) => Some(Context::Read),
            Self::Part(_) => Some(Context::Part),
            Self::Split(_) => Some(Context::Split),
            Self::Contents(_) | Self::List { .. } | Self::Export(_) => Some(Context::List),
            Self::Tags(..) => Some(Context::Tags),
            Self::Review(_) => Some(Context::Review),
            Self::Attach(_) => Some(Context::Attach),
            Self::Help(_) | Self::Summary { .. } => Some(Context::Panel),
            Self::Unsaved | Self::Leaving => Some(Context::Unsaved),
            Self::Overwrite { .. } => Some(Context::Overwrite),
            Self::Prompt(..) => None,
        }
    }
}
