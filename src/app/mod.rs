//! The program as a state machine: [`App::update`] takes an [`Event`] and returns [`Effect`]s; [`App::view`] says what is seen.
//!
//! No clock, disk or terminal: the time is passed in, and the loop performs the effects.

pub mod action;
mod again;
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
mod reading;
mod recovery;
mod reloading;
mod review;
mod saving;
mod search;
mod tagging;
pub mod tally;
mod undo;
pub mod view;
mod viewport;
mod words;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

pub use event::{Effect, Event};
pub use geometry::Size;
pub use message::Message;
pub use mode::{Mode, PromptKind};
pub use opened::{Ids, Locked, Opened, Settings};

use crate::annotation::anchor::Alike;
use crate::annotation::{AnnotationSet, BoundarySet, History, Markup, Snapshot, TagSet};
use crate::input::Article;
use crate::text::layout::Order;
use crate::text::unseen::unseen;
use keymap::Keymap;
use message::{ALSO, NOT_SAVED};
use page::KeptLine;
use recovery::Removed;
use saving::Saving;
use tally::Tally;
use view::View;

/// The work on one article.
struct Session {
    /// Under the boundaries of the markup.
    article: Arc<Article>,
    markup: Markup,
    history: History,
    ids: Ids,
    saving: Saving,
    /// The words of a text that something was tagged in.
    alike: Option<(Arc<String>, Alike)>,
    removed: Removed,
    /// The ids of what was made or changed here since the article was opened.
    own: HashSet<String>,
    tally: Tally,
    /// The sentences are being counted, and those of the annotations looked for.
    counting: bool,
    /// What is not seen in the article, in words: kept, since looking for it goes over the whole text.
    unseen: Option<String>,
    /// The rest of the article is still being read.
    loading: bool,
    /// The time of the event under way.
    now: Timestamp,
}

