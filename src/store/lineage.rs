//! Which versions a sidecar was made from. Whoever writes one says so in an attribute of the file, where the file system has any, so
//! that a reader that has one of them open knows what the writer had seen, and did not only happen to lack. Not in the file itself:
//! a line that is another one each time would be a conflict in every merge of lines.

use std::fs::File;
use std::path::Path;

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

/// The digests of the versions that the file at `path` was made from, the newest first; none where nothing is said, or not of a file
/// with the digest `own`.
#[cfg(target_os = "linux")]
pub(super) fn ancestors(path: &Path, own: Digest) -> Vec<Digest> {
    let mut said = [0; 32 * (NAMED + 1)];
    let Ok(length) = rustix::fs::getxattr(path, NAME, &mut said[..]) else { return Vec::new() };
    let mut digests =
        said[..length.min(said.len())].chunks_exact(32).filter_map(|digest| Digest::try_from(digest).ok());
    if digests.next() == Some(own) { digests.collect() } else { Vec::new() }
}

/// As on Linux, where that is known.
#[cfg(not(target_os = "linux"))]
pub(super) fn say(_: &File, _: Digest, _: &[Digest]) {}

/// As on Linux, where that is known.
#[cfg(not(target_os = "linux"))]
pub(super) fn ancestors(_: &Path, _: Digest) -> Vec<Digest> {
    Vec::new()
}
