//! What is seen: strips of cells, each with a label that says why it is there. Colours are the theme's business.

mod bars;
mod details;
mod gloss;
mod ornament;
mod strip;
mod text;

pub use strip::Strip;
pub(super) use strip::fit;

use std::rc::Rc;

use super::view::geometry::{MIN_COLUMNS, MIN_ROWS};
use super::{App, Mode, Size};
use crate::annotation::Colour;
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
    /// A byline or a date line.
    Credit,
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
#[allow(clippy::struct_excessive_bools, reason = "a cell may be any of these at once")]
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
    /// It stands for a character that is not seen.
    pub unseen: bool,
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

/// What the next page may have of the last one.
#[derive(Default)]
pub(super) struct Kept {
    /// The lines of text.
    lines: Vec<text::KeptLine>,
}

/// Rows at the bottom that do not scroll: the status line and the footer.
pub const FOOT: usize = 2;

/// What became of one page to make another one of the same size.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// By how many rows all but the [`FOOT`] moved, up where it is positive, when moving them saves drawing most of them.
    pub moved: Option<isize>,
    /// Of each row, whether it shows something else than what was there before, after the move.
    pub changed: Vec<bool>,
}

impl Page {
    /// What became of `before`, a page of the same size. Costs a look at each cell that the two do not share.
    pub fn difference(&self, before: &Self) -> Difference {
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
            let ours = ours.iter().map(|at| &self.strips[*at as usize]);
            let theirs = theirs.iter().map(|at| &before.strips[*at as usize]);
            let look = |strip: &Strip| (strip.x, strip.order, Rc::clone(&strip.cells));
            ours.map(look).eq(theirs.map(look))
        };
        let (moved, ours, theirs) = (self.moved(before), by_row(self), by_row(before));
        let source = |y: usize| match moved {
            Some(by) if y + FOOT < rows => y.checked_add_signed(by).filter(|from| from + FOOT < rows),
            _ => Some(y),
        };
        let changed = |(y, ours): (usize, &Vec<u32>)| source(y).is_none_or(|from| !same(ours, &theirs[from]));
        Difference { moved, changed: ours.iter().enumerate().map(changed).collect() }
    }

    /// By how many rows the lines that the two pages share moved, where they are a quarter of the rows at least and twice as many
    /// as those that stayed.
    fn moved(&self, before: &Self) -> Option<isize> {
        let rows = usize::from(self.size.rows).checked_sub(FOOT).filter(|rows| *rows > 2)?;
        let lines = |page: &Self| {
            let lines = page.strips.iter().filter(|strip| usize::from(strip.y) < rows && !strip.cells.is_empty());
            lines.map(|strip| (strip.y, Rc::as_ptr(&strip.cells))).collect::<Vec<_>>()
        };
        let earlier = lines(before);
        let mut moves: Vec<(isize, usize)> = Vec::new();
        for (y, line) in lines(self) {
            let Some((from, _)) = earlier.iter().find(|(_, other)| *other == line) else { continue };
            let by = isize::from(from.cast_signed()) - isize::from(y.cast_signed());
            match moves.iter_mut().find(|(other, _)| *other == by) {
                Some((_, count)) => *count += 1,
                None => moves.push((by, 1)),
            }
        }
        let stayed = moves.iter().find(|(by, _)| *by == 0).map_or(0, |(_, count)| *count);
        let (by, count) = moves.into_iter().filter(|(by, _)| *by != 0).max_by_key(|(_, count)| *count)?;
        (count >= 3 && count * 4 >= rows && count > stayed * 2).then_some(by)
    }
}

impl App {
    /// What is seen now. Costs what is on the screen: paragraphs of the view are laid out if they were not, nothing else.
    pub fn view(&mut self) -> Page {
        let mut page = Page { size: self.view.size, order: self.view.flow.order(), ..Page::default() };
        let Some(geometry) = self.view.geometry else {
            self.draw_too_small(&mut page);
            return page;
        };
        self.renew_panel();
        self.draw_text(&geometry, &mut page);
        self.draw_status(&mut page);
        self.draw_footer(&mut page);
        match self.mode {
            Mode::Unsaved => self.draw_unsaved(&mut page),
            _ => self.draw_panel(&mut page),
        }
        page
    }

    fn draw_too_small(&self, page: &mut Page) {
        let Size { columns, rows } = self.view.size;
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

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::{Difference, Label, Page, Strip};
    use crate::app::Size;
    use crate::text::layout::Order;

    /// Rows of text, a status line and a footer; `line` has the cells of all lines there are.
    fn page(lines: &[Strip], rows: &[Option<usize>], status: &str) -> Page {
        let at = |y: usize| u16::try_from(y).unwrap();
        let mut page = Page { size: Size { columns: 20, rows: at(rows.len() + 2) }, ..Page::default() };
        for (y, line) in rows.iter().enumerate().filter_map(|(y, line)| Some((y, (*line)?))) {
            page.strips.push(Strip { y: at(y), ..lines[line].clone() });
        }
        page.strips.push(Strip::write(Order::Visual, 0, at(rows.len()), 20, status, Label::default()));
        page.strips.push(Strip::write(Order::Visual, 0, at(rows.len() + 1), 20, "footer", Label::default()));
        page
    }

    #[test]
    fn rows_that_moved_are_found() {
        let lines: Vec<Strip> = (0..12)
            .map(|line| Strip::write(Order::Visual, 0, 0, 20, &format!("line {line}"), Label::default()))
            .collect();
        let before = page(&lines, &[Some(0), None, Some(2), Some(3), None, Some(5)], "1");
        let up = page(&lines, &[Some(2), Some(3), None, Some(5), Some(6), Some(7)], "2");
        let changed = vec![false, false, false, false, true, true, true, false];
        assert_eq!(up.difference(&before), Difference { moved: Some(2), changed });
        let changed = vec![true, true, false, false, false, false, true, false];
        assert_eq!(before.difference(&up), Difference { moved: Some(-2), changed });
        assert_eq!(up.difference(&up), Difference { moved: None, changed: vec![false; 8] });
        // The same letters in other cells moved nowhere, but are not written again.
        let mut anew = up.clone();
        anew.strips.iter_mut().for_each(|strip| strip.cells = Rc::new(Vec::clone(&strip.cells)));
        assert_eq!(anew.difference(&up), Difference { moved: None, changed: vec![false; 8] });
        assert_eq!(page(&lines, &[Some(8), Some(9), Some(10), None, None, None], "2").difference(&up).moved, None);
    }
}
