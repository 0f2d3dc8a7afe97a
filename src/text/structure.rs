//! How paragraphs hang together: lists, quotations, code, tables, rules. All of it is layout and none of it text.

use super::paragraph::Paragraph;

/// No block.
const NONE: u32 = u32::MAX;

/// Blocks inside of each other that are told apart; a paragraph that is nested deeper is set as if it were not.
const DEEPEST: u32 = 32;

/// What stands before an item of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Marker {
    /// A bullet.
    Bullet,
    /// A number, with a bracket or a full stop after it.
    Number {
        /// The number.
        value: u32,
        /// Whether a bracket follows.
        bracket: bool,
    },
}

/// The side of its column that the text of a cell stands at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Align {
    /// Where lines of the table's direction start.
    #[default]
    Start,
    /// The left one.
    Left,
    /// Neither.
    Centre,
    /// The right one.
    Right,
}

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Container {
    /// A quotation.
    Quotation,
    /// A list; its items are in it.
    List {
        /// Columns of its widest marker.
        width: u8,
    },
    /// An item of a list.
    Item {
        /// What stands before it.
        marker: Marker,
        /// Whether it is done, where it is a task.
        task: Option<bool>,
    },
    /// Lines of code.
    Code,
    /// A cell of a table.
    Cell {
        /// Which table.
        table: u32,
        /// Its row; the header is row 0.
        row: u32,
        /// Its column.
        column: u16,
    },
}

impl Container {
    /// What stands before an item; nothing before anything else.
    pub fn marker(&self) -> String {
        let Self::Item { marker, task } = *self else { return String::new() };
        let done = match task {
            None => "",
            Some(false) => "☐",
            Some(true) => "☑",
        };
        match marker {
            Marker::Bullet if task.is_none() => "•".to_owned(),
            Marker::Bullet => done.to_owned(),
            Marker::Number { value, bracket } => {
                format!("{value}{} {done}", if bracket { ')' } else { '.' }).trim_end().to_owned()
            }
        }
    }
}

/// A block that paragraphs or other blocks are in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// What it is.
    pub container: Container,
    /// The number of its first paragraph, or of that which would be.
    pub first: u32,
    parent: u32,
    depth: u32,
}

/// What stands above a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Above {
    /// What its kind says.
    #[default]
    Usual,
    /// Blank rows.
    Rows(u8),
    /// A rule.
    Rule,
}

/// Where a paragraph is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Place {
    block: u32,
    above: Above,
    indent: u8,
}

/// A table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    /// Of each column.
    pub columns: Vec<Align>,
    /// The paragraphs of its header, by column; `None` for blank cells.
    pub header: Vec<Option<u32>>,
    /// Its first paragraph.
    pub first: u32,
    /// One past its last one.
    pub end: u32,
}

/// The blocks of a document, and where each paragraph is set. One of plain text has nothing here.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Structure {
    blocks: Vec<Block>,
    /// One for each paragraph, or none at all.
    places: Vec<Place>,
    tables: Vec<Table>,
    /// Where lines begin that their author broke off, in order: bytes of the text.
    breaks: Vec<usize>,
}

impl Structure {
    /// Adds a block in another one, or in none, before its first paragraph. Answers with its number; with that of `parent` where it is
    /// too deep.
    pub fn open(&mut self, parent: Option<u32>, container: Container) -> Option<u32> {
        let depth = parent.and_then(|parent| self.blocks.get(parent as usize)).map_or(0, |parent| parent.depth + 1);
        if depth >= DEEPEST || self.blocks.len() >= NONE as usize {
            return parent;
        }
        let first = self.places.len() as u32;
        self.blocks.push(Block { container, first, parent: parent.unwrap_or(NONE), depth });
        Some(self.blocks.len() as u32 - 1)
    }

    /// A block.
    pub fn block(&self, block: u32) -> Option<&Block> {
        self.blocks.get(block as usize)
    }

    /// The block that one is in.
    pub fn parent(&self, block: &Block) -> Option<&Block> {
        self.blocks.get(block.parent as usize)
    }

