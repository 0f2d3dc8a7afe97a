//! What other programs do to a sidecar while it is open here: taken in by merging, never written over.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::input::Article;
use crate::store::merge::base::as_far_as_known;
use crate::store::merge::{self, Conflict};
use crate::store::sidecar::RECENT;
use crate::store::sidecar::ancestry::{Digest, Read};
use crate::store::sidecar::json;
use crate::store::sidecar::read;
use crate::store::{Fit, SaveError, Sidecar, SidecarError, spelled};

/// What came from outside.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Foreign {
    /// Whether the state is another one than before.
    pub changed: bool,
    /// Annotations and boundaries that came, changed or went.
    pub arrived: usize,
    /// What was changed on both sides.
    pub conflicts: Vec<Conflict>,
}

/// Merges the file that somebody else wrote, `found`, into the sidecar: afterwards the sidecar is what is to be written, and knows
/// the file. Whether there is anything to write: `false` where the file has it all.
///
/// # Errors
/// When the file is damaged, of a newer version, or about another text; the sidecar is then as it was.
pub(in crate::store) fn take_in(
    path: &Path,
    found: &Read,
    article: &Article,
    sidecar: &mut Sidecar,
    foreign: &mut Foreign,
) -> Result<bool, SaveError> {
    let refused = |cause, remedy| SaveError { path: path.to_owned(), cause, remedy };
    let damaged = |error: SidecarError| {
        refused(format!("somebody else changed it: {}", error.brief()), "mend it or move it away, or save elsewhere")
    };
    let (theirs, fit) = read(path, &found.bytes, article).map_err(damaged)?;
    if fit == Fit::Differs {
        let cause = "somebody else changed it, and it is about another text now".to_owned();
        return Err(refused(cause, "put the text back as it was, move the file away, or save elsewhere"));
    }
    let base = base(path, found, &theirs, sidecar);
    let ours = sidecar.to_value(article);
    let merged = merge::merge(base.as_ref(), &ours, &theirs)
        .map_err(|error| refused(error.to_string(), "move the file away, or save elsewhere"))?;
    let new = read::sidecar(path, merged.value, article).map_err(damaged)?;
    foreign.changed |=
        merged.arrived > 0 || new.markup.tags != sidecar.markup.tags || new.markup.unknown != sidecar.markup.unknown;
    foreign.arrived += merged.arrived;
    foreign.conflicts.extend(merged.conflicts);
    let (session, base) = (std::mem::take(&mut sidecar.session), sidecar.base.take());
    // What was known goes into what is remembered.
    *sidecar = Sidecar { base, session, ..new };
    sidecar.knows(found.bytes.clone());
    Ok(!merged.is_theirs)
}

/// Whether [`take_in`] can do so.
pub(in crate::store) fn can_be_taken_in(path: &Path, bytes: &[u8], article: &Article) -> bool {
    read(path, bytes, article).is_ok_and(|(_, fit)| fit == Fit::Exact)
}

/// The content of a valid sidecar, and whether it is about the article's text. One of its source is made one of the text.
fn read(path: &Path, bytes: &[u8], article: &Article) -> Result<(Value, Fit), SidecarError> {
    let value = json::parse(path, bytes)?;
    let sidecar = read::sidecar(path, value.clone(), article)?;
    if sidecar.fit == Fit::Extracted {
        return Ok((sidecar.to_value(&sidecar.corrected(article.clone())), Fit::Exact));
    }
    Ok((value, sidecar.fit))
}

/// What theirs began with: what is known of the file, but for records that are in theirs as they were a moment before.
///
/// A program that knows nothing of us reads the file, and when it writes what it made of it, it takes back what was saved meanwhile.
/// That is not to be taken for a change of its own. It may have passed through another hashiya, which saw nothing of what was saved
/// in between; so where the file is spelled as we do it, this holds for what was changed here within the last second, which hardly
/// anybody else has seen and taken back. Another hashiya says what it had seen, where the file system has a place for that.
fn base(path: &Path, found: &Read, theirs: &Value, sidecar: &Sidecar) -> Option<Value> {
    let Read { bytes, digest: own, ancestors } = found;
    let json = |bytes: &[u8]| json::parse(path, bytes).ok();
    let base = sidecar.base.as_ref().and_then(|base| json(base))?;
    if sidecar.session.lost {
        let opened = sidecar.session.opened.as_ref().and_then(|opened| json(opened));
        return as_far_as_known(&[Some(base), opened].into_iter().flatten().collect::<Vec<Value>>(), theirs);
    }
    let (session, now) = (&sidecar.session, Instant::now());
    if sidecar.digest.is_some_and(|known| ancestors.contains(&known)) {
        return Some(base);
    }
    if !ancestors.is_empty() {
        let recent = session.recent.iter().rev().take_while(|(since, _)| now.duration_since(*since) < RECENT);
        let recent: Vec<(Digest, &Arc<[u8]>)> =
            recent.map(|(_, bytes)| (Sha256::digest(bytes).into(), bytes)).collect();
        // One that was there before was put back, and says nothing of what whoever did it had seen.
        let is_put_back = recent.iter().any(|(digest, _)| digest == own);
        if let Some((_, seen)) = recent.iter().find(|(digest, _)| !is_put_back && ancestors.contains(digest)) {
            return json(seen);
        }
    }
    let is_ours = spelled(theirs).as_bytes() == bytes.as_slice();
    let limit = if is_ours { UNSEEN } else { RECENT };
    let young = |since: Instant| now.duration_since(since) < limit;
    let own: HashSet<&str> = session.own.iter().filter(|(since, _)| young(*since)).map(|(_, id)| id.as_str()).collect();
    if is_ours && own.is_empty() {
        return Some(base);
    }
    let recent =
        session.recent.iter().rev().take_while(|(since, _)| young(*since)).filter_map(|(_, bytes)| json(bytes));
    Some(merge::base_of(&base, recent, theirs, |id| !is_ours || own.contains(id)))
}

/// For how long nobody else can have seen a change and taken it back.
const UNSEEN: Duration = Duration::from_secs(1);
