//! What a merge kept twice, because both sides had changed it.

use super::Annotation;
use super::note::{self, NoteVersions};

/// The two versions that a merge kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Versions<'a> {
    /// The annotation stands beside the one with this id, which has another tag or range; that one is the first version. Its id is
    /// empty where the field `conflict` of the sidecar is no text.
    Beside(&'a str),
    /// The annotation's note has the text of both.
    Notes(NoteVersions<'a>),
}

impl Annotation {
    /// The versions of it that somebody should look at; `None` where nothing was kept twice. Costs a search for a line end where it has
    /// a note of one line.
    pub fn versions(&self) -> Option<Versions<'_>> {
        match self.extra.get("conflict") {
            Some(id) => Some(Versions::Beside(id.as_str().unwrap_or_default())),
            None => note::versions(self.note.as_deref()?).map(Versions::Notes),
        }
    }

    /// Whether a merge kept two versions of it.
    pub fn is_in_conflict(&self) -> bool {
        self.versions().is_some()
    }
}
