//! The rows of the article, with what each cell bears.

use super::{Label, Match, Page, Role, Strip, line_x};
use crate::annotation::Colour;
use crate::app::flow::{Row, RowContent};
use crate::app::geometry::Geometry;
use crate::app::{App, Mode};
use crate::text::layout::Order;
use crate::text::{Kind, Span};

/// A tag on a range of the text.
struct Mark {
    span: Span,
    colour: Colour,
    part: bool,
    /// Place of the tag in its set.
    order: usize,
}

impl App {
    /// The rows in view.
    pub(super) fn rows_in_view(&mut self) -> Vec<Row> {
        if self.flow.paragraphs() == 0 {
            return Vec::new();
        }
        let (height, mut rows) = (self.height(), vec![self.top]);
        while rows.len() < height {
            let Some(next) = rows.last().and_then(|row| self.flow.next(*row)) else { break };
            rows.push(next);
        }
        rows
    }

    pub(super) fn draw_text(&mut self, geometry: &Geometry, page: &mut Page) {
        let rows = self.rows_in_view();
        let current = self.flow.span(self.cursor);
        let chosen = self.chosen_span();
        let mut matches: Option<(usize, Vec<Span>)> = None;
        for (y, row) in (0u16..).zip(&rows) {
            match self.flow.content(*row) {
                RowContent::Blank => {}
                RowContent::Rule => page.strips.push(rule(geometry, y)),
                RowContent::Line(number) => {
                    if matches.as_ref().is_none_or(|(paragraph, _)| *paragraph != row.paragraph) {
                        matches = Some((row.paragraph, self.matches_in(row.paragraph)));
                    }
                    let hits = matches.as_ref().map_or(&[][..], |(_, hits)| hits);
                    let strip = self.line_strip(geometry, *row, number, y, (current, chosen, hits));
                    page.strips.push(strip);
                    if self.touches(*row, number, current) {
                        let mut bar = Strip::at(page.order, geometry.bar_x, y);
                        bar.push_char('┃', Label { current: true, ..Label::of(Role::Bar) });
                        page.strips.push(bar);
                    }
                }
            }
        }
        self.draw_glosses(geometry, &rows, page);
    }

    /// What is being chosen: from the first to the last sentence of the extension, or the part.
    fn chosen_span(&mut self) -> Option<Span> {
        match &self.mode {
            Mode::Extend(anchor) => {
                let (first, last) = ((*anchor).min(self.cursor), (*anchor).max(self.cursor));
                Some(Span::new(self.flow.span(first).start, self.flow.span(last).end))
            }
            Mode::Part(part) => Some(part.span()),
            _ => None,
        }
    }

    fn matches_in(&self, paragraph: usize) -> Vec<Span> {
        let Some(found) = &self.found else { return Vec::new() };
        let start = self.flow.article().paragraphs[paragraph].span.start;
        found.pattern.find_all(self.flow.text(paragraph)).into_iter().map(|span| span.shifted(start)).collect()
    }

    /// Whether a line shows some of a span.
    fn touches(&mut self, row: Row, number: usize, span: Span) -> bool {
        let start = self.flow.article().paragraphs[row.paragraph].span.start;
        self.flow.lines(row.paragraph).get(number).is_some_and(|line| line.span.shifted(start).overlaps(span))
    }

    /// The tags on a line, the one that shows last: the smallest that covers a cell, of several on one range the first of the tag set.
    fn marks(&mut self, paragraph: usize, line: Span) -> Vec<Mark> {
        let sentences = self.flow.sentences(paragraph);
        let mut marks: Vec<Mark> = self
            .annotations
            .overlapping(line)
            .map(|annotation| Mark {
                span: annotation.span,
                colour: self.tags.get(&annotation.tag).map_or(Colour::Cyan, |tag| tag.colour),
                part: !sentences.contains(&annotation.span),
                order: self.tags.position(&annotation.tag).unwrap_or(usize::MAX),
            })
            .collect();
        marks.sort_by_key(|mark| std::cmp::Reverse((mark.span.len(), mark.order)));
        marks
    }

    fn line_strip(
        &mut self,
        geometry: &Geometry,
        row: Row,
        number: usize,
        y: u16,
        what: (Span, Option<Span>, &[Span]),
    ) -> Strip {
        let (current, chosen, matches) = what;
        let lines = self.flow.lines(row.paragraph);
        let Some(line) = lines.get(number) else { return Strip::default() };
        let article = self.flow.article();
        let (start, kind) = (article.paragraphs[row.paragraph].span.start, article.paragraphs[row.paragraph].kind);
        let role = match kind {
            Kind::Headline => Role::Headline,
            Kind::Standfirst => Role::Standfirst,
            Kind::Subheading => Role::Subheading,
            Kind::Quotation => Role::Quotation,
            Kind::ListItem | Kind::Body => Role::Text,
        };
        let at_match = self.found.as_ref().and_then(|found| found.current);
        let marks = self.marks(row.paragraph, line.span.shifted(start));
        let mut strip = Strip::at(self.settings.order, line_x(geometry, line), y);
        strip.push(line, |byte| {
            let byte = start + byte;
            let mark = marks.iter().rev().find(|mark| mark.span.contains(byte));
            let matched = match matches.iter().find(|span| span.contains(byte)) {
                None => Match::None,
                Some(span) if Some(*span) == at_match => Match::Current,
                Some(_) => Match::Some,
            };
            Label {
                role,
                tag: mark.map(|mark| mark.colour),
                part: mark.is_some_and(|mark| mark.part),
                current: current.contains(byte),
                chosen: chosen.is_some_and(|span| span.contains(byte)),
                matched,
            }
        });
        strip
    }
}

fn rule(geometry: &Geometry, y: u16) -> Strip {
    let width = (geometry.measure / 3).max(8).min(geometry.measure);
    let x = if geometry.rtl { geometry.text_x + geometry.measure - width } else { geometry.text_x };
    let mut strip = Strip::at(Order::Visual, x, y);
    for _ in 0..width {
        strip.push_char('─', Label::of(Role::Rule));
    }
    strip
}
