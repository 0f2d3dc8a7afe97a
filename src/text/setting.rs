//! Where the paragraphs of a document are set at one width, and what is drawn beside them that is no text: bullets and numbers, the bar
//! of a quotation, the labels of a table's cells.
//!
//! Columns are counted from the side where the lines of a paragraph start, so that a right-to-left list has its bullets at the right.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::layout::{Order, layout};
use super::structure::{Above, Align, Block, Container};
use super::{BaseDirection, Document, Kind, offsets};

/// Columns that code is set in.
const CODE: usize = 2;
/// Columns of the bar of a quotation.
const BAR: usize = 2;
/// Columns between those of a table.
const BETWEEN: usize = 2;
/// Columns that a column of a table has at least, if its cells are as wide.
const NARROWEST: usize = 8;
/// Bytes of a table that are measured, and of one cell of it: what comes after is wrapped as the columns then are.
const MEASURED: (usize, usize) = (128 * 1024, 1024);

/// Where the lines of a paragraph stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Frame {
    /// Columns between it and the side.
    pub from: usize,
    /// Its columns.
    pub width: usize,
    /// The side that columns are counted from: where lines of this direction start.
    pub side: BaseDirection,
    /// Where lines stand in it.
    pub align: Align,
}

impl Frame {
    /// The column, from the left edge of a page that is `measure` columns wide, where a line begins that is `width` columns wide.
    pub fn column(&self, measure: usize, width: usize) -> usize {
        let (rest, is_rtl) = (self.width.saturating_sub(width), self.side.is_rtl());
        let left = if is_rtl { measure.saturating_sub(self.from + self.width) } else { self.from };
        let before = match self.align {
            Align::Start if is_rtl => rest,
            Align::Start | Align::Left => 0,
            Align::Centre => rest / 2,
            Align::Right => rest,
        };
        left + before
    }
}

/// Something that is drawn beside a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ornament {
    /// Where it stands.
    pub frame: Frame,
    /// What it is; cut where it is wider than its frame.
    pub text: String,
}

/// How a table is set.
#[derive(Debug)]
enum Columns {
    /// Its columns side by side: how far from the table's side each begins, and how wide it is. Whether some cell had to be wrapped.
    Beside(Vec<(usize, usize)>, bool),
    /// One cell a line, as there is no room.
    Below,
}

/// Sets the paragraphs of one document at one width.
#[derive(Debug, Default)]
pub struct Setting {
    width: usize,
    order: Order,
    tables: HashMap<u32, Rc<Columns>>,
}

impl Setting {
    /// A setting in some columns, of text in some order.
    pub fn new(width: usize, order: Order) -> Self {
        Self { width: width.max(1), order, tables: HashMap::new() }
    }

    /// Where the lines of a paragraph stand.
    pub fn frame(&mut self, document: &Document, paragraph: usize) -> Frame {
        let side = document.direction(paragraph);
        let whole = Frame { from: 0, width: self.width, side, align: Align::Start };
        if document.structure.is_empty() {
            return whole;
        }
        let from = self.blocks(document, paragraph).iter().map(|(_, columns)| columns).sum();
        let frame = Frame { from, width: self.width - from, ..whole };
        let Some((table, cell)) = cell(document, paragraph) else { return frame };
        let side = table_side(document, paragraph, table);
        match &*self.columns(document, paragraph, table) {
            Columns::Beside(columns, _) => {
                let (start, width) = columns.get(usize::from(cell.1)).copied().unwrap_or((0, frame.width));
                let align = document.structure.table(table).and_then(|table| table.columns.get(usize::from(cell.1)));
                Frame { from: from + start, width, side, align: align.copied().unwrap_or_default() }
            }
            Columns::Below => {
                let label = label(document, table, cell).map_or(0, |label| self.label_width(&label, frame.width));
                Frame { from: from + label, width: frame.width - label, side, align: Align::Start }
            }
        }
    }

    /// The paragraphs that stand beside each other in the row of a paragraph: itself alone but in a table that has the room.
    pub fn beside(&mut self, document: &Document, paragraph: usize) -> Range<usize> {
        let alone = paragraph..paragraph + 1;
        let Some((table, (row, _))) = cell(document, paragraph) else { return alone };
        if matches!(*self.columns(document, paragraph, table), Columns::Below) {
            return alone;
        }
        let is_beside = |other: &usize| cell(document, *other).is_some_and(|(at, (of, _))| (at, of) == (table, row));
        let first = (0..paragraph).rev().take_while(is_beside).last().unwrap_or(paragraph);
        let last = (paragraph + 1..document.paragraphs.len()).take_while(is_beside).last().unwrap_or(paragraph);
        first..last + 1
    }

