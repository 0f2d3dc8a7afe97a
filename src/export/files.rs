//! Exports as files: where they go, and replacing them whole.

use std::path::{Path, PathBuf};

use super::{ExportError, Format, Naming, Part, Request};
use crate::disk;
use crate::input::{Article, Origin};

/// What the names of sidecars end with.
const SIDECAR: &str = ".hashiya.json";

/// Where an export goes when nothing else is said: beside the article, in the current folder for a sample and for standard input.
/// `article.txt` gives `article.annotations.csv`, and for a format of several files the folder `article.brat`.
pub fn default_target(article: &Article, format: &Format) -> PathBuf {
    let name = named(article, format.suffix);
    match &article.source.origin {
        Origin::File(path) => path.with_file_name(name),
        Origin::Sample(_) | Origin::Stdin => PathBuf::from(name),
    }
}

/// Writes all files of an export and says which. `target` is the file, or the folder (made if need be) for a format of several.
///
/// Each file is replaced whole, as a sidecar is: whoever reads it sees the old one or the new one. A symbolic link stays, and
/// the file behind it is made or replaced; one that is read-only is not. A pipe or a device takes what is written as it is.
///
/// # Errors
/// Before anything is written: [`ExportError::Unit`], [`ExportError::Mismatch`], and [`ExportError::Protected`] when one of
/// the files is the article or a sidecar. [`ExportError::File`] when the file system refuses; files already written stay.
pub fn write_files(format: &Format, request: &Request<'_>, target: &Path) -> Result<Vec<PathBuf>, ExportError> {
    format.check(request)?;
    let article = request.article;
    let files: Vec<(PathBuf, &Part)> = format.parts.iter().map(|part| (place(article, target, part), part)).collect();
    for (path, _) in &files {
        if is_protected(article, path) {
            return Err(ExportError::Protected { path: path.clone() });
        }
    }
    if format.is_folder() {
        disk::folders::make(target).map_err(|cause| ExportError::File { path: target.to_owned(), cause })?;
    }
    files
        .into_iter()
        .map(|(path, part)| match disk::write(&path, |out| (part.write)(request, out)) {
            Ok(()) => Ok(path),
            Err(ExportError::Io(cause)) => Err(ExportError::File { path, cause }),
            Err(other) => Err(other),
        })
        .collect()
}

/// The article's name without its last extension.
fn stem(article: &Article) -> String {
    let name = match &article.source.origin {
        Origin::File(path) => path.file_stem().map(|stem| stem.to_string_lossy().into_owned()),
        Origin::Sample(_) | Origin::Stdin => {
            Path::new(&article.source.name).file_stem().map(|stem| stem.to_string_lossy().into_owned())
        }
    };
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| "article".to_owned())
}

/// The stem with another ending, as long as file systems allow, and no letter cut in two.
fn named(article: &Article, ending: &str) -> String {
    let stem = stem(article);
    let room = 255_usize.saturating_sub(ending.len());
    let end = (0..=room.min(stem.len())).rev().find(|end| stem.is_char_boundary(*end)).unwrap_or(0);
    format!("{}{ending}", &stem[..end])
}

fn place(article: &Article, target: &Path, part: &Part) -> PathBuf {
    match part.naming {
        Naming::Target => target.to_owned(),
        Naming::Stem(extension) => target.join(named(article, extension)),
        Naming::Fixed(name) => target.join(name),
    }
}

/// Whether a file is the article, by whatever path, or called like a sidecar, whoever's.
fn is_protected(article: &Article, path: &Path) -> bool {
    let real = disk::real(path);
    let is_sidecar = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(SIDECAR));
    let is_article = match &article.source.origin {
        Origin::File(file) => file == path || disk::real(file) == real,
        Origin::Sample(_) | Origin::Stdin => false,
    };
    is_article || is_sidecar(path) || is_sidecar(&real)
}
