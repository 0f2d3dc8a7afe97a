//! The work on one article: what is tagged, noted and corrected, undone and saved. No screen and no keys: who changes something says
//! where in the text, and takes out of the outbox what there is to do and to say.

mod boundary;
mod conflict;
mod index;
mod keeping;
mod late;
mod merging;
mod recovery;
mod reloading;
mod review;
mod saving;
mod tagging;
pub mod tally;
mod undo;

use super::opened::{Author, Ids, Locked, Opened};
pub use conflict::Keep;
pub use reloading::is_the_same;
pub use saving::{Failure, Outcome, SaveState, Saving};

pub(super) use boundary::{beginnings, is_after_pause};
pub(super) use saving::name;

use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use crate::annotation::anchor::Alike;
use crate::annotation::{Boundary, BoundarySet, Change, Edit, History, Markup, Snapshot};
use crate::app::effect::Effect;
use crate::app::outbox::Outbox;
use crate::input::Article;
use crate::text::unseen::unseen;
use crate::text::{Document, Sentences, Span};
use index::Index;
use recovery::Recovery;
use reloading::Reloading;
use tally::{Tally, Touched};

/// Why annotations were given other places.
const EDITED: &str = "The article was edited";
const EXTRACTED: &str = "Markup is no text any more";

/// What was found out of the text, kept since it costs something.
#[derive(Default)]
struct Found {
    /// Its words, when something was tagged.
    alike: Option<Alike>,
    /// What is not seen in it, in words.
    unseen: Option<String>,
    /// Under the boundaries as they are corrected now.
    sentences: Sentences,
}

/// See the top of this file.
pub struct Session {
    /// Under the boundaries of the markup.
    article: Arc<Article>,
    markup: Markup,
    history: History,
    author: Author,
    /// The time of what is happening.
    now: Timestamp,
    saving: Saving,
    recovery: Recovery,
    reloading: Reloading,
    found: Found,
    tally: Tally,
    index: Index,
    /// What there is to do and to say.
    pub out: Outbox,
}

impl Session {
    /// Opens the work on `article`, or on the beginning of one. The first effect asks for the sentences to be counted, once all of it
    /// is here.
    pub fn new(article: Arc<Article>, opened: Opened, author: Author, now: Timestamp) -> Self {
        let mut session = Self {
            article: corrected(article, &opened.markup.boundaries),
            history: History::default(),
            author,
            now,
            saving: Saving::new(opened.path, opened.locked, opened.markup.clone()),
            recovery: Recovery::new(opened.unsaved),
            reloading: Reloading::new(opened.is_head),
            found: Found::default(),
            tally: Tally::default(),
            index: Index::default(),
            out: Outbox::default(),
            markup: opened.markup,
        };
        session.begin(if opened.changed { Some(EDITED) } else { opened.extracted.then_some(EXTRACTED) });
        session
    }

    /// What is done when there is another text: sentences are counted, and said is what there is to know of it.
    pub(super) fn begin(&mut self, cause: Option<&'static str>) {
        self.follow();
        if !self.is_incomplete() {
            let markup = self.saving.locked().is_none().then(|| self.markup.clone());
            self.out.push(Effect::Start(Arc::clone(&self.article), markup));
            let (generation, spans) = self.tally.begin(&self.markup.annotations);
            self.out.push(Effect::Count { document: Arc::clone(self.document()), generation, spans });
        }
        self.say_opening(cause);
    }

    /// Says what there is to know from the beginning: that nothing can be changed, that there is work to be recovered, what became of
    /// the annotations when its text became another one and why (`cause`), or how it was read where it was not plain UTF-8, and what is
    /// not seen in it.
    fn say_opening(&mut self, cause: Option<&'static str>) {
        self.found = Found { unseen: unseen(&self.document().text), ..Found::default() };
        if self.reloading.is_opening {
            // There may be more to say soon.
        } else if let Some(locked) = self.saving.locked().map(Locked::in_short) {
            self.out.fail(locked);
        } else if self.recovery.offered.is_some() {
            self.say_offered();
        } else if let Some(cause) = cause.filter(|cause| *cause == EDITED || !self.open().is_empty()) {
            self.say_anchoring(cause);
        } else {
            let said: Vec<String> =
                self.article.source.reading().into_iter().chain(self.found.unseen.clone()).collect();
            if !said.is_empty() {
                self.out.say(said.join("; "));
            }
        }
    }

    /// The article, under the boundaries of sentences as they are corrected now.
    pub fn article(&self) -> &Arc<Article> {
        &self.article
    }

    /// Its text.
    pub fn document(&self) -> &Arc<Document> {
        &self.article.document
    }

    /// The work on it.
    pub fn markup(&self) -> &Markup {
        &self.markup
    }

