//! What has been done for a sidecar since it was loaded, and what was in the file a moment ago.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

use super::Sidecar;
use crate::disk;

/// For how long after it was replaced a state of the file is remembered.
pub(in crate::store) const RECENT: Duration = Duration::from_secs(5);
/// Bytes of such states, and their number.
const REMEMBERED: (usize, usize) = (24 << 20, 64);

/// What has been done for a sidecar since it was loaded.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Session {
    /// Something was saved: what was there before is kept, or there was nothing.
    pub(in crate::store) begun: bool,
    /// Why the version before could not be kept, until it was told.
    pub(in crate::store) unkept: Option<String>,
    /// The file as it was read first.
    pub(in crate::store) opened: Option<Arc<[u8]>>,
    /// The file was lost since: what is there now was not made from it.
    pub(in crate::store) lost: bool,
    /// What was in the file a moment ago, and when it was replaced, the oldest first.
    pub(in crate::store) recent: VecDeque<(Instant, Arc<[u8]>)>,
    /// Files of others that were replaced, and what is in them is not in the sidecar yet.
    pub(in crate::store) displaced: Vec<PathBuf>,
    /// The ids of what was changed here a moment ago, and when, the oldest first.
    pub(in crate::store) own: VecDeque<(Instant, String)>,
}

impl Session {
    /// Why the version before the first save could not be kept; once.
    pub fn take_unkept(&mut self) -> Option<String> {
        self.unkept.take()
    }

    /// Removes the files of others that were replaced: what is in them is in the sidecar now.
    pub(in crate::store) fn let_go(&mut self) {
        for displaced in self.displaced.drain(..) {
            let _ = disk::remove(&displaced);
        }
    }
}

impl Sidecar {
    /// Notes that a record is another one here, or is there or gone.
    pub(in crate::store) fn changed_here(&mut self, ids: impl Iterator<Item = String>) {
        let (own, now) = (&mut self.session.own, Instant::now());
        own.extend(ids.map(|id| (now, id)));
        while own.front().is_some_and(|(since, _)| now.duration_since(*since) > RECENT) {
            own.pop_front();
        }
    }

    /// Notes what is in the file: what has just been read or written.
    pub(in crate::store) fn knows(&mut self, bytes: Vec<u8>) {
        let digest = Some(Sha256::digest(&bytes).into());
        self.session.lost = false;
        if digest == self.digest && self.base.is_some() {
            return;
        }
        self.digest = digest;
        let (recent, now) = (&mut self.session.recent, Instant::now());
        recent.extend(self.base.replace(bytes.into()).map(|earlier| (now, earlier)));
        let mut size = 0;
        let kept = recent.iter().rev().take(REMEMBERED.1).take_while(|(replaced, bytes)| {
            size += bytes.len();
            now.duration_since(*replaced) < RECENT && size < REMEMBERED.0
        });
        let kept = kept.count();
        recent.drain(..recent.len() - kept);
    }
}
