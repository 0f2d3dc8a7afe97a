//! Markup of a source, at the places of what became of it in the text that was extracted from it.
//!
//! Both are at hand, and so is the map between them: nothing has to be looked for, and nobody asked. What is still text is where it was;
//! what was moved to the end has moved; of what was nothing but marks of the source there is no place, and it stays with what it said.

use std::collections::HashMap;

use super::super::state::nowhere;
use crate::annotation::{Annotation, Boundary, BoundaryQuote, LastPlace, Markup, State, TextQuote};
use crate::text::map::Extract;
use crate::text::offsets::OffsetIndex;
use crate::text::{Document, OffsetMap, Span};

/// The markup of `source` in `text`. `bare` is what an extractor makes of a quote. A range from the text into what was moved has changed:
/// it is one range no more. Costs a quote of each annotation, as [`TextQuote::of_places`] does.
pub fn extract(
    map: &OffsetMap,
    (source, text): (&Document, &Document),
    markup: &Markup,
    bare: impl Fn(&str) -> String,
) -> Markup {
    let (of_source, of_text) = (OffsetIndex::new(&source.text), OffsetIndex::new(&text.text));
    let places = Places { map, source, text, of_source, of_text };
    let mut kinds = HashMap::new();
    let boundaries = markup.boundaries.iter().map(|item| {
        let mut item = Boundary::clone(item);
        // At one place are not two of them.
        let place = places.boundary(&item).filter(|(at, ..)| *kinds.entry(*at).or_insert(item.kind) == item.kind);
        if let Some((at, paragraph, is_moved)) = place {
            item.position = at;
            item.quote = BoundaryQuote::new(&text.text, paragraph, at);
            item.state = if is_moved { State::Moved } else { item.state };
        } else {
            item.position = places.near(places.last(item.lost).unwrap_or(item.position));
            item.lost = Some(places.of_text.code_points(item.position));
            item.state = State::Orphan;
        }
        item
    });
    let mut markup = Markup { boundaries: boundaries.collect(), ..markup.clone() };
    let shown = text.with_corrections(markup.boundaries.corrections());
    let mut annotations: Vec<Annotation> = markup.annotations.iter().cloned().collect();
    for item in &mut annotations {
        let (main, tail) = if item.state.has_place() { places.extracted(item.span) } else { (None, None) };
        let Some(span) = main.or(tail) else {
            let near = places.near(places.last(item.lost.map(|lost| lost.start)).unwrap_or(item.span.start));
            let start = places.of_text.code_points(near);
            item.lost = Some(LastPlace { start, end: start + item.quote.exact.chars().count().max(1) });
            item.state = if item.state == State::Ambiguous { item.state } else { State::Orphan };
            item.span = nowhere(near);
            continue;
        };
        item.span = span;
        let words = || span.slice(&text.text).map(|words| words.replace('\n', " "));
        item.state = match item.state {
            _ if main.is_some() && tail.is_some() => State::Changed,
            // Only its marks are others.
            State::Respelled | State::Changed if words().as_ref() == Some(&bare(&item.quote.exact)) => State::Moved,
            State::Exact if main.is_none() => State::Moved,
            state => state,
        };
    }
    let settled: Vec<&mut Annotation> = annotations.iter_mut().filter(|item| item.state.is_settled()).collect();
    let around: Vec<_> = settled.iter().map(|item| (item.span, shown.around(item.span))).collect();
    for (item, quote) in settled.into_iter().zip(TextQuote::of_places(&text.text, &around)) {
        item.quote = quote;
    }
    markup.annotations = annotations.into_iter().collect();
    markup
}

/// Where places of the source are in the text.
struct Places<'d> {
    map: &'d OffsetMap,
    source: &'d Document,
    text: &'d Document,
    of_source: OffsetIndex<'d>,
    of_text: OffsetIndex<'d>,
}

impl Places<'_> {
    /// What of the text comes from a span of the source, without white space at its ends: in its order, and moved to the end.
    fn extracted(&self, span: Span) -> (Option<Span>, Option<Span>) {
        let text = &self.text.text;
        let trimmed = |span: Option<Span>| {
            let span = span.filter(|span| span.slice(text).is_some()).map(|span| span.trimmed(text));
            span.filter(|span| !span.is_empty())
        };
        let Extract { main, tail } = self.map.to_text(span);
        (trimmed(main), trimmed(tail))
    }

    /// The byte of the text after a byte of the source, or its end.
    fn near(&self, at: usize) -> usize {
        let after = Span::new(at, self.source.text.len().max(at + 1));
        self.map.to_text(after).main.map_or(self.text.text.len(), |after| after.start)
    }

    /// The byte of the source where something was last.
    fn last(&self, code_points: Option<usize>) -> Option<usize> {
        self.of_source.byte_of_code_point(code_points?)
    }

    /// The place of a boundary, its paragraph, and whether it was moved to the end; `None` where it has none, or is at the end of a
    /// paragraph now, where no boundary is to be corrected.
    fn boundary(&self, item: &Boundary) -> Option<(usize, Span, bool)> {
        let paragraph =
            |document: &Document, at| document.paragraph_at(at).map(|index| document.paragraphs[index].span);
        let end = paragraph(self.source, item.position).filter(|_| item.state.has_place())?.end;
        let (main, tail) = self.extracted(Span::new(item.position, end));
        let at = main.or(tail)?.start;
        let paragraph = paragraph(self.text, at).filter(|paragraph| paragraph.start < at && paragraph.contains(at))?;
        Some((at, paragraph, main.is_none()))
    }
}
