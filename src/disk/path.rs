//! Paths, and the symbolic links in them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf, absolute};

/// The folder that a file is in.
pub(crate) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A path, and those that it leads to as a symbolic link: the last is none, or is one too many.
pub(super) fn links(path: &Path) -> impl Iterator<Item = PathBuf> {
    let next = |at: &PathBuf| Some(at.parent().unwrap_or(Path::new("")).join(fs::read_link(at).ok()?));
    // As many as Linux follows.
    std::iter::successors(Some(path.to_owned()), next).take(41)
}

/// The file behind symbolic links, which may be one that is not there yet.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    let target = links(path).last().unwrap_or_default();
    match fs::symlink_metadata(&target) {
        Ok(about) if about.is_symlink() => Err(io::Error::other("too many symbolic links")),
        _ => Ok(target),
    }
}

/// The file behind symbolic links, which may be one that is not there yet; the path itself where they lead in a circle.
pub(crate) fn target(path: &Path) -> PathBuf {
    resolve(path).unwrap_or_else(|_| path.to_owned())
}

/// Where a file is, by whatever links; also one that is not there yet.
pub(crate) fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| located(&target(path)))
}

/// Where a file is by whatever folders that are links, but not what it leads to as a link itself.
pub(crate) fn located(path: &Path) -> PathBuf {
    let folder = fs::canonicalize(folder_of(path));
    let here = folder.ok().zip(path.file_name()).map(|(folder, name)| folder.join(name));
    here.or_else(|| absolute(path).ok()).unwrap_or_else(|| path.to_owned())
}
