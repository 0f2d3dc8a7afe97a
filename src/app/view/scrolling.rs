//! Which rows are on the screen, and how they come there.

use super::View;
use super::flow::{Place, Row, RowContent};

/// Rows kept between the current sentence and the edges of the view, where the screen is tall enough.
const CONTEXT: usize = 2;

impl View {
    /// Rows of text on the screen.
    pub fn height(&self) -> usize {
        self.geometry.map_or(1, |page| usize::from(page.height)).max(1)
    }

    /// Starts the view at `row`, or as near to it as the end of the article allows.
    pub(super) fn set_top(&mut self, row: Row) {
        // Looking ahead lays out what will be seen; the end of the article is laid out only when it is near.
        let height = self.height();
        let (mut below, mut last) = (0, row);
        while below + 1 < height
            && let Some(next) = self.flow.next(last)
        {
            (below, last) = (below + 1, next);
        }
        self.top = self.flow.back(row, height - 1 - below);
    }

    /// Scrolls as little as needed for the current sentence to be seen; a jump puts it at a third of the screen.
    pub fn reveal(&mut self) {
        if self.geometry.is_none() || self.flow.paragraphs() == 0 {
            return;
        }
        let span = self.flow.span(self.cursor);
        let (first, last) = (self.flow.row_at(span.start), self.flow.row_at(span.end.saturating_sub(1)));
        let height = self.height();
        let context = CONTEXT.min((height - 1) / 4);
        if first < self.top {
            let far = self.flow.distance(first, self.top, height).is_none();
            let above = if far { height / 3 } else { context };
            let top = self.flow.back(first, above);
            self.set_top(top);
            return;
        }
        let below = self.flow.distance(self.top, last, 2 * height);
        if below.is_some_and(|rows| rows + context < height) {
            return;
        }
        let wanted = if below.is_none() {
            self.flow.back(first, height / 3)
        } else {
            self.flow.back(last, height - 1 - context)
        };
        // A sentence taller than the screen is shown from its start.
        let top = if wanted > first { first } else { wanted };
        self.set_top(top);
    }

    /// Moves the view by rows; the current sentence is pulled along so that it stays in view.
    pub fn scroll(&mut self, rows: i64) {
        let count = usize::try_from(rows.unsigned_abs()).unwrap_or(usize::MAX);
        let top = if rows < 0 { self.flow.back(self.top, count) } else { self.flow.forward(self.top, count) };
        self.set_top(top);
        self.pull_cursor();
    }

    /// Moves the view by a share of the screen (in halves) and takes the first sentence that starts in the new view; at the end
    /// of the article the last sentence, at its start the first.
    pub fn page(&mut self, halves: i64) {
        let before = self.top;
        let height = i64::try_from(self.height()).unwrap_or(i64::MAX);
        let rows = if halves.abs() == 1 { height / 2 } else { (height - 2) * halves / 2 };
        let rows = if halves.abs() == 1 { rows * halves } else { rows };
        self.scroll(if rows == 0 { halves.signum() } else { rows });
        if self.top == before {
            let end = if halves < 0 { Some(Place::default()) } else { self.last_place() };
            if let Some(place) = end {
                self.cursor = place;
                self.reveal();
            }
            return;
        }
        if let Some(place) = self.first_place_in_view() {
            self.cursor = place;
        }
        self.pull_cursor();
    }

    /// The first sentence that starts on a row of the view.
    fn first_place_in_view(&mut self) -> Option<Place> {
        let position = self.flow.position(self.top);
        let place = self.flow.place_at(position);
        if self.flow.span(place).start >= position { Some(place) } else { self.flow.next_place(place) }
    }

    /// Takes a sentence of the view when the current one has left it.
    fn pull_cursor(&mut self) {
        let height = self.height();
        let mut bottom = self.flow.forward(self.top, height - 1);
        // The rows of a gap belong to the paragraph below, which is not in view.
        while bottom > self.top && !matches!(self.flow.content(bottom), RowContent::Line(_)) {
            bottom = self.flow.back(bottom, 1);
        }
        let span = self.flow.span(self.cursor);
        let (first, last) = (self.flow.row_at(span.start), self.flow.row_at(span.end.saturating_sub(1)));
        if last < self.top {
            if let Some(place) = self.first_place_in_view() {
                self.cursor = place;
            }
        } else if first > bottom {
            let position = self.flow.position(bottom);
            self.cursor = self.flow.place_at(position);
        }
    }

    /// The last sentence of the article.
    pub fn last_place(&mut self) -> Option<Place> {
        let end = self.document().text.len();
        let place = self.flow.place_at(end);
        (self.flow.paragraphs() > 0).then_some(place)
    }
}
