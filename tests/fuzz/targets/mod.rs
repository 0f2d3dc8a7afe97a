//! What is fuzzed: each target takes bytes and panics when something that must hold of any input does not.
//!
//! The fuzzing program and `tests/it/fuzz_corpus.rs` run the same functions. A new target is a file here, a line in the table, and a
//! folder of its name under `corpus`.

mod article;
mod decode;
mod layout;
mod markdown;
mod merge;
mod reanchor;
mod sentences;
mod sidecar;

/// A name and a function.
type Target = (&'static str, fn(&[u8]));

/// All of them.
pub(crate) const TARGETS: [Target; 7] = [
    ("decode", decode::run),
    ("layout", layout::run),
    ("markdown", markdown::run),
    ("merge", merge::run),
    ("reanchor", reanchor::run),
    ("sentences", sentences::run),
    ("sidecar", sidecar::run),
];

/// Takes bytes off the front as choices; 0 when there are none left.
pub(crate) fn choice(data: &mut &[u8]) -> usize {
    match data.split_first() {
        Some((first, rest)) => {
            *data = rest;
            usize::from(*first)
        }
        None => 0,
    }
}
