//! What the crate does, without a disk that fails and without a terminal.

#[path = "../support/caprtl.rs"]
mod caprtl;
mod export;
mod fuzz_corpus;
mod import;
mod layers;
mod manual;
mod merge;
mod reader;
mod readme;
mod reanchor;
mod sentences;
mod session;
mod sidecar;
#[path = "../support/skip.rs"]
mod skip;
mod view;
