//! Changing annotations: tags and notes.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{Session, plural};
use crate::annotation::anchor::Alike;
use crate::annotation::{Annotation, AnnotationSet, Edit, State, TextQuote};
use crate::text::Span;

impl Session {
    /// Gives each span the nth tag, or takes it off where all have it; `at` is where the reader is. Says what it did, and returns the
    /// ids of what was given, none where it was taken off; `None` when nothing could be done. A sentence has the tags that go beyond
    /// it, too: what was tagged before it was split off is shown on it, and comes off as a whole. A part has its own only.
    pub fn toggle(&mut self, at: usize, nth: usize, spans: &[Span], sentences: bool) -> Option<Vec<String>> {
        let tag = self.tags().nth(nth)?.clone();
        if spans.is_empty() || !self.may_add() {
            return None;
        }
        let on = |annotations: &AnnotationSet, span: Span| -> Vec<Arc<Annotation>> {
            let on = annotations.covering(span);
            on.filter(|on| on.tag == tag.id && (sentences || on.span == span)).cloned().collect()
        };
        let annotations = &self.markup.annotations;
        let bare: Vec<Span> = spans.iter().copied().filter(|span| on(annotations, *span).is_empty()).collect();
        if bare.is_empty() && self.reloading.is_opening {
            self.may_change();
            return None;
        }
        let mut edits: Vec<Edit> = Vec::new();
        if bare.is_empty() {
            for span in spans {
                for annotation in on(annotations, *span) {
                    take_off(&mut edits, annotation, *span);
                }
            }
        } else {
            self.admit(&tag.id);
            let document = &self.article.document;
            let places = document.around_each(bare, &mut self.found.sentences);
            // The first costs a look at all of the words.
            let alike = self.found.alike.get_or_insert_with(|| Alike::of(&document.text));
            let quotes = TextQuote::of_places_in(&document.text, alike, &places);
            for ((span, _), quote) in places.into_iter().zip(quotes) {
                edits.push((None, Some(Arc::new(self.made(span, quote, &tag.id)))));
            }
        }
        let given = edits.iter().filter_map(|edit| Some(edit.1.as_ref()?.id.clone())).collect();
        let off: Vec<Arc<Annotation>> = edits.iter().filter_map(|edit| edit.0.clone()).collect();
        let noun = if spans.len() == 1 { String::new() } else { format!(" {} sentences", spans.len()) };
        let verb = if off.is_empty() { "tagged" } else { "untagged" };
        let label = tag.label.to_lowercase();
        self.change(at, format!("{verb}{noun} {label}"), edits);
        let is_wider = off.iter().any(|old| !spans.contains(&old.span));
        let with = match (is_wider, off.iter().any(|old| old.note.is_some())) {
            (true, false) => ", which went on in other sentences",
            (true, true) => ", with its note, in other sentences too",
            (false, true) => ", with its note",
            (false, false) => return Some(given),
        };
        self.out.say(format!("Untagged {label}{with}; u brings it back"));
        Some(given)
    }

    fn made(&mut self, span: Span, quote: TextQuote, tag: &str) -> Annotation {
        Annotation {
            id: self.next_id(),
            tag: tag.to_owned(),
            span,
            quote,
            state: State::Exact,
            lost: None,
            note: None,
            creator: self.author.creator.clone(),
            created: self.now,
            modified: self.now,
            extra: serde_json::Map::new(),
        }
    }

    /// When a change of an annotation was made: after the one before, whatever the clock of that was. Later versions are told by it.
    pub(super) fn after(&self, old: &Annotation) -> Timestamp {
        let next = old.modified.checked_add(SignedDuration::from_secs(1)).unwrap_or(old.modified);
        self.now.max(next)
    }

    /// Takes off all annotations that lie in the spans; with `beyond` also those that lie in them with a part only: afterwards a
    /// sentence shows none.
    pub fn clear(&mut self, at: usize, spans: &[Span], beyond: bool) {
        if !self.may_change() {
            return;
        }
        let mut edits: Vec<Edit> = Vec::new();
        for span in spans {
            let inside = self.markup.annotations.overlapping(*span).filter(|on| beyond || span.covers(on.span));
            for annotation in inside {
                take_off(&mut edits, Arc::clone(annotation), *span);
            }
        }
        if edits.is_empty() {
            self.out.say("There is nothing to clear");
            return;
        }
        self.change(at, format!("cleared {}", plural(edits.len(), "tag")), edits);
    }

    /// Takes one annotation out.
    pub fn discard(&mut self, at: usize, id: &str, what: &str) {
        let old = self.markup.annotations.get(id).cloned();
        if old.is_some() && self.may_change() {
            self.change(at, what, vec![(old, None)]);
        }
    }

    /// The annotations that a note on a sentence is about: the `part` of it, else those on it, and where there are none, those in it.
    /// A note that differs from the first one's is left alone.
    pub fn noted(&self, sentence: Span, part: Option<&str>) -> (Vec<String>, String) {
        if let Some(part) = part.and_then(|id| self.markup.annotations.get(id)) {
            return (vec![part.id.clone()], part.note.clone().unwrap_or_default());
        }
        let mut on: Vec<&Arc<Annotation>> = self.markup.annotations.at(sentence).collect();
        if on.is_empty() {
            on = self.markup.annotations.overlapping(sentence).collect();
        }
        let note = on.iter().find_map(|annotation| annotation.note.clone()).unwrap_or_default();
        on.retain(|annotation| annotation.note.as_deref().is_none_or(|own| own == note));
        (on.into_iter().map(|annotation| annotation.id.clone()).collect(), note)
    }

    /// Sets the note of some annotations; an empty one takes it off.
    pub fn set_note(&mut self, at: usize, ids: &[String], note: &str) {
        let note = (!note.trim().is_empty()).then(|| note.trim().to_owned());
        let edits: Vec<Edit> = ids
            .iter()
            .filter_map(|id| self.markup.annotations.get(id))
            .filter(|annotation| annotation.note != note)
            .map(|old| {
                let modified = self.after(old);
                let new = Annotation { note: note.clone(), modified, ..Annotation::clone(old) };
                (Some(Arc::clone(old)), Some(Arc::new(new)))
            })
            .collect();
        self.change(at, if note.is_some() { "note written" } else { "note taken off" }, edits);
    }
}

/// Adds that an annotation found in a span goes. One that goes beyond the span may have been found in another one already.
fn take_off(edits: &mut Vec<Edit>, annotation: Arc<Annotation>, span: Span) {
    let is_there = |edit: &Edit| edit.0.as_ref().is_some_and(|old| old.id == annotation.id);
    if span.covers(annotation.span) || !edits.iter().any(is_there) {
        edits.push((Some(annotation), None));
    }
}
