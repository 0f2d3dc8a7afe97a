//! The version of a sidecar before the first save of a session, kept beside it: what a session did can be taken back as a whole.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use sha2::{Digest, Sha256};

use super::lineage::{self, Read};
use super::{json, leftovers};
use crate::disk::{self, Refuse, Step};

/// What has been done for a sidecar since it was loaded.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Session {
    /// Something was saved: what was there before is kept, or there was nothing.
    pub(super) begun: bool,
    /// Why the version before could not be kept, until it was told.
    pub(super) unkept: Option<String>,
    /// The file as it was read first.
    pub(super) opened: Option<Arc<[u8]>>,
    /// The file was lost since: what is there now was not made from it.
    pub(super) lost: bool,
    /// What was in the file a moment ago, and when it was replaced, the oldest first.
    pub(super) recent: VecDeque<(Instant, Arc<[u8]>)>,
    /// Files of others that were replaced, and what is in them is not in the sidecar yet.
    pub(super) displaced: Vec<PathBuf>,
    /// The ids of what was changed here a moment ago, and when, the oldest first.
    pub(super) own: VecDeque<(Instant, String)>,
}

impl Session {
    /// Why the version before the first save could not be kept; once.
    pub fn take_unkept(&mut self) -> Option<String> {
        self.unkept.take()
    }

    /// Removes the files of others that were replaced: what is in them is in the sidecar now.
    pub(super) fn let_go(&mut self) {
        for displaced in self.displaced.drain(..) {
            let _ = fs::remove_file(displaced);
        }
    }
}

/// Where the backup of a sidecar lies: beside the file itself, where the sidecar is a link to it.
pub fn backup_path(sidecar: &Path) -> PathBuf {
    let mut name = OsString::from(disk::resolve(sidecar).unwrap_or_else(|_| sidecar.to_owned()));
    name.push("~");
    name.into()
}

/// Replaces a sidecar, which is `current` when it is there. The first time of a session what is there is kept, if it is
/// another, and what a killed process left in the folder is removed. That it cannot be kept stops nothing. `displaced`
/// is asked about what somebody else put there in the very last moment: when it takes it, that is replaced by this one, and stays under
/// another name until [`Session::let_go`].
///
/// # Errors
/// As [`disk::replace`]; [`Overtaken`] when somebody else changed the file meanwhile, which then stays.
pub(super) fn replace(
    path: &Path,
    json: &str,
    current: Option<&Read>,
    session: &mut Session,
    displaced: Displaced,
    refuse: Refuse,
) -> io::Result<()> {
    let replaced = current;
    let current = replaced.map(|found| found.digest);
    let target = disk::resolve(path).unwrap_or_else(|_| path.to_owned());
    let mark = leftovers::mark(&target, current);
    let mut base = None;
    let displaced_before = session.displaced.len();
    let first = !session.begun;
    let new = digest(json.as_bytes());
    let fill = |file: &mut File| {
        if let Some(replaced) = replaced {
            lineage::say(file, new, &[&[replaced.digest], &replaced.ancestors[..]].concat());
        }
        file.write_all(json.as_bytes())?;
        // Should we be killed, what is left can be merged from what it began with. Where there is no room for that, it goes without.
        base = replaced.and_then(|found| aside(&target, &mark, &found.bytes));
        Ok(())
    };
    let keeping = |target: &Path, refuse: Refuse| {
        if let Some(current) = current.filter(|current| first && *current != new) {
            let kept = keep(target, current, refuse);
            if kept.as_ref().is_err_and(Overtaken::is_it) {
                return kept;
            }
            session.unkept = kept.err().map(|cause| super::error::said(&cause));
        }
        match json::read_file(target) {
            Ok(bytes) if Some(digest(&bytes)) == current => Ok(()),
            // One that went away meanwhile is put back: what was in it is in ours.
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
            _ => Err(io::Error::other(Overtaken)),
        }
    };
    let mut after = |old: &Path| match Read::of(old) {
        Ok(found) if Some(found.digest) == current => Ok(false),
        Ok(found) => {
            let taken = displaced(found);
            session.displaced.extend(taken.then(|| old.to_owned()));
            if taken { Ok(true) } else { Err(io::Error::other(Overtaken)) }
        }
        Err(_) => Err(io::Error::other(Overtaken)),
    };
    if first {
        leftovers::sweep(disk::folder_of(&target));
    }
    let outcome = disk::replace_in_steps(path, &mark, fill, keeping, Some(&mut after), refuse).map_err(|error| {
        match error.kind() {
            io::ErrorKind::AlreadyExists => io::Error::other(Overtaken),
            _ => error,
        }
    });
    if session.displaced.len() > displaced_before {
        session.displaced.extend(base.and_then(|base| base.into_temp_path().keep().ok()));
    }
    outcome?;
    session.begun = true;
    Ok(())
}

