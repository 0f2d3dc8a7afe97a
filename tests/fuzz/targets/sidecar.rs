//! Bytes of a sidecar are read against an article.

use std::path::Path;
use std::sync::LazyLock;

use hashiya::input::Article;
use hashiya::store::{Fit, Sidecar, SidecarError};

use super::article;

/// The text that the sidecars of the corpus are about.
const TEXT: &str = "قال الوزير \"نعم\". ثم ذهب. 😀 انتهى.\nHe said 5%. So?\n";

static ARTICLE: LazyLock<Article> = LazyLock::new(|| Article::from_text("news.txt", TEXT.to_owned()));

pub(crate) fn run(data: &[u8]) {
    let path = Path::new("news.txt.hashiya.json");
    let read = match Sidecar::from_bytes(path, data.to_vec(), &ARTICLE) {
        Ok(read) => read,
        Err(error) => return refused(&error),
    };
    for item in read.markup.annotations.iter() {
        let exact = item.span.slice(TEXT).expect("in the text, on character boundaries");
        assert_eq!(item.lost.is_none(), item.state.has_place(), "{item:?}");
        assert_eq!(exact.is_empty(), !item.state.has_place(), "{item:?}");
        assert!(!item.state.is_settled() || exact == item.quote.exact, "{item:?}");
        assert!(read.markup.tags.get(&item.tag).is_some(), "{item:?}");
    }
    for item in read.markup.boundaries.iter() {
        assert!(TEXT.is_char_boundary(item.position), "{item:?}");
        let fits = read.fit == Fit::Differs || !item.state.has_place() || item.quote.fits(TEXT, item.position);
        assert!(fits, "{item:?}");
    }
    let corrected = read.corrected(ARTICLE.clone());
    article::check(&corrected);
    let written = read.to_json(&corrected);
    let again = Sidecar::from_bytes(path, written.clone().into_bytes(), &ARTICLE).expect("what is written can be read");
    if read.fit == Fit::Exact {
        let known = |read: &Sidecar| (read.markup.clone(),);
        assert_eq!(known(&read), known(&again));
    }
    assert_eq!(again.to_json(&corrected), written, "what is read is written as it was");
}

fn refused(error: &SidecarError) {
    let (full, brief) = (error.to_string(), error.brief());
    for message in [&full, &brief] {
        assert!(!message.contains(char::is_control), "{message:?}");
        assert!(!message.contains(['\u{202E}', '\u{200F}', '\u{2066}']), "{message:?}");
    }
    assert!(full.starts_with("news.txt.hashiya.json: "), "{full}");
    assert!(full.chars().count() < 400 && brief.chars().count() < 120, "too long for a screen: {full}");
}
