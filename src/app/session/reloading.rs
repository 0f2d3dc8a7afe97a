//! An article that becomes another one while it is open: the rest of it came, or somebody edited it.
//!
//! Reading it again takes steps, between which keys go on working: the file is read, what was handed to the saver is written, for the
//! text that it is of, what there is of the new text is opened, and taken over as soon as nothing is being chosen or written. What was
//! tagged meanwhile is of the old text: then it is saved first, and opened once more.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Session, corrected};
use crate::annotation::{Annotation, BoundarySet, History, Markup};
use crate::app::effect::Effect;
use crate::app::opened::{Opened, Reopened, Reopening};
use crate::input::{Article, Origin};
use crate::store::Offer;

/// Versions of annotations in the history that are looked for in another text.
const VERSIONS: usize = 4_000;
/// How often what could not be saved is tried again before the article is read again: what somebody else removed is noticed by it only.
const TRIES: u32 = 2;

/// How far reading the article again has come.
#[derive(Debug, Default)]
pub(super) struct Reloading {
    step: Step,
    /// Whether the reader asked for it. Where nothing comes of what somebody wrote, nothing is said.
    is_asked: bool,
    written: Written,
    /// Whether the annotations are yet to be read.
    pub(super) is_opening: bool,
}

/// Whether somebody wrote the article since it was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Written {
    #[default]
    No,
    Yes,
    /// It could not be read again, because of work that could not be saved.
    Behind,
}

impl Reloading {
    pub(super) fn new(is_opening: bool) -> Self {
        Self { is_opening, ..Self::default() }
    }
}

#[derive(Debug, Default)]
enum Step {
    #[default]
    Idle,
    Reading,
    /// What is here is saved before; how often that is still tried.
    Saving(Arc<Article>, u32),
    /// What there is of it is read, and what is on the screen looked for in it.
    Opening(Arc<Article>, Basis),
    /// A copy is written of what is not in the file.
    Keeping(Arc<Article>, Basis, Box<Reopened>),
    /// It can be taken over, unless that must be kept before.
    Ready(Arc<Article>, Basis, Box<Reopened>, Kept),
}

/// The state that it is made from: the revision, and whether that was not on disk.
type Basis = (u64, bool);

/// Whether a copy was written of what is not in the file.
type Kept = bool;

impl Session {
    /// Somebody wrote the article.
    pub fn touched(&mut self) {
        self.reloading.written = Written::Yes;
    }

    /// Reads the article again where somebody wrote it; to be called when it may become another one.
    pub fn reload_touched(&mut self) {
        if matches!(self.reloading.step, Step::Idle) && self.reloading.written == Written::Yes {
            (self.reloading.written, self.reloading.is_asked) = (Written::No, false);
            self.reread();
        }
    }

    /// Reads the article again, as the reader asked for.
    pub fn reload(&mut self) {
        self.reloading.is_asked = true;
        if matches!(self.reloading.step, Step::Idle) {
            self.reread();
        }
    }

    fn reread(&mut self) {
        match self.article.source.origin.clone() {
            Origin::File(path) => {
                self.reloading.step = Step::Reading;
                self.out.push(Effect::Reread(path));
            }
            _ => self.out.fail("Only a file can be read again"),
        }
    }

    /// The article was read again. One that is gone or cannot be read stays as it is on the screen.
    pub fn reread_as(&mut self, read: Result<Arc<Article>, String>) {
        self.reloading.step = Step::Idle;
        match read {
            Err(why) => self.out.fail(why),
            // A sidecar that could not be used may have been mended.
            Ok(article) if article.document.text == self.document().text && !self.may_be_mended() => {
                if self.reloading.is_asked {
                    self.out.say("The article is as it was");
                }
            }
            Ok(article) => self.reloading.step = Step::Saving(article, TRIES),
        }
    }

    fn may_be_mended(&self) -> bool {
        self.reloading.is_asked && self.saving.locked().is_some()
    }

    /// Goes on with reading the article again, as far as that goes without the shell.
    pub fn go_on(&mut self) {
        let is_saved = !self.saving.is_dirty();
        if is_saved {
            self.has_tried();
        }
        let basis = self.basis();
        let Step::Saving(article, tries) = &mut self.reloading.step else { return };
        if self.saving.is_waiting() {
            return;
        }
        if !is_saved && basis.0 > 0 && *tries > 0 {
            *tries -= 1;
            self.hand_over();
            return;
        }
        let article = Arc::clone(article);
        let old = Arc::clone(self.document());
        let (markup, versions) = (self.markup.clone(), self.past_versions());
        self.reloading.step = Step::Opening(Arc::clone(&article), basis);
        let tags = self.author.tags.clone();
        self.out.push(Effect::Reopen(Box::new(Reopening { article, old, markup, versions, tags })));
    }

    fn basis(&self) -> Basis {
        (self.saving.revision(), self.saving.is_dirty())
    }

    /// The saver has tried: what stood in the way of reading the article again may have been seen to.
    pub(super) fn has_tried(&mut self) {
        if self.reloading.written == Written::Behind {
            self.reloading.written = Written::Yes;
        }
    }

