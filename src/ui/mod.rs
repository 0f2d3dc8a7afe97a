//! Paints a [`Page`] into a ratatui buffer. Decides nothing: what is seen is the page's, how it looks the theme's.

mod theme;

pub use theme::Theme;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use crate::app::page::{Label, Page};

/// Paints `page` over all of `buffer`, or only over the rows that `rows` says. Cells are written one by one: ratatui's own text writers drop marks and measure whole
/// strings, which is wrong for Arabic. What does not fit the buffer is left out.
pub fn draw(page: &Page, theme: &Theme, buffer: &mut Buffer, rows: Option<&[bool]>) {
    let wanted = |y: u16| rows.is_none_or(|rows| rows.get(usize::from(y)) == Some(&true));
    let width = usize::from(buffer.area.width).max(1);
    for (_, row) in (0..).zip(buffer.content.chunks_mut(width)).filter(|(y, _)| wanted(*y)) {
        row.fill(Cell::EMPTY);
    }
    let area = *buffer.area();
    // Cells side by side mostly look the same.
    let mut last = (Label::default(), Cell::EMPTY);
    last.1.set_style(theme.style(last.0));
    for strip in page.strips.iter().filter(|strip| wanted(strip.y)) {
        let mut x = strip.x;
        for (text, width, label) in strip.cells.iter() {
            if contains(area, x, strip.y) && x + u16::from(*width) <= area.right() {
                if last.0 != *label {
                    last = (*label, Cell::EMPTY);
                    last.1.set_style(theme.style(*label));
                }
                // Whole: what lies beneath must not show through.
                let cell = &mut buffer[(x, strip.y)];
                (cell.fg, cell.bg, cell.modifier) = (last.1.fg, last.1.bg, last.1.modifier);
                cell.set_symbol(text);
                for covered in 1..u16::from(*width) {
                    // The painter leaves a cell out that another one covers.
                    buffer[(x + covered, strip.y)].set_symbol("");
                }
            }
            x = x.saturating_add(u16::from(*width));
        }
    }
}

fn contains(area: Rect, x: u16, y: u16) -> bool {
    x >= area.left() && x < area.right() && y >= area.top() && y < area.bottom()
}
