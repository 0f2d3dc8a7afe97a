//! The real program in pseudo-terminals.

mod answers;
mod hostile_files;
mod session;
mod settings;
#[path = "../support/program.rs"]
mod support;
