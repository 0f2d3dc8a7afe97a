//! Taking in work that is in the file no more, or never was: that of an earlier session that could not be saved, and what somebody
//! else took out of the file while it is open here.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::boundary::place;
use super::tagging::plural;
use super::{App, Effect, Opened};
use crate::annotation::{
    Annotation, AnnotationSet, Boundary, BoundarySet, Change, Edit, Side, Tag, TagSet, merge_notes,
};
use crate::store::Offer;

/// What was taken out of the file, or put back to an older state, by somebody else. An older copy of the file that is put in its
/// place looks like somebody who deleted what is younger.
#[derive(Clone, Debug, Default)]
pub(super) struct Removed {
    annotations: Vec<Arc<Annotation>>,
    boundaries: Vec<Arc<Boundary>>,
    /// Tags that went with them.
    tags: Vec<Tag>,
}

impl Removed {
    /// Forgets what the reader took out as well.
    pub(super) fn forget(&mut self, change: &Change) {
        let gone = |id: &str| {
            let annotations = change.edits.iter().filter(|edit| edit.1.is_none()).filter_map(|edit| edit.0.as_ref());
            let boundaries =
                change.boundaries.iter().filter(|edit| edit.1.is_none()).filter_map(|edit| edit.0.as_ref());
            annotations.map(|item| &item.id).chain(boundaries.map(|item| &item.id)).any(|other| other == id)
        };
        self.annotations.retain(|item| !gone(&item.id));
        self.boundaries.retain(|item| !gone(&item.id));
    }
}

/// The annotations of `old` that are not in `new`, or are there in an older state.
fn missing<'s>(old: &'s AnnotationSet, new: &'s AnnotationSet) -> Vec<&'s Arc<Annotation>> {
    let (gone, come) = old.difference(new);
    let come: HashMap<&str, &Annotation> = come.into_iter().map(|item| (item.id.as_str(), &**item)).collect();
    gone.into_iter()
        .filter(|item| come.get(item.id.as_str()).is_none_or(|other| other.modified < item.modified))
        .collect()
}

/// The boundaries of `old` that are not in `new`.
fn missing_boundaries<'s>(old: &'s BoundarySet, new: &'s BoundarySet) -> Vec<&'s Arc<Boundary>> {
    let (gone, _) = old.difference(new);
    gone.into_iter().filter(|item| new.iter().all(|other| other.id != item.id)).collect()
}

/// The note of an annotation, and another one by the same person.
fn both(item: &Annotation, note: &str) -> String {
    let side = |note| Side { note, creator: &item.creator };
    merge_notes("", side(item.note.as_deref().unwrap_or_default()), side(note))
}

/// Annotations that are named: more than anybody reads.
const LISTED: usize = 200;

impl App {
    /// Whether something that was made or changed here is not in what was opened, or in an older state.
    pub fn has_more_than(&self, opened: &Opened) -> bool {
        missing(&self.annotations, &opened.annotations).iter().any(|item| self.own.contains(&item.id))
            || missing_boundaries(&self.boundaries, &opened.boundaries).iter().any(|item| self.own.contains(&item.id))
    }

    /// Notes what of that here is not in what comes from somebody else; returns how much that is.
    pub(super) fn note_removed(
        &mut self,
        annotations: &AnnotationSet,
        boundaries: &BoundarySet,
        tags: &TagSet,
    ) -> usize {
        let gone: Vec<Arc<Annotation>> = missing(&self.annotations, annotations).into_iter().cloned().collect();
        let joined: Vec<Arc<Boundary>> =
            missing_boundaries(&self.boundaries, boundaries).into_iter().cloned().collect();
        let count = gone.len() + joined.len();
        self.removed.tags.extend(self.tags.iter().filter(|tag| tags.get(&tag.id).is_none()).cloned());
        self.removed.annotations.extend(gone);
        self.removed.boundaries.extend(joined);
        count
    }

