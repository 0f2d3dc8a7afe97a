//! Lines of wrapped text, joined into paragraphs. A paragraph is a range of the unchanged text: the line ends, the indentation and
//! the quotation marks of its further lines are in it, and the layout makes one blank of each.
//!
//! What divides paragraphs whatever their lines look like: a blank line (one of quotation marks alone too), the level of quotation,
//! rules, rows of tables, list items, indentation, the header lines of a mail, a signature. Where nobody said that the text is
//! wrapped, lines are joined only where the width agrees ([`Shape::is_full`]), so that a poem or an address in a wrapped mail stays
//! what it is.
//!
//! Linear in the text; a text that is not wrapped costs a look at its beginning.

use std::cmp::Ordering;
use std::ops::Range;

use super::fill::{Fill, Fills, fills, may_be_wrapped};
use super::lines::Line;
use super::shape::Shape;
use crate::input::Newline;
use crate::text::{Kind, Span};

/// Columns by which lines of one text may be shorter than its width allows: not all of it is wrapped by one program.
const SLACK: usize = 4;
/// Columns that the first line of a paragraph is indented by at most; a title in the middle of the line is by more.
const INDENTED: usize = 8;

/// The paragraphs of a text by its lines.
pub(super) fn paragraphs(text: &str, lines: Vec<Line>, newline: Newline) -> Vec<Line> {
    if newline == Newline::Paragraph || (newline == Newline::Auto && !may_be_wrapped(text, &lines)) {
        return lines;
    }
    let fills = fills(text, &lines);
    if newline == Newline::Auto && !fills.is_certain() {
        return lines;
    }
    let mut paragraphs = Vec::with_capacity(lines.len() / 4);
    let (mut block, mut apart) = (Vec::new(), false);
    for line in lines {
        let shape = Shape::of(text, &line, fills.measure);
        if line.apart || shape.blank {
            Block { text, lines: &block, fills: &fills, all: newline == Newline::Wrap }.join(&mut paragraphs);
            block.clear();
        }
        apart |= line.apart || shape.blank;
        if !shape.blank {
            block.push((Line { apart, ..line }, shape));
            apart = false;
        }
    }
    Block { text, lines: &block, fills: &fills, all: newline == Newline::Wrap }.join(&mut paragraphs);
    paragraphs
}

/// Lines without a blank line between them.
struct Block<'t> {
    text: &'t str,
    lines: &'t [(Line, Shape)],
    /// The columns of the text, by its levels of quotation.
    fills: &'t Fills,
    /// Whether all lines that nothing divides are joined.
    all: bool,
}

