//! Opening a file: reading, decoding, paragraphs. The sentences are counted elsewhere, after the first paint.

use std::fs;
use std::hint::black_box;

use criterion::{Criterion, Throughput};
use hashiya::input::{Article, OpenOptions};

fn main() -> std::io::Result<()> {
    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    let folder = tempfile::tempdir()?;
    let mut group = criterion.benchmark_group("opening");
    let texts = [
        ("4 kB", articles::right_to_left(4_000)),
        ("10 MB", articles::right_to_left(10_000_000)),
        ("10 MB, wrapped", articles::wrapped(10_000_000)),
    ];
    for (name, text) in texts {
        let path = folder.path().join(format!("{name}.txt"));
        fs::write(&path, &text)?;
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| Article::open(black_box(&path))));
        // What the first paint waits for in a large file.
        group.bench_function(format!("{name}, the beginning"), |bencher| {
            bencher.iter(|| Article::open_head(black_box(&path), &OpenOptions::default()));
        });
    }
    group.finish();
    criterion.final_summary();
    Ok(())
}
