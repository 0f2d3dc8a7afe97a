//! The help, made from the keymap.

use std::rc::Rc;

use super::draw::{push_band, wrapped};
use super::{OpenPanel, Panel};
use crate::app::App;
use crate::app::keys::keymap::{BINDINGS, Binding, Context};
use crate::app::page::{Label, Role, Strip};

/// A row of the help.
#[derive(Debug)]
enum Row {
    /// A heading.
    Title(&'static str),
    /// Keys and what they do, as far as there is room; and all of it. No keys where the row above goes on.
    Keys(String, String, &'static Binding),
    /// A line of a text, and the text.
    Note(String, &'static str),
    /// Nothing.
    Blank,
}

/// What the keymap cannot say.
const NOTES: [&str; 7] = [
    "In the margin: ◆C claim, ●Q quote, ■F figure; a small letter is a part of the sentence.",
    "In place of the shape: ? the text says something else now, ≈ it is only respelled, ≠ a merge kept two versions. R shows both.",
    "A count goes before a movement: 5j. Since 1, 2 and 3 are tags, begin with 0 where the count begins with one of these: 03j, 012g.",
    "In the part of a sentence, arrows and h l follow the screen: left is left in either direction of text; Space and b follow the reading order.",
    "Joining and splitting change no tag: one on half of what was joined is on a part then, one on what was split is on both halves.",
    "With an Arabic, Persian, Urdu or Hebrew keyboard layout the keys work by their place.",
    "The mouse: the wheel scrolls, a click makes a sentence the current one, and chooses a row of a list.",
];

/// Columns of the help kept for the keys.
const KEYS: usize = 19;

/// The keys of all places, or of the panel that it was opened from.
#[derive(Debug, Default)]
pub(super) struct Help {
    of: Option<Context>,
    bindings: Vec<&'static Binding>,
    /// The columns that the rows are wrapped to.
    width: usize,
    rows: Vec<Row>,
}

pub(super) fn open(app: &mut App) {
    app.show_panel(Help { bindings: BINDINGS.iter().collect(), ..Help::default() }, 0, None);
}

impl Help {
    pub(super) fn of(panel: &OpenPanel) -> Self {
        let context = panel.context();
        let bindings = BINDINGS.iter().filter(|binding| panel.offers(binding.action)).collect();
        Self { of: Some(context), bindings, ..Self::default() }
    }

    fn rows(&self, width: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        for context in self.of.map_or(Context::ALL.to_vec(), Context::places) {
            rows.push(Row::Title(context.title()));
            for binding in self.bindings.iter().filter(|binding| binding.context == context) {
                let mut keys = binding.keys.join("  ");
                let beside = width.saturating_sub(KEYS.max(keys.chars().count() + 1));
                for line in wrapped(binding.help, beside) {
                    rows.push(Row::Keys(std::mem::take(&mut keys), line, binding));
                }
            }
            rows.push(Row::Blank);
        }
        if self.of.is_none() {
            rows.push(Row::Title("Good to know"));
            let lines = |note: &'static str| wrapped(note, width).into_iter().map(move |line| Row::Note(line, note));
            rows.extend(NOTES.into_iter().flat_map(lines));
        }
        rows
    }
}

impl Panel for Help {
    fn context(&self) -> Context {
        Context::Page
    }

    fn title(&self, _: &App, _: usize) -> String {
        "Keys".to_owned()
    }

    fn len(&self, _: &App) -> usize {
        self.rows.len()
    }

    fn has(&self, _: &App, row: usize, is_in: &dyn Fn(&str) -> bool) -> bool {
        match &self.rows[row] {
            Row::Keys(_, _, binding) => is_in(binding.help) || binding.keys.iter().any(|key| is_in(key)),
            Row::Note(_, whole) => is_in(whole),
            Row::Title(_) | Row::Blank => false,
        }
    }

    fn draw(&self, _: &mut App, row: usize, strip: &mut Strip, width: u16, label: Label) {
        match &self.rows[row] {
            Row::Title(title) => push_band(strip, title, width),
            Row::Keys(keys, what, _) => {
                strip.push_text(keys, width, Label::of(Role::PanelKey));
                strip.fill((strip.width() + 1).max(KEYS as u16), label);
                strip.push_text(what, width, label);
            }
            Row::Note(text, _) => strip.push_text(text, width, label),
            Row::Blank => {}
        }
    }

    fn renewed(&self, app: &mut App) -> Option<Rc<dyn Panel>> {
        let width = app.panel_width();
        let Self { of, ref bindings, .. } = *self;
        (width != self.width)
            .then(|| Rc::new(Self { of, bindings: bindings.clone(), width, rows: self.rows(width) }) as Rc<dyn Panel>)
    }

    fn is_calm(&self) -> bool {
        true
    }
}
