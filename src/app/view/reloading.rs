//! A view whose text becomes another one: the rest of it came, or somebody edited it.

use std::sync::Arc;

use super::View;
use super::flow::{Flow, Place};
use crate::text::Document;

/// Sentences on each side by which one that is another now is looked for.
const NEIGHBOURS: i64 = 8;

impl View {
    /// All of the text is here, of which the beginning was shown: the reader stays where it is. Where the rest showed that the file is to
    /// be decoded in another way, it begins anew.
    pub fn take_whole(&mut self, document: Arc<Document>) {
        let has_grown = document.text.starts_with(self.document().text.as_str());
        let (position, top) = if has_grown { (self.position(), self.flow.position(self.top)) } else { (0, 0) };
        self.replace(document, position);
        self.show(top);
    }

    /// The text was edited: the reader stays at the sentence where it is, if that is still there, and the line at the top where it is
    /// on the screen, if its sentence is still there.
    pub fn take_edited(&mut self, document: Arc<Document>) {
        let (found, steps) = self.found_again(&document);
        let top = self.flow.position(self.top);
        let place = self.flow.place_at(top);
        let into = top.saturating_sub(self.flow.span(place).start);
        let top = self.found_in(&document, place).map(|start| start + into);
        self.replace(document, found);
        self.cursor = self.flow.step(self.cursor, steps);
        let position = self.position();
        self.show(top.unwrap_or(position));
    }

    fn replace(&mut self, document: Arc<Document>, position: usize) {
        self.flow = Flow::new(document, self.flow.order());
        self.found = None;
        self.cursor = self.flow.place_at(position);
    }

    /// Where the sentence at a place begins in another text, the nearest of several.
    fn found_in(&mut self, document: &Document, place: Place) -> Option<usize> {
        let span = self.flow.span(place);
        let old = span.slice(&self.document().text).filter(|old| !old.is_empty())?;
        let near = span.start.min(document.text.len());
        document.text.match_indices(old).map(|(at, _)| at).min_by_key(|at| at.abs_diff(near))
    }

    /// The same of the current one, or, where it is another one now, where its nearest neighbour that is still there begins, and how many
    /// sentences on from there it is, or back; without any, its old position.
    fn found_again(&mut self, document: &Document) -> (usize, i64) {
        // 0, 1, -1, 2, -2 …
        for steps in (0..=2 * NEIGHBOURS).map(|number| if number % 2 == 0 { -number / 2 } else { number / 2 + 1 }) {
            let place = self.flow.step(self.cursor, -steps);
            if let Some(found) = self.found_in(document, place) {
                return (found, steps);
            }
        }
        (self.position().min(document.text.len()), 0)
    }
}