    /// The newest state, to be saved.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { revision: self.saving.revision(), seen: self.saving.merging.seen, markup: self.markup.clone() }
    }

    /// Whether and where it is saved.
    pub fn saving(&self) -> &Saving {
        &self.saving
    }

    /// The time of what happens next.
    pub fn set_time(&mut self, now: Timestamp) {
        // Whole seconds: what people and other tools want to see in a file.
        self.now = Timestamp::from_second(now.as_second()).unwrap_or(now);
    }

    /// Whether the rest of the article is still being read.
    pub fn is_loading(&self) -> bool {
        self.article.is_head
    }

    /// Whether annotations may be changed; says why not.
    pub fn may_change(&mut self) -> bool {
        let why = self.why_not();
        let may = why.is_none();
        if let Some(why) = why {
            self.out.fail(why);
        }
        may
    }

    /// Whether annotations may be added; says why not.
    fn may_add(&mut self) -> bool {
        self.reloading.is_opening || self.may_change()
    }

    pub(super) fn why_not(&self) -> Option<String> {
        if let Some(why) = self.why_incomplete() {
            return Some(why.to_owned());
        }
        self.saving.locked().map(Locked::in_short)
    }

    pub(super) fn next_id(&mut self) -> String {
        match &mut self.author.ids {
            Ids::Random => Uuid::new_v4().to_string(),
            Ids::Counted(number) => {
                *number += 1;
                Uuid::from_u128(*number).to_string()
            }
        }
    }

    /// Makes a change of annotations by who is at byte `at`, remembers it, and has it saved.
    pub(super) fn change(&mut self, at: usize, what: impl Into<String>, edits: Vec<Edit>) {
        if !edits.is_empty() {
            self.apply(Change { what: what.into(), position: at, edits, ..Change::default() });
        }
    }

    pub(super) fn apply(&mut self, change: Change) {
        self.out.say(capitalised(&change.what));
        self.recovery.note_change(&change);
        let places: Vec<usize> = change.boundaries.iter().filter_map(place).collect();
        self.history.apply(&mut self.markup, change);
        self.take_boundaries(&places);
        self.save();
    }

    /// What is kept of the markup is kept up with it.
    fn follow(&mut self) {
        self.index.follow(&self.markup.annotations);
        self.index.tags = self.author.tags.union(&self.markup.tags);
    }

    /// A tag that is given, or was, is in the sidecar.
    fn admit(&mut self, tag: &str) {
        self.markup.tags.add(tag, &self.index.tags);
    }

    /// Some of the markup is another one: what is kept of it, and the sentences of the article, where the boundaries at some places
    /// changed.
    pub(super) fn take_boundaries(&mut self, places: &[usize]) {
        self.follow();
        if places.is_empty() {
            return;
        }
        self.article = Arc::new(self.article.with_corrections(self.markup.boundaries.corrections()));
        self.found.sentences = Sentences::default();
        let document = &self.article.document;
        let mut paragraphs: Vec<usize> = places.iter().filter_map(|place| document.paragraph_at(*place)).collect();
        paragraphs.dedup();
        for paragraph in paragraphs {
            self.tally.forget(document.paragraphs[paragraph].span);
        }
    }

    /// Sentences with at least one annotation; `None` until those of a sidecar with many are known.
    pub fn tagged(&mut self) -> Option<usize> {
        if self.reloading.is_opening {
            return None;
        }
        self.tally.count(&self.article.document, &mut self.found.sentences, &self.markup.annotations)
    }

    /// The other thread has looked for the sentences of annotations.
    pub fn counted(&mut self, generation: u64, touched: Touched) {
        self.tally.counted(generation, touched, &self.article.document, &self.markup.annotations);
    }

    /// Where the next annotation is after the sentence `here`, or the last before it.
    pub fn annotated(&self, here: Span, forward: bool) -> Option<usize> {
        let annotations = &self.markup.annotations;
        let found = if forward {
            annotations.next_after(here.end.saturating_sub(1))
        } else {
            annotations.previous_before(here.start)
        };
        found.map(|item| item.span.start)
    }

    /// Whether a sentence has no annotation, not even on a part.
    pub fn is_bare(&self, sentence: Span) -> bool {
        self.markup.annotations.overlapping(sentence).next().is_none()
    }

    /// What is not seen in the article, in words.
    pub fn unseen(&self) -> Option<&str> {
        self.found.unseen.as_deref()
    }
}

/// An article under corrected boundaries.
fn corrected(article: Arc<Article>, boundaries: &BoundarySet) -> Arc<Article> {
    if boundaries.is_empty() { article } else { Arc::new(article.with_corrections(boundaries.corrections())) }
}

/// The place that an edit is about.
fn place(edit: &Edit<Boundary>) -> Option<usize> {
    edit.0.as_ref().or(edit.1.as_ref()).map(|boundary| boundary.position)
}

/// `1 tag`, `3 tags`.
pub(super) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}
