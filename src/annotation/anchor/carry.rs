//! Annotations carried from one text of an article into the next, both of which are at hand.

use std::sync::Arc;

use super::place::place;
use crate::annotation::{Annotation, Boundary, LastPlace, Markup};
use crate::text::Document;
use crate::text::offsets::OffsetIndex;

/// The markup of `old` with its places in `new`, and `versions` of annotations with theirs. What a file says may be of a text that was
/// edited twice since, where nothing is found that each edit left in place. Costs what [`reanchor`](super::reanchor) does.
pub fn carry(
    old: &Document,
    new: &Document,
    markup: &Markup,
    versions: &[Arc<Annotation>],
) -> (Markup, Vec<Annotation>) {
    let versions = versions.iter().map(|version| Annotation::clone(version));
    if old.text == new.text {
        return (markup.clone(), versions.collect());
    }
    let offsets = OffsetIndex::new(&old.text);
    let mut annotations: Vec<Annotation> = markup.annotations.iter().cloned().chain(versions).collect();
    let last = |item: &Annotation| {
        let [start, end] = [item.span.start, item.span.end].map(|at| offsets.code_points(at));
        item.lost.unwrap_or(LastPlace { start, end })
    };
    let places: Vec<LastPlace> = annotations.iter().map(last).collect();
    let mut boundaries: Vec<Boundary> = markup.boundaries.iter().cloned().collect();
    let at = |item: &Boundary| item.lost.unwrap_or_else(|| offsets.code_points(item.position));
    let positions: Vec<usize> = boundaries.iter().map(at).collect();
    let length = Some(offsets.total_code_points());
    place(new, length, (&mut annotations, &places), (&mut boundaries, &positions));
    let versions = annotations.split_off(markup.annotations.len());
    let (annotations, boundaries) = (annotations.into_iter().collect(), boundaries.into_iter().collect());
    (Markup { annotations, boundaries, ..markup.clone() }, versions)
}
