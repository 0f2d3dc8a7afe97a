//! The review: a list, and the old and the new text of the selected annotation side by side.

use super::panel::Frame;
use super::{Label, Match, Page, Role, Strip};
use crate::annotation::{Annotation, State};
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
        strip.push_text(&format!("{:<10}", item.state.name()), width, label);
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

    /// What was annotated, and what is there now, in two columns; what differs is marked.
    fn draw_texts(&self, frame: &Frame, item: &Annotation, page: &mut Page) {
        let old = item.quote.exact.as_str();
        let now = item.span.slice(&self.flow.article().text).filter(|_| item.state.has_place());
        let width = frame.width.saturating_sub(3) / 2;
        let (first, second) = (frame.x, frame.x + frame.width - width);
        let title = match item.state {
            State::Ambiguous => "the text is at several places, or at none that is sure",
            State::Orphan => "the text is gone",
            _ => "now",
        };
        // Each column begins where its text is read from.
        let (left, right) =
            if BaseDirection::of(old).is_some_and(BaseDirection::is_rtl) { (second, first) } else { (first, second) };
        let label = Label::of(Role::PanelTitle);
        page.strips.push(Strip::write(page.order, left, frame.y, width, "was", label));
        page.strips.push(Strip::write(page.order, right, frame.y, width, title, label));
        let differs = |text: &str, other: Option<&str>| other.map_or(Span::default(), |other| difference(text, other));
        Self::column((left, frame, width), old, differs(old, now), page);
        if let Some(now) = now {
            Self::column((right, frame, width), now, difference(now, old), page);
        }
    }

    fn column((x, frame, width): (u16, &Frame, u16), text: &str, marked: Span, page: &mut Page) {
        let direction = BaseDirection::of(text);
        let lines = layout(text, &page.order.options(Some(usize::from(width).max(1)), direction));
        let label = Label::of(Role::Panel);
        for (y, line) in (frame.y + 1..frame.y + frame.height).zip(&lines) {
            let indent = if line.direction.is_rtl() {
                width.saturating_sub(u16::try_from(line.width).unwrap_or(width))
            } else {
                0
            };
            let mut strip = Strip::at(page.order, x + indent, y);
            let matched = |byte| if marked.contains(byte) { Match::Some } else { Match::None };
            strip.push(line, |byte| Label { matched: matched(byte), ..label });
            page.strips.push(strip);
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
