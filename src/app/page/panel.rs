//! Pages over the text: lists, help, summary.

use std::rc::Rc;

use super::help::{self, HelpRow};
use super::{Label, Page, Role, Strip};
use crate::app::outbox::{ALSO, NOT_SAVED};
use crate::app::session::SaveState;
use crate::app::session::plural;
use crate::app::{App, Mode};
use crate::export::EXPORTS;
use crate::text::Span;

/// Where the inside of a panel is.
pub(super) struct Frame {
    pub(super) x: u16,
    pub(super) y: u16,
    pub(super) width: u16,
    pub(super) height: u16,
}

impl Frame {
    /// The first row shown of a list, so that the selected one is seen.
    fn first(&self, count: usize, selected: usize) -> usize {
        let height = usize::from(self.height);
        selected.saturating_sub(height / 2).min(count.saturating_sub(height))
    }

    /// A title across the whole panel.
    fn band(&self, y: u16, title: &str, page: &mut Page) {
        let label = Label::of(Role::PanelTitle);
        let mut strip = Strip::at(page.order, self.x - 2, y);
        strip.push_text("  ", self.width + 4, label);
        strip.push_text(title, self.width + 2, label);
        strip.fill(self.width + 4, label);
        page.strips.push(strip);
    }
}

/// A row of the summary.
enum SummaryRow {
    Text(String),
    /// Annotations with the tag at this place of the set.
    Tag(usize),
}

impl App {
    pub(super) fn draw_panel(&mut self, page: &mut Page) {
        match self.mode.clone() {
            Mode::Contents(selected) => {
                let headings = self.headings();
                let frame = self.frame("Contents", headings.len(), page);
                self.rows(&frame, headings.len(), selected, page, |app, index, strip, width, label| {
                    let paragraph = app.view.document().paragraphs[headings[index]];
                    let indent = u16::from(paragraph.level.saturating_sub(1)) * 2;
                    app.aligned(paragraph.span, strip, width, indent, label);
                });
            }
            Mode::List { selected, filter } => {
                let count = self.session.listed(filter);
                let shown = filter
                    .and_then(|nth| self.session.markup().tags.nth(nth))
                    .map_or("Annotations".to_owned(), |tag| tag.label.clone() + "s only");
                let frame = self.frame(&format!("{shown} ({count})"), count, page);
                self.rows(&frame, count, selected, page, |app, index, strip, width, label| {
                    app.annotation_row(filter, index, strip, width, label);
                });
            }
            Mode::Review(selected) => self.draw_review(selected, page),
            Mode::Export(selected) => {
                let frame = self.frame("Export to", EXPORTS.len(), page);
                self.rows(&frame, EXPORTS.len(), selected, page, |_, index, strip, width, label| {
                    strip.push_text(&format!("{:<14} {}", EXPORTS[index].name, EXPORTS[index].about), width, label);
                });
            }
            Mode::Help(top) => self.draw_help(top, page),
            Mode::Summary { top, .. } => self.draw_summary(top, page),
            Mode::Unsaved => self.draw_unsaved(page),
            _ => {}
        }
    }

    /// Columns inside a panel.
    fn panel_width(&self) -> usize {
        usize::from(self.view.size.columns).saturating_sub(8).min(88)
    }

    /// How many rows the help can be scrolled by, and one more.
    pub(in crate::app) fn help_tops(&mut self) -> usize {
        let shown = usize::from(self.view.size.rows).saturating_sub(4);
        self.help_rows().len().saturating_sub(shown) + 1
    }

    /// The help, which is wrapped once for a width.
    fn help_rows(&mut self) -> Rc<Vec<HelpRow>> {
        let width = self.panel_width();
        let help = self.kept.help.take().filter(|(of, _)| *of == width);
        let (_, rows) = self.kept.help.insert(help.unwrap_or_else(|| (width, Rc::new(help::rows(width)))));
        Rc::clone(rows)
    }

    /// Where the inside of a panel of `rows` rows is.
    pub(super) fn frame_of(&self, rows: usize) -> Frame {
        let columns = self.view.size.columns;
        let width = self.panel_width() as u16 + 4;
        let room = self.view.size.rows.saturating_sub(2);
        let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(3).min(room);
        let (x, y) = ((columns - width) / 2, (room - height) / 2);
        Frame { x: x + 2, y: y + 1, width: width - 4, height: height.saturating_sub(2).max(1) }
    }

