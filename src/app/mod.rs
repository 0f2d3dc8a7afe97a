//! The program as a state machine: [`App::update`] takes an [`Event`] and returns [`Effect`]s; [`App::view`] says what is seen.
//!
//! No clock, disk or terminal: the time is passed in, and the loop performs the effects.

mod annotating;
mod dispatch;
pub mod edit;
pub mod effect;
pub mod event;
pub mod keys;
mod leaving;
mod message;
mod mode;
mod opened;
mod outbox;
pub mod page;
mod panels;
mod part;
mod prompt;
mod reading;
pub mod session;
mod settings;
pub mod view;
mod waiting;

use std::sync::Arc;

use jiff::Timestamp;

pub use effect::{Current, Effect, Export, Leave, Remains};
pub use event::Event;
pub use keys::{key, keymap};
pub use message::Message;
pub use opened::{Author, Carried, Ids, Locked, Opened, Reopened, Reopening};
pub use panels::panels;
pub use session::{is_the_same, tally};
pub use settings::Settings;
pub use view::{Size, geometry};

use crate::annotation::{AnnotationSet, BoundarySet, Markup};
use crate::input::Article;
use crate::text::layout::Order;
use key::Key;
use keymap::Keymap;
use mode::{Mode, PromptKind};
use page::Kept;
use session::Session;
use view::View;

/// What was typed of something that takes several keys.
#[derive(Clone, Copy, Default)]
struct Typed {
    count: Option<usize>,
    /// The first of two keys.
    prefix: Option<key::Key>,
}

/// The whole state.
pub struct App {
    session: Session,
    view: View,
    settings: Settings,
    keymap: Keymap,
    mode: Mode,
    /// The id of a part that was tagged since the current sentence became that.
    tagged_part: Option<String>,
    typed: Typed,
    /// Keys that wait for what is still being read.
    held: Vec<Key>,
    /// The message of the last page, where that had no room for all of it.
    cut: Option<String>,
    kept: Kept,
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
        let position = opened.position.unwrap_or(0);
        let author = Author { creator: settings.creator.clone(), ids, tags: settings.tags.clone() };
        let session = Session::new(article, opened, author, now);
        let document = Arc::clone(session.document());
        let keymap = Keymap::new(session.tags());
        let view = View::new(document, position, settings.measure, settings.order, size);
        Self {
            session,
            view,
            settings,
            keymap,
            mode: Mode::Read,
            tagged_part: None,
            typed: Typed::default(),
            held: Vec::new(),
            cut: None,
            kept: Kept::default(),
        }
    }

    /// Takes an event, changes the state, and returns what is to be done.
    pub fn update(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        self.session.set_time(now);
        self.handle(event);
        self.take_effects()
    }

    /// Effects not yet handed out: those of opening.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.session.out.effects)
    }

    /// The work on the article.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The article, under the boundaries of sentences as they are corrected now.
    pub fn article(&self) -> &Arc<Article> {
        self.session.article()
    }

    /// The work on it.
    pub fn markup(&self) -> &Markup {
        self.session.markup()
    }

    /// The annotations.
    pub fn annotations(&self) -> &AnnotationSet {
        &self.markup().annotations
    }

    /// The corrected boundaries between sentences.
    pub fn boundaries(&self) -> &BoundarySet {
        &self.markup().boundaries
    }

    /// The byte position of the current sentence.
    pub fn position(&mut self) -> usize {
        self.view.position()
    }

    /// The order in which text is laid out.
    pub fn order(&self) -> Order {
        self.view.flow.order()
    }

    /// The whole article is here, of which the beginning was shown: the reader stays where it is. Where the rest showed that the file
    /// is to be decoded in another way, it begins anew.
    fn loaded(&mut self, article: Arc<Article>) {
        self.session.take_whole(article);
        self.view.take_whole(Arc::clone(self.session.document()));
        self.mode = Mode::Read;
        self.go_on_with_keys();
    }

    /// The keys are those of the tags that there are now.
    fn follow_tags(&mut self) {
        if self.keymap.tags() != self.session.tags() {
            self.keymap = Keymap::new(self.session.tags());
            self.kept = Kept::default();
        }
    }
}
