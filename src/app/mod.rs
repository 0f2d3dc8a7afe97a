//! The program as a state machine: [`App::update`] takes an [`Event`] and returns [`Effect`]s; [`App::view`] says what is seen.
//!
//! No clock, disk or terminal: the time is passed in, and the loop performs the effects.

pub mod action;
mod boundary;
pub mod conflict;
mod dispatch;
pub mod edit;
pub mod event;
pub mod flow;
pub mod geometry;
pub mod key;
pub mod keymap;
mod langmap;
mod lists;
mod merging;
mod message;
mod mode;
mod movement;
mod opened;
pub mod page;
mod part;
mod prompt;
mod recovery;
mod reloading;
mod review;
mod saving;
mod search;
mod tagging;
pub mod tally;
mod undo;
mod viewport;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

pub use event::{Effect, Event, Size};
pub use message::Message;
pub use mode::{Mode, PromptKind};
pub use opened::{Ids, Locked, Opened, Settings};

use crate::annotation::anchor::Alike;
use crate::annotation::{AnnotationSet, BoundarySet, History, Markup, Snapshot, TagSet};
use crate::input::Article;
use crate::text::layout::Order;
use crate::text::unseen::unseen;
use flow::{Flow, Place, Row};
use geometry::Geometry;
use keymap::Keymap;
use page::KeptLine;
use recovery::Removed;
use saving::Saving;
use search::Found;
use tally::Tally;

/// Why annotations were given other places.
const EDITED: &str = "The article was edited";
const EXTRACTED: &str = "Markup is no text any more";

/// The whole state.
pub struct App {
    flow: Flow,
    /// The article of `flow` is under its boundaries.
    markup: Markup,
    history: History,
    settings: Settings,
    keymap: Keymap,
    ids: Ids,
    mode: Mode,
    /// What a prompt was opened over, and goes back to.
    beneath: Option<Mode>,
    cursor: Place,
    /// The id of a part that was tagged since the current sentence became that.
    tagged_part: Option<String>,
    top: Row,
    /// The text at the top of the view: what stays there when the width changes.
    top_position: usize,
    geometry: Option<Geometry>,
    size: Size,
    count: Option<usize>,
    message: Option<Message>,
    /// Whether the message had no room for all of it.
    is_cut: bool,
    /// The cut message that the last key took away.
    earlier: Option<Message>,
    saving: Saving,
    /// The words of a text that something was tagged in.
    alike: Option<(Arc<String>, Alike)>,
    removed: Removed,
    /// The ids of what was made or changed here since the article was opened.
    own: HashSet<String>,
    tally: Tally,
    /// The sentences are being counted, and those of the annotations looked for.
    counting: bool,
    found: Option<Found>,
    /// The lines of the last page.
    kept: Vec<KeptLine>,
    /// What is not seen in the article, in words: kept, since looking for it goes over the whole text.
    unseen: Option<String>,
    /// The rest of the article is still being read.
    loading: bool,
    /// The time of the event under way.
    now: Timestamp,
    effects: Vec<Effect>,
}

impl App {
    /// Opens `article` on a screen of `size`. The first effect asks for the sentences to be counted, once all of it is here.
    pub fn new(
        article: Arc<Article>,
        opened: Opened,
        settings: Settings,
        ids: Ids,
        size: Size,
        now: Timestamp,
    ) -> Self {
        let loading = article.is_head;
        let saving = Saving::new(opened.path, opened.locked, opened.unsaved, opened.markup.clone());
        let mut app = Self {
            flow: Flow::new(corrected(article, &opened.markup.boundaries)),
            markup: opened.markup,
            history: History::default(),
            settings,
            keymap: Keymap::default(),
            ids,
            mode: Mode::Read,
            beneath: None,
            cursor: Place::default(),
            tagged_part: None,
            top: Row::default(),
            top_position: 0,
            geometry: None,
            size,
            count: None,
            message: None,
            is_cut: false,
            earlier: None,
            saving,
            alike: None,
            removed: Removed::default(),
            own: HashSet::new(),
            tally: Tally::default(),
            counting: true,
            found: None,
            kept: Vec::new(),
            unseen: None,
            loading,
            now,
            effects: Vec::new(),
        };
        if !loading {
            app.count_sentences();
        }
        app.cursor = app.flow.place_at(opened.position.unwrap_or(0));
        app.resize(size);
        app.say_opening(if opened.changed { Some(EDITED) } else { opened.extracted.then_some(EXTRACTED) });
        app
    }

