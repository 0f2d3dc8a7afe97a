//! Which versions a sidecar was made from. Whoever writes one says so in an attribute of the file, where the file system has any, so
//! that a reader that has one of them open knows what the writer had seen, and did not only happen to lack. Not in the file itself:
//! a line that is another one each time would be a conflict in every merge of lines.

use std::io;
use std::os::fd::AsFd;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::disk;
use crate::store::sidecar::json;

/// A SHA-256.
pub(in crate::store) type Digest = [u8; 32];

/// The attribute: the digest of the file itself, and those of the versions that it was made from, the newest first. Another program
/// that writes the file in place leaves the attribute as it was, and is told by the first.
const NAME: &str = "user.hashiya.from";
/// Versions that are named.
const NAMED: usize = 16;

/// Says of a file with the digest `own` which versions it was made from, the newest first. Where that cannot be said, nothing is.
pub(in crate::store) fn say(file: impl AsFd, own: Digest, from: &[Digest]) {
    let digests: Vec<Digest> = [own].iter().chain(from.iter().take(NAMED)).copied().collect();
    disk::set_attribute(file, NAME, &digests.concat());
}

/// The digests of the versions that an open file was made from, the newest first; none where nothing is said, or not of a file with the
/// digest `own`.
fn ancestors(file: impl AsFd, own: Digest) -> Vec<Digest> {
    let mut said = [0; 32 * (NAMED + 1)];
    let length = disk::attribute(file, NAME, &mut said);
    let mut digests = said[..length].chunks_exact(32).filter_map(|digest| Digest::try_from(digest).ok());
    if digests.next() == Some(own) { digests.collect() } else { Vec::new() }
}

/// The content of a sidecar, and what it was made from.
#[derive(Debug)]
pub(in crate::store) struct Read {
    pub(in crate::store) bytes: Vec<u8>,
    pub(in crate::store) digest: Digest,
    /// The digests of the versions that whoever wrote it had seen, the newest first, as far as that is known.
    pub(in crate::store) ancestors: Vec<Digest>,
}

impl Read {
    /// Reads both of one file: under its name there may be another one the next moment.
    ///
    /// # Errors
    /// As [`disk::open_regular`] and [`disk::read_all`].
    pub(in crate::store) fn of(path: &Path) -> io::Result<Self> {
        let file = disk::open_regular(path)?;
        let bytes = disk::read_all(&file, json::LIMIT)?;
        let digest = Sha256::digest(&bytes).into();
        let ancestors = ancestors(&file, digest);
        Ok(Self { bytes, digest, ancestors })
    }
}
