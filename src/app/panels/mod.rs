//! Panels over the text. A panel is a file here and a row of [`PANELS`]: it knows its rows and what they are good for. How rows are
//! chosen, scrolled, clicked and filtered, and what the keys of a panel are, is the same for all and stands here.

mod contents;
mod differing;
mod draw;
mod export;
pub(super) mod help;
mod list;
mod review;
mod summary;
mod tags;
#[cfg(test)]
mod tests;

use std::fmt::Debug;
use std::rc::Rc;

use super::keys::action::Action;
use super::keys::key::Key;
use super::keys::keymap::{Binding, Context};
use super::page::{Label, Page, Strip};
use super::{App, Mode, PromptKind};
use crate::text::fold::Pattern;
use draw::Frame;
use help::Help;

/// Opens a panel.
type Open = fn(&mut App);

/// The panels: the action that opens each, and what does so, or says that there is nothing in it.
const PANELS: &[(Action, Open)] = &[
    (Action::Contents, contents::open),
    (Action::List, list::open),
    (Action::Review, review::open),
    (Action::Export, export::open),
    (Action::Summary, summary::open),
    (Action::Tags, tags::open),
    (Action::Help, help::open),
];

/// The actions that open a panel, in no order that means something.
pub fn panels() -> impl Iterator<Item = Action> {
    PANELS.iter().map(|(action, _)| *action)
}

/// What a panel is about. None of it is asked of rows that are not seen, save whether a filter finds them.
pub(super) trait Panel: Debug {
    /// Where its keys are looked up; in [`Context::Page`] there is nothing to choose, and the rows scroll.
    fn context(&self) -> Context {
        Context::List
    }

    /// Its title, when so many rows are shown.
    fn title(&self, app: &App, shown: usize) -> String;

    /// How many rows there are.
    fn len(&self, app: &App) -> usize;

    /// Whether what is looked for is in a row.
    fn has(&self, app: &App, row: usize, is_in: &dyn Fn(&str) -> bool) -> bool;

    /// Adds a row to a strip, up to `width` columns.
    fn draw(&self, app: &mut App, row: usize, strip: &mut Strip, width: u16, label: Label);

    /// The panel as it is now, where its rows are written before they are shown. Asked once a frame.
    fn renewed(&self, _: &mut App) -> Option<Rc<dyn Panel>> {
        None
    }

    /// The row that a key takes at once, before it is anything else.
    fn row_of(&self, _: &App, _: Key) -> Option<usize> {
        None
    }

    /// Goes where a row leads. The panel is closed already.
    fn accept(&self, _: &mut App, _row: usize) {}

    /// Does what only this panel does, with the selected row, if there is one.
    fn perform(&self, _: &mut App, _: Action, _row: Option<usize>) {}

    /// Whether it has a use for an action that its keys are bound to.
    fn offers(&self, action: Action) -> bool {
        !matches!(action, Action::Filter(_) | Action::Tags | Action::Note | Action::DeleteRow)
    }

    /// What the footer calls a key at the selected row, where it is shown.
    fn hint<'a>(&self, _: &App, _row: Option<usize>, binding: &'a Binding) -> Option<&'a str> {
        Some(&binding.short)
    }

    /// Whether the annotations may become others while it is open.
    fn is_calm(&self) -> bool {
        false
    }

    /// Rows below the list for what is shown of the selected one.
    fn below(&self, _: &App) -> u16 {
        0
    }

    /// Draws that.
    fn draw_below(&self, _: &mut App, _row: usize, _: &Frame, _: &mut Page) {}

    /// What is said where it has no row.
    fn nothing(&self) -> &'static str {
        ""
    }
}

/// A panel that is open.
#[derive(Clone, Debug)]
pub(super) struct OpenPanel {
    panel: Rc<dyn Panel>,
    /// The selected one of the rows shown; where they scroll, the first one on the screen.
    at: usize,
    filter: Option<Filter>,
    /// What goes on when it is closed: reading, or the part or the panel that it was opened from.
    beneath: Box<Mode>,
}

/// Which rows are shown.
#[derive(Clone, Debug)]
struct Filter {
    query: String,
    pattern: Pattern,
    /// Those that the pattern is in, and the generation of the annotations then; 0 where they are to be looked for.
    rows: Vec<usize>,
    generation: u64,
    /// What was selected, or the first row on the screen, before there was a filter.
    before: usize,
}

