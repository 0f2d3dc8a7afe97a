//! An article that becomes another one while it is open: the rest of it came, or somebody edited it.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::recovery::Removed;
use super::tally::Tally;
use super::{App, Effect, Mode, Opened, corrected};
use crate::annotation::{Annotation, BoundarySet, History};
use crate::input::Article;

/// Versions of annotations in the history that are looked for in another text.
const VERSIONS: usize = 4_000;

impl App {
    /// The whole article is here, of which the beginning was shown: the reader stays where it is. Where the rest showed that the file
    /// is to be decoded in another way, it begins anew.
    pub fn loaded(&mut self, article: Arc<Article>) {
        self.session.article = corrected(article, &self.session.markup.boundaries);
        self.view.take_whole(Arc::clone(&self.session.article.document));
        self.session.loading = false;
        self.mode = Mode::Read;
        self.session.tally = Tally::default();
        self.say_opening(false);
        self.count_sentences();
    }

    /// Asks for the article to be read again.
    pub fn reload(&mut self) {
        if self.session.loading {
            self.fail("The rest of the article is still being read");
        } else if let Some(name) = self.session.saving.elsewhere() {
            self.fail(format!(
                "Not read again: the annotations are in {name}; open the article anew for those beside it"
            ));
        } else {
            self.effects.push(Effect::Reload);
        }
    }

    /// The article was edited while it was open: the new text, with the annotations where they are in it. The reader stays at the sentence
    /// where it is, if that is still there. What can be undone stays so where it is told where that is now; else it is forgotten: its places
    /// were of the old text. Boundaries are forgotten in any case.
    pub fn reloaded(&mut self, article: Arc<Article>, opened: Opened) {
        self.session.article = corrected(article, &opened.markup.boundaries);
        self.view.take_edited(Arc::clone(&self.session.article.document));
        self.session.markup = opened.markup.clone();
        match opened.versions {
            Some(versions) => {
                self.session.history.forget(|change| !change.boundaries.is_empty());
                self.session.history.become_of(versions);
            }
            None => self.session.history = History::default(),
        }
        self.session.saving = self.session.saving.reopened(opened.path, opened.locked, opened.unsaved, opened.markup);
        (self.session.removed, self.tagged_part) = (Removed::default(), None);
        (self.mode, self.beneath) = (Mode::Read, None);
        self.session.tally = Tally::default();
        self.say_opening(true);
        self.count_sentences();
    }

    /// Saves where the annotations are, though nothing was changed here.
    pub fn save_places(&mut self) {
        if self.session.saving.locked().is_none() {
            self.save();
        }
    }

    /// Whether what was opened are the same annotations and boundaries, wherever they are in their texts.
    pub fn has_the_same_as(&self, opened: &Opened) -> bool {
        let known: HashMap<&str, &Annotation> =
            self.session.markup.annotations.iter().map(|item| (item.id.as_str(), item)).collect();
        let same = |item: &Annotation| {
            let own = known.get(item.id.as_str());
            own.is_some_and(|own| {
                (&own.tag, &own.note, own.modified, &own.extra) == (&item.tag, &item.note, item.modified, &item.extra)
            })
        };
        let boundaries = |set: &BoundarySet| set.iter().map(|item| item.id.clone()).collect::<BTreeSet<String>>();
        known.len() == opened.markup.annotations.len()
            && opened.markup.annotations.iter().all(same)
            && boundaries(&self.session.markup.boundaries) == boundaries(&opened.markup.boundaries)
    }

    /// The versions of annotations that could be brought back by undo and redo, for [`Opened::versions`]; `None` where they are too many.
    pub fn past_versions(&self) -> Option<Vec<Arc<Annotation>>> {
        let mut history = self.session.history.clone();
        history.forget(|change| !change.boundaries.is_empty());
        Some(history.versions()).filter(|versions| versions.len() <= VERSIONS)
    }
}
