//! Which version a sidecar was made from. Whoever writes one says so in an attribute of the file, where the file system has any, so
//! that a reader that has the version before open knows what the writer had seen, and did not only happen to lack. Not in the file itself:
//! a line that is another one each time would be a conflict in every merge of lines.

use std::fs::File;
use std::path::Path;

/// The attribute: the SHA-256 of the version that was replaced, then that of the file itself. Another program that writes the file
/// in place leaves the attribute as it was, and is told by the second.
#[cfg(target_os = "linux")]
const NAME: &str = "user.hashiya.from";

/// Says of a file with the digest `own` that it was made from a version with the digest `from`. Where that cannot be said, nothing is.
#[cfg(target_os = "linux")]
pub(super) fn say(file: &File, from: [u8; 32], own: [u8; 32]) {
    let _ = rustix::fs::fsetxattr(file, NAME, &[from, own].concat(), rustix::fs::XattrFlags::empty());
}

/// The digest of the version that the file at `path` was made from; `None` where nothing is said, or not of a file with the digest `own`.
#[cfg(target_os = "linux")]
pub(super) fn made_from(path: &Path, own: [u8; 32]) -> Option<[u8; 32]> {
    let mut said = [0; 64];
    let length = rustix::fs::getxattr(path, NAME, &mut said[..]).ok()?;
    let (from, of) = said.get(..length)?.split_at_checked(32)?;
    if of == own { from.try_into().ok() } else { None }
}

/// As on Linux, where that is known.
#[cfg(not(target_os = "linux"))]
pub(super) fn say(_: &File, _: [u8; 32], _: [u8; 32]) {}

/// As on Linux, where that is known.
#[cfg(not(target_os = "linux"))]
pub(super) fn made_from(_: &Path, _: [u8; 32]) -> Option<[u8; 32]> {
    None
}
