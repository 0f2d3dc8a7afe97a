//! Where things lie.

use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::disk::{self, folders};
use crate::input::{Article, Origin};

/// What is added to an article's name.
pub(super) const SUFFIX: &str = ".hashiya.json";

/// Where the sidecar of an article lies: beside a file, in the user's data folder for a sample and for standard input.
///
/// # Errors
/// When there is no home folder to put it in.
pub fn sidecar_path(article: &Article) -> io::Result<PathBuf> {
    if let Origin::File(path) = &article.source.origin {
        return Ok(beside(path));
    }
    Ok(in_data(&folders::data()?, article))
}

fn beside(path: &Path) -> PathBuf {
    if let Some(name) = path.file_name().filter(|name| name.len() + SUFFIX.len() > LONGEST) {
        return path.with_file_name(shortened(name));
    }
    let mut name = OsString::from(path);
    name.push(SUFFIX);
    name.into()
}

/// Bytes of the longest name of a sidecar: one less than file systems allow, since its backup has one more.
const LONGEST: usize = 254;

/// The name of the sidecar where the article's leaves no room for [`SUFFIX`], which that of a headline in Arabic may: its
/// beginning, for people, and its digest.
fn shortened(name: &OsStr) -> String {
    let digest = hexadecimal(&Sha256::digest(name.as_encoded_bytes()));
    let mut stem = name.to_string_lossy().into_owned();
    let room = LONGEST - SUFFIX.len() - 17;
    let end = (0..=room.min(stem.len())).rev().find(|end| stem.is_char_boundary(*end));
    stem.truncate(end.unwrap_or(0));
    format!("{stem}~{}{SUFFIX}", &digest[..16])
}

/// Two digits a byte.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut digits, byte| {
        // Writing to a String cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

fn in_data(folder: &Path, article: &Article) -> PathBuf {
    match &article.source.origin {
        Origin::File(path) => beside(path),
        Origin::Sample(code) => folder.join("samples").join(format!("{code}.txt{SUFFIX}")),
        Origin::Stdin => {
            let digest = article.document.digest();
            folder.join("stdin").join(format!("{}{SUFFIX}", digest.get(..16).unwrap_or(digest)))
        }
    }
}

/// What tells an article from others in the user's folders: 64 hexadecimal digits, of the place it is at.
pub(super) fn identity(article: &Article) -> String {
    let mut hash = Sha256::new();
    match &article.source.origin {
        Origin::File(path) => {
            hash.update(disk::real(path).as_os_str().as_encoded_bytes());
        }
        Origin::Sample(code) => hash.update(format!("sample:{code}")),
        Origin::Stdin => hash.update(format!("stdin:{}", article.document.digest())),
    }
    hexadecimal(&hash.finalize())
}

/// The same of a file at a place.
pub(super) fn identity_at(path: &Path) -> String {
    hexadecimal(&Sha256::digest(path.as_os_str().as_encoded_bytes()))
}

/// `$XDG_STATE_HOME/hashiya/unsaved`.
pub(super) fn unsaved() -> io::Result<PathBuf> {
    Ok(folders::state()?.join("unsaved"))
}

/// `$XDG_STATE_HOME/hashiya/places`.
pub(super) fn places() -> io::Result<PathBuf> {
    Ok(folders::state()?.join("places"))
}

/// Where the backup of a sidecar lies: beside the file itself, where the sidecar is a link to it.
pub fn backup_path(sidecar: &Path) -> PathBuf {
    let mut name = OsString::from(disk::target(sidecar));
    name.push("~");
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sidecar_keeps_the_whole_name() {
        let mut article = Article::from_text("a.txt", "abc".to_owned());
        let data = Path::new("/data/hashiya");
        assert!(in_data(data, &article).starts_with("/data/hashiya/stdin"));
        article.source.origin = Origin::Sample("he");
        assert_eq!(in_data(data, &article), Path::new("/data/hashiya/samples/he.txt.hashiya.json"));
        article.source.origin = Origin::File(PathBuf::from("/x/news.md"));
        assert_eq!(sidecar_path(&article).ok(), Some(PathBuf::from("/x/news.md.hashiya.json")));
    }

    #[test]
    fn a_name_without_room_for_the_suffix_is_shortened() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut seen = std::collections::HashSet::new();
        for (name, is_whole) in [
            ("n".repeat(241), true),
            ("n".repeat(242), false),
            (format!("{}a", "n".repeat(254)), false),
            (format!("{}b", "n".repeat(254)), false),
            (format!("a{}", "خ".repeat(127)), false),
        ] {
            let path = beside(&folder.path().join(&name));
            let made = path.file_name().and_then(OsStr::to_str).expect("a name").to_owned();
            assert_eq!((made == format!("{name}{SUFFIX}"), made.ends_with(SUFFIX)), (is_whole, true), "{made}");
            assert!(made.chars().take(100).eq(name.chars().take(100)), "{made}");
            std::fs::write(folder.path().join(format!("{made}~")), "").expect("there is room for the backup");
            assert!(seen.insert(path), "{made}");
        }
    }
}
