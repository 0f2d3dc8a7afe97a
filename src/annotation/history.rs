//! Undo and redo.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Annotation, AnnotationSet, Boundary, BoundarySet, Markup};

/// A record as it was before (`None`: it was not there) and after (`None`: it is gone).
pub type Edit<T = Annotation> = (Option<Arc<T>>, Option<Arc<T>>);

/// One step that undo takes back as a whole.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Change {
    /// What was done, for the message: "tagged claim".
    pub what: String,
    /// Byte position of the article that the reader was at, and that undo and redo return to.
    pub position: usize,
    /// Of annotations, in the order they were made.
    pub edits: Vec<Edit>,
    /// Of the boundaries between sentences, in the order they were made.
    pub boundaries: Vec<Edit<Boundary>>,
}

/// The changes made, and those taken back: of annotations and boundaries alike, in one order.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl History {
    /// Makes a change and remembers it. What had been undone is forgotten. A change without edits is not remembered.
    pub fn apply(&mut self, markup: &mut Markup, change: Change) {
        if change.edits.is_empty() && change.boundaries.is_empty() {
            return;
        }
        make(&change, markup);
        self.undone.clear();
        self.done.push(change);
    }

    /// Forgets the changes of which that is true, made or taken back, and all others of the same records: of a record with a gap in its
    /// history, a step back and forth would not lead to the same state.
    pub fn forget(&mut self, is_of_no_use: impl Fn(&Change) -> bool) {
        let all = || self.done.iter().chain(&self.undone);
        let mut broken: HashSet<String> = all().filter(|change| is_of_no_use(change)).flat_map(records).collect();
        loop {
            let touched = all().filter(|change| records(change).any(|id| broken.contains(&id)));
            let more: Vec<String> = touched.flat_map(records).filter(|id| !broken.contains(id)).collect();
            if more.is_empty() {
                break;
            }
            broken.extend(more);
        }
        let is_whole = |change: &Change| !is_of_no_use(change) && !records(change).any(|id| broken.contains(&id));
        self.done.retain(is_whole);
        self.undone.retain(is_whole);
    }

    /// The versions of annotations in all changes, in an order that stays while no change is made.
    pub fn versions(&self) -> Vec<Arc<Annotation>> {
        let edits = self.done.iter().chain(&self.undone).flat_map(|change| &change.edits);
        edits.flat_map(|(before, after)| [before, after]).flatten().cloned().collect()
    }

    /// Puts other versions in the place of [`versions`](Self::versions), one for each in their order: where they are in another text. The
    /// changes are then of that text, and their positions where the first of their annotations is that has a place.
    pub fn become_of(&mut self, versions: Vec<Annotation>) {
        let mut versions = versions.into_iter().map(Arc::new);
        for change in self.done.iter_mut().chain(&mut self.undone) {
            for version in change.edits.iter_mut().flat_map(|(before, after)| [before, after]).flatten() {
                *version = versions.next().unwrap_or_else(|| Arc::clone(version));
            }
            let mut placed = change.edits.iter().flat_map(|(before, after)| [before, after]).flatten();
            change.position = placed.find(|item| item.state.has_place()).map_or(0, |item| item.span.start);
        }
    }

    /// Takes back the newest change and returns it; `None` when there is none.
    pub fn undo(&mut self, markup: &mut Markup) -> Option<&Change> {
        let change = self.done.pop()?;
        // Last edit first: a change may touch one record twice.
        for (before, after) in change.edits.iter().rev() {
            replace(&mut markup.annotations, after.as_ref(), before.as_ref());
        }
        for (before, after) in change.boundaries.iter().rev() {
            replace_boundary(&mut markup.boundaries, after.as_ref(), before.as_ref());
        }
        self.undone.push(change);
        self.undone.last()
    }

    /// Makes the change that was taken back last once more and returns it; `None` when there is none.
    pub fn redo(&mut self, markup: &mut Markup) -> Option<&Change> {
        let change = self.undone.pop()?;
        make(&change, markup);
        self.done.push(change);
        self.done.last()
    }
}

/// The ids of what a change is about.
fn records(change: &Change) -> impl Iterator<Item = String> {
    let annotations =
        change.edits.iter().flat_map(|(before, after)| [before, after]).flatten().map(|item| item.id.clone());
    let boundaries = change.boundaries.iter().flat_map(|(before, after)| [before, after]).flatten();
    annotations.chain(boundaries.map(|item| item.id.clone()))
}

fn make(change: &Change, markup: &mut Markup) {
    for (before, after) in &change.edits {
        replace(&mut markup.annotations, before.as_ref(), after.as_ref());
    }
    for (before, after) in &change.boundaries {
        replace_boundary(&mut markup.boundaries, before.as_ref(), after.as_ref());
    }
}

