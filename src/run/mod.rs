//! The one loop: events in, state changed, effects performed, page painted. Sleeps until something happens: no tick.

mod editor;
mod exporting;
mod opening;
mod recovery;
mod reload;
mod saving;
mod shutdown;
mod signals;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use anyhow::{Context, anyhow};
use jiff::Timestamp;
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use signal_hook::consts::SIGHUP;

use crate::app::page::Page;
use crate::app::tally::touched;
use crate::app::{App, Effect, Event, Ids, Settings};
use crate::disk::{Kind, Stamp, Watch};
use crate::input::{Article, OpenError, OpenOptions};
use crate::store::{Saver, Sidecar, bookmark, printable, sidecar_path};
use crate::term::{Choice, Screen, restore_on_panic};
use crate::ui::{self, Theme};
use editor::edit;
use opening::{open_sidecar, without_annotations};
use reload::Cause;
use signals::Signals;

/// How long suspending, or reading the article again, may wait for the disk.
const BEFORE_STOPPING: Duration = Duration::from_secs(5);

/// What ended the loop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum End {
    /// The reader left.
    Quit,
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
    let options = setup.options;
    let stamp = Stamp::of(path);
    match Article::open_head(path, &options)?.filter(can_begin_with) {
        Some(head) => {
            let (path, (sender, rest)) = (path.to_owned(), channel());
            // Started before anything else: on two processors most of it is over when the first page is painted.
            std::thread::spawn(move || {
                let _ = sender.send(Article::open_with(&path, &options));
            });
            start(head, stamp, Some(rest), setup)
        }
        None => start(Article::open_with(path, &options)?, stamp, None, setup),
    }
}

/// Whether the beginning is enough to begin with: nothing was tagged yet, and the reader was not further on last time.
fn can_begin_with(head: &Article) -> bool {
    let untouched = sidecar_path(head).is_ok_and(|path| Kind::of(&path).is_none());
    untouched && (!bookmark::is_known(head) || bookmark::load(head).is_some())
}

/// Opens the reader on `article` and stays until it is left.
///
/// # Errors
/// When there is no terminal, or it fails.
pub fn read(article: Article, setup: Setup) -> anyhow::Result<ExitCode> {
    start(article, None, None, setup)
}

/// The rest of an article, when it has been read.
type Rest = Receiver<Result<Article, OpenError>>;

