//! The margin: beside each tagged sentence its tags as shape, letter and colour, and the first words of its note.
//!
//! A gloss stands at the row where its sentence starts, or as near below it as the glosses before it allow. A tag on a part of
//! the sentence has a small letter; one that goes over several sentences stands at each. The text never moves for a gloss.

use std::sync::Arc;

use super::{Label, Page, Role, Strip};
use crate::annotation::{Annotation, Colour, State};
use crate::app::App;
use crate::app::view::Geometry;
use crate::app::view::{Place, Row};
use crate::text::layout::{Order, layout};
use crate::text::{BaseDirection, Line, Span};

/// Shape, letter and colour of a tag, behind what it is sorted by: whether it is on a part, and the place of the tag in its set.
type Sign = ((bool, usize), (char, char, Colour));

/// What the margin says of one sentence.
struct Gloss {
    /// Row of the view where its sentence starts.
    row: usize,
    tags: Vec<Sign>,
    note: Option<String>,
    current: bool,
}

impl App {
    pub(super) fn draw_glosses(&mut self, geometry: &Geometry, rows: &[Row], page: &mut Page) {
        let glosses = self.glosses(rows);
        let mut free = 0;
        for (index, gloss) in glosses.iter().enumerate() {
            let row = gloss.row.max(free);
            if row >= rows.len() {
                break;
            }
            // The note may go on down to the next gloss.
            let limit = glosses.get(index + 1).map_or(rows.len(), |next| next.row.max(row + 1)).min(row + 4);
            free = row + draw(geometry, gloss, row, limit - row, page);
        }
    }

    fn glosses(&mut self, rows: &[Row]) -> Vec<Gloss> {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Vec::new() };
        let view = Span::new(self.view.row_span(*first).start, self.view.row_span(*last).end);
        let visible: Vec<Arc<Annotation>> = self.session.markup().annotations.overlapping(view).cloned().collect();
        let mut glosses: Vec<(Span, Gloss)> = Vec::new();
        for annotation in visible {
            let sign = self.sign(&annotation);
            let nth = self.session.tags().position(&annotation.tag).unwrap_or(usize::MAX);
            let tag = ((sign.1.is_ascii_lowercase(), nth), sign);
            let mut place = self.view.flow.place_at(annotation.span.start.max(view.start));
            let mut note = annotation.note.clone();
            // Usually one sentence; where it was split after it was tagged, the tag is on each, and the note beside the first.
            loop {
                self.add_gloss(&mut glosses, rows, place, tag, note.take());
                let Some(next) = self.view.flow.next_place(place) else { break };
                if self.view.flow.span(next).start >= annotation.span.end.min(view.end) {
                    break;
                }
                place = next;
            }
        }
        glosses.sort_by_key(|(span, _)| span.start);
        // Tags in the order of their keys, those of the whole sentence before those of its parts.
        for (_, gloss) in &mut glosses {
            gloss.tags.sort_by_key(|(order, _)| *order);
        }
        glosses.into_iter().map(|(_, gloss)| gloss).collect()
    }

    /// Adds a tag, and a note if there is none yet, to what the margin says of a sentence.
    fn add_gloss(
        &mut self,
        glosses: &mut Vec<(Span, Gloss)>,
        rows: &[Row],
        place: Place,
        tag: Sign,
        note: Option<String>,
    ) {
        let sentence = self.view.flow.span(place);
        if let Some((_, gloss)) = glosses.iter_mut().find(|(span, _)| *span == sentence) {
            if !gloss.tags.contains(&tag) {
                gloss.tags.push(tag);
            }
            gloss.note = gloss.note.take().or(note);
            return;
        }
        let start = self.view.flow.row_at(sentence.start);
        let row = rows.iter().position(|row| *row == start).unwrap_or(0);
        glosses.push((sentence, Gloss { row, tags: vec![tag], note, current: place == self.view.cursor }));
    }

    /// Shape, letter and colour of an annotation's tag; a small letter for a part of a sentence.
    pub(in crate::app) fn sign(&mut self, annotation: &Annotation) -> (char, char, Colour) {
        let place = self.view.flow.place_at(annotation.span.start);
        let sentence = self.view.flow.span(place);
        let whole = annotation.span == sentence || !sentence.covers(annotation.span) || !annotation.state.has_place();
        let tags = self.session.tags();
        let nth = tags.position(&annotation.tag).unwrap_or(usize::MAX);
        let colour = tags.nth(nth).map_or(Colour::Cyan, |tag| tag.colour);
        let (shape, letter) = (tags.shape(nth), tags.letter(nth));
        // The text is not what was annotated, or there are two versions: R shows both.
        let shape = match annotation.state {
            State::Changed => '?',
            State::Respelled => '≈',
            _ if annotation.is_in_conflict() => '≠',
            _ => shape,
        };
        (shape, if whole { letter } else { letter.to_ascii_lowercase() }, colour)
    }
}

