//! Temporary files of a process that was killed.
//!
//! Those of a sidecar have a mark in their name, `.SIDECAR.REPLACED`: the beginnings of two digests in hexadecimal digits, of the sidecar's
//! name and of the file that was to be replaced, zeros where there was none. What is in them may be in no other file: a version that was
//! whole and not renamed any more, or what somebody else had written in the last moment. They are offered, and go when all of it
//! is in the sidecar. The version that was to be replaced has such a name as well while it is replaced, so that what is left
//! can be merged from what both began with.

use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::disk::{self, FolderLock, PREFIX, RANDOM, SUFFIX};
use crate::input::Article;
use crate::store::paths::hexadecimal;
use crate::store::sidecar::json;

/// Bytes of the two digests in a mark.
const NAME: usize = 4;
const REPLACED: usize = 8;

/// The mark of temporary files that are to replace `sidecar`, of which links have been followed, and which has that digest.
pub(in crate::store) fn mark(sidecar: &Path, replaced: Option<[u8; 32]>) -> String {
    format!("{}.{}", name_mark(sidecar), begin(replaced))
}

/// The part of a mark that tells the sidecar.
fn name_mark(sidecar: &Path) -> String {
    let name = Sha256::digest(sidecar.file_name().unwrap_or_default().as_encoded_bytes());
    format!(".{}", hexadecimal(&name[..NAME]))
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

/// Whether it has the name of such a file.
pub(in crate::store) fn is_left(path: &Path) -> bool {
    path.file_name().and_then(|name| mark_of(name.as_encoded_bytes())).is_some()
}

/// Whether the file is a temporary one that was to replace the version with this digest.
pub(in crate::store) fn replaces(path: &Path, digest: Option<[u8; 32]>) -> bool {
    let mark = path.file_name().and_then(|name| mark_of(name.as_encoded_bytes()));
    mark.and_then(|mark| mark.rsplit('.').next()).is_some_and(|replaced| replaced == begin(digest))
}

/// The version that a temporary file was to replace, which lies beside it where there was room: what both began with.
pub(in crate::store) fn base_of(path: &Path) -> Option<Vec<u8>> {
    let mark = mark_of(path.file_name()?.as_encoded_bytes()).filter(|mark| !mark.is_empty())?;
    with_mark(path, mark).find_map(|other| {
        let bytes = read(&other)?.ok()?;
        replaces(&other, Some(Sha256::digest(&bytes).into())).then_some(bytes)
    })
}

/// The files beside it that have this mark.
fn with_mark(path: &Path, mark: &str) -> impl Iterator<Item = PathBuf> {
    let has_mark = |other: &PathBuf| other.file_name().and_then(|name| mark_of(name.as_encoded_bytes())) == Some(mark);
    disk::list(disk::folder_of(path)).into_iter().filter(has_mark)
}

/// The bytes of a file that nobody has a lock on; `None` where somebody has, or it is no regular file.
fn read(path: &Path) -> Option<io::Result<Vec<u8>>> {
    disk::unused(path).map(|file| disk::read_all(&file, json::LIMIT))
}

/// The files that killed processes left of the sidecar of an article, and that may hold what it has not; also of a sidecar that is
/// gone, if they are about the same text: both may have been renamed. Waits for whoever is writing in the folder; none where
/// somebody goes on doing so, or where there are no locks. Reads the names in the folder.
pub fn left(sidecar: &Path, article: &Article) -> Vec<PathBuf> {
    let target = disk::target(sidecar);
    let (lock, own) = (FolderLock::of(&target), name_mark(&target));
    let paths = if lock.is_held() { disk::list(disk::folder_of(&target)) } else { Vec::new() };
    let mark = |path: &Path| path.file_name().and_then(|name| mark_of(name.as_encoded_bytes())).map(str::to_owned);
    let is_of = |path: &Path, mark: &str| {
        let is_gone = || paths.iter().all(|other| !mark.starts_with(&name_mark(other)));
        mark.starts_with(&own) || (!mark.is_empty() && is_gone() && is_about(path, article))
    };
    let is_of = |path: &&PathBuf| mark(path).is_some_and(|mark| is_of(path, &mark));
    let mut left: Vec<PathBuf> =
        paths.iter().filter(is_of).filter(|path| kind(path) == Kind::Unique).cloned().collect();
    left.sort();
    left
}

/// Whether a file is about an article's text, and not of another article that is there.
fn is_about(path: &Path, article: &Article) -> bool {
    let value = read(path).and_then(|bytes| json::parse(path, &bytes.ok()?).ok());
    let Some(about) = value.as_ref().map(|value| &value["article"]) else { return false };
    let is_same = about["sha256"].as_str().is_some_and(|digest| digest.eq_ignore_ascii_case(article.document.digest()));
    // Its own article may be there, and only the sidecar not.
    let name = about["name"].as_str().map(|name| disk::folder_of(path).join(name));
    is_same && name.is_some_and(|name| disk::Kind::of(&name).is_none())
}

/// Removes what is done with, and the version that it was to replace if nothing else was.
///
/// # Errors
/// When it cannot be removed.
pub fn forget(path: &Path) -> io::Result<()> {
    disk::remove(path)?;
    if let Some(mark) =
        path.file_name().and_then(|name| mark_of(name.as_encoded_bytes())).filter(|mark| !mark.is_empty())
    {
        let beside: Vec<PathBuf> = with_mark(path, mark).collect();
        if beside.iter().all(|other| kind(other) == Kind::Replaced) {
            for other in beside {
                let _ = disk::remove(&other);
            }
        }
    }
    Ok(())
}

/// Removes such files from a folder: only regular files of our own that nobody has a lock on, as a process that still writes has. Those
/// of sidecars only where nothing is in them that is in no other file, and nothing was to replace them. Reads the names in the folder;
/// what cannot be removed, or where there are no locks, stays.
pub(in crate::store) fn sweep(folder: &Path) {
    let mut marked = Vec::new();
    for path in disk::list(folder) {
        match path.file_name().and_then(|name| mark_of(name.as_encoded_bytes())).map(str::to_owned) {
            Some(mark) if mark.is_empty() => disk::remove_unused(&path),
            Some(mark) => marked.push((kind(&path), mark, path)),
            None => {}
        }
    }
    for (kind, mark, path) in &marked {
        let may_need = |other: &Kind| matches!(other, Kind::Unique | Kind::Other);
        let is_needed = || marked.iter().any(|(other, of, _)| may_need(other) && of == mark);
        if *kind == Kind::Half || (*kind == Kind::Replaced && !is_needed()) {
            disk::remove_unused(path);
        }
    }
}

/// What a marked file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// It ends before what was to be written did.
    Half,
    /// The version that was to be replaced.
    Replaced,
    /// What may be in no other file. One that is damaged otherwise was written by somebody else.
    Unique,
    /// Somebody's who still writes, or no file.
    Other,
}

