//! What is seen of a text: where the reader is in it, which rows are on the screen, and what was searched for.
//!
//! No terminal, and no annotations: who looks for a sentence with one says which ranges are wanted.

mod beside;
mod flow;
pub mod geometry;
mod movement;
mod reloading;
mod scrolling;
mod search;
mod words;

pub use flow::{Flow, Place, Row, RowContent};
pub use geometry::{Geometry, Size};
pub use words::Words;

use std::sync::Arc;

use crate::text::layout::Order;
use crate::text::{Document, Span};
use search::Found;

/// A text on a screen, and the current sentence of it.
pub struct View {
    /// The text as rows.
    pub(in crate::app) flow: Flow,
    pub(in crate::app) cursor: Place,
    top: Row,
    pub(in crate::app) geometry: Option<Geometry>,
    pub(in crate::app) size: Size,
    /// The widest line that is wanted, in columns.
    measure: usize,
    found: Option<Found>,
}

impl View {
    /// Shows a text with the sentence that holds byte `position` as the current one, in lines of at most `measure` columns.
    pub fn new(document: Arc<Document>, position: usize, measure: usize, order: Order, size: Size) -> Self {
        let mut view = Self {
            flow: Flow::new(document, order),
            cursor: Place::default(),
            top: Row::default(),
            geometry: None,
            size,
            measure,
            found: None,
        };
        view.cursor = view.flow.place_at(position);
        view.show(0);
        view
    }

    /// The text.
    pub fn document(&self) -> &Arc<Document> {
        self.flow.document()
    }

    /// The current sentence.
    pub fn sentence(&mut self) -> Span {
        self.flow.span(self.cursor)
    }

    /// The byte where the current sentence begins.
    pub fn position(&mut self) -> usize {
        self.sentence().start
    }

    /// The sentences from a place to the current one, or from the current one to it.
    pub fn sentences_to(&mut self, other: Place) -> Vec<Span> {
        let (mut place, last) = (other.min(self.cursor), other.max(self.cursor));
        let mut spans = vec![self.flow.span(place)];
        while place < last {
            let Some(next) = self.flow.next_place(place) else { break };
            place = next;
            spans.push(self.flow.span(place));
        }
        spans
    }

    /// The screen has another size.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.lay_out_anew();
    }

    /// The terminal takes text in another order.
    pub fn set_order(&mut self, order: Order) {
        let top = self.flow.position(self.top);
        self.flow.set_order(order);
        self.show(top);
    }

    /// Lays out anew, with the same text at the top and the current sentence in view.
    pub fn lay_out_anew(&mut self) {
        let top = self.flow.position(self.top);
        self.show(top);
    }

    /// Starts the view at the line that shows byte `top`, and shows the current sentence.
    fn show(&mut self, top: usize) {
        let rtl = self.document().page_direction().is_rtl();
        self.geometry = Geometry::new(self.size, self.measure, rtl);
        if let Some(page) = self.geometry {
            self.flow.set_width(usize::from(page.measure));
        }
        self.top = self.flow.row_at(top);
        if self.geometry.is_some() {
            self.set_top(self.top);
            self.reveal();
        }
    }

    /// The same text has other sentences: the current one is that which holds the beginning of what was. Whether these are others.
    pub fn set_sentences(&mut self, document: &Arc<Document>) -> bool {
        if Arc::ptr_eq(document, self.document()) {
            return false;
        }
        let position = self.position();
        self.flow.set_sentences(Arc::clone(document));
        self.cursor = self.flow.place_at(position);
        true
    }

    /// The rows in view.
    pub fn rows(&mut self) -> Vec<Row> {
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

    /// The bytes that a row shows; empty at the paragraph's start for a row of a gap.
    pub fn row_span(&mut self, row: Row) -> Span {
        self.flow.row_span(row)
    }
}
