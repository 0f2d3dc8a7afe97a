//! Saving an article with 5,000 annotations: the file's text, and replacing the file.

use std::hint::black_box;

use criterion::Criterion;
use hashiya::annotation::{Annotation, AnnotationSet, TextQuote};
use hashiya::disk;
use hashiya::input::Article;
use hashiya::store::Sidecar;
use hashiya::text::{Around, Span};
use jiff::Timestamp;

const ANNOTATIONS: usize = 5_000;

fn main() -> std::io::Result<()> {
    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    let (article, sidecar) = example();
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("article.txt.hashiya.json");
    let json = sidecar.to_json(&article);
    criterion.bench_function("saving 5,000, the text", |bencher| {
        bencher.iter(|| black_box(&sidecar).to_json(&article));
    });
    // Mostly the disk: the file and its folder are synced.
    criterion.bench_function("saving 5,000, replacing the file", |bencher| {
        bencher.iter(|| disk::replace(&path, |out| out.write_all(black_box(json.as_bytes()))));
    });
    criterion.bench_function("loading 5,000", |bencher| {
        bencher.iter(|| Sidecar::load(black_box(&path), &article));
    });
    criterion.final_summary();
    Ok(())
}

/// An article and a claim on each of its first sentences.
fn example() -> (Article, Sidecar) {
    let article = Article::from_text("article.txt", articles::right_to_left(2_000_000));
    let spans: Vec<Span> = (0..article.document.paragraphs.len())
        .flat_map(|index| article.document.sentences(index))
        .take(ANNOTATIONS)
        .collect();
    assert_eq!(spans.len(), ANNOTATIONS, "the text is long enough");
    let places: Vec<(Span, Around)> = spans.iter().map(|span| (*span, article.document.around(*span))).collect();
    let quotes = TextQuote::of_places(&article.document.text, &places);
    let annotations = spans.iter().zip(quotes).enumerate().map(|(number, (span, quote))| Annotation {
        id: format!("00000000-0000-4000-8000-{number:012}"),
        tag: "claim".to_owned(),
        span: *span,
        quote,
        state: hashiya::annotation::State::Exact,
        lost: None,
        note: (number % 4 == 0).then(|| "تحقق من هذا".to_owned()),
        creator: "reader".to_owned(),
        created: Timestamp::UNIX_EPOCH,
        modified: Timestamp::UNIX_EPOCH,
        extra: serde_json::Map::new(),
    });
    let sidecar = Sidecar::of(annotations.collect::<AnnotationSet>().into());
    (article, sidecar)
}
