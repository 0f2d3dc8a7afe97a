//! The status line, the footer, and the line being written.

use super::strip::fit;
use super::{Label, Page, Role, Strip};
use crate::app::edit::LineEdit;
use crate::app::keys::action::Action;
use crate::app::keys::keymap::Context;
use crate::app::outbox::NOT_SAVED;
use crate::app::session::plural;
use crate::app::session::{Failure, SaveState, name};
use crate::app::view::Place;
use crate::app::{App, Mode, PromptKind, Typed};
use crate::text::BaseDirection;
use crate::text::layout::Order;

/// What the status line says of one thing.
struct Fact {
    text: String,
    /// It stays whatever message there is.
    stays: bool,
}

/// Ends a message that is cut where the summary has all of it.
const MORE: &str = " i: more";

impl App {
    pub(super) fn draw_status(&mut self, page: &mut Page) {
        let (width, y) = (self.view.size.columns, self.view.size.rows - 2);
        let label = Label::of(Role::Status);
        let (message, facts) = (self.session.out.message.clone(), self.facts());
        self.cut = None;
        let kept: usize = facts.iter().filter(|fact| fact.stays).map(|fact| columns(&fact.text) + 2).sum();
        let right = message.as_ref().map(|message| self.message_line(&message.text, usize::from(width), kept));
        let taken = right.as_ref().map_or(0, |strip| strip.width() + 2);
        let limit = usize::from(width.saturating_sub(taken));
        let mut room = limit.saturating_sub(kept);
        let mut strip = Strip::at(page.order, 0, y);
        for fact in facts {
            let mut text = fact.text;
            if !fact.stays {
                // A fact is shown whole or not at all; the file name may be cut.
                let is_name = text == self.session.article().source.name;
                let whole = columns(&text) + 2;
                let needed = if is_name { whole.min(32).min(room.max(10)) } else { whole };
                if needed > room {
                    continue;
                }
                room -= needed;
                if needed < whole {
                    let line = fit(page.order, &text, needed - 2, Some(BaseDirection::LeftToRight));
                    strip.push_text(if strip.cells.is_empty() { " " } else { "  " }, width, label);
                    strip.push(&line, |_| label);
                    continue;
                }
            }
            if !strip.cells.is_empty() {
                text.insert(0, ' ');
            }
            text.insert(0, ' ');
            strip.push_text(&text, width, label);
        }
        strip.fill(u16::try_from(limit).unwrap_or(width), label);
        if let (Some(line), Some(message)) = (right, message) {
            let role = if message.error { Role::Error } else { Role::Status };
            strip.push_char(' ', Label::of(role));
            strip.cells_mut().extend(line.cells.iter().map(|(text, width, _)| (text.clone(), *width, Label::of(role))));
        }
        strip.fill(width, label);
        page.strips.push(strip);
    }

    /// A message on one line beside `kept` columns; a cut one says where all of it is.
    fn message_line(&mut self, text: &str, width: usize, kept: usize) -> Strip {
        let room = width.saturating_sub(kept + 2);
        let order = self.view.flow.order();
        let mut strip = Strip { order, ..Strip::default() };
        self.cut = (columns(text) > room).then(|| text.to_owned());
        let more = if self.cut.is_some() && matches!(self.mode, Mode::Read | Mode::Extend(_)) { MORE } else { "" };
        let line = fit(order, text, room.saturating_sub(more.len()), Some(BaseDirection::LeftToRight));
        strip.push(&line, |_| Label::default());
        strip.push_text(more, u16::MAX, Label::default());
        strip
    }

    /// What the status line says, the most important first.
    fn facts(&mut self) -> Vec<Fact> {
        let mut facts = Vec::new();
        let stays = |text: String| Fact { text, stays: true };
        let may_go = |text: String| Fact { text, stays: false };
        match &self.mode {
            Mode::Extend(_) => {
                let count = self.chosen().len();
                facts.push(stays(format!("EXTEND {count}")));
            }
            Mode::Part(part) => {
                facts.push(stays(if part.is_extending() { "PART, extending".into() } else { "PART".into() }));
            }
            Mode::Split(_) => facts.push(stays("SPLIT".into())),
            Mode::Attach(..) => facts.push(stays("ATTACH".into())),
            Mode::Leaving => facts.push(stays("saving before leaving …".into())),
            _ => {}
        }
        let Typed { count, prefix } = self.typed;
        if count.is_some() || prefix.is_some() {
            let count = count.map_or_else(String::new, |count| count.to_string());
            let prefix = prefix.map_or_else(String::new, |prefix| prefix.to_string());
            facts.push(stays(format!("{count}{prefix}…")));
        }
        facts.push(may_go(self.session.article().source.name.clone()));
        facts.push(stays(self.ordinal()));
        let tagged = self.session.tagged().map_or_else(|| "…".to_owned(), |count| count.to_string());
        facts.push(may_go(format!("{tagged} tagged")));
        let open = self.session.open().len();
        if open > 0 {
            facts.push(stays(format!("{open} to review")));
        }
        match self.session.saving().state() {
            // The message says it, with the cause.
            SaveState::Failed(_) if self.says_not_saved() => {}
            SaveState::Failed(Failure { cause, tries, .. }) => {
                facts.push(stays("NOT SAVED".into()));
                facts.push(may_go(format!("{}: {cause}", plural(tries as usize, "time"))));
            }
            state => facts.push(may_go(self.saved(&state))),
        }
        facts.push(may_go(format!("{}%", self.percent())));
        if self.settings.advance {
            facts.push(may_go("advance".into()));
        }
        facts
    }

