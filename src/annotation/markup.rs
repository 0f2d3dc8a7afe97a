//! All that a reader says of an article, as one value: it is handed whole from a key to the disk and back.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{AnnotationSet, BoundarySet, TagSet};

/// Fields of a sidecar that this version does not know, by level; those of an annotation or a boundary are in its `extra`.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Unknown {
    /// Of the file.
    pub root: Map<String, Value>,
    /// Of the header.
    pub article: Map<String, Value>,
    /// Of each tag, by its id.
    pub tags: BTreeMap<String, Map<String, Value>>,
}

/// The work on an article. A clone copies pointers to the records, not the records.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Markup {
    /// The annotations.
    pub annotations: AnnotationSet,
    /// The corrected boundaries between sentences. Where the text differs their positions are only somewhere in it; their quotes
    /// tell.
    pub boundaries: BoundarySet,
    /// The tags that annotations may bear.
    pub tags: TagSet,
    /// What is written back as it was read.
    pub unknown: Unknown,
}

impl From<AnnotationSet> for Markup {
    /// Annotations with the built-in tags.
    fn from(annotations: AnnotationSet) -> Self {
        Self { annotations, ..Self::default() }
    }
}

impl From<TagSet> for Markup {
    /// No annotations yet, with the tags that they may bear.
    fn from(tags: TagSet) -> Self {
        Self { tags, ..Self::default() }
    }
}

impl Markup {
    /// Whether nothing was tagged, and no boundary corrected.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of annotations and corrected boundaries.
    pub fn len(&self) -> usize {
        self.annotations.len() + self.boundaries.len()
    }
}

/// A state of the work on its way to the disk.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Snapshot {
    /// Its number; each change adds one.
    pub revision: u64,
    /// The number of the merge that it was made from; 0 before any.
    pub seen: u64,
    /// The work.
    pub markup: Markup,
}
