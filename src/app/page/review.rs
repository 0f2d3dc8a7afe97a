//! The review: a list, and the old and the new text of the selected annotation, or its two versions, side by side.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::differing::differing;
use super::panel::Frame;
use super::{Label, Match, Page, Role, Strip};
use crate::annotation::{Annotation, Colour, State, Versions};
use crate::app::App;
use crate::text::layout::layout;
use crate::text::{BaseDirection, Span};

/// Rows for the two texts, when there is room.
const TEXT: u16 = 11;

impl App {
    pub(super) fn draw_review(&mut self, selected: usize, page: &mut Page) {
        let count = self.session.open().len();
        self.frame(&format!("Review ({count})"), self.review_rows(count), page);
        let [list, below] = self.review_frames(count);
        if count == 0 {
            let text = "Nothing is left to review.";
            page.strips.push(Strip::write(page.order, list.x, list.y, list.width, text, Label::of(Role::Panel)));
        }
        self.rows(&list, count, selected, page, |app, index, strip, width, label| {
            app.review_row(index, strip, width, label);
        });
        if let Some(item) = self.session.open().nth(selected).cloned().filter(|_| below.height > 0) {
            self.draw_texts(&below, &item, page);
        }
    }

    /// Rows for the list, for a blank one and for the two texts.
    fn review_rows(&self, count: usize) -> usize {
        count + usize::from(self.text_rows()) + 1
    }

    fn text_rows(&self) -> u16 {
        TEXT.min(self.view.size.rows / 2)
    }

    /// Where the list is, and where the texts.
    pub(super) fn review_frames(&self, count: usize) -> [Frame; 2] {
        let whole = self.frame_of(self.review_rows(count));
        let height = whole.height.saturating_sub(self.text_rows() + 1).max(1);
        let below = whole.height.saturating_sub(height + 1);
        [Frame { height, ..whole }, Frame { y: whole.y + height + 1, height: below, ..whole }]
    }

    /// State, tag and old text.
    fn review_row(&mut self, index: usize, strip: &mut Strip, width: u16, label: Label) {
        let Some(item) = self.session.open().nth(index).cloned() else { return };
        let (shape, letter, colour) = self.sign(&item);
        let conflict = item.state.is_settled() && item.is_in_conflict();
        let state = if conflict { "conflict" } else { item.state.name() };
        strip.push_text(&format!("{state:<10}"), width, label);
        let tag = Label { tag: Some(colour), ..label };
        strip.push_char(shape, tag);
        strip.push_char(letter, tag);
        strip.push_text(" ", width, label);
        let room = usize::from(width.saturating_sub(strip.width()));
        let line = super::strip::fit(strip.order, &item.quote.exact, room, None);
        if line.direction.is_rtl() {
            strip.fill(width.saturating_sub(u16::try_from(line.width).unwrap_or(width)), label);
        }
        strip.push(&line, |_| label);
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
