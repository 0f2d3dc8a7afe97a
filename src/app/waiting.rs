//! Keys that wait: for the rest of an article, or for annotations that are read after the first page.

use super::keys::action::Action;
use super::keys::key::{Code, Key};
use super::opened::Opened;
use super::{App, Mode};

impl App {
    /// Whether a key must wait. Reading and adding tags need no annotations; of the beginning of an article there is only reading.
    pub(super) fn must_wait(&self, action: Action) -> bool {
        let is_reading = matches!(
            action,
            Action::NextSentence
                | Action::PreviousSentence
                | Action::NextParagraph
                | Action::PreviousParagraph
                | Action::PageDown
                | Action::PageUp
                | Action::HalfPageDown
                | Action::HalfPageUp
                | Action::ScrollDown
                | Action::ScrollUp
                | Action::Harakat
                | Action::Redraw
                | Action::Suspend
                | Action::Cancel
                | Action::Quit
                | Action::QuitUnsaved
                | Action::Help
        );
        let needs_annotations = matches!(
            action,
            Action::Clear
                | Action::Undo
                | Action::Redo
                | Action::Note
                | Action::NoteInEditor
                | Action::Join
                | Action::Split
                | Action::NextAnnotated
                | Action::PreviousAnnotated
                | Action::NextUntagged
                | Action::PreviousUntagged
                | Action::List
                | Action::Review
                | Action::Export
                | Action::Reload
        );
        (self.session.is_loading() && !is_reading) || (self.session.is_opening() && needs_annotations)
    }

    /// Lets a key wait, and those after it, which may be meant for what comes of it. Esc forgets them.
    pub(super) fn hold(&mut self, key: Key) {
        if matches!(key.code, Code::Esc) {
            self.held.clear();
            return;
        }
        self.held.push(key);
        if let Some(why) = self.session.why_incomplete() {
            self.session.out.say(format!("{why}; {key} waits, Esc forgets it"));
        }
    }

    /// All of the annotations are here.
    pub(super) fn opened(&mut self, opened: Opened) {
        let is_locked = opened.locked.is_some();
        self.session.opened(opened);
        if self.follow() && matches!(self.mode, Mode::Extend(_) | Mode::Part(_)) {
            // What was chosen is of sentences that are others now.
            self.mode = Mode::Read;
        }
        self.view.resize(self.view.size);
        if matches!(self.mode, Mode::Leaving) {
            self.mode = Mode::Read;
            if !is_locked {
                self.quit();
            }
        }
        self.go_on_with_keys();
    }

    /// Performs the keys that waited, if all is here.
    pub(super) fn go_on_with_keys(&mut self) {
        if !self.session.is_incomplete() {
            for key in std::mem::take(&mut self.held) {
                self.key(key);
            }
        }
    }
}
