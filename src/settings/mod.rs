//! What the user chooses, and what is known of the user's terminals.

pub mod config;
mod files;
pub mod terminals;
mod themes;
mod warning;

pub use themes::{ATTRIBUTES, DEFAULT, Ink, LABELS, Look, Looks, THEMES};
pub use warning::Warning;
