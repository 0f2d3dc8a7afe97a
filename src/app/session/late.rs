//! Annotations that come after the first page: a sidecar with many takes longer to read than a page to show.
//!
//! Until they are there a tag may only be added, and nothing is saved. What was added then is a change of what was read; what is there
//! already stays one.

use std::collections::HashSet;
use std::sync::Arc;

use super::{EDITED, EXTRACTED, Saving, Session, corrected};
use crate::annotation::{Annotation, History, Tag, TagSet};
use crate::app::effect::Effect;
use crate::app::opened::Opened;

impl Session {
    /// Whether the article or the annotations are not all here yet.
    pub fn is_incomplete(&self) -> bool {
        self.is_loading() || self.reloading.is_opening
    }

    /// Whether only annotations are not.
    pub fn is_opening(&self) -> bool {
        self.reloading.is_opening
    }

    /// What is not here yet.
    pub fn why_incomplete(&self) -> Option<&'static str> {
        match (self.is_loading(), self.reloading.is_opening) {
            (true, _) => Some("The rest of the article is still being read"),
            (_, true) => Some("The annotations are still being read"),
            _ => None,
        }
    }

    /// All of the sidecar is here.
    pub fn opened(&mut self, opened: Opened) {
        if !std::mem::take(&mut self.reloading.is_opening) {
            return;
        }
        let added: Vec<Arc<Annotation>> = self.markup.annotations.shared().cloned().collect();
        let is_locked = opened.locked.is_some();
        if is_locked && !added.is_empty() {
            // The file is left alone. What was added is kept beside it, and offered when that is seen to.
            let remains = Box::new(self.remains());
            self.out.push(Effect::Keep(remains));
            self.out.push(Effect::LetBe);
        }
        if self.markup.boundaries != opened.markup.boundaries {
            self.article = corrected(Arc::clone(&self.article), &opened.markup.boundaries);
        }
        self.saving = Saving::new(opened.path, opened.locked, opened.markup.clone());
        self.recovery.offered = opened.unsaved;
        let tags = std::mem::replace(&mut self.markup, opened.markup).tags;
        self.begin(if opened.changed { Some(EDITED) } else { opened.extracted.then_some(EXTRACTED) });
        if is_locked {
            self.history = History::default();
            return;
        }
        let (doubled, new): (Vec<_>, Vec<_>) = added.into_iter().partition(|item| self.has_twin(item));
        let doubled: HashSet<&str> = doubled.iter().map(|item| item.id.as_str()).collect();
        self.history.forget(|change| {
            change.edits.iter().filter_map(|edit| edit.1.as_ref()).any(|item| doubled.contains(item.id.as_str()))
        });
        let has_more = !new.is_empty();
        let known = &self.markup.tags;
        let is_needed = |tag: &&Tag| known.get(&tag.id).is_none() && new.iter().any(|item| item.tag == tag.id);
        let more: Vec<Tag> = tags.iter().filter(is_needed).cloned().collect();
        self.markup.tags = TagSet::new(self.markup.tags.iter().cloned().chain(more));
        for item in new {
            self.markup.annotations.insert(item);
        }
        if has_more {
            self.index.follow(&self.markup.annotations);
            self.save();
        }
    }
}
