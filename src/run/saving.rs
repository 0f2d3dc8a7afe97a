//! Handing what was tagged to the saver, which is started after the first paint.

use std::path::PathBuf;
use std::sync::Arc;

use super::reload::without_markup;
use super::signals::{Message, Signals};
use super::worker::Worker;
use crate::annotation::{Markup, Snapshot};
use crate::input::Article;
use crate::store::{Saver, Sidecar, sidecar_path};

/// The saver, and what it is to begin with.
#[derive(Default)]
pub(super) struct Saving {
    saver: Option<Saver>,
    /// What was opened last.
    opened: Option<Box<Sidecar>>,
    /// How often it began. What was reported before the last time is of another text.
    begun: u64,
    /// What it saves for, and what was handed over last.
    newest: Option<(Arc<Article>, Snapshot)>,
}

impl Saving {
    /// What is saved next begins with this sidecar, once it is [started](Self::start).
    pub(super) fn opened(&mut self, sidecar: Box<Sidecar>) {
        self.opened = Some(sidecar);
    }

    /// Saves and watches from now on for what was opened last, which is `markup` by now; not where nothing may be changed. What was
    /// handed over before is of another text, and is either saved or kept elsewhere.
    pub(super) fn start(
        &mut self,
        article: Arc<Article>,
        markup: Option<Markup>,
        signals: &Signals,
        worker: &Worker,
    ) -> anyhow::Result<()> {
        let Some(sidecar) = self.opened.take() else { return Ok(()) };
        let base = without_markup(&sidecar);
        self.begun += 1;
        self.newest = Some((Arc::clone(&article), Snapshot::default()));
        let Some(markup) = markup else {
            if let Some(saver) = self.saver.take() {
                saver.abandon();
            }
            worker.tell(|desk| (desk.base, desk.saver) = (base, None));
            return Ok(());
        };
        let sidecar = Sidecar { markup, ..*sidecar };
        let (send, begun) = (signals.mailbox()?, self.begun);
        let report = move |report| send(Message::Report(begun, report));
        let saver = if let Some(saver) = self.saver.take() {
            saver.begin_anew(article, sidecar, report);
            saver
        } else {
            let path = sidecar_path(&article)?;
            let saver = Saver::start(article, sidecar, path, report);
            saver.watch();
            saver
        };
        let waiter = saver.waiter();
        self.saver = Some(saver);
        worker.tell(|desk| (desk.base, desk.saver) = (base, Some(waiter)));
        Ok(())
    }

    /// Hands a state over; not where nothing may be changed.
    pub(super) fn save(&mut self, snapshot: Snapshot, to: Option<PathBuf>) {
        if let Some(saver) = &self.saver {
            if let Some((_, newest)) = &mut self.newest {
                newest.clone_from(&snapshot);
            }
            saver.save(snapshot, to);
        }
    }

    /// Whether a report is of what is saved now.
    pub(super) fn is_of_now(&self, begun: u64) -> bool {
        begun == self.begun
    }

    /// The saver.
    pub(super) fn saver(&self) -> Option<&Saver> {
        self.saver.as_ref()
    }

    /// The saver, for its end, and what it was handed last, with what that is of.
    pub(super) fn end(self) -> (Option<Saver>, Option<(Arc<Article>, Snapshot)>) {
        (self.saver, self.newest)
    }
}
