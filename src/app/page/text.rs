//! The rows of the article, with what each cell bears.

use std::rc::Rc;

use super::{Label, Match, Page, Role, Strip};
use crate::annotation::Colour;
use crate::app::view::Geometry;
use crate::app::view::{Row, RowContent};
use crate::app::{App, Mode};
use crate::text::layout::Order;
use crate::text::setting::Frame;
use crate::text::structure::Align;
use crate::text::{BaseDirection, Kind, Line, Span, unseen};

/// A tag on a range of the text.
#[derive(PartialEq, Eq, Debug)]
struct Mark {
    span: Span,
    colour: Colour,
    part: bool,
    /// Place of the tag in its set.
    order: usize,
}

/// All that decides how a line looks.
#[derive(Debug)]
struct Look {
    /// The lines of its paragraph: laid out anew they are others.
    lines: Rc<Vec<Line>>,
    /// Absolute byte where its paragraph starts.
    start: usize,
    role: Role,
    /// What it has of the current sentence, of what is being chosen and of the matches; absolute.
    current: Option<Span>,
    chosen: Option<Span>,
    matches: Vec<(Span, Match)>,
    marks: Vec<Mark>,
    /// Where the controls of direction are in it, in order; absolute.
    controls: Vec<usize>,
}

impl PartialEq for Look {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.lines, &other.lines)
            && (self.start, self.role, self.current, self.chosen)
                == (other.start, other.role, other.current, other.chosen)
            && self.matches == other.matches
            && self.marks == other.marks
    }
}

/// A line of the last page. Most of a page is the same after a key, and making its cells anew is most of the work.
#[derive(Debug)]
pub(super) struct KeptLine {
    row: Row,
    look: Look,
    strip: Strip,
}

impl App {
    pub(super) fn draw_text(&mut self, geometry: &Geometry, page: &mut Page) {
        let rows = self.view.rows();
        let current = self.view.sentence();
        let chosen = self.chosen_span();
        let mut matches: Option<(usize, Vec<Span>)> = None;
        let before = std::mem::take(&mut self.kept.lines);
        for (y, row) in self.view.flow.spread(&rows) {
            let row = &row;
            match self.view.flow.content(*row) {
                RowContent::Blank => {}
                RowContent::Rule(frame) => page.strips.push(rule(geometry, frame, y)),
                RowContent::Line(number) => {
                    if matches.as_ref().is_none_or(|(paragraph, _)| *paragraph != row.paragraph) {
                        matches = Some((row.paragraph, self.view.matches_in(row.paragraph)));
                    }
                    let hits = matches.as_ref().map_or(&[][..], |(_, hits)| hits);
                    let Some(look) = self.look(*row, number, (current, chosen, hits)) else { continue };
                    let kept = before.binary_search_by_key(row, |kept| kept.row).ok().map(|at| &before[at]);
                    let x = look.lines.get(number).map_or(0, |line| self.view.flow.column(row.paragraph, line));
                    let x = geometry.text_x + u16::try_from(x).unwrap_or(0);
                    let strip = match kept.filter(|kept| kept.look == look && kept.strip.order == page.order) {
                        Some(kept) => Strip { x, y, ..kept.strip.clone() },
                        None => look.strip(number, page.order, x, y),
                    };
                    page.strips.push(strip.clone());
                    if look.current.is_some() {
                        let mut bar = Strip::at(page.order, geometry.bar_x, y);
                        bar.push_char('┃', Label { current: true, ..Label::of(Role::Bar) });
                        page.strips.push(bar);
                    }
                    self.kept.lines.push(KeptLine { row: *row, look, strip });
                }
            }
        }
        // Of paragraphs side by side the lines came row by row.
        self.kept.lines.sort_by_key(|kept| kept.row);
        self.draw_ornaments(geometry, &rows, page);
        self.draw_glosses(geometry, &rows, page);
    }

    /// What is being chosen: from the first to the last sentence of the extension, the part, or the second half of a sentence that
    /// is being split.
    fn chosen_span(&mut self) -> Option<Span> {
        match &self.mode {
            Mode::Split(part) => {
                let start = part.word().start;
                Some(Span::new(start, self.view.sentence().end))
            }
            Mode::Extend(anchor) => {
                let (one, other) = (self.view.flow.span(*anchor), self.view.sentence());
                Some(Span::new(one.start.min(other.start), one.end.max(other.end)))
            }
            Mode::Part(part) => Some(part.span()),
            _ => None,
        }
    }

