//! What is kept on disk: the sidecar of an article and its backup, work that could not be saved there, the place of the reader
//! in it, the settings, and what is known of terminals.

mod anchors;
pub mod atomic;
mod backup;
mod carried;
pub mod config;
mod contents;
mod error;
mod extracted;
mod foreign;
mod grown;
mod json;
mod known;
pub mod leftovers;
mod likeness;
mod lineage;
pub mod merge;
mod parse;
mod paths;
pub mod place;
mod rescued;
mod saver;
mod sidecar;
pub mod terminals;
pub mod unsaved;
mod watch;
mod writing;

pub use backup::{Session, backup_path};
pub use carried::carried;
pub use contents::Contents;
pub use error::{SaveError, SidecarError, printable};
pub use foreign::{FolderLock, Foreign};
pub use merge::Conflict;
pub use paths::sidecar_path;
pub use rescued::{Copies, Offer, Rescued, rescued};
pub use saver::{Report, Saver};
pub use sidecar::{Fit, Sidecar, VERSION, spelled};
pub use watch::{Stamp, Watch};
pub use writing::write;