    fn count_sentences(&mut self) {
        self.effects.push(Effect::Count(self.annotated_spans()));
    }

    /// Says what there is to know from the beginning: that nothing can be changed, that there is work to be recovered, what became of
    /// the annotations when its text became another one and why, or how it was read where it was not plain UTF-8, and what is
    /// not seen in it.
    fn say_opening(&mut self, cause: Option<&'static str>) {
        let unseen = unseen(&self.flow.article().document.text);
        self.unseen.clone_from(&unseen);
        if let Some(locked) = self.saving.locked().map(Locked::in_short) {
            self.fail(locked);
        } else if self.saving.unsaved().is_some() {
            self.say_offered();
        } else if let Some(cause) = cause.filter(|cause| *cause == EDITED || !self.unsettled().is_empty()) {
            self.say_anchoring(cause);
        } else {
            let said: Vec<String> = self.flow.article().source.reading().into_iter().chain(unseen).collect();
            if !said.is_empty() {
                self.say(said.join("; "));
            }
        }
    }

    /// Takes an event, changes the state, and returns what is to be done.
    pub fn update(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        // Whole seconds: what people and other tools want to see in a file.
        self.now = Timestamp::from_second(now.as_second()).unwrap_or(now);
        self.handle(event);
        self.take_effects()
    }

    /// Effects not yet handed out: those of opening.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// The article, under the boundaries of sentences as they are corrected now.
    pub fn article(&self) -> &Arc<Article> {
        self.flow.article()
    }

    /// The work on it.
    pub fn markup(&self) -> &Markup {
        &self.markup
    }

    /// The annotations.
    pub fn annotations(&self) -> &AnnotationSet {
        &self.markup.annotations
    }

    /// The corrected boundaries between sentences.
    pub fn boundaries(&self) -> &BoundarySet {
        &self.markup.boundaries
    }

    /// The tags.
    pub fn tags(&self) -> &TagSet {
        &self.markup.tags
    }

    /// The byte position of the current sentence.
    pub fn position(&mut self) -> usize {
        self.flow.span(self.cursor).start
    }

    /// The order in which text is laid out.
    pub fn order(&self) -> Order {
        self.settings.order
    }

    /// The number of the newest state.
    pub fn revision(&self) -> u64 {
        self.saving.revision()
    }

    /// The newest state, to be saved.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { revision: self.saving.revision(), seen: self.saving.seen, markup: self.markup.clone() }
    }

    /// Whether nothing may be changed.
    pub fn is_locked(&self) -> bool {
        self.saving.locked().is_some()
    }

    /// Whether the article may become another one now: the reader is not writing or choosing anything, and nothing is on its way to
    /// the disk.
    pub fn may_be_replaced(&self) -> bool {
        let elsewhere = self.saving.elsewhere().is_some();
        matches!(self.mode, Mode::Read) && !self.loading && !elsewhere && !self.saving.is_waiting()
    }

    /// Whether something has not been saved yet.
    pub fn is_dirty(&self) -> bool {
        self.saving.is_dirty()
    }

    /// The file that it is saved in, where that is not the sidecar.
    pub fn saved_elsewhere(&self) -> Option<&PathBuf> {
        self.saving.elsewhere().map(|_| self.saving.path())
    }

    /// How often the newest state could not be saved.
    pub fn failures(&self) -> u32 {
        self.saving.failure().map_or(0, |failure| failure.tries)
    }

    /// What is known to be in the file.
    pub fn base(&self) -> &Markup {
        &self.saving.base
    }

    /// What there was when the article was opened.
    pub fn begun(&self) -> &Markup {
        &self.saving.begun
    }

    /// Whether a copy is offered.
    pub fn is_offered(&self) -> bool {
        self.saving.unsaved().is_some()
    }

    /// Where a copy is of what could not be saved, if there is one.
    pub fn kept(&mut self, copy: Option<PathBuf>) {
        self.saving.copy = copy;
    }

    fn resize(&mut self, size: Size) {
        self.size = size;
        let rtl = self.flow.article().document.page_direction().is_rtl();
        self.geometry = Geometry::new(size, self.settings.measure, rtl);
        self.relayout();
    }
}

/// An article under corrected boundaries.
fn corrected(article: Arc<Article>, boundaries: &BoundarySet) -> Arc<Article> {
    if boundaries.is_empty() { article } else { Arc::new(article.with_corrections(boundaries.corrections())) }
}
