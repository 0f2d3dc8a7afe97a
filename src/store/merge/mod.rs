//! Two versions of a sidecar that began as one, put together: three ways, by id and by field. Pure: no disk, no clock, no article.
//!
//! Of each record (tag, annotation, boundary) and each field of it, `base` is what both began with:
//!
//! | one side | the other | result |
//! |---|---|---|
//! | changed | as it was | the change |
//! | taken out | as it was | taken out |
//! | taken out | changed | the change, reported |
//! | changed | changed, to the same | the change |
//! | changed | changed, to something else | both, reported |
//!
//! How both are kept: of a note, both texts are in it ([`merge_notes`](crate::annotation::merge_notes)). Of a tag or a range, the later
//! version keeps the id, and the other one becomes an annotation beside it, with an id made of its content and a field `conflict` that
//! names the first. Of any other field the other value stands beside it, under `FIELD~` and eight digits made of it. Objects
//! that are not known are merged by their fields, lists whole. Of `modified` the later counts, of `created` the earlier; the number of
//! a `sentence` is for people and never in conflict.
//!
//! Without a base all of both is kept. A tag that was given twice, by the same person on both sides to the same range, is kept once: the
//! one with a note or fields of its own, else the one with the smaller id. Those of different people are both kept: each is
//! somebody's judgement. A boundary is kept once whoever made it. Where one side joined what the other split, the later holds and has
//! the other in its field `conflict`.
//!
//! The result does not depend on which side is which, but for the order of tags and unknown fields, where ours come first. Merging
//! the result with either side once more changes nothing. Offsets of two texts are never mixed: where `article.sha256` differs, a
//! side that is as the base was gives way to the other, and anything else is an error.

pub(in crate::store) mod base;
mod conflict;
mod doc;
mod list;
mod record;

use serde_json::Value;

pub use conflict::{Conflict, Why};
use doc::Doc;

/// Two versions put together.
#[derive(Clone, PartialEq, Debug)]
pub struct Merged {
    /// The content of a sidecar: known fields in their order.
    pub value: Value,
    /// What somebody should look at.
    pub conflicts: Vec<Conflict>,
    /// Annotations and boundaries that are not as ours were: come, changed or gone.
    pub arrived: usize,
    /// Whether it is what theirs were.
    pub is_theirs: bool,
}

/// Two versions are about different texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("they are about different texts (article.sha256), so that their offsets cannot be mixed")]
pub struct OtherText;

/// `base` with those records, of which `may` says so, as they were in the newest of the `earlier` versions that has them as theirs are, and
/// `base` has not: theirs began with that version of them.
pub fn base_of(
    base: &Value,
    earlier: impl Iterator<Item = Value>,
    theirs: &Value,
    may: impl Fn(&str) -> bool,
) -> Value {
    let (mut base, theirs) = (Doc::new(base), Doc::new(theirs));
    let mut open = base.other_in(&theirs);
    open.retain(|id| may(id));
    for earlier in earlier {
        if open.is_empty() {
            break;
        }
        base.go_back(&Doc::new(&earlier), &theirs, &mut open);
    }
    base.into_value()
}

/// Merges two valid sidecars; `base` is what both began with, where that is known. Costs a few passes over all of them.
///
/// # Errors
/// When both were changed and are about different texts.
pub fn merge(base: Option<&Value>, ours: &Value, theirs: &Value) -> Result<Merged, OtherText> {
    let base = base.map(Doc::new);
    let (ours, theirs) = (Doc::new(ours), Doc::new(theirs));
    let mut conflicts = Vec::new();
    let merged = if ours == theirs || base.as_ref() == Some(&theirs) {
        ours.clone()
    } else if base.as_ref() == Some(&ours) {
        theirs.clone()
    } else if ours.digest() != theirs.digest() {
        return Err(OtherText);
    } else {
        doc::merge(base.as_ref(), &ours, &theirs, &mut conflicts)
    };
    let arrived = merged.differences(&ours);
    let is_theirs = merged.same(&theirs);
    Ok(Merged { value: merged.into_value(), conflicts, arrived, is_theirs })
}
