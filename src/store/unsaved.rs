//! Work that could not be saved when the program had to end: a sidecar of its own in the user's state folder, offered when the
//! article is opened again.
//!
//! The names are `NAME-ARTICLE-PID.hashiya.json`: that of the article for people, its identity for us, and the process.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::paths::{SUFFIX, identity};
use super::{Sidecar, atomic, paths};
use crate::input::Article;

/// Bytes of an article's name in that of the copy.
const NAME: usize = 120;

/// Writes `sidecar`, with the article as corrected in it, to a file of its own and returns where: in the place of `before`, which this
/// process wrote, if that is given; to the folder of temporary files where the state folder cannot be written.
///
/// # Errors
/// When neither can be written.
pub fn keep(article: &Article, sidecar: &Sidecar, before: Option<&Path>) -> io::Result<PathBuf> {
    let json = sidecar.to_json(article);
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
    let mut file = builder.prefix("hashiya-unsaved-").suffix(SUFFIX).tempfile()?;
    file.write_all(json.as_bytes())?;
    atomic::sync(file.as_file())?;
    Ok(file.keep()?.1)
}

/// The copies of work on this article, the newest first. Reads the names in their folder.
pub fn find(article: &Article) -> Vec<PathBuf> {
    paths::unsaved().map(|folder| find_in(&folder, article)).unwrap_or_default()
}

fn keep_in(folder: &Path, article: &Article, json: &str) -> io::Result<PathBuf> {
    atomic::make_folder(folder)?;
    let mut name: String =
        article.name.chars().map(|letter| if letter.is_control() || letter == '/' { '_' } else { letter }).collect();
    let end = (0..=NAME.min(name.len())).rev().find(|end| name.is_char_boundary(*end));
    name.truncate(end.unwrap_or(0));
    let stem = format!("{name}-{}-{}", short(article), std::process::id());
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

fn find_in(folder: &Path, article: &Article) -> Vec<PathBuf> {
    let mark = format!("-{}-", short(article));
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<(SystemTime, PathBuf)> = entries
        .flatten()
        .filter(|entry| entry.file_name().to_str().is_some_and(|name| name.contains(&mark) && name.ends_with(SUFFIX)))
        .filter_map(|entry| {
            let about = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            Some((about.modified().unwrap_or(SystemTime::UNIX_EPOCH), entry.path()))
        })
        .collect();
    found.sort();
    found.into_iter().rev().map(|(_, path)| path).collect()
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
