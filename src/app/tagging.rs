//! Changing annotations: tags and notes.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{App, Effect, Ids, Mode, PromptKind};
use crate::annotation::anchor::Alike;
use crate::annotation::{Annotation, Change, Edit, State, TextQuote};
use crate::text::{Around, Span};

/// Stands for a line end of a note while it is edited in one line: the symbol for newline, which nobody writes otherwise.
pub(super) const LINE_END: &str = "\u{2424}";

impl App {
    /// The sentences that an action is about: those of the extension, or the current one.
    pub(super) fn chosen(&mut self) -> Vec<Span> {
        match self.mode {
            Mode::Extend(anchor) => self.view.sentences_to(anchor),
            _ => vec![self.view.sentence()],
        }
    }

    /// Gives each chosen sentence the nth tag; where all have it, takes it off.
    pub(super) fn tag_sentences(&mut self, nth: usize) {
        let mut spans = self.chosen();
        spans.retain(|span| !span.is_empty());
        let given = self.toggle(nth, &spans, true);
        let extended = matches!(self.mode, Mode::Extend(_));
        if given.is_some() {
            self.mode = Mode::Read;
        }
        if given == Some(true)
            && self.settings.advance
            && !extended
            && let Some(next) = self.view.flow.next_place(self.view.cursor)
        {
            self.view.move_to(next);
        }
    }

    /// The quotes of places in the article. The first costs a look at all of its words.
    fn quotes(&mut self, places: &[(Span, Around)]) -> Vec<TextQuote> {
        let text = &self.view.document().text;
        let is_known = self.session.alike.as_ref().is_some_and(|(of, _)| Arc::ptr_eq(of, text));
        if !is_known {
            self.session.alike = Some((Arc::clone(text), Alike::of(text)));
        }
        self.session.alike.as_ref().map_or_else(Vec::new, |(text, alike)| TextQuote::of_places_in(text, alike, places))
    }

    /// Gives each span the nth tag, or takes it off where all have it. Says what it did; `None` when nothing could be done,
    /// else whether the tag was given. A sentence has the tags that go beyond it, too: what was tagged before it was split off
    /// is shown on it, and comes off as a whole. A part has its own only.
    pub(super) fn toggle(&mut self, nth: usize, spans: &[Span], sentences: bool) -> Option<bool> {
        let tag = self.session.markup.tags.nth(nth)?.clone();
        if spans.is_empty() || !self.may_change() {
            return None;
        }
        let on = |app: &Self, span: Span| -> Vec<Annotation> {
            let on = app
                .session
                .markup
                .annotations
                .covering(span)
                .filter(|on| on.tag == tag.id && (sentences || on.span == span));
            on.cloned().collect()
        };
        let give = !spans.iter().all(|span| !on(self, *span).is_empty());
        let mut edits: Vec<Edit> = Vec::new();
        if give {
            let bare: Vec<Span> = spans.iter().copied().filter(|span| on(self, *span).is_empty()).collect();
            let places: Vec<(Span, Around)> = bare.into_iter().map(|span| (span, self.around(span))).collect();
            let quotes = self.quotes(&places);
            for ((span, _), quote) in places.into_iter().zip(quotes) {
                let annotation = self.annotation(span, quote, &tag.id);
                self.tagged_part = (!sentences).then(|| annotation.id.clone());
                edits.push((None, Some(Arc::new(annotation))));
            }
        } else {
            for span in spans {
                for annotation in on(self, *span) {
                    take_off(&mut edits, annotation, *span);
                }
            }
        }
        let wider = edits.iter().filter_map(|edit| edit.0.as_ref()).any(|old| !spans.contains(&old.span));
        let lost = edits
            .iter()
            .filter(|(old, new)| new.is_none() && old.as_ref().is_some_and(|old| old.note.is_some()))
            .count();
        let noun = match spans.len() {
            1 => String::new(),
            count => format!(" {count} sentences"),
        };
        let verb = if give { "tagged" } else { "untagged" };
        self.change(format!("{verb}{noun} {}", tag.label.to_lowercase()), edits);
        let label = tag.label.to_lowercase();
        match (wider, lost > 0) {
            (true, false) => self.say(format!("Untagged {label}, which went on in other sentences; u brings it back")),
            (true, true) => {
                self.say(format!("Untagged {label}, with its note, in other sentences too; u brings it back"));
            }
            (false, true) => self.say(format!("Untagged {label}, with its note; u brings it back")),
            (false, false) => {}
        }
        Some(give)
    }