impl Block<'_> {
    fn join(&self, paragraphs: &mut Vec<Line>) {
        let header = self.is_header();
        let mut start = 0;
        let mut signed = false;
        for at in 1..=self.lines.len() {
            signed |= self.is_dashes(at - 1);
            let divided = |at: usize| {
                if header { self.lines[at].1.indent == 0 } else { signed || self.divides(start, at) }
            };
            if at == self.lines.len() || divided(at) {
                if self.all || header {
                    self.push(start..at, header, paragraphs);
                } else {
                    self.push_full(start..at, paragraphs);
                }
                start = at;
            }
        }
    }

    /// The header of a mail or of a record: two labelled lines at least, and nothing else but their indented rest.
    fn is_header(&self) -> bool {
        let mut labels = self.lines.iter().filter(|(_, shape)| shape.indent == 0);
        labels.clone().nth(1).is_some()
            && labels.all(|(_, shape)| shape.labelled)
            && self.lines[0].1.indent == 0
            && self.lines.iter().all(|(_, shape)| shape.quoted == self.lines[0].1.quoted)
    }

    /// The line of two dashes over a signature.
    fn is_dashes(&self, at: usize) -> bool {
        let (line, shape) = &self.lines[at];
        shape.rule && self.text[shape.start..line.span.end].trim_end() == "--"
    }

    /// Whether line `at` begins a paragraph, where the one before it began at line `start`.
    fn divides(&self, start: usize, at: usize) -> bool {
        let (opening, (before, above), here) = (&self.lines[start].1, &self.lines[at - 1], &self.lines[at].1);
        let fill = self.fills.of(above.quoted).width;
        let full = above.is_full(here, fill - SLACK);
        if here.quoted != above.quoted || here.rule || above.rule || here.gap {
            return true;
        }
        if here.is_item {
            // A number or a dash at the start of a line may be one of the sentence.
            let may_go_on = here.is_doubtful_item && (!opening.is_item || here.indent > opening.indent);
            return !(may_go_on && full && !before.ended);
        }
        if opening.is_item || above.gap {
            return !(full || (opening.is_item && here.indent > opening.indent));
        }
        match (at - start, here.indent.cmp(&above.indent)) {
            // This one is full, and the next one stands out less: it is the first line of a paragraph, and so was the one before.
            (_, Ordering::Equal) => self
                .lines
                .get(at + 1)
                .is_some_and(|(_, below)| below.indent < here.indent && here.is_full(below, fill - SLACK)),
            // A first line that stands out, of a term and what it means for instance.
            (1, Ordering::Greater) => !full,
            (1, Ordering::Less) => above.indent - here.indent > INDENTED,
            _ => true,
        }
    }

    /// Adds the paragraphs of lines that nothing divides: one where all are full at the width of the text, or at one of their own not
    /// much less; else parted after each line that is not.
    fn push_full(&self, lines: Range<usize>, paragraphs: &mut Vec<Line>) {
        let Fill { width: fill, is_certain } = self.fills.of(self.lines[lines.start].1.quoted);
        if !is_certain {
            return lines.for_each(|at| self.push(at..at + 1, false, paragraphs));
        }
        let full = |at: usize, fill: usize| self.lines[at].1.is_full(&self.lines[at + 1].1, fill);
        let ends = lines.start..lines.end - 1;
        let own = ends.clone().map(|at| self.lines[at].1.width).max().unwrap_or(0);
        let near = own + SLACK >= fill || (ends.len() > 2 && own * 4 >= fill * 3);
        let open = ends.clone().filter(|at| !self.lines[*at].0.ended).count();
        let last = self.lines[lines.end - 1].1.width;
        if near && last <= own && open * 2 >= ends.len() && ends.clone().all(|at| full(at, own)) {
            return self.push(lines, false, paragraphs);
        }
        let mut start = lines.start;
        for at in ends {
            if !full(at, fill - 1) {
                self.push(start..at + 1, false, paragraphs);
                start = at + 1;
            }
        }
        self.push(start..lines.end, false, paragraphs);
    }

    /// Adds lines as one paragraph.
    fn push(&self, lines: Range<usize>, header: bool, paragraphs: &mut Vec<Line>) {
        let ((first, shape), (last, _)) = (&self.lines[lines.start], &self.lines[lines.end - 1]);
        let single = lines.len() == 1;
        let fill = self.fills.of(shape.quoted).width;
        // The quotation mark at its start stays in it, as where lines are not joined.
        let start = if shape.quoted > 0 { first.span.start } else { shape.start };
        let in_the_middle = shape.indent >= INDENTED && shape.indent.abs_diff(fill.saturating_sub(shape.width)) <= 4;
        let mut joined = Line {
            span: Span::new(start, last.span.end).trimmed(self.text),
            ended: last.ended,
            like_heading: single && first.like_heading,
            may_head: !header && (shape.indent == 0 || in_the_middle),
            ..*first
        };
        let inner = &self.text[joined.span.start..joined.span.end];
        let indented_below = self.lines.get(lines.end).is_some_and(|(_, below)| below.indent > 0);
        if joined.like_heading
            && joined.apart
            && shape.indent == 0
            && indented_below
            && inner.contains(char::is_alphabetic)
            && !inner.contains(char::is_lowercase)
        {
            // The titles of a manual's sections: in capitals, flush with the margin, over an indented body.
            joined.kind = Kind::Subheading;
        }
        paragraphs.push(joined);
    }
}
