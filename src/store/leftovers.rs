//! Temporary files of a process that was killed.
//!
//! Those of a sidecar have a mark in their name, `.SIDECAR.REPLACED`: the beginnings of two digests in hexadecimal digits, of the sidecar's
//! name and of the file that was to be replaced, zeros where there was none. What is in them may be in no other file: a version that was
//! whole and not renamed any more, or what somebody else had written in the last moment. They are offered, and go when all of it
//! is in the sidecar.

use std::fs::{self, DirEntry, File};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use rustix::process::geteuid;
use sha2::{Digest, Sha256};

use super::atomic::{self, PREFIX, RANDOM, SUFFIX};
use super::foreign::FolderLock;
use super::json;
use super::paths::hexadecimal;

/// Bytes of the two digests in a mark.
const NAME: usize = 4;
const REPLACED: usize = 8;

/// The mark of temporary files that are to replace `sidecar`, of which links have been followed, and which has that digest.
pub(super) fn mark(sidecar: &Path, replaced: Option<[u8; 32]>) -> String {
    let name = Sha256::digest(sidecar.file_name().unwrap_or_default().as_encoded_bytes());
    format!(".{}.{}", hexadecimal(&name[..NAME]), begin(replaced))
}

fn begin(replaced: Option<[u8; 32]>) -> String {
    hexadecimal(&replaced.unwrap_or_default()[..REPLACED])
}

/// The mark of a temporary file, empty for those that have none; `None` for other files.
fn mark_of(name: &[u8]) -> Option<&str> {
    let inside = name.strip_prefix(PREFIX.as_bytes())?.strip_suffix(SUFFIX.as_bytes())?;
    let (random, mark) = inside.split_at_checked(RANDOM)?;
    let mark = str::from_utf8(mark).ok().filter(|_| random.iter().all(u8::is_ascii_alphanumeric))?;
    let is_digest = |text: &str, bytes| text.len() == 2 * bytes && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut parts = mark.split('.');
    let is_mark = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(""), None, ..) => true,
        (Some(""), Some(name), Some(replaced), None) => is_digest(name, NAME) && is_digest(replaced, REPLACED),
        _ => false,
    };
    is_mark.then_some(mark)
}

/// Whether the file is a temporary one that was to replace the version with this digest.
pub(super) fn replaces(path: &Path, digest: Option<[u8; 32]>) -> bool {
    let mark = path.file_name().and_then(|name| mark_of(name.as_encoded_bytes()));
    mark.and_then(|mark| mark.rsplit('.').next()).is_some_and(|replaced| replaced == begin(digest))
}

/// The files that killed processes left of a sidecar, and that may hold what it has not. Waits for whoever is writing in the folder;
/// none where somebody goes on doing so, or where there are no locks. Reads the names in the folder.
pub fn left(sidecar: &Path) -> Vec<PathBuf> {
    let target = atomic::resolve(sidecar).unwrap_or_else(|_| sidecar.to_owned());
    let (lock, mark) = (FolderLock::of(&target), mark(&target, None));
    let name = &mark[..=2 * NAME];
    let Some(entries) = fs::read_dir(atomic::folder_of(&target)).ok().filter(|_| lock.is_held()) else {
        return Vec::new();
    };
    let is_of = |entry: &DirEntry| {
        mark_of(entry.file_name().as_encoded_bytes()).is_some_and(|mark| mark.starts_with(name) && !mark.is_empty())
    };
    let entries = entries.flatten().filter(is_of).map(|entry| entry.path());
    let mut left: Vec<PathBuf> =
        entries.filter(|path| open(path).is_some_and(|file| !is_done_with(path, &file))).collect();
    left.sort();
    left
}

/// Removes such files from a folder: only regular files of our own that nobody has a lock on, as a process that still writes has. Those
/// of sidecars only where nothing is in them that is in no other file. Reads the names in the folder; what cannot be removed, or
/// where there are no locks, stays.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if let Some(mark) = mark_of(entry.file_name().as_encoded_bytes()) {
            remove(&entry.path(), !mark.is_empty());
        }
    }
}

