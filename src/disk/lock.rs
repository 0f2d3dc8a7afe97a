//! Locks between processes. They only advise: whoever does not ask is not stopped.

use std::fs::{self, File, TryLockError};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::OFlags;

use super::path::{folder_of, real};
use super::read::is_own;

/// How long it waits for the lock of another writer before it goes on without.
const PATIENCE: Duration = Duration::from_secs(2);

/// The lock of the folder that a file is in; given back when dropped.
///
/// It is `flock` of the folder itself, so that nothing is left behind, and held while a file in it is read, merged and written. It
/// only advises: between two programs that take it nothing is ever lost; for the others the file is looked at again right before it is
/// replaced. Whoever keeps it for longer than two seconds, and file systems without locks, stop nobody.
pub(crate) struct FolderLock(Option<File>);

impl FolderLock {
    /// Whether it was to be had.
    pub(crate) fn is_held(&self) -> bool {
        self.0.is_some()
    }

    /// Takes the lock of the folder of `path`, that of the file behind a symbolic link. Waits up to two seconds for it.
    pub(crate) fn of(path: &Path) -> Self {
        let Ok(folder) = File::open(folder_of(&real(path))) else { return Self(None) };
        let until = Instant::now() + PATIENCE;
        loop {
            match folder.try_lock() {
                Ok(()) => return Self(Some(folder)),
                Err(TryLockError::WouldBlock) if Instant::now() < until => thread::sleep(Duration::from_millis(1)),
                Err(_) => return Self(None),
            }
        }
    }
}

/// A regular file that nobody has a lock on, as a process that still writes it has; it is locked until it is dropped.
pub(crate) fn unused(path: &Path) -> Option<File> {
    // A link is not followed, and a pipe does not make us wait.
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
    let file = File::options().read(true).custom_flags(flags.cast_signed()).open(path).ok()?;
    let is_free = file.metadata().is_ok_and(|about| about.is_file()) && file.try_lock().is_ok();
    is_free.then_some(file)
}

/// Removes such a file, if it is the user's own.
pub(crate) fn remove_unused(path: &Path) {
    let Some(file) = unused(path) else { return };
    // Locked, it is nobody's; under its name there might be another one by now.
    if let (Ok(about), Ok(named)) = (file.metadata(), fs::symlink_metadata(path))
        && is_own(&about)
        && (named.dev(), named.ino()) == (about.dev(), about.ino())
    {
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use rustix::fs::{FlockOperation, flock};

    use super::*;

    #[test]
    fn a_folder_is_locked_as_flock_does_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("s.json");
        let flocked = || {
            let folder = File::open(folder.path()).expect("a folder");
            flock(&folder, FlockOperation::NonBlockingLockExclusive).map(|()| folder)
        };
        let lock = FolderLock::of(&path);
        assert!(lock.is_held() && flocked().is_err(), "another program sees it");
        drop(lock);
        let other = flocked().expect("it was given back");
        assert!(!FolderLock::of(&path).is_held(), "it sees that of another program");
        drop(other);
        assert!(FolderLock::of(&path).is_held());
    }

    #[test]
    fn behind_a_link_to_nothing_it_is_the_folder_of_what_is_to_come() {
        let folder = tempfile::tempdir().expect("a folder");
        let there = folder.path().join("there");
        fs::create_dir(&there).expect("made");
        std::os::unix::fs::symlink("there/s.json", folder.path().join("link")).expect("a link");
        let _lock = FolderLock::of(&folder.path().join("link"));
        assert!(File::open(&there).expect("a folder").try_lock().is_err());
        assert!(File::open(folder.path()).expect("a folder").try_lock().is_ok());
    }
}