fn start(article: Article, stamp: Option<Stamp>, rest: Option<Rest>, setup: Setup) -> anyhow::Result<ExitCode> {
    let article = Arc::new(article);
    let (sidecar, opened) = open_sidecar(&article, &setup.settings.tags)?;
    let Setup { options, settings, choice, theme, warning } = setup;
    let warning = warning.filter(|_| opened.locked.is_none() && opened.unsaved.is_none() && !opened.changed);
    restore_on_panic();
    let signals = Signals::watch().context("signals cannot be watched")?;
    signals.watch_panics().context("panics cannot be watched")?;
    let mut screen = Screen::enter(choice).context("no terminal to read keys from and to paint on")?;
    let size = screen.size()?;
    let app = App::new(article, opened, settings, Ids::Random, size, Timestamp::now());
    let mut reader = Reader {
        app,
        options,
        base: without_annotations(&sidecar),
        sidecar: Some(sidecar),
        saver: None,
        stamp,
        behind: false,
        copy: None,
        copied: None,
        recovering: None,
        watched: None,
        theme,
        warning,
        last: None,
        signals,
        rest,
        end: None,
    };
    // Neither a panic nor a terminal that fails must cost what was tagged: before they go on, that is saved.
    let outcome = catch_unwind(AssertUnwindSafe(|| reader.run(&mut screen)));
    drop(screen);
    if matches!(outcome, Ok(Ok(End::Signal(_)) | Err(_))) {
        // Its effect, being saved, is what comes next.
        reader.app.take_note();
    }
    if let (Ok(Ok(End::Quit)), true) = (&outcome, reader.app.is_dirty()) {
        // The reader was asked and said so.
        if let Some(saver) = reader.saver.take() {
            saver.abandon();
        }
        reader.forget_copy();
    } else if let Some(said) = reader.rescue() {
        shutdown::tell(&said);
    } else if let Some(copy) = reader.keep_undone() {
        let copy = printable(&copy.to_string_lossy());
        shutdown::tell(&format!(
            "what somebody else took out is kept in {copy}; open the article again, then :recover"
        ));
    }
    let end = outcome.unwrap_or_else(|panic| resume_unwind(panic))?;
    // Where the reader was is a comfort: not being able to keep it stops nothing.
    let (article, position) = (Arc::clone(reader.app.article()), reader.app.position());
    let _ = bookmark::save(&article, position);
    if let (Some(path), Ok(sidecar)) = (reader.app.session().saving().elsewhere(), sidecar_path(&article)) {
        let [path, sidecar] = [path, &sidecar].map(|path| printable(&path.to_string_lossy()));
        shutdown::tell(&format!("the annotations are in {path}; the article is opened with those in {sidecar}"));
    }
    match end {
        End::Quit => {
            if !reader.app.is_dirty() {
                reader.forget_taken();
            }
        }
        End::Signal(signal) => {
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
        End::Panic => {
            shutdown::tell("an error in hashiya ended it; please report what is said above");
            // As a panic of the main thread.
            return Ok(ExitCode::from(101));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether we were started by a shell that can stop and wake us: the only program of a window is in the group of its session.
fn has_shell() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

struct Reader {
    app: App,
    /// How the article is read when it is read again.
    options: OpenOptions,
    /// What the sidecar has besides annotations and boundaries.
    base: Sidecar,
    /// Until the saver takes it over.
    sidecar: Option<Sidecar>,
    /// Started after the first paint, since it also watches.
    saver: Option<Saver>,
    /// That of the article's file, from before it was read.
    stamp: Option<Stamp>,
    /// The article was written, and could not be read again because of work that could not be saved.
    behind: bool,
    /// Where a copy is of what cannot be saved; the revision that was copied last, after how many failures, and whether it was.
    copy: Option<PathBuf>,
    copied: Option<((u64, u32), bool)>,
    /// The copy that is being taken in, and the digest of what was taken.
    recovering: Option<(PathBuf, [u8; 32])>,
    /// What watches the article.
    watched: Option<Watch>,
    theme: Theme,
    /// What is wrong with the settings, until it is said.
    warning: Option<String>,
    /// The page on the screen.
    last: Option<Page>,
    signals: Signals,
    /// What is still being read of the article.
    rest: Option<Rest>,
    end: Option<End>,
}

impl Reader {
    fn run(&mut self, screen: &mut Screen) -> anyhow::Result<End> {
        let mut effects = self.app.take_effects();
        if let Some(warning) = self.warning.take() {
            effects.extend(self.app.update(Event::Failed(warning), Timestamp::now()));
        }
        self.paint(screen)?;
        screen.ask()?;
        self.paint(screen)?;
        // The sentences are counted after the first paint.
        self.perform(effects, screen)?;
        if let Some(rest) = self.rest.take() {
            // Waiting here and not in the loop: it is a matter of milliseconds, and keys wait in the terminal meanwhile.
            let article = Arc::new(rest.recv().map_err(|_| anyhow!("the rest of the article could not be read"))??);
            self.app.loaded(article);
            self.paint(screen)?;
            let effects = self.app.take_effects();
            self.perform(effects, screen)?;
        }
        self.watch()?;
        loop {
            if let Some(end) = self.end {
                return Ok(end);
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
                    events.push(Event::Resize(screen.size()?));
                }
                if self.signals.resized.swap(false, Ordering::SeqCst) {
                    events.push(Event::Resize(screen.size()?));
                }
                events.extend(self.signals.events.try_iter());
            }
            if woken.input {
                events.extend(screen.events()?);
            }
            let has_tried = events.iter().any(|event| matches!(event, Event::Saver(_)));
            for event in events {
                let effects = self.app.update(event, Timestamp::now());
                self.perform(effects, screen)?;
                if self.end.is_some() {
                    break;
                }
            }
            self.keep_copy();
            // What stood in the way may have been seen to: the sidecar may be one of the new article by now.
            if (has_tried || !self.app.is_dirty()) && std::mem::take(&mut self.behind) {
                self.signals.touched.store(true, Ordering::SeqCst);
            }
            if self.end.is_none() && self.app.may_be_replaced() && self.signals.touched.swap(false, Ordering::SeqCst) {
                self.reload(screen, Cause::Touched)?;
            }
            if self.end.is_none() {
                self.paint(screen)?;
            }
        }
    }

    fn paint(&mut self, screen: &mut Screen) -> io::Result<()> {
        let order = screen.order();
        if order != self.app.order() {
            self.app.update(Event::Order(order), Timestamp::now());
        }
        let page = self.app.view();
        let difference = self.last.as_ref().filter(|last| last.size == page.size).map(|last| page.difference(last));
        let theme = &self.theme;
        screen
            .paint(page.size, page.caret, difference.as_ref(), |buffer, rows| ui::draw(&page, theme, buffer, rows))?;
        self.last = Some(page);
        Ok(())
    }

    fn perform(&mut self, effects: Vec<Effect>, screen: &mut Screen) -> anyhow::Result<()> {
        for effect in effects {
            match effect {
                Effect::Save { snapshot, to } => self.save(snapshot, to)?,
                Effect::Copy(text) => screen.copy(&text)?,
                Effect::Edit(text) => {
                    Screen::leave();
                    let outcome = edit(&text).map_err(|error| format!("{error:#}"));
                    self.signals.forget_keys();
                    screen.resume()?;
                    self.answer(Event::Edited(outcome), screen)?;
                }
                Effect::Export { format, to, overwrite, annotations } => {
                    let answer = match self.export(format, to, overwrite, &annotations) {
                        Ok(event) => event,
                        Err(error) => Event::Failed(format!("Not exported: {error:#}")),
                    };
                    self.answer(answer, screen)?;
                }
                Effect::Count { generation, spans } => {
                    let (article, send) = (Arc::clone(self.app.article()), self.signals.mailbox()?);
                    std::thread::spawn(move || {
                        article.document.count_sentences();
                        let touched = touched(&article.document, &spans);
                        send(Event::Counted { generation, touched });
                    });
                }
                Effect::Harakat => {
                    let text = if screen.switch_harakat() { "Vowel signs are shown" } else { "Vowel signs are hidden" };
                    self.answer(Event::Done(text.to_owned()), screen)?;
                }
                Effect::Recover(copy) => {
                    let event = self.recover(&copy);
                    self.answer(event, screen)?;
                }
                Effect::Forget(offer) => self.forget(offer),
                Effect::Redraw => screen.forget(),
                Effect::Reload => self.reload(screen, Cause::Asked)?,
                Effect::Suspend => self.suspend(screen)?,
                Effect::Quit => self.end = Some(End::Quit),
            }
        }
        Ok(())
    }

    /// Gives the terminal to the shell until that wakes us. All of a pipeline stops, as with the terminal's own Ctrl-Z.
    fn suspend(&mut self, screen: &mut Screen) -> anyhow::Result<()> {
        let (article, position) = (Arc::clone(self.app.article()), self.app.position());
        let _ = bookmark::save(&article, position);
        // Stopped, it would not go on saving, and might be killed so.
        if let Some(saver) = &self.saver {
            saver.wait(BEFORE_STOPPING);
        }
        // The system stops no group that nobody in the session would wake.
        let mut was_stopped = false;
        if has_shell() {
            Screen::leave();
            kill_current_process_group(Signal::TSTP)?;
            was_stopped = self.signals.has_continued();
            if self.signals.end().is_some() {
                // Woken to end, such as by the end of the shell: the terminal stays as it is.
                return Ok(());
            }
            screen.resume()?;
            self.answer(Event::Resize(screen.size()?), screen)?;
        }
        if !was_stopped {
            let text = "Not suspended: there is no shell to go back to";
            self.answer(Event::Failed(text.to_owned()), screen)?;
        }
        Ok(())
    }

    /// Hands an answer to the app and performs what follows from it.
    fn answer(&mut self, event: Event, screen: &mut Screen) -> anyhow::Result<()> {
        let effects = self.app.update(event, Timestamp::now());
        self.perform(effects, screen)
    }
}
