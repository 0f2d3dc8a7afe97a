//! The user's folders (XDG base directories, on every system), and making folders.

use std::fs::{self, DirBuilder};
use std::io;
use std::io::ErrorKind::{AlreadyExists, NotFound, PermissionDenied};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use etcetera::base_strategy::{BaseStrategy, Xdg};
use rustix::process::geteuid;

use super::path::folder_of;
use super::read::is_own;
use super::replace::sync_folder;

/// Our folder in each of them.
const NAME: &str = "hashiya";

fn base() -> io::Result<Xdg> {
    Xdg::new().map_err(|_| io::Error::new(NotFound, "there is no home folder; set HOME"))
}

/// `$XDG_DATA_HOME/hashiya`.
pub(crate) fn data() -> io::Result<PathBuf> {
    Ok(base()?.data_dir().join(NAME))
}

/// `$XDG_STATE_HOME/hashiya`.
pub(crate) fn state() -> io::Result<PathBuf> {
    let base = base()?;
    Ok(base.state_dir().unwrap_or_else(|| base.data_dir()).join(NAME))
}

/// `$XDG_CONFIG_HOME/hashiya`.
pub(crate) fn config() -> io::Result<PathBuf> {
    Ok(base()?.config_dir().join(NAME))
}

/// The user's folder among the temporary files, for when the state folder cannot be written. A folder of its own, so that looking for
/// copies on the way to the first page is no walk through all that others leave there.
pub(crate) fn temporary() -> PathBuf {
    std::env::temp_dir().join(format!("{NAME}-unsaved-{}", geteuid().as_raw()))
}

/// The same, made if need be. One that somebody else made is refused: its name is known to all.
pub(crate) fn make_temporary() -> io::Result<PathBuf> {
    let folder = temporary();
    make_private(&folder)?;
    let about = fs::symlink_metadata(&folder)?;
    if about.is_dir() && is_own(&about) { Ok(folder) } else { Err(PermissionDenied.into()) }
}

/// Makes a folder and those above it that are missing, for the user alone, as the XDG specification wants it. What is there stays as
/// open as it is.
pub(crate) fn make_private(folder: &Path) -> io::Result<()> {
    make_with(folder, 0o700)
}

/// Makes a folder and those above it that are missing, for whoever the umask lets in.
pub(crate) fn make(folder: &Path) -> io::Result<()> {
    make_with(folder, 0o777)
}

/// Each is synced into the one above: a file in a folder that is gone after a power failure would be gone as well.
fn make_with(folder: &Path, mode: u32) -> io::Result<()> {
    match DirBuilder::new().mode(mode).create(folder) {
        Err(_) if folder.is_dir() => return Ok(()),
        Err(error) if error.kind() == NotFound && folder.parent().is_some() => {
            make_with(folder_of(folder), mode)?;
            return make_with(folder, mode);
        }
        Err(error) if error.kind() == AlreadyExists => return Err(io::ErrorKind::NotADirectory.into()),
        outcome => outcome?,
    }
    sync_folder(folder_of(folder), &mut |_| Ok(()))
}
