//! Reading what there is of an article: its sidecar, and work that could not be saved; and reading it again while it is open.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;

use super::BEFORE_STOPPING;
use super::signals::Message;
use super::worker::Desk;
use crate::annotation::anchor::carry;
use crate::annotation::{Annotation, Markup, TagSet};
use crate::app::{Carried, Event, Locked, Opened, Reopened, Reopening, is_the_same};
use crate::disk::Kind;
use crate::input::{Article, OpenOptions};
use crate::store::recovery::copies;
use crate::store::{Copies, Fit, Sidecar, bookmark, head, sidecar_path};

const NO_PLACE: &str = "no place for the annotations: set HOME or XDG_DATA_HOME";

/// What the first page needs of the sidecar of an article.
pub(super) fn open_head(article: &Article, tags: &TagSet) -> anyhow::Result<(Sidecar, Opened)> {
    let path = sidecar_path(article).context(NO_PLACE)?;
    let (markup, position) = (head(&path, article).unwrap_or_else(|| tags.clone().into()), bookmark::load(article));
    Ok((Sidecar::new(), Opened { markup, path, position, is_head: true, ..Opened::default() }))
}

/// The sidecar of an article, or a new one with the tags that were chosen. One that is damaged or newer is left alone: the article can be read,
/// nothing can be changed, and the reader is told why.
pub(super) fn open_sidecar(article: &Article, tags: &TagSet) -> anyhow::Result<(Sidecar, Opened)> {
    let path = sidecar_path(article).context(NO_PLACE)?;
    let mut opened = Opened { path: path.clone(), position: bookmark::load(article), ..Opened::default() };
    let sidecar = match Sidecar::load(&path, article) {
        Ok(None) => Sidecar::of(tags.clone().into()),
        Ok(Some(sidecar)) => {
            opened.changed = sidecar.fit == Fit::Differs;
            opened.extracted = sidecar.fit == Fit::Extracted;
            sidecar
        }
        Err(error) => {
            opened.locked = Some(Locked { brief: error.brief(), full: error.to_string() });
            Sidecar::of(tags.clone().into())
        }
    };
    opened.markup.clone_from(&sidecar.markup);
    let copies = Copies { own: copies::find(article), ..Copies::default() };
    opened.unsaved = copies.waiting(article, &sidecar);
    Ok((sidecar, opened))
}

/// What a sidecar has besides its markup.
pub(super) fn without_markup(sidecar: &Sidecar) -> Sidecar {
    Sidecar { markup: Markup::default(), ..sidecar.clone() }
}

impl Desk {
    /// Reads the article again.
    pub(super) fn reread(&self, path: &Path, options: &OpenOptions) -> Event {
        // A pipe would not let go of us.
        if Kind::of(path).is_some_and(|kind| kind != Kind::File) {
            return Event::Reread(Err("Not read again: it is no file any more".to_owned()));
        }
        let read = Article::open_with(path, options);
        self.wait_for_saver();
        Event::Reread(read.map(Arc::new).map_err(|error| format!("Not read again: {error}")))
    }

    /// What the saver is at comes first, and its reports. A disk that does not answer must not stop the reading.
    fn wait_for_saver(&self) {
        if let Some(saver) = &self.saver {
            saver.wait(BEFORE_STOPPING);
        }
    }

    /// Reads what there is of an article that was read again.
    pub(super) fn reopen(&self, from: &Reopening) -> Message {
        self.wait_for_saver();
        match open_sidecar(&from.article, &from.tags) {
            Ok((sidecar, opened)) => {
                let is_new = sidecar.digest.is_some() && sidecar.fit != Fit::Differs;
                let carried = is_the_same(&from.markup, &opened.markup).then(|| carried(from, &sidecar));
                let reopened = Box::new(Reopened { opened, is_new, carried });
                Message::Opened(Box::new(sidecar), Event::Reopened(Ok(reopened)))
            }
            Err(error) => Message::Event(Event::Reopened(Err(format!("Not read again: {error:#}")))),
        }
    }
}

/// Looks in the new text for what is on the screen instead of what is in the file, which is the same, but of an older text.
fn carried(from: &Reopening, sidecar: &Sidecar) -> Carried {
    let Markup { annotations, boundaries, .. } = from.markup.clone();
    let here = Markup { annotations, boundaries, ..sidecar.markup.clone() };
    let versions = from.versions.as_deref();
    let (found, found_versions) = carry(&from.old, &from.article.document, &here, versions.unwrap_or_default());
    let versions = versions.map(|_| found_versions);
    // What fits again is where the file says.
    if sidecar.fit != Fit::Differs {
        return Carried { markup: None, versions, differs: false };
    }
    let place = |item: &Annotation| (item.id.clone(), item.state.has_place(), item.span);
    let differs = !found.annotations.iter().map(place).eq(sidecar.markup.annotations.iter().map(place));
    Carried { markup: Some(found), versions, differs }
}
