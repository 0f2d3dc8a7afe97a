//! Replacing a file whole: whatever fails, and whenever the process is killed or the power goes, the old file is there,
//! complete, or the new one.
//!
//! Temporary files lie in the same folder; their names are `.hashiya-`, six letters or digits, a mark for some, and `.tmp`. Their
//! writer holds a lock on them, by which `leftovers` knows those of a process that was killed.

use std::fs::{self, DirBuilder, File, Metadata, TryLockError};
use std::io::ErrorKind::{
    AlreadyExists, InvalidInput, IsADirectory, NotADirectory, NotFound, PermissionDenied, ReadOnlyFilesystem,
    Unsupported,
};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};

use rustix::fs::{Access, CWD, access};
use rustix::io::Errno;
use tempfile::NamedTempFile;

/// How the names of temporary files begin and end; between are so many letters or digits, and a mark for some.
pub(crate) const PREFIX: &str = ".hashiya-";
pub(crate) const SUFFIX: &str = ".tmp";
pub(crate) const RANDOM: usize = 6;

/// The steps of replacing a file, in their order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    /// Looking at what is there.
    Look,
    /// Making the temporary file.
    Create,
    /// Writing it.
    Write,
    /// Syncing it.
    Sync,
    /// Giving the old file a second name, for a backup.
    Link,
    /// Copying it where that is refused.
    Copy,
    /// Renaming the link or the copy to the backup.
    Keep,
    /// Renaming the temporary file.
    Rename,
    /// Looking at what was replaced, where two files were exchanged.
    Compare,
    /// Syncing the folder.
    SyncFolder,
}

/// Is asked before each step, which is not taken when it refuses. Only tests refuse anything.
pub(crate) type Refuse<'a> = &'a mut dyn FnMut(Step) -> io::Result<()>;

/// Looks at a file that was replaced: whether it stays under the name it has, or goes; may refuse it.
pub(crate) type Look<'a> = &'a mut dyn FnMut(&Path) -> io::Result<bool>;

/// Replaces the file at `path` by what `fill` writes: a temporary file in the same folder, synced, renamed over the old
/// one, and the folder synced where that can be done. Follows a symbolic link to the file; keeps its permissions, and its owner
/// and group as far as the system lets us.
///
/// # Errors
/// When the old file is read-only, or creating, writing, syncing or renaming fails; the temporary file is then removed, and the
/// old file is as it was. An error of syncing the folder comes after the renaming: then the new file is there, but might be gone
/// after a power failure.
pub fn replace(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    replace_in_steps(path, "", |file| fill(file), |_, _| Ok(()), None, &mut |_| Ok(()))
}

/// As [`replace`]; the temporary file's name has `mark` in it; `before` is called with the file behind symbolic links when all that
/// can fail for want of space is over, and can still stop it; `after` with the name that the file which was replaced has for a
/// moment, where the system can exchange two files: only so is it certain which one it was. When it refuses, that file is put back.
/// With `after`, a file that comes where none was is not replaced: then the error's kind is `AlreadyExists`.
pub(crate) fn replace_in_steps(
    path: &Path,
    mark: &str,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
    before: impl FnOnce(&Path, Refuse) -> io::Result<()>,
    after: Option<Look>,
    refuse: Refuse,
) -> io::Result<()> {
    refuse(Step::Look)?;
    let target = resolve(path)?;
    let folder = folder_of(&target);
    let old = fs::metadata(&target).ok();
    if let Some(old) = &old {
        may_write(&target, old)?;
    }
    refuse(Step::Create)?;
    let mut file = temporary(folder, mark, old.as_ref())?;
    if old.is_some() {
        take_attributes(file.as_file(), &target)?;
    }
    refuse(Step::Write)?;
    fill(file.as_file_mut())?;
    refuse(Step::Sync)?;
    sync(file.as_file())?;
    before(&target, refuse)?;
    refuse(Step::Rename)?;
    match after {
        Some(after) if old.is_some() && exchange(file.path(), &target) => {
            match refuse(Step::Compare).and_then(|()| after(file.path())) {
                // The name of the temporary file, and with it the old one, goes when the value goes.
                Ok(false) => {}
                Ok(true) => drop(file.keep()),
                Err(error) => {
                    if !put_back(&file, &target) {
                        // It was somebody else's and may be in no other file.
                        drop(file.keep());
                    }
                    return Err(error);
                }
            }
        }
        // What somebody else made in the very last moment is not replaced unseen.
        Some(_) if old.is_none() || fs::symlink_metadata(&target).is_err() => put_where_nothing_is(file, &target)?,
        _ => drop(file.persist(&target).map_err(|error| error.error)?),
    }
    sync_folder(folder, refuse)
}

