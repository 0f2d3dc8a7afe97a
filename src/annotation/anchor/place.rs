//! Gives annotations and boundaries that are of another text their places in this one.

use super::{Old, OldPosition, extended, reanchor};
use crate::annotation::state::nowhere;
use crate::annotation::{Annotation, Boundary, BoundaryQuote, BoundarySet, LastPlace, State, TextQuote};
use crate::text::Document;
use crate::text::offsets::OffsetIndex;

/// Gives each annotation and boundary its place in `document`, and says how sure it is. `places` are those in the text that they
/// are of, in code points, in the order of `annotations`, `positions` those of the boundaries; that text
/// had `length` code points. The cost is that of [`reanchor`].
pub fn place(
    document: &Document,
    length: Option<usize>,
    (annotations, places): (&mut [Annotation], &[LastPlace]),
    (boundaries, positions): (&mut [Boundary], &[usize]),
) {
    let offsets = OffsetIndex::new(&document.text);
    let near = |count: usize| offsets.byte_of_code_point(count).unwrap_or(document.text.len());
    let found = {
        let old: Vec<Old> = annotations
            .iter()
            .zip(places)
            .map(|(annotation, place)| Old { start: place.start, end: place.end, quote: &annotation.quote })
            .collect();
        let old_positions: Vec<OldPosition> = boundaries
            .iter()
            .zip(positions)
            .map(|(boundary, at)| OldPosition { at: *at, before: &boundary.quote.before, after: &boundary.quote.after })
            .collect();
        reanchor(&document.text, length, &old, &old_positions)
    };
    for ((boundary, at), found) in boundaries.iter_mut().zip(positions).zip(found.positions) {
        // A boundary that is not surely between the same words does nothing until they come back.
        let sure = found.at.filter(|_| found.state.is_sure()).or_else(|| between(&document.text, &boundary.quote));
        boundary.state = match sure {
            Some(position) if offsets.code_points(position) == *at => State::Exact,
            Some(_) => State::Moved,
            None => State::Orphan,
        };
        boundary.lost = sure.is_none().then_some(*at);
        boundary.position = sure.unwrap_or_else(|| near(*at));
        let paragraph = document.paragraph_at(boundary.position).map(|index| document.paragraphs[index].span);
        if let Some(paragraph) =
            paragraph.filter(|_| sure.is_some() && !boundary.quote.fits(&document.text, boundary.position))
        {
            // What is farther off is another text: written as it was, it would be taken for damage.
            boundary.quote = BoundaryQuote::new(&document.text, paragraph, boundary.position);
        }
    }
    // The sentences as they are shown: corrections that have no place do nothing.
    let corrections = boundaries.iter().cloned().collect::<BoundarySet>().corrections();
    let corrected = (!boundaries.is_empty()).then(|| document.with_corrections(corrections));
    let documents: Vec<&Document> = [document].into_iter().chain(&corrected).collect();
    let shown = documents.last().copied().unwrap_or(document);
    for ((annotation, place), found) in annotations.iter_mut().zip(places).zip(found.annotations) {
        annotation.state = found.state;
        annotation.lost = found.span.is_none().then_some(*place);
        annotation.span = found.span.unwrap_or_else(|| nowhere(near(place.start)));
        if found.span.is_some()
            && let Some(extended) = extended::extended(&annotation.quote, annotation.span, &documents)
        {
            (annotation.state, annotation.span) = (State::Changed, extended);
        } else if found.span.is_some() && extended::is_in_more(&annotation.quote, annotation.span, &documents) {
            // A quotation or a denial of what it was a part of.
            (annotation.state, annotation.lost) = (State::Ambiguous, Some(*place));
            annotation.span = nowhere(near(place.start));
        }
    }
    // What is around what moved may be new.
    let moved = annotations.iter_mut().zip(places).filter(|(annotation, _)| annotation.state == State::Moved);
    let moved: Vec<(&mut Annotation, &LastPlace)> = moved.collect();
    let around = |annotation: &Annotation| (annotation.span, shown.around(annotation.span));
    let quotes = moved.iter().map(|(annotation, _)| around(annotation)).collect::<Vec<_>>();
    for ((annotation, place), quote) in moved.into_iter().zip(TextQuote::of_places(&document.text, &quotes)) {
        annotation.quote = quote;
        if [annotation.span.start, annotation.span.end].map(|at| offsets.code_points(at)) == [place.start, place.end] {
            annotation.state = State::Exact;
        }
    }
}

/// Code points on each side that are enough to know a boundary by, if they come once.
const NEAR: usize = 12;

/// The only place where the words next to a boundary are; what is farther off may be others.
fn between(text: &str, quote: &BoundaryQuote) -> Option<usize> {
    let from = quote.before.char_indices().rev().nth(NEAR - 1).map_or(0, |(at, _)| at);
    let to = quote.after.char_indices().nth(NEAR).map_or(quote.after.len(), |(at, _)| at);
    let (before, after) = (quote.before.get(from..)?, quote.after.get(..to)?);
    let words = format!("{before}{after}");
    let mut found = text.match_indices(&words);
    let (at, _) = found.next().filter(|_| !before.is_empty() && !after.is_empty())?;
    found.next().is_none().then_some(at + before.len())
}
