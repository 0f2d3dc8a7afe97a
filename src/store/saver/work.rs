//! What the saver does with a state that it is handed, and with a file that somebody else changed.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::{BROKEN, Report};
use crate::annotation::{Markup, Snapshot};
use crate::disk;
use crate::input::Article;
use crate::store::merge::merge;
use crate::store::recovery::{copies, leftovers};
use crate::store::saver::external::{Foreign, take_in};
use crate::store::saver::write::read;
use crate::store::sidecar::ancestry::Read;
use crate::store::sidecar::read as parse;
use crate::store::{Copies, SaveError, Sidecar, backup_path};

/// [`write_merged`](crate::store::saver::write::write_merged), or what a test has in its place.
pub(in crate::store) type Write =
    dyn FnMut(&Path, &Article, &mut Sidecar, bool, &mut Foreign) -> Result<bool, SaveError> + Send;

/// Tells what was done.
pub(in crate::store) type Tell = Box<dyn Fn(Report) + Send>;

/// How often it looks for a file that is gone, and how long it waits in between, before it says so.
const LOOKS: u32 = 10;
const PAUSE: Duration = Duration::from_millis(20);
/// How long after a failure a change of the file is not taken for a reason to try again; the pauses do that.
const LULL: Duration = Duration::from_secs(1);

/// The saver's side of things.
pub(in crate::store) struct Work {
    article: Arc<Article>,
    /// What is to be in the file.
    sidecar: Sidecar,
    /// The file.
    pub(in crate::store) path: PathBuf,
    write: Box<Write>,
    /// Of the state handed over last.
    revision: u64,
    /// The revision that is on disk.
    saved: Option<u64>,
    /// Why the state handed over last could not be written.
    pub(in crate::store) failed: Option<String>,
    /// How often it could not since something was.
    pub(in crate::store) failures: u32,
    /// When writing was tried last.
    tried: Option<Instant>,
    /// What was in the file when it was loaded is in none any more, and nothing was saved since: that is told, and nothing is written
    /// before somebody asks for it. Whoever only reads must not bring a file back that a checkout took away.
    missing: bool,
    /// How many merges were reported.
    merges: u64,
    /// By the number of a merge, what somebody who took over that one, and no later one, has. What they hand over differs from
    /// this by their own changes, and from the sidecar also by what came since.
    seen: BTreeMap<u64, Markup>,
    report: Tell,
}

impl Work {
    pub(in crate::store) fn new(
        article: Arc<Article>,
        sidecar: Sidecar,
        path: PathBuf,
        write: Box<Write>,
        report: Tell,
    ) -> Self {
        let (revision, saved, failed, failures, missing) = (0, None, None, 0, false);
        let (tried, merges, seen) = (None, 0, BTreeMap::new());
        let mut work = Self {
            article,
            sidecar,
            path,
            write,
            revision,
            saved,
            failed,
            failures,
            tried,
            missing,
            merges,
            seen,
            report,
        };
        work.seen.insert(0, work.sidecar.markup.clone());
        work
    }

    /// The same file, for another text of the article.
    pub(in crate::store) fn anew(self, article: Arc<Article>, sidecar: Sidecar, report: Tell) -> Self {
        Self::new(article, sidecar, self.path, self.write, report)
    }

    /// Writes a state, in another file perhaps.
    pub(in crate::store) fn save(&mut self, elsewhere: Option<PathBuf>, state: Snapshot) {
        self.revision = state.revision;
        let foreign = Foreign { changed: self.take(state), ..Foreign::default() };
        self.put(elsewhere, foreign);
    }

    /// Tries once more what failed.
    pub(in crate::store) fn again(&mut self) {
        self.put(None, Foreign::default());
    }