impl OpenPanel {
    pub(super) fn context(&self) -> Context {
        self.panel.context()
    }

    pub(super) fn is_calm(&self) -> bool {
        let beneath = if let Mode::Panel(open) = &*self.beneath { open.is_calm() } else { true };
        self.panel.is_calm() && beneath
    }

    pub(super) fn offers(&self, action: Action) -> bool {
        self.panel.offers(action)
    }

    fn scrolls(&self) -> bool {
        self.context() == Context::Page
    }

    /// What the rows shown have in them.
    fn query(&self) -> &str {
        self.filter.as_ref().map_or("", |filter| &filter.query)
    }

    /// Rows shown.
    fn shown(&self, app: &App) -> usize {
        self.filter.as_ref().map_or_else(|| self.panel.len(app), |filter| filter.rows.len())
    }

    /// The row that is shown as the nth.
    fn row(&self, app: &App, nth: usize) -> Option<usize> {
        match &self.filter {
            Some(filter) => filter.rows.get(nth).copied(),
            None => Some(nth).filter(|nth| *nth < self.panel.len(app)),
        }
    }

    pub(super) fn selected(&self, app: &App) -> Option<usize> {
        self.row(app, self.at)
    }

    /// The last place that the selection, or what is scrolled, may have.
    fn last(&self, app: &App) -> usize {
        let beyond = if self.scrolls() { usize::from(app.list_frame(self).height) } else { 1 };
        self.shown(app).saturating_sub(beyond)
    }

    pub(super) fn hint<'a>(&self, app: &App, binding: &'a Binding) -> Option<&'a str> {
        self.panel.hint(app, self.selected(app), binding).filter(|_| self.offers(binding.action))
    }
}

impl App {
    /// The panel that is open, also while its filter is written.
    pub(super) fn panel(&self) -> Option<&OpenPanel> {
        let mode = if let Mode::Prompt(PromptKind::Filter, _, beneath) = &self.mode { beneath } else { &self.mode };
        if let Mode::Panel(open) = mode { Some(open) } else { None }
    }

    fn panel_mut(&mut self) -> Option<&mut OpenPanel> {
        let mode = match &mut self.mode {
            Mode::Prompt(PromptKind::Filter, _, beneath) => beneath,
            mode => mode,
        };
        if let Mode::Panel(open) = mode { Some(open) } else { None }
    }

    /// Opens the panel of an action, if it is one of a panel.
    pub(super) fn open_panel(&mut self, action: Action) {
        if let Some((_, open)) = PANELS.iter().find(|(other, _)| *other == action) {
            open(self);
        }
    }

    /// Opens a panel at a row.
    fn show_panel(&mut self, panel: impl Panel + 'static, at: usize, beneath: Mode) {
        self.mode = Mode::Panel(OpenPanel { panel: Rc::new(panel), at, filter: None, beneath: Box::new(beneath) });
        self.renew_panel();
    }

    /// Opens the help of the panel that is open, which is there again afterwards.
    fn open_its_help(&mut self) {
        if let Mode::Panel(from) = std::mem::replace(&mut self.mode, Mode::Read) {
            self.show_panel(Help::of(&from, &self.keymap), 0, Mode::Panel(from));
        }
    }

    fn close_panel(&mut self) {
        if let Mode::Panel(open) = std::mem::replace(&mut self.mode, Mode::Read) {
            self.mode = *open.beneath;
            self.clamp_panel();
        }
    }

    /// Another panel in the place of the open one.
    fn replace_panel(&mut self, panel: Rc<dyn Panel>, at: usize) {
        if let Some(open) = self.panel_mut() {
            (open.panel, open.at) = (panel, at);
            open.filter.iter_mut().for_each(|filter| filter.generation = 0);
        }
        self.clamp_panel();
    }

    /// Before a frame: rows that are written beforehand are those of now, and what is selected is there.
    pub(super) fn renew_panel(&mut self) {
        let Some((panel, at)) = self.panel().map(|open| (Rc::clone(&open.panel), open.at)) else { return };
        match panel.renewed(self) {
            Some(panel) => self.replace_panel(panel, at),
            None => self.clamp_panel(),
        }
    }

