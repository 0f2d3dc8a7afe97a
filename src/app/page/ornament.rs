//! Bullets, numbers, bars of quotations and labels of cells: beside the text, and no part of it.

use super::strip::fit;
use super::{Label, Page, Role, Strip};
use crate::app::App;
use crate::app::view::{Geometry, Row};

impl App {
    pub(super) fn draw_ornaments(&mut self, geometry: &Geometry, rows: &[Row], page: &mut Page) {
        for (y, row) in (0u16..).zip(rows) {
            for ornament in self.view.flow.ornaments(*row) {
                let frame = ornament.frame;
                let line = fit(page.order, &ornament.text, frame.width, Some(frame.side));
                let x = u16::try_from(frame.column(usize::from(geometry.measure), line.width)).unwrap_or(0);
                let mut strip = Strip::at(page.order, geometry.text_x + x, y);
                strip.push(&line, |_| Label::of(Role::Rule));
                page.strips.push(strip);
            }
        }
    }
}