fn kind(path: &Path) -> Kind {
    let bytes = match read(path) {
        None => return Kind::Other,
        Some(Err(_)) => return Kind::Unique,
        Some(Ok(bytes)) => bytes,
    };
    let is_half = || serde_json::from_slice::<serde::de::IgnoredAny>(&bytes).is_err_and(|error| error.is_eof());
    match () {
        () if replaces(path, Some(Sha256::digest(&bytes).into())) => Kind::Replaced,
        () if bytes.trim_ascii().is_empty() || is_half() => Kind::Half,
        () => Kind::Unique,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::disk::temporary;

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
        fs::write(&sidecar, "{}").expect("written");
        let article = Article::from_text("news.txt", "One.".to_owned());
        let file = |random: &str, replaced: Option<&str>| {
            let digest = replaced.map(|text| Sha256::digest(text).into());
            path(&format!("{PREFIX}{random}{}{SUFFIX}", mark(&sidecar, digest)))
        };
        // Whole, or damaged by somebody else: in no other file.
        let stays = [("stay01", Some("old"), "{}"), ("stay02", None, "[1]\n"), ("stay03", Some("old"), "{<<<<<<<")];
        // Half written, or what was replaced, unless something was to replace it.
        let goes = [("goes01", None, ""), ("goes02", Some("old"), "{\"version\": 1"), ("goes03", Some("{}"), "{}")];
        let base = file("base01", Some("old"));
        fs::write(&base, "old").expect("written");
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
            assert_eq!(left(&sidecar, &article), stays.map(|(random, replaced, _)| file(random, replaced)));
        }
        assert_eq!(left(&path("else.hashiya.json"), &article), std::slice::from_ref(&other));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 7);
        let [first, second, third] = stays.map(|(random, replaced, _)| file(random, replaced));
        assert!(replaces(&first, Some(Sha256::digest("old").into())) && !replaces(&first, None));
        // What was to be replaced stays with the last of those that were to replace it.
        assert_eq!((base_of(&first), base_of(&second)), (Some(b"old".to_vec()), None));
        for (gone, stays) in [(&first, true), (&third, false)] {
            forget(gone).expect("removed");
            assert_eq!(base.exists(), stays);
        }
        // Of a sidecar that is gone, and of the same text.
        assert_eq!(left(&path("new.hashiya.json"), &article), [""; 0].map(PathBuf::from));
        fs::write(
            &other,
            format!("{{\"article\": {{\"name\": \"else\", \"sha256\": \"{}\"}}}}", article.document.digest()),
        )
        .expect("written");
        assert_eq!(left(&path("new.hashiya.json"), &article), std::slice::from_ref(&other));
        fs::write(path("else.hashiya.json"), "{}").expect("written");
        assert_eq!(left(&path("new.hashiya.json"), &article), [""; 0].map(PathBuf::from));
        assert!(replaces(&second, None) && !replaces(&path(".hashiya-abc123.tmp"), None) && !replaces(&sidecar, None));
    }
}
