//! The annotations that somebody must look at, and the old and the new text of the selected one, or its two versions, side by side.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Panel;
use super::differing::differing;
use super::draw::Frame;
use crate::annotation::{Annotation, Colour, State, Versions};
use crate::app::keys::action::Action;
use crate::app::keys::keymap::{Binding, Context};
use crate::app::page::{Label, Match, Page, Role, Strip, fit};
use crate::app::session::Keep;
use crate::app::{App, Mode};
use crate::text::layout::layout;
use crate::text::{BaseDirection, Span};

/// Rows for the two texts, when there is room.
const TEXT: u16 = 11;

#[derive(Debug)]
struct Review;

pub(super) fn open(app: &mut App) {
    if app.session.open().is_empty() {
        app.session.out.say("Nothing to review: all annotations are where they were, and none is in conflict");
        return;
    }
    app.show_panel(Review, 0, Mode::Read);
}

fn annotation(app: &App, row: usize) -> Option<&Arc<Annotation>> {
    app.session.open().nth(row)
}

/// Whether an annotation is in its place, and there are two versions of it.
fn is_conflict(item: &Annotation) -> bool {
    item.state.is_settled() && item.is_in_conflict()
}

impl Panel for Review {
    fn context(&self) -> Context {
        Context::Review
    }

    fn title(&self, _: &App, shown: usize) -> String {
        format!("Review ({shown})")
    }

    fn len(&self, app: &App) -> usize {
        app.session.open().len()
    }

    fn has(&self, app: &App, row: usize, is_in: &dyn Fn(&str) -> bool) -> bool {
        annotation(app, row).is_some_and(|item| is_in(&item.quote.exact) || item.note.as_deref().is_some_and(is_in))
    }

    /// State, tag and old text.
    fn draw(&self, app: &mut App, row: usize, strip: &mut Strip, width: u16, label: Label) {
        let Some(item) = annotation(app, row).cloned() else { return };
        let state = if is_conflict(&item) { "conflict" } else { item.state.name() };
        strip.push_text(&format!("{state:<10}"), width, label);
        app.push_sign(&item, strip, width, label);
        let room = usize::from(width.saturating_sub(strip.width()));
        let line = fit(strip.order, &item.quote.exact, room, None);
        if line.direction.is_rtl() {
            strip.fill(width.saturating_sub(u16::try_from(line.width).unwrap_or(width)), label);
        }
        strip.push(&line, |_| label);
    }

    fn accept(&self, app: &mut App, row: usize) {
        if let Some(start) = annotation(app, row).map(|item| item.span.start) {
            app.view.go_to(start);
        }
    }

    fn perform(&self, app: &mut App, action: Action, row: Option<usize>) {
        let Some(item) = row.and_then(|row| annotation(app, row).cloned()) else { return };
        let at = app.view.position();
        match action {
            Action::Keep(keep) => app.session.keep(at, &item, keep),
            Action::TakeText if item.state.is_settled() => app.session.keep(at, &item, Keep::Both),
            Action::Note => app.prompt_note(vec![item.id.clone()], item.note.as_deref().unwrap_or_default()),
            Action::TakeText => app.session.take_text(at, &item),
            Action::TakeSpellings => app.session.take_spellings(at),
            Action::Attach if app.session.may_change() => {
                let review = Box::new(std::mem::replace(&mut app.mode, Mode::Read));
                app.mode = Mode::Attach(item.id.clone(), review);
                app.view.go_to(item.span.start);
            }
            Action::DeleteRow => {
                let note = if item.note.is_some() { " and its note" } else { "" };
                app.session.discard(at, &item.id, &format!("discarded an annotation{note}"));
            }
            _ => {}
        }
    }

    fn offers(&self, _: Action) -> bool {
        true
    }

