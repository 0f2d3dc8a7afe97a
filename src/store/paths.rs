//! Where things lie (XDG base directories, on every system).

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::base_strategy::{BaseStrategy, Xdg};
use sha2::{Digest, Sha256};

use crate::input::{Article, Origin};

/// What is added to an article's name.
pub(super) const SUFFIX: &str = ".hashiya.json";

fn base() -> io::Result<Xdg> {
    Xdg::new().map_err(|_| io::Error::new(io::ErrorKind::NotFound, "there is no home folder; set HOME"))
}

/// Where the sidecar of an article lies: beside a file, in the user's data folder for a sample and for standard input.
///
/// # Errors
/// When there is no home folder to put it in.
pub fn sidecar_path(article: &Article) -> io::Result<PathBuf> {
    if let Origin::File(path) = &article.origin {
        return Ok(beside(path));
    }
    Ok(in_data(&base()?.data_dir().join("hashiya"), article))
}

fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(SUFFIX);
    name.into()
}

fn in_data(folder: &Path, article: &Article) -> PathBuf {
    match &article.origin {
        Origin::File(path) => beside(path),
        Origin::Sample(code) => folder.join("samples").join(format!("{code}.txt{SUFFIX}")),
        Origin::Stdin => {
            let digest = article.digest();
            folder.join("stdin").join(format!("{}{SUFFIX}", digest.get(..16).unwrap_or(digest)))
        }
    }
}

/// What tells an article from others in the user's folders: 64 hexadecimal digits, of the place it is at.
pub(super) fn identity(article: &Article) -> String {
    let mut hash = Sha256::new();
    match &article.origin {
        Origin::File(path) => {
            hash.update(fs::canonicalize(path).unwrap_or_else(|_| path.clone()).as_os_str().as_encoded_bytes());
        }
        Origin::Sample(code) => hash.update(format!("sample:{code}")),
        Origin::Stdin => hash.update(format!("stdin:{}", article.digest())),
    }
    hash.finalize().iter().fold(String::with_capacity(64), |mut name, byte| {
        // Writing to a String cannot fail.
        let _ = write!(name, "{byte:02x}");
        name
    })
}

/// `$XDG_STATE_HOME/hashiya/unsaved`.
pub(super) fn unsaved() -> io::Result<PathBuf> {
    let base = base()?;
    Ok(base.state_dir().unwrap_or_else(|| base.data_dir()).join("hashiya").join("unsaved"))
}

/// `$XDG_STATE_HOME/hashiya/places`.
pub(super) fn places() -> io::Result<PathBuf> {
    let base = base()?;
    Ok(base.state_dir().unwrap_or_else(|| base.data_dir()).join("hashiya").join("places"))
}

/// `$XDG_STATE_HOME/hashiya/terminals.json`.
pub(super) fn terminals() -> io::Result<PathBuf> {
    let base = base()?;
    Ok(base.state_dir().unwrap_or_else(|| base.data_dir()).join("hashiya").join("terminals.json"))
}

/// `$XDG_CONFIG_HOME/hashiya/config.toml`.
pub(super) fn config() -> io::Result<PathBuf> {
    Ok(base()?.config_dir().join("hashiya").join("config.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sidecar_keeps_the_whole_name() {
        let mut article = Article::from_text("a.txt", "abc".to_owned());
        let data = Path::new("/data/hashiya");
        assert!(in_data(data, &article).starts_with("/data/hashiya/stdin"));
        article.origin = Origin::Sample("he");
        assert_eq!(in_data(data, &article), Path::new("/data/hashiya/samples/he.txt.hashiya.json"));
        article.origin = Origin::File(PathBuf::from("/x/news.md"));
        assert_eq!(sidecar_path(&article).ok(), Some(PathBuf::from("/x/news.md.hashiya.json")));
    }
}
