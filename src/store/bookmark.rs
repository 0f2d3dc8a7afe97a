//! The place of the reader in an article, remembered between readings.

use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::disk::{self, Kind};
use crate::input::Article;
use crate::store::paths;
use crate::store::recovery::leftovers;
use crate::store::sidecar::json::LIMIT;
use crate::text::offsets::OffsetIndex;

/// Places kept; the ones not touched for longest go first.
const KEPT: usize = 1_000;
/// Code points of the text remembered at the place.
const QUOTE: usize = 40;

/// The byte where the reader was; `None` when nothing is known of this article, or its text no longer has that place.
pub fn load(article: &Article) -> Option<usize> {
    load_in(&paths::places().ok()?, article)
}

/// Whether a place is remembered, be it in the text at hand or not.
pub fn is_known(article: &Article) -> bool {
    paths::places().is_ok_and(|folder| Kind::of(&file(&folder, article)).is_some())
}

/// Remembers byte `position` of an article. Reads the names in the folder of places.
///
/// # Errors
/// When there is no home folder or it cannot be written.
pub fn save(article: &Article, position: usize) -> io::Result<()> {
    save_in(&paths::places()?, article, position)
}

/// As [`load`], from a folder.
pub fn load_in(folder: &Path, article: &Article) -> Option<usize> {
    let value: Value = serde_json::from_slice(&disk::read_regular(&file(folder, article), LIMIT).ok()?).ok()?;
    let quote = value.get("quote")?.as_str()?;
    let count = usize::try_from(value.get("position")?.as_u64()?).ok()?;
    let at = OffsetIndex::new(&article.document.text).byte_of_code_point(count);
    match at {
        Some(at) if article.document.text.get(at..)?.starts_with(quote) => Some(at),
        // The text changed: where the quote is now.
        // In the beginning of a file the place may be yet to come.
        _ if quote.is_empty() || article.is_head => None,
        _ => article.document.text.find(quote),
    }
}

/// As [`save`], to a folder, which is made.
///
/// # Errors
/// When it cannot be written.
pub fn save_in(folder: &Path, article: &Article, position: usize) -> io::Result<()> {
    disk::folders::make_private(folder)?;
    let count = OffsetIndex::new(&article.document.text).code_points(position.min(article.document.text.len()));
    let quote: String = article.document.text.get(position..).unwrap_or_default().chars().take(QUOTE).collect();
    let json = format!("{:#}\n", json!({ "version": 1, "position": count, "quote": quote }));
    disk::replace(&file(folder, article), |out| out.write_all(json.as_bytes()))?;
    leftovers::sweep(folder);
    prune(folder, KEPT)
}

fn file(folder: &Path, article: &Article) -> PathBuf {
    folder.join(paths::identity(article) + ".json")
}

fn prune(folder: &Path, kept: usize) -> io::Result<()> {
    let mut files = disk::list(folder);
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    if files.len() <= kept {
        return Ok(());
    }
    let mut by_time: Vec<_> = files.into_iter().map(|path| (disk::modified(&path), path)).collect();
    by_time.sort();
    by_time[..by_time.len() - kept].iter().try_for_each(|(_, path)| disk::remove(path))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::MetadataExt;

    use super::*;
    use crate::input::Origin;

    #[test]
    fn comes_back_to_the_place_even_where_the_text_moved() {
        let state = tempfile::tempdir().expect("a folder");
        let folder = state.path().join("hashiya").join("places");
        let mut article = Article::from_text("a.txt", "قال. ثم ذهب بعيدا.".to_owned());
        article.source.origin = Origin::Sample("ar");
        assert_eq!(load_in(&folder, &article), None);
        save_in(&folder, &article, 8).expect("saved");
        assert_eq!(load_in(&folder, &article), Some(8));
        article.document = Article::from_text("a.txt", format!("ab {}", article.document.text)).document;
        assert_eq!(load_in(&folder, &article), Some(11));
        article.document = Article::from_text("a.txt", "else".to_owned()).document;
        assert_eq!(load_in(&folder, &article), None);
        for made in [&folder, &state.path().join("hashiya")] {
            let mode = fs::metadata(made).expect("made").mode();
            assert_eq!(mode & 0o777, 0o700, "for the user alone: {}", made.display());
        }
    }

    #[test]
    fn old_places_are_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        for number in 0..5 {
            fs::write(folder.path().join(format!("{number}.json")), "{}").expect("a file");
        }
        prune(folder.path(), 3).expect("pruned");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 3);
    }
}
