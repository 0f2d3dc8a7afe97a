//! Taking in work that is in the file no more, or never was: that of an earlier session that could not be saved, and what somebody
//! else took out of the file while it is open here.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::{Session, plural};
use crate::annotation::{
    Annotation, AnnotationSet, Boundary, BoundarySet, Change, Edit, Markup, Side, Tag, TagSet, merge_notes,
};
use crate::app::effect::Effect;
use crate::app::opened::Opened;
use crate::store::Offer;

/// What is in the file no more, or never was.
#[derive(Clone, Debug, Default)]
pub(super) struct Recovery {
    /// The ids of what was made or changed here since the article was opened.
    own: HashSet<String>,
    /// What was taken out of the file, or put back to an older state, by somebody else. An older copy of the file that is put in its
    /// place looks like somebody who deleted what is younger.
    annotations: Vec<Arc<Annotation>>,
    boundaries: Vec<Arc<Boundary>>,
    /// Tags that went with them.
    tags: Vec<Tag>,
    /// Work that an earlier session could not save.
    pub(super) offered: Option<Offer>,
    /// The revision that it is being merged with: while that is done the article stays as it is.
    pub(super) asked: Option<u64>,
    /// Such work that was taken in, until it is saved, with the digest of its file.
    pub(super) taken: Option<(Offer, [u8; 32])>,
    /// One of which it is being looked at whether all of it is here, so that it can go.
    pub(super) parting: Option<PathBuf>,
}

impl Recovery {
    pub(super) fn new(offered: Option<Offer>) -> Self {
        Self { offered, ..Self::default() }
    }

    /// For an article that was read again.
    pub(super) fn reopened(&mut self, offered: Option<Offer>) -> Self {
        Self { own: std::mem::take(&mut self.own), ..Self::new(offered) }
    }

    /// Notes what is made here, and forgets what the reader took out as well.
    pub(super) fn note_change(&mut self, change: &Change) {
        for edit in &change.edits {
            match edit {
                (_, Some(new)) => drop(self.own.insert(new.id.clone())),
                (Some(old), None) => self.annotations.retain(|item| item.id != old.id),
                (None, None) => {}
            }
        }
        for edit in &change.boundaries {
            match edit {
                (_, Some(new)) => drop(self.own.insert(new.id.clone())),
                (Some(old), None) => self.boundaries.retain(|item| item.id != old.id),
                (None, None) => {}
            }
        }
    }

