//! Annotations that somebody must look at, one by one: those whose text is not what it was, and those of which a merge kept two
//! versions.

use std::sync::Arc;

use super::{Session, plural};
use crate::annotation::{Annotation, AnnotationSet, Edit, State, TextQuote};
use crate::text::Span;

impl Session {
    /// Says what became of the annotations of an article whose text is another one.
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
        match (self.open().is_empty(), found.is_empty()) {
            (true, true) => self.out.say(format!("{cause}; all annotations are where they were")),
            (true, false) => self.out.say(format!("{cause}: {}; nothing to review", found.join(", "))),
            _ => self.out.fail(format!("{cause}: {} (R: review)", found.join(", "))),
        }
    }

    /// The annotations that somebody must look at, in text order.
    pub fn open(&self) -> &AnnotationSet {
        &self.index.open
    }

    /// Takes the text that is now at the place of an annotation for its own.
    pub fn take_text(&mut self, at: usize, item: &Arc<Annotation>) {
        if item.state.has_place() {
            self.settle(at, &[Arc::clone(item)], "accepted the text as it is now");
        } else {
            self.out.fail("Its text has no place: r attaches it to a sentence, x discards it");
        }
    }

    /// The same for all that are only spelled otherwise.
    pub fn take_spellings(&mut self, at: usize) {
        let spelled = self.open().shared().filter(|item| item.state == State::Respelled);
        let items: Vec<Arc<Annotation>> = spelled.cloned().collect();
        if items.is_empty() {
            self.out.say("None of them is only respelled");
        } else {
            let what = format!("accepted {}", plural(items.len(), "other spelling"));
            self.settle(at, &items, &what);
        }
    }

    /// Attaches an annotation to a sentence; that of a part to the same words in it, where they are there once.
    pub fn attach(&mut self, id: &str, sentence: Span) {
        let Some(item) = self.markup.annotations.get(id).filter(|_| !sentence.is_empty()) else { return };
        let text = sentence.slice(&self.document().text).unwrap_or_default();
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
        self.settle(sentence.start, &[item], what);
    }

    /// Makes the text at the places of annotations theirs.
    fn settle(&mut self, at: usize, items: &[Arc<Annotation>], what: &str) {
        if !self.may_change() {
            return;
        }
        let document = Arc::clone(self.document());
        let places = document.around_each(items.iter().map(|item| item.span), &mut self.found.sentences);
        let edits: Vec<Edit> = items
            .iter()
            .zip(TextQuote::of_places(&document.text, &places))
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
        self.change(at, what, edits);
    }
}
