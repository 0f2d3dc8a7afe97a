//! What is saved, and what is not.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::merging::Merge;
use super::{App, Effect, Locked, Mode};
use crate::annotation::{AnnotationSet, BoundarySet};
use crate::store::{Conflict, Report};

/// Whether the newest state is on disk.
#[derive(Clone, Debug)]
pub(super) struct Saving {
    /// Where it is saved.
    path: PathBuf,
    /// Whether that is another file than the sidecar.
    moved: bool,
    locked: Option<Locked>,
    /// Number of the newest state; each change adds one.
    revision: u64,
    /// The newest state known to be on disk.
    saved: u64,
    /// What was on disk is not any more: somebody else removed or damaged the file.
    lost: bool,
    at: Option<Timestamp>,
    failure: Option<Failure>,
    /// The other file that is being written to for the first time.
    to: Option<PathBuf>,
    /// What failed is being tried once more because the reader asked.
    retrying: bool,
    /// How often it failed since it was saved.
    tries: u32,
    /// Work that an earlier session could not save.
    unsaved: Option<PathBuf>,
    /// Such work that was taken in, until it is saved.
    recovered: Option<PathBuf>,
    /// What is in the file, as far as that is known: the state that was saved last, or came from it.
    pub(super) base: Sets,
    /// Where a copy is of what could not be saved.
    pub(super) copy: Option<PathBuf>,
    /// The merge that was taken over last.
    pub(super) seen: u64,
    /// One that is to be taken over.
    pub(super) merge: Option<Merge>,
    /// Records that came from others, what was removed by them, and conflicts, of which nothing was said yet.
    pub(super) arrived: usize,
    pub(super) removed: usize,
    pub(super) unsaid: usize,
    /// What was changed on both sides, in this session.
    conflicts: Vec<String>,
    /// Why what others wrote could not be taken over.
    unread: Option<String>,
}

/// Annotations and corrected boundaries.
type Sets = (AnnotationSet, BoundarySet);

/// Conflicts that are remembered: more than anybody reads.
const CONFLICTS: usize = 200;

/// Why the newest state is not on disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Failure {
    /// What is wrong, in a few words.
    pub(super) cause: String,
    /// File, cause and remedy.
    pub(super) message: String,
    /// When it was tried last.
    pub(super) at: Timestamp,
    /// How often it was tried.
    pub(super) tries: u32,
    /// Whether it is tried again by itself.
    pub(super) again: bool,
}

/// What the status line says of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum SaveState {
    /// Nothing was changed.
    Unchanged,
    /// On its way.
    Saving,
    /// On disk since then.
    Saved(Timestamp),
    /// It could not be written.
    Failed(Failure),
    /// Nothing can be changed.
    Locked(Locked),
}

impl Saving {
    pub(super) fn new(path: PathBuf, locked: Option<Locked>, unsaved: Option<PathBuf>, base: Sets) -> Self {
        Self {
            path,
            moved: false,
            locked,
            revision: 0,
            saved: 0,
            lost: false,
            at: None,
            failure: None,
            to: None,
            retrying: false,
            tries: 0,
            unsaved,
            recovered: None,
            base,
            copy: None,
            seen: 0,
            merge: None,
            arrived: 0,
            removed: 0,
            unsaid: 0,
            conflicts: Vec::new(),
            unread: None,
        }
    }

    /// For an article that was read again. What was saved is so since then.
    pub(super) fn reopened(&self, path: PathBuf, locked: Option<Locked>, unsaved: Option<PathBuf>, base: Sets) -> Self {
        Self { at: self.at, ..Self::new(path, locked, unsaved, base) }
    }

    /// Whether the newest state is not on disk, or not any more.
    pub(super) fn is_dirty(&self) -> bool {
        self.lost || self.saved < self.revision
    }

    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether the saver has something to report.
    pub(super) fn is_waiting(&self) -> bool {
        self.to.is_some() || self.retrying || (self.is_dirty() && self.failure.is_none())
    }

    pub(super) fn locked(&self) -> Option<&Locked> {
        self.locked.as_ref()
    }

    pub(super) fn unsaved(&self) -> Option<&PathBuf> {
        self.unsaved.as_ref()
    }

    /// The work that an earlier session could not save is part of this one's now, and goes when that is saved.
    pub(super) fn take_in(&mut self) {
        self.recovered = self.unsaved.take();
    }

    pub(super) fn failure(&self) -> Option<&Failure> {
        self.failure.as_ref()
    }

    pub(super) fn state(&self) -> SaveState {
        match (&self.locked, &self.failure, self.at) {
            (Some(locked), ..) => SaveState::Locked(locked.clone()),
            _ if self.is_waiting() => SaveState::Saving,
            (_, Some(failure), _) => SaveState::Failed(failure.clone()),
            (.., Some(at)) => SaveState::Saved(at),
            _ => SaveState::Unchanged,
        }
    }

