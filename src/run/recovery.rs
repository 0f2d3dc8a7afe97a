//! A copy of what is not in the file: of what cannot be saved, for as long as it cannot, so that a process that is killed meanwhile
//! leaves it behind; and of what somebody else took out.

use std::io;
use std::path::{Path, PathBuf};

use super::Reader;
use crate::annotation::Markup;
use crate::app::Event;
use crate::disk::{self, Kind};
use crate::store::recovery::{copies, leftovers};
use crate::store::{Copies, Offer, Rescued, Sidecar, rescued, sidecar_path};

impl Reader {
    /// Writes what there is to a file of its own, which is offered when the article is opened again; returns where.
    pub(super) fn keep(&mut self) -> io::Result<PathBuf> {
        let (work, base) = (
            self.app.session().work(),
            [self.app.session().saving().base().clone(), self.app.session().saving().begun().clone()],
        );
        self.keep_these(work, Some(base))
    }

    fn keep_these(&mut self, work: Markup, base: Option<[Markup; 2]>) -> io::Result<PathBuf> {
        let (work, base) = (self.as_sidecar(work), base.map(|base| base.map(|markup| self.as_sidecar(markup))));
        let base = base.as_ref().map(<[Sidecar; 2]>::each_ref);
        let path = copies::keep(self.app.article(), &work, base, self.copy.as_deref())?;
        self.copy = Some(path.clone());
        Ok(path)
    }

    fn as_sidecar(&self, markup: Markup) -> Sidecar {
        Sidecar { markup, ..self.base.clone() }
    }

    /// Keeps the copy while saving fails, anew after each change that failed, and takes it away when all is saved. One that cannot be
    /// written either stops nothing, and is tried as often as saving is.
    pub(super) fn keep_copy(&mut self) {
        let attempt = (self.app.revision(), self.app.session().saving().failures());
        if !self.app.is_dirty() {
            self.forget_copy();
        } else if attempt.1 > 0
            && self.copied.is_none_or(|(last, kept)| last.0 != attempt.0 || (!kept && last != attempt))
        {
            let kept = self.keep().is_ok();
            self.copied = Some((attempt, kept));
            self.app.set_copy(self.copy.clone().filter(|_| kept));
        }
    }

    /// Takes the copy away.
    pub(super) fn forget_copy(&mut self) {
        if let Some(copy) = self.copy.take() {
            let _ = disk::remove(&copy);
        }
        self.copied = None;
    }

    /// Keeps what was made here and was taken out by somebody else, when the reader leaves; returns where.
    pub(super) fn keep_undone(&mut self) -> Option<PathBuf> {
        let undone = self.app.session().undone()?;
        self.keep_these(undone, None).ok()
    }

    /// Takes copies away of which everything is here by now, when the reader leaves.
    pub(super) fn forget_taken(&self) {
        if self.app.session().offered().is_some() {
            self.waiting();
        }
    }

    /// The newest work on the article that is not here; what is, goes. All of what is here is saved.
    fn waiting(&self) -> Option<Offer> {
        let article = self.app.article();
        let mut own = copies::find(article);
        own.extend(sidecar_path(article).iter().flat_map(|path| leftovers::left(path, article)));
        let current = self.current();
        let digest = current.digest.or(Some([0; 32]));
        Copies { own, moved: copies::find_moved(article) }.waiting(article, &Sidecar { digest, ..current })
    }

    fn current(&self) -> Sidecar {
        self.as_sidecar(self.app.markup().clone())
    }

    /// Merges a copy with what is here.
    pub(super) fn recover(&mut self, copy: &Path) -> Event {
        if Kind::of(copy).is_none() {
            // Somebody else took it in, or it was saved after all.
            return Event::Withdrawn(self.waiting());
        }
        match rescued(copy, self.app.article(), &self.current()) {
            Ok(Rescued { sidecar, conflicts, digest, .. }) => {
                self.recovering = Some((copy.to_owned(), digest));
                Event::Recovered { markup: sidecar.markup, conflicts }
            }
            Err(error) => Event::Failed(error.to_string()),
        }
    }

    /// Takes a copy away that was taken in, if it is still what was taken in, which whoever made it may go on adding to, and all of it is
    /// still here: taking it in may have been undone. What stays is offered again, but for one of an article that seems to have been at
    /// another place: that stays, and has nothing more to offer.
    pub(super) fn forget(&mut self, offer: Offer) {
        let current = self.current();
        let taken = self.recovering.take_if(|(path, _)| *path == offer.copy);
        let is_in = rescued(&offer.copy, self.app.article(), &current)
            .is_ok_and(|again| taken.is_some_and(|(_, digest)| digest == again.digest) && again.is_in(&current));
        if !is_in {
            self.app.offer(offer);
        } else if (offer.from.is_some() || leftovers::forget(&offer.copy).is_ok())
            && let Some(other) = self.waiting()
        {
            self.app.offer_more(other);
        }
    }
}
