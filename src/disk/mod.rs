//! The file system, which no other layer touches: what they need of it is a function here. Knows nothing of articles.
//!
//! There is one way to replace a file ([`replace`]), to look what there is ([`Kind`]), to read ([`open`], [`read_regular`]), to lock a
//! folder ([`FolderLock`]), to watch a file ([`Watch`]), and to find the user's folders ([`folders`]).

mod attributes;
pub mod folders;
mod lock;
mod path;
mod read;
mod replace;
mod watch;

pub(crate) use attributes::{attribute, set_attribute};
pub use lock::FolderLock;
pub(crate) use lock::{remove_unused, unused};
pub use path::{folder_of, located, real, target};
pub use read::{
    Kind, NotAFile, Opened, list, modified, open, open_regular, read, read_all, read_regular, read_text, terminal,
};
pub(crate) use replace::{PREFIX, RANDOM, Refuse, Replacement, SUFFIX};
#[cfg(test)]
pub(crate) use replace::{Step, temporary};
pub use replace::{remove, replace, scratch, write};
pub use watch::{Stamp, Watch};