    pub(super) fn path(&self) -> &PathBuf {
        &self.path
    }

    /// The name of the file that it is saved in, where that is not the sidecar.
    pub(super) fn elsewhere(&self) -> Option<String> {
        self.moved.then(|| name(&self.path))
    }
}

/// A path's last part.
fn name(path: &std::path::Path) -> String {
    path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy()).into_owned()
}

impl App {
    /// Hands the state to the saver after a change.
    pub(super) fn save(&mut self) {
        self.saving.revision += 1;
        self.saving.failure = None;
        self.hand_over(None);
    }

    /// `:w`: saves once more what could not be saved.
    pub(super) fn save_again(&mut self) {
        if self.saving.locked.is_some() || self.loading {
            self.refuse_saving();
        } else if self.saving.is_dirty() {
            self.saving.retrying = self.saving.failure.is_some();
            self.hand_over(None);
        } else {
            self.say("Nothing to save");
        }
    }

    /// `:w PATH`: saves in another file, from now on if it can be written.
    pub(super) fn save_elsewhere(&mut self, path: PathBuf) {
        if self.saving.locked.is_some() || self.loading {
            self.refuse_saving();
        } else if path == self.saving.path {
            self.save_again();
        } else {
            self.saving.to = Some(path.clone());
            self.hand_over(Some(path));
        }
    }

    fn refuse_saving(&mut self) {
        if self.may_change() {
            return;
        }
        if let Some(message) = &mut self.message {
            message.text.insert_str(0, "Nothing to save: ");
        }
    }

    fn hand_over(&mut self, to: Option<PathBuf>) {
        let (revision, annotations) = (self.saving.revision, self.annotations.clone());
        self.effects.push(Effect::Save {
            revision,
            annotations,
            boundaries: self.boundaries.clone(),
            to,
            seen: self.saving.seen,
        });
    }

    pub(super) fn saver_reports(&mut self, report: Report) {
        match report {
            Report::Saved { revision, path, written } => self.is_saved(revision, path, written),
            Report::Failed { revision, path, cause, message, again } => {
                let at = self.now;
                self.is_not_saved(revision, &path, Failure { cause, message, at, tries: 0, again });
            }
            Report::Unkept { path, cause } => {
                self.fail(format!("Saved, but without a backup: {}: {cause}", name(&path)));
            }
            Report::Merged { revision, number, annotations, boundaries, tags, foreign } => {
                let saving = &mut self.saving;
                (saving.unread, saving.arrived) = (None, saving.arrived + foreign.arrived);
                saving.unsaid += foreign.conflicts.len();
                saving.conflicts.extend(foreign.conflicts.iter().map(Conflict::for_reader));
                saving.conflicts.truncate(CONFLICTS);
                self.merged(Merge { revision, number, annotations, boundaries, tags });
            }
            Report::Unread { cause, message } => {
                self.saving.unread = Some(message);
                self.fail(format!("Changed by somebody else and not taken over: {cause} (i: more)"));
            }
        }
    }

    fn is_saved(&mut self, revision: u64, path: PathBuf, written: bool) {
        let saving = &mut self.saving;
        saving.saved = saving.saved.max(revision);
        let asked = saving.to.as_ref() == Some(&path);
        if asked {
            saving.to = None;
            saving.moved = true;
        }
        if saving.to.is_none() {
            saving.path = path;
        }
        if saving.saved < saving.revision {
            return;
        }
        saving.base = (self.annotations.clone(), self.boundaries.clone());
        let (was_lost, failures) = (std::mem::take(&mut saving.lost), std::mem::take(&mut saving.tries));
        (saving.failure, saving.retrying) = (None, false);
        if written {
            saving.at = Some(self.now);
        }
        let place = name(&saving.path);
        if let Some(copy) = saving.recovered.take() {
            self.effects.push(Effect::Forget(copy));
        }
        let saving = &self.saving;
        if saving.is_waiting() {
            return;
        }
        match self.mode {
            Mode::Leaving => self.effects.push(Effect::Quit),
            Mode::Unsaved => {
                self.mode = Mode::Read;
                self.say(format!("Saved in {place}; q quits"));
            }
            _ if asked && written => self.say(format!("Saved in {place}, and from now on")),
            _ if asked => self.say(format!("Nothing to save: nothing is tagged; what is will be saved in {place}")),
            _ if was_lost => self.say(format!("{place} is there again, with all of it")),
            _ if failures == 1 => self.say(format!("Saved in {place}, after it had failed once")),
            _ if failures > 1 => self.say(format!("Saved in {place}, after it had failed {failures} times")),
            _ => {}
        }
    }

