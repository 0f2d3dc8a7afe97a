//! A copy of what is not in the file: of what cannot be saved, for as long as it cannot, so that a process that is killed meanwhile
//! leaves it behind; and of what somebody else took out.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::Reader;
use crate::annotation::{AnnotationSet, BoundarySet};
use crate::app::Event;
use crate::store::{Sidecar, rescued, unsaved};

/// Annotations and corrected boundaries.
type Sets = (AnnotationSet, BoundarySet);

impl Reader {
    /// Writes what there is to a file of its own, which is offered when the article is opened again; returns where.
    pub(super) fn keep(&mut self) -> io::Result<PathBuf> {
        let work = (self.app.annotations().clone(), self.app.boundaries().clone());
        let base = self.app.base().clone();
        self.keep_these(work, Some(base))
    }

    /// The same with what somebody else took out, for when the article becomes another one: all of it is to come back.
    pub(super) fn keep_all(&mut self) -> io::Result<PathBuf> {
        let work = self.app.work();
        self.keep_these(work, None)
    }

    fn keep_these(&mut self, work: Sets, base: Option<Sets>) -> io::Result<PathBuf> {
        let (work, base) = (self.as_sidecar(work), base.map(|base| self.as_sidecar(base)));
        let path = unsaved::keep(self.app.article(), &work, base.as_ref(), self.copy.as_deref())?;
        self.copy = Some(path.clone());
        Ok(path)
    }

    fn as_sidecar(&self, (annotations, boundaries): Sets) -> Sidecar {
        Sidecar { tags: self.app.tags().clone(), annotations, boundaries, ..self.base.clone() }
    }

    /// Keeps the copy while saving fails, anew after each change that failed, and takes it away when all is saved. One that cannot be
    /// written either stops nothing, and is tried as often as saving is.
    pub(super) fn keep_copy(&mut self) {
        let attempt = (self.app.revision(), self.app.failures());
        if !self.app.is_dirty() {
            self.forget_copy();
        } else if attempt.1 > 0
            && self.copied.is_none_or(|(last, kept)| last.0 != attempt.0 || (!kept && last != attempt))
        {
            let kept = self.keep().is_ok();
            self.copied = Some((attempt, kept));
            self.app.kept(self.copy.clone().filter(|_| kept));
        }
    }

    /// Takes the copy away.
    pub(super) fn forget_copy(&mut self) {
        if let Some(copy) = self.copy.take() {
            let _ = fs::remove_file(copy);
        }
        self.copied = None;
    }

    /// Keeps what was made here and was taken out by somebody else, when the reader leaves; returns where.
    pub(super) fn keep_undone(&mut self) -> Option<PathBuf> {
        let undone = self.app.undone()?;
        self.keep_these(undone, None).ok()
    }

    /// Merges a copy with what is here.
    pub(super) fn recover(&mut self, copy: &Path) -> Event {
        let current = self.as_sidecar((self.app.annotations().clone(), self.app.boundaries().clone()));
        match rescued(copy, self.app.article(), &current) {
            Ok(rescued) => {
                self.recovering = Some((copy.to_owned(), rescued.digest));
                let conflicts = rescued.conflicts;
                Event::Recovered { annotations: rescued.annotations, boundaries: rescued.boundaries, conflicts }
            }
            Err(error) => Event::Failed(error.to_string()),
        }
    }

    /// Takes a copy away that was taken in, if it is still what was taken in: who made it may go on adding to it. What stays is offered
    /// again.
    pub(super) fn forget(&mut self, copy: &Path) {
        let digest = |bytes: Vec<u8>| <[u8; 32]>::from(Sha256::digest(bytes));
        if let Some((path, taken)) = self.recovering.take_if(|(path, _)| path == copy)
            && fs::read(&path).is_ok_and(|bytes| digest(bytes) == taken)
        {
            let _ = fs::remove_file(path);
        }
    }
}
