//! Replacing a file whole: whatever fails, and whenever the process is killed or the power goes, the old file is there,
//! complete, or the new one.
//!
//! Temporary files lie in the same folder; their names are `.hashiya-`, six letters or digits, a mark for some, and `.tmp`. Their
//! writer holds a lock on them, by which those of a process that was killed are known.

use std::fs::{self, File, Metadata, TryLockError};
use std::io::ErrorKind::{
    AlreadyExists, InvalidInput, IsADirectory, PermissionDenied, ReadOnlyFilesystem, Unsupported,
};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};
use rustix::io::Errno;
use rustix::process::geteuid;
use tempfile::{NamedTempFile, TempPath};

use super::attributes::take_attributes;
use super::path::{folder_of, resolve};
use super::read::{Kind, is_own};

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

/// Replaces the file at `path` by what `fill` writes: a temporary file in the same folder, synced, renamed over the old
/// one, and the folder synced where that can be done. Follows a symbolic link to the file; keeps its permissions and attributes, and
/// its owner and group as far as the system lets us.
///
/// # Errors
/// When the old file is read-only, or creating, writing, syncing or renaming fails; the temporary file is then removed, and the
/// old file is as it was. An error of syncing the folder comes after the renaming: then the new file is there, but might be gone
/// after a power failure.
pub fn replace<E: From<io::Error>>(path: &Path, fill: impl FnOnce(&mut dyn Write) -> Result<(), E>) -> Result<(), E> {
    let mut nobody = |_| Ok(());
    let mut new = Replacement::begin(path, "", &mut nobody)?;
    new.fill(fill)?;
    new.sync()?;
    Ok(new.put()?)
}

/// As [`replace`]; a pipe or a device takes what is written as it is.
pub(crate) fn write<E: From<io::Error>>(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    match Kind::of(path) {
        None | Some(Kind::File | Kind::Folder) => replace(path, fill),
        Some(_) => buffered(&mut File::options().write(true).open(path)?, fill),
    }
}

fn buffered<E: From<io::Error>>(file: &mut File, fill: impl FnOnce(&mut dyn Write) -> Result<(), E>) -> Result<(), E> {
    let mut out = BufWriter::new(file);
    fill(&mut out)?;
    Ok(out.flush()?)
}

/// A file that is to replace another one. When it is dropped before it did, it goes, and the old file is as it was.
pub(crate) struct Replacement<'r> {
    target: PathBuf,
    is_there: bool,
    file: NamedTempFile,
    refuse: Refuse<'r>,
}

impl<'r> Replacement<'r> {
    /// Makes a temporary file beside the file behind symbolic links at `path`, with its owner, permissions and attributes, and `mark` in
    /// its name.
    pub(crate) fn begin(path: &Path, mark: &str, refuse: Refuse<'r>) -> io::Result<Self> {
        refuse(Step::Look)?;
        let target = resolve(path)?;
        let old = fs::metadata(&target).ok();
        if let Some(old) = &old {
            may_write(&target, old)?;
        }
        refuse(Step::Create)?;
        let file = temporary(folder_of(&target), mark, old.as_ref())?;
        if old.is_some() {
            take_attributes(file.as_file(), &target)?;
        }
        Ok(Self { target, is_there: old.is_some(), file, refuse })
    }

    /// The new file, to be given attributes.
    pub(crate) fn file(&self) -> &File {
        self.file.as_file()
    }