    /// Keeps the selected row in a panel whose rows became others. One in which nothing is left stays open: the next key, pressed on
    /// the way through a long list, must not be one of the text's, where `1` tags and `x` clears.
    pub(super) fn clamp_panel(&mut self) {
        self.sift();
        let Some(last) = self.panel().map(|open| open.last(self)) else { return };
        if let Some(open) = self.panel_mut() {
            open.at = open.at.min(last);
        }
    }

    /// Looks for the rows that the filter shows, where the annotations are not those of before. Costs a look at each row.
    fn sift(&mut self) {
        let generation = self.session.generation();
        let Some(OpenPanel { panel, filter: Some(filter), .. }) = self.panel() else { return };
        if filter.generation == generation {
            return;
        }
        let is_in = |text: &str| filter.pattern.is_in(text);
        let rows = (0..panel.len(self)).filter(|row| panel.has(self, *row, &is_in)).collect();
        if let Some(filter) = self.panel_mut().and_then(|open| open.filter.as_mut()) {
            (filter.rows, filter.generation) = (rows, generation);
        }
    }

    /// Shows the rows that have something in them; all where it has nothing to look for. What was selected stays so, or
    /// the next one.
    pub(super) fn filter_panel(&mut self, query: &str) {
        let selected = self.panel().and_then(|open| open.selected(self));
        let Some(open) = self.panel_mut().filter(|open| open.query() != query) else { return };
        let before = open.filter.as_ref().map_or(open.at, |filter| filter.before);
        let filter = |pattern| Filter { query: query.to_owned(), pattern, rows: Vec::new(), generation: 0, before };
        open.filter = Pattern::new(query).map(filter);
        let row = selected.filter(|_| !open.scrolls()).unwrap_or(before);
        self.sift();
        if let Some(open) = self.panel_mut() {
            let scrolls = open.scrolls();
            open.at = match &open.filter {
                Some(_) if scrolls => 0,
                Some(filter) => filter.rows.partition_point(|other| *other < row),
                None => row,
            };
        }
        self.clamp_panel();
    }

    /// A click on a row selects it.
    pub(super) fn click_row(&mut self, row: u16) {
        let Some(open) = self.panel().filter(|open| !open.scrolls() && self.view.geometry.is_some()) else { return };
        let (frame, count) = (self.list_frame(open), open.shown(self));
        let Some(within) = row.checked_sub(frame.y).filter(|row| *row < frame.height) else { return };
        let at = frame.first(count, open.at) + usize::from(within);
        if let Some(open) = self.panel_mut().filter(|_| at < count) {
            open.at = at;
        }
    }

    /// Goes where the row leads that a key takes at once; whether it takes one.
    pub(super) fn accept_by_key(&mut self, key: Key) -> bool {
        let Mode::Panel(open) = &self.mode else { return false };
        let panel = Rc::clone(&open.panel);
        let Some(row) = panel.row_of(self, key) else { return false };
        self.close_panel();
        panel.accept(self, row);
        true
    }

    pub(super) fn perform_panel(&mut self, action: Action) {
        self.clamp_panel();
        let Some(open) = self.panel() else { return };
        let (panel, at, row, last) = (Rc::clone(&open.panel), open.at, open.selected(self), open.last(self));
        let screen = self.view.height().saturating_sub(4).max(1);
        let to = match action {
            Action::NextRow => at + 1,
            Action::PreviousRow => at.saturating_sub(1),
            Action::PageDown => at + screen,
            Action::PageUp => at.saturating_sub(screen),
            Action::FirstRow => 0,
            Action::LastRow => last,
            Action::Back if open.filter.is_some() => return self.filter_panel(""),
            Action::Back | Action::Cancel => return self.close_panel(),
            Action::Search => {
                let query = open.query().to_owned();
                return self.open_prompt(PromptKind::Filter, &query);
            }
            Action::Help => return self.open_its_help(),
            Action::Accept => {
                self.close_panel();
                return row.into_iter().for_each(|row| panel.accept(self, row));
            }
            _ => {
                panel.perform(self, action, row);
                return self.clamp_panel();
            }
        };
        if let Some(open) = self.panel_mut() {
            open.at = to.min(last);
        }
    }
}
