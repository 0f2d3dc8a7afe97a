//! Exporting from the reader.

use std::path::PathBuf;

use anyhow::anyhow;

use crate::app::{Event, Export};
use crate::disk::Kind;
use crate::export::{EXPORTS, OffsetUnit, Request, default_target, write_files};

/// Writes an export; what came of it.
pub(super) fn export(what: Export) -> Event {
    written(what).unwrap_or_else(|error| Event::Failed(format!("Not exported: {error:#}")))
}

fn written(Export { format: number, to, overwrite, article, annotations, tags }: Export) -> anyhow::Result<Event> {
    let format = EXPORTS.get(number).ok_or_else(|| anyhow!("there is no such format"))?;
    let target = to.unwrap_or_else(|| default_target(&article, format));
    let there = Kind::of(&target);
    if !overwrite && (there == Some(Kind::File) || (format.is_folder() && there == Some(Kind::Folder))) {
        return Ok(Event::Exists { format: number, to: target });
    }
    let (lost, changed) = annotations.unsettled();
    let annotations = &annotations.in_text(&article.document.text);
    let request = Request { article: &article, annotations, tags: &tags, offsets: OffsetUnit::default() };
    let written = write_files(format, &request, &target)?;
    let main = written.first().map_or(target.as_path(), PathBuf::as_path);
    let remarks = [
        (annotations.is_empty(), "there are no annotations in it".to_owned()),
        (lost > 0, format!("{lost} without a place left out")),
        (changed > 0, format!("{changed} with the text as it is now")),
    ];
    let remarks: Vec<String> = remarks.into_iter().filter(|(holds, _)| *holds).map(|(_, text)| text).collect();
    let remarks = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join(", ")) };
    Ok(Event::Done(format!("Exported to {}{remarks}", main.display())))
}
