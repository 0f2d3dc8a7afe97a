//! What killed, failed and moved processes left, and how it comes back.

pub mod copies;
pub mod leftovers;

pub(in crate::store) mod backup;
mod fingerprint;
mod restore;

pub use restore::{Copies, Offer, Rescued, rescued};
