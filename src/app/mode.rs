//! What the keys are for at the moment.

use std::path::PathBuf;

use super::edit::LineEdit;
use super::keys::keymap::Context;
use super::panels::OpenPanel;
use super::view::Place;
use super::view::Words;
use crate::text::Span;

/// The one thing that keys go to.
#[derive(Clone, Debug)]
pub(super) enum Mode {
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
    /// In a panel.
    Panel(OpenPanel),
    /// Choosing the sentence that an annotation is attached to; its id, and the review that it is of.
    Attach(String, Box<Mode>),
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
pub(super) enum PromptKind {
    /// A search.
    Search,
    /// What the rows of a panel must have in them.
    Filter,
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
    pub(super) fn label(&self) -> &'static str {
        match self {
            Self::Search | Self::Filter => "/",
            Self::Command => ":",
            Self::Note { .. } => "Note: ",
            Self::ExportPath { .. } => "Export to: ",
        }
    }
}

impl Mode {
    /// Where keys are looked up; `None` while a line is being written.
    pub(super) fn context(&self) -> Option<Context> {
        match self {
            Self::Read | Self::Extend(_) => Some(Context::Read),
            Self::Part(_) => Some(Context::Part),
            Self::Split(_) => Some(Context::Split),
            Self::Panel(open) => Some(open.context()),
            Self::Attach(..) => Some(Context::Attach),
            Self::Unsaved | Self::Leaving => Some(Context::Unsaved),
            Self::Overwrite { .. } => Some(Context::Overwrite),
            Self::Prompt(..) => None,
        }
    }
}