    /// The tags on a line, the one that shows last: the smallest that covers a cell, of several on one range the first of the tag set.
    fn marks(&mut self, paragraph: usize, line: Span) -> Vec<Mark> {
        let sentences = self.view.flow.sentences(paragraph);
        let mut marks: Vec<Mark> = self
            .session
            .markup()
            .annotations
            .overlapping(line)
            .map(|annotation| Mark {
                span: annotation.span,
                colour: self.session.tags().get(&annotation.tag).map_or(Colour::Cyan, |tag| tag.colour),
                // One that goes on in another sentence is as much on the whole of this one.
                part: sentences.iter().any(|whole| *whole != annotation.span && whole.covers(annotation.span)),
                order: self.session.tags().position(&annotation.tag).unwrap_or(usize::MAX),
            })
            .collect();
        marks.sort_by_key(|mark| std::cmp::Reverse((mark.span.len(), mark.order)));
        marks
    }

    /// How a line looks; `None` where there is no such line. `what`: the current sentence, what is being chosen, the matches in the
    /// paragraph.
    fn look(&mut self, row: Row, number: usize, what: (Span, Option<Span>, &[Span])) -> Option<Look> {
        let (current, chosen, matches) = what;
        let lines = self.view.flow.lines(row.paragraph);
        let document = self.view.document();
        let paragraph = document.paragraphs.get(row.paragraph)?;
        let start = paragraph.span.start;
        let role = match paragraph.kind {
            Kind::Headline => Role::Headline,
            Kind::Standfirst => Role::Standfirst,
            Kind::Byline | Kind::Dateline => Role::Credit,
            Kind::Subheading => Role::Subheading,
            Kind::Quotation => Role::Quotation,
            Kind::ListItem | Kind::Code | Kind::Cell | Kind::Footnote | Kind::Body => Role::Text,
        };
        let here = lines.get(number)?.span.shifted(start);
        let at_match = self.view.current_match();
        let matches = matches.iter().filter(|span| span.overlaps(here));
        let matches =
            matches.map(|span| (*span, if Some(*span) == at_match { Match::Current } else { Match::Some })).collect();
        let clip =
            |span: Span| span.overlaps(here).then(|| Span::new(span.start.max(here.start), span.end.min(here.end)));
        let (current, chosen) = (clip(current), chosen.and_then(clip));
        let text = here.slice(&document.text).unwrap_or_default();
        let controls = unseen::controls(text).map(|at| here.start + at).collect();
        let marks = self.marks(row.paragraph, here);
        Some(Look { lines, start, role, current, chosen, matches, marks, controls })
    }
}

impl Look {
    /// The cells of line `number`.
    fn strip(&self, number: usize, order: Order, x: u16, y: u16) -> Strip {
        let mut strip = Strip::at(order, x, y);
        let Some(line) = self.lines.get(number) else { return strip };
        strip.push(line, |byte| {
            let byte = self.start + byte;
            let mark = self.marks.iter().rev().find(|mark| mark.span.contains(byte));
            Label {
                role: self.role,
                tag: mark.map(|mark| mark.colour),
                part: mark.is_some_and(|mark| mark.part),
                current: self.current.is_some_and(|span| span.contains(byte)),
                unseen: self.controls.binary_search(&byte).is_ok(),
                chosen: self.chosen.is_some_and(|span| span.contains(byte)),
                matched: self.matches.iter().find(|(span, _)| span.contains(byte)).map_or(Match::None, |(_, how)| *how),
            }
        });
        strip
    }
}

/// The rule in a frame of the text; without one that under the head.
fn rule(geometry: &Geometry, frame: Option<Frame>, y: u16) -> Strip {
    let measure = usize::from(geometry.measure);
    let side = if geometry.rtl { BaseDirection::RightToLeft } else { BaseDirection::LeftToRight };
    let head = Frame { from: 0, width: (measure / 3).max(8).min(measure), side, align: Align::Start };
    let frame = frame.unwrap_or(head);
    let x = u16::try_from(frame.column(measure, frame.width)).unwrap_or(0);
    let mut strip = Strip::at(Order::Visual, geometry.text_x + x, y);
    for _ in 0..frame.width {
        strip.push_char('─', Label::of(Role::Rule));
    }
    strip
}
