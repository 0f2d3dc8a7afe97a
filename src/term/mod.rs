//! The terminal: entering and leaving it, its events, and how rows are encoded for it.

mod dirty;
pub mod encode;
pub mod event;
pub mod paint;
mod screen;
mod scroll;
mod sgr;

pub use screen::{Screen, Woken, restore_on_panic};
