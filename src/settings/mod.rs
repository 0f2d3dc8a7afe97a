//! What the user chooses, and what is known of the user's terminals.

pub mod config;
pub mod terminals;
