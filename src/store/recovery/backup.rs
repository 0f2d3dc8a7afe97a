//! The version of a sidecar before the first save of a session, kept beside it: what a session did can be taken back as a whole.

use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::disk::{self, Refuse, Replacement};
use crate::store::recovery::leftovers;
use crate::store::sidecar::ancestry::{self, Read};
use crate::store::sidecar::json;
use crate::store::{Session, backup_path};

/// Replaces a sidecar, which is `current` when it is there. The first time of a session what is there is kept, if it is
/// another, and what a killed process left in the folder is removed. That it cannot be kept stops nothing. `displaced`
/// is asked about what somebody else put there in the very last moment: when it takes it, that is replaced by this one, and stays under
/// another name until [`Session::let_go`].
///
/// # Errors
/// As [`disk::replace`]; [`Overtaken`] when somebody else changed the file meanwhile, which then stays.
pub(in crate::store) fn replace(
    path: &Path,
    json: &str,
    current: Option<&Read>,
    session: &mut Session,
    displaced: Displaced,
    refuse: Refuse,
) -> io::Result<()> {
    let digest_before = current.map(|found| found.digest);
    let target = disk::target(path);
    let mark = leftovers::mark(&target, digest_before);
    let (first, new) = (!session.begun, digest(json.as_bytes()));
    if first {
        leftovers::sweep(disk::folder_of(&target));
    }
    let mut replacement = Replacement::begin(path, &mark, refuse)?;
    if let Some(current) = current {
        ancestry::say(replacement.file(), new, &[&[current.digest], &current.ancestors[..]].concat());
    }
    replacement.fill(|out| out.write_all(json.as_bytes()))?;
    // Should we be killed, what is left can be merged from what it began with. Where there is no room for that, it goes without.
    let base = current.and_then(|found| replacement.aside(&mark, &found.bytes));
    replacement.sync()?;
    if let Some(before) = digest_before.filter(|before| first && *before != new) {
        let check = |kept: &Path| match digest(&disk::read_regular(kept, json::LIMIT)?) {
            kept if kept == before => Ok(()),
            // It is not what was read, and may be damaged.
            _ => Err(io::Error::other(Overtaken)),
        };
        let kept = replacement.keep(&backup_path(&target), check);
        if kept.as_ref().is_err_and(Overtaken::is_it) {
            return kept;
        }
        session.unkept = kept.err().map(|cause| crate::store::error::said(&cause));
    }
    match disk::read_regular(&target, json::LIMIT) {
        Ok(bytes) if Some(digest(&bytes)) == digest_before => {}
        // One that went away meanwhile is put back: what was in it is in ours.
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
        _ => return Err(io::Error::other(Overtaken)),
    }
    let mut taken = false;
    let outcome = replacement.exchange(|old| {
        let found = Read::of(old).map_err(|_| io::Error::other(Overtaken))?;
        if Some(found.digest) == digest_before {
            return Ok(false);
        }
        taken = displaced(found);
        session.displaced.extend(taken.then(|| old.to_owned()));
        if taken { Ok(true) } else { Err(io::Error::other(Overtaken)) }
    });
    if taken {
        session.displaced.extend(base.and_then(|base| base.into_temp_path().keep().ok()));
    }
    outcome.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => io::Error::other(Overtaken),
        _ => error,
    })?;
    session.begun = true;
    Ok(())
}

/// Takes the content of a file that was replaced, or does not: then it is put back.
pub(in crate::store) type Displaced<'a> = &'a mut dyn FnMut(Read) -> bool;

/// Somebody else wrote the file while ours was being prepared.
#[derive(Debug, thiserror::Error)]
#[error("somebody else changed the file meanwhile")]
pub(in crate::store) struct Overtaken;

impl Overtaken {
    /// Whether that is what the error says.
    pub(in crate::store) fn is_it(error: &io::Error) -> bool {
        error.get_ref().and_then(|error| error.downcast_ref::<Self>()).is_some()
    }
}

fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

#[cfg(test)]
mod tests;