    /// Rows above a paragraph, and whether there is a rule in them; `None` where its kind says it.
    pub fn gap(&mut self, document: &Document, paragraph: usize) -> Option<(usize, bool)> {
        match document.structure.above(paragraph) {
            Above::Rows(rows) => return Some((usize::from(rows), false)),
            Above::Rule => return Some((3, true)),
            Above::Usual => {}
        }
        let previous = paragraph.checked_sub(1)?;
        if document.paragraphs.get(paragraph)?.continued {
            return None;
        }
        if is_item(document, previous)
            && is_item(document, paragraph)
            && !are_of_one_list(document, previous, paragraph)
        {
            return Some((1, false));
        }
        let (table, (row, _)) = cell(document, paragraph)?;
        let (before, (above, _)) = cell(document, previous)?;
        if before != table {
            return None;
        }
        Some(match *self.columns(document, paragraph, table) {
            _ if above == row => (0, false),
            Columns::Beside(..) if above == 0 => (1, true),
            Columns::Beside(_, is_wrapped) => (usize::from(is_wrapped), false),
            Columns::Below => (1, false),
        })
    }

    /// Where the rule stands between the header of a table and the rest; `None` for a paragraph that is not below one.
    pub fn header_rule(&mut self, document: &Document, paragraph: usize) -> Option<Frame> {
        let (table, _) = cell(document, paragraph).filter(|_| document.structure.above(paragraph) == Above::Usual)?;
        let frame = self.frame(document, paragraph);
        let Columns::Beside(columns, _) = &*self.columns(document, paragraph, table) else { return None };
        let from = self.blocks(document, paragraph).iter().map(|(_, columns)| columns).sum();
        let width = columns.last().map_or(0, |(from, width)| from + width);
        Some(Frame { from, width, align: Align::Start, ..frame })
    }

    /// What is drawn beside a line of a paragraph, by its number; beside a row of the gap above it for `None`.
    pub fn ornaments(&mut self, document: &Document, paragraph: usize, line: Option<usize>) -> Vec<Ornament> {
        let side = document.direction(paragraph);
        let (mut ornaments, mut from) = (Vec::new(), 0);
        let above =
            |number: u32| document.structure.around(paragraph.wrapping_sub(1)).any(|(other, _)| other == number);
        let is_first = line == Some(0) && document.paragraphs.get(paragraph).is_some_and(|here| !here.continued);
        for ((number, block), columns) in self.blocks(document, paragraph).into_iter().rev() {
            let frame = Frame { from, width: columns - 1, side, align: Align::Start };
            from += columns;
            match block.container {
                Container::Quotation if line.is_some() || above(number) => {
                    let bar = if side.is_rtl() { '▕' } else { '▏' };
                    ornaments.push(Ornament { frame, text: bar.to_string() });
                }
                item @ Container::Item { .. } if is_first && block.first as usize == paragraph => {
                    // Numbers end at the text.
                    let align = if side.is_rtl() { Align::Left } else { Align::Right };
                    ornaments.push(Ornament { frame: Frame { align, ..frame }, text: item.marker() });
                }
                _ => {}
            }
        }
        if let Some((table, cell)) = cell(document, paragraph).filter(|_| is_first)
            && matches!(*self.columns(document, paragraph, table), Columns::Below)
            && let Some(text) = label(document, table, cell)
        {
            let side = table_side(document, paragraph, table);
            let width = self.label_width(&text, self.width - from) - 1;
            ornaments.push(Ornament { frame: Frame { from, width, side, align: Align::Start }, text });
        }
        ornaments
    }

