//! What the crate does, without a disk that fails and without a terminal.

#[path = "../support/caprtl.rs"]
mod caprtl;
mod export;
mod fuzz_corpus;
mod layers;
mod merge;
mod reader;
mod readme;
mod reanchor;
mod sentences;
mod session;
mod sidecar;
mod view;
