//! Read and annotate articles in a terminal, right-to-left ones first.
//!
//! The layers, from the ground, and what each may import besides std and crates (`tests/layers.rs` checks it):
//!
//! | layer | imports |
//! |---|---|
//! | [`text`] | nothing |
//! | [`annotation`] | `text` |
//! | [`input`] | `text` |
//! | [`export`], [`store`] | `text`, `annotation`, `input` |
//! | `app` | all above, of `store` only its types |
//! | `ui` | `app`, `annotation`, `text` |
//! | [`term`] | `app`, `text` |
//! | `run`, [`cli`] | everything |
//!
//! `store` imports `input::Article` because the sidecar's header describes the article: name, digest, encoding, length.

pub mod annotation;
pub mod app;
pub mod cli;
pub mod export;
pub mod input;
pub mod run;
pub mod store;
pub mod term;
pub mod text;
pub mod ui;
