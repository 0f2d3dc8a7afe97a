//! Reading the article again while it is open.

use std::sync::Arc;

use super::opening::{open_sidecar, without_annotations};
use super::{BEFORE_STOPPING, Reader};
use crate::app::Event;
use crate::input::{Article, Origin};
use crate::term::Screen;

/// Why the article is read again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// The reader asked for it.
    Asked,
    /// Somebody wrote the file: where nothing came of it, nothing is said.
    Touched,
}

impl Reader {
    /// Reads the article again. What was handed to the saver is written first, for the text that it is of; then the annotations are
    /// looked for in the new one. An article that is gone or cannot be read stays as it is on the screen.
    pub(super) fn reload(&mut self, screen: &mut Screen, cause: Cause) -> anyhow::Result<()> {
        let Origin::File(path) = self.app.article().origin.clone() else {
            return self.answer(Event::Failed("Only a file can be read again".to_owned()), screen);
        };
        let article = match Article::open_with(&path, &self.options) {
            Ok(article) => Arc::new(article),
            Err(error) => return self.answer(Event::Failed(format!("Not read again: {error}")), screen),
        };
        let same = article.text == self.app.article().text;
        if same && cause == Cause::Touched {
            return Ok(());
        }
        // A sidecar that could not be used may have been mended.
        if same && !self.app.is_locked() {
            return self.answer(Event::Done("The article is as it was".to_owned()), screen);
        }
        if let Some(saver) = &self.saver {
            // A disk that does not answer must not stop the reading.
            saver.wait(BEFORE_STOPPING);
            self.hear(screen)?;
        }
        if self.app.is_dirty() {
            // It is of the old text, and goes on being tried.
            return self
                .answer(Event::Failed("Not read again: there is work that could not be saved".to_owned()), screen);
        }
        if let Some(saver) = self.saver.take() {
            let _ = saver.finish(BEFORE_STOPPING);
            // What it says is of the old state, and would be taken for the new one's.
            self.hear(screen)?;
        }
        let (sidecar, opened) = open_sidecar(&article)?;
        self.base = without_annotations(&sidecar);
        self.sidecar = Some(sidecar);
        self.app.reloaded(article, opened);
        self.start_saver()?;
        let effects = self.app.take_effects();
        self.perform(effects, screen)
    }

    /// Hands over what other threads have sent.
    fn hear(&mut self, screen: &mut Screen) -> anyhow::Result<()> {
        let events: Vec<Event> = self.signals.events.try_iter().collect();
        events.into_iter().try_for_each(|event| self.answer(event, screen))
    }
}
