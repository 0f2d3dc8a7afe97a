//! Moving from sentence to sentence.

use super::flow::{Place, RowContent};
use super::{App, Mode};
use crate::text::caret;

impl App {
    /// `count` sentences on, or back where it is negative.
    pub(super) fn step(&mut self, count: i64) {
        let mut place = self.cursor;
        for _ in 0..count.unsigned_abs() {
            let next = if count > 0 { self.flow.next_place(place) } else { self.flow.previous_place(place) };
            let Some(next) = next else { break };
            place = next;
        }
        if place == self.cursor {
            self.say(if count > 0 { "Last sentence" } else { "First sentence" });
        }
        self.move_to(place);
    }

    /// Makes a sentence the current one and shows it.
    pub(super) fn move_to(&mut self, place: Place) {
        if place != self.cursor {
            self.tagged_part = None;
        }
        self.cursor = place;
        self.reveal();
    }

    /// `count` paragraphs on; back, first to the start of this one.
    pub(super) fn step_paragraph(&mut self, count: i64) {
        let mut paragraph = self.cursor.paragraph;
        let steps = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX);
        if count > 0 {
            paragraph = paragraph.saturating_add(steps).min(self.flow.paragraphs().saturating_sub(1));
            if paragraph == self.cursor.paragraph {
                if let Some(last) = self.last_place() {
                    self.move_to(last);
                }
                return;
            }
        } else {
            let back = if self.cursor.index > 0 { steps - 1 } else { steps };
            paragraph = paragraph.saturating_sub(back);
        }
        self.move_to(Place { paragraph, index: 0 });
    }

    /// The first or the last sentence, or the one with the ordinal `count`.
    pub(super) fn go_to_end(&mut self, last: bool, count: Option<usize>) {
        if let Some(ordinal) = count.filter(|ordinal| *ordinal > 0) {
            self.go_to_ordinal(ordinal);
            return;
        }
        let place = if last { self.last_place() } else { Some(Place::default()) };
        if let Some(place) = place {
            self.move_to(place);
        }
    }

    /// The sentence with a number from 1. Needs the count of the sentences, which a huge article has a moment later.
    pub(super) fn go_to_ordinal(&mut self, ordinal: usize) {
        let article = std::sync::Arc::clone(self.flow.article());
        let Some(counts) = article.document.sentence_counts() else {
            self.fail("The sentences are still being counted");
            return;
        };
        let index = u32::try_from(ordinal - 1).unwrap_or(u32::MAX);
        let paragraph = counts.partition_point(|before| *before <= index).saturating_sub(1);
        let total = counts.last().copied().unwrap_or(0);
        if index >= total {
            self.fail(format!("The article has {total} sentences"));
        } else {
            self.move_to(Place { paragraph, index: (index - counts[paragraph]) as usize });
        }
    }

    /// The `times`-th next (or previous) sentence that is annotated (or is not).
    pub(super) fn seek(&mut self, times: usize, forward: bool, annotated: bool) {
        for _ in 0..times {
            let found = if annotated { self.seek_annotated(forward) } else { self.seek_untagged(forward) };
            let Some(place) = found else {
                let (which, where_to) =
                    (if annotated { "annotated" } else { "untagged" }, if forward { "after" } else { "before" });
                self.say(format!("No {which} sentence {where_to} this one"));
                return;
            };
            self.move_to(place);
        }
    }

    fn seek_annotated(&mut self, forward: bool) -> Option<Place> {
        let here = self.flow.span(self.cursor);
        let position = if forward {
            self.markup.annotations.next_after(here.end.saturating_sub(1))?.span.start
        } else {
            self.markup.annotations.previous_before(here.start)?.span.start
        };
        Some(self.flow.place_at(position))
    }

    fn seek_untagged(&mut self, forward: bool) -> Option<Place> {
        let mut place = self.cursor;
        loop {
            place = if forward { self.flow.next_place(place) } else { self.flow.previous_place(place) }?;
            let span = self.flow.span(place);
            if self.markup.annotations.overlapping(span).next().is_none() {
                return Some(place);
            }
        }
    }

    /// A click on a cell of the text makes its sentence the current one; in a list it chooses the row.
    pub(super) fn click(&mut self, column: u16, row: u16) {
        self.message = None;
        match self.mode {
            Mode::Read | Mode::Extend(_) => {
                if let Some(byte) = self.byte_at(column, row) {
                    let place = self.flow.place_at(byte);
                    self.move_to(place);
                }
            }
            Mode::Part(_) => {
                if let Some(byte) = self.byte_at(column, row) {
                    self.part_to(byte);
                }
            }
            Mode::Split(_) => {
                let byte = self.byte_at(column, row);
                if let (Some(byte), Mode::Split(part)) = (byte, &mut self.mode) {
                    part.seek_byte(byte);
                }
            }
            Mode::Contents(_) | Mode::List { .. } | Mode::Export(_) => self.click_row(row),
            _ => {}
        }
    }

    /// The byte of the article whose cell is at a column and a row of the screen; beside the text the nearest one of the line.
    fn byte_at(&mut self, column: u16, row: u16) -> Option<usize> {
        let page = self.geometry?;
        if row >= page.height {
            return None;
        }
        let row = (0..row).try_fold(self.top, |at, _| self.flow.next(at))?;
        let row = self.flow.at_column(row, usize::from(column.saturating_sub(page.text_x)));
        let RowContent::Line(number) = self.flow.content(row) else { return None };
        let lines = self.flow.lines(row.paragraph);
        let line = lines.get(number)?;
        let x = page.text_x + u16::try_from(self.flow.column(row.paragraph, line)).unwrap_or(0);
        let within = usize::from(column).saturating_sub(usize::from(x));
        let position =
            if usize::from(column) < usize::from(x) { caret::hit(line, 0) } else { caret::hit(line, within) };
        let mut left = 0;
        let cell = line.cells.iter().find(|cell| {
            left += usize::from(cell.width);
            usize::from(column) >= usize::from(x) && within < left && cell.width > 0
        });
        let byte = cell.map_or(position.byte.min(line.span.end.saturating_sub(1)), |cell| cell.span.start);
        Some(self.flow.article().document.paragraphs[row.paragraph].span.start + byte)
    }
}
