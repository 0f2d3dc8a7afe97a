//! Events to actions, actions to changes.

use std::sync::Arc;

use super::event::Event;
use super::keys::action::Action;
use super::keys::key::{Code, Key};
use super::{App, Effect, Mode, PromptKind};

impl App {
    pub(super) fn handle(&mut self, event: Event) {
        let cursor = self.view.cursor;
        match event {
            Event::Key(key) => self.key(key),
            Event::Paste(text) => {
                if let Mode::Prompt(_, edit, _) = &mut self.mode {
                    edit.insert(&text);
                    self.prompt_changed();
                }
            }
            Event::Click { column, row } => self.click(column, row),
            Event::Wheel(lines) => self.wheel(lines),
            Event::Resize(size) => self.view.resize(size),
            Event::Order(order) => self.view.set_order(order),
            Event::Saver(report) => self.saver_reports(report),
            Event::Counted { generation, touched } => self.session.counted(generation, touched),
            Event::Exists { format, to } if matches!(self.mode, Mode::Read) => {
                self.mode = Mode::Overwrite { format, to };
            }
            // The reader is at something else by now.
            Event::Exists { to, .. } => {
                self.session.out.fail(format!("Not exported: {} is there already", to.display()));
            }
            Event::Recovered { markup, conflicts, digest } => self.recovered(markup, conflicts, digest),
            Event::NotRecovered(why) => self.session.not_recovered(why),
            Event::Offered { offer, more } => self.offered(offer, more),
            Event::Forgotten => self.session.forgotten(),
            Event::Kept(kept) => self.session.kept(kept).into_iter().for_each(|report| self.saver_reports(report)),
            Event::Touched => self.session.touched(),
            Event::Reread(read) => self.session.reread_as(read),
            Event::Reopened(reopened) => self.session.reopened(reopened),
            Event::Loaded(article) => self.loaded(article),
            Event::Opened(opened) => self.opened(*opened),
            Event::End => self.end(),
            Event::Withdrawn(other) => self.withdrawn(other),
            Event::Edited(outcome) => self.edited(outcome),
            Event::Done(text) => self.session.out.say(text),
            Event::Failed(text) => self.session.out.fail(text),
        }
        self.take_over();
        self.follow_tags();
        if self.follow() {
            self.view.reveal();
        }
        self.session.discard_copy();
        self.go_on_reloading();
        if self.view.cursor != cursor {
            self.tagged_part = None;
        }
    }

    pub(super) fn key(&mut self, key: Key) {
        self.session.out.message = None;
        if !self.held.is_empty() {
            self.hold(key);
            return;
        }
        if matches!(self.mode, Mode::Prompt(..)) {
            self.prompt_key(key);
            return;
        }
        let Some(context) = self.mode.context() else { return };
        let prefix = self.typed.prefix.take();
        // Asked once more to leave, which it does as soon as it can: that does not mean staying.
        if matches!(self.mode, Mode::Leaving) && matches!(key.code, Code::Char('q')) {
            return;
        }
        if let Some(digit) = self.count_digit(key).filter(|_| prefix.is_none()) {
            let count = self.typed.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
            self.typed.count = Some(count.min(1_000_000_000));
            return;
        }
        if self.accept_by_key(key) {
            return;
        }
        let Some(action) = self.keymap.action(context, prefix, key) else {
            match (prefix, self.keymap.prefix(context, key)) {
                (None, Some(first)) => self.typed.prefix = Some(first),
                (Some(_), _) if key.code == Code::Esc => self.typed.count = None,
                _ => {
                    self.typed.count = None;
                    let first = prefix.map_or_else(String::new, |first| first.to_string());
                    self.session.out.say(format!("{first}{key} does nothing here; ? shows the keys"));
                }
            }
            return;
        };
        if self.must_wait(action) {
            self.hold(key);
            return;
        }
        let count = self.typed.count.take();
        self.perform(action, count);
    }

    /// The digit of a count. The first ones are tags, so a count begins with one of the other digits: `5j`, `03j`, `012g`.
    fn count_digit(&self, key: Key) -> Option<usize> {
        if !matches!(self.mode, Mode::Read | Mode::Extend(_)) || key.ctrl || key.alt {
            return None;
        }
        let Code::Char(character) = key.code else { return None };
        let digit = super::keys::to_qwerty(character).to_digit(10)?;
        let (digit, tags) = (digit as usize, self.session.tags().len());
        (self.typed.count.is_some() || !(1..=tags).contains(&digit)).then_some(digit)
    }