    /// `12/48`; before the sentences of a huge article are counted, the paragraph.
    fn ordinal(&self) -> String {
        let article = self.session.article();
        let number = self.ordinal_of(self.view.cursor);
        match article.document.sentence_counts() {
            Some(counts) => format!("{number}/{}", counts.last().copied().unwrap_or(0)),
            None if article.document.paragraphs.is_empty() => "0/0".to_owned(),
            None => number,
        }
    }

    /// The number of a sentence; of its paragraph where they are not counted yet.
    pub(in crate::app) fn ordinal_of(&self, place: Place) -> String {
        let article = self.session.article();
        match (article.document.sentence_counts(), article.document.paragraphs.get(place.paragraph)) {
            (Some(counts), Some(_)) => {
                let before = counts.get(place.paragraph).copied().unwrap_or(0) as usize;
                (before + place.index + 1).to_string()
            }
            (None, Some(paragraph)) => format!("¶{}", paragraph.ordinal),
            _ => "0".to_owned(),
        }
    }

    /// How much of the text is above the bottom of the view.
    fn percent(&mut self) -> usize {
        let rows = self.view.rows();
        let total = self.view.document().paragraphs.last().map_or(0, |last| last.span.end);
        let seen = rows.last().map_or(0, |row| self.view.row_span(*row).end);
        (seen * 100).checked_div(total).map_or(100, |share| share.min(100))
    }

    fn says_not_saved(&self) -> bool {
        self.session.out.message.as_ref().is_some_and(|message| message.text.starts_with(NOT_SAVED))
    }

    fn saved(&self, state: &SaveState) -> String {
        match state {
            SaveState::Unchanged => "no changes".into(),
            SaveState::Saving => "saving …".into(),
            SaveState::Saved(at) => match self.session.saving().elsewhere() {
                Some(path) => format!("saved {} in {}", self.clock(*at), name(path)),
                None => format!("saved {}", self.clock(*at)),
            },
            SaveState::Failed(_) => "NOT SAVED".into(),
            SaveState::Locked(_) => "LOCKED".into(),
        }
    }

    pub(super) fn draw_footer(&self, page: &mut Page) {
        let (width, y) = (self.view.size.columns, self.view.size.rows - 1);
        let mut strip = Strip::at(page.order, 0, y);
        match &self.mode {
            Mode::Prompt(kind, edit, _) => return self.draw_prompt(kind, edit, page),
            Mode::Extend(_) => {
                let (help, quit) = if width < 50 { ("", "") } else { ("help", "quit") };
                let digits = self.tag_digits();
                let hints = [("", "move, then"), (&*digits, "tag,"), ("Esc", "cancel"), ("?", help), ("q", quit)];
                for (key, what) in hints.into_iter().chain([("x", "clear"), ("y", "copy")]) {
                    push_hint(&mut strip, width, key, what);
                }
            }
            Mode::Overwrite { to, .. } => {
                let question = format!(" Overwrite {}?", to.display());
                strip.push_text(&question, width.saturating_sub(16), Label::of(Role::Footer));
                strip.push_text(" ", width, Label::of(Role::Footer));
                self.push_hints(Context::Overwrite, &mut strip);
            }
            mode => match mode.context() {
                Some(context) => self.push_hints(context, &mut strip),
                None => return,
            },
        }
        page.strips.push(strip);
    }