    /// Draws the ground and the title of a panel that has `rows` rows, and returns its inside.
    pub(super) fn frame(&self, title: &str, rows: usize, page: &mut Page) -> Frame {
        let frame = self.frame_of(rows);
        let room = self.view.size.rows.saturating_sub(2);
        let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(3).min(room);
        frame.band(frame.y - 1, title, page);
        for row in 1..height {
            let mut strip = Strip::at(page.order, frame.x - 2, frame.y - 1 + row);
            strip.fill(frame.width + 4, Label::of(Role::Panel));
            page.strips.push(strip);
        }
        frame
    }

    /// The row of the open list of `count` that is at a row of the screen.
    pub(in crate::app) fn list_row_at(&self, count: usize, selected: usize, row: u16) -> Option<usize> {
        let [review, _] = self.review_frames(count);
        let frame = if matches!(self.mode, Mode::Review(_)) { review } else { self.frame_of(count) };
        let within = row.checked_sub(frame.y).filter(|row| *row < frame.height)?;
        Some(frame.first(count, selected) + usize::from(within)).filter(|index| *index < count)
    }

    /// Draws the rows of a list so that the selected one is seen.
    pub(super) fn rows(
        &mut self,
        frame: &Frame,
        count: usize,
        selected: usize,
        page: &mut Page,
        mut draw: impl FnMut(&mut Self, usize, &mut Strip, u16, Label),
    ) {
        let first = frame.first(count, selected);
        for (y, index) in (frame.y..).zip(first..count.min(first + usize::from(frame.height))) {
            let label = Label::of(if index == selected { Role::Selected } else { Role::Panel });
            let mut strip = Strip::at(page.order, frame.x - 1, y);
            strip.push_char(if index == selected { '▸' } else { ' ' }, label);
            draw(self, index, &mut strip, frame.width + 1, label);
            strip.fill(frame.width + 2, label);
            page.strips.push(strip);
        }
    }

    /// Adds text of the article, flush to the side where it begins, indented there.
    fn aligned(&self, span: Span, strip: &mut Strip, width: u16, indent: u16, label: Label) {
        let text = span.slice(&self.view.document().text).unwrap_or_default();
        let line =
            super::strip::fit(strip.order, text, usize::from(width.saturating_sub(strip.width() + indent)), None);
        if line.direction.is_rtl() {
            let used = u16::try_from(line.width).unwrap_or(width);
            strip.fill(width.saturating_sub(used + indent), label);
        } else {
            strip.fill(strip.width() + indent, label);
        }
        strip.push(&line, |_| label);
    }

    /// Number of the sentence, tag, text and note of an annotation.
    fn annotation_row(&mut self, filter: Option<usize>, index: usize, strip: &mut Strip, width: u16, label: Label) {
        let Some(annotation) = self.session.row(filter, index).cloned() else { return };
        let (shape, letter, colour) = self.sign(&annotation);
        let place = self.view.flow.place_at(annotation.span.start);
        strip.push_text(&format!("{:>4} ", self.ordinal_of(place)), width, label);
        let tag = Label { tag: Some(colour), ..label };
        strip.push_char(shape, tag);
        strip.push_char(letter, tag);
        strip.push_text(" ", width, label);
        let note_width = if width >= 60 && annotation.note.is_some() { width / 3 } else { 0 };
        self.aligned(annotation.span, strip, width - note_width, 0, label);
        if let Some(note) = annotation.note.as_deref().filter(|_| note_width > 0) {
            strip.fill(width - note_width, label);
            strip.push_text(" · ", width, label);
            let line = super::strip::fit(strip.order, note, usize::from(width.saturating_sub(strip.width())), None);
            strip.push(&line, |_| label);
        }
    }

    fn draw_help(&mut self, top: usize, page: &mut Page) {
        let rows = self.help_rows();
        let frame = self.frame("Keys", rows.len(), page);
        let height = usize::from(frame.height);
        let first = top.min(rows.len().saturating_sub(height));
        for (y, row) in (frame.y..).zip(rows.iter().skip(first).take(height)) {
            let mut strip = Strip::at(page.order, frame.x, y);
            match row {
                HelpRow::Title(title) => {
                    frame.band(y, title, page);
                    continue;
                }
                HelpRow::Keys(keys, what) => {
                    strip.push_text(keys, frame.width, Label::of(Role::PanelKey));
                    strip.fill((strip.width() + 1).max(help::KEYS as u16), Label::of(Role::Panel));
                    strip.push_text(what, frame.width, Label::of(Role::Panel));
                }
                HelpRow::Note(text) => strip.push_text(text, frame.width, Label::of(Role::Panel)),
                HelpRow::Blank => {}
            }
            page.strips.push(strip);
        }
    }

    /// How many rows the summary can be scrolled by, and one more.
    pub(in crate::app) fn summary_tops(&mut self) -> usize {
        let shown = usize::from(self.view.size.rows).saturating_sub(4);
        self.summary_rows().len().saturating_sub(shown) + 1
    }