    /// Notes what of `ours` is not in what comes from somebody else; returns how much that is.
    pub(super) fn note_removed(&mut self, ours: &Markup, theirs: &Markup) -> usize {
        let before = self.annotations.len() + self.boundaries.len();
        self.annotations.extend(missing(&ours.annotations, &theirs.annotations).into_iter().cloned());
        self.boundaries.extend(missing_boundaries(&ours.boundaries, &theirs.boundaries).into_iter().cloned());
        self.tags.extend(ours.tags.iter().filter(|tag| theirs.tags.get(&tag.id).is_none()).cloned());
        self.annotations.len() + self.boundaries.len() - before
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

impl Session {
    /// Whether something that was made or changed here is not in what was opened, or in an older state.
    pub fn has_more_than(&self, opened: &Opened) -> bool {
        let (here, there, own) = (&self.markup, &opened.markup, &self.recovery.own);
        missing(&here.annotations, &there.annotations).iter().any(|item| own.contains(&item.id))
            || missing_boundaries(&here.boundaries, &there.boundaries).iter().any(|item| own.contains(&item.id))
    }

    /// What somebody else removed and is not there again, the last state of each.
    fn removed(&self) -> Markup {
        let Recovery { annotations, boundaries, .. } = &self.recovery;
        if annotations.is_empty() && boundaries.is_empty() {
            // As nearly always: what follows goes over all annotations.
            return Markup::default();
        }
        let annotations: AnnotationSet = annotations.iter().cloned().collect();
        let open = missing(&annotations, &self.markup.annotations).into_iter().filter(|item| !self.has_twin(item));
        let gone = |item: &&Arc<Boundary>| self.markup.boundaries.iter().all(|other| other.id != item.id);
        Markup {
            annotations: open.cloned().collect(),
            boundaries: boundaries.iter().filter(gone).map(|item| Boundary::clone(item)).collect(),
            ..Markup::default()
        }
    }

    /// What was tagged anew since, so that bringing the same back would have it there twice.
    fn twin(&self, item: &Annotation) -> Option<&Arc<Annotation>> {
        self.markup.annotations.at(item.span).find(|other| {
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
    pub fn removed_in_full(&self) -> Vec<String> {
        let Markup { annotations, boundaries, .. } = self.removed();
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
    pub fn work(&self) -> Markup {
        self.with(&self.undone().unwrap_or_default())
    }

    /// A copy is offered: not all of it is here.
    pub fn offer(&mut self, offer: Offer) {
        (self.recovery.offered, self.recovery.parting) = (Some(offer), None);
    }

    /// All of the copy that was saved last is here, and there is no other one.
    pub fn forgotten(&mut self) {
        self.recovery.parting = None;
    }

    /// The copy that is offered.
    pub fn offered(&self) -> Option<&Offer> {
        self.recovery.offered.as_ref()
    }

    /// What was made or changed here since the article was opened, and was then taken out by somebody else: it is in no backup.
    pub fn undone(&self) -> Option<Markup> {
        let (removed, own) = (self.removed(), &self.recovery.own);
        let undone = Markup {
            annotations: removed.annotations.filtered(|item| own.contains(&item.id)),
            boundaries: removed.boundaries.iter().filter(|item| own.contains(&item.id)).cloned().collect(),
            ..removed
        };
        (!undone.is_empty()).then(|| Markup { tags: self.tags_for(&undone.annotations), ..undone })
    }

    /// What is here with something more.
    fn with(&self, more: &Markup) -> Markup {
        // Of several with one id the last is kept.
        let annotations = more.annotations.shared().map(|item| match (self.twin(item), &item.note) {
            (Some(twin), Some(note)) => {
                Arc::new(Annotation { note: Some(both(twin, note)), modified: self.now, ..Annotation::clone(twin) })
            }
            _ => Arc::clone(item),
        });
        let free = more.boundaries.iter().filter(|item| self.markup.boundaries.at(item.position).next().is_none());
        Markup {
            annotations: self.markup.annotations.shared().cloned().chain(annotations).collect(),
            boundaries: self.markup.boundaries.iter().chain(free).cloned().collect(),
            tags: self.tags_for(&more.annotations),
            unknown: self.markup.unknown.clone(),
        }
    }

    /// The tags here, with those that went with some annotations.
    fn tags_for(&self, annotations: &AnnotationSet) -> TagSet {
        let is_needed = |tag: &&Tag| annotations.iter().any(|item| item.tag == tag.id);
        TagSet::new(self.markup.tags.iter().chain(self.recovery.tags.iter().filter(is_needed)).cloned())
    }

    /// Says that there is a copy.
    pub(super) fn say_offered(&mut self) {
        let is_moved = self.recovery.offered.as_ref().is_some_and(|offer| offer.from.is_some());
        let of = if is_moved { "from another place" } else { "that is not in the file" };
        self.out.fail(format!("There is work {of}; :recover takes it in (i: more)"));
    }

    /// `:recover`: has the work of a copy read, or brings back what somebody else removed.
    pub fn recover(&mut self, at: usize) {
        let offered = self.recovery.offered.as_ref().map(|offer| offer.copy.clone());
        if let Some(copy) = offered.or(self.recovery.parting.take()) {
            if self.may_change() {
                self.recovery.asked = Some(self.saving.revision());
                let current = self.current();
                self.out.push(Effect::Recover(copy, current));
            }
            return;
        }
        let removed = self.removed();
        if removed.is_empty() {
            self.out.say("Nothing to recover");
        } else {
            self.become_these(at, self.with(&removed), "that somebody else had undone", 0);
        }
    }

    /// The copy that was to be taken in is gone; there may be another one.
    pub fn withdrawn(&mut self, at: usize, other: Option<Offer>) {
        (self.recovery.offered, self.recovery.asked) = (other, None);
        self.recover(at);
    }

    /// The copy could not be read.
    pub fn not_recovered(&mut self, why: String) {
        self.recovery.asked = None;
        self.out.fail(why);
    }

    /// Whether a copy is being merged with what is here.
    pub fn is_recovering(&self) -> bool {
        self.recovery.asked.is_some()
    }

    /// Takes the work of a copy in, which is merged with what is here; when it is saved, the copy can go.
    pub fn recovered(&mut self, at: usize, markup: Markup, conflicts: usize, digest: [u8; 32]) {
        if self.recovery.asked.take().is_some_and(|revision| revision != self.saving.revision()) {
            // Something was changed meanwhile, which is not in it.
            self.recover(at);
        } else if self.become_these(at, markup, "of an earlier session", conflicts) {
            self.recovery.taken = self.recovery.offered.take().map(|offer| (offer, digest));
        }
    }

    /// Makes these all that there is: one change, which undo takes back. Whether it did; it is saved also where nothing is new.
    fn become_these(&mut self, at: usize, markup: Markup, whose: &str, conflicts: usize) -> bool {
        if !self.may_change() {
            return false;
        }
        let (gone, come) = self.markup.annotations.difference(&markup.annotations);
        let mut edits: BTreeMap<&str, Edit> = BTreeMap::new();
        for item in gone {
            edits.entry(&item.id).or_default().0 = Some(Arc::clone(item));
        }
        for item in come {
            edits.entry(&item.id).or_default().1 = Some(Arc::clone(item));
        }
        let mut change = Change { edits: edits.into_values().collect(), position: at, ..Change::default() };
        let (gone, come) = self.markup.boundaries.difference(&markup.boundaries);
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
        // Stays when the change is undone: a tag that nothing bears does no harm.
        (self.markup.tags, self.markup.unknown) = (markup.tags, markup.unknown);
        self.apply(change);
        true
    }
}