/// Renames a temporary file to a name that nobody has; where the file system cannot do that, to one that nobody had a moment ago.
fn put_where_nothing_is(file: NamedTempFile, target: &Path) -> io::Result<()> {
    match file.persist_noclobber(target) {
        Err(error) if error.error.kind() != AlreadyExists => {
            error.file.persist(target).map(drop).map_err(|error| error.error)
        }
        outcome => outcome.map(drop).map_err(|error| error.error),
    }
}

/// Takes an exchange back, unless somebody wrote over the new file meanwhile: what they wrote stays. Whether it did.
fn put_back(file: &NamedTempFile, target: &Path) -> bool {
    let inode = |about: Metadata| (about.dev(), about.ino());
    let is_ours = |path: &Path| {
        let ours = file.as_file().metadata().map(inode);
        ours.is_ok_and(|ours| fs::symlink_metadata(path).map(inode).is_ok_and(|there| there == ours))
    };
    exchange(file.path(), target);
    let is_back = is_ours(file.path());
    if !is_back {
        exchange(file.path(), target);
    }
    is_back
}

/// Lets two files change their names at once; whether it did. Where not, renaming tells what is wrong, if anything is.
fn exchange(one: &Path, other: &Path) -> bool {
    #[cfg(target_os = "linux")]
    return rustix::fs::renameat_with(CWD, one, CWD, other, rustix::fs::RenameFlags::EXCHANGE).is_ok();
    #[cfg(not(target_os = "linux"))]
    return false;
}

/// The folder that a file is in.
pub(crate) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The file behind symbolic links, which may be one that is not there yet.
///
/// # Errors
/// When a link cannot be read, or there are more than the system would follow.
pub(crate) fn resolve(path: &Path) -> io::Result<PathBuf> {
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

/// Refuses a file that is read-only, for us or for everybody: a rename would not ask.
fn may_write(target: &Path, old: &Metadata) -> io::Result<()> {
    let read_only = || io::Error::new(PermissionDenied, "the file is read-only");
    if old.permissions().readonly() {
        return Err(read_only());
    }
    match access(target, Access::WRITE_OK) {
        Err(Errno::ACCESS | Errno::PERM) => Err(read_only()),
        Err(Errno::ROFS) => Err(Errno::ROFS.into()),
        _ => Ok(()),
    }
}

/// Gives `make` names of temporary files until one is free.
pub(crate) fn named<R>(
    folder: &Path,
    mark: &str,
    make: impl FnMut(&Path) -> io::Result<R>,
) -> io::Result<tempfile::NamedTempFile<R>> {
    let suffix = format!("{mark}{SUFFIX}");
    tempfile::Builder::new().prefix(PREFIX).suffix(&suffix).rand_bytes(RANDOM).make_in(folder, make)
}

/// A new temporary file, locked, with permissions and owner of the old file or those of any new one. Goes with the value.
///
/// # Errors
/// When it cannot be made, or must not be given the permissions of the old one.
pub(crate) fn temporary(folder: &Path, mark: &str, old: Option<&Metadata>) -> io::Result<NamedTempFile> {
    // As any new file: the umask takes away what it takes. From the first moment not more open than the old one.
    let mode = old.map_or(0o666, |old| old.mode() & 0o666);
    // Made here and not by the crate, whose errors name the temporary file, which nobody has heard of.
    let make = |path: &Path| File::options().read(true).write(true).create_new(true).mode(mode).open(path);
    loop {
        let file = named(folder, mark, make)?;
        match file.as_file().try_lock() {
            // Somebody sweeps the folder and took it for a leftover before it was locked: another one.
            Err(TryLockError::WouldBlock) => continue,
            Ok(()) if file.as_file().metadata()?.nlink() == 0 => continue,
            // File systems without locks fail here: leftovers on them are not swept.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        if let Some(old) = old {
            take_after(file.as_file(), old)?;
        }
        return Ok(file);
    }
}

/// Gives a new file the owner, group and permissions of the old one. Without the right to give it to the group, the group's
/// permissions become those of everybody: they were not meant for another group.
fn take_after(file: &File, old: &Metadata) -> io::Result<()> {
    let new = file.metadata()?;
    let mut mode = old.mode() & 0o7777;
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        let both = fchown(file, Some(old.uid()), Some(old.gid()));
        if both.is_err() && new.gid() != old.gid() && fchown(file, None, Some(old.gid())).is_err() {
            mode = (mode & 0o707) | ((mode & 0o007) << 3);
        }
    }
    if file.metadata()?.mode() & 0o7777 != mode {
        file.set_permissions(fs::Permissions::from_mode(mode))?;
    }
    Ok(())
}

