//! The article as rows: paragraphs laid out when they are looked at, and the gaps between them.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use crate::text::layout::{Order, layout_broken};
use crate::text::setting::{Frame, Setting};
use crate::text::{Document, Kind, Line, Sentences, Span};

/// A row of the article: the `index`-th of a paragraph, its gap counted first. Where paragraphs stand beside each other, it is one of the
/// first of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Row {
    /// Paragraph.
    pub paragraph: usize,
    /// Row of the paragraph, from 0; the rows of the gap before it come first.
    pub index: usize,
}

/// A sentence: the `index`-th of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Place {
    /// Paragraph.
    pub paragraph: usize,
    /// Sentence of the paragraph, from 0.
    pub index: usize,
}

/// What a row shows.
#[derive(Clone, Debug)]
pub enum RowContent {
    /// Nothing.
    Blank,
    /// A rule: under the head of the article and between parts of it, or where it has a frame in that.
    Rule(Option<Frame>),
    /// The line with this number of its paragraph.
    Line(usize),
}

/// Paragraphs kept laid out. A screen shows a few dozen; past this many all are forgotten at once.
const KEPT: usize = 1024;

/// Lays out paragraphs at one width and remembers them.
pub struct Flow {
    pub(super) document: Arc<Document>,
    pub(super) width: usize,
    pub(super) order: Order,
    pub(super) setting: Setting,
    pub(super) lines: HashMap<usize, Rc<Vec<Line>>>,
    pub(super) sentences: Sentences,
}

impl Flow {
    /// Nothing is laid out yet.
    pub fn new(document: Arc<Document>, order: Order) -> Self {
        Self {
            document,
            width: 0,
            order,
            setting: Setting::default(),
            lines: HashMap::new(),
            sentences: Sentences::default(),
        }
    }

    /// The text.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// Takes the same text with other sentences. What was laid out stays: lines know nothing of sentences.
    pub fn set_sentences(&mut self, document: Arc<Document>) {
        self.document = document;
        self.sentences = Sentences::default();
    }

    /// Sets the columns of a line; what was laid out at another width is forgotten.
    pub fn set_width(&mut self, width: usize) {
        if self.width != width {
            self.width = width;
            self.setting = Setting::new(width, self.order);
            self.lines.clear();
        }
    }

    /// The order of the cells of a line.
    pub fn order(&self) -> Order {
        self.order
    }

    /// Sets the order of the cells of a line; what was laid out in another is forgotten.
    pub fn set_order(&mut self, order: Order) {
        if self.order != order {
            self.order = order;
            self.setting = Setting::new(self.width, order);
            self.lines.clear();
        }
    }

    /// How many paragraphs there are.
    pub fn paragraphs(&self) -> usize {
        self.document.paragraphs.len()
    }

    /// The text of a paragraph; empty where there is none.
    pub fn text(&self, paragraph: usize) -> &str {
        let span = self.document.paragraphs.get(paragraph).map_or(Span::default(), |paragraph| paragraph.span);
        span.slice(&self.document.text).unwrap_or_default()
    }

    /// The lines of a paragraph; spans are relative to the paragraph. None where there is no paragraph: an article may be empty.
    pub fn lines(&mut self, paragraph: usize) -> Rc<Vec<Line>> {
        if paragraph >= self.paragraphs() {
            return Rc::default();
        }
        if let Some(lines) = self.lines.get(&paragraph) {
            return Rc::clone(lines);
        }
        if self.lines.len() >= KEPT {
            self.lines.clear();
        }
        let width = self.frame(paragraph).width;
        let options = self.order.options(Some(width.max(1)), Some(self.document.direction(paragraph)));
        let document = &self.document;
        let here = document.paragraphs[paragraph];
        let breaks: Vec<usize> = document.structure.breaks_in(&here).iter().map(|at| at - here.span.start).collect();
        let lines = Rc::new(layout_broken(self.text(paragraph), &breaks, &options));
        self.lines.insert(paragraph, Rc::clone(&lines));
        lines
    }

    /// The sentences of a paragraph: absolute spans, trimmed.
    pub fn sentences(&mut self, paragraph: usize) -> Rc<[Span]> {
        self.sentences.of(&self.document, paragraph)
    }

    /// Rows of the gap before a paragraph: none inside a list, between byline and date line and before the rest of a very long paragraph, more around the
    /// head of the article and before a sub-heading.
    pub fn gap(&mut self, paragraph: usize) -> usize {
        if let Some((rows, _)) = self.setting.gap(&self.document, paragraph).filter(|_| paragraph > 0) {
            return rows;
        }
        let Some(here) = self.document.paragraphs.get(paragraph) else { return 0 };
        let Some(before) = paragraph.checked_sub(1).map(|index| &self.document.paragraphs[index]) else {
            return 0;
        };
        match (before.kind, here.kind) {
            _ if here.continued => 0,
            (Kind::ListItem, Kind::ListItem)
            | (Kind::Footnote, Kind::Footnote)
            | (Kind::Byline | Kind::Dateline, Kind::Byline | Kind::Dateline) => 0,
            (Kind::Headline | Kind::Standfirst, Kind::Standfirst | Kind::Byline | Kind::Dateline) => 1,
            (Kind::Headline | Kind::Standfirst | Kind::Byline | Kind::Dateline, _) => 3,
            (_, Kind::Subheading) => 2,
            _ => 1,
        }
    }

