//! What is seen: strips of cells, each with a label that says why it is there. Colours are the theme's business.

mod bars;
mod gloss;
mod help;
mod panel;
mod strip;
mod text;

pub use help::key_table;
pub use strip::Strip;
pub(super) use text::KeptLine;

use super::geometry::{Geometry, MIN_COLUMNS, MIN_ROWS};
use super::{App, Mode, Size};
use crate::annotation::Colour;
use crate::text::Line;
use crate::text::layout::Order;

/// What a cell is part of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Role {
    /// Running text.
    #[default]
    Text,
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// A sub-heading.
    Subheading,
    /// A block quotation.
    Quotation,
    /// The rule under the head of the article.
    Rule,
    /// The bar beside the current sentence.
    Bar,
    /// A tag in the margin.
    Tag,
    /// A note in the margin.
    Note,
    /// The status line.
    Status,
    /// What went wrong, in the status line.
    Error,
    /// A key in the footer.
    Key,
    /// What it does, in the footer.
    Footer,
    /// A line being written.
    Prompt,
    /// The ground of a panel.
    Panel,
    /// The title of a panel, and headings in it.
    PanelTitle,
    /// A key in a panel.
    PanelKey,
    /// The selected row of a panel.
    Selected,
}

/// Whether a cell belongs to a match of the search.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Match {
    /// It does not.
    #[default]
    None,
    /// It does.
    Some,
    /// The match that the reader is at.
    Current,
}

/// Why a cell looks as it does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Label {
    /// What it is part of.
    pub role: Role,
    /// The colour of the tag it bears.
    pub tag: Option<Colour>,
    /// It bears the tag as a part of a sentence.
    pub part: bool,
    /// It is in the current sentence.
    pub current: bool,
    /// It is in the sentences or the part being chosen.
    pub chosen: bool,
    /// It is in a match of the search.
    pub matched: Match,
}

impl Label {
    /// A label of a role and nothing else.
    pub fn of(role: Role) -> Self {
        Self { role, ..Self::default() }
    }
}

/// A screen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Page {
    /// Its size.
    pub size: Size,
    /// What is on it; later strips are over earlier ones.
    pub strips: Vec<Strip>,
    /// Column and row of the caret, where there is one.
    pub caret: Option<(u16, u16)>,
    /// The order of the text in it.
    pub order: Order,
}

impl Page {
    /// Of each row, whether it shows something else than it does on `other`, a page of the same size. Costs a look at each cell.
    pub fn changed_rows(&self, other: &Self) -> Vec<bool> {
        let rows = usize::from(self.size.rows);
        let by_row = |page: &Self| {
            let mut by_row: Vec<Vec<u32>> = vec![Vec::new(); rows];
            for (index, strip) in (0..).zip(&page.strips) {
                if let Some(row) = by_row.get_mut(usize::from(strip.y)) {
                    row.push(index);
                }
            }
            by_row
        };
        let same = |ours: &[u32], theirs: &[u32]| {
            let (ours, theirs) =
                (ours.iter().map(|at| &self.strips[*at as usize]), theirs.iter().map(|at| &other.strips[*at as usize]));
            ours.eq(theirs)
        };
        by_row(self).iter().zip(&by_row(other)).map(|(ours, theirs)| !same(ours, theirs)).collect()
    }
}

/// The column where a line of text starts: flush right for a right-to-left paragraph.
pub(super) fn line_x(page: &Geometry, line: &Line) -> u16 {
    let width = u16::try_from(line.width).unwrap_or(page.measure).min(page.measure);
    if line.direction.is_rtl() { page.text_x + page.measure - width } else { page.text_x }
}

impl App {
    /// What is seen now. Costs what is on the screen: paragraphs of the view are laid out if they were not, nothing else.
    pub fn view(&mut self) -> Page {
        let mut page = Page { size: self.size, order: self.settings.order, ..Page::default() };
        let Some(geometry) = self.geometry else {
            self.draw_too_small(&mut page);
            return page;
        };
        self.draw_text(&geometry, &mut page);
        self.draw_status(&mut page);
        self.draw_footer(&mut page);
        match self.mode {
            Mode::Read
            | Mode::Extend(_)
            | Mode::Part(_)
            | Mode::Prompt(..)
            | Mode::Leaving
            | Mode::Overwrite { .. } => {}
            _ => self.draw_panel(&mut page),
        }
        page
    }

    fn draw_too_small(&self, page: &mut Page) {
        let Size { columns, rows } = self.size;
        let lines = [
            "hashiya needs more room:".to_owned(),
            format!("{MIN_COLUMNS} columns, {MIN_ROWS} rows"),
            format!("(now {columns} x {rows})"),
        ];
        for (y, line) in (0..rows).zip(lines) {
            page.strips.push(Strip::write(page.order, 0, y, columns, &line, Label::default()));
        }
    }
}