    /// Writes the new file.
    pub(crate) fn fill<E: From<io::Error>>(
        &mut self,
        fill: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<(), E> {
        (self.refuse)(Step::Write)?;
        buffered(self.file.as_file_mut(), fill)
    }

    /// Puts `bytes` into another temporary file beside it, with the permissions of the old one; `None` where that cannot be done. Not
    /// synced: it is for a process that is killed, and not worth the time.
    pub(crate) fn aside(&self, mark: &str, bytes: &[u8]) -> Option<NamedTempFile> {
        let old = fs::metadata(&self.target).ok()?;
        let mut aside = temporary(folder_of(&self.target), mark, Some(&old)).ok()?;
        aside.write_all(bytes).ok().map(|()| aside)
    }

    /// Syncs the new file.
    pub(crate) fn sync(&mut self) -> io::Result<()> {
        (self.refuse)(Step::Sync)?;
        sync(self.file.as_file())
    }

    /// Gives the old file a second name, or copies it where the file system has no links, and puts that in the place of an earlier
    /// backup. The old file is there all the time. `check` sees what is to be kept, and may refuse it.
    pub(crate) fn keep(&mut self, backup: &Path, check: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
        let link = (self.refuse)(Step::Link).ok().and_then(|()| second_name(&self.target));
        let kept = if let Some(link) = link {
            link
        } else {
            // Some file systems refuse all links.
            (self.refuse)(Step::Copy)?;
            copy(&self.target)?
        };
        check(&kept)?;
        (self.refuse)(Step::Keep)?;
        let name = kept.to_path_buf();
        kept.persist(backup).map_err(|error| error.error)?;
        // Renaming one link over another one to the same file does nothing at all.
        let _ = fs::remove_file(name);
        Ok(())
    }

    /// Renames it over the old file.
    pub(crate) fn put(self) -> io::Result<()> {
        (self.refuse)(Step::Rename)?;
        self.file.persist(&self.target).map_err(|error| error.error)?;
        sync_folder(folder_of(&self.target), self.refuse)
    }

    /// As [`put`](Self::put); where the system can exchange two files, `look` is called with the name that the file which was replaced
    /// has for a moment: only so is it certain which one it was. It says whether that file stays under this name, or goes; when it
    /// refuses, the file is put back. One that comes where none was is not replaced: then the error's kind is `AlreadyExists`.
    pub(crate) fn exchange(self, look: impl FnOnce(&Path) -> io::Result<bool>) -> io::Result<()> {
        let Self { target, is_there, file, refuse } = self;
        refuse(Step::Rename)?;
        if is_there && exchange(file.path(), &target) {
            match refuse(Step::Compare).and_then(|()| look(file.path())) {
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
        } else if !is_there || fs::symlink_metadata(&target).is_err() {
            // What somebody else made in the very last moment is not replaced unseen.
            put_where_nothing_is(file, &target)?;
        } else {
            file.persist(&target).map_err(|error| error.error)?;
        }
        sync_folder(folder_of(&target), refuse)
    }
}

/// A link to a file of our own, which goes with the value: in some folders those to files of others cannot be removed again.
fn second_name(file: &Path) -> Option<TempPath> {
    let about = fs::metadata(file).ok()?;
    let link = |name: &Path| fs::hard_link(file, name);
    let may_link = geteuid().is_root() || is_own(&about);
    may_link.then(|| named(folder_of(file), "", link).ok()).flatten().map(NamedTempFile::into_temp_path)
}

fn copy(target: &Path) -> io::Result<TempPath> {
    let mut from = File::open(target)?;
    let old = from.metadata()?;
    let mut file = temporary(folder_of(target), "", Some(&old))?;
    io::copy(&mut from, file.as_file_mut())?;
    if let Ok(time) = old.modified() {
        // For the eye alone: when that version was saved.
        let _ = file.as_file().set_modified(time);
    }
    sync(file.as_file())?;
    Ok(file.into_temp_path())
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

/// Lets two files change their names at once; whether it did. Where not, renaming tells what is wrong, if anything is. On macOS by the
/// same call, which was never tried there.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

/// The BSDs have no such call.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
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
fn named<R>(
    folder: &Path,
    mark: &str,
    make: impl FnMut(&Path) -> io::Result<R>,
) -> io::Result<tempfile::NamedTempFile<R>> {
    let suffix = format!("{mark}{SUFFIX}");
    tempfile::Builder::new().prefix(PREFIX).suffix(&suffix).rand_bytes(RANDOM).make_in(folder, make)
}

/// A new temporary file, locked, with permissions and owner of the old file or those of any new one. Goes with the value.
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

/// Syncs a file; where the file system has no such thing, that is no failure. One that fails is not tried again: Linux tells an error of
/// writing once, and a second sync of the same file succeeds although what was written is gone.
fn sync(file: &File) -> io::Result<()> {
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
pub(super) fn sync_folder(folder: &Path, refuse: Refuse) -> io::Result<()> {
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

/// Removes a file.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(path)
}

/// A file of the user's alone with `text` in it, among the temporary ones, for another program to edit. It goes with the value.
pub(crate) fn scratch(text: &str) -> io::Result<TempPath> {
    let mut file = tempfile::Builder::new().prefix("hashiya-note-").suffix(".txt").tempfile()?;
    file.write_all(text.as_bytes())?;
    Ok(file.into_temp_path())
}
