//! Keys, what they can do, and which does what.

pub mod action;
pub mod key;
pub mod keymap;
mod langmap;
mod lookup;

pub(super) use langmap::to_qwerty;
