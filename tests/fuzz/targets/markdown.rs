//! Markdown becomes paragraphs.

use hashiya::input::{Article, Origin};
use hashiya::text::Kind;

use super::article;

pub(crate) fn run(data: &[u8]) {
    // A byte order mark would be taken off, and the text be another.
    let text = String::from_utf8_lossy(data).replace('\u{FEFF}', "");
    let Ok(opened) = Article::from_bytes("a.md", Origin::Stdin, text.as_bytes()) else { return };
    if opened.source.encoding != "UTF-8" {
        return;
    }
    assert_eq!(*opened.document.text, text);
    article::check(&opened);
    for paragraph in opened.document.paragraphs.iter() {
        assert!(paragraph.level <= 6, "{paragraph:?}");
        assert!(paragraph.kind.is_heading() || paragraph.level == 0, "{paragraph:?}");
        assert!(paragraph.kind != Kind::Headline || paragraph.level == 1, "{paragraph:?}");
    }
}