    /// The blocks around a paragraph, from the innermost, and the columns that each takes: together no more than half of all, so that
    /// the outermost are left out where it is nested deep.
    fn blocks<'d>(&self, document: &'d Document, paragraph: usize) -> Vec<((u32, &'d Block), usize)> {
        let structure = &document.structure;
        let (mut blocks, mut taken) = (Vec::new(), 0);
        for (number, block) in structure.around(paragraph) {
            let columns = match block.container {
                Container::Quotation => BAR,
                Container::Code => CODE + structure.indent(paragraph).min(self.width / 4),
                Container::Item { .. } => match structure.parent(block).map(|list| list.container) {
                    Some(Container::List { width }) => usize::from(width) + 1,
                    _ => 2,
                },
                Container::List { .. } | Container::Cell { .. } => continue,
            };
            taken += columns;
            if taken > self.width / 2 {
                break;
            }
            blocks.push(((number, block), columns));
        }
        blocks
    }

    /// How the table of a cell is set. Measures it once; that reads 128 KiB of it at most.
    fn columns(&mut self, document: &Document, paragraph: usize, table: u32) -> Rc<Columns> {
        if let Some(columns) = self.tables.get(&table) {
            return Rc::clone(columns);
        }
        let taken: usize = self.blocks(document, paragraph).iter().map(|(_, columns)| columns).sum();
        let columns = Rc::new(self.measured(document, table, self.width - taken));
        self.tables.insert(table, Rc::clone(&columns));
        columns
    }

    fn measured(&self, document: &Document, table: u32, room: usize) -> Columns {
        let Some(known) = document.structure.table(table) else { return Columns::Below };
        let count = known.columns.len();
        let room = room.checked_sub(BETWEEN * count.saturating_sub(1)).filter(|room| *room >= count);
        let Some(room) = room else { return Columns::Below };
        let mut widths = vec![1; count];
        let mut left = MEASURED.0;
        for paragraph in known.first as usize..known.end as usize {
            let Some((_, (_, column))) = cell(document, paragraph).filter(|(of, _)| *of == table) else { continue };
            let span = document.paragraphs[paragraph].span;
            let text = &document.text[span.start..span.end];
            let text = &text[..offsets::floor(text, MEASURED.1)];
            let Some(rest) = left.checked_sub(text.len()) else { break };
            left = rest;
            if let Some(width) = widths.get_mut(usize::from(column)) {
                *width = self.columns_of(text, document.direction(paragraph)).max(*width);
            }
        }
        let is_wrapped = widths.iter().sum::<usize>() > room;
        if is_wrapped && !narrow(&mut widths, room) {
            return Columns::Below;
        }
        let mut from = 0;
        let beside = widths.into_iter().map(|width| {
            let start = from;
            from += width + BETWEEN;
            (start, width)
        });
        Columns::Beside(beside.collect(), is_wrapped)
    }

    /// The columns of a label and a blank, in some room.
    fn label_width(&self, label: &str, room: usize) -> usize {
        (self.columns_of(label, BaseDirection::LeftToRight) + 1).min(room / 2).max(1)
    }

    fn columns_of(&self, text: &str, direction: BaseDirection) -> usize {
        layout(text, &self.order.options(None, Some(direction))).first().map_or(0, |line| line.width)
    }
}

/// The header of a cell's column with a colon; `None` for a cell of the header, and for one whose column has none.
fn label(document: &Document, table: u32, (row, column): (u32, u16)) -> Option<String> {
    let header = *document.structure.table(table)?.header.get(usize::from(column)).filter(|_| row > 0)?;
    let text = document.paragraphs.get(header? as usize)?.span.slice(&document.text)?;
    Some(format!("{}:", text[..offsets::floor(text, MEASURED.1)].trim_end_matches([':', ' '])))
}

/// Makes the widest columns narrower until all have room; `false` where that is not enough for some of them.
fn narrow(widths: &mut [usize], room: usize) -> bool {
    let least: usize = widths.iter().map(|width| (*width).min(NARROWEST)).sum();
    if least > room {
        return false;
    }
    // The widest that a column may be so that all fit.
    let mut limit = NARROWEST;
    let sum = |limit: usize| widths.iter().map(|width| (*width).min(limit)).sum::<usize>();
    while sum(limit + 1) <= room {
        limit += 1;
    }
    let mut left = room - sum(limit);
    for width in widths.iter_mut().filter(|width| **width > limit) {
        *width = limit + usize::from(left > 0);
        left = left.saturating_sub(1);
    }
    true
}

fn is_item(document: &Document, paragraph: usize) -> bool {
    document.paragraphs.get(paragraph).is_some_and(|here| here.kind == Kind::ListItem)
}

/// Whether two paragraphs are in the same list, however deep in it.
fn are_of_one_list(document: &Document, one: usize, other: usize) -> bool {
    let mut lists =
        document.structure.around(one).filter(|(_, block)| matches!(block.container, Container::List { .. }));
    lists.any(|(list, _)| document.structure.around(other).any(|(block, _)| block == list))
}

/// The table, row and column of a cell.
fn cell(document: &Document, paragraph: usize) -> Option<(u32, (u32, u16))> {
    match document.structure.block_of(paragraph)?.container {
        Container::Cell { table, row, column } => Some((table, (row, column))),
        _ => None,
    }
}

/// The side where the first column of a table is: that of the first cell that has a direction.
fn table_side(document: &Document, paragraph: usize, table: u32) -> BaseDirection {
    let first = document.structure.table(table).map_or(paragraph, |table| table.first as usize);
    document.direction(first)
}