    /// Rows of a paragraph, its gap included; none of one that stands beside another one.
    pub fn rows(&mut self, paragraph: usize) -> usize {
        let beside = self.beside(paragraph);
        if beside.start != paragraph {
            return 0;
        }
        self.gap(paragraph) + beside.map(|paragraph| self.lines(paragraph).len()).max().unwrap_or(0)
    }

    /// What a row shows.
    pub fn content(&mut self, row: Row) -> RowContent {
        let gap = self.gap(row.paragraph);
        match row.index.checked_sub(gap) {
            Some(line) => RowContent::Line(line),
            None if gap == 3 && row.index == 1 => RowContent::Rule(None),
            None => self.rule_of_table(row.paragraph).map_or(RowContent::Blank, |frame| RowContent::Rule(Some(frame))),
        }
    }

    /// The row after; `None` after the last.
    pub fn next(&mut self, row: Row) -> Option<Row> {
        if row.index + 1 < self.rows(row.paragraph) {
            return Some(Row { index: row.index + 1, ..row });
        }
        let paragraph = self.beside(row.paragraph).end;
        (paragraph < self.paragraphs()).then_some(Row { paragraph, index: 0 })
    }

    /// The row before; `None` before the first.
    pub fn previous(&mut self, row: Row) -> Option<Row> {
        if row.index > 0 {
            return Some(Row { index: row.index - 1, ..row });
        }
        let before = row.paragraph.checked_sub(1)?;
        let paragraph = self.beside(before).start;
        Some(Row { paragraph, index: self.rows(paragraph).saturating_sub(1) })
    }

    /// `count` rows on, or as far as the last.
    pub fn forward(&mut self, mut row: Row, count: usize) -> Row {
        for _ in 0..count {
            let Some(next) = self.next(row) else { break };
            row = next;
        }
        row
    }

    /// `count` rows back, or as far as the first.
    pub fn back(&mut self, mut row: Row, count: usize) -> Row {
        for _ in 0..count {
            let Some(previous) = self.previous(row) else { break };
            row = previous;
        }
        row
    }

    /// Rows from one to another, if there are at most `limit` and `to` is not before `from`.
    pub fn distance(&mut self, from: Row, to: Row, limit: usize) -> Option<usize> {
        let mut row = from;
        for count in 0..=limit {
            if row >= to {
                return (row == to).then_some(count);
            }
            row = self.next(row)?;
        }
        None
    }

    /// The row that shows byte `position`, or the nearest before it.
    pub fn row_at(&mut self, position: usize) -> Row {
        let Some(paragraph) = self.document.paragraph_at(position) else { return Row::default() };
        let within = position.saturating_sub(self.document.paragraphs[paragraph].span.start);
        let after = self.lines(paragraph).partition_point(|line| line.span.start <= within);
        let paragraph = self.beside(paragraph).start;
        Row { paragraph, index: self.gap(paragraph) + after.saturating_sub(1) }
    }

    /// The absolute byte where the text of a row starts; that of its paragraph for a row of the gap.
    pub fn position(&mut self, row: Row) -> usize {
        let start = self.document.paragraphs.get(row.paragraph).map_or(0, |paragraph| paragraph.span.start);
        match self.content(row) {
            RowContent::Line(_) => self.row_span(row).start,
            _ => start,
        }
    }

    /// The span of a sentence; empty where there is none.
    pub fn span(&mut self, place: Place) -> Span {
        self.sentences(place.paragraph).get(place.index).copied().unwrap_or_default()
    }

    /// The sentence that holds byte `position`, or the nearest before it.
    pub fn place_at(&mut self, position: usize) -> Place {
        let Some(paragraph) = self.document.paragraph_at(position) else { return Place::default() };
        let after = self.sentences(paragraph).partition_point(|span| span.start <= position);
        Place { paragraph, index: after.saturating_sub(1) }
    }

    /// The sentence after; `None` after the last.
    pub fn next_place(&mut self, place: Place) -> Option<Place> {
        if place.paragraph >= self.paragraphs() {
            return None;
        }
        if place.index + 1 < self.sentences(place.paragraph).len() {
            return Some(Place { index: place.index + 1, ..place });
        }
        let mut paragraph = place.paragraph + 1;
        // A paragraph of nothing visible has no sentence.
        while paragraph < self.paragraphs() {
            if !self.sentences(paragraph).is_empty() {
                return Some(Place { paragraph, index: 0 });
            }
            paragraph += 1;
        }
        None
    }

    /// The sentence before; `None` before the first.
    pub fn previous_place(&mut self, place: Place) -> Option<Place> {
        if place.index > 0 {
            return Some(Place { index: place.index - 1, ..place });
        }
        let mut paragraph = place.paragraph;
        while paragraph > 0 {
            paragraph -= 1;
            let count = self.sentences(paragraph).len();
            if count > 0 {
                return Some(Place { paragraph, index: count - 1 });
            }
        }
        None
    }

    /// The sentence `count` on, or back where it is negative, or as far as there are some.
    pub fn step(&mut self, mut place: Place, count: i64) -> Place {
        for _ in 0..count.unsigned_abs() {
            let next = if count > 0 { self.next_place(place) } else { self.previous_place(place) };
            let Some(next) = next else { break };
            place = next;
        }
        place
    }
}
