//! From the events of the parser to paragraphs and the blocks that they are in.

use std::mem;
use std::ops::Range;

use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::html::Html;
use crate::input::format::writer::{Set, Writer};
use crate::text::Kind;
use crate::text::structure::{Above, Align, Container, Marker};

/// What the blocks around the paragraph at hand are.
#[derive(Default)]
struct Around {
    /// Those that were opened, with what was around each.
    open: Vec<Option<u32>>,
    /// The innermost.
    block: Option<u32>,
    lists: Vec<List>,
    quotations: u32,
    items: u32,
    is_note: bool,
}

/// A list that is open.
struct List {
    block: Option<u32>,
    /// The number of the next item, where they are numbered.
    next: Option<u64>,
}

/// A table that is open.
#[derive(Clone, Copy, Default)]
struct Cell {
    table: u32,
    row: u32,
    column: u16,
    is_open: bool,
}

/// Lines of code: what is known of the next one.
#[derive(Clone, Copy, Default)]
pub(super) struct Code {
    /// Blank rows above it.
    pub(super) rows: u8,
    /// Columns before its first letter.
    pub(super) indent: usize,
    /// Another line stands above it.
    pub(super) goes_on: bool,
}

pub(super) struct Blocks<'s> {
    pub(super) source: &'s str,
    main: Writer<'s>,
    notes: Writer<'s>,
    around: Around,
    /// What is around the footnotes that are open.
    outside: Vec<Around>,
    notes_count: u32,
    heading: Option<u8>,
    headline_seen: bool,
    rule: bool,
    cell: Cell,
    pub(super) code: Option<Code>,
    pub(super) html: Option<Html>,
    /// Where a bracket stands that may be a reference to a footnote that is not there.
    pub(super) bracket: Option<usize>,
}