    fn is_not_saved(&mut self, revision: u64, path: &PathBuf, failure: Failure) {
        let saving = &mut self.saving;
        let elsewhere = saving.to.as_ref() == Some(path);
        if elsewhere {
            saving.to = None;
        } else if revision < saving.revision {
            // A newer state is on its way.
            return;
        }
        // The saver tries again by itself. Each time a message would be in the way; the status line counts.
        let by_itself = saving.failure.is_some() && !saving.retrying && !elsewhere;
        saving.retrying = false;
        // What cannot be written elsewhere is where it was; what was saved here and failed afterwards is not any more.
        saving.lost |= !elsewhere && saving.saved >= saving.revision;
        let lost = saving.is_dirty();
        let (cause, again) = (failure.cause.clone(), failure.again);
        if lost {
            saving.tries += 1;
            saving.failure = Some(Failure { tries: saving.tries, ..failure });
        }
        match self.mode {
            Mode::Leaving | Mode::Unsaved if lost => self.mode = Mode::Unsaved,
            _ if by_itself => {}
            _ => {
                if matches!(self.mode, Mode::Leaving) {
                    self.mode = Mode::Read;
                }
                let place = if elsewhere { format!(" in {}", name(path)) } else { String::new() };
                let remedy = if elsewhere || again { ":w PATH saves elsewhere" } else { ":w tries it, i: more" };
                self.fail(format!("NOT SAVED{place}: {cause} ({remedy})"));
            }
        }
    }

    /// Leaves when all is saved; waits for the saver otherwise.
    pub(super) fn quit(&mut self) {
        if self.saving.is_waiting() {
            self.mode = Mode::Leaving;
        } else if self.saving.is_dirty() {
            self.mode = Mode::Unsaved;
        } else {
            self.effects.push(Effect::Quit);
        }
    }

    /// Tries once more, and leaves if that succeeds.
    pub(super) fn save_and_quit(&mut self) {
        self.mode = Mode::Leaving;
        self.saving.retrying = true;
        self.hand_over(None);
    }

    /// Whether annotations may be changed; says why not.
    pub(super) fn may_change(&mut self) -> bool {
        if self.loading {
            self.fail("The rest of the article is still being read");
            return false;
        }
        match self.saving.locked() {
            None => true,
            Some(locked) => {
                let text = locked.in_short();
                self.fail(text);
                false
            }
        }
    }

    /// Where the annotations are and since when, or why they are not, in full.
    pub(super) fn saving_in_full(&self) -> Vec<String> {
        let place = self.saving.path().display();
        let mut texts = match self.saving.state() {
            SaveState::Unchanged => vec![format!("No changes. Annotations are saved in {place}")],
            SaveState::Saving => vec![format!("Being saved in {place}")],
            SaveState::Saved(at) => vec![format!("Saved at {} in {place}", self.clock(at))],
            SaveState::Failed(failure) => {
                let mut texts = self.failure_in_full(&failure);
                let by_itself = if failure.again { "It is tried again by itself. " } else { "" };
                texts.push(format!("{by_itself}:w tries at once, :w PATH saves elsewhere."));
                texts.push(match &self.saving.copy {
                    Some(copy) => format!("A copy of all of it is in {}.", copy.display()),
                    None => "No copy of it could be kept either.".to_owned(),
                });
                texts
            }
            SaveState::Locked(locked) => vec![
                format!("LOCKED: {}", locked.full),
                "The article can be read; nothing can be tagged or saved, and the file stays as it is.".to_owned(),
            ],
        };
        texts.extend(self.saving.unread.clone());
        if !self.saving.conflicts.is_empty() {
            texts.push("Changed here and by somebody else at the same time; nothing of it is lost:".to_owned());
            texts.extend(self.saving.conflicts.iter().cloned());
        }
        texts.extend(self.removed_in_full());
        if let Some(copy) = self.saving.unsaved() {
            let copy = copy.display();
            texts.push(format!("There is work that is not in the file. It is in {copy}; :recover takes it in."));
        }
        texts
    }

    pub(super) fn failure_in_full(&self, failure: &Failure) -> Vec<String> {
        let at = self.clock(failure.at);
        let tried = match failure.tries {
            1 => format!("NOT SAVED. Tried at {at}:"),
            tries => format!("NOT SAVED. Tried {tries} times, last at {at}:"),
        };
        vec![tried, failure.message.clone()]
    }

    /// The time of day.
    pub(super) fn clock(&self, at: Timestamp) -> String {
        let zone = self.settings.time_zone.clone().unwrap_or_else(TimeZone::system);
        at.to_zoned_datetime(zone).strftime("%H:%M:%S").to_string()
    }
}
