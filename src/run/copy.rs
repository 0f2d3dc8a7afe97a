//! A copy of what cannot be saved, for as long as it cannot: a process that is killed meanwhile leaves it behind.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::Reader;
use crate::store::{Sidecar, unsaved};

impl Reader {
    /// Writes what there is to a file of its own, which is offered when the article is opened again; returns where.
    pub(super) fn keep(&mut self) -> io::Result<PathBuf> {
        let (annotations, boundaries) = (self.app.annotations().clone(), self.app.boundaries().clone());
        let sidecar = Sidecar { tags: self.app.tags().clone(), annotations, boundaries, ..self.base.clone() };
        let path = unsaved::keep(self.app.article(), &sidecar, self.copy.as_deref())?;
        self.copy = Some(path.clone());
        Ok(path)
    }

    /// Keeps the copy while saving fails, anew after each change that failed, and takes it away when all is saved. That it cannot be
    /// written either stops nothing.
    pub(super) fn keep_copy(&mut self) {
        if !self.app.is_dirty() {
            self.forget_copy();
        } else if self.app.is_failing() && self.copied != Some(self.app.revision()) {
            let _ = self.keep();
            self.copied = Some(self.app.revision());
        }
    }

    /// Takes the copy away.
    pub(super) fn forget_copy(&mut self) {
        if let Some(copy) = self.copy.take() {
            let _ = fs::remove_file(copy);
        }
        self.copied = None;
    }
}