/// The whole state.
pub struct App {
    session: Session,
    view: View,
    settings: Settings,
    keymap: Keymap,
    mode: Mode,
    /// What a prompt was opened over, and goes back to.
    beneath: Option<Mode>,
    /// The id of a part that was tagged since the current sentence became that.
    tagged_part: Option<String>,
    count: Option<usize>,
    message: Option<Message>,
    /// Whether the message had no room for all of it.
    is_cut: bool,
    /// The cut message that the last key took away.
    earlier: Option<Message>,
    /// The lines of the last page.
    kept: Vec<KeptLine>,
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
        let article = corrected(article, &opened.markup.boundaries);
        let document = Arc::clone(&article.document);
        let session = Session {
            article,
            markup: opened.markup.clone(),
            history: History::default(),
            ids,
            saving,
            alike: None,
            removed: Removed::default(),
            own: HashSet::new(),
            tally: Tally::default(),
            counting: true,
            unseen: None,
            loading,
            now,
        };
        let position = opened.position.unwrap_or(0);
        let view = View::new(document, position, settings.measure, settings.order, size);
        let mut app = Self {
            session,
            view,
            settings,
            keymap: Keymap::default(),
            mode: Mode::Read,
            beneath: None,
            tagged_part: None,
            count: None,
            message: None,
            is_cut: false,
            earlier: None,
            kept: Vec::new(),
            effects: Vec::new(),
        };
        if !loading {
            app.count_sentences();
        }
        app.say_opening(opened.changed);
        app
    }

    fn count_sentences(&mut self) {
        self.effects.push(Effect::Count(self.annotated_spans()));
    }

    /// Says what there is to know from the beginning: that nothing can be changed, that there is work to be recovered, what became of
    /// the annotations of an article that was edited (`changed`), or how it was read where it was not plain UTF-8, and what is
    /// not seen in it.
    fn say_opening(&mut self, changed: bool) {
        let unseen = unseen(&self.view.document().text);
        self.session.unseen.clone_from(&unseen);
        if let Some(locked) = self.session.saving.locked().map(Locked::in_short) {
            self.fail(locked);
        } else if self.session.saving.unsaved().is_some() {
            self.say_offered();
        } else if changed {
            self.say_anchoring();
        } else {
            let said: Vec<String> = self.session.article.source.reading().into_iter().chain(unseen).collect();
            if !said.is_empty() {
                self.say(said.join("; "));
            }
        }
    }

    /// Takes an event, changes the state, and returns what is to be done.
    pub fn update(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        // Whole seconds: what people and other tools want to see in a file.
        self.session.now = Timestamp::from_second(now.as_second()).unwrap_or(now);
        self.handle(event);
        self.take_effects()
    }

    /// Effects not yet handed out: those of opening.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// The article, under the boundaries of sentences as they are corrected now.
    pub fn article(&self) -> &Arc<Article> {
        &self.session.article
    }

    /// The work on it.
    pub fn markup(&self) -> &Markup {
        &self.session.markup
    }

    /// The annotations.
    pub fn annotations(&self) -> &AnnotationSet {
        &self.session.markup.annotations
    }

    /// The corrected boundaries between sentences.
    pub fn boundaries(&self) -> &BoundarySet {
        &self.session.markup.boundaries
    }

    /// The tags.
    pub fn tags(&self) -> &TagSet {
        &self.session.markup.tags
    }

    /// The byte position of the current sentence.
    pub fn position(&mut self) -> usize {
        self.view.sentence().start
    }

    /// The order in which text is laid out.
    pub fn order(&self) -> Order {
        self.view.flow.order()
    }

    /// The number of the newest state.
    pub fn revision(&self) -> u64 {
        self.session.saving.revision()
    }

    /// The newest state, to be saved.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            revision: self.session.saving.revision(),
            seen: self.session.saving.seen,
            markup: self.session.markup.clone(),
        }
    }

    /// Whether nothing may be changed.
    pub fn is_locked(&self) -> bool {
        self.session.saving.locked().is_some()
    }

    /// Whether the article may become another one now: the reader is not writing or choosing anything, and nothing is on its way to
    /// the disk.
    pub fn may_be_replaced(&self) -> bool {
        let elsewhere = self.session.saving.elsewhere().is_some();
        matches!(self.mode, Mode::Read) && !self.session.loading && !elsewhere && !self.session.saving.is_waiting()
    }

    /// Whether something has not been saved yet.
    pub fn is_dirty(&self) -> bool {
        self.session.saving.is_dirty()
    }

    /// The file that it is saved in, where that is not the sidecar.
    pub fn saved_elsewhere(&self) -> Option<&PathBuf> {
        self.session.saving.elsewhere().map(|_| self.session.saving.path())
    }

    /// How often the newest state could not be saved.
    pub fn failures(&self) -> u32 {
        self.session.saving.failure().map_or(0, |failure| failure.tries)
    }

    /// What is known to be in the file.
    pub fn base(&self) -> &Markup {
        &self.session.saving.base
    }

    /// What there was when the article was opened.
    pub fn begun(&self) -> &Markup {
        &self.session.saving.begun
    }

    /// Whether a copy is offered.
    pub fn is_offered(&self) -> bool {
        self.session.saving.unsaved().is_some()
    }

    /// Where a copy is of what could not be saved, if there is one.
    pub fn kept(&mut self, copy: Option<PathBuf>) {
        self.session.saving.copy = copy;
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), error: false });
    }

    /// Says what failed. That work is not saved stays said until the next key, before what fails meanwhile.
    pub(super) fn fail(&mut self, text: impl Into<String>) {
        let text = text.into();
        let before = self.message.take().filter(|message| message.error && self.session.saving.failure().is_some());
        let text = match before.map(|message| message.text) {
            Some(before) if before.starts_with(NOT_SAVED) && !text.starts_with(NOT_SAVED) => {
                let before = before.split(ALSO).next().unwrap_or_default();
                format!("{before}{ALSO}{text}")
            }
            Some(before) if text.starts_with(NOT_SAVED) => {
                let other = if before.starts_with(NOT_SAVED) { before.split(ALSO).nth(1) } else { Some(&*before) };
                text + &other.map_or_else(String::new, |other| format!("{ALSO}{other}"))
            }
            _ => text,
        };
        self.message = Some(Message { text, error: true });
    }
}

/// An article under corrected boundaries.
fn corrected(article: Arc<Article>, boundaries: &BoundarySet) -> Arc<Article> {
    if boundaries.is_empty() { article } else { Arc::new(article.with_corrections(boundaries.corrections())) }
}
