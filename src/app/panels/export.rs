//! The formats that the annotations can be exported to.

use std::path::PathBuf;
use std::sync::Arc;

use super::Panel;
use crate::annotation::Markup;
use crate::app::page::{Label, Strip};
use crate::app::{App, Effect, Mode, PromptKind, effect};
use crate::export::{EXPORTS, default_target};

#[derive(Debug)]
struct Export;

pub(super) fn open(app: &mut App) {
    app.show_panel(Export, 0, Mode::Read);
}

impl Panel for Export {
    fn title(&self, _: &App, _: usize) -> String {
        "Export to".to_owned()
    }

    fn len(&self, _: &App) -> usize {
        EXPORTS.len()
    }

    fn has(&self, _: &App, row: usize, is_in: &dyn Fn(&str) -> bool) -> bool {
        is_in(EXPORTS[row].name) || is_in(EXPORTS[row].about)
    }

    fn draw(&self, _: &mut App, row: usize, strip: &mut Strip, width: u16, label: Label) {
        strip.push_text(&format!("{:<14} {}", EXPORTS[row].name, EXPORTS[row].about), width, label);
    }

    fn accept(&self, app: &mut App, row: usize) {
        let target = default_target(app.session.article(), &EXPORTS[row]);
        app.open_prompt(PromptKind::ExportPath { format: row }, &target.to_string_lossy());
    }
}

impl App {
    pub(in crate::app) fn export_to(&mut self, format: usize, to: Option<PathBuf>, overwrite: bool) {
        let Markup { annotations, tags, .. } = self.session.markup().clone();
        let article = Arc::clone(self.session.article());
        let export = effect::Export { format, to, overwrite, article, annotations, tags };
        self.session.out.push(Effect::Export(export));
    }
}