/// Gives a new file the access list and the user's attributes of the old one, as far as the system lets us. Where it has a list that
/// cannot be given, what looks like the permissions of the group are those of all that are on the list: then the group gets none.
#[cfg(target_os = "linux")]
fn take_attributes(file: &File, old: &Path) -> io::Result<()> {
    use rustix::fs::{XattrFlags, fsetxattr, getxattr, listxattr};
    const LIST: &[u8] = b"system.posix_acl_access";
    let mut names = vec![0; 1 << 16];
    let Ok(length) = listxattr(old, &mut names) else { return Ok(()) };
    let is_wanted = |name: &&[u8]| name.starts_with(b"user.") || *name == LIST;
    for name in names[..length].split(|byte| *byte == 0).filter(is_wanted) {
        let mut value = vec![0; 1 << 16];
        let given = getxattr(old, name, &mut value)
            .and_then(|length| fsetxattr(file, name, &value[..length], XattrFlags::empty()));
        if given.is_err() && name == LIST {
            let mode = file.metadata()?.mode() & 0o7707;
            file.set_permissions(fs::Permissions::from_mode(mode))?;
        }
    }
    Ok(())
}

/// As on Linux, where there is something to take.
#[cfg(not(target_os = "linux"))]
fn take_attributes(_: &File, _: &Path) -> io::Result<()> {
    Ok(())
}

/// Syncs a file; where the file system has no such thing, that is no failure.
///
/// # Errors
/// When syncing fails. It is not tried again: Linux tells an error of writing once, and a second sync of the same file succeeds
/// although what was written is gone.
pub(crate) fn sync(file: &File) -> io::Result<()> {
    let has_none = |error: &io::Error| {
        matches!(error.kind(), Unsupported | InvalidInput) || Errno::from_io_error(error) == Some(Errno::NOTTY)
    };
    // On macOS the first asks the disk itself to write, which shares do not know.
    match file.sync_all() {
        Err(error) if has_none(&error) => match rustix::fs::fsync(file).map_err(io::Error::from) {
            Err(error) if has_none(&error) => Ok(()),
            outcome => outcome,
        },
        outcome => outcome,
    }
}

/// Syncs a folder, so that a renaming in it outlives a power failure.
pub(crate) fn sync_folder(folder: &Path, refuse: Refuse) -> io::Result<()> {
    match refuse(Step::SyncFolder).and_then(|()| File::open(folder)).and_then(|folder| folder.sync_all()) {
        Err(error) if !has_no_sync(&error) => Err(error),
        _ => Ok(()),
    }
}

/// Whether folders like this cannot be synced at all, such as on network shares, or one that may be written but not read: the file
/// itself is synced. Anything else (EIO, no space) is a failure.
fn has_no_sync(error: &io::Error) -> bool {
    matches!(error.kind(), PermissionDenied | InvalidInput | Unsupported | IsADirectory | ReadOnlyFilesystem)
        || Errno::from_io_error(error) == Some(Errno::BADF)
}

/// Makes a folder and those above it that are missing, for the user alone, each synced into the one above: a file in a folder
/// that is gone after a power failure would be gone as well.
///
/// # Errors
/// When one cannot be made or synced.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(_) if folder.is_dir() => return Ok(()),
        Err(error) if error.kind() == NotFound && folder.parent().is_some() => {
            make_folder(folder_of(folder))?;
            return make_folder(folder);
        }
        Err(error) if error.kind() == AlreadyExists => return Err(NotADirectory.into()),
        outcome => outcome?,
    }
    sync_folder(folder_of(folder), &mut |_| Ok(()))
}
