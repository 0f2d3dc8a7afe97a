//! Where the files of settings lie, and reading one.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::warning::Warning;
use crate::disk::{self, folders};

/// The largest file that is read, in bytes: ten thousand tags.
const LIMIT: u64 = 1 << 20;

/// The user's folder of settings; `None` without a home folder.
pub(super) fn folder() -> Option<PathBuf> {
    folders::config().ok()
}

/// The text of a file; `None` where there is none.
pub(super) fn read(path: &Path) -> Result<Option<String>, Warning> {
    let wrong = |line, problem| Warning { path: path.to_owned(), line, problem };
    let bytes = match disk::read_regular(path, LIMIT) {
        Ok(bytes) => bytes,
        Err(cause) if matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
        Err(cause) => return Err(wrong(None, format!("{cause}; mend that: nothing of it is used until then"))),
    };
    String::from_utf8(bytes).map(Some).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + memchr::memchr_iter(b'\n', before).count();
        wrong(Some(line), "is not UTF-8; save it as UTF-8: nothing of the file is used until then".to_owned())
    })
}
