//! Sentences by the rules, and as corrected by a reader.

use hashiya::input::Article;
use hashiya::text::sentence::{Correction, Corrections, split};
use hashiya::text::{Document, Language, Span, one_line};

use super::{article, choice};

const CODES: [&str; 5] = ["ar", "fa", "ur", "he", "en"];

pub(crate) fn run(mut data: &[u8]) {
    let code = CODES[choice(&mut data) % CODES.len()];
    let language = Language::from_code(code).unwrap_or(Language::Arabic);
    let places: Vec<(usize, usize)> =
        (0..choice(&mut data) % 6).map(|_| (choice(&mut data), choice(&mut data))).collect();
    let text = String::from_utf8_lossy(data);
    tiles(&split(&text, language), &text);

    let mut plain = Article::from_text("a.txt", text.clone().into_owned());
    let paragraphs = plain.document.paragraphs.to_vec();
    plain.document = Document::new(text.clone().into_owned(), paragraphs, Some(language)).into();
    let corrections: Corrections = places
        .iter()
        .map(|(place, kind)| {
            let kind = [Correction::Join, Correction::Split][kind % 2];
            // At the beginning of a sentence as often as anywhere.
            let ordinal = place % 16 + 1;
            let place = match plain.document.sentence(ordinal) {
                Some((_, sentence)) if place & 16 == 0 => sentence.start,
                _ => *place,
            };
            (place, kind)
        })
        .collect();
    let before = plain.document.count_sentences().to_vec();
    let corrected = plain.with_corrections(corrections);
    article::check(&corrected);
    let back = corrected.with_corrections(Corrections::default());
    assert_eq!(back.document.count_sentences(), before, "taking corrections back brings the sentences back");
    article::check(&back);
    let line = one_line(&text);
    assert!(!line.contains(['\n', '\r', '\u{2028}', '\u{2029}']));
}

fn tiles(spans: &[Span], text: &str) {
    let mut end = 0;
    for span in spans {
        assert!(span.start == end && !span.is_empty(), "{spans:?}");
        assert!(span.slice(text).is_some(), "{span:?}");
        end = span.end;
    }
    assert_eq!(end, text.len(), "sentences tile the paragraph");
}
