//! An article that becomes another one while it is open: the rest of it came, or somebody edited it.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::flow::{Flow, Place};
use super::recovery::Removed;
use super::tally::Tally;
use super::{App, EDITED, Effect, Mode, Opened, corrected};
use crate::annotation::{Annotation, BoundarySet, History};
use crate::input::Article;

/// Versions of annotations in the history that are looked for in another text.
const VERSIONS: usize = 4_000;

/// Sentences on each side by which one that is another now is looked for.
const NEIGHBOURS: isize = 8;

impl App {
    /// The whole article is here, of which the beginning was shown: the reader stays where it is. Where the rest showed that the file
    /// is to be decoded in another way, it begins anew.
    pub fn loaded(&mut self, article: Arc<Article>) {
        let position = self.position();
        let grown = article.document.text.starts_with(self.flow.article().document.text.as_str());
        self.flow = Flow::new(corrected(article, &self.markup.boundaries));
        self.loading = false;
        self.mode = Mode::Read;
        self.found = None;
        self.cursor = self.flow.place_at(if grown { position } else { 0 });
        self.top_position = if grown { self.top_position } else { 0 };
        self.resize(self.size);
        self.tally = Tally::default();
        self.say_opening(None);
        self.count_sentences();
    }

    /// Asks for the article to be read again.
    pub fn reload(&mut self) {
        if self.loading {
            self.fail("The rest of the article is still being read");
        } else if let Some(name) = self.saving.elsewhere() {
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
        let (found, steps) = self.found_again(self.cursor, &article);
        // The line at the top stays where it is on the screen, if its sentence is still there.
        let top = self.flow.place_at(self.top_position);
        let into = self.top_position.saturating_sub(self.flow.span(top).start);
        let top = self.found(top, &article).map(|start| start + into);
        self.flow = Flow::new(corrected(article, &opened.markup.boundaries));
        self.markup = opened.markup.clone();
        match opened.versions {
            Some(versions) => {
                self.history.forget(|change| !change.boundaries.is_empty());
                self.history.become_of(versions);
            }
            None => self.history = History::default(),
        }
        self.saving = self.saving.reopened(opened.path, opened.locked, opened.unsaved, opened.markup);
        (self.removed, self.tagged_part) = (Removed::default(), None);
        (self.mode, self.beneath, self.found) = (Mode::Read, None, None);
        self.cursor = self.flow.place_at(found);
        for _ in 0..steps.unsigned_abs() {
            let next =
                if steps > 0 { self.flow.next_place(self.cursor) } else { self.flow.previous_place(self.cursor) };
            self.cursor = next.unwrap_or(self.cursor);
        }
        let position = self.position();
        self.top_position = top.unwrap_or(position);
        self.resize(self.size);
        self.tally = Tally::default();
        self.say_opening(Some(EDITED));
        self.count_sentences();
    }

    /// Saves where the annotations are, though nothing was changed here.
    pub fn save_places(&mut self) {
        if self.saving.locked().is_none() {
            self.save();
        }
    }

    /// Whether what was opened are the same annotations and boundaries, wherever they are in their texts.
    pub fn has_the_same_as(&self, opened: &Opened) -> bool {
        let known: HashMap<&str, &Annotation> =
            self.markup.annotations.iter().map(|item| (item.id.as_str(), item)).collect();
        let same = |item: &Annotation| {
            let own = known.get(item.id.as_str());
            own.is_some_and(|own| {
                (&own.tag, &own.note, own.modified, &own.extra) == (&item.tag, &item.note, item.modified, &item.extra)
            })
        };
        let boundaries = |set: &BoundarySet| set.iter().map(|item| item.id.clone()).collect::<BTreeSet<String>>();
        known.len() == opened.markup.annotations.len()
            && opened.markup.annotations.iter().all(same)
            && boundaries(&self.markup.boundaries) == boundaries(&opened.markup.boundaries)
    }

    /// The versions of annotations that could be brought back by undo and redo, for [`Opened::versions`]; `None` where they are too many.
    pub fn past_versions(&self) -> Option<Vec<Arc<Annotation>>> {
        let mut history = self.history.clone();
        history.forget(|change| !change.boundaries.is_empty());
        Some(history.versions()).filter(|versions| versions.len() <= VERSIONS)
    }

    /// Where the sentence at a place begins in another text, the nearest of several.
    fn found(&mut self, place: Place, article: &Article) -> Option<usize> {
        let span = self.flow.span(place);
        let old = span.slice(&self.flow.article().document.text).unwrap_or_default();
        let near = span.start.min(article.document.text.len());
        let nearest = article.document.text.match_indices(old).map(|(at, _)| at).min_by_key(|at| at.abs_diff(near));
        nearest.filter(|_| !old.is_empty())
    }

    /// The same, or, where it is another one now, where its nearest neighbour that is still there begins, and how many sentences on from
    /// there it is, or back; without any, its old position in that text.
    fn found_again(&mut self, place: Place, article: &Article) -> (usize, isize) {
        if let Some(found) = self.found(place, article) {
            return (found, 0);
        }
        let (mut before, mut after) = (Some(place), Some(place));
        for steps in 1..=NEIGHBOURS {
            before = before.and_then(|place| self.flow.previous_place(place));
            if let Some(found) = before.and_then(|place| self.found(place, article)) {
                return (found, steps);
            }
            after = after.and_then(|place| self.flow.next_place(place));
            if let Some(found) = after.and_then(|place| self.found(place, article)) {
                return (found, -steps);
            }
        }
        (self.flow.span(place).start.min(article.document.text.len()), 0)
    }
}
