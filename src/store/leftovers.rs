//! Temporary files of a process that was killed.

use std::fs::{self, DirEntry, File};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::OFlags;
use rustix::process::geteuid;

use super::atomic::{PREFIX, SUFFIX};

/// Removes them from a folder. Only regular files of our own with such a name that nobody has a lock on: a process that still
/// writes has one. Reads the names in the folder; what cannot be removed, or where there are no locks, stays.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| is_ours(entry.file_name().as_encoded_bytes())) {
        remove(&entry);
    }
}

fn is_ours(name: &[u8]) -> bool {
    let inside = name.strip_prefix(PREFIX.as_bytes()).and_then(|rest| rest.strip_suffix(SUFFIX.as_bytes()));
    inside.is_some_and(|inside| inside.len() == 6 && inside.iter().all(u8::is_ascii_alphanumeric))
}

fn remove(entry: &DirEntry) -> Option<()> {
    let path = entry.path();
    // A link is not followed, and a pipe does not make us wait.
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
    let file = File::options().read(true).custom_flags(flags.cast_signed()).open(&path).ok()?;
    let about = file.metadata().ok()?;
    if !about.is_file() || about.uid() != geteuid().as_raw() || file.try_lock().is_err() {
        return None;
    }
    // Locked, it is nobody's; under its name there might be another one by now.
    let named = fs::symlink_metadata(&path).ok()?;
    if (named.dev(), named.ino()) == (about.dev(), about.ino()) {
        fs::remove_file(&path).ok()?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::store::atomic::temporary;

    #[test]
    fn only_what_nobody_writes_any_more_is_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let live = temporary(folder.path(), None).expect("a file");
        fs::write(path(".hashiya-abc123.tmp"), "half").expect("written");
        for other in
            [".hashiya-abc.tmp", ".hashiya-abc12-.tmp", "hashiya-abc123.tmp", ".hashiya-abc123.tmp~", "news.txt"]
        {
            fs::write(path(other), "").expect("written");
        }
        fs::create_dir(path(".hashiya-folder.tmp")).expect("made");
        symlink("news.txt", path(".hashiya-linked.tmp")).expect("a link");
        let pipe = path(".hashiya-pipe00.tmp");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).expect("a pipe");
        let count = || fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(count(), 10);
        sweep(folder.path());
        assert!(!path(".hashiya-abc123.tmp").exists());
        assert!(live.path().exists());
        assert_eq!(count(), 9);
        sweep(&folder.path().join("gone"));
    }
}
