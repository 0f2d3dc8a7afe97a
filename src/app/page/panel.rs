//! Pages over the text: lists, help, summary.

use super::help::{self, HelpRow};
use super::{Label, Page, Role, Strip};
use crate::annotation::Colour;
use crate::app::tagging::plural;
use crate::app::{App, Mode};
use crate::export::EXPORTS;
use crate::text::Span;

/// Where the inside of a panel is.
struct Frame {
    x: u16,
    y: u16,
    width: u16,
    height: u16,
}

impl App {
    pub(super) fn draw_panel(&mut self, page: &mut Page) {
        match self.mode.clone() {
            Mode::Contents(selected) => {
                let headings = self.headings();
                let frame = self.frame("Contents", headings.len(), page);
                self.rows(&frame, headings.len(), selected, page, |app, index, strip, width, label| {
                    let paragraph = app.flow.article().paragraphs[headings[index]];
                    let indent = u16::from(paragraph.level.saturating_sub(1)) * 2;
                    app.aligned(paragraph.span, strip, width, indent, label);
                });
            }
            Mode::List { selected, filter } => {
                let ids: Vec<String> = self.listed(filter).iter().map(|annotation| annotation.id.clone()).collect();
                let shown = filter
                    .and_then(|nth| self.tags.nth(nth))
                    .map_or("Annotations".to_owned(), |tag| tag.label.clone() + "s only");
                let frame = self.frame(&format!("{shown} ({})", ids.len()), ids.len(), page);
                self.rows(&frame, ids.len(), selected, page, |app, index, strip, width, label| {
                    app.annotation_row(&ids[index], strip, width, label);
                });
            }
            Mode::Export(selected) => {
                let frame = self.frame("Export to", EXPORTS.len(), page);
                self.rows(&frame, EXPORTS.len(), selected, page, |_, index, strip, width, label| {
                    strip.push_text(&format!("{:<14} {}", EXPORTS[index].name, EXPORTS[index].about), width, label);
                });
            }
            Mode::Help(top) => self.draw_help(top, page),
            Mode::Summary => self.draw_summary(page),
            Mode::Unsaved(why) => self.draw_unsaved(&why, page),
            _ => {}
        }
    }

    /// Columns inside a panel.
    fn panel_width(&self) -> usize {
        usize::from(self.size.columns).saturating_sub(8).min(88)
    }

    /// How many rows the help can be scrolled by, and one more.
    pub(in crate::app) fn help_tops(&self) -> usize {
        let shown = usize::from(self.size.rows).saturating_sub(4);
        help::rows(self.panel_width()).len().saturating_sub(shown) + 1
    }

    /// Draws the ground and the title of a panel that has `rows` rows, and returns its inside.
    fn frame(&self, title: &str, rows: usize, page: &mut Page) -> Frame {
        let columns = self.size.columns;
        let width = self.panel_width() as u16 + 4;
        let room = self.size.rows.saturating_sub(2);
        let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(3).min(room);
        let (x, y) = ((columns - width) / 2, (room - height) / 2);
        for row in 0..height {
            let mut strip = Strip::at(x, y + row);
            if row == 0 {
                strip.push_text(" ", width, Label::of(Role::PanelTitle));
                strip.push_text(title, width, Label::of(Role::PanelTitle));
                strip.fill(width, Label::of(Role::PanelTitle));
            }
            strip.fill(width, Label::of(Role::Panel));
            page.strips.push(strip);
        }
        Frame { x: x + 2, y: y + 1, width: width - 4, height: height.saturating_sub(2).max(1) }
    }

    /// Draws the rows of a list so that the selected one is seen.
    fn rows(
        &mut self,
        frame: &Frame,
        count: usize,
        selected: usize,
        page: &mut Page,
        mut draw: impl FnMut(&mut Self, usize, &mut Strip, u16, Label),
    ) {
        let height = usize::from(frame.height);
        let first = selected.saturating_sub(height / 2).min(count.saturating_sub(height));
        for (y, index) in (frame.y..).zip(first..count.min(first + height)) {
            let label = Label::of(if index == selected { Role::Selected } else { Role::Panel });
            let mut strip = Strip::at(frame.x - 1, y);
            strip.push_char(if index == selected { '▸' } else { ' ' }, label);
            draw(self, index, &mut strip, frame.width + 1, label);
            strip.fill(frame.width + 2, label);
            page.strips.push(strip);
        }
    }

    /// Adds text of the article, flush to the side where it begins, indented there.
    fn aligned(&self, span: Span, strip: &mut Strip, width: u16, indent: u16, label: Label) {
        let text = span.slice(&self.flow.article().text).unwrap_or_default();
        let line = super::strip::fit(text, usize::from(width.saturating_sub(strip.width() + indent)), None);
        if line.direction.is_rtl() {
            let used = u16::try_from(line.width).unwrap_or(width);
            strip.fill(width.saturating_sub(used + indent), label);
        } else {
            strip.fill(strip.width() + indent, label);
        }
        strip.push(&line, |_| label);
    }