    /// A row in conflict is settled by its versions or another note, any other by its place.
    fn hint<'a>(&self, app: &App, row: Option<usize>, binding: &'a Binding) -> Option<&'a str> {
        let conflict = row.and_then(|row| annotation(app, row)).is_some_and(|item| is_conflict(item));
        match binding.action {
            Action::TakeText if conflict => Some("keep both"),
            Action::Keep(_) | Action::Note => conflict.then_some(&*binding.short),
            Action::Attach | Action::TakeSpellings => (!conflict).then_some(&*binding.short),
            _ => Some(&binding.short),
        }
    }

    fn below(&self, app: &App) -> u16 {
        TEXT.min(app.view.size.rows / 2) + 1
    }

    fn draw_below(&self, app: &mut App, row: usize, frame: &Frame, page: &mut Page) {
        if let Some(item) = annotation(app, row).cloned() {
            app.draw_texts(frame, &item, page);
        }
    }

    fn nothing(&self) -> &'static str {
        "Nothing is left to review."
    }
}

impl App {
    /// Attaches the annotation at hand to the current sentence, and goes back to the review.
    pub(in crate::app) fn attach(&mut self) {
        if let Some(id) = self.leave_attaching() {
            self.session.attach(&id, self.view.sentence());
            self.clamp_panel();
        }
    }

    /// Goes back to the review that something was to be attached from, and returns its id.
    pub(in crate::app) fn leave_attaching(&mut self) -> Option<String> {
        let Mode::Attach(id, review) = std::mem::replace(&mut self.mode, Mode::Read) else { return None };
        self.mode = *review;
        Some(id)
    }

    /// What was annotated, and what is there now, or the versions that a merge kept, in two columns; what differs is marked.
    fn draw_texts(&mut self, frame: &Frame, item: &Annotation, page: &mut Page) {
        let (first, second) = match item.versions() {
            Some(versions) if item.state.is_settled() => self.versions(item, versions),
            _ => self.old_and_new(item),
        };
        let width = frame.width.saturating_sub(3) / 2;
        let (left, right) = (frame.x, frame.x + frame.width - width);
        // The first is where the article is read from, for all rows: columns that change sides would be mistaken.
        let rtl = self.view.document().page_direction().is_rtl();
        let (x, other) = if rtl { (right, left) } else { (left, right) };
        first.draw((x, frame, width), &second, page);
        second.draw((other, frame, width), &first, page);
    }

    /// The text as it was and as it is, a part in its sentence, and the note that is written about it.
    fn old_and_new(&mut self, item: &Annotation) -> (Column, Column) {
        let colour = self.sign(item).2;
        let article = self.session.article();
        // Not as a new quote, for which all of the article would be looked through in each frame.
        let part = |span: Span| span.slice(&article.document.text).unwrap_or_default();
        let now = item.state.has_place().then(|| {
            let around = article.document.around(item.span);
            [around.before, item.span, around.after].map(part)
        });
        let is_part = !item.quote.is_sentence() && item.quote.before.is_some();
        let shown = |[before, exact, after]: [&str; 3]| {
            let part = Span::new(before.len(), before.len() + exact.len());
            if is_part {
                Shown { text: [before, exact, after].concat(), part: Some((part, colour)) }
            } else {
                Shown::from(exact)
            }
        };
        let rest = |rest: &'_ Option<String>| rest.clone().unwrap_or_default();
        let (before, after) = (rest(&item.quote.before), rest(&item.quote.after));
        let title = match item.state {
            State::Ambiguous => "now: not sure where",
            State::Orphan => "now: gone",
            State::Respelled if now.is_some_and(|[_, exact, _]| bare(exact) == bare(&item.quote.exact)) => {
                "now (vowel signs differ)"
            }
            _ => "now",
        };
        let old = Column {
            title: "was".to_owned(),
            texts: vec![shown([&before, &item.quote.exact, &after])],
            note: item.note.clone(),
        };
        (old, Column { title: title.to_owned(), texts: now.map(shown).into_iter().collect(), note: None })
    }