/// Takes the content of a file that was replaced, or does not: then it is put back.
pub(super) type Displaced<'a> = &'a mut dyn FnMut(Read) -> bool;

/// Somebody else wrote the file while ours was being prepared.
#[derive(Debug, thiserror::Error)]
#[error("somebody else changed the file meanwhile")]
pub(super) struct Overtaken;

impl Overtaken {
    /// Whether that is what the error says.
    pub(super) fn is_it(error: &io::Error) -> bool {
        error.get_ref().and_then(|error| error.downcast_ref::<Self>()).is_some()
    }
}

/// What is to be replaced, in a file of its own with the permissions of `file`, which goes with the value. Not synced: it is for a process
/// that is killed, and not worth the time. A link would do, but for programs that write in place.
fn aside(file: &Path, mark: &str, bytes: &[u8]) -> Option<tempfile::NamedTempFile> {
    let old = fs::metadata(file).ok()?;
    let mut aside = disk::temporary(disk::folder_of(file), mark, Some(&old)).ok()?;
    aside.write_all(bytes).ok().map(|()| aside)
}

/// A link to a file of our own, which goes with the value: in some folders those to files of others cannot be removed again.
fn second_name(file: &Path) -> Option<tempfile::TempPath> {
    let user = rustix::process::geteuid();
    let about = fs::metadata(file).ok()?;
    let link = |name: &Path| fs::hard_link(file, name);
    let may_link = user.is_root() || about.uid() == user.as_raw();
    may_link
        .then(|| disk::named(disk::folder_of(file), "", link).ok())
        .flatten()
        .map(tempfile::NamedTempFile::into_temp_path)
}

fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Gives the file a second name, or copies it where the file system has no links, and puts that in the place of an earlier
/// backup. The sidecar is there all the time. What has not this digest is not what was read, and may be damaged: it is not kept.
fn keep(target: &Path, digest: [u8; 32], refuse: Refuse) -> io::Result<()> {
    let (folder, backup) = (disk::folder_of(target), backup_path(target));
    let link = refuse(Step::Link).ok().and_then(|()| second_name(target));
    // Some file systems refuse all links.
    let kept = match link {
        Some(link) => link,
        None => copy(target, folder, refuse)?.into_temp_path(),
    };
    if self::digest(&json::read_file(&kept)?) != digest {
        return Err(io::Error::other(Overtaken));
    }
    refuse(Step::Keep)?;
    let name = kept.to_path_buf();
    kept.persist(&backup).map_err(|error| error.error)?;
    // Renaming one link over another one to the same file does nothing at all.
    let _ = fs::remove_file(name);
    Ok(())
}

fn copy(target: &Path, folder: &Path, refuse: Refuse) -> io::Result<tempfile::NamedTempFile> {
    refuse(Step::Copy)?;
    let mut from = File::open(target)?;
    let old = from.metadata()?;
    let mut file = disk::temporary(folder, "", Some(&old))?;
    io::copy(&mut from, file.as_file_mut())?;
    if let Ok(time) = old.modified() {
        // For the eye alone: when that version was saved.
        let _ = file.as_file().set_modified(time);
    }
    disk::sync(file.as_file())?;
    Ok(file)
}

#[cfg(test)]
mod tests;