    fn annotation_row(&self, id: &str, strip: &mut Strip, width: u16, label: Label) {
        let Some(annotation) = self.annotations.get(id) else { return };
        let (shape, letter, colour) = self
            .tags
            .get(&annotation.tag)
            .map_or(('▲', '?', Colour::Cyan), |tag| (self.tags.shape(&tag.id).glyph(), tag.letter(), tag.colour));
        let tag = Label { tag: Some(colour), ..label };
        strip.push_char(shape, tag);
        strip.push_char(letter, tag);
        strip.push_text(" ", width, label);
        let note_width = if width >= 60 && annotation.note.is_some() { width / 3 } else { 0 };
        self.aligned(annotation.span, strip, width - note_width, 0, label);
        if let Some(note) = annotation.note.as_deref().filter(|_| note_width > 0) {
            strip.fill(width - note_width, label);
            strip.push_text(" · ", width, label);
            let line = super::strip::fit(note, usize::from(width.saturating_sub(strip.width())), None);
            strip.push(&line, |_| label);
        }
    }

    fn draw_help(&self, top: usize, page: &mut Page) {
        let rows = help::rows(self.panel_width());
        let frame = self.frame("Keys", rows.len(), page);
        let height = usize::from(frame.height);
        let first = top.min(rows.len().saturating_sub(height));
        for (y, row) in (frame.y..).zip(rows.iter().skip(first).take(height)) {
            let mut strip = Strip::at(frame.x, y);
            match row {
                HelpRow::Title(title) => {
                    strip.push_text(title, frame.width, Label::of(Role::PanelTitle));
                    strip.fill(frame.width, Label::of(Role::PanelTitle));
                }
                HelpRow::Keys(keys, what) => {
                    strip.push_text(keys, frame.width, Label::of(Role::Key));
                    strip.fill((strip.width() + 1).max(help::KEYS as u16), Label::of(Role::Panel));
                    strip.push_text(what, frame.width, Label::of(Role::Panel));
                }
                HelpRow::Note(text) => strip.push_text(text, frame.width, Label::of(Role::Panel)),
                HelpRow::Blank => {}
            }
            page.strips.push(strip);
        }
    }

    fn draw_summary(&mut self, page: &mut Page) {
        let total = self.flow.article().sentence_counts().and_then(|counts| counts.last().copied());
        let tags: Vec<_> = self.tags.iter().cloned().collect();
        let counts: Vec<usize> = tags.iter().map(|tag| self.annotations.count_by_tag(&tag.id)).collect();
        let notes = self.annotations.iter().filter(|annotation| annotation.note.is_some()).count();
        let tagged = self.annotations.tagged_spans();
        let frame = self.frame("Summary", tags.len() + 5, page);
        let plain = Label::of(Role::Panel);
        let mut y = frame.y;
        let line = |text: String, page: &mut Page, y: &mut u16| {
            page.strips.push(Strip::write(frame.x, *y, frame.width, &text, plain));
            *y += 1;
        };
        line(self.flow.article().name.clone(), page, &mut y);
        match total {
            Some(total) if total > 0 => {
                let share = tagged * 100 / total as usize;
                line(
                    format!("{tagged} of {total} sentences and parts tagged ({share}%), {}", plural(notes, "note")),
                    page,
                    &mut y,
                );
            }
            _ => line(format!("{tagged} tagged, {}", plural(notes, "note")), page, &mut y),
        }
        y += 1;
        let most = counts.iter().copied().max().unwrap_or(0).max(1);
        for (tag, count) in tags.iter().zip(counts) {
            let mut strip = Strip::at(frame.x, y);
            let colour = Label { tag: Some(tag.colour), ..plain };
            strip.push_char(self.tags.shape(&tag.id).glyph(), colour);
            strip.push_text(&format!(" {:<8} {count:>5} ", tag.label), frame.width, plain);
            let room = usize::from(frame.width.saturating_sub(strip.width()));
            for _ in 0..(count * room).div_ceil(most).min(room) {
                strip.push_char('█', colour);
            }
            page.strips.push(strip);
            y += 1;
        }
        y += 1;
        line(format!("Sidecar: {}", self.saving.path().display()), page, &mut y);
    }

    fn draw_unsaved(&self, why: &str, page: &mut Page) {
        let frame = self.frame("Not saved", 4, page);
        let lines = [
            why,
            "",
            "r tries again, w saves elsewhere, Esc goes back to the article,",
            "Q quits and loses what is not saved.",
        ];
        for (y, text) in (frame.y..).zip(lines) {
            page.strips.push(Strip::write(frame.x, y, frame.width, text, Label::of(Role::Panel)));
        }
    }
}
