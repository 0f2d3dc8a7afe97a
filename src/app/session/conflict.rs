//! What a merge kept twice, settled: the first version, the second, or both.

use std::sync::Arc;

use super::Session;
use crate::annotation::{Annotation, Edit, Versions, both_texts};

/// What is kept of two versions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Keep {
    /// The first one, on the left where text is read from there.
    First,
    /// The second one.
    Second,
    /// Each.
    Both,
}

impl Session {
    /// Keeps one version of an annotation that a merge kept twice, or both; says so where it was not.
    pub fn keep(&mut self, at: usize, item: &Arc<Annotation>, keep: Keep) {
        if !self.may_change() {
            return;
        }
        let Some(versions) = item.versions() else {
            self.out.fail("It has only one version");
            return;
        };
        let changed = |change: &dyn Fn(&mut Annotation)| {
            let mut new = Annotation { modified: self.after(item), ..Annotation::clone(item) };
            change(&mut new);
            (Some(Arc::clone(item)), Some(Arc::new(new)))
        };
        let edits: Vec<Edit> = match versions {
            Versions::Beside(other) => {
                let other = self.markup.annotations.get(other);
                let settled = changed(&|new| drop(new.extra.remove("conflict")));
                match (keep, other) {
                    (Keep::First, None) => {
                        self.out.fail("The other one is no longer there: 2 keeps this one, x discards it");
                        return;
                    }
                    (Keep::First, Some(_)) => vec![(Some(Arc::clone(item)), None)],
                    (Keep::Second, Some(other)) => vec![settled, (Some(Arc::clone(other)), None)],
                    (Keep::Both, _) | (Keep::Second, None) => vec![settled],
                }
            }
            Versions::Notes(notes) => {
                let text = match keep {
                    Keep::First => notes.first.to_owned(),
                    Keep::Second => notes.second.to_owned(),
                    Keep::Both => both_texts(item.note.as_deref().unwrap_or_default()),
                };
                vec![changed(&|new| new.note = Some(text.clone()).filter(|text| !text.is_empty()))]
            }
        };
        let what = match keep {
            Keep::First => "kept the first version",
            Keep::Second => "kept the second version",
            Keep::Both => "kept both versions",
        };
        self.change(at, what, edits);
    }
}
