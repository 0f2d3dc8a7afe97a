//! Work that is not in the sidecar, because it could not be saved there or somebody else took it out: a sidecar of its own in the
//! user's state folder, offered when the article is opened again.
//!
//! The names are `NAME-ARTICLE-PID.hashiya.json`: that of the article for people, its identity for us, and the process. In the field
//! `rescue` are the `path` of the article, a `print` of its text, what was saved of it last as `base`, and what the work began with
//! as `begun`.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde_json::{Value, json};

use crate::disk::{self, Kind, folders, located};
use crate::input::{Article, Origin};
use crate::store::paths::{SUFFIX, identity, identity_at};
use crate::store::recovery::fingerprint::{print, shared};
use crate::store::recovery::leftovers;
use crate::store::sidecar::json;
use crate::store::{Sidecar, paths, spelled};

/// Bytes of an article's name in that of the copy.
const NAME: usize = 120;

/// The field with what is known of a copy.
pub(in crate::store) const RESCUE: &str = "rescue";

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
    let mut rescue = json!({"print": print(&article.document.text)});
    if let Origin::File(path) = &article.source.origin {
        rescue["path"] = json!(located(path).to_string_lossy());
    }
    if let Some([base, begun]) = base {
        (rescue["base"], rescue["begun"]) = (base.to_value(article), begun.to_value(article));
    }
    value[RESCUE] = rescue;
    let json = spelled(&value);
    if let Some(before) = before
        && disk::replace(before, |out| out.write_all(json.as_bytes())).is_ok()
    {
        return Ok(before.to_owned());
    }
    let kept = paths::unsaved()
        .and_then(|folder| keep_in(&folder, article, &json))
        .or_else(|_| keep_in(&folders::make_temporary()?, article, &json))?;
    if let Some(before) = before {
        let _ = disk::remove(before);
    }
    Ok(kept)
}

/// The copies of work on this article that were made at its place, the newest first. Reads the names in the two folders of copies.
pub fn find(article: &Article) -> Vec<PathBuf> {
    let mark = mark(article);
    newest_first(copies().flat_map(|folder| find_in(&folder, |name| name.contains(&mark))))
}

/// Those of an article that is no longer where it was, be it renamed or in another folder now, the newest first, with where it was: of
/// the same text, or of one that has half of it. Reads all copies that were made at other places, which are few: not on the way to the
/// first page.
pub fn find_moved(article: &Article) -> Vec<(PathBuf, PathBuf)> {
    let mark = mark(article);
    let others = newest_first(copies().flat_map(|folder| find_in(&folder, |name| !name.contains(&mark))));
    others.into_iter().filter_map(|copy| moved_from(&copy, article).map(|from| (copy, from))).collect()
}

fn copies() -> impl Iterator<Item = PathBuf> {
    paths::unsaved().into_iter().chain([folders::temporary()])
}

/// Removes what processes that were killed while they wrote a copy left beside it. Reads the names in the two folders.
pub(in crate::store) fn sweep() {
    for folder in copies() {
        leftovers::sweep(&folder);
    }
}

fn newest_first(found: impl Iterator<Item = (SystemTime, PathBuf)>) -> Vec<PathBuf> {
    let mut found: Vec<(SystemTime, PathBuf)> = found.collect();
    found.sort();
    found.into_iter().rev().map(|(_, path)| path).collect()
}

fn keep_in(folder: &Path, article: &Article, json: &str) -> io::Result<PathBuf> {
    folders::make_private(folder)?;
    let stem = format!("{}{}{}", stem(article), mark(article), std::process::id());
    // A process of the same number may have left one.
    let mut path = folder.join(format!("{stem}{SUFFIX}"));
    let mut number = 0;
    while Kind::of(&path).is_some() {
        number += 1;
        path = folder.join(format!("{stem}.{number}{SUFFIX}"));
    }
    let outcome = disk::replace(&path, |out| out.write_all(json.as_bytes()));
    // It may be there all the same, and would be offered though nobody knows of it.
    outcome.inspect_err(|_| drop(disk::remove(&path))).map(|()| path)
}

/// Those in one folder that are the user's own, and whose name is wanted, with the time of their last change.
fn find_in(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Vec<(SystemTime, PathBuf)> {
    let mut found = disk::list(folder);
    found.retain(|path| {
        let name = path.file_name().and_then(OsStr::to_str);
        name.is_some_and(|name| name.ends_with(SUFFIX) && is_wanted(name))
    });
    found.into_iter().filter_map(|path| Some((disk::modified(&path)?, path))).collect()
}

/// Where the article of a copy was, if it is this one and is gone from there.
fn moved_from(copy: &Path, article: &Article) -> Option<PathBuf> {
    let value = json::parse(copy, &disk::read_regular(copy, json::LIMIT).ok()?).ok()?;
    let from = PathBuf::from(value[RESCUE]["path"].as_str()?);
    let kept = kept_print(&value);
    let is_of = |article: &Article| {
        let digest = value["article"]["sha256"].as_str();
        let is_same = digest.is_some_and(|digest| digest.eq_ignore_ascii_case(article.document.digest()));
        is_same || (!kept.is_empty() && 2 * shared(&kept, &article.document.text) >= kept.len())
    };
    // Another text may have the name by now.
    let is_gone = || Kind::of(&from).is_none() || Article::open(&from).is_ok_and(|there| !is_of(&there));
    (is_of(article) && is_gone()).then_some(from)
}

fn kept_print(value: &Value) -> Vec<String> {
    value[RESCUE]["print"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|piece| Some(piece.as_str()?.to_owned()))
        .collect()
}

/// Whether a copy is of a text of which an article has nothing: one that has its name now.
pub(in crate::store) fn is_of_another_text(value: &Value, article: &Article) -> bool {
    let kept = kept_print(value);
    !kept.is_empty() && shared(&kept, &article.document.text) == 0
}

/// The name of an article as part of another name.
fn stem(article: &Article) -> String {
    let mut name: String = article
        .source
        .name
        .chars()
        .map(|letter| if letter.is_control() || letter == '/' { '_' } else { letter })
        .collect();
    let end = (0..=NAME.min(name.len())).rev().find(|end| name.is_char_boundary(*end));
    name.truncate(end.unwrap_or(0));
    name
}

/// What the names of its copies have in them.
fn mark(article: &Article) -> String {
    let mut identity = match &article.source.origin {
        Origin::File(path) => identity_at(&located(path)),
        _ => identity(article),
    };
    identity.truncate(16);
    format!("-{identity}-")
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
        article.source.origin = Origin::File(folder.path().join("news.txt"));
        let mut other = article.clone();
        other.source.origin = Origin::File(folder.path().join("else").join("news.txt"));
        let find_in = |folder: &Path, article: &Article| find_in(folder, |name| name.contains(&mark(article)));
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