    /// What somebody else removed and is not there again, the last state of each.
    fn removed(&self) -> (AnnotationSet, BoundarySet) {
        let Removed { annotations, boundaries, .. } = &self.removed;
        if annotations.is_empty() && boundaries.is_empty() {
            // As nearly always: what follows goes over all annotations.
            return Default::default();
        }
        let annotations: AnnotationSet = annotations.iter().map(|item| Annotation::clone(item)).collect();
        let open = missing(&annotations, &self.annotations).into_iter().filter(|item| !self.has_twin(item));
        let open = open.map(|item| Annotation::clone(item)).collect();
        let gone = |item: &&Arc<Boundary>| self.boundaries.iter().all(|other| other.id != item.id);
        (open, boundaries.iter().filter(gone).map(|item| Boundary::clone(item)).collect())
    }

    /// What was tagged anew since, so that bringing the same back would have it there twice.
    fn twin(&self, item: &Annotation) -> Option<&Annotation> {
        self.annotations.at(item.span).find(|other| {
            other.id != item.id
                && (&other.tag, &other.creator) == (&item.tag, &item.creator)
                && item.extra.iter().all(|(name, value)| other.extra.get(name) == Some(value))
        })
    }

    /// Whether there is such a one, with the same note or a note more.
    pub(super) fn has_twin(&self, item: &Annotation) -> bool {
        self.twin(item).is_some_and(|other| item.note.is_none() || item.note == other.note)
    }

    /// The same for a person.
    pub(super) fn removed_in_full(&self) -> Vec<String> {
        let (annotations, boundaries) = self.removed();
        if annotations.is_empty() && boundaries.is_empty() {
            return Vec::new();
        }
        let mut texts =
            vec!["Taken out by somebody else, or put back to an older state; :recover brings it back:".to_owned()];
        texts.extend(annotations.iter().take(LISTED).map(|item| format!("{}: {}", item.tag, item.quote.exact)));
        if annotations.len() > LISTED {
            texts.push(format!("and {} more", annotations.len() - LISTED));
        }
        if !boundaries.is_empty() {
            texts.push(format!("{} between sentences", plural(boundaries.len(), "correction")));
        }
        texts
    }

    /// All that there is to keep: what is here, and what was made here and taken out by somebody else.
    pub fn work(&self) -> (AnnotationSet, BoundarySet) {
        let (annotations, boundaries) = self.undone().unwrap_or_default();
        self.with(&annotations, &boundaries)
    }

    /// Offers a copy: not all of it is here.
    pub fn offer(&mut self, offer: Offer) {
        self.saving.offer(Some(offer));
    }

    /// Offers another copy when one has been taken in.
    pub fn offer_more(&mut self, offer: Offer) {
        self.offer(offer);
        if let Some(message) = &mut self.message {
            message.text.push_str("; there is more (:recover)");
        }
    }

    /// What was made or changed here since the article was opened, and was then taken out by somebody else: it is in no backup.
    pub fn undone(&self) -> Option<(AnnotationSet, BoundarySet)> {
        let (annotations, boundaries) = self.removed();
        let own = annotations.iter().filter(|item| self.own.contains(&item.id)).cloned().collect::<AnnotationSet>();
        let boundaries: BoundarySet = boundaries.iter().filter(|item| self.own.contains(&item.id)).cloned().collect();
        (!own.is_empty() || !boundaries.is_empty()).then_some((own, boundaries))
    }

    /// What is here with something more.
    fn with(&self, annotations: &AnnotationSet, boundaries: &BoundarySet) -> (AnnotationSet, BoundarySet) {
        // Of several with one id the last is kept.
        let annotations = annotations.iter().map(|item| match (self.twin(item), &item.note) {
            (Some(twin), Some(note)) => Annotation { note: Some(both(twin, note)), modified: self.now, ..twin.clone() },
            _ => item.clone(),
        });
        let annotations = self.annotations.iter().cloned().chain(annotations).collect();
        let free = boundaries.iter().filter(|item| self.boundaries.at(item.position).next().is_none());
        (annotations, self.boundaries.iter().chain(free).cloned().collect())
    }

