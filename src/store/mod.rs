//! What is kept on disk: the sidecar of an article and its backup, work that could not be saved there, and the place of the reader
//! in it.
//!
//! | room | what is in it |
//! |---|---|
//! | [`sidecar`] | the file: its fields, reading and writing them, what was known of it |
//! | [`merge`] | two versions put together, three ways; pure |
//! | [`saver`] | the thread that writes, and takes in what others wrote |
//! | [`recovery`] | what killed, failed and moved processes left |
//! | [`bookmark`] | where the reader was |

pub mod bookmark;
mod error;
pub mod merge;
mod paths;
pub mod recovery;
pub mod saver;
pub mod sidecar;

pub use error::{SaveError, SidecarError, printable};
pub use merge::Conflict;
pub use paths::{backup_path, sidecar_path};
pub use recovery::{Copies, Offer, Rescued, rescued};
pub use saver::{Foreign, Report, Saver, Waiter, write};
pub use sidecar::{Contents, Fit, Session, Sidecar, VERSION, head, spelled};