    /// Changes what a block is.
    pub fn block_mut(&mut self, block: u32) -> Option<&mut Container> {
        self.blocks.get_mut(block as usize).map(|block| &mut block.container)
    }

    /// Sets the next paragraph: in a block, below something, with columns before its first letter.
    pub fn set(&mut self, block: Option<u32>, above: Above, indent: usize) {
        let indent = u8::try_from(indent).unwrap_or(u8::MAX);
        self.places.push(Place { block: block.unwrap_or(NONE), above, indent });
    }

    /// How many paragraphs were set.
    pub fn paragraphs(&self) -> usize {
        self.places.len()
    }

    /// Adds a table and answers with its number.
    pub fn add_table(&mut self, columns: Vec<Align>) -> u32 {
        let header = vec![None; columns.len()];
        let first = self.places.len() as u32;
        self.tables.push(Table { columns, header, first, end: first });
        self.tables.len() as u32 - 1
    }

    /// A table.
    pub fn table(&self, table: u32) -> Option<&Table> {
        self.tables.get(table as usize)
    }

    /// A table that is being added to.
    pub fn table_mut(&mut self, table: u32) -> Option<&mut Table> {
        self.tables.get_mut(table as usize)
    }

    /// A line begins at a byte of the text.
    pub fn break_line(&mut self, at: usize) {
        self.breaks.push(at);
    }

    /// Forgets the breaks from a byte on.
    pub fn forget_breaks(&mut self, from: usize) {
        self.breaks.truncate(self.breaks.partition_point(|at| *at < from));
    }

    /// Adds what stands below, whose text begins at a byte of the whole one.
    pub fn append(&mut self, below: Self, bytes: usize) {
        let (blocks, paragraphs, tables) =
            (self.blocks.len() as u32, self.places.len() as u32, self.tables.len() as u32);
        let block = |block: u32| if block == NONE { NONE } else { block + blocks };
        self.blocks.extend(below.blocks.into_iter().map(|other| {
            let container = match other.container {
                Container::Cell { table, row, column } => Container::Cell { table: table + tables, row, column },
                container => container,
            };
            Block { container, first: other.first + paragraphs, parent: block(other.parent), depth: other.depth }
        }));
        self.places.extend(below.places.into_iter().map(|place| Place { block: block(place.block), ..place }));
        self.tables.extend(below.tables.into_iter().map(|table| {
            let header = table.header.into_iter().map(|cell| cell.map(|cell| cell + paragraphs)).collect();
            Table { header, first: table.first + paragraphs, end: table.end + paragraphs, ..table }
        }));
        self.breaks.extend(below.breaks.into_iter().map(|at| at + bytes));
    }

    /// Whether there is nothing but paragraphs.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// What stands above a paragraph.
    pub fn above(&self, paragraph: usize) -> Above {
        self.places.get(paragraph).map_or(Above::Usual, |place| place.above)
    }

    /// Columns before the first letter of a line of code.
    pub fn indent(&self, paragraph: usize) -> usize {
        self.places.get(paragraph).map_or(0, |place| usize::from(place.indent))
    }

    /// The blocks that a paragraph is in, from the innermost, with their numbers; at most 32.
    pub fn around(&self, paragraph: usize) -> impl Iterator<Item = (u32, &Block)> {
        let mut next = self.places.get(paragraph).map_or(NONE, |place| place.block);
        std::iter::from_fn(move || {
            let block = self.blocks.get(next as usize)?;
            Some((std::mem::replace(&mut next, block.parent), block))
        })
    }

    /// The block that a paragraph is right in.
    pub fn block_of(&self, paragraph: usize) -> Option<&Block> {
        self.around(paragraph).next().map(|(_, block)| block)
    }

    /// The breaks inside of a paragraph.
    pub fn breaks_in(&self, paragraph: &Paragraph) -> &[usize] {
        let from = self.breaks.partition_point(|at| *at <= paragraph.span.start);
        let to = self.breaks.partition_point(|at| *at < paragraph.span.end);
        self.breaks.get(from..to).unwrap_or_default()
    }
}
