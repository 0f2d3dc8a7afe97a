//! What the user chooses: the table of settings, the files that say what they are, tag sets, themes, and what is known of the
//! user's terminals.
//!
//! What is wrong in a file is said with its name and line, and left out; the rest holds.

mod annotated;
mod config;
mod files;
mod setting;
mod table;
mod tags;
pub mod terminals;
mod themes;
mod warning;

pub use annotated::{annotated, rows};
pub use config::{BESIDE, Files};
pub use setting::{Kind, Origin, Said, Setting, Value};
pub use table::{Chosen, SETTINGS};
pub use themes::{ATTRIBUTES, DEFAULT, Ink, LABELS, Look, Looks, THEMES};
pub use warning::Warning;
