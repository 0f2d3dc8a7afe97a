//! The headings.

use super::Panel;
use crate::app::page::{Label, Strip};
use crate::app::{App, Mode};

/// The paragraphs that are headings.
#[derive(Debug)]
struct Contents(Vec<usize>);

pub(super) fn open(app: &mut App) {
    let paragraphs = &app.view.document().paragraphs;
    let is_heading = |index: &usize| paragraphs[*index].kind.is_heading() && !paragraphs[*index].continued;
    let headings: Vec<usize> = (0..paragraphs.len()).filter(is_heading).collect();
    if headings.is_empty() {
        app.session.out.say("The article has no headings");
        return;
    }
    let here = headings.partition_point(|paragraph| *paragraph <= app.view.cursor.paragraph);
    app.show_panel(Contents(headings), here.saturating_sub(1), Mode::Read);
}

impl Panel for Contents {
    fn title(&self, _: &App, _: usize) -> String {
        "Contents".to_owned()
    }

    fn len(&self, _: &App) -> usize {
        self.0.len()
    }

    fn has(&self, app: &App, row: usize, is_in: &dyn Fn(&str) -> bool) -> bool {
        let document = app.view.document();
        document.paragraphs[self.0[row]].span.slice(&document.text).is_some_and(is_in)
    }

    fn draw(&self, app: &mut App, row: usize, strip: &mut Strip, width: u16, label: Label) {
        let paragraph = app.view.document().paragraphs[self.0[row]];
        let indent = u16::from(paragraph.level.saturating_sub(1)) * 2;
        app.aligned(paragraph.span, strip, width, indent, label);
    }

    fn accept(&self, app: &mut App, row: usize) {
        app.view.go_to_paragraph(self.0[row]);
    }

    fn is_calm(&self) -> bool {
        true
    }
}
