//! How panels are drawn: a title, and of the rows those that are seen.

use std::rc::Rc;

use super::OpenPanel;
use crate::annotation::Annotation;
use crate::app::App;
use crate::app::page::{Label, Page, Role, Strip, fit};
use crate::text::layout::{Options, layout};
use crate::text::{BaseDirection, Span};

/// Where the inside of a panel is.
pub(in crate::app) struct Frame {
    pub(super) x: u16,
    pub(super) y: u16,
    pub(super) width: u16,
    pub(super) height: u16,
}

impl Frame {
    /// The first row shown of a list, so that the selected one is seen.
    pub(super) fn first(&self, count: usize, selected: usize) -> usize {
        let height = usize::from(self.height);
        selected.saturating_sub(height / 2).min(count.saturating_sub(height))
    }
}

/// Makes a strip at the inside of a panel a title across all of the panel, which is `width` columns wide inside.
pub(super) fn push_band(strip: &mut Strip, title: &str, width: u16) {
    let label = Label::of(Role::PanelTitle);
    strip.x -= 2;
    strip.push_text("  ", width + 4, label);
    strip.push_text(title, width + 2, label);
    strip.fill(width + 4, label);
}

/// Left-to-right text in lines of at most `width` columns, broken between words.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let options =
        Options { width: Some(width.max(1)), direction: Some(BaseDirection::LeftToRight), ..Options::default() };
    let lines = layout(text, &options);
    lines.iter().filter_map(|line| line.span.slice(text)).map(|line| line.trim_end().to_owned()).collect()
}

impl App {
    /// Columns inside a panel.
    pub(super) fn panel_width(&self) -> usize {
        usize::from(self.view.size.columns).saturating_sub(8).min(88)
    }

    /// Where the inside of a panel of `rows` rows is.
    fn frame_of(&self, rows: usize) -> Frame {
        let columns = self.view.size.columns;
        let width = self.panel_width() as u16 + 4;
        let room = self.view.size.rows.saturating_sub(2);
        let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(3).min(room);
        let (x, y) = (columns.saturating_sub(width) / 2, (room - height) / 2);
        Frame { x: x + 2, y: y + 1, width: width - 4, height: height.saturating_sub(2).max(1) }
    }

    /// The inside of a panel: as large as all of its rows want it, so that it stays where it is while they are filtered.
    fn inside(&self, open: &OpenPanel) -> Frame {
        self.frame_of(open.panel.len(self) + usize::from(open.panel.below(self)))
    }

    /// The part of it that the rows are in.
    pub(super) fn list_frame(&self, open: &OpenPanel) -> Frame {
        let frame = self.inside(open);
        Frame { height: frame.height.saturating_sub(open.panel.below(self)).max(1), ..frame }
    }

    /// Draws the ground and the title of a panel, with an empty row at the end.
    fn draw_ground(frame: &Frame, title: &str, page: &mut Page) {
        let mut strip = Strip::at(page.order, frame.x, frame.y - 1);
        push_band(&mut strip, title, frame.width);
        page.strips.push(strip);
        for row in frame.y..=frame.y + frame.height {
            let mut strip = Strip::at(page.order, frame.x - 2, row);
            strip.fill(frame.width + 4, Label::of(Role::Panel));
            page.strips.push(strip);
        }
    }

    /// Draws the panel that is open.
    pub(in crate::app) fn draw_panel(&mut self, page: &mut Page) {
        let Some(open) = self.panel() else { return };
        let (panel, count, at, scrolls) = (Rc::clone(&open.panel), open.shown(self), open.at, open.scrolls());
        let (whole, frame) = (self.inside(open), self.list_frame(open));
        let mut title = panel.title(self, count);
        if open.filter.is_some() {
            title = format!("{title}  /{}", open.query());
        }
        let first = if scrolls { at } else { frame.first(count, at) };
        let shown = (first..).map_while(|nth| Some((nth, open.row(self, nth)?)));
        let rows: Vec<(usize, usize)> = shown.take(frame.height.into()).collect();
        let nothing = if open.filter.is_some() { "Nothing here has that in it." } else { panel.nothing() };
        Self::draw_ground(&whole, &title, page);
        if rows.is_empty() {
            page.strips.push(Strip::write(page.order, frame.x, frame.y, frame.width, nothing, Label::of(Role::Panel)));
        }
        for (y, (nth, row)) in (frame.y..).zip(rows) {
            if scrolls {
                let mut strip = Strip::at(page.order, frame.x, y);
                panel.draw(self, row, &mut strip, frame.width, Label::of(Role::Panel));
                page.strips.push(strip);
                continue;
            }
            let label = Label::of(if nth == at { Role::Selected } else { Role::Panel });
            let mut strip = Strip::at(page.order, frame.x - 1, y);
            strip.push_char(if nth == at { '▸' } else { ' ' }, label);
            panel.draw(self, row, &mut strip, frame.width + 1, label);
            strip.fill(frame.width + 2, label);
            page.strips.push(strip);
        }
        let y = frame.y + frame.height + 1;
        if let Some(row) = self.panel().and_then(|open| open.selected(self)).filter(|_| y < whole.y + whole.height) {
            let below = Frame { y, height: whole.y + whole.height - y, ..frame };
            panel.draw_below(self, row, &below, page);
        }
    }

    /// What happened, why, and what can be done about it.
    pub(in crate::app) fn draw_unsaved(&self, page: &mut Page) {
        let mut texts = self.session.saving().failure().map_or_else(Vec::new, |failure| self.failure_in_full(failure));
        texts.push("r tries again, w saves elsewhere, Esc goes back to the article.".to_owned());
        texts.push("Q quits and loses what is not saved.".to_owned());
        let lines: Vec<String> = texts.iter().flat_map(|text| wrapped(text, self.panel_width())).collect();
        let frame = self.frame_of(lines.len());
        Self::draw_ground(&frame, "Not saved", page);
        // Where there is no room for all, what went wrong comes first: the footer has the keys.
        for (y, text) in (frame.y..).zip(lines.iter().take(usize::from(frame.height))) {
            page.strips.push(Strip::write(page.order, frame.x, y, frame.width, text, Label::of(Role::Panel)));
        }
    }

    /// Adds text of the article, flush to the side where it begins, indented there.
    pub(super) fn aligned(&self, span: Span, strip: &mut Strip, width: u16, indent: u16, label: Label) {
        let text = span.slice(&self.view.document().text).unwrap_or_default();
        let line = fit(strip.order, text, usize::from(width.saturating_sub(strip.width() + indent)), None);
        if line.direction.is_rtl() {
            let used = u16::try_from(line.width).unwrap_or(width);
            strip.fill(width.saturating_sub(used + indent), label);
        } else {
            strip.fill(strip.width() + indent, label);
        }
        strip.push(&line, |_| label);
    }

    /// Adds the sign of an annotation's tag.
    pub(super) fn push_sign(&mut self, annotation: &Annotation, strip: &mut Strip, width: u16, label: Label) {
        let (shape, letter, colour) = self.sign(annotation);
        let tag = Label { tag: Some(colour), ..label };
        strip.push_char(shape, tag);
        strip.push_char(letter, tag);
        strip.push_text(" ", width, label);
    }
}
