//! The one loop: events in, state changed, effects performed, page painted. Sleeps until something happens: no tick.
//!
//! The program is told of events and returns effects; it is asked for nothing but its page. What may wait for a disk, a lock or a long
//! text is done by the worker and the saver, never on this thread, but for what owns the terminal: editor, suspending, leaving.

mod editor;
mod exporting;
mod perform;
mod recovery;
mod reload;
mod saving;
mod shutdown;
mod signals;
mod worker;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::Context;
use jiff::Timestamp;
use signal_hook::consts::SIGHUP;

use crate::app::page::Page;
use crate::app::{App, Event, Ids, Leave, Locked, Opened, Settings};
use crate::disk::{Kind, Stamp, Watch};
use crate::input::{Article, OpenOptions, Origin};
use crate::store::{Sidecar, bookmark, sidecar_path};
use crate::term::{Choice, Screen, restore_on_panic};
use crate::text::layout::Order;
use crate::ui::{self, Theme};
use reload::{open_head, open_sidecar};
use saving::Saving;
use signals::{Message, Signals};
use worker::Worker;

/// How long suspending, or reading the article again, may wait for the disk.
const BEFORE_STOPPING: Duration = Duration::from_secs(5);

/// What ended the loop.
#[derive(Debug)]
enum End {
    /// The reader left.
    Left(Box<Leave>),
    /// A signal, or the terminal is gone.
    Signal(i32),
    /// Another thread panicked.
    Panic,
}

/// How the reader is opened.
#[derive(Debug)]
pub struct Setup {
    /// How the article is read.
    pub options: OpenOptions,
    /// What the reader may choose.
    pub settings: Settings,
    /// What was chosen of the terminal.
    pub choice: Choice,
    /// How things look.
    pub theme: Theme,
    /// What is wrong with the settings: said on the first page, unless there is something about the annotations to say.
    pub warning: Option<String>,
}

/// Opens the reader on the article at `path` as [`read`] does; of a large one the beginning is shown while the rest is being read.
///
/// # Errors
/// When the article cannot be opened, there is no terminal, or it fails.
pub fn open(path: &Path, setup: Setup) -> anyhow::Result<ExitCode> {
    let stamp = Stamp::of(path);
    let article = match Article::open_head(path, &setup.options)?.filter(can_begin_with) {
        Some(head) => head,
        None => Article::open_with(path, &setup.options)?,
    };
    start(article, stamp, setup)
}

/// Whether the beginning is enough to begin with: nothing was tagged yet, and the reader was not further on last time.
fn can_begin_with(head: &Article) -> bool {
    let untouched = sidecar_path(head).is_ok_and(|path| Kind::of(&path).is_none());
    untouched && (!bookmark::is_known(head) || bookmark::load(head).is_some())
}

/// Bytes from which a sidecar is read after the first page: what is smaller takes no longer than a frame.
const LATE: u64 = 256 * 1024;

/// Whether the annotations can come after the first page.
fn can_wait(article: &Article) -> bool {
    let stamp = sidecar_path(article).ok().and_then(|path| Stamp::of(&path));
    stamp.is_some_and(|stamp| stamp.bytes() >= LATE)
}

/// Opens the reader on `article` and stays until it is left.
///
/// # Errors
/// When there is no terminal, or it fails.
pub fn read(article: Article, setup: Setup) -> anyhow::Result<ExitCode> {
    start(article, None, setup)
}

fn start(article: Article, stamp: Option<Stamp>, setup: Setup) -> anyhow::Result<ExitCode> {
    let Setup { options, settings, choice, theme, warning } = setup;
    restore_on_panic();
    let signals = Signals::watch().context("signals cannot be watched")?;
    let worker = Worker::start(signals.mailbox()?);
    if let (true, Origin::File(path)) = (article.is_head, article.source.origin.clone()) {
        // Before anything else: on two processors most of it is over when the first page is painted.
        worker.give(move |_| {
            let whole = Article::open_with(&path, &options);
            Some(whole.map_or_else(Message::Broken, |article| Message::Event(Event::Loaded(Arc::new(article)))))
        });
    }
    let article = Arc::new(article);
    let tags = settings.tags.clone();
    let (sidecar, opened) =
        if can_wait(&article) { open_head(&article, &tags)? } else { open_sidecar(&article, &tags)? };
    if opened.is_head {
        let (article, path) = (Arc::clone(&article), opened.path.clone());
        worker.give(move |_| {
            // There was a place for it a moment ago. Without one nothing can be saved, and that is said: keys wait for it.
            let (sidecar, opened) = open_sidecar(&article, &tags).unwrap_or_else(|error| {
                let locked = Some(Locked { brief: error.to_string(), full: format!("{error:#}") });
                (Sidecar::new(), Opened { path, locked, ..Opened::default() })
            });
            Some(Message::Opened(Box::new(sidecar), Event::Opened(Box::new(opened))))
        });
    }
    let warning = warning.filter(|_| opened.locked.is_none() && opened.unsaved.is_none() && !opened.changed);
    signals.watch_panics().context("panics cannot be watched")?;
    let mut screen = Screen::enter(choice).context("no terminal to read keys from and to paint on")?;
    let (size, order) = (screen.size()?, settings.order);
    let origin = article.source.origin.clone();
    let app = App::new(article, opened, settings, Ids::Random, size, Timestamp::now());
    let mut saving = Saving::default();
    saving.opened(Box::new(sidecar));
    let mut reader = Reader { app, options, saving, worker, theme, order, last: None, signals, end: None };
    // Neither a panic nor a terminal that fails must cost what was tagged: before they go on, that is saved.
    let outcome = catch_unwind(AssertUnwindSafe(|| reader.run(&mut screen, warning, &origin, stamp)));
    drop(screen);
    reader.shut_down(outcome)
}