impl<'s> Blocks<'s> {
    /// The text, paragraphs and blocks of a source, of which the first bytes are front matter.
    pub(super) fn of(source: &'s str, start: usize) -> Writer<'s> {
        let mut blocks = Self {
            source,
            main: Writer::new(source),
            notes: Writer::new(source),
            around: Around::default(),
            outside: Vec::new(),
            notes_count: 0,
            heading: None,
            headline_seen: false,
            rule: false,
            cell: Cell::default(),
            code: None,
            html: None,
            bracket: None,
        };
        for (event, range) in Parser::new_ext(&source[start..], options()).into_offset_iter() {
            blocks.event(event, range.start + start..range.end + start);
        }
        blocks.flush();
        blocks.main.append(blocks.notes);
        blocks.main
    }

    pub(super) fn writer(&mut self) -> &mut Writer<'s> {
        if self.outside.is_empty() { &mut self.main } else { &mut self.notes }
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Text(text) if self.code.is_some() => self.code_text(&text, range),
            Event::Html(_) => self.html_line(range),
            Event::Rule => {
                self.flush();
                self.rule = true;
            }
            Event::TaskListMarker(is_done) => self.task(is_done),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            event => self.inline(event, range),
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => return,
            _ => self.flush(),
        }
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(number(level)),
            Tag::BlockQuote(_) => {
                self.around.quotations += 1;
                self.open(Container::Quotation);
            }
            Tag::List(first) => {
                let block = self.open(Container::List { width: 1 });
                self.around.lists.push(List { block, next: first });
            }
            Tag::Item => {
                self.around.items += 1;
                let marker = self.marker(range);
                self.open(Container::Item { marker, task: None });
                self.widen();
            }
            Tag::CodeBlock(_) => {
                self.open(Container::Code);
                self.code = Some(Code::default());
            }
            Tag::HtmlBlock => self.html = Some(Html::default()),
            Tag::FootnoteDefinition(label) => self.note(&label),
            Tag::Table(columns) => {
                let table = self.writer().structure.add_table(columns.into_iter().map(align).collect());
                self.cell = Cell { table, ..Cell::default() };
            }
            Tag::TableHead => self.cell.row = 0,
            Tag::TableRow => (self.cell.row, self.cell.column) = (self.cell.row.saturating_add(1), 0),
            Tag::TableCell => self.cell.is_open = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => return,
            _ => self.flush(),
        }
        match tag {
            TagEnd::Heading(_) => self.heading = None,
            TagEnd::BlockQuote(_) => {
                self.around.quotations = self.around.quotations.saturating_sub(1);
                self.close();
            }
            TagEnd::List(_) => {
                self.around.lists.pop();
                self.close();
            }
            TagEnd::Item => {
                self.around.items = self.around.items.saturating_sub(1);
                self.close();
            }
            TagEnd::CodeBlock => {
                self.code = None;
                self.close();
            }
            TagEnd::HtmlBlock => self.html = None,
            TagEnd::FootnoteDefinition => self.around = self.outside.pop().unwrap_or_default(),
            TagEnd::TableCell => {
                self.cell.is_open = false;
                self.cell.column = self.cell.column.saturating_add(1);
            }
            _ => {}
        }
    }

    /// A block begins in that at hand.
    fn open(&mut self, container: Container) -> Option<u32> {
        let parent = self.around.block;
        let block = self.writer().structure.open(parent, container);
        self.around.open.push(parent);
        self.around.block = block;
        block
    }

    fn close(&mut self) {
        self.around.block = self.around.open.pop().flatten();
    }

    /// The marker of the item that begins at a place of the source.
    fn marker(&mut self, range: Range<usize>) -> Marker {
        let part = self.source.get(range).unwrap_or_default();
        let Some(next) = self.around.lists.last_mut().and_then(|list| list.next.as_mut()) else {
            return Marker::Bullet;
        };
        let value = u32::try_from(*next).unwrap_or(u32::MAX);
        *next += 1;
        Marker::Number { value, bracket: part.trim_start_matches(|one: char| one.is_ascii_digit()).starts_with(')') }
    }

    /// The item at hand is a task.
    fn task(&mut self, is_done: bool) {
        let block = self.around.block;
        if let Some(Container::Item { task, .. }) = block.and_then(|block| self.writer().structure.block_mut(block)) {
            *task = Some(is_done);
        }
        self.widen();
    }

    /// The list at hand is as wide as the marker of its item at hand.
    fn widen(&mut self) {
        let (item, list) = (self.around.block, self.around.lists.last().and_then(|list| list.block));
        let structure = &mut self.writer().structure;
        let Some(container) = item.and_then(|block| structure.block_mut(block)) else { return };
        let columns = container.marker().chars().count() as u8;
        if let Some(Container::List { width }) = list.and_then(|block| structure.block_mut(block)) {
            *width = columns.max(*width);
        }
    }

    /// A footnote begins.
    fn note(&mut self, label: &str) {
        self.outside.push(mem::take(&mut self.around));
        self.around.is_note = true;
        self.notes_count += 1;
        let value = label.parse().unwrap_or(self.notes_count);
        let list = self.open(Container::List { width: 1 });
        self.around.lists.push(List { block: list, next: None });
        self.open(Container::Item { marker: Marker::Number { value, bracket: false }, task: None });
        self.widen();
    }

    /// The paragraph at hand is over.
    pub(super) fn flush(&mut self) {
        self.bracket = None;
        let set = self.set();
        let is_first = !self.outside.is_empty() && self.notes.paragraphs.is_empty();
        let above = if is_first { Above::Rule } else { set.above };
        let cell = self.cell.is_open.then(|| self.cell.container());
        let writer = self.writer();
        let number = writer.structure.paragraphs() as u32;
        if !writer.end(Set { above, ..set }) {
            return;
        }
        if let Some(Container::Cell { table, row, column }) = cell
            && let Some(table) = writer.structure.table_mut(table)
        {
            table.end = number + 1;
            if let Some(header) = table.header.get_mut(usize::from(column)).filter(|_| row == 0) {
                *header = Some(number);
            }
        }
        self.rule &= is_first;
        self.headline_seen |= set.kind == Kind::Headline;
        if let Some(code) = &mut self.code {
            *code = Code { goes_on: true, ..Code::default() };
        }
    }

    /// What the paragraph at hand is, and where it is set.
    fn set(&mut self) -> Set {
        let (kind, level) = match self.heading {
            Some(1) if !self.headline_seen => (Kind::Headline, 1),
            Some(level) => (Kind::Subheading, level),
            None if self.cell.is_open => (Kind::Cell, 0),
            None if self.code.is_some() => (Kind::Code, 0),
            None if self.around.is_note => (Kind::Footnote, 0),
            None if self.around.items > 0 => (Kind::ListItem, 0),
            None if self.around.quotations > 0 => (Kind::Quotation, 0),
            None => (Kind::Body, 0),
        };
        let mut block = self.around.block;
        let structure = &self.writer().structure;
        let number = structure.paragraphs() as u32;
        let item = block.and_then(|block| structure.block(block));
        let goes_on = item.is_some_and(|item| matches!(item.container, Container::Item { .. }) && item.first < number);
        let above = match self.code {
            _ if self.rule => Above::Rule,
            Some(Code { goes_on: true, rows, .. }) => Above::Rows(rows),
            _ if goes_on => Above::Rows(1),
            _ => Above::Usual,
        };
        if self.cell.is_open && !self.writer().is_fresh() {
            let container = self.cell.container();
            block = self.writer().structure.open(block, container);
        }
        Set { kind, level, block, above, indent: self.code.map_or(0, |code| code.indent) }
    }
}

impl Cell {
    fn container(self) -> Container {
        Container::Cell { table: self.table, row: self.row, column: self.column }
    }
}

pub(super) fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
}

fn align(column: Alignment) -> Align {
    match column {
        Alignment::None => Align::Start,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
    }
}

const fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
