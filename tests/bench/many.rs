//! What a key costs with 20 annotations in an article of 10 MB and with 20,000: the state changes, what is saved is reported back, and
//! the page is described.

use std::sync::Arc;

use criterion::Criterion;
use hashiya::annotation::{Annotation, AnnotationSet, TextQuote};
use hashiya::app::key::Key;
use hashiya::app::{App, Effect, Event, Ids, Opened, Settings, Size};
use hashiya::input::Article;
use hashiya::store::Report;
use hashiya::text::{Around, Span};
use jiff::Timestamp;

const SIZE: Size = Size { columns: 120, rows: 40 };
const NOW: Timestamp = Timestamp::UNIX_EPOCH;

/// What is measured, and keys that come back to where they began, over and over.
const CASES: [(&str, &[&str]); 6] = [
    ("next sentence", &["j", "k"]),
    ("tag", &["1", "1"]),
    ("undo", &["u", "Ctrl-R"]),
    ("note", &["e", "x", "Enter"]),
    ("list", &["a", "j", "Esc"]),
    ("summary", &["i", "Esc"]),
];

fn main() {
    let mut criterion = Criterion::default().configure_from_args().sample_size(30);
    let article = Arc::new(Article::from_text("article.txt", articles::right_to_left(10_000_000)));
    article.document.count_sentences();
    for count in [20, 20_000] {
        let annotations = annotations(&article, count);
        let open = || {
            let opened = Opened { markup: annotations.clone().into(), ..Opened::default() };
            App::new(Arc::clone(&article), opened, Settings::default(), Ids::Counted(1 << 64), SIZE, NOW)
        };
        criterion.bench_function(&format!("opening, {count} annotations"), |bencher| bencher.iter(|| open().view()));
        criterion.bench_function(&format!("a set of {count} annotations"), |bencher| {
            bencher.iter(|| annotations.shared().cloned().collect::<AnnotationSet>());
        });
        for (name, keys) in CASES {
            let keys: Vec<Key> = keys.iter().map(|name| Key::parse(name).expect("a key")).collect();
            let mut app = open();
            let effects = app.take_effects();
            perform(&mut app, effects);
            // In the middle, and something to be undone.
            for key in ["5", "0", "0", "0", "g", "2", "e", "x", "Enter"] {
                press(&mut app, Key::parse(key).expect("a key"));
            }
            let mut next = keys.iter().cycle();
            criterion.bench_function(&format!("{name}, {count} annotations"), |bencher| {
                bencher.iter(|| {
                    if let Some(key) = next.next() {
                        press(&mut app, *key);
                    }
                    app.view()
                });
            });
        }
    }
    criterion.final_summary();
}

fn press(app: &mut App, key: Key) {
    let effects = app.update(Event::Key(key), NOW);
    perform(app, effects);
}

fn perform(app: &mut App, effects: Vec<Effect>) {
    for effect in effects {
        let event = match effect {
            Effect::Save { snapshot, .. } => {
                Event::Saver(Report::Saved { revision: snapshot.revision, path: "s.json".into(), written: true })
            }
            Effect::Count { document, generation, spans } => {
                Event::Counted { generation, touched: hashiya::app::tally::touched(&document, &spans) }
            }
            _ => continue,
        };
        let effects = app.update(event, NOW);
        perform(app, effects);
    }
}

/// A claim on each of so many sentences, evenly over the article.
fn annotations(article: &Article, count: usize) -> AnnotationSet {
    let all: Vec<Span> =
        (0..article.document.paragraphs.len()).flat_map(|index| article.document.sentences(index)).collect();
    let spans: Vec<Span> = all.iter().step_by(all.len() / count).take(count).copied().collect();
    let places: Vec<(Span, Around)> = spans.iter().map(|span| (*span, article.document.around(*span))).collect();
    let quotes = TextQuote::of_places(&article.document.text, &places);
    let annotation = |(number, (span, quote)): (usize, (&Span, TextQuote))| Annotation {
        id: format!("00000000-0000-4000-8000-{number:012}"),
        tag: "claim".to_owned(),
        span: *span,
        quote,
        state: hashiya::annotation::State::Exact,
        lost: None,
        note: number.is_multiple_of(4).then(|| "تحقق من هذا".to_owned()),
        creator: "reader".to_owned(),
        created: NOW,
        modified: NOW,
        extra: serde_json::Map::new(),
    };
    spans.iter().zip(quotes).enumerate().map(annotation).collect()
}
