//! Annotations that somebody must look at, one by one: those whose text is not what it was, with the old text and the new one, and
//! those of which a merge kept two versions.

use std::sync::Arc;

use super::action::Action;
use super::conflict::Keep;
use super::tagging::plural;
use super::{App, Mode};
use crate::annotation::{Annotation, Edit, State, TextQuote};
use crate::text::{Around, Span};

impl App {
    /// Says what became of the annotations of an article that was edited.
    pub(super) fn say_anchoring(&mut self, cause: &str) {
        let count = |state| self.markup.annotations.count_by_state(state);
        let lost = count(State::Ambiguous) + count(State::Orphan);
        let found = [
            (count(State::Moved), "moved"),
            (count(State::Respelled), "respelled"),
            (count(State::Changed), "changed"),
            (lost, "without a place"),
        ];
        let found: Vec<String> =
            found.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        let open = self.unsettled().len();
        match (open, found.is_empty()) {
            (0, true) => self.say(format!("{cause}; all annotations are where they were")),
            (0, false) => self.say(format!("{cause}: {}; nothing to review", found.join(", "))),
            _ => self.fail(format!("{cause}: {} (R: review)", found.join(", "))),
        }
    }

    /// The ids of the annotations that somebody must look at, in text order.
    pub(super) fn unsettled(&self) -> Vec<String> {
        let open = |item: &&Annotation| !item.state.is_settled() || item.is_in_conflict();
        self.markup.annotations.iter().filter(open).map(|item| item.id.clone()).collect()
    }

    pub(super) fn open_review(&mut self) {
        if self.unsettled().is_empty() {
            self.say("Nothing to review: all annotations are where they were, and none is in conflict");
        } else {
            self.mode = Mode::Review(0);
        }
    }

    /// The annotation of the selected row.
    pub(super) fn reviewed(&self) -> Option<Arc<Annotation>> {
        let Mode::Review(selected) = self.mode else { return None };
        self.markup.annotations.get(self.unsettled().get(selected)?).cloned()
    }

    pub(super) fn perform_review(&mut self, action: Action) {
        let Some(item) = self.reviewed() else {
            if action == Action::Accept {
                self.mode = Mode::Read;
            }
            return;
        };
        match action {
            Action::Accept => {
                let place = self.flow.place_at(item.span.start);
                self.mode = Mode::Read;
                self.move_to(place);
            }
            Action::Keep(keep) => self.keep(&item, keep),
            Action::TakeText if item.state.is_settled() => self.keep(&item, Keep::Both),
            Action::Note => {
                let note = item.note.clone().unwrap_or_default();
                self.prompt_note(vec![item.id.clone()], &note);
            }
            Action::TakeText if item.state.has_place() => self.settle(&[item], "accepted the text as it is now"),
            Action::TakeText => {
                self.fail("Its text has no place: r attaches it to a sentence, x discards it");
            }
            Action::TakeSpellings => {
                let spelled = self.markup.annotations.iter().filter(|item| item.state == State::Respelled);
                let items: Vec<Arc<Annotation>> = spelled.cloned().map(Arc::new).collect();
                if items.is_empty() {
                    self.say("None of them is only respelled");
                } else {
                    let what = format!("accepted {}", plural(items.len(), "other spelling"));
                    self.settle(&items, &what);
                }
            }
            Action::Attach if self.may_change() => {
                self.mode = Mode::Attach(item.id.clone());
                let place = self.flow.place_at(item.span.start);
                self.move_to(place);
            }
            Action::DeleteRow if self.may_change() => {
                let what = if item.note.is_some() {
                    "discarded an annotation and its note"
                } else {
                    "discarded an annotation"
                };
                self.change(what.to_owned(), vec![(Some(item), None)]);
                self.clamp_review();
            }
            _ => {}
        }
    }

    /// Attaches the annotation at hand to the current sentence; that of a part to the same words in it, where they are there once.
    pub(super) fn attach(&mut self) {
        let Mode::Attach(id) = self.leave_attaching() else { return };
        let sentence = self.flow.span(self.cursor);
        let Some(item) = self.markup.annotations.get(&id).filter(|_| !sentence.is_empty()) else { return };
        let text = sentence.slice(&self.flow.article().document.text).unwrap_or_default();
        let is_part = item.quote.before.is_some() && !item.quote.is_sentence();
        let mut found = text.match_indices(item.quote.exact.as_str()).map(|(at, _)| sentence.start + at);
        let part = match (found.next().filter(|_| is_part), found.next()) {
            (Some(start), None) => Some(Span::new(start, start + item.quote.exact.len())),
            _ => None,
        };
        let what = match part {
            Some(_) => "attached an annotation to its words in the sentence",
            None if is_part => "attached an annotation to the whole sentence",
            None => "attached an annotation to the sentence",
        };
        let item = Arc::new(Annotation { span: part.unwrap_or(sentence), ..Annotation::clone(item) });
        self.settle(&[item], what);
    }

    /// Goes back to the row of the review that something was to be attached from, and returns the mode that it was. The review stays open
    /// as long as there is something in it: keys for its next row must not be keys of the text.
    pub(super) fn leave_attaching(&mut self) -> Mode {
        let row = match &self.mode {
            Mode::Attach(id) => self.unsettled().iter().position(|open| open == id),
            _ => None,
        };
        std::mem::replace(&mut self.mode, row.map_or(Mode::Read, Mode::Review))
    }

    /// Makes the text at the places of annotations theirs.
    fn settle(&mut self, items: &[Arc<Annotation>], what: &str) {
        if !self.may_change() {
            return;
        }
        let article = Arc::clone(self.flow.article());
        let places: Vec<(Span, Around)> =
            items.iter().map(|item| (item.span, article.document.around(item.span))).collect();
        let edits: Vec<Edit> = items
            .iter()
            .zip(TextQuote::of_places(&article.document.text, &places))
            .map(|(item, quote)| {
                let new = Annotation {
                    quote,
                    state: State::Exact,
                    lost: None,
                    modified: self.after(item),
                    ..Annotation::clone(item)
                };
                (self.markup.annotations.get(&item.id).cloned(), Some(Arc::new(new)))
            })
            .collect();
        for item in items {
            self.recount(item.span);
        }
        self.change(what.to_owned(), edits);
        self.clamp_review();
    }

    /// Keeps the selected row in a review that became shorter. One in which nothing is left stays open: the next key, pressed on the way
    /// through a long list, must not be one of the text's, where `1` tags and `x` clears.
    pub(super) fn clamp_review(&mut self) {
        if let Mode::Review(selected) = self.mode {
            self.mode = Mode::Review(selected.min(self.unsettled().len().saturating_sub(1)));
        }
    }
}
