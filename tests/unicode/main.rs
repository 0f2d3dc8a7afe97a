//! Text on the screen: the conformance files of Unicode, and properties of texts of all kinds.

mod breaks;
mod conformance;
mod encodings;
mod hostile_text;
mod joining;
mod layout;
#[path = "../models/mod.rs"]
mod models;
mod pieces;
