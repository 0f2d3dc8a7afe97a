//! Annotations carried from one text of an article into the next, without the file between.

use std::path::Path;
use std::sync::Arc;

use super::{Sidecar, SidecarError, parse};
use crate::annotation::{Annotation, AnnotationSet, Markup};
use crate::input::Article;

/// How the ids of versions begin while they are among the annotations.
const VERSION: &str = "hashiya-version-";

/// Where the annotations and boundaries of `sidecar`, which are of the text of `old`, are in that of `new`, and `versions` of annotations
/// with them. What the file says is older: it may be of a text that was edited twice since, where nothing is found that each edit
/// left in place. Costs what [`Sidecar::load`] does.
///
/// # Errors
/// None that files could cause: what is here was valid when it was read.
pub fn carried(
    old: &Article,
    new: &Article,
    sidecar: &Sidecar,
    versions: &[Arc<Annotation>],
) -> Result<(Markup, Vec<Annotation>), SidecarError> {
    let named = |(number, version): (usize, &Arc<Annotation>)| Annotation {
        id: format!("{VERSION}{number}"),
        ..Annotation::clone(version)
    };
    let all: AnnotationSet =
        sidecar.markup.annotations.iter().cloned().chain(versions.iter().enumerate().map(named)).collect();
    let here = Markup { annotations: all, ..sidecar.markup.clone() };
    let value = Sidecar { markup: here, ..sidecar.clone() }.to_value(old);
    let read = parse::sidecar(Path::new(""), value, new)?;
    let mut found: Vec<Annotation> = versions.iter().map(|version| Annotation::clone(version)).collect();
    let mut own = Vec::new();
    for item in read.markup.annotations.iter().cloned() {
        let number = item.id.strip_prefix(VERSION).and_then(|number| number.parse::<usize>().ok());
        match number.and_then(|number| found.get_mut(number)) {
            Some(version) => *version = Annotation { id: version.id.clone(), ..item },
            None => own.push(item),
        }
    }
    let (annotations, boundaries) = (own.into_iter().collect(), read.markup.boundaries);
    Ok((Markup { annotations, boundaries, ..sidecar.markup.clone() }, found))
}
