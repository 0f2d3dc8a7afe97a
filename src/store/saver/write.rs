//! Writing a sidecar: never over what somebody else wrote.

use std::borrow::Cow;
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::disk::{self, FolderLock, Refuse};
use crate::input::{Article, Origin};
use crate::store::recovery::backup::{self, Overtaken};
use crate::store::saver::external::{can_be_taken_in, take_in};
use crate::store::sidecar::ancestry::Read;
use crate::store::sidecar::json;
use crate::store::{Fit, Foreign, SaveError, Sidecar};

/// How often it merges again because somebody else wrote in between.
const TRIES: u32 = 50;
/// How long it lets somebody else write.
const PAUSE: Duration = Duration::from_millis(3);

/// Writes the sidecar of `article` to `path`, whole or not at all; makes the folder of a sample's or a stream's sidecar. What somebody
/// else wrote there since `sidecar.digest` is merged in first. An empty set without a file writes nothing: then `Ok(false)`. The
/// sidecar is afterwards what is in the file. The version before the first save is kept beside it; that it could not be is in
/// `sidecar.session`.
///
/// # Errors
/// When somebody else made the file one that cannot be read, or when writing fails.
pub fn write(path: &Path, article: &Article, sidecar: &mut Sidecar) -> Result<bool, SaveError> {
    write_merged(path, article, sidecar, true, &mut Foreign::default())
}

/// As [`write`]; what came from outside is added to `foreign`, also where writing fails afterwards. A file that nothing is known of
/// is merged or, unless `may_merge`, left alone. The folder's lock is held meanwhile; the file is looked at before it is written,
/// right before it is replaced, and, where the system can exchange two files, afterwards: what was there is what was known.
pub(in crate::store) fn write_merged(
    path: &Path,
    article: &Article,
    sidecar: &mut Sidecar,
    may_merge: bool,
    foreign: &mut Foreign,
) -> Result<bool, SaveError> {
    let outcome = write_in_steps(path, article, sidecar, may_merge, foreign, &mut |_| Ok(()));
    if outcome.is_ok() {
        sidecar.session.let_go();
    }
    outcome
}

fn write_in_steps(
    path: &Path,
    article: &Article,
    sidecar: &mut Sidecar,
    may_merge: bool,
    foreign: &mut Foreign,
    refuse: Refuse,
) -> Result<bool, SaveError> {
    let error = |cause: &str, remedy| SaveError { path: path.to_owned(), cause: cause.to_owned(), remedy };
    let failed = |cause: &io::Error| SaveError::from_io(path, cause);
    let is_empty = |sidecar: &Sidecar| sidecar.markup.annotations.is_empty() && sidecar.markup.boundaries.is_empty();
    if let (false, Some(folder)) =
        (matches!(article.source.origin, Origin::File(_)) || is_empty(sidecar), path.parent())
    {
        disk::folders::make_private(folder).map_err(|cause| failed(&cause))?;
    }
    let _lock = FolderLock::of(path);
    for _ in 0..TRIES {
        let found = read(path).map_err(|cause| failed(&cause))?;
        let current = found.as_ref().map(|found| found.digest);
        if found.is_none() && sidecar.digest.is_none() && is_empty(sidecar) {
            return Ok(false);
        }
        if let Some(found) = found.as_ref().filter(|_| current != sidecar.digest) {
            if sidecar.digest.is_none() && !may_merge {
                return Err(error("the file is there already", "save elsewhere or reopen"));
            }
            if !take_in(path, found, article, sidecar, foreign)? {
                return Ok(true);
            }
        }
        let json = sidecar.to_json(&as_corrected(article, sidecar));
        if json.len() as u64 > json::LIMIT {
            return Err(error("it would be larger than the 64 MiB that are read", "take some annotations off"));
        }
        let mut came = None;
        // What is half written, damaged, newer or about another text is put back: it may not be written over.
        let mut take = |other: Read| {
            let good = can_be_taken_in(path, &other.bytes, article);
            came = good.then_some(other);
            good
        };
        let outcome = backup::replace(path, &json, found.as_ref(), &mut sidecar.session, &mut take, &mut *refuse);
        if outcome.as_ref().is_err_and(Overtaken::is_it) {
            thread::sleep(PAUSE);
            continue;
        }
        // Syncing the folder comes after the renaming: when that fails the file is ours all the same, and saving again must not
        // take it for somebody else's.
        let ours = outcome.is_ok() || disk::read_regular(path, json::LIMIT).is_ok_and(|bytes| bytes == json.as_bytes());
        let merging = came.is_some();
        if let Some(other) = came {
            // Both went out from what was known before.
            take_in(path, &other, article, sidecar, foreign)?;
        }
        if ours {
            sidecar.knows(json.into_bytes());
            sidecar.fit = Fit::Exact;
            sidecar.session.begun = true;
        }
        if merging {
            continue;
        }
        return outcome.map(|()| true).map_err(|cause| failed(&cause));
    }
    Err(error("somebody else changes the file all the time", "try again, or save elsewhere"))
}

/// The article with its sentences as corrected in the sidecar; itself where it has them.
fn as_corrected<'a>(article: &'a Article, sidecar: &Sidecar) -> Cow<'a, Article> {
    let corrections = sidecar.markup.boundaries.corrections();
    if *article.document.corrections() == corrections {
        Cow::Borrowed(article)
    } else {
        Cow::Owned(article.with_corrections(corrections))
    }
}

/// The content of a file, `None` where there is none. One that is too large, or no regular file, is an error.
pub(in crate::store) fn read(path: &Path) -> io::Result<Option<Read>> {
    match Read::of(path) {
        Ok(found) => Ok(Some(found)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(cause),
    }
}

#[cfg(test)]
mod tests;
