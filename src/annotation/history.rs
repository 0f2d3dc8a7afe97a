//! Undo and redo.

use std::sync::Arc;

use super::{Annotation, AnnotationSet};

/// An annotation as it was before (`None`: it was not there) and after (`None`: it is gone).
pub type Edit = (Option<Arc<Annotation>>, Option<Arc<Annotation>>);

/// One step that undo takes back as a whole.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Change {
    /// What was done, for the message: "tagged claim".
    pub what: String,
    /// Byte position of the article that the reader was at, and that undo and redo return to.
    pub position: usize,
    /// In the order they were made.
    pub edits: Vec<Edit>,
}

/// The changes made, and those taken back.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl History {
    /// Makes a change and remembers it. What had been undone is forgotten. A change without edits is not remembered.
    pub fn apply(&mut self, set: &mut AnnotationSet, change: Change) {
        if change.edits.is_empty() {
            return;
        }
        for (before, after) in &change.edits {
            replace(set, before.as_ref(), after.as_ref());
        }
        self.undone.clear();
        self.done.push(change);
    }

    /// Takes back the newest change and returns it; `None` when there is none.
    pub fn undo(&mut self, set: &mut AnnotationSet) -> Option<&Change> {
        let change = self.done.pop()?;
        // Last edit first: a change may touch one annotation twice.
        for (before, after) in change.edits.iter().rev() {
            replace(set, after.as_ref(), before.as_ref());
        }
        self.undone.push(change);
        self.undone.last()
    }

    /// Makes the change that was taken back last once more and returns it; `None` when there is none.
    pub fn redo(&mut self, set: &mut AnnotationSet) -> Option<&Change> {
        let change = self.undone.pop()?;
        for (before, after) in &change.edits {
            replace(set, before.as_ref(), after.as_ref());
        }
        self.done.push(change);
        self.done.last()
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::annotation::record::tests::annotation;

    /// A change of the annotations with these numbers: takes away one that is there, or adds, or moves it.
    fn change(set: &AnnotationSet, steps: &[(u8, usize, bool)]) -> Change {
        let mut after_all = set.clone();
        let mut edits = Vec::new();
        for (number, start, keep) in steps {
            let id = number.to_string();
            let before = after_all.get(&id).cloned();
            let after = keep.then(|| Arc::new(annotation(&id, *start, start + 3)));
            replace(&mut after_all, before.as_ref(), after.as_ref());
            edits.push((before, after));
        }
        Change { what: "changed".into(), position: 0, edits }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]
        #[test]
        fn undoing_all_is_the_start_and_redoing_all_the_end(
            changes in prop::collection::vec(prop::collection::vec((0u8..6, 0usize..40, any::<bool>()), 0..4), 0..12),
        ) {
            let start: AnnotationSet = [annotation("0", 1, 4), annotation("1", 5, 9)].into_iter().collect();
            let mut set = start.clone();
            let mut history = History::default();
            for steps in &changes {
                let change = change(&set, steps);
                history.apply(&mut set, change);
            }
            let end = set.clone();
            while history.undo(&mut set).is_some() {}
            prop_assert_eq!(&set, &start);
            while history.redo(&mut set).is_some() {}
            prop_assert_eq!(&set, &end);
        }
    }

    #[test]
    fn a_new_change_forgets_what_was_undone() {
        let mut set = AnnotationSet::default();
        let mut history = History::default();
        let add = |id: &str| Change {
            what: format!("added {id}"),
            position: 7,
            edits: vec![(None, Some(Arc::new(annotation(id, 0, 1))))],
        };
        history.apply(&mut set, add("a"));
        assert_eq!(history.undo(&mut set).map(|change| change.position), Some(7));
        history.apply(&mut set, add("b"));
        history.apply(&mut set, Change::default());
        assert!(history.redo(&mut set).is_none());
        assert_eq!(history.undo(&mut set).map(|change| change.what.as_str()), Some("added b"));
        assert!(history.undo(&mut set).is_none());
    }
}
