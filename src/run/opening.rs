//! What there is of an article besides its text: the sidecar, and work that could not be saved.

use anyhow::Context;

use crate::annotation::{Markup, TagSet};
use crate::app::{Locked, Opened};
use crate::input::Article;
use crate::store::recovery::copies;
use crate::store::{Copies, Fit, Sidecar, bookmark, sidecar_path};

/// The sidecar of an article, or a new one with the tags that were chosen. One that is damaged or newer is left alone: the article can be read,
/// nothing can be changed, and the reader is told why.
pub(super) fn open_sidecar(article: &Article, tags: &TagSet) -> anyhow::Result<(Sidecar, Opened)> {
    let path = sidecar_path(article).context("no place for the annotations: set HOME or XDG_DATA_HOME")?;
    let mut opened = Opened { path: path.clone(), position: bookmark::load(article), ..Opened::default() };
    let sidecar = match Sidecar::load(&path, article) {
        Ok(None) => Sidecar::of(tags.clone().into()),
        Ok(Some(sidecar)) => {
            opened.changed = sidecar.fit == Fit::Differs;
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

/// What a sidecar has besides annotations and boundaries.
pub(super) fn without_annotations(sidecar: &Sidecar) -> Sidecar {
    Sidecar { markup: Markup::default(), ..sidecar.clone() }
}
