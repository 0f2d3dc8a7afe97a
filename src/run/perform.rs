//! Performing effects: at once where the terminal does it, else by handing them on.

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};

use super::editor::edit;
use super::exporting::export;
use super::{BEFORE_STOPPING, Reader};
use crate::app::tally::touched;
use crate::app::{Effect, Event};
use crate::input::Article;
use crate::store::bookmark;
use crate::term::Screen;

impl Reader {
    pub(super) fn perform(&mut self, effects: Vec<Effect>, screen: &mut Screen) -> anyhow::Result<()> {
        for effect in effects {
            match effect {
                Effect::Copy(text) => screen.copy(&text)?,
                Effect::Edit(text) => {
                    Screen::leave();
                    let outcome = edit(&text).map_err(|error| format!("{error:#}"));
                    self.signals.forget_keys();
                    screen.resume()?;
                    self.answer(Event::Edited(outcome), screen)?;
                }
                Effect::Harakat => {
                    let text = if screen.switch_harakat() { "Vowel signs are shown" } else { "Vowel signs are hidden" };
                    self.answer(Event::Done(text.to_owned()), screen)?;
                }
                Effect::Redraw => screen.forget(),
                Effect::Suspend(article, position) => self.suspend(&article, position, screen)?,
                Effect::Leave(leave) => self.end = Some(leave),
                Effect::Save { snapshot, to } => self.saving.save(snapshot, to),
                Effect::Start(article, markup) => self.saving.start(article, markup, &self.signals, &self.worker)?,
                other => self.hand_on(other),
            }
        }
        Ok(())
    }

    /// Gives the worker what may wait for a disk, a lock or a long text.
    fn hand_on(&self, effect: Effect) {
        let worker = &self.worker;
        match effect {
            Effect::Export(what) => worker.ask(move |_| export(what)),
            Effect::Count { document, generation, spans } => worker.ask(move |_| {
                document.count_sentences();
                Event::Counted { generation, touched: touched(&document, &spans) }
            }),
            Effect::Recover(copy, current) => worker.ask(move |desk| desk.recover(&copy, current)),
            Effect::Forget(offer, digest, current) => worker.ask(move |desk| desk.forget(offer, digest, current)),
            Effect::Keep(remains) => {
                worker.ask(move |desk| Event::Kept(desk.keep(*remains).map_err(|cause| cause.to_string())));
            }
            Effect::Discard => worker.tell(super::worker::Desk::discard),
            Effect::LetBe => worker.tell(|desk| desk.copy = None),
            Effect::Reread(path) => {
                let options = self.options;
                worker.ask(move |desk| desk.reread(&path, &options));
            }
            Effect::Reopen(from) => worker.give(move |desk| Some(desk.reopen(&from))),
            _ => {}
        }
    }

    /// Gives the terminal to the shell until that wakes us. All of a pipeline stops, as with the terminal's own Ctrl-Z.
    fn suspend(&mut self, article: &Article, position: usize, screen: &mut Screen) -> anyhow::Result<()> {
        let _ = bookmark::save(article, position);
        // Stopped, it would not go on saving, and might be killed so.
        if let Some(saver) = self.saving.saver() {
            saver.waiter().wait(BEFORE_STOPPING);
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
}

/// Whether we were started by a shell that can stop and wake us: the only program of a window is in the group of its session.
fn has_shell() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}
