//! Replacing a file whole: after a failure at any moment the old file is there, complete.

use std::fs::{self, File};
use std::io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Replaces the file at `path` by what `fill` writes: a temporary file in the same folder, synced, renamed over the old
/// one, and the folder synced where that can be done. Keeps the permissions of the old file and follows a symbolic link to it.
///
/// # Errors
/// When the old file is read-only, or creating, writing, syncing or renaming fails; the temporary file is then removed.
pub fn replace(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let target = resolve(path)?;
    let folder = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let permissions = match fs::metadata(&target) {
        Ok(about) if about.permissions().readonly() => {
            return Err(io::Error::new(PermissionDenied, "the file is read-only"));
        }
        Ok(about) => Some(about.permissions()),
        Err(_) => None,
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hashiya-").suffix(".tmp");
    // Made here and not by the crate, whose errors name the temporary file, which nobody has heard of.
    let mut file = builder.make_in(folder, |path| {
        let mut options = File::options();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        // As any new file: the umask takes away what it takes.
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o666);
        options.open(path)
    })?;
    fill(file.as_file_mut())?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    #[cfg(unix)]
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // A folder that may be written but not read, and file systems that do not sync folders: the file itself is synced.
        Err(error) if !matches!(error.kind(), PermissionDenied | InvalidInput | Unsupported) => return Err(error),
        _ => {}
    }
    Ok(())
}

/// The file behind symbolic links, which may be one that is not there yet.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    // As many as Linux follows.
    for _ in 0..40 {
        if !fs::symlink_metadata(&target).is_ok_and(|about| about.is_symlink()) {
            return Ok(target);
        }
        let next = fs::read_link(&target)?;
        target = target.parent().map_or_else(|| next.clone(), |parent| parent.join(&next));
    }
    Err(io::Error::other("too many symbolic links"))
}
