//! What is tagged, and where it is saved or why it is not.

use std::rc::Rc;
use std::sync::Arc;

use super::Panel;
use super::draw::wrapped;
use crate::annotation::Colour;
use crate::app::keys::keymap::Context;
use crate::app::outbox::{ALSO, NOT_SAVED};
use crate::app::page::{Label, Strip};
use crate::app::session::{SaveState, plural};
use crate::app::{App, Mode};

#[derive(Debug)]
enum Row {
    Text(String),
    /// A tag: its sign and colour, its name, how often it is given, and how often that is which is given most.
    Tag(char, Colour, String, usize, usize),
}

#[derive(Debug)]
struct Summary {
    /// The message that was on the screen before, cut.
    message: Option<String>,
    rows: Vec<Row>,
}

pub(super) fn open(app: &mut App) {
    let message = app.cut.take();
    app.show_panel(Summary { message, rows: Vec::new() }, 0, Mode::Read);
}

impl Panel for Summary {
    fn context(&self) -> Context {
        Context::Page
    }

    fn title(&self, _: &App, _: usize) -> String {
        "Summary".to_owned()
    }

    fn len(&self, _: &App) -> usize {
        self.rows.len()
    }

    fn has(&self, _: &App, row: usize, is_in: &dyn Fn(&str) -> bool) -> bool {
        match &self.rows[row] {
            Row::Text(text) | Row::Tag(_, _, text, ..) => is_in(text),
        }
    }

    fn draw(&self, _: &mut App, row: usize, strip: &mut Strip, width: u16, label: Label) {
        match &self.rows[row] {
            Row::Text(text) => strip.push_text(text, width, label),
            Row::Tag(shape, colour, name, count, most) => {
                let colour = Label { tag: Some(*colour), ..label };
                strip.push_char(*shape, colour);
                strip.push_text(&format!(" {name:<8} {count:>5} "), width, label);
                let room = usize::from(width.saturating_sub(strip.width()));
                for _ in 0..(count * room).div_ceil(*most).min(room) {
                    strip.push_char('█', colour);
                }
            }
        }
    }

    fn renewed(&self, app: &mut App) -> Option<Rc<dyn Panel>> {
        let rows = app.summary(self.message.as_deref());
        Some(Rc::new(Self { message: self.message.clone(), rows }))
    }

    fn is_calm(&self) -> bool {
        true
    }
}

impl App {
    fn summary(&mut self, message: Option<&str>) -> Vec<Row> {
        let article = Arc::clone(self.session.article());
        let total = article.document.sentence_counts().and_then(|counts| counts.last().copied()).unwrap_or(0) as usize;
        let tagged = match (self.session.tagged(), total) {
            (None, _) => "The tagged sentences are still being counted".to_owned(),
            (Some(tagged), 0) => format!("{} tagged", plural(tagged, "sentence")),
            (Some(tagged), _) => format!("{tagged} of {total} sentences tagged ({}%)", tagged * 100 / total),
        };
        // What the rows after it say in full is not said twice.
        let repeats = |message: &str| match self.session.saving().state() {
            SaveState::Failed(_) => message.starts_with(NOT_SAVED) && !message.contains(ALSO),
            SaveState::Locked(_) => message.starts_with("LOCKED:"),
            _ => false,
        };
        let mut texts = vec![article.source.name.clone()];
        texts.extend(message.filter(|message| !repeats(message)).map(str::to_owned));
        texts.extend(self.saving_in_full());
        texts.push(article.source.reading().unwrap_or_else(|| format!("Read as {}", article.source.encoding)));
        texts.extend(self.session.unseen().map(str::to_owned));
        let (markup, notes) = (self.session.markup(), plural(self.session.notes(), "note"));
        texts.extend([String::new(), tagged]);
        texts.push(format!("{}, {notes}", plural(markup.annotations.len(), "annotation")));
        if !markup.boundaries.is_empty() {
            texts.push(format!("{} between sentences", plural(markup.boundaries.len(), "correction")));
        }
        texts.push(String::new());
        let width = self.panel_width();
        let lines = texts.into_iter().flat_map(|text| {
            let mut lines = wrapped(&text, width);
            lines.resize(lines.len().max(1), String::new());
            lines
        });
        let counts: Vec<usize> = (0..self.session.tags().len()).map(|nth| self.session.listed(Some(nth))).collect();
        let most = counts.iter().copied().max().unwrap_or(0).max(1);
        let tags = self.session.tags();
        let tags = tags
            .iter()
            .zip(&counts)
            .enumerate()
            .map(|(nth, (tag, count))| Row::Tag(tags.shape(nth), tag.colour, tag.label.clone(), *count, most));
        lines.map(Row::Text).chain(tags).collect()
    }
}