    /// What is around a place, by the sentences that the flow has at hand: cutting their paragraphs for each of thousands would be felt.
    fn around(&mut self, span: Span) -> Around {
        let (first, last) = (self.view.flow.place_at(span.start), self.view.flow.place_at(span.end.saturating_sub(1)));
        let own = (self.view.flow.span(first), self.view.flow.span(last));
        let prefix = self.view.flow.previous_place(first).map_or(Span::default(), |place| self.view.flow.span(place));
        let suffix = self.view.flow.next_place(last).map_or(Span::default(), |place| self.view.flow.span(place));
        Around::new(span, prefix, own, suffix)
    }

    fn annotation(&mut self, span: Span, quote: TextQuote, tag: &str) -> Annotation {
        Annotation {
            id: self.next_id(),
            tag: tag.to_owned(),
            span,
            quote,
            state: State::Exact,
            lost: None,
            note: None,
            creator: self.settings.creator.clone(),
            created: self.session.now,
            modified: self.session.now,
            extra: serde_json::Map::new(),
        }
    }

    /// When a change of an annotation was made: after the one before, whatever the clock of that was. Later versions are told by it.
    pub(super) fn after(&self, old: &Annotation) -> Timestamp {
        let next = old.modified.checked_add(SignedDuration::from_secs(1)).unwrap_or(old.modified);
        self.session.now.max(next)
    }

    pub(super) fn next_id(&mut self) -> String {
        match &mut self.session.ids {
            Ids::Random => Uuid::new_v4().to_string(),
            Ids::Counted(number) => {
                *number += 1;
                Uuid::from_u128(*number).to_string()
            }
        }
    }

    /// Takes all annotations off the chosen sentences, those of their parts and those that go beyond them included.
    pub(super) fn clear_sentences(&mut self) {
        let spans = self.chosen();
        self.clear(&spans, true);
        self.mode = Mode::Read;
    }

    /// Takes off all annotations that lie in the spans; with `beyond` also those that lie in them with a part only: afterwards a
    /// sentence shows none.
    pub(super) fn clear(&mut self, spans: &[Span], beyond: bool) {
        if !self.may_change() {
            return;
        }
        let mut edits: Vec<Edit> = Vec::new();
        for span in spans {
            let inside = self.session.markup.annotations.overlapping(*span).filter(|on| beyond || span.covers(on.span));
            for annotation in inside {
                take_off(&mut edits, annotation.clone(), *span);
            }
        }
        if edits.is_empty() {
            self.say("There is nothing to clear");
            return;
        }
        self.change(format!("cleared {}", plural(edits.len(), "tag")), edits);
    }

    /// Makes a change, remembers it, and has it saved.
    pub(super) fn change(&mut self, what: String, edits: Vec<Edit>) {
        if edits.is_empty() {
            return;
        }
        let position = self.view.position();
        self.apply(Change { what, position, edits, ..Change::default() });
    }

    pub(super) fn apply(&mut self, change: Change) {
        self.say(capitalised(&change.what));
        let edited = change.edits.iter().filter_map(|edit| edit.1.as_ref()).map(|item| item.id.clone());
        let boundaries = change.boundaries.iter().filter_map(|edit| edit.1.as_ref()).map(|item| item.id.clone());
        self.session.own.extend(edited.chain(boundaries));
        self.session.removed.forget(&change);
        self.session.history.apply(&mut self.session.markup, change);
        self.save();
    }

