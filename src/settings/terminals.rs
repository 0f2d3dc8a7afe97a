//! What calibrations came to: a terminal's name and the encoding that reads right on it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::disk;
use crate::disk::folders;

/// Bytes of the file, at most.
const LIMIT: u64 = 1 << 20;

/// `$XDG_STATE_HOME/hashiya/terminals.json`.
fn path() -> io::Result<PathBuf> {
    Ok(folders::state()?.join("terminals.json"))
}

/// The names of terminals and of their encodings. Nothing where there is no such file, or it is not one of ours: then it is as if
/// nothing had been calibrated.
pub fn load() -> Vec<(String, String)> {
    path().map(|path| load_from(&path)).unwrap_or_default()
}

/// Remembers the encoding of a terminal.
///
/// # Errors
/// When there is no home folder or it cannot be written.
pub fn save(terminal: &str, encoding: &str) -> io::Result<()> {
    save_to(&path()?, terminal, encoding)
}

fn load_from(path: &Path) -> Vec<(String, String)> {
    let kept = disk::read_regular(path, LIMIT)
        .ok()
        .and_then(|bytes| serde_json::from_slice::<BTreeMap<String, String>>(&bytes).ok());
    kept.unwrap_or_default().into_iter().collect()
}

fn save_to(path: &Path, terminal: &str, encoding: &str) -> io::Result<()> {
    let mut kept: BTreeMap<String, String> = load_from(path).into_iter().collect();
    kept.insert(terminal.to_owned(), encoding.to_owned());
    disk::folders::make_private(disk::folder_of(path))?;
    disk::replace(path, |file| {
        serde_json::to_writer_pretty(&mut *file, &kept)?;
        file.write_all(b"\n")
    })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt;

    use super::{load_from, save_to};

    #[test]
    fn each_terminal_keeps_its_last_encoding() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new").join("terminals.json");
        assert!(load_from(&path).is_empty());
        for (terminal, encoding) in [("xterm", "lrm"), ("kitty", "kitty"), ("xterm", "visual")] {
            save_to(&path, terminal, encoding).expect("saved");
        }
        let mode = std::fs::metadata(folder.path().join("new")).expect("made").mode();
        assert_eq!(mode & 0o777, 0o700, "for the user alone");
        let pairs = [("kitty", "kitty"), ("xterm", "visual")].map(|(one, other)| (one.to_owned(), other.to_owned()));
        assert_eq!(load_from(&path), pairs);
        std::fs::write(&path, "not JSON").expect("written");
        assert!(load_from(&path).is_empty());
    }
}
