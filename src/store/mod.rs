//! What is kept on disk: the sidecar of an article, the place of the reader in it, the settings, and what is known of
//! terminals.

mod anchors;
pub mod atomic;
pub mod config;
mod error;
mod parse;
mod paths;
pub mod place;
mod saver;
mod sidecar;
pub mod terminals;

pub use error::{SaveError, SidecarError, printable};
pub use paths::sidecar_path;
pub use saver::{Report, Saver, write};
pub use sidecar::{Fit, Sidecar, Unknown, VERSION};