    /// The annotations that a note on the current sentence is about: the part of it that was just tagged, else those on it, and where
    /// there are none, those in it. A note that differs from the first one's is left alone.
    fn noted(&mut self) -> (Vec<String>, String) {
        let span = self.view.sentence();
        if let Some(part) = self.tagged_part.as_ref().and_then(|id| self.session.markup.annotations.get(id)) {
            return (vec![part.id.clone()], part.note.clone().unwrap_or_default());
        }
        let mut on: Vec<&Annotation> = self.session.markup.annotations.at(span).collect();
        if on.is_empty() {
            on = self.session.markup.annotations.overlapping(span).collect();
        }
        let note = on.iter().find_map(|annotation| annotation.note.clone()).unwrap_or_default();
        let ids = on
            .iter()
            .filter(|annotation| annotation.note.as_deref().is_none_or(|own| own == note))
            .map(|annotation| annotation.id.clone())
            .collect();
        (ids, note)
    }

    /// Opens the prompt for the note of the current sentence.
    pub(super) fn write_note(&mut self) {
        let (ids, note) = self.noted();
        self.prompt_note(ids, &note);
    }

    pub(super) fn prompt_note(&mut self, ids: Vec<String>, note: &str) {
        if ids.is_empty() {
            self.fail("Tag the sentence first (1 claim, 2 quote, 3 figure): a note belongs to a tag");
        } else if self.may_change() {
            let about = self.view.sentence();
            let line = note.replace("\r\n", "\n").replace('\n', LINE_END);
            self.open_prompt(PromptKind::Note { ids, about }, &line);
        }
    }

    /// Opens the note of the current sentence in the editor.
    pub(super) fn edit_note(&mut self) {
        let (ids, note) = self.noted();
        if ids.is_empty() {
            self.fail("Tag the sentence first (1 claim, 2 quote, 3 figure): a note belongs to a tag");
        } else if self.may_change() {
            self.effects.push(Effect::Edit(note));
        }
    }

    /// The editor came back with a note.
    pub(super) fn edited(&mut self, outcome: Result<String, String>) {
        match outcome {
            Ok(text) => {
                let (ids, _) = self.noted();
                self.set_note(&ids, text.trim_end());
            }
            Err(why) => self.fail(why),
        }
    }

    /// Sets the note of some annotations; an empty one takes it off.
    pub(super) fn set_note(&mut self, ids: &[String], note: &str) {
        let note = (!note.trim().is_empty()).then(|| note.trim().to_owned());
        let edits: Vec<Edit> = ids
            .iter()
            .filter_map(|id| self.session.markup.annotations.get(id))
            .filter(|annotation| annotation.note != note)
            .map(|old| {
                let modified = self.after(old);
                let new = Annotation { note: note.clone(), modified, ..Annotation::clone(old) };
                (Some(Arc::clone(old)), Some(Arc::new(new)))
            })
            .collect();
        let what = if note.is_some() { "note written" } else { "note taken off" };
        self.change(what.to_owned(), edits);
        self.clamp_review();
    }

    /// Copies the chosen sentences: the text of the article, in logical order.
    pub(super) fn copy_sentences(&mut self) {
        let chosen = self.chosen();
        self.copy(Span::new(chosen[0].start, chosen[chosen.len() - 1].end));
        if chosen.len() > 1 {
            self.mode = Mode::Read;
        }
    }

    pub(super) fn copy(&mut self, span: Span) {
        let Some(text) = span.slice(&self.view.document().text).filter(|text| !text.is_empty()).map(str::to_owned)
        else {
            return;
        };
        self.say(format!("Copied {}", plural(text.chars().count(), "character")));
        self.effects.push(Effect::Copy(text));
    }
}

/// Adds that an annotation found in a span goes. One that goes beyond the span may have been found in another one already.
fn take_off(edits: &mut Vec<Edit>, annotation: Annotation, span: Span) {
    let is_there = |edit: &Edit| edit.0.as_ref().is_some_and(|old| old.id == annotation.id);
    if span.covers(annotation.span) || !edits.iter().any(is_there) {
        edits.push((Some(Arc::new(annotation)), None));
    }
}

/// `1 tag`, `3 tags`.
pub(super) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}
