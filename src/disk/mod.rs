//! The file system: replacing a file whole, and noticing that somebody else touches one. Knows nothing of articles or annotations.

mod replace;
mod watch;

pub(crate) use replace::{
    PREFIX, RANDOM, Refuse, SUFFIX, Step, folder_of, named, replace_in_steps, resolve, sync, temporary,
};
pub use replace::{make_folder, replace};
pub use watch::{Stamp, Watch};
