//! Exports as files: where they go, and replacing them whole.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::{ExportError, Format, Naming, Part, Request};
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
/// Each file is written beside its place, synced, and renamed: whoever reads it sees the old one or the new one. A symbolic link
/// stays and what it points to is replaced; what is no regular file (a pipe, `/dev/null`) is written to as it is.
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
        fs::create_dir_all(target).map_err(|cause| ExportError::File { path: target.to_owned(), cause })?;
    }
    files
        .into_iter()
        .map(|(path, part)| match replace(&path, |out| (part.write)(request, out)) {
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
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let is_sidecar = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(SIDECAR));
    let is_article = match &article.source.origin {
        Origin::File(file) => file == path || fs::canonicalize(file).is_ok_and(|file| file == real),
        Origin::Sample(_) | Origin::Stdin => false,
    };
    is_article || is_sidecar(path) || is_sidecar(&real)
}

fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>) -> Result<(), ExportError> {
    let existing = fs::metadata(path).ok();
    if existing.as_ref().is_some_and(|found| !found.is_file() && !found.is_dir()) {
        let mut out = BufWriter::new(fs::OpenOptions::new().write(true).open(path)?);
        write(&mut out)?;
        return Ok(out.flush()?);
    }
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temporary = new_file(folder)?;
    {
        let mut out = BufWriter::new(temporary.as_file_mut());
        write(&mut out)?;
        out.flush()?;
    }
    if let Some(existing) = existing.filter(fs::Metadata::is_file) {
        temporary.as_file().set_permissions(existing.permissions())?;
    }
    temporary.as_file().sync_all()?;
    temporary.persist(&path).map_err(|failed| failed.error)?;
    Ok(())
}

/// A temporary file that others may read as far as the umask lets them: an export is no secret.
fn new_file(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hashiya-export-");
    // Made here and not by the crate, whose errors name the temporary file, which nobody has heard of.
    builder.make_in(folder, |path| {
        let mut options = fs::File::options();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o666);
        options.open(path)
    })
}
