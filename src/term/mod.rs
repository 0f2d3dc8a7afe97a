//! The terminal: entering and leaving it, its events, and how rows are encoded for it.

pub mod encode;
pub mod event;
pub mod paint;
mod screen;

pub use screen::{Screen, Woken, restore_on_panic};