struct Reader {
    app: App,
    /// How the article is read when it is read again.
    options: OpenOptions,
    saving: Saving,
    worker: Worker,
    theme: Theme,
    /// In which the terminal takes text.
    order: Order,
    /// The page on the screen.
    last: Option<Page>,
    signals: Signals,
    end: Option<Box<Leave>>,
}

impl Reader {
    fn run(
        &mut self,
        screen: &mut Screen,
        warning: Option<String>,
        origin: &Origin,
        stamp: Option<Stamp>,
    ) -> anyhow::Result<End> {
        let mut effects = self.app.take_effects();
        if let Some(warning) = warning {
            effects.extend(self.app.update(Event::Failed(warning), Timestamp::now()));
        }
        self.paint(screen)?;
        screen.ask()?;
        self.paint(screen)?;
        // The saver is started, and the sentences are counted, after the first paint.
        self.perform(effects, screen)?;
        let _watch = self.watch(origin, stamp)?;
        loop {
            if let Some(leave) = self.end.take() {
                return Ok(End::Left(leave));
            }
            let woken = screen.wait(&self.signals.wake)?;
            if let Some(signal) = self.signals.end() {
                return Ok(End::Signal(signal));
            }
            if woken.gone {
                return Ok(End::Signal(SIGHUP));
            }
            if self.signals.panicked.load(Ordering::SeqCst) {
                return Ok(End::Panic);
            }
            let mut events = Vec::new();
            if woken.other {
                self.signals.reports();
                if self.signals.continued.swap(false, Ordering::SeqCst) {
                    screen.resume()?;
                    events.push(Message::Event(Event::Resize(screen.size()?)));
                }
                if self.signals.resized.swap(false, Ordering::SeqCst) {
                    events.push(Message::Event(Event::Resize(screen.size()?)));
                }
                events.extend(self.signals.messages.try_iter());
            }
            if woken.input {
                events.extend(screen.events()?.into_iter().map(Message::Event));
            }
            for event in events {
                self.take(event, screen)?;
                if self.end.is_some() {
                    break;
                }
            }
            if self.end.is_none() {
                self.paint(screen)?;
            }
        }
    }

    /// Watches the article from now on.
    fn watch(&self, origin: &Origin, stamp: Option<Stamp>) -> anyhow::Result<Option<Watch>> {
        let Origin::File(path) = origin else { return Ok(None) };
        let (touched, send) = (|| Message::Event(Event::Touched), self.signals.mailbox()?);
        let watch = Watch::start(path, move || send(touched()));
        // Written between being read and being watched: as if it were now.
        if Stamp::of(path) != stamp {
            self.signals.mailbox()?(touched());
        }
        Ok(Some(watch))
    }

    fn paint(&mut self, screen: &mut Screen) -> anyhow::Result<()> {
        let order = screen.order();
        if std::mem::replace(&mut self.order, order) != order {
            self.answer(Event::Order(order), screen)?;
        }
        let page = self.app.view();
        let difference = self.last.as_ref().filter(|last| last.size == page.size).map(|last| page.difference(last));
        let theme = &self.theme;
        screen
            .paint(page.size, page.caret, difference.as_ref(), |buffer, rows| ui::draw(&page, theme, buffer, rows))?;
        self.last = Some(page);
        Ok(())
    }

    /// Hands over what another thread sent.
    fn take(&mut self, message: Message, screen: &mut Screen) -> anyhow::Result<()> {
        match message {
            Message::Event(event) => self.answer(event, screen),
            Message::Report(begun, report) if self.saving.is_of_now(begun) => self.answer(Event::Saver(report), screen),
            Message::Report(..) => Ok(()),
            Message::Opened(sidecar, event) => {
                self.saving.opened(sidecar);
                self.answer(event, screen)
            }
            Message::Broken(error) => Err(error.into()),
        }
    }

    /// Hands an event to the app and performs what follows from it.
    fn answer(&mut self, event: Event, screen: &mut Screen) -> anyhow::Result<()> {
        let effects = self.app.update(event, Timestamp::now());
        self.perform(effects, screen)
    }
}
