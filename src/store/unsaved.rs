//! Work that is not in the sidecar, because it could not be saved there or somebody else took it out: a sidecar of its own in the
//! user's state folder, offered when the article is opened again.
//!
//! The names are `NAME-ARTICLE-PID.hashiya.json`: that of the article for people, its identity for us, and the process. In the field
//! `rescue` are the `path` of the article, what was saved of it last as `base`, and what the work began with as `begun`.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde_json::json;

use super::paths::{SUFFIX, identity};
use super::{Sidecar, atomic, json, paths, spelled};
use crate::input::{Article, Origin};

/// Bytes of an article's name in that of the copy.
const NAME: usize = 120;

/// How the names of copies begin that are among the temporary files.
const TEMPORARY: &str = "hashiya-unsaved-";

/// The field with what is known of a copy.
pub(super) const RESCUE: &str = "rescue";

/// Writes `sidecar`, with the article as corrected in it, to a file of its own and returns where: in the place of `before`, which this
/// process wrote, if that is given; to the folder of temporary files where the state folder cannot be written. `base` is what was
/// saved of the work last, and what it began with.
///
/// # Errors
/// When neither can be written.
pub fn keep(
    article: &Article,
    sidecar: &Sidecar,
    base: Option<[&Sidecar; 2]>,
    before: Option<&Path>,
) -> io::Result<PathBuf> {
    let mut value = sidecar.to_value(article);
    let mut rescue = json!({});
    if let Origin::File(path) = &article.origin {
        rescue["path"] = json!(fs::canonicalize(path).unwrap_or_else(|_| path.clone()).to_string_lossy());
    }
    if let Some([base, begun]) = base {
        (rescue["base"], rescue["begun"]) = (base.to_value(article), begun.to_value(article));
    }
    value[RESCUE] = rescue;
    let json = spelled(&value);
    if let Some(before) = before
        && atomic::replace(before, |out| out.write_all(json.as_bytes())).is_ok()
    {
        return Ok(before.to_owned());
    }
    let kept = paths::unsaved()
        .and_then(|folder| keep_in(&folder, article, &json))
        .or_else(|_| keep_among_temporary(&json))?;
    if let Some(before) = before {
        let _ = fs::remove_file(before);
    }
    Ok(kept)
}

fn keep_among_temporary(json: &str) -> io::Result<PathBuf> {
    let mut builder = tempfile::Builder::new();
    let mut file = builder.prefix(TEMPORARY).suffix(SUFFIX).tempfile()?;
    file.write_all(json.as_bytes())?;
    atomic::sync(file.as_file())?;
    Ok(file.keep()?.1)
}

/// The copies of work on this article, the newest first: those that were made of it at its place, and those of the same text whose
/// article is no longer where it was, as after its folder was renamed. Reads the names in the folders of copies and of temporary
/// files, and those copies of which the name does not tell.
pub fn find(article: &Article) -> Vec<PathBuf> {
    let temporary = copies(&std::env::temp_dir(), |name| name.starts_with(TEMPORARY));
    let mut found: Vec<(SystemTime, PathBuf)> =
        temporary.into_iter().filter(|(_, copy)| is_of(copy, article, true)).collect();
    found.extend(paths::unsaved().map(|folder| find_in(&folder, article)).unwrap_or_default());
    found.sort();
    found.into_iter().rev().map(|(_, path)| path).collect()
}

fn keep_in(folder: &Path, article: &Article, json: &str) -> io::Result<PathBuf> {
    atomic::make_folder(folder)?;
    let stem = format!("{}-{}-{}", stem(article), short(article), std::process::id());
    // A process of the same number may have left one.
    let mut path = folder.join(format!("{stem}{SUFFIX}"));
    let mut number = 0;
    while path.exists() {
        number += 1;
        path = folder.join(format!("{stem}.{number}{SUFFIX}"));
    }
    let outcome = atomic::replace(&path, |out| out.write_all(json.as_bytes()));
    // It may be there all the same, and would be offered though nobody knows of it.
    outcome.inspect_err(|_| drop(fs::remove_file(&path))).map(|()| path)
}

fn find_in(folder: &Path, article: &Article) -> Vec<(SystemTime, PathBuf)> {
    let (mark, start) = (format!("-{}-", short(article)), format!("{}-", stem(article)));
    let named = copies(folder, |name| name.contains(&mark) || name.starts_with(&start));
    let has_mark = |copy: &Path| copy.file_name().is_some_and(|name| name.to_string_lossy().contains(&mark));
    named.into_iter().filter(|(_, copy)| has_mark(copy) || is_of(copy, article, false)).collect()
}

/// The user's own files in a folder whose names are wanted, with the time of their last change.
fn copies(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Vec<(SystemTime, PathBuf)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let own = rustix::process::geteuid().as_raw();
    entries
        .flatten()
        .filter(|entry| entry.file_name().to_str().is_some_and(|name| is_wanted(name) && name.ends_with(SUFFIX)))
        .filter_map(|entry| {
            let about = entry.metadata().ok().filter(|about| about.is_file() && about.uid() == own)?;
            Some((about.modified().unwrap_or(SystemTime::UNIX_EPOCH), entry.path()))
        })
        .collect()
}

/// Whether a copy is of the text of an article that is gone from its place, or, with `here`, of this one.
fn is_of(copy: &Path, article: &Article, here: bool) -> bool {
    let Some(value) = json::read_file(copy).ok().and_then(|bytes| json::parse(copy, &bytes).ok()) else { return false };
    let Some(path) = value[RESCUE]["path"].as_str().map(Path::new) else { return false };
    let is_here = matches!(&article.origin, Origin::File(own) if fs::canonicalize(own).is_ok_and(|own| own == path));
    let same_text =
        value["article"]["sha256"].as_str().is_some_and(|digest| digest.eq_ignore_ascii_case(article.digest()));
    (here && is_here) || (same_text && !path.exists())
}

/// The name of an article as part of another name.
fn stem(article: &Article) -> String {
    let mut name: String =
        article.name.chars().map(|letter| if letter.is_control() || letter == '/' { '_' } else { letter }).collect();
    let end = (0..=NAME.min(name.len())).rev().find(|end| name.is_char_boundary(*end));
    name.truncate(end.unwrap_or(0));
    name
}

fn short(article: &Article) -> String {
    let mut identity = identity(article);
    identity.truncate(16);
    identity
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Origin;

    #[test]
    fn a_copy_is_found_by_its_article_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = folder.path().join("state").join("unsaved");
        let mut article = Article::from_text("news.txt", "قال.".to_owned());
        article.origin = Origin::File(folder.path().join("news.txt"));
        let mut other = article.clone();
        other.origin = Origin::File(folder.path().join("else").join("news.txt"));
        assert!(find_in(&state, &article).is_empty());
        let json = Sidecar::new().to_json(&article);
        let first = keep_in(&state, &article, &json).expect("kept");
        let second = keep_in(&state, &article, &json).expect("kept");
        assert_ne!(first, second);
        assert_eq!(find_in(&state, &article).len(), 2);
        assert!(find_in(&state, &other).is_empty());
        assert!(first.file_name().is_some_and(|name| name.to_string_lossy().starts_with("news.txt-")));
        assert!(Sidecar::load(&first, &article).expect("valid").is_some());
        let long = Article::from_text(&"ق/\n".repeat(200), "قال.".to_owned());
        assert!(keep_in(&state, &long, &json).is_ok());
    }
}