    pub(super) fn perform(&mut self, action: Action, count: Option<usize>) {
        match action {
            Action::Harakat => self.session.out.push(Effect::Harakat),
            Action::Redraw => self.session.out.push(Effect::Redraw),
            Action::Suspend => {
                let (article, position) = (Arc::clone(self.session.article()), self.view.position());
                self.session.out.push(Effect::Suspend(article, position));
            }
            Action::Undo | Action::Redo => self.travel(count.unwrap_or(1), action == Action::Undo),
            _ => match self.mode {
                Mode::Read | Mode::Extend(_) => self.perform_reading(action, count),
                Mode::Part(_) => self.perform_part(action),
                Mode::Split(_) => self.perform_split(action),
                Mode::Panel(_) => self.perform_panel(action),
                Mode::Attach(..) => match action {
                    Action::Accept => self.attach(),
                    Action::Cancel => drop(self.leave_attaching()),
                    _ => self.perform_reading(action, count),
                },
                Mode::Unsaved | Mode::Leaving => self.perform_unsaved(action),
                Mode::Overwrite { .. } => self.perform_overwrite(action),
                Mode::Prompt(..) => {}
            },
        }
    }

    fn perform_reading(&mut self, action: Action, count: Option<usize>) {
        let times = count.unwrap_or(1).max(1);
        let signed = i64::try_from(times).unwrap_or(i64::MAX);
        match action {
            Action::NextSentence => self.step(signed),
            Action::PreviousSentence => self.step(-signed),
            Action::NextParagraph => self.view.step_paragraph(signed),
            Action::PreviousParagraph => self.view.step_paragraph(-signed),
            Action::PageDown => self.view.page(2 * signed),
            Action::PageUp => self.view.page(-2 * signed),
            Action::HalfPageDown => self.view.page(signed),
            Action::HalfPageUp => self.view.page(-signed),
            Action::ScrollDown => self.view.scroll(signed),
            Action::ScrollUp => self.view.scroll(-signed),
            Action::First => self.go_to_end(false, count),
            Action::Last => self.go_to_end(true, count),
            Action::NextAnnotated => self.seek(times, true, true),
            Action::PreviousAnnotated => self.seek(times, false, true),
            Action::NextUntagged => self.seek(times, true, false),
            Action::PreviousUntagged => self.seek(times, false, false),
            Action::Tag(nth) => self.tag_sentences(nth),
            Action::Clear => self.clear_sentences(),
            Action::ToggleAdvance => {
                self.settings.advance = !self.settings.advance;
                self.session.out.say(if self.settings.advance {
                    "Tagging moves on to the next sentence"
                } else {
                    "Tagging stays on the sentence"
                });
            }
            Action::Extend => {
                self.mode =
                    if matches!(self.mode, Mode::Extend(_)) { Mode::Read } else { Mode::Extend(self.view.cursor) };
            }
            Action::Part => self.enter_part(),
            Action::Join => self.join(times),
            Action::Split => self.enter_split(),
            Action::Note => self.write_note(),
            Action::NoteInEditor => self.edit_note(),
            Action::Copy => self.copy_sentences(),
            Action::Search => self.open_prompt(PromptKind::Search, ""),
            Action::Command => self.open_prompt(PromptKind::Command, ""),
            Action::NextMatch => self.next_match(signed),
            Action::PreviousMatch => self.next_match(-signed),
            Action::Reload => self.reload(),
            Action::Quit => self.quit(),
            Action::Cancel => self.cancel_reading(),
            _ => self.open_panel(action),
        }
    }

    /// The innermost thing: the extension, then the highlighted matches.
    fn cancel_reading(&mut self) {
        if matches!(self.mode, Mode::Extend(_)) {
            self.mode = Mode::Read;
        } else {
            self.view.forget_search();
        }
    }

    fn perform_unsaved(&mut self, action: Action) {
        match action {
            Action::Retry => self.save_and_quit(),
            Action::Command => self.open_prompt(super::PromptKind::Command, "w "),
            Action::QuitUnsaved => self.leave(),
            Action::Cancel => self.mode = Mode::Read,
            _ => {}
        }
    }

    fn perform_overwrite(&mut self, action: Action) {
        let Mode::Overwrite { format, to } = std::mem::replace(&mut self.mode, Mode::Read) else { return };
        if action == Action::Accept {
            self.export_to(format, Some(to), true);
        } else {
            self.session.out.say("Not exported");
        }
    }
}
