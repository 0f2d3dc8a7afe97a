//! The help, made from the keymap.

use std::rc::Rc;

use super::draw::{push_band, wrapped};
use super::{OpenPanel, Panel};
use crate::annotation::TagSet;
use crate::app::keys::keymap::{Binding, Context, Keymap};
use crate::app::page::{Label, Role, Strip};
use crate::app::{App, Mode};

/// A row of the help.
#[derive(Clone, Debug)]
enum Row {
    /// A heading.
    Title(&'static str),
    /// Keys and what they do, as far as there is room; and all of it. No keys where the row above goes on.
    Keys(String, String, Rc<Binding>),
    /// A line of a text, and the text.
    Note(String, Rc<str>),
    /// Nothing.
    Blank,
}

/// What the keymap cannot say, besides what is said of the tags.
const NOTES: [&str; 5] = [
    "In place of the shape: ? the text says something else now, ≈ it is only respelled, ≠ a merge kept two versions. R shows both.",
    "In the part of a sentence, arrows and h l follow the screen: left is left in either direction of text; Space and b follow the reading order.",
    "Joining and splitting change no tag: one on half of what was joined is on a part then, one on what was split is on both halves.",
    "With an Arabic, Persian, Urdu or Hebrew keyboard layout the keys work by their place.",
    "The mouse: the wheel scrolls, a click makes a sentence the current one, and chooses a row of a list.",
];

/// What the letters of the margin mean.
fn margin(tags: &TagSet) -> String {
    // As many as have a letter of their own.
    let signs = tags.iter().take(26).enumerate();
    let signs: Vec<String> =
        signs.map(|(nth, tag)| format!("{}{} {}", tags.shape(nth), tags.letter(nth), tag.name())).collect();
    format!("In the margin: {}; a small letter is a part of the sentence.", signs.join(", "))
}

/// How a count is typed beside digits that are tags.
fn counts(tags: &TagSet) -> String {
    let digits: Vec<String> = (1..=tags.len().min(9)).map(|digit| digit.to_string()).collect();
    let are = match digits.split_last() {
        Some((last, [])) => format!("{last} is a tag"),
        Some((last, others)) => format!("{} and {last} are tags", others.join(", ")),
        None => return "A count goes before a movement: 5j.".to_owned(),
    };
    let one = if digits.len() > 1 { "one of these" } else { "that" };
    format!(
        "A count goes before a movement: {}. Since {are}, begin with 0 where the count begins with {one}: 03j, 012g.",
        if digits.len() < 5 { "5j" } else { "05j" }
    )
}

/// Columns of the help kept for the keys.
const KEYS: usize = 19;

/// The keys of all places, or of the panel that it was opened from.
#[derive(Clone, Debug, Default)]
pub(super) struct Help {
    places: Vec<Context>,
    bindings: Vec<Rc<Binding>>,
    notes: Vec<Rc<str>>,
    /// The columns that the rows are wrapped to.
    width: usize,
    rows: Vec<Row>,
}

pub(super) fn open(app: &mut App) {
    let tags = app.keymap.tags();
    let mut notes = NOTES.map(Rc::from).to_vec();
    notes.insert(0, margin(tags).into());
    notes.insert(2, counts(tags).into());
    let help = Help { notes, ..Help::with(&app.keymap, &Context::ALL, |_| true) };
    app.show_panel(help, 0, Mode::Read);
}

impl Help {
    pub(super) fn of(panel: &OpenPanel, keymap: &Keymap) -> Self {
        let places = panel.context().places();
        Self::with(keymap, &places, |binding| panel.offers(binding.action))
    }

    fn with(keymap: &Keymap, places: &[Context], is_in: impl Fn(&Binding) -> bool) -> Self {
        let bindings = places.iter().flat_map(|place| keymap.rows(*place)).filter(|binding| is_in(binding));
        Self { places: places.to_vec(), bindings: bindings.cloned().map(Rc::new).collect(), ..Self::default() }
    }

    fn rows(&self, width: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        for &context in &self.places {
            rows.push(Row::Title(context.title()));
            for binding in self.bindings.iter().filter(|binding| binding.context == context) {
                let mut keys = binding.keys.join("  ");
                let beside = width.saturating_sub(KEYS.max(keys.chars().count() + 1));
                for line in wrapped(&binding.help, beside) {
                    rows.push(Row::Keys(std::mem::take(&mut keys), line, Rc::clone(binding)));
                }
            }
            rows.push(Row::Blank);
        }
        if !self.notes.is_empty() {
            rows.push(Row::Title("Good to know"));
            for note in &self.notes {
                rows.extend(wrapped(note, width).into_iter().map(|line| Row::Note(line, Rc::clone(note))));
            }
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
            Row::Keys(_, _, binding) => is_in(&binding.help) || binding.keys.iter().any(|key| is_in(key)),
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
        (width != self.width).then(|| Rc::new(Self { width, rows: self.rows(width), ..self.clone() }) as Rc<dyn Panel>)
    }

    fn is_calm(&self) -> bool {
        true
    }
}
