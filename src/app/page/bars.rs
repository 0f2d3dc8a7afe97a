//! The status line, the footer, and the line being written.

use jiff::Timestamp;

use super::strip::fit;
use super::{Label, Page, Role, Strip};
use crate::app::action::Action;
use crate::app::edit::LineEdit;
use crate::app::keymap::BINDINGS;
use crate::app::saving::SaveState;
use crate::app::{App, Mode, PromptKind};

impl App {
    pub(super) fn draw_status(&mut self, page: &mut Page) {
        let (width, y) = (self.size.columns, self.size.rows - 2);
        let label = Label::of(Role::Status);
        let message = self.message.clone();
        let mut strip = Strip::at(0, y);
        let right = message.as_ref().map(|message| {
            let room = usize::from(width) - 2;
            fit(&message.text, room, Some(crate::text::BaseDirection::LeftToRight))
        });
        let taken = right.as_ref().map_or(0, |line| u16::try_from(line.width).unwrap_or(width) + 2);
        let limit = width.saturating_sub(taken);
        for (number, fact) in self.facts().into_iter().enumerate() {
            let before = strip.width();
            let needed = fit(&fact, usize::from(width), Some(crate::text::BaseDirection::LeftToRight)).width;
            // A fact is shown whole or not at all; the file name, which comes first, may be cut.
            if number > 0 && usize::from(before) + needed + 3 > usize::from(limit) {
                continue;
            }
            strip.push_text(if number == 0 { " " } else { "  " }, limit, label);
            strip.push_text(&fact, limit.min(strip.width() + 30), label);
        }
        strip.fill(limit.min(width), label);
        if let (Some(line), Some(message)) = (right, message) {
            let role = if message.error { Role::Error } else { Role::Status };
            strip.push_char(' ', Label::of(role));
            strip.push(&line, |_| Label::of(role));
        }
        strip.fill(width, label);
        page.strips.push(strip);
    }

    /// What the status line says, the most important first.
    fn facts(&mut self) -> Vec<String> {
        let mut facts = Vec::new();
        match &self.mode {
            Mode::Extend(_) => {
                let count = self.chosen().len();
                facts.push(format!("EXTEND {count}"));
            }
            Mode::Part(part) => facts.push(if part.is_extending() { "PART, extending".into() } else { "PART".into() }),
            Mode::Leaving => facts.push("saving before leaving …".into()),
            _ => {}
        }
        if let Some(count) = self.count {
            facts.push(format!("{count}…"));
        }
        facts.push(self.flow.article().name.clone());
        facts.push(self.ordinal());
        facts.push(format!("{} tagged", self.tagged()));
        facts.push(self.saved());
        facts.push(format!("{}%", self.percent()));
        if self.settings.advance {
            facts.push("advance".into());
        }
        facts
    }

    /// `12/48`; before the sentences of a huge article are counted, the paragraph.
    fn ordinal(&self) -> String {
        let article = self.flow.article();
        match (article.sentence_counts(), article.paragraphs.get(self.cursor.paragraph)) {
            (Some(counts), Some(_)) => {
                let before = counts.get(self.cursor.paragraph).copied().unwrap_or(0) as usize;
                format!("{}/{}", before + self.cursor.index + 1, counts.last().copied().unwrap_or(0))
            }
            (None, Some(paragraph)) => format!("¶{}", paragraph.ordinal),
            _ => "0/0".into(),
        }
    }

    /// Sentences (or other ranges) that bear at least one annotation, counted by where they start.
    fn tagged(&self) -> usize {
        self.annotations.tagged_spans()
    }

    /// How much of the text is above the bottom of the view.
    fn percent(&mut self) -> usize {
        let rows = self.rows_in_view();
        let total = self.flow.article().paragraphs.last().map_or(0, |last| last.span.end);
        let seen = rows.last().map_or(0, |row| self.row_span(*row).end);
        (seen * 100).checked_div(total).map_or(100, |share| share.min(100))
    }

