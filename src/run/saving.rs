//! Handing what was tagged to the saver, which is started after the first paint, and seeing to it at the end.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::{Reader, shutdown};
use crate::annotation::Snapshot;
use crate::app::Event;
use crate::disk::{Stamp, Watch};
use crate::input::Origin;
use crate::store::{Saver, printable, sidecar_path};

impl Reader {
    /// Sees to it that what was tagged is saved, or at least kept; returns what there is to say of it.
    pub(super) fn rescue(&mut self) -> Option<String> {
        let lost = self.app.is_dirty();
        if lost && self.app.revision() > 0 {
            // What failed on the way to the saver. Whatever is wrong with that, the rest comes to it.
            let _ = self.save_again();
        }
        let saver = self.saver.take();
        let mut said = shutdown::rescue(saver, lost, || self.keep());
        if lost && said.is_none() && self.app.revision() == 0 {
            // Nothing was changed here, so that nothing is written; but what was in the file is in none.
            said = self.keep().ok().map(|copy| {
                let copy = printable(&copy.to_string_lossy());
                format!("somebody else removed or damaged the annotations; what was in them is kept in {copy}")
            });
        } else if said.is_none() {
            self.forget_copy();
        }
        said
    }

    /// Hands over once more what there is.
    pub(super) fn save_again(&mut self) -> anyhow::Result<()> {
        self.save(self.app.snapshot(), None)
    }

    pub(super) fn save(&mut self, snapshot: Snapshot, to: Option<PathBuf>) -> anyhow::Result<()> {
        self.start_saver()?;
        if let Some(saver) = &self.saver {
            saver.save(snapshot, to);
        }
        Ok(())
    }

    /// Starts the saver, which watches the sidecar; not where nothing may be changed.
    pub(super) fn start_saver(&mut self) -> anyhow::Result<()> {
        if self.app.session().saving().locked().is_some() {
            return Ok(());
        }
        if let Some(sidecar) = self.sidecar.take() {
            let article = Arc::clone(self.app.article());
            let path = sidecar_path(&article)?;
            let send = self.signals.mailbox()?;
            let saver = Saver::start(article, sidecar, path, move |report| send(Event::Saver(report)));
            saver.watch();
            self.saver = Some(saver);
        }
        Ok(())
    }

    /// Watches the sidecar and the article from now on.
    pub(super) fn watch(&mut self) -> anyhow::Result<()> {
        self.start_saver()?;
        if let Origin::File(path) = &self.app.article().source.origin {
            let (touched, wake) = (Arc::clone(&self.signals.touched), self.signals.waker()?);
            self.watched = Some(Watch::start(path, move || {
                touched.store(true, Ordering::SeqCst);
                wake();
            }));
            // Written between being read and being watched: as if it were now.
            if Stamp::of(path) != self.stamp {
                self.signals.touched.store(true, Ordering::SeqCst);
                self.signals.waker()?();
            }
        }
        Ok(())
    }
}
