//! What is kept on disk: the sidecar of an article and its backup, work that could not be saved there, and the place of the reader
//! in it.

mod backup;
mod contents;
mod error;
mod fields;
mod foreign;
mod head;
mod json;
mod known;
pub mod leftovers;
mod likeness;
mod lineage;
pub mod merge;
mod object;
mod parse;
pub(crate) mod paths;
pub mod place;
mod rescued;
mod saver;
mod sidecar;
pub mod unsaved;
mod writing;

pub use backup::{Session, backup_path};
pub use contents::Contents;
pub use error::{SaveError, SidecarError, printable};
pub use foreign::Foreign;
pub use head::head;
pub use merge::Conflict;
pub use paths::sidecar_path;
pub use rescued::{Copies, Offer, Rescued, rescued};
pub use saver::{Report, Saver};
pub use sidecar::{Fit, Sidecar, VERSION, spelled};
pub use writing::write;
