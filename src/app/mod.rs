//! The program as a state machine: [`App::update`] takes an [`Event`] and returns [`Effect`]s; [`App::view`] says what is seen.
//!
//! No clock, disk or terminal: the time is passed in, and the loop performs the effects.

mod annotating;
mod choosing;
mod dispatch;
pub mod edit;
pub mod effect;
pub mod event;
pub mod keys;
mod leaving;
mod lists;
mod message;
mod mode;
pub mod page;
mod part;
mod prompt;
mod reading;
mod reviewing;
pub mod session;
mod settings;
pub mod view;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

pub use effect::Effect;
pub use event::Event;
pub use keys::{key, keymap};
pub use message::Message;
pub use mode::{Mode, PromptKind};
pub use session::{Author, Ids, Locked, Opened, tally};
pub use settings::Settings;
pub use view::{Size, geometry};

use crate::annotation::{AnnotationSet, BoundarySet, Markup, Snapshot};
use crate::input::Article;
use crate::store::Offer;
use crate::text::layout::Order;
use keymap::Keymap;
use message::{ALSO, NOT_SAVED};
use page::Kept;
use session::{Outbox, Session};
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
    message: Option<Message>,
    /// The message of the last page, where that had no room for all of it.
    cut: Option<String>,
    kept: Kept,
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
        let position = opened.position.unwrap_or(0);
        let author = Author { creator: settings.creator.clone(), ids, tags: settings.tags.clone() };
        let session = Session::new(article, opened, author, now);
        let document = Arc::clone(session.document());
        let keymap = Keymap::new(session.tags());
        let view = View::new(document, position, settings.measure, settings.order, size);
        let mut app = Self {
            session,
            view,
            settings,
            keymap,
            mode: Mode::Read,
            tagged_part: None,
            typed: Typed::default(),
            message: None,
            cut: None,
            kept: Kept::default(),
            effects: Vec::new(),
        };
        app.hear();
        app
    }

    /// Takes an event, changes the state, and returns what is to be done.
    pub fn update(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        self.session.set_time(now);
        self.handle(event);
        self.take_effects()
    }

    /// Effects not yet handed out: those of opening.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
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

    /// The number of the newest state.
    pub fn revision(&self) -> u64 {
        self.session.saving().revision()
    }

    /// The newest state, to be saved.
    pub fn snapshot(&self) -> Snapshot {
        self.session.snapshot()
    }

    /// Whether the article may become another one now: the reader is not writing or choosing anything, and nothing is on its way to
    /// the disk.
    pub fn may_be_replaced(&self) -> bool {
        let saving = self.session.saving();
        let elsewhere = saving.elsewhere().is_some();
        matches!(self.mode, Mode::Read) && !self.session.is_loading() && !elsewhere && !saving.is_waiting()
    }

    /// Whether something has not been saved yet.
    pub fn is_dirty(&self) -> bool {
        self.session.saving().is_dirty()
    }

    /// There is a copy of what could not be saved, or there is none.
    pub fn set_copy(&mut self, copy: Option<PathBuf>) {
        self.session.set_copy(copy);
    }

    /// Offers a copy: not all of it is here.
    pub fn offer(&mut self, offer: Offer) {
        self.session.offer(offer);
    }

    /// Offers another copy when one has been taken in.
    pub fn offer_more(&mut self, offer: Offer) {
        self.offer(offer);
        if let Some(message) = &mut self.message {
            message.text.push_str("; there is more (:recover)");
        }
    }

    /// Saves where the annotations are, though nothing was changed here.
    pub fn save_places(&mut self) {
        self.session.save_places();
        self.hear();
    }

    /// The whole article is here, of which the beginning was shown: the reader stays where it is. Where the rest showed that the file
    /// is to be decoded in another way, it begins anew.
    pub fn loaded(&mut self, article: Arc<Article>) {
        self.session.take_whole(article);
        self.view.take_whole(Arc::clone(self.session.document()));
        self.mode = Mode::Read;
        self.hear();
    }

    /// The article was edited while it was open. The reader stays at the sentence where it is, if that is still there.
    pub fn reloaded(&mut self, article: Arc<Article>, opened: Opened) {
        self.session.take_edited(article, opened);
        self.view.take_edited(Arc::clone(self.session.document()));
        (self.mode, self.tagged_part) = (Mode::Read, None);
        self.follow_tags();
        self.hear();
    }

    /// The keys are those of the tags that there are now.
    fn follow_tags(&mut self) {
        if self.keymap.tags() != self.session.tags() {
            self.keymap = Keymap::new(self.session.tags());
            self.kept = Kept::default();
        }
    }

    /// Takes over what the work on the article has to say and wants done.
    fn hear(&mut self) {
        let Outbox { effects, messages } = self.session.take_out();
        self.effects.extend(effects);
        for message in messages {
            self.note(message);
        }
    }

    fn push(&mut self, effect: Effect) {
        self.hear();
        self.effects.push(effect);
    }

    fn say(&mut self, text: impl Into<String>) {
        self.show(Message::said(text));
    }

    fn fail(&mut self, text: impl Into<String>) {
        self.show(Message::failed(text));
    }

    /// Shows a message, after those of before.
    fn show(&mut self, message: Message) {
        self.hear();
        self.note(message);
    }

    /// That work is not saved stays said until the next key, before what fails meanwhile.
    fn note(&mut self, Message { text, error }: Message) {
        let is_failing = error && self.session.saving().failure().is_some();
        let before = self.message.take().filter(|message| message.error && is_failing);
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
        self.message = Some(Message { text, error });
    }
}
