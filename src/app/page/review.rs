//! The review: a list, and the old and the new text of the selected annotation, or its two versions, side by side.

use super::panel::Frame;
use super::{Label, Match, Page, Role, Strip};
use crate::annotation::{Annotation, State, Versions};
use crate::app::App;
use crate::text::layout::layout;
use crate::text::{BaseDirection, Span};

/// Rows for the two texts, when there is room.
const TEXT: u16 = 9;

impl App {
    pub(super) fn draw_review(&mut self, selected: usize, page: &mut Page) {
        let ids = self.unsettled();
        let texts = TEXT.min(self.size.rows / 2);
        let rows = ids.len() + usize::from(texts) + 1;
        let mut frame = self.frame(&format!("Review ({})", ids.len()), rows, page);
        if ids.is_empty() {
            let text = "Nothing is left to review.";
            page.strips.push(Strip::write(page.order, frame.x, frame.y, frame.width, text, Label::of(Role::Panel)));
        }
        let whole = frame.height;
        frame.height = whole.saturating_sub(texts + 1).max(1);
        self.rows(&frame, ids.len(), selected, page, |app, index, strip, width, label| {
            app.review_row(&ids[index], strip, width, label);
        });
        let Some(item) = ids.get(selected).and_then(|id| self.annotations.get(id)).cloned() else { return };
        let y = frame.y + frame.height;
        if y + 1 >= frame.y + whole {
            return;
        }
        let below = Frame { y: y + 1, height: frame.y + whole - y - 1, ..frame };
        self.draw_texts(&below, &item, page);
    }

    /// State, tag and old text.
    fn review_row(&mut self, id: &str, strip: &mut Strip, width: u16, label: Label) {
        let Some(item) = self.annotations.get(id).cloned() else { return };
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
    fn draw_texts(&self, frame: &Frame, item: &Annotation, page: &mut Page) {
        let (first, second) = match item.versions() {
            Some(versions) if item.state.is_settled() => self.versions(item, versions),
            _ => self.old_and_new(item),
        };
        let width = frame.width.saturating_sub(3) / 2;
        let (left, right) = (frame.x, frame.x + frame.width - width);
        // Each column begins where its text is read from.
        let (x, other) =
            if first.is_rtl() || (first.texts.is_empty() && second.is_rtl()) { (right, left) } else { (left, right) };
        first.draw((x, frame, width), &second, page);
        second.draw((other, frame, width), &first, page);
    }

    fn old_and_new(&self, item: &Annotation) -> (Column, Column) {
        let now = item.span.slice(&self.flow.article().text).filter(|_| item.state.has_place());
        let title = match item.state {
            State::Ambiguous => "the text is at several places, or at none that is sure",
            State::Orphan => "the text is gone",
            _ => "now",
        };
        let column = |title: &str, text: Option<&str>| Column {
            title: title.to_owned(),
            texts: text.map(str::to_owned).into_iter().collect(),
        };
        (column("was", Some(&item.quote.exact)), column(title, now))
    }

    fn versions(&self, item: &Annotation, versions: Versions) -> (Column, Column) {
        let version = |number: usize, item: &Annotation| {
            let label = self.tags.get(&item.tag).map_or(item.tag.as_str(), |tag| tag.label.as_str());
            let texts = [Some(&item.quote.exact), item.note.as_ref()];
            Column { title: format!("{number}: {label}"), texts: texts.into_iter().flatten().cloned().collect() }
        };
        match versions {
            Versions::Beside(other) => {
                let gone = || Column { title: "1: is no longer there".to_owned(), texts: Vec::new() };
                (self.annotations.get(other).map_or_else(gone, |other| version(1, other)), version(2, item))
            }
            Versions::Notes(notes) => {
                let column = |title: String, text: &str| Column { title, texts: vec![text.to_owned()] };
                (
                    column("1: the note".to_owned(), notes.first),
                    column(format!("2: the note, by {}", notes.by), notes.second),
                )
            }
        }
    }
}

/// One of two columns of text beside each other.
struct Column {
    title: String,
    texts: Vec<String>,
}

impl Column {
    fn is_rtl(&self) -> bool {
        self.texts.first().and_then(|text| BaseDirection::of(text)).is_some_and(BaseDirection::is_rtl)
    }

    /// Draws it at a column of the frame, as wide as given; the words that the other column does not have are marked.
    fn draw(&self, (x, frame, width): (u16, &Frame, u16), other: &Self, page: &mut Page) {
        let mut title = Strip::write(page.order, x, frame.y, width, &self.title, Label::of(Role::PanelTitle));
        if self.is_rtl() {
            title.x += width.saturating_sub(title.width());
        }
        page.strips.push(title);
        let label = Label::of(Role::Panel);
        let mut y = frame.y + 1;
        for (at, text) in self.texts.iter().enumerate() {
            let marked = other.texts.get(at).map_or(Span::default(), |other| difference(text, other));
            let direction = BaseDirection::of(text);
            for line in layout(text, &page.order.options(Some(usize::from(width).max(1)), direction)) {
                if y >= frame.y + frame.height {
                    return;
                }
                let indent = if line.direction.is_rtl() {
                    width.saturating_sub(u16::try_from(line.width).unwrap_or(width))
                } else {
                    0
                };
                let mut strip = Strip::at(page.order, x + indent, y);
                let matched = |byte| if marked.contains(byte) { Match::Some } else { Match::None };
                strip.push(&line, |byte| Label { matched: matched(byte), ..label });
                page.strips.push(strip);
                y += 1;
            }
            y += 1;
        }
    }
}

/// What of a text is not in another one: from the first word that differs to the last. Empty where they are the same.
fn difference(text: &str, other: &str) -> Span {
    let words = |text: &str| -> Vec<Span> {
        let at = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        text.split_whitespace().map(|word| Span::new(at(word), at(word) + word.len())).collect()
    };
    let (ours, theirs) = (words(text), words(other));
    let same = |ours: &Span, theirs: &Span| ours.slice(text) == theirs.slice(other);
    let start = ours.iter().zip(&theirs).take_while(|(ours, theirs)| same(ours, theirs)).count();
    let rest = ours.len().min(theirs.len()) - start;
    let end =
        ours.iter().rev().zip(theirs.iter().rev()).take(rest).take_while(|(ours, theirs)| same(ours, theirs)).count();
    match (ours.get(start), ours.len().checked_sub(end + 1).and_then(|last| ours.get(last))) {
        (Some(first), Some(last)) if last.end > first.start => Span::new(first.start, last.end),
        _ => Span::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Span, difference};

    #[test]
    fn the_words_that_differ_are_found() {
        for (text, other, marked) in [
            ("a 30% rise", "a 13% rise", "30%"),
            ("a 13% rise", "a 13% rise", ""),
            ("not so", "so", "not"),
            ("so", "not so", ""),
            ("all new", "quite other words", "all new"),
        ] {
            let span: Span = difference(text, other);
            assert_eq!(span.slice(text), Some(marked), "{text} / {other}");
        }
    }
}