    /// Says that there is a copy.
    pub(super) fn say_offered(&mut self) {
        let is_moved = self.saving.unsaved().is_some_and(|offer| offer.from.is_some());
        let of = if is_moved { "from another place" } else { "that is not in the file" };
        self.fail(format!("There is work {of}; :recover takes it in (i: more)"));
    }

    /// `:recover`: has the work of a copy read, or brings back what somebody else removed.
    pub(super) fn recover(&mut self) {
        if let Some(copy) = self.saving.unsaved().map(|offer| offer.copy.clone()) {
            if self.may_change() {
                self.effects.push(Effect::Recover(copy));
            }
            return;
        }
        let (annotations, boundaries) = self.removed();
        if annotations.is_empty() && boundaries.is_empty() {
            self.say("Nothing to recover");
        } else {
            let (annotations, boundaries) = self.with(&annotations, &boundaries);
            let is_needed = |tag: &&Tag| annotations.iter().any(|item| item.tag == tag.id);
            let tags = self.tags.iter().chain(self.removed.tags.iter().filter(is_needed)).cloned();
            let tags = TagSet::new(tags);
            self.become_these(&annotations, &boundaries, tags, "that somebody else had undone", 0);
        }
    }

    /// Takes the work of a copy in, which is merged with what is here; when it is saved, the copy can go.
    pub(super) fn recovered(
        &mut self,
        annotations: &AnnotationSet,
        boundaries: &BoundarySet,
        tags: TagSet,
        conflicts: usize,
    ) {
        if self.become_these(annotations, boundaries, tags, "of an earlier session", conflicts) {
            self.saving.take_in();
        }
    }

    /// Makes these all that there is: one change, which undo takes back. Whether it did; it is saved also where nothing is new.
    fn become_these(
        &mut self,
        annotations: &AnnotationSet,
        boundaries: &BoundarySet,
        tags: TagSet,
        whose: &str,
        conflicts: usize,
    ) -> bool {
        if !self.may_change() {
            return false;
        }
        let (gone, come) = self.annotations.difference(annotations);
        let mut edits: BTreeMap<&str, Edit> = BTreeMap::new();
        for item in gone {
            edits.entry(&item.id).or_default().0 = Some(Arc::clone(item));
        }
        for item in come {
            edits.entry(&item.id).or_default().1 = Some(Arc::clone(item));
        }
        let mut change = Change { edits: edits.into_values().collect(), ..Change::default() };
        let (gone, come) = self.boundaries.difference(boundaries);
        change.boundaries.extend(gone.into_iter().map(|item| (Some(Arc::clone(item)), None)));
        change.boundaries.extend(come.into_iter().map(|item| (None, Some(Arc::clone(item)))));
        // What was only found at another place is not what anybody made.
        let is_made = |edit: &&Edit| match edit {
            (Some(old), Some(new)) => (&old.tag, &old.note, &old.extra) != (&new.tag, &new.note, &new.extra),
            _ => true,
        };
        let count = match change.edits.iter().filter(is_made).count() + change.boundaries.len() {
            0 => change.edits.len(),
            made => made,
        };
        let conflict = if conflicts > 0 { format!(", {conflicts} in conflict (R: review)") } else { String::new() };
        // Tags, or fields that are not known.
        let changes = if count == 0 { "what was not in the file".to_owned() } else { plural(count, "change") };
        change.what = format!("recovered {changes} {whose}{conflict}");
        change.position = self.position();
        let places: Vec<usize> = change.boundaries.iter().filter_map(place).collect();
        let position = change.position;
        // Stays when the change is undone: a tag that nothing bears does no harm.
        self.tags = tags;
        self.apply(change);
        if !places.is_empty() {
            self.take_boundaries(&places);
            let cursor = self.flow.place_at(position);
            self.move_to(cursor);
        }
        true
    }
}
