//! A screenful of paragraphs laid out: levels, clusters, forms, lines, order.

use std::hint::black_box;

use criterion::Criterion;
use hashiya::input::Article;
use hashiya::text::layout::{Options, layout};

/// Rows of the screen, and the measure in columns.
const ROWS: usize = 50;
const MEASURE: usize = 72;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let article = Article::from_text("article.txt", articles::right_to_left(64 * 1024));
    let english = Article::from_text("en.txt", include_str!("../../assets/samples/en.txt").repeat(4));
    for (name, article) in [("right to left", &article), ("left to right", &english)] {
        criterion.bench_function(&format!("layout, a screenful, {name}"), |bencher| {
            bencher.iter(|| screenful(black_box(article)));
        });
    }
    criterion.final_summary();
}

/// Lays out paragraphs from the first one until the screen is full; how many rows that made.
fn screenful(article: &Article) -> usize {
    let mut rows = 0;
    for (index, paragraph) in article.document.paragraphs.iter().enumerate() {
        if rows >= ROWS {
            break;
        }
        let options =
            Options { width: Some(MEASURE), direction: Some(article.document.direction(index)), ..Options::default() };
        // A blank line after each.
        rows += black_box(layout(&article.document.text[paragraph.span.start..paragraph.span.end], &options)).len() + 1;
    }
    rows
}
