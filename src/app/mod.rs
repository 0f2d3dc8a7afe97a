//! The program as a state machine: [`App::update`] takes an [`Event`] and returns [`Effect`]s; [`App::view`] says what is seen.
//!
//! No clock, disk or terminal: the time is passed in, and the loop performs the effects.

pub mod action;
mod again;
mod annotating;
mod boundary;
pub mod conflict;
mod dispatch;
pub mod edit;
pub mod effect;
pub mod event;
pub mod flow;
pub mod geometry;
mod index;
pub mod key;
pub mod keymap;
mod langmap;
mod leaving;
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
mod reviewing;
pub mod saving;
mod search;
pub mod session;
mod settings;
mod tagging;
pub mod tally;
mod undo;
pub mod view;
mod viewport;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

pub use effect::Effect;
pub use event::Event;
pub use geometry::Size;
pub use message::Message;
pub use mode::{Mode, PromptKind};
pub use opened::{Author, Ids, Locked, Opened};
pub use settings::Settings;

use crate::annotation::{Annotation, AnnotationSet, BoundarySet, Markup, Snapshot, TagSet};
use crate::input::Article;
use crate::store::Offer;
use crate::text::layout::Order;
use keymap::Keymap;
use message::{ALSO, NOT_SAVED};
use page::KeptLine;
use session::{Outbox, Session};
use view::View;

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
        let position = opened.position.unwrap_or(0);
        let author = Author { creator: settings.creator.clone(), ids };
        let session = Session::new(article, opened, author, now);
        let document = Arc::clone(session.document());
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

    /// The tags.
    pub fn tags(&self) -> &TagSet {
        &self.markup().tags
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

    /// Whether nothing may be changed.
    pub fn is_locked(&self) -> bool {
        self.session.saving().locked().is_some()
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

    /// The file that it is saved in, where that is not the sidecar.
    pub fn saved_elsewhere(&self) -> Option<&PathBuf> {
        self.session.saving().elsewhere()
    }

    /// How often the newest state could not be saved.
    pub fn failures(&self) -> u32 {
        self.session.saving().failures()
    }

    /// What is known to be in the file.
    pub fn base(&self) -> &Markup {
        self.session.saving().base()
    }

    /// What there was when the article was opened.
    pub fn begun(&self) -> &Markup {
        self.session.saving().begun()
    }

    /// Whether a copy is offered.
    pub fn is_offered(&self) -> bool {
        self.session.offered().is_some()
    }

    /// There is a copy of what could not be saved, or there is none.
    pub fn set_copy(&mut self, copy: Option<PathBuf>) {
        self.session.saving.set_copy(copy);
    }

    /// Whether something that was made or changed here is not in what was opened, or in an older state.
    pub fn has_more_than(&self, opened: &Opened) -> bool {
        self.session.has_more_than(opened)
    }

    /// Whether what was opened are the same annotations and boundaries, wherever they are in their texts.
    pub fn has_the_same_as(&self, opened: &Opened) -> bool {
        self.session.has_the_same_as(opened)
    }

    /// The versions of annotations that could be brought back by undo and redo; `None` where they are too many.
    pub fn past_versions(&self) -> Option<Vec<Arc<Annotation>>> {
        self.session.past_versions()
    }

    /// All that there is to keep: what is here, and what was made here and taken out by somebody else.
    pub fn work(&self) -> Markup {
        self.session.work()
    }

    /// What was made or changed here since the article was opened, and was then taken out by somebody else: it is in no backup.
    pub fn undone(&self) -> Option<Markup> {
        self.session.undone()
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
        self.tagged_part = None;
        (self.mode, self.beneath) = (Mode::Read, None);
        self.hear();
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
