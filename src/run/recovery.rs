//! Copies of what is not in the file: written, looked for, taken in and taken away.

use std::io;
use std::path::{Path, PathBuf};

use super::worker::Desk;
use crate::annotation::Markup;
use crate::app::{Current, Event, Remains};
use crate::disk::{self, Kind};
use crate::input::Article;
use crate::store::recovery::{copies, leftovers};
use crate::store::{Copies, Offer, Rescued, Sidecar, rescued, sidecar_path};

impl Desk {
    /// Writes what there is to a file of its own, in the place of the last one, which is offered when the article is opened again;
    /// returns where.
    pub(super) fn keep(&mut self, remains: Remains) -> io::Result<PathBuf> {
        let base = [remains.base, remains.begun].map(|markup| self.as_sidecar(markup));
        self.keep_these(&remains.article, remains.work, Some(&base))
    }

    /// As [`keep`](Self::keep), of work that began with nothing that is known.
    pub(super) fn keep_these(
        &mut self,
        article: &Article,
        work: Markup,
        base: Option<&[Sidecar; 2]>,
    ) -> io::Result<PathBuf> {
        let work = self.as_sidecar(work);
        let path = copies::keep(article, &work, base.map(<[Sidecar; 2]>::each_ref), self.copy.as_deref())?;
        self.copy = Some(path.clone());
        Ok(path)
    }

    fn as_sidecar(&self, markup: Markup) -> Sidecar {
        Sidecar { markup, ..self.base.clone() }
    }

    /// Takes the copy away.
    pub(super) fn discard(&mut self) {
        if let Some(copy) = self.copy.take() {
            let _ = disk::remove(&copy);
        }
    }

    /// The newest work on the article that is not here; what is, goes. All of what is here is saved.
    pub(super) fn waiting(&self, current: Current) -> Option<Offer> {
        let Current { article, markup } = current;
        let mut own = copies::find(&article);
        own.extend(sidecar_path(&article).iter().flat_map(|path| leftovers::left(path, &article)));
        let current = self.as_sidecar(markup);
        let digest = current.digest.or(Some([0; 32]));
        Copies { own, moved: copies::find_moved(&article) }.waiting(&article, &Sidecar { digest, ..current })
    }

    /// Merges a copy with what is here.
    pub(super) fn recover(&self, copy: &Path, current: Current) -> Event {
        if Kind::of(copy).is_none() {
            // Somebody else took it in, or it was saved after all.
            return Event::Withdrawn(self.waiting(current));
        }
        match rescued(copy, &current.article, &self.as_sidecar(current.markup)) {
            Ok(Rescued { sidecar, conflicts, digest, .. }) => {
                Event::Recovered { markup: sidecar.markup, conflicts, digest }
            }
            Err(error) => Event::NotRecovered(error.to_string()),
        }
    }

    /// Takes a copy away that was taken in, if it is still what was taken in, by its digest, and all of it is still here: taking it in
    /// may have been undone. What stays is offered again, but for one of an article that seems to have been at another place: that
    /// stays, and has nothing more to offer.
    pub(super) fn forget(&self, offer: Offer, digest: [u8; 32], current: Current) -> Event {
        let here = self.as_sidecar(current.markup.clone());
        let again = rescued(&offer.copy, &current.article, &here);
        if !again.is_ok_and(|again| digest == again.digest && again.is_in(&here)) {
            return Event::Offered { offer, more: false };
        }
        if offer.from.is_none() && leftovers::forget(&offer.copy).is_err() {
            return Event::Forgotten;
        }
        self.waiting(current).map_or(Event::Forgotten, |offer| Event::Offered { offer, more: true })
    }
}