    fn versions(&self, item: &Annotation, versions: Versions) -> (Column, Column) {
        let version = |number: usize, item: &Annotation| {
            let label = self.session.tags().get(&item.tag).map_or(item.tag.as_str(), |tag| tag.label.as_str());
            let texts = [Some(&item.quote.exact), item.note.as_ref()];
            let texts = texts.into_iter().flatten().map(|text| Shown::from(text.as_str())).collect();
            Column { title: format!("{number}: {label}"), texts, note: None }
        };
        match versions {
            Versions::Beside(other) => {
                let gone = || Column { title: "1: is no longer there".to_owned(), texts: Vec::new(), note: None };
                (
                    self.session.markup().annotations.get(other).map_or_else(gone, |other| version(1, other)),
                    version(2, item),
                )
            }
            Versions::Notes(notes) => {
                let column = |title: String, text: &str| Column { title, texts: vec![text.into()], note: None };
                (
                    column("1: the note".to_owned(), notes.first),
                    column(format!("2: the note, by {}", notes.by), notes.second),
                )
            }
        }
    }
}

/// A text without its vowel signs and other marks, which a terminal may not show.
fn bare(text: &str) -> String {
    text.nfd().filter(|character| !is_combining_mark(*character)).collect()
}

/// A text in a column, and the part of it that an annotation is on, where it is not all of it.
struct Shown {
    text: String,
    part: Option<(Span, Colour)>,
}

impl From<&str> for Shown {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), part: None }
    }
}

/// One of two columns of text beside each other.
struct Column {
    title: String,
    texts: Vec<Shown>,
    /// Under a title of its own.
    note: Option<String>,
}

impl Column {
    /// Draws it at a column of the frame, as wide as given; the words that the other column does not have are marked.
    fn draw(&self, (x, frame, width): (u16, &Frame, u16), other: &Self, page: &mut Page) {
        let mut y = frame.y;
        let first = self.texts.first().map_or("", |shown| &shown.text);
        draw_title((x, y, width), &self.title, first, page);
        y += 1;
        for (at, shown) in self.texts.iter().enumerate() {
            let marked = other.texts.get(at).map_or_else(Vec::new, |other| differing(&shown.text, &other.text));
            y = draw_text((x, y, width), frame, shown, &marked, page);
            y += 1;
        }
        if let Some(note) = self.note.as_deref().filter(|_| y < frame.y + frame.height) {
            draw_title((x, y, width), "note", note, page);
            draw_text((x, y + 1, width), frame, &note.into(), &[], page);
        }
    }
}

/// Draws a title over a text, on the side where that begins.
fn draw_title((x, y, width): (u16, u16, u16), title: &str, text: &str, page: &mut Page) {
    let mut strip = Strip::write(page.order, x, y, width, title, Label::of(Role::PanelTitle));
    if BaseDirection::of(text).is_some_and(BaseDirection::is_rtl) {
        strip.x += width.saturating_sub(strip.width());
    }
    page.strips.push(strip);
}

/// Draws a text, as far as the frame reaches; returns the row after it.
fn draw_text((x, y, width): (u16, u16, u16), frame: &Frame, shown: &Shown, marked: &[Span], page: &mut Page) -> u16 {
    let mut y = y;
    let direction = BaseDirection::of(&shown.text);
    for line in layout(&shown.text, &page.order.options(Some(usize::from(width).max(1)), direction)) {
        if y >= frame.y + frame.height {
            break;
        }
        let indent =
            if line.direction.is_rtl() { width.saturating_sub(u16::try_from(line.width).unwrap_or(width)) } else { 0 };
        let mut strip = Strip::at(page.order, x + indent, y);
        strip.push(&line, |byte| {
            let matched = if marked.iter().any(|span| span.contains(byte)) { Match::Some } else { Match::None };
            let part = shown.part.filter(|(span, _)| span.contains(byte));
            Label { matched, part: part.is_some(), tag: part.map(|part| part.1), ..Label::of(Role::Panel) }
        });
        page.strips.push(strip);
        y += 1;
    }
    y
}
