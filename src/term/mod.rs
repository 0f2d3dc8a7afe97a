//! The terminal: entering and leaving it, its events, which one it is, and how rows are encoded for it.

mod dirty;
pub mod encode;
mod event;
mod found;
pub mod identify;
mod line;
pub mod paint;
mod probe;
mod replies;
mod screen;
mod scroll;
mod sgr;

pub use found::{Choice, Found, Harakat, How};
pub use line::encode_line;
pub use probe::probe;
pub use replies::Replies;
pub use screen::{Screen, Woken, restore_on_panic};
