//! Moving from sentence to sentence.

use super::View;
use super::flow::{Place, RowContent};
use crate::text::{Span, caret};

impl View {
    /// Goes `count` sentences on, or back where it is negative, or as far as there are some. Whether the sentence is another one.
    pub fn step(&mut self, count: i64) -> bool {
        let place = self.flow.step(self.cursor, count);
        let moved = place != self.cursor;
        self.move_to(place);
        moved
    }

    /// Makes a sentence the current one and shows it.
    pub(super) fn move_to(&mut self, place: Place) {
        self.cursor = place;
        self.reveal();
    }

    /// Makes the sentence that holds a byte the current one and shows it.
    pub fn go_to(&mut self, position: usize) {
        let place = self.flow.place_at(position);
        self.move_to(place);
    }

    /// Goes `count` paragraphs on; back, first to the start of this one.
    pub fn step_paragraph(&mut self, count: i64) {
        let mut paragraph = self.cursor.paragraph;
        let steps = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX);
        if count > 0 {
            paragraph = paragraph.saturating_add(steps).min(self.flow.paragraphs().saturating_sub(1));
            if paragraph == self.cursor.paragraph {
                self.go_to_end(true);
                return;
            }
        } else {
            let back = if self.cursor.index > 0 { steps - 1 } else { steps };
            paragraph = paragraph.saturating_sub(back);
        }
        self.go_to_paragraph(paragraph);
    }

    /// Goes to the first sentence of a paragraph.
    pub fn go_to_paragraph(&mut self, paragraph: usize) {
        self.move_to(Place { paragraph, index: 0 });
    }

    /// Goes to the first or to the last sentence.
    pub fn go_to_end(&mut self, last: bool) {
        let place = if last { self.last_place() } else { Some(Place::default()) };
        if let Some(place) = place {
            self.move_to(place);
        }
    }

    /// Goes to the sentence with a number from 1. Needs the count of the sentences, which a huge article has a moment later.
    ///
    /// # Errors
    /// What to say when there is no such sentence, or they are not counted yet.
    pub fn go_to_ordinal(&mut self, ordinal: usize) -> Result<(), String> {
        let counts = self.document().sentence_counts();
        let counts = counts.ok_or_else(|| "The sentences are still being counted".to_owned())?;
        let index = u32::try_from(ordinal.saturating_sub(1)).unwrap_or(u32::MAX);
        let paragraph = counts.partition_point(|before| *before <= index).saturating_sub(1);
        let total = counts.last().copied().unwrap_or(0);
        if index >= total {
            return Err(format!("The article has {total} sentences"));
        }
        let place = Place { paragraph, index: (index - counts[paragraph]) as usize };
        self.move_to(place);
        Ok(())
    }

    /// Goes to the next sentence that is wanted, or to the previous one; `false` where there is none.
    pub fn seek(&mut self, forward: bool, is_wanted: impl Fn(Span) -> bool) -> bool {
        let mut place = self.cursor;
        loop {
            let next = if forward { self.flow.next_place(place) } else { self.flow.previous_place(place) };
            let Some(next) = next else { return false };
            place = next;
            if is_wanted(self.flow.span(place)) {
                self.move_to(place);
                return true;
            }
        }
    }

    /// The byte of the text whose cell is at a column and a row of the screen; beside the text the nearest one of the line.
    pub fn byte_at(&mut self, column: u16, row: u16) -> Option<usize> {
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
        Some(self.document().paragraphs[row.paragraph].span.start + byte)
    }
}
