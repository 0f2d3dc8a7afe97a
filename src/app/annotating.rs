//! Tagging, noting, correcting and copying what the reader is at.

use super::session::plural;
use super::{App, Effect, Mode, PromptKind};
use crate::text::Span;

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
        let Some(given) = self.session.toggle(self.view.position(), nth, &spans, true) else { return };
        let extended = matches!(std::mem::replace(&mut self.mode, Mode::Read), Mode::Extend(_));
        if !given.is_empty() {
            self.tagged_part = None;
            if self.settings.advance && !extended {
                self.view.step(1);
            }
        }
    }

    /// Gives a part of the sentence the nth tag, or takes it off.
    pub(super) fn tag_part(&mut self, nth: usize, part: Span) {
        if let Some(given) = self.session.toggle(self.view.position(), nth, &[part], false) {
            self.tagged_part = given.into_iter().next().or(self.tagged_part.take());
            self.mode = Mode::Read;
        }
    }

    /// Takes all annotations off the chosen sentences, those of their parts and those that go beyond them included.
    pub(super) fn clear_sentences(&mut self) {
        let spans = self.chosen();
        self.session.clear(self.view.position(), &spans, true);
        self.mode = Mode::Read;
    }

    /// The annotations that a note on the current sentence is about: the part of it that was just tagged, else those on it.
    fn noted(&mut self) -> (Vec<String>, String) {
        self.session.noted(self.view.sentence(), self.tagged_part.as_deref())
    }

    /// Opens the prompt for the note of the current sentence.
    pub(super) fn write_note(&mut self) {
        let (ids, note) = self.noted();
        self.prompt_note(ids, &note);
    }

    pub(super) fn prompt_note(&mut self, ids: Vec<String>, note: &str) {
        if self.may_note(&ids) {
            let about = self.view.sentence();
            let line = note.replace("\r\n", "\n").replace('\n', LINE_END);
            self.open_prompt(PromptKind::Note { ids, about }, &line);
        }
    }

    /// Opens the note of the current sentence in the editor.
    pub(super) fn edit_note(&mut self) {
        let (ids, note) = self.noted();
        if self.may_note(&ids) {
            self.session.out.push(Effect::Edit(note));
        }
    }

    fn may_note(&mut self, ids: &[String]) -> bool {
        if ids.is_empty() {
            let tags = self.session.tags();
            let mut named: Vec<String> =
                tags.iter().take(3).zip(1..).map(|(tag, digit)| format!("{digit} {}", tag.name())).collect();
            named.extend((tags.len() > 3).then(|| "…".to_owned()));
            self.session.out.fail(format!("Tag the sentence first ({}): a note belongs to a tag", named.join(", ")));
        }
        !ids.is_empty() && self.session.may_change()
    }

    /// The editor came back with a note.
    pub(super) fn edited(&mut self, outcome: Result<String, String>) {
        match outcome {
            Ok(text) => {
                let (ids, _) = self.noted();
                self.set_note(&ids, text.trim_end());
            }
            Err(why) => self.session.out.fail(why),
        }
    }

    pub(super) fn set_note(&mut self, ids: &[String], note: &str) {
        self.session.set_note(self.view.position(), ids, note);
        self.clamp_panel();
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
        let text = span.slice(&self.view.document().text).unwrap_or_default().to_owned();
        if !text.is_empty() {
            self.session.out.say(format!("Copied {}", plural(text.chars().count(), "character")));
            self.session.out.push(Effect::Copy(text));
        }
    }

    /// Joins the current sentence with the next `times`; those of an extension with each other.
    pub(super) fn join(&mut self, times: usize) {
        let chosen = self.chosen();
        if self.session.join(&chosen, times) {
            self.mode = Mode::Read;
            self.follow();
            self.view.go_to(chosen[0].start);
        }
    }

    /// Takes changes back, or makes them once more, and goes where the reader was at each.
    pub(super) fn travel(&mut self, times: usize, undo: bool) {
        // The sentences of an extension would be others afterwards.
        if matches!(self.mode, Mode::Extend(_)) {
            self.mode = Mode::Read;
        }
        for _ in 0..times.max(1) {
            let Some(position) = (if undo { self.session.undo() } else { self.session.redo() }) else { return };
            // The words of a part are those of a sentence that may be another one now.
            if self.follow() && matches!(self.mode, Mode::Part(_)) {
                self.mode = Mode::Read;
            }
            if !matches!(self.mode, Mode::Part(_)) {
                self.view.go_to(position);
                self.clamp_panel();
            }
        }
    }

    /// The view gets the sentences that the work has by now; whether these are others.
    pub(super) fn follow(&mut self) -> bool {
        self.view.set_sentences(self.session.document())
    }
}
