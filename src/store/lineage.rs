//! Which versions a sidecar was made from. Whoever writes one says so in an attribute of the file, where the file system has any, so
//! that a reader that has one of them open knows what the writer had seen, and did not only happen to lack. Not in the file itself:
//! a line that is another one each time would be a conflict in every merge of lines.

use std::fs::File;
use std::io;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::json;

/// A SHA-256.
pub(super) type Digest = [u8; 32];

/// The attribute: the digest of the file itself, and those of the versions that it was made from, the newest first. Another program
/// that writes the file in place leaves the attribute as it was, and is told by the first.
#[cfg(target_os = "linux")]
const NAME: &str = "user.hashiya.from";
/// Versions that are named.
#[cfg(target_os = "linux")]
const NAMED: usize = 16;

/// Says of a file with the digest `own` which versions it was made from, the newest first. Where that cannot be said, nothing is.
#[cfg(target_os = "linux")]
pub(super) fn say(file: &File, own: Digest, from: &[Digest]) {
    let digests: Vec<Digest> = [own].iter().chain(from.iter().take(NAMED)).copied().collect();
    let _ = rustix::fs::fsetxattr(file, NAME, &digests.concat(), rustix::fs::XattrFlags::empty());
}

/// The digests of the versions that an open file was made from, the newest first; none where nothing is said, or not of a file with the
/// digest `own`.
#[cfg(target_os = "linux")]
fn ancestors(file: &File, own: Digest) -> Vec<Digest> {
    let mut said = [0; 32 * (NAMED + 1)];
    let Ok(length) = rustix::fs::fgetxattr(file, NAME, &mut said[..]) else { return Vec::new() };
    let mut digests =
        said[..length.min(said.len())].chunks_exact(32).filter_map(|digest| Digest::try_from(digest).ok());
    if digests.next() == Some(own) { digests.collect() } else { Vec::new() }
}

/// The content of a sidecar, and what it was made from.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) bytes: Vec<u8>,
    pub(super) digest: Digest,
    /// The digests of the versions that whoever wrote it had seen, the newest first, as far as that is known.
    pub(super) ancestors: Vec<Digest>,
}

impl Read {
    /// Reads both of one file: under its name there may be another one the next moment.
    ///
    /// # Errors
    /// As [`json::open_file`] and [`json::read_all`].
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let file = json::open_file(path)?;
        let bytes = json::read_all(&file)?;
        let digest = Sha256::digest(&bytes).into();
        let ancestors = ancestors(&file, digest);
        Ok(Self { bytes, digest, ancestors })
    }
}

/// As on Linux, where that is known.
#[cfg(not(target_os = "linux"))]
pub(super) fn say(_: &File, _: Digest, _: &[Digest]) {}

/// As on Linux, where that is known.
#[cfg(not(target_os = "linux"))]
fn ancestors(_: &File, _: Digest) -> Vec<Digest> {
    Vec::new()
}