/// A regular file that nobody has a lock on; it is locked until it is dropped.
fn open(path: &Path) -> Option<File> {
    // A link is not followed, and a pipe does not make us wait.
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
    let file = File::options().read(true).custom_flags(flags.cast_signed()).open(path).ok()?;
    let is_free = file.metadata().is_ok_and(|about| about.is_file()) && file.try_lock().is_ok();
    is_free.then_some(file)
}

fn remove(path: &Path, is_marked: bool) -> Option<()> {
    let file = open(path)?;
    let about = file.metadata().ok().filter(|about| about.uid() == geteuid().as_raw())?;
    if is_marked && !is_done_with(path, &file) {
        return None;
    }
    // Locked, it is nobody's; under its name there might be another one by now.
    let named = fs::symlink_metadata(path).ok()?;
    if (named.dev(), named.ino()) == (about.dev(), about.ino()) {
        fs::remove_file(path).ok()?;
    }
    Some(())
}

/// Whether a file is the version that was replaced, or ends before what was to be written did. One that is damaged otherwise was
/// written by somebody else.
fn is_done_with(path: &Path, file: &File) -> bool {
    let Ok(bytes) = json::read_all(file) else { return false };
    let is_whole = || match serde_json::from_slice::<serde::de::IgnoredAny>(&bytes) {
        Ok(_) => true,
        Err(error) => !error.is_eof(),
    };
    replaces(path, Some(Sha256::digest(&bytes).into())) || bytes.trim_ascii().is_empty() || !is_whole()
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
        let live = temporary(folder.path(), "", None).expect("a file");
        fs::write(path(".hashiya-abc123.tmp"), "half").expect("written");
        for other in [
            ".hashiya-abc.tmp",
            ".hashiya-abc123.12345678.tmp",
            ".hashiya-abc12-.tmp",
            "hashiya-abc123.tmp",
            ".hashiya-abc123.tmp~",
            "news.txt",
        ] {
            fs::write(path(other), "").expect("written");
        }
        fs::create_dir(path(".hashiya-folder.tmp")).expect("made");
        symlink("news.txt", path(".hashiya-linked.tmp")).expect("a link");
        let pipe = path(".hashiya-pipe00.tmp");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).expect("a pipe");
        let count = || fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(count(), 11);
        sweep(folder.path());
        assert!(!path(".hashiya-abc123.tmp").exists());
        assert!(live.path().exists());
        assert_eq!(count(), 10);
        sweep(&folder.path().join("gone"));
    }

    #[test]
    fn of_a_sidecar_only_what_is_in_another_file_is_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let sidecar = path("news.txt.hashiya.json");
        let file = |random: &str, replaced: Option<&str>| {
            let digest = replaced.map(|text| Sha256::digest(text).into());
            path(&format!("{PREFIX}{random}{}{SUFFIX}", mark(&sidecar, digest)))
        };
        // Whole, or damaged by somebody else: in no other file.
        let stays = [("stay01", Some("old"), "{}"), ("stay02", None, "[1]\n"), ("stay03", Some("old"), "{<<<<<<<")];
        // Half written, or what was replaced.
        let goes = [("goes01", None, ""), ("goes02", Some("old"), "{\"version\": 1"), ("goes03", Some("{}"), "{}")];
        for (random, replaced, text) in stays.into_iter().chain(goes) {
            fs::write(file(random, replaced), text).expect("written");
        }
        let other = path(&format!("{PREFIX}other1{}{SUFFIX}", mark(&path("else.hashiya.json"), None)));
        fs::write(&other, "{}").expect("written");
        let _live = temporary(folder.path(), &mark(&sidecar, None), None).expect("a file");
        for swept in [false, true] {
            if swept {
                sweep(folder.path());
            }
            assert_eq!(left(&sidecar), stays.map(|(random, replaced, _)| file(random, replaced)));
        }
        assert_eq!(left(&path("else.hashiya.json")), [other]);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 5);
        let [first, second, _] = stays.map(|(random, replaced, _)| file(random, replaced));
        assert!(replaces(&first, Some(Sha256::digest("old").into())) && !replaces(&first, None));
        assert!(replaces(&second, None) && !replaces(&path(".hashiya-abc123.tmp"), None) && !replaces(&sidecar, None));
    }
}
