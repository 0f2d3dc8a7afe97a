//! Annotations are looked for in an article that was edited.

use std::path::Path;
use std::sync::LazyLock;

use hashiya::annotation::{Annotation, Boundary, BoundaryQuote, State, TextQuote};
use hashiya::input::Article;
use hashiya::store::{Fit, Sidecar};
use hashiya::text::Span;
use hashiya::text::sentence::Correction;
use jiff::Timestamp;
use serde_json::Map;

use super::choice;

/// With sentences that are there twice, that differ in a mark, and with characters of all lengths.
const TEXT: &str = "عنوان الخبر\n\nقال الوزير إن النمو بلغ 5%. ثم ذهب. ثم ذهب.\nوقالَ الوزيرُ: \"نعم\". 😀 انتهى الكلام.\n\nHe said 5%. \
                    She said 15%. So? He said 5%.\nثم ذهب الوزير إلى بيته القديم، ولم يعد.\n";

static ARTICLE: LazyLock<Article> = LazyLock::new(|| Article::from_text("news.txt", TEXT.to_owned()));
static SIDECAR: LazyLock<String> = LazyLock::new(|| sidecar(&ARTICLE).to_json(&ARTICLE));

/// Every sentence, the words at its ends, and a boundary before it.
fn sidecar(article: &Article) -> Sidecar {
    let mut sidecar = Sidecar::new();
    let annotation = |id: String, span: Span| Annotation {
        id,
        tag: "claim".to_owned(),
        span,
        quote: TextQuote::new(&article.document.text, span, article.document.around(span)),
        state: State::Exact,
        lost: None,
        note: None,
        creator: "Reem".to_owned(),
        created: Timestamp::UNIX_EPOCH,
        modified: Timestamp::UNIX_EPOCH,
        extra: Map::new(),
    };
    for index in 0..article.document.paragraphs.len() {
        for span in article.document.sentences(index) {
            let text = span.slice(&article.document.text).unwrap_or_default();
            let first = text.find(' ').unwrap_or(text.len());
            let last = text.rfind(' ').map_or(0, |at| at + 1);
            let parts = [span, Span::new(span.start, span.start + first), Span::new(span.start + last, span.end)];
            for (part, span) in parts.into_iter().enumerate() {
                let annotation = annotation(format!("{}-{part}", span.start), span);
                sidecar.markup.annotations.insert(annotation);
            }
            if span.start > 0 {
                let paragraph = article.document.paragraphs[index].span;
                sidecar.markup.boundaries.insert(Boundary {
                    id: span.start.to_string(),
                    kind: Correction::Split,
                    position: span.start,
                    quote: BoundaryQuote::new(&article.document.text, paragraph, span.start),
                    state: State::Exact,
                    lost: None,
                    creator: "Reem".to_owned(),
                    created: Timestamp::UNIX_EPOCH,
                    extra: Map::new(),
                });
            }
        }
    }
    sidecar
}

/// Takes out, puts in and moves pieces of the text, as the bytes say.
fn edited(mut data: &[u8]) -> String {
    let mut letters: Vec<char> = TEXT.chars().collect();
    for _ in 0..choice(&mut data) % 8 {
        let start = (choice(&mut data) * 2 + choice(&mut data) % 2).min(letters.len());
        let length = choice(&mut data).min(letters.len() - start);
        match choice(&mut data) % 4 {
            0 => drop(letters.drain(start..start + length)),
            1 => {
                let piece: Vec<char> = letters.drain(start..start + length).collect();
                let to = (choice(&mut data) * 2).min(letters.len());
                drop(letters.splice(to..to, piece));
            }
            2 => {
                let piece = letters[start..start + length].to_vec();
                let to = (choice(&mut data) * 2).min(letters.len());
                drop(letters.splice(to..to, piece));
            }
            _ => {
                let (new, rest) = data.split_at(length.min(data.len()));
                data = rest;
                let new: Vec<char> = String::from_utf8_lossy(new).chars().collect();
                let end = (start + choice(&mut data) % 16).min(letters.len());
                drop(letters.splice(start..end, new));
            }
        }
    }
    letters.into_iter().collect()
}

/// Whether words are in a text once, and are no parts of longer ones.
fn is_there_once(words: &str, text: &str) -> bool {
    let mut found = text.match_indices(words);
    let (Some((at, _)), None) = (found.next(), found.next()) else { return false };
    let is_inside = |character: char| character.is_alphanumeric();
    !text[..at].ends_with(is_inside) && !text[at + words.len()..].starts_with(is_inside)
}

pub(crate) fn run(data: &[u8]) {
    let path = Path::new("news.txt.hashiya.json");
    let article = Article::from_text("news.txt", edited(data));
    let text = article.document.text.as_str();
    let read =
        |bytes: &str| Sidecar::from_bytes(path, bytes.to_owned().into_bytes(), &article).expect("it can be read");
    let found = read(&SIDECAR);
    let known = sidecar(&ARTICLE);
    assert_eq!(found.fit == Fit::Exact, text == TEXT);
    assert_eq!(
        (found.markup.annotations.len(), found.markup.boundaries.len()),
        (known.markup.annotations.len(), known.markup.boundaries.len())
    );
    for item in found.markup.annotations.iter() {
        let old = known.markup.annotations.get(&item.id).expect("all of them are there");
        let here = item.span.slice(text).expect("in the text, on character boundaries");
        assert_eq!(item.lost.is_none(), item.state.has_place(), "{item:?}");
        assert_eq!(here.is_empty(), !item.state.has_place(), "{item:?}");
        assert_eq!(item.quote.exact, old.quote.exact, "what was annotated is not forgotten");
        assert!(!item.state.is_settled() || here == old.quote.exact, "{item:?}: {here}");
        let exact = old.quote.exact.as_str();
        let is_gone = item.state == State::Orphan;
        assert!(!is_gone || exact.chars().count() < 20 || !is_there_once(exact, text), "{item:?} in {text:?}");
    }
    for item in found.markup.boundaries.iter() {
        assert!(text.is_char_boundary(item.position), "{item:?}");
        assert_eq!(item.lost.is_none(), item.state.has_place(), "{item:?}");
    }
    // What is written for the new text is read as it is there.
    let corrected = found.corrected(article.clone());
    let written = found.to_json(&corrected);
    let again = read(&written);
    assert!(again.fit == Fit::Exact);
    let places = |read: &Sidecar| -> Vec<(String, Span, bool)> {
        read.markup.annotations.iter().map(|item| (item.id.clone(), item.span, item.state.is_settled())).collect()
    };
    assert_eq!(places(&again), places(&found));
    assert_eq!(again.to_json(&again.corrected(article.clone())), written);
}
