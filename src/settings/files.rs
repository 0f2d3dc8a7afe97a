//! Where the files of settings lie, and reading one.

use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use super::warning::Warning;
use crate::store::paths;

/// The largest file that is read, in bytes: a thousand tags.
const LIMIT: u64 = 64 << 10;

/// The user's folder of settings; `None` without a home folder.
pub(super) fn folder() -> Option<PathBuf> {
    paths::config().ok()?.parent().map(Path::to_owned)
}

/// The text of a file; `None` where there is none.
pub(super) fn read(path: &Path) -> Result<Option<String>, Warning> {
    let wrong = |line, problem| Warning { path: path.to_owned(), line, problem };
    let bytes = match bytes(path) {
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

/// The bytes of a regular file: a pipe or a device in a folder of somebody else's might never answer.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let flags = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
    let file = File::options().read(true).custom_flags(flags).open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("is not a regular file"));
    }
    let mut bytes = Vec::new();
    if file.take(LIMIT + 1).read_to_end(&mut bytes)? as u64 > LIMIT {
        return Err(io::Error::other("is larger than the 64 KiB that are read"));
    }
    Ok(bytes)
}
