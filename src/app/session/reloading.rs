//! An article that becomes another one while it is open: the rest of it came, or somebody edited it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::opened::Opened;
use super::{Session, corrected};
use crate::annotation::{Annotation, BoundarySet, History};
use crate::input::Article;

/// Versions of annotations in the history that are looked for in another text.
const VERSIONS: usize = 4_000;

impl Session {
    /// The whole article is here, of which there was the beginning.
    pub fn take_whole(&mut self, article: Arc<Article>) {
        self.article = corrected(article, &self.markup.boundaries);
        self.begin(false);
    }

    /// The article was edited while it was open: the new text, with the annotations where they are in it. What can be undone stays so
    /// where it is told where that is now; else it is forgotten: its places were of the old text. Boundaries are forgotten in any case.
    pub fn take_edited(&mut self, article: Arc<Article>, opened: Opened) {
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
        // What was said is of the text before: that something of it is not saved is no failure of this one's.
        self.out.message = None;
        self.begin(true);
    }

    /// Whether what was opened are the same annotations and boundaries, wherever they are in their texts.
    pub fn has_the_same_as(&self, opened: &Opened) -> bool {
        let same = |item: &Annotation| {
            self.markup.annotations.get(&item.id).is_some_and(|own| {
                (&own.tag, &own.note, own.modified, &own.extra) == (&item.tag, &item.note, item.modified, &item.extra)
            })
        };
        let boundaries = |set: &BoundarySet| set.iter().map(|item| item.id.clone()).collect::<BTreeSet<String>>();
        self.markup.annotations.len() == opened.markup.annotations.len()
            && opened.markup.annotations.iter().all(same)
            && boundaries(&self.markup.boundaries) == boundaries(&opened.markup.boundaries)
    }

    /// The versions of annotations that could be brought back by undo and redo, for [`Opened::versions`]; `None` where they are too many.
    pub fn past_versions(&self) -> Option<Vec<Arc<Annotation>>> {
        let mut history = self.history.clone();
        history.forget(|change| !change.boundaries.is_empty());
        Some(history.versions()).filter(|versions| versions.len() <= VERSIONS)
    }
}
