//! Reading the article again while it is open.

use std::sync::Arc;

use super::{BEFORE_STOPPING, Reader, open_sidecar, without_annotations};
use crate::app::Event;
use crate::input::{Article, Origin};
use crate::term::Screen;

impl Reader {
    /// Reads the article again. What was handed to the saver is written first, for the text that it is of; then the annotations are
    /// looked for in the new one. An article that is gone or cannot be read stays as it is on the screen.
    pub(super) fn reload(&mut self, screen: &mut Screen) -> anyhow::Result<()> {
        let Origin::File(path) = self.app.article().origin.clone() else {
            return self.answer(Event::Failed("Only a file can be read again".to_owned()), screen);
        };
        let article = match Article::open_with(&path, &self.options) {
            Ok(article) => Arc::new(article),
            Err(error) => return self.answer(Event::Failed(format!("Not read again: {error}")), screen),
        };
        if article.text == self.app.article().text {
            return self.answer(Event::Done("The article is as it was".to_owned()), screen);
        }
        if let Some(saver) = self.saver.take() {
            // Whether it could is in the reports; a disk that does not answer must not stop the reading.
            let _ = saver.finish(BEFORE_STOPPING);
            let reports: Vec<Event> = self.signals.events.try_iter().collect();
            for report in reports {
                self.answer(report, screen)?;
            }
        }
        if self.app.is_dirty() {
            // It is of the old text, and goes on being tried.
            self.sidecar = Some(open_sidecar(&Arc::clone(self.app.article()))?.0);
            return self
                .answer(Event::Failed("Not read again: there is work that could not be saved".to_owned()), screen);
        }
        let (sidecar, opened) = open_sidecar(&article)?;
        self.base = without_annotations(&sidecar);
        self.sidecar = Some(sidecar);
        self.app.reloaded(article, opened);
        let effects = self.app.take_effects();
        self.perform(effects, screen)
    }
}