fn replace(set: &mut AnnotationSet, old: Option<&Arc<Annotation>>, new: Option<&Arc<Annotation>>) {
    if let Some(old) = old {
        set.remove(&old.id);
    }
    if let Some(new) = new {
        set.insert(Arc::clone(new));
    }
}

fn replace_boundary(set: &mut BoundarySet, old: Option<&Arc<Boundary>>, new: Option<&Arc<Boundary>>) {
    if let Some(old) = old {
        set.remove(&old.id);
    }
    if let Some(new) = new {
        set.insert(Arc::clone(new));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::annotation::boundary::tests::join;
    use crate::annotation::record::tests::annotation;

    /// A change of the annotations and boundaries with these numbers: takes away one that is there, or adds, or moves it.
    fn change(markup: &Markup, steps: &[(u8, usize, bool, bool)]) -> Change {
        let Markup { mut annotations, mut boundaries, .. } = markup.clone();
        let mut change = Change { what: "changed".into(), ..Change::default() };
        for (number, start, keep, boundary) in steps {
            let id = number.to_string();
            if *boundary {
                let before = boundaries.iter().find(|old| old.id == id).cloned().map(Arc::new);
                let after = keep.then(|| Arc::new(join(&id, *start)));
                replace_boundary(&mut boundaries, before.as_ref(), after.as_ref());
                change.boundaries.push((before, after));
            } else {
                let before = annotations.get(&id).cloned();
                let after = keep.then(|| Arc::new(annotation(&id, *start, start + 3)));
                replace(&mut annotations, before.as_ref(), after.as_ref());
                change.edits.push((before, after));
            }
        }
        change
    }

    proptest! {
        #![proptest_config(crate::text::properties::cases(96))]
        #[test]
        fn undoing_all_is_the_start_and_redoing_all_the_end(
            changes in prop::collection::vec(
                prop::collection::vec((0u8..6, 0usize..40, any::<bool>(), any::<bool>()), 0..4),
                0..12,
            ),
        ) {
            let start = Markup {
                annotations: [annotation("0", 1, 4), annotation("1", 5, 9)].into_iter().collect(),
                boundaries: [join("0", 3), join("2", 8)].into_iter().collect(),
                ..Markup::default()
            };
            let mut markup = start.clone();
            let mut history = History::default();
            // Of each change what was there before it; one without edits is no step.
            let mut earlier = Vec::new();
            for steps in &changes {
                let change = change(&markup, steps);
                if !steps.is_empty() {
                    earlier.push(markup.clone());
                }
                history.apply(&mut markup, change);
            }
            let end = markup.clone();
            while let Some(before) = earlier.pop() {
                prop_assert!(history.undo(&mut markup).is_some());
                prop_assert_eq!(&markup, &before);
            }
            prop_assert!(history.undo(&mut markup).is_none());
            prop_assert_eq!(&markup, &start);
            while history.redo(&mut markup).is_some() {}
            prop_assert_eq!(&markup, &end);
        }
    }

    #[test]
    fn a_new_change_forgets_what_was_undone() {
        let mut markup = Markup::default();
        let mut history = History::default();
        let add = |id: &str| Change {
            what: format!("added {id}"),
            position: 7,
            edits: vec![(None, Some(Arc::new(annotation(id, 0, 1))))],
            ..Change::default()
        };
        history.apply(&mut markup, add("a"));
        assert_eq!(history.undo(&mut markup).map(|change| change.position), Some(7));
        history.apply(&mut markup, add("b"));
        history.apply(&mut markup, Change::default());
        assert!(history.redo(&mut markup).is_none());
        assert_eq!(history.undo(&mut markup).map(|change| change.what.as_str()), Some("added b"));
        assert!(history.undo(&mut markup).is_none());
    }

    #[test]
    fn a_record_with_a_gap_in_its_history_is_forgotten_whole() {
        let mut markup = Markup::default();
        let mut history = History::default();
        let noted = |id: &str, note: &str| Arc::new(Annotation { note: Some(note.to_owned()), ..annotation(id, 0, 1) });
        let change = |what: &str, edits: Vec<Edit>| Change { what: what.to_owned(), edits, ..Change::default() };
        history
            .apply(&mut markup, change("a and b", vec![(None, Some(noted("a", "1"))), (None, Some(noted("b", "1")))]));
        history.apply(&mut markup, change("c", vec![(None, Some(noted("c", "1")))]));
        history.apply(&mut markup, change("b", vec![(Some(noted("b", "1")), Some(noted("b", "2")))]));
        history.apply(&mut markup, change("a", vec![(Some(noted("a", "1")), Some(noted("a", "2")))]));
        // Somebody else changed "b": all of "a" goes with it, since one change was of both.
        history.forget(|change| change.what == "b");
        assert_eq!(history.undo(&mut markup).map(|change| change.what.as_str()), Some("c"));
        assert!(history.undo(&mut markup).is_none());
    }
}