/// Draws a gloss from a row on, in at most `height` rows; returns how many it took.
fn draw(geometry: &Geometry, gloss: &Gloss, row: usize, height: usize, page: &mut Page) -> usize {
    let (x, width) = (geometry.margin_x, geometry.margin);
    let y = u16::try_from(row).unwrap_or(u16::MAX);
    let label = |role, tag| Label { tag, current: gloss.current, ..Label::of(role) };
    let mut tags = Strip::at(page.order, x, y);
    for (number, (_, (shape, letter, colour))) in gloss.tags.iter().enumerate() {
        let room = usize::from(width - tags.width());
        if geometry.is_narrow() {
            // Letters alone, as many as there is room for; a plus says that there are more.
            let more = room == 1 && number + 1 < gloss.tags.len();
            if room > 0 {
                tags.push_char(if more { '+' } else { *letter }, label(Role::Tag, Some(*colour)));
            }
            continue;
        }
        if room < 3 {
            break;
        }
        if number > 0 {
            tags.push_char(' ', label(Role::Note, None));
        }
        tags.push_char(*shape, label(Role::Tag, Some(*colour)));
        tags.push_char(*letter, label(Role::Tag, Some(*colour)));
    }
    let used = tags.width();
    // Beside the text: at the right end of a margin that is left of it.
    if geometry.rtl {
        tags.x = x + width - used;
    }
    let mut taken = 1;
    if let Some(note) = gloss.note.as_deref().filter(|_| !geometry.is_narrow()) {
        let beside = usize::from(width.saturating_sub(used + 1));
        let one = super::strip::fit(page.order, note, usize::from(width), None);
        let fits_beside = one.width <= beside && !note.contains('…') && one.span.len() >= note.trim().len();
        if fits_beside || height == 1 {
            if beside >= 4 {
                let line = super::strip::fit(page.order, note, beside, None);
                note_line(geometry, &line, y, used + 1, label(Role::Note, None), page);
            } else if geometry.margin > used {
                // No room for words: a pencil says that there is a note.
                let at = if geometry.rtl { tags.x - 1 } else { x + used };
                let mut sign = Strip::at(page.order, at, y);
                sign.push_char('*', label(Role::Note, None));
                page.strips.push(sign);
            }
        } else {
            for line in note_lines(page.order, note, usize::from(width), height - 1) {
                note_line(geometry, &line, y + u16::try_from(taken).unwrap_or(0), 0, label(Role::Note, None), page);
                taken += 1;
            }
        }
    }
    page.strips.push(tags);
    taken
}

/// The first lines of a note; an ellipsis ends the last one when there is more.
fn note_lines(order: Order, note: &str, width: usize, count: usize) -> Vec<Line> {
    let direction = BaseDirection::of(note);
    let head: String = note.chars().take(width * (count + 1) * 4).collect();
    let mut lines = layout(&head, &order.options(Some(width), direction));
    if lines.len() > count {
        let from = lines.get(count.saturating_sub(1)).map_or(0, |line| line.span.start);
        lines.truncate(count.saturating_sub(1));
        lines.push(super::strip::fit(order, &head[from..], width, direction));
    }
    lines
}

/// Puts a line of a note beside the text, `from` columns away from it.
fn note_line(geometry: &Geometry, line: &Line, y: u16, from: u16, label: Label, page: &mut Page) {
    let width = u16::try_from(line.width).unwrap_or(geometry.margin);
    let x = if geometry.rtl {
        (geometry.margin_x + geometry.margin).saturating_sub(from + width)
    } else {
        geometry.margin_x + from
    };
    let mut strip = Strip::at(page.order, x, y);
    strip.push(line, |_| label);
    page.strips.push(strip);
}
