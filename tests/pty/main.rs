//! The real program in pseudo-terminals.

mod answers;
mod hostile_files;
mod session;
#[path = "../support/program.rs"]
mod support;