    fn put(&mut self, elsewhere: Option<PathBuf>, mut foreign: Foreign) {
        let (revision, elsewhere) = (self.revision, elsewhere.filter(|elsewhere| *elsewhere != self.path));
        let moves = elsewhere.is_some();
        // Nothing is known of another file: if it is there, it is not ours.
        let known = if moves { (self.sidecar.digest.take(), self.sidecar.base.take()) } else { (None, None) };
        let target = elsewhere.unwrap_or_else(|| self.path.clone());
        // What is half done by a panic is a file that is not there yet, and the sidecar's digest, which is set at once.
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            (self.write)(&target, &self.article, &mut self.sidecar, !moves, &mut foreign)
        }))
        .unwrap_or_else(|_| Err(SaveError::of_panic(&target, BROKEN)));
        if moves && outcome.is_err() {
            // What comes next goes on being saved where it was.
            (self.sidecar.digest, self.sidecar.base) = known;
        }
        self.tried = Some(Instant::now());
        self.merged(foreign);
        let is_saved = outcome.is_ok();
        let said = match outcome {
            Ok(written) => {
                (self.saved, self.failed, self.failures, self.missing) = (Some(revision), None, 0, false);
                self.path.clone_from(&target);
                Report::Saved { revision, path: target, written }
            }
            Err(error) => {
                let message = error.to_string();
                self.failures += 1;
                // Elsewhere nothing is lost where all is saved already; here something is that others must not lose.
                self.failed = (!moves || self.saved < Some(revision)).then(|| message.clone());
                Report::Failed { revision, path: target, cause: error.cause, message, again: self.failed.is_some() }
            }
        };
        (self.report)(said);
        // What failed has more to say, and is tried again.
        if let Some(cause) = self.sidecar.session.take_unkept().filter(|_| is_saved) {
            (self.report)(Report::Unkept { path: backup_path(&self.path), cause });
        }
    }

    /// Looks whether somebody else changed the file, and takes it over. Writes only what the file lacks, or what could not be
    /// written before: the file may be one now that can be.
    pub(in crate::store) fn look(&mut self) {
        if self.failed.is_some() {
            // What failed after the renaming has woken us itself: without an end, if that was enough to try again.
            if self.tried.is_none_or(|tried| tried.elapsed() > LULL) {
                self.again();
            }
            return;
        }
        let found = match self.read() {
            Ok(None) => return self.misses("somebody else removed the file", ":w writes it again"),
            Err(cause) => {
                let SaveError { cause, remedy, .. } = SaveError::from_io(&self.path, &cause);
                return self.misses(&format!("the file cannot be read any more: {cause}"), remedy);
            }
            Ok(Some(found)) => found,
        };
        if self.sidecar.digest == Some(found.digest) {
            self.sidecar.knows(found.bytes);
            self.found();
            return;
        }
        let mut foreign = Foreign::default();
        match take_in(&self.path, &found, &self.article, &mut self.sidecar, &mut foreign) {
            Ok(false) => {
                self.merged(foreign);
                self.found();
            }
            // It lacks something that was saved: what a program wrote that had read the file before. Nothing else might be written.
            Ok(true) => self.put(None, foreign),
            Err(SaveError { cause, remedy, .. }) => self.misses(&cause, remedy),
        }
    }

    /// Looks for what killed processes left of the file, and for copies of work on the article from when it was at another place.
    pub(in crate::store) fn look_for_leftovers(&self) {
        let own = leftovers::left(&self.path, &self.article);
        let copies = Copies { own, moved: copies::find_moved(&self.article) };
        if let Some(offer) = copies.waiting(&self.article, &self.sidecar) {
            (self.report)(Report::Left(offer));
        }
        let target = disk::target(&self.path);
        leftovers::sweep(disk::folder_of(&target));
        copies::sweep();
    }

    /// The file's bytes. One that is not there may be on its way: programs that replace a file may take the old one away first, and
    /// must not be answered in between.
    fn read(&self) -> io::Result<Option<Read>> {
        for _ in 0..LOOKS {
            let found = read(&self.path);
            if !matches!(found, Ok(None)) || self.sidecar.digest.is_none() {
                return found;
            }
            thread::sleep(PAUSE);
        }
        read(&self.path)
    }

    /// What was in the file is not in it any more, and could not be taken over: it is written again as soon as that can be, or, where
    /// nothing was changed here, when somebody asks for it. Where there is nothing to lose it is only told.
    fn misses(&mut self, cause: &str, remedy: &'static str) {
        let is_removed = matches!(read(&self.path), Ok(None));
        let error = SaveError { path: self.path.clone(), cause: cause.to_owned(), remedy };
        if self.sidecar.markup.is_empty() {
            if is_removed {
                (self.sidecar.digest, self.sidecar.base) = (None, None);
            } else {
                (self.report)(Report::Unread { cause: error.cause.clone(), message: error.to_string() });
            }
            return;
        }
        // Whatever comes in its place was not made from it: what that lacks was not deleted.
        self.sidecar.session.lost = true;
        let again = self.sidecar.session.begun;
        let message = error.to_string();
        if again {
            (self.failed, self.failures) = (Some(message.clone()), 1);
        } else {
            self.missing = true;
        }
        let (revision, path) = (self.revision, self.path.clone());
        (self.report)(Report::Failed { revision, path, cause: error.cause, message, again });
    }

    /// The file has everything, perhaps again.
    fn found(&mut self) {
        if std::mem::take(&mut self.missing) {
            (self.report)(Report::Saved { revision: self.revision, path: self.path.clone(), written: false });
        }
    }

    /// Takes a state over. Where it was made from an older merge than the last, its changes are merged into what there is; then `true`.
    fn take(&mut self, state: Snapshot) -> bool {
        let Snapshot { markup: handed, seen, .. } = state;
        self.seen.retain(|number, _| *number >= seen);
        let before = self.seen.insert(seen, handed.clone());
        if let Some(before) = &before {
            self.sidecar.changed_here(changes(before, &handed));
        }
        let merged = before.filter(|_| seen < self.merges).and_then(|before| {
            let value = |markup: &Markup| Sidecar::of(markup.clone()).to_value(&self.article);
            let (base, ours, theirs) = (value(&before), value(&handed), value(&self.sidecar.markup));
            let merged = merge(Some(&base), &ours, &theirs).ok()?;
            parse::sidecar(Path::new(""), merged.value, &self.article).ok()
        });
        let is_merged = merged.is_some();
        self.sidecar.markup = merged.map_or(handed, |merged| merged.markup);
        is_merged
    }

    /// Reports what came from outside, if anything did. The sentences follow the boundaries.
    fn merged(&mut self, foreign: Foreign) {
        let corrections = self.sidecar.markup.boundaries.corrections();
        if *self.article.document.corrections() != corrections {
            self.article = Arc::new(self.article.with_corrections(corrections));
        }
        if !foreign.changed {
            return;
        }
        self.merges += 1;
        let (revision, seen, markup) = (self.revision, self.merges, self.sidecar.markup.clone());
        self.seen.insert(seen, markup.clone());
        (self.report)(Report::Merged { merge: Snapshot { revision, seen, markup }, foreign });
    }
}

/// The ids of what somebody changed.
fn changes<'s>(before: &'s Markup, after: &'s Markup) -> impl Iterator<Item = String> + 's {
    let (gone, come) = before.annotations.difference(&after.annotations);
    let (joined, split) = before.boundaries.difference(&after.boundaries);
    let annotations = gone.into_iter().chain(come).map(|item| item.id.clone());
    annotations.chain(joined.into_iter().chain(split).map(|item| item.id.clone()))
}