    /// What there is of the new text is here.
    pub fn reopened(&mut self, reopened: Result<Box<Reopened>, String>) {
        match (std::mem::take(&mut self.reloading.step), reopened) {
            (Step::Opening(article, basis), Ok(reopened)) => {
                self.reloading.step = Step::Ready(article, basis, reopened, false);
            }
            (_, Err(why)) => self.out.fail(why),
            _ => {}
        }
    }

    /// A copy was written of what is not in the file; whether that was for the article to be read again.
    pub(super) fn kept_before_reloading(&mut self, kept: &Result<PathBuf, String>) -> bool {
        match (std::mem::take(&mut self.reloading.step), kept) {
            (Step::Keeping(article, basis, mut reopened), Ok(copy)) => {
                reopened.opened.unsaved = Some(Offer { copy: copy.clone(), from: None });
                self.reloading.step = Step::Ready(article, basis, reopened, true);
            }
            (Step::Keeping(..), Err(cause)) => self
                .out
                .fail(format!("Not read again: what is tagged here is not in the file, nor can it be kept: {cause}")),
            (step, _) => {
                self.reloading.step = step;
                return false;
            }
        }
        true
    }

    /// Takes over what was read again, if that is ready; to be called when the article may become another one. Whether it is another one
    /// now.
    pub fn take_reopened(&mut self) -> bool {
        let (article, basis, reopened, kept) = match std::mem::take(&mut self.reloading.step) {
            Step::Ready(article, basis, reopened, kept) => (article, basis, reopened, kept),
            step => {
                self.reloading.step = step;
                return false;
            }
        };
        if basis != self.basis() {
            self.reloading.step = Step::Saving(article, TRIES);
            self.go_on();
            return false;
        }
        let (revision, is_dirty) = basis;
        let has_more = is_dirty || self.has_more_than(&reopened.opened) || self.undone().is_some();
        let is_locked = reopened.opened.locked.is_some();
        if (is_dirty && revision > 0 && !reopened.is_new) || (has_more && is_locked) {
            // It is of the old text, and goes on being tried. Once it is saved, the article is read again.
            if !self.reloading.is_asked && self.reloading.written == Written::No {
                self.reloading.written = Written::Behind;
            }
            self.out.fail("Not read again: there is work that could not be saved; :w PATH saves it elsewhere");
            return false;
        }
        if has_more && !kept {
            self.reloading.step = Step::Keeping(article, basis, reopened);
            let remains = Box::new(self.remains());
            self.out.push(Effect::Keep(remains));
            return false;
        }
        let Reopened { mut opened, carried, .. } = *reopened;
        let mut differs = false;
        if let Some(carried) = carried.filter(|_| !has_more) {
            opened.versions = carried.versions;
            opened.markup = carried.markup.unwrap_or(opened.markup);
            differs = carried.differs;
        }
        self.take_edited(article, opened);
        if differs {
            // Only the steps between tell where it is: the file, which is of an older text, does not.
            self.save_places();
        }
        true
    }

    /// The whole article is here, of which there was the beginning.
    pub fn take_whole(&mut self, article: Arc<Article>) {
        self.article = corrected(article, &self.markup.boundaries);
        self.begin(None);
    }

    /// The article was edited while it was open: the new text, with the annotations where they are in it. What can be undone stays so
    /// where it is told where that is now; else it is forgotten: its places were of the old text. Boundaries are forgotten in any case.
    pub fn take_edited(&mut self, article: Arc<Article>, opened: Opened) {
        // What could not be saved was of the old text.
        self.out.message = None;
        self.article = corrected(article, &opened.markup.boundaries);
        match opened.versions {
            Some(versions) => {
                self.history.forget(|change| !change.boundaries.is_empty());
                self.history.become_of(versions);
            }
            None => self.history = History::default(),
        }
        self.saving = self.saving.reopened(opened.path, opened.locked, opened.markup.clone());
        self.recovery = self.recovery.reopened(opened.unsaved);
        self.markup = opened.markup;
        self.out.push(Effect::LetBe);
        self.begin(Some(super::EDITED));
    }

    /// The versions of annotations that could be brought back by undo and redo, for [`Opened::versions`]; `None` where they are too many.
    fn past_versions(&self) -> Option<Vec<Arc<Annotation>>> {
        let mut history = self.history.clone();
        history.forget(|change| !change.boundaries.is_empty());
        Some(history.versions()).filter(|versions| versions.len() <= VERSIONS)
    }
}

/// Whether two are the same annotations and boundaries, wherever they are in their texts.
pub fn is_the_same(here: &Markup, there: &Markup) -> bool {
    let same = |item: &Annotation| {
        here.annotations.get(&item.id).is_some_and(|own| {
            (&own.tag, &own.note, own.modified, &own.extra) == (&item.tag, &item.note, item.modified, &item.extra)
        })
    };
    let boundaries = |set: &BoundarySet| set.iter().map(|item| item.id.clone()).collect::<BTreeSet<String>>();
    here.annotations.len() == there.annotations.len()
        && there.annotations.iter().all(same)
        && boundaries(&here.boundaries) == boundaries(&there.boundaries)
}