    fn saved(&self) -> String {
        match self.saving.state() {
            SaveState::Unchanged => "no changes".into(),
            SaveState::Saving => "saving …".into(),
            SaveState::Saved(at) => format!("saved {}", self.clock(at)),
            SaveState::Failed => "NOT SAVED".into(),
            SaveState::Locked => "LOCKED".into(),
        }
    }

    fn clock(&self, at: Timestamp) -> String {
        at.to_zoned_datetime(self.settings.time_zone.clone()).strftime("%H:%M:%S").to_string()
    }

    pub(super) fn draw_footer(&self, page: &mut Page) {
        if let Mode::Prompt(kind, edit) = &self.mode {
            self.draw_prompt(kind, edit, page);
            return;
        }
        let Some(context) = self.mode.context() else { return };
        let shown: Vec<(&str, &str, Action)> = BINDINGS
            .iter()
            .filter(|binding| binding.context == context && !binding.short.is_empty())
            .filter(|binding| matches!(self.mode, Mode::List { .. }) || !only_in_list(binding.action, &self.mode))
            .map(|binding| (binding.keys[0], binding.short, binding.action))
            .collect();
        let cost = |(key, short, _): &(&str, &str, Action)| key.chars().count() + short.chars().count() + 3;
        let must = |action| {
            matches!(action, Action::Help | Action::Quit | Action::Cancel | Action::QuitUnsaved | Action::Retry)
        };
        let mut room = usize::from(self.size.columns);
        for hint in shown.iter().filter(|hint| must(hint.2)) {
            room = room.saturating_sub(cost(hint));
        }
        let (width, y) = (self.size.columns, self.size.rows - 1);
        let mut strip = Strip::at(0, y);
        for hint in &shown {
            if !must(hint.2) {
                let Some(left) = room.checked_sub(cost(hint)) else { continue };
                room = left;
            }
            strip.push_text(" ", width, Label::of(Role::Footer));
            strip.push_text(hint.0, width, Label::of(Role::Key));
            strip.push_text(" ", width, Label::of(Role::Footer));
            strip.push_text(hint.1, width, Label::of(Role::Footer));
            strip.push_text(" ", width, Label::of(Role::Footer));
        }
        page.strips.push(strip);
    }

    /// The label, then the line: flush right in what is left of the row when it is right to left, scrolled so that the caret is seen.
    fn draw_prompt(&self, kind: &PromptKind, edit: &LineEdit, page: &mut Page) {
        let (width, y) = (self.size.columns, self.size.rows - 1);
        let label = Label::of(Role::Prompt);
        let mut strip = Strip::at(0, y);
        strip.push_text(kind.label(), width, Label::of(Role::Key));
        let from = strip.width();
        let field = usize::from(width - from);
        let (line, caret) = edit.line();
        let (total, rtl) = line.as_ref().map_or((0, false), |line| (line.width, line.direction.is_rtl()));
        // One column is kept for the caret at either end.
        let first = if total < field {
            0
        } else {
            (caret + 1).saturating_sub(field).max(if rtl { total + 1 - field } else { 0 }.min(caret))
        };
        let indent = if rtl && total < field { field - 1 - total } else { 0 };
        for _ in 0..indent {
            strip.push_char(' ', label);
        }
        let mut column = 0;
        for cell in line.iter().flat_map(|line| &line.cells).filter(|cell| cell.width > 0) {
            if column >= first && column + usize::from(cell.width) <= first + field {
                strip.cells.push((cell.text.clone(), cell.width, label));
            }
            column += usize::from(cell.width);
        }
        strip.fill(width, label);
        page.strips.push(strip);
        let caret = usize::from(from) + indent + caret.saturating_sub(first);
        page.caret = Some((u16::try_from(caret).unwrap_or(0).min(width - 1), y));
    }
}

/// Actions of the list of annotations that other lists do not have.
fn only_in_list(action: Action, mode: &Mode) -> bool {
    !matches!(mode, Mode::Read | Mode::Extend(_) | Mode::Part(_))
        && matches!(action, Action::Filter(_) | Action::Note | Action::DeleteRow)
}
