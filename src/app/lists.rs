//! Contents, annotations, exports, help, summary: pages over the text.

use super::keys::action::Action;
use super::{App, Effect, Mode, PromptKind};
use crate::export::{self, EXPORTS};

impl App {
    /// The paragraphs that are headings.
    pub(super) fn headings(&self) -> Vec<usize> {
        let paragraphs = &self.view.document().paragraphs;
        (0..paragraphs.len())
            .filter(|index| paragraphs[*index].kind.is_heading() && !paragraphs[*index].continued)
            .collect()
    }

    pub(super) fn open_contents(&mut self) {
        let headings = self.headings();
        if headings.is_empty() {
            self.say("The article has no headings");
            return;
        }
        let here = headings.partition_point(|paragraph| *paragraph <= self.view.cursor.paragraph);
        self.mode = Mode::Contents(here.saturating_sub(1));
    }

    pub(super) fn open_list(&mut self) {
        let annotations = &self.session.markup().annotations;
        if annotations.is_empty() {
            self.say("Nothing is tagged yet");
            return;
        }
        let selected = annotations.before(self.view.position()).min(annotations.len() - 1);
        self.mode = Mode::List { selected, filter: None };
    }

    pub(super) fn open_export(&mut self) {
        self.mode = Mode::Export(0);
    }

    /// Keeps the selected row in a list that became shorter.
    pub(super) fn clamp_list(&mut self) {
        if let Mode::List { selected, filter } = self.mode {
            let count = self.session.listed(filter);
            self.mode = Mode::List { selected: selected.min(count.saturating_sub(1)), filter };
        }
    }

    /// Rows of the list or page that is open.
    fn list_len(&mut self) -> usize {
        match self.mode {
            Mode::Contents(_) => self.headings().len(),
            Mode::List { filter, .. } => self.session.listed(filter),
            Mode::Tags(..) => self.session.tags().len(),
            Mode::Review(_) => self.session.open().len(),
            Mode::Export(_) => EXPORTS.len(),
            Mode::Help(_) => self.help_tops(),
            Mode::Summary { .. } => self.summary_tops(),
            _ => 0,
        }
    }

    fn selected(&mut self) -> Option<&mut usize> {
        match &mut self.mode {
            Mode::Contents(selected)
            | Mode::List { selected, .. }
            | Mode::Tags(selected, _)
            | Mode::Review(selected)
            | Mode::Export(selected)
            | Mode::Help(selected) => Some(selected),
            Mode::Summary { top, .. } => Some(top),
            _ => None,
        }
    }

    /// A click on a row of a list selects it.
    pub(super) fn click_row(&mut self, row: u16) {
        let count = self.list_len();
        let Some(selected) = self.selected().copied() else { return };
        if self.view.geometry.is_some()
            && let Some(at) = self.list_row_at(count, selected, row)
            && let Some(selected) = self.selected()
        {
            *selected = at;
        }
    }

    pub(super) fn perform_list(&mut self, action: Action) {
        let last = self.list_len().saturating_sub(1);
        let screen = self.view.height().saturating_sub(4).max(1);
        if let Some(selected) = self.selected() {
            *selected = match action {
                Action::NextRow => *selected + 1,
                Action::PreviousRow => selected.saturating_sub(1),
                Action::PageDown => *selected + screen,
                Action::PageUp => selected.saturating_sub(screen),
                Action::FirstRow => 0,
                Action::LastRow => last,
                _ => *selected,
            }
            .min(last);
        }
        match (action, &self.mode) {
            (Action::Cancel, _) => self.mode = Mode::Read,
            (Action::Accept, _) => self.accept(),
            (Action::Filter(nth), Mode::List { filter, .. }) => {
                let filter = if *filter == Some(nth) { None } else { Some(nth) };
                if self.session.listed(filter) == 0 {
                    self.say("There is none of these");
                } else {
                    self.mode = Mode::List { selected: 0, filter };
                }
            }
            (Action::Tags, Mode::List { .. }) => self.open_tags(),
            (Action::Note, Mode::List { .. }) => {
                if let Some((id, note)) = self.selected_annotation() {
                    self.prompt_note(vec![id], &note);
                }
            }
            (Action::DeleteRow, Mode::List { .. }) => self.delete_row(),
            _ => {}
        }
    }

    fn selected_annotation(&self) -> Option<(String, String)> {
        let Mode::List { selected, filter } = self.mode else { return None };
        let annotation = self.session.row(filter, selected)?;
        Some((annotation.id.clone(), annotation.note.clone().unwrap_or_default()))
    }

    fn delete_row(&mut self) {
        let Some((id, _)) = self.selected_annotation() else { return };
        self.session.discard(self.view.position(), &id, "deleted an annotation");
        // An empty list stays open, as an empty review does.
        self.clamp_list();
    }

    fn accept(&mut self) {
        match self.mode {
            Mode::Contents(selected) => {
                let paragraph = self.headings().get(selected).copied();
                self.mode = Mode::Read;
                if let Some(paragraph) = paragraph {
                    self.view.go_to_paragraph(paragraph);
                }
            }
            Mode::List { selected, filter } => {
                let position = self.session.row(filter, selected).map(|annotation| annotation.span.start);
                self.mode = Mode::Read;
                if let Some(position) = position {
                    self.view.go_to(position);
                }
            }
            Mode::Export(format) => {
                self.mode = Mode::Read;
                if let Some(chosen) = EXPORTS.get(format) {
                    let target = export::default_target(self.session.article(), chosen);
                    self.open_prompt(PromptKind::ExportPath { format }, &target.to_string_lossy());
                }
            }
            _ => {}
        }
    }

    pub(super) fn export_to(&mut self, format: usize, to: Option<std::path::PathBuf>, overwrite: bool) {
        self.push(Effect::Export { format, to, overwrite, annotations: self.session.markup().annotations.clone() });
    }
}