    fn summary_rows(&mut self) -> Vec<SummaryRow> {
        let article = std::sync::Arc::clone(self.session.article());
        let total = article.document.sentence_counts().and_then(|counts| counts.last().copied()).unwrap_or(0) as usize;
        let notes = self.session.markup().annotations.iter().filter(|annotation| annotation.note.is_some()).count();
        let tagged = match (self.session.tagged(), total) {
            (None, _) => "The tagged sentences are still being counted".to_owned(),
            (Some(tagged), 0) => format!("{} tagged", plural(tagged, "sentence")),
            (Some(tagged), _) => format!("{tagged} of {total} sentences tagged ({}%)", tagged * 100 / total),
        };
        let read = article.source.reading().unwrap_or_else(|| format!("Read as {}", article.source.encoding));
        let mut texts = vec![article.source.name.clone()];
        // What the rows after it say in full is not said twice.
        let repeats = |message: &str| match self.session.saving().state() {
            SaveState::Failed(_) => message.starts_with(NOT_SAVED) && !message.contains(ALSO),
            SaveState::Locked(_) => message.starts_with("LOCKED:"),
            _ => false,
        };
        if let Mode::Summary { message: Some(message), .. } = &self.mode
            && !repeats(message)
        {
            texts.push(message.clone());
        }
        texts.extend(self.saving_in_full());
        texts.push(read);
        texts.extend(self.session.unseen().map(str::to_owned));
        texts.extend([String::new(), tagged]);
        texts.push(format!(
            "{}, {}",
            plural(self.session.markup().annotations.len(), "annotation"),
            plural(notes, "note")
        ));
        if !self.session.markup().boundaries.is_empty() {
            texts.push(format!("{} between sentences", plural(self.session.markup().boundaries.len(), "correction")));
        }
        let width = self.panel_width();
        let wrapped = |text: String| {
            let mut lines = help::wrapped(&text, width);
            lines.resize(lines.len().max(1), String::new());
            lines.into_iter().map(SummaryRow::Text)
        };
        let mut rows: Vec<SummaryRow> = texts.into_iter().flat_map(wrapped).collect();
        rows.push(SummaryRow::Text(String::new()));
        rows.extend((0..self.session.markup().tags.iter().count()).map(SummaryRow::Tag));
        rows
    }

    fn draw_summary(&mut self, top: usize, page: &mut Page) {
        let rows = self.summary_rows();
        let frame = self.frame("Summary", rows.len(), page);
        let height = usize::from(frame.height);
        let tags = self.session.markup().tags.iter().count();
        let counts: Vec<usize> = (0..tags).map(|nth| self.session.listed(Some(nth))).collect();
        let most = counts.iter().copied().max().unwrap_or(0).max(1);
        let plain = Label::of(Role::Panel);
        let first = top.min(rows.len().saturating_sub(height));
        for (y, row) in (frame.y..).zip(rows.into_iter().skip(first).take(height)) {
            let mut strip = Strip::at(page.order, frame.x, y);
            match row {
                SummaryRow::Text(text) => strip.push_text(&text, frame.width, plain),
                SummaryRow::Tag(nth) => {
                    let (Some(tag), count) = (self.session.markup().tags.nth(nth), counts[nth]) else { continue };
                    let colour = Label { tag: Some(tag.colour), ..plain };
                    strip.push_char(self.session.markup().tags.shape(&tag.id).glyph(), colour);
                    strip.push_text(&format!(" {:<8} {count:>5} ", tag.label), frame.width, plain);
                    let room = usize::from(frame.width.saturating_sub(strip.width()));
                    for _ in 0..(count * room).div_ceil(most).min(room) {
                        strip.push_char('█', colour);
                    }
                }
            }
            page.strips.push(strip);
        }
    }

    /// What happened, why, and what can be done about it.
    fn draw_unsaved(&self, page: &mut Page) {
        let mut texts = self.session.saving().failure().map_or_else(Vec::new, |failure| self.failure_in_full(failure));
        texts.push("r tries again, w saves elsewhere, Esc goes back to the article.".to_owned());
        texts.push("Q quits and loses what is not saved.".to_owned());
        let lines: Vec<String> = texts.iter().flat_map(|text| help::wrapped(text, self.panel_width())).collect();
        let frame = self.frame("Not saved", lines.len(), page);
        // Where there is no room for all, what went wrong comes first: the footer has the keys.
        for (y, text) in (frame.y..).zip(lines.iter().take(usize::from(frame.height))) {
            page.strips.push(Strip::write(page.order, frame.x, y, frame.width, text, Label::of(Role::Panel)));
        }
    }
}