    /// The keys of a place, the most important ones whatever the width.
    fn push_hints(&self, context: Context, strip: &mut Strip) {
        let width = self.view.size.columns;
        let (reading, narrow) = (matches!(context, Context::Read | Context::Part), width < NARROW);
        let places = context.places();
        let bindings = places.iter().flat_map(|place| self.keymap.rows(*place));
        let mut shown: Vec<(&str, &str, Action)> = bindings
            .filter(|binding| !binding.short.is_empty())
            .filter(|binding| binding.context == context || self.keymap.has(context, binding))
            .filter_map(|binding| {
                let short = match self.panel() {
                    Some(open) => open.hint(self, binding),
                    None => Some(&*binding.short),
                };
                Some((binding.keys[0], short?, binding.action))
            })
            .collect();
        let cost = |(key, short, _): &(&str, &str, Action)| key.chars().count() + short.chars().count() + 3;
        let is_tag = |hint: &(&str, &str, Action)| matches!(hint.2, Action::Tag(_) | Action::Filter(_));
        // Many tags as one, so that there is room for other keys.
        let all = shown.iter().filter(|hint| is_tag(hint)).map(cost).sum::<usize>();
        let many = self.keymap.tags().len() > FEW && all * 2 > usize::from(width);
        let (as_one, digits) = (many || (reading && narrow), self.tag_digits());
        if let Some(first) = shown.iter().position(is_tag).filter(|_| as_one) {
            shown.retain(|hint| !is_tag(hint));
            let hint = if reading { (0, "tag") } else { (first, "only") };
            shown.insert(hint.0, (&digits, hint.1, Action::Tag(0)));
        }
        let must = |action| {
            matches!(
                action,
                Action::Help | Action::Quit | Action::Cancel | Action::Back | Action::QuitUnsaved | Action::Retry
            ) || (context == Context::Split && action == Action::Accept)
                || (reading && as_one && matches!(action, Action::Tag(_)))
                || (reading && narrow && action == Action::Note)
        };
        let mut room = usize::from(width - strip.width());
        for hint in shown.iter().filter(|hint| must(hint.2)) {
            room = room.saturating_sub(cost(hint));
        }
        for hint in &shown {
            if !must(hint.2) {
                let Some(left) = room.checked_sub(cost(hint)) else { continue };
                room = left;
            }
            push_hint(strip, width, hint.0, hint.1);
            strip.push_text(" ", width, Label::of(Role::Footer));
        }
    }

    /// The digits that give tags, for the footer.
    fn tag_digits(&self) -> String {
        match self.keymap.tags().len().min(9) {
            few @ 0..=FEW => (1..=few).map(|digit| digit.to_string()).collect::<Vec<_>>().join(" "),
            many => format!("1–{many}"),
        }
    }

    /// The label, then the line: flush right in what is left of the row when it is right to left, scrolled so that the caret is seen.
    fn draw_prompt(&self, kind: &PromptKind, edit: &LineEdit, page: &mut Page) {
        let (width, y) = (self.view.size.columns, self.view.size.rows - 1);
        let label = Label::of(Role::Prompt);
        let mut strip = Strip::at(page.order, 0, y);
        strip.push_text(kind.label(), width, Label::of(Role::Key));
        let from = strip.width();
        let field = usize::from(width - from);
        let (line, caret) = edit.line();
        let (total, rtl) = line.as_ref().map_or((0, false), |line| (line.width, line.direction.is_rtl()));
        // One column is kept for the caret at either end.
        let first = if total < field {
            0
        } else {
            (caret + 1).saturating_sub(field).max(if rtl { total + 1 - field } else { 0 }.min(caret))
        };
        let indent = if rtl && total < field { field - 1 - total } else { 0 };
        for _ in 0..indent {
            strip.push_char(' ', label);
        }
        let mut column = 0;
        for cell in line.iter().flat_map(|line| &line.cells).filter(|cell| cell.width > 0) {
            if column >= first && column + usize::from(cell.width) <= first + field {
                strip.cells_mut().push((cell.text.clone(), cell.width, label));
            }
            column += usize::from(cell.width);
        }
        strip.fill(width, label);
        page.strips.push(strip);
        let caret = usize::from(from) + indent + caret.saturating_sub(first);
        page.caret = Some((u16::try_from(caret).unwrap_or(0).min(width - 1), y));
    }
}

/// Columns below which the footer has the keys of the tags as one.
const NARROW: u16 = 60;

/// Tags that the footer names one by one where it has room for any.
const FEW: usize = 3;

/// Adds a key and what it does, or the key alone where there is no room for more.
fn push_hint(strip: &mut Strip, width: u16, key: &str, what: &str) {
    let room = usize::from(width.saturating_sub(strip.width()));
    let beside = key.chars().count() + 1;
    if room < beside {
        return;
    }
    strip.push_text(" ", width, Label::of(Role::Footer));
    strip.push_text(key, width, Label::of(Role::Key));
    if room > beside + what.chars().count() {
        strip.push_text(if key.is_empty() { "" } else { " " }, width, Label::of(Role::Footer));
        strip.push_text(what, width, Label::of(Role::Footer));
    }
}

/// Columns of a text that runs left to right.
fn columns(text: &str) -> usize {
    fit(Order::Visual, text, 1000, Some(BaseDirection::LeftToRight)).width
}
