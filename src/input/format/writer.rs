//! Writes the text that a format extracts, a paragraph a line, and keeps account of where each byte of it comes from.

use std::mem;
use std::ops::Range;

use super::{is_blank, pieces};
use crate::text::structure::Above;
use crate::text::{Kind, OffsetMap, Paragraph, Span, Structure};

/// A text in the making: whole paragraphs, and the beginning of the next one.
#[derive(Default)]
pub(super) struct Writer<'s> {
    source: &'s str,
    pub(super) text: String,
    pub(super) map: OffsetMap,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) structure: Structure,
    /// Where the paragraph that is being written begins.
    start: usize,
    /// Something was left out at the end of the text, and the blank before it with the one after it would be two.
    gap: bool,
    ordinal: u32,
}

/// What a paragraph is, and where it is set.
#[derive(Clone, Copy, Default)]
pub(super) struct Set {
    pub(super) kind: Kind,
    pub(super) level: u8,
    pub(super) block: Option<u32>,
    pub(super) above: Above,
    pub(super) indent: usize,
}

impl<'s> Writer<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self { source, ..Self::default() }
    }

    /// Whether nothing is written of the next paragraph.
    pub(super) fn is_fresh(&self) -> bool {
        self.start == self.text.len()
    }

    /// The paragraph so far.
    pub(super) fn line(&self) -> &str {
        &self.text[self.start..]
    }

    /// Goes on with bytes of the source. White space does not begin a paragraph, nor follow other white space that was only divided from
    /// it by what was left out.
    pub(super) fn copy(&mut self, range: Range<usize>) {
        let mut range = range;
        let Some(mut part) = self.source.get(range.clone()) else { return };
        if self.is_fresh() || (mem::take(&mut self.gap) && self.line().ends_with(char::is_whitespace)) {
            part = part.trim_start();
            range.start = range.end - part.len();
        }
        self.gap = false;
        self.text.push_str(part);
        self.map.copied(range.start, part.len());
    }

    /// Goes on with text that stands for a range of the source. Line ends in it are blanks.
    pub(super) fn replace(&mut self, range: Range<usize>, text: &str) {
        let text = if self.is_fresh() { text.trim_start() } else { text };
        self.gap = false;
        self.text.extend(text.chars().map(|one| if matches!(one, '\n' | '\r') { ' ' } else { one }));
        self.map.replaced(range.into(), text.len());
    }

    /// Goes on with text that is the range of the source but for characters that are left out there and blanks that are line ends.
    pub(super) fn align(&mut self, range: Range<usize>, text: &str) {
        let Some(part) = self.source.get(range.clone()) else { return };
        let mut rest = part.char_indices();
        for one in text.chars() {
            let is_it = |other: char| other == one || (one == ' ' && matches!(other, '\n' | '\r'));
            match rest.by_ref().find(|(_, other)| is_it(*other)) {
                Some((at, other)) if other == one => self.copy(range.start + at..range.start + at + one.len_utf8()),
                Some((at, other)) => self.blank(range.start + at..range.start + at + other.len_utf8()),
                None => self.replace(range.end..range.end, one.encode_utf8(&mut [0; 4])),
            }
        }
    }

    /// A blank for a range of the source, unless there is one.
    pub(super) fn blank(&mut self, range: Range<usize>) {
        if self.is_fresh() || self.line().ends_with(char::is_whitespace) {
            return;
        }
        self.gap = false;
        self.text.push(' ');
        // Of a line end each byte has its place.
        if range.len() == 1 { self.map.copied(range.start, 1) } else { self.map.replaced(range.into(), 1) }
    }

    /// A blank for a range of the source, after which a line begins.
    pub(super) fn break_line(&mut self, range: Range<usize>) {
        self.blank(range);
        if !self.is_fresh() {
            self.structure.break_line(self.text.len());
        }
    }

    /// Something is left out here.
    pub(super) fn leave_out(&mut self) {
        self.gap = true;
    }

    /// Takes off the end of the paragraph, which then has `length` bytes.
    pub(super) fn cut(&mut self, length: usize) {
        let length = self.start + length;
        self.text.truncate(length);
        self.map.truncate(length);
        self.structure.forget_breaks(length + 1);
    }

    /// The paragraph is over. One of which nothing is seen is none. Answers whether there was one.
    pub(super) fn end(&mut self, set: Set) -> bool {
        let length = self.line().trim_end().len();
        self.cut(if is_blank(self.line()) { 0 } else { length });
        self.gap = false;
        if self.is_fresh() {
            return false;
        }
        self.structure.forget_breaks(self.text.len());
        self.ordinal += 1;
        let span = Span::new(self.start, self.text.len());
        let Set { kind, level, .. } = set;
        let paragraph = Paragraph { span, kind, level, ordinal: self.ordinal, continued: false };
        let count = self.paragraphs.len();
        pieces::push(&mut self.paragraphs, &self.text, paragraph);
        for number in count..self.paragraphs.len() {
            let above = if number == count { set.above } else { Above::Usual };
            self.structure.set(set.block, above, set.indent);
        }
        let end = self.map.to_source(Span::new(self.text.len() - 1, self.text.len())).end;
        self.text.push('\n');
        // Nothing stands for it where the source goes on in the line, as between cells.
        if self.source.as_bytes().get(end) == Some(&b'\n') {
            self.map.copied(end, 1);
        } else {
            self.map.replaced(Span::new(end, end), 1);
        }
        self.start = self.text.len();
        true
    }

    /// Adds another text below, which was moved there from where it stands in the source.
    pub(super) fn append(&mut self, below: Self) {
        let (bytes, ordinal) = (self.text.len(), self.ordinal);
        self.text.push_str(&below.text);
        self.map.append_tail(below.map);
        self.paragraphs.extend(below.paragraphs.into_iter().map(|paragraph| Paragraph {
            span: paragraph.span.shifted(bytes),
            ordinal: paragraph.ordinal + ordinal,
            ..paragraph
        }));
        self.structure.append(below.structure, bytes);
    }
}
