//! The file system, which no other layer touches: what they need of it is a function here. Knows nothing of articles.
//!
//! There is one way to replace a file ([`replace`]), to look what there is (`Kind`), to read (`open`, `read_regular`), to lock a
//! folder (`FolderLock`), to watch a file (`Watch`), and to find the user's folders (`folders`).

mod attributes;
pub(crate) mod folders;
mod lock;
mod path;
mod read;
mod replace;
mod watch;

pub(crate) use attributes::{attribute, set_attribute};
pub(crate) use lock::{FolderLock, remove_unused, unused};
pub(crate) use path::{folder_of, located, real, target};
pub(crate) use read::{Kind, NotAFile, Opened, list, modified, open, open_regular};
pub(crate) use read::{read, read_all, read_regular, read_text, terminal};
pub use replace::replace;
pub(crate) use replace::{PREFIX, RANDOM, Refuse, Replacement, SUFFIX, remove, scratch, write};
#[cfg(test)]
pub(crate) use replace::{Step, temporary};
pub(crate) use watch::{Stamp, Watch};
