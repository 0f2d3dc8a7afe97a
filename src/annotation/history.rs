//! Undo and redo.

use std::sync::Arc;

use super::{Annotation, AnnotationSet};

/// One step that undo takes back as a whole.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Change {
    /// What was done, for the message: "tagged claim".
    pub what: String,
    /// Byte position of the article that the reader was at, and that undo and redo return to.
    pub position: usize,
    /// Each annotation as it was before (`None`: it was not there) and after (`None`: it is gone).
    pub edits: Vec<(Option<Arc<Annotation>>, Option<Arc<Annotation>>)>,
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
        let _ = (set, change);
    }

    /// Takes back the newest change and returns it; `None` when there is none.
    pub fn undo(&mut self, set: &mut AnnotationSet) -> Option<&Change> {
        let _ = set;
        self.undone.last()
    }

    /// Makes the change that was taken back last once more and returns it; `None` when there is none.
    pub fn redo(&mut self, set: &mut AnnotationSet) -> Option<&Change> {
        let _ = set;
        self.done.last()
    }
}
