//! Reading the article again while it is open.

use std::sync::Arc;

use super::opening::{open_sidecar, without_annotations};
use super::{BEFORE_STOPPING, Reader};
use crate::annotation::anchor::carry;
use crate::annotation::{Annotation, Markup};
use crate::app::{Event, Opened};
use crate::disk::Kind;
use crate::input::{Article, Origin};
use crate::store::{Fit, Offer, Sidecar};
use crate::term::Screen;

/// Why the article is read again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// The reader asked for it.
    Asked,
    /// Somebody wrote the file: where nothing came of it, nothing is said.
    Touched,
}

impl Reader {
    /// Reads the article again. What was handed to the saver is written first, for the text that it is of; then the annotations are
    /// looked for in the new one. An article that is gone or cannot be read stays as it is on the screen.
    pub(super) fn reload(&mut self, screen: &mut Screen, cause: Cause) -> anyhow::Result<()> {
        let Origin::File(path) = self.app.article().source.origin.clone() else {
            return self.answer(Event::Failed("Only a file can be read again".to_owned()), screen);
        };
        // A pipe would not let go of us.
        if Kind::of(&path).is_some_and(|kind| kind != Kind::File) {
            return self.answer(Event::Failed("Not read again: it is no file any more".to_owned()), screen);
        }
        let article = match Article::open_with(&path, &self.options) {
            Ok(article) => Arc::new(article),
            Err(error) => return self.answer(Event::Failed(format!("Not read again: {error}")), screen),
        };
        let same = article.document.text == self.app.article().document.text;
        if same && cause == Cause::Touched {
            return Ok(());
        }
        // A sidecar that could not be used may have been mended.
        if same && self.app.session().saving().locked().is_none() {
            return self.answer(Event::Done("The article is as it was".to_owned()), screen);
        }
        // What somebody else removed is written again, for the text that it is of; that may be noticed only now. A disk that does not
        // answer must not stop the reading.
        for again in [true, true, false] {
            if let Some(saver) = &self.saver {
                saver.wait(BEFORE_STOPPING);
                self.hear(screen)?;
            }
            if !again || !self.app.is_dirty() || self.app.revision() == 0 {
                break;
            }
            self.save_again()?;
        }
        let is_dirty = self.app.is_dirty();
        if !is_dirty {
            self.forget_copy();
        }
        let (mut sidecar, mut opened) = open_sidecar(&article, self.app.session().chosen_tags())?;
        // What a checkout or a sync tool put there together with the article takes the place of what is here.
        let is_new = sidecar.digest.is_some() && sidecar.fit == Fit::Exact;
        let has_more = is_dirty || self.app.session().has_more_than(&opened) || self.app.session().undone().is_some();
        if (is_dirty && self.app.revision() > 0 && !is_new) || (has_more && opened.locked.is_some()) {
            // It is of the old text, and goes on being tried. Once it is saved, the article is read again.
            self.behind = cause == Cause::Touched;
            let text = "Not read again: there is work that could not be saved; :w PATH saves it elsewhere";
            return self.answer(Event::Failed(text.to_owned()), screen);
        }
        if has_more {
            match self.keep() {
                Ok(copy) => {
                    // It stays until it is taken in.
                    (self.copy, self.copied) = (None, None);
                    opened.unsaved = Some(Offer { copy, from: None });
                }
                Err(cause) => {
                    let text =
                        format!("Not read again: what is tagged here is not in the file, nor can it be kept: {cause}");
                    return self.answer(Event::Failed(text), screen);
                }
            }
        }
        let is_carried =
            !has_more && self.app.session().has_the_same_as(&opened) && self.carry(&article, &mut sidecar, &mut opened);
        if let Some(saver) = self.saver.take() {
            saver.stop(BEFORE_STOPPING);
        }
        // What it says is of the old state, and would be taken for the new one's.
        self.hear(screen)?;
        self.base = without_annotations(&sidecar);
        self.sidecar = Some(sidecar);
        self.app.reloaded(article, opened);
        self.start_saver()?;
        if is_carried {
            // Only the steps between tell where it is: the file, which is of an older text, does not.
            self.app.save_places();
        }
        let effects = self.app.take_effects();
        self.perform(effects, screen)
    }

    /// Looks in the new text for what is on the screen instead of what is in the file, which is the same, but of an older text. Whether
    /// that makes a difference.
    fn carry(&self, article: &Article, sidecar: &mut Sidecar, opened: &mut Opened) -> bool {
        let versions = self.app.session().past_versions();
        let (annotations, boundaries) = (self.app.annotations().clone(), self.app.boundaries().clone());
        let here = Markup { annotations, boundaries, ..sidecar.markup.clone() };
        let old = &self.app.article().document;
        let (found, found_versions) = carry(old, &article.document, &here, versions.as_deref().unwrap_or_default());
        opened.versions = versions.map(|_| found_versions);
        // What fits again is where the file says.
        if sidecar.fit == Fit::Exact {
            return false;
        }
        let place = |item: &Annotation| (item.id.clone(), item.state.has_place(), item.span);
        let differs = !found.annotations.iter().map(place).eq(opened.markup.annotations.iter().map(place));
        sidecar.markup.clone_from(&found);
        opened.markup = found;
        differs
    }

    /// Hands over what other threads have sent.
    fn hear(&mut self, screen: &mut Screen) -> anyhow::Result<()> {
        let events: Vec<Event> = self.signals.events.try_iter().collect();
        events.into_iter().try_for_each(|event| self.answer(event, screen))
    }
}
