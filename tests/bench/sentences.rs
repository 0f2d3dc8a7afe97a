//! Cutting sentences, in bytes a second: on one processor, and as an article counts them. About 100 MB a second on one.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput};
use hashiya::input::Article;

fn main() {
    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    let mut group = criterion.benchmark_group("sentences");
    for (name, text) in [
        ("right to left", articles::right_to_left(2_000_000)),
        ("English", include_str!("../../assets/samples/en.txt").repeat(200)),
    ] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        let article = Article::from_text("article.txt", text.clone());
        group.bench_function(format!("{name}, one processor"), |bencher| {
            bencher.iter(|| {
                (0..article.document.paragraphs.len())
                    .map(|index| black_box(&article).document.sentences(index).len())
                    .sum::<usize>()
            });
        });
        // An article counts once, so each time a new one.
        group.bench_function(format!("{name}, counting"), |bencher| {
            bencher.iter_batched(
                || Article::from_text("article.txt", text.clone()),
                |article| article.document.count_sentences().len(),
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
    criterion.final_summary();
}
