//! An article with thousands of annotations: what keys cost does not grow into waiting.

use hashiya::annotation::{Annotation, AnnotationSet, TextQuote};
use hashiya::app::key::Key;
use hashiya::app::{App, Effect, Event, Ids, Opened, Settings, Size};
use hashiya::input::Article;
use hashiya::text::{Around, Span};
use jiff::Timestamp;

use super::long;
use super::support::caprtl;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

/// 1200 sentences, each tagged on the whole and on its first word, and the ranges that the other thread is asked about.
fn many() -> (App, Vec<Span>) {
    let article = Article::from_text("news.txt", caprtl(&long(400)));
    let spans = (0..article.document.paragraphs.len()).flat_map(|index| article.document.sentences(index));
    // The whole of each sentence, and its first word.
    let spans: Vec<Span> = spans.flat_map(|span| [span, Span::new(span.start, span.start + 4)]).collect();
    let places: Vec<(Span, Around)> = spans.iter().map(|span| (*span, Around::default())).collect();
    let quotes = TextQuote::of_places(&article.document.text, &places);
    let annotation = |(number, (span, quote)): (usize, (&Span, TextQuote))| Annotation {
        id: number.to_string(),
        tag: "claim".into(),
        span: *span,
        quote,
        state: hashiya::annotation::State::Exact,
        lost: None,
        note: None,
        creator: "mona".into(),
        created: NOW,
        modified: NOW,
        extra: serde_json::Map::new(),
    };
    let annotations: AnnotationSet = spans.iter().zip(quotes).enumerate().map(annotation).collect();
    let opened = Opened { markup: annotations.into(), ..Opened::default() };
    let size = Size { columns: 80, rows: 12 };
    let mut app = App::new(article.into(), opened, Settings::default(), Ids::Counted(90_000), size, NOW);
    let [Effect::Start(..), Effect::Count { generation: 1, spans, .. }] = &app.take_effects()[..] else {
        panic!("the count is asked for")
    };
    let asked = spans.clone();
    (app, asked)
}

fn press(app: &mut App, key: &str) {
    app.update(Event::Key(Key::parse(key).expect("a key")), NOW);
}

#[test]
fn sentences_of_many_annotations_are_left_to_the_other_thread_and_keys_work_before_it_answers() {
    let (mut app, asked) = many();
    assert_eq!(asked.len(), 2400);
    assert!(status(&mut app).contains("… tagged"), "{}", status(&mut app));
    press(&mut app, "x");
    assert!(status(&mut app).contains("… tagged"), "{}", status(&mut app));
    let touched = hashiya::app::tally::touched(&app.article().document, &asked);
    app.update(Event::Counted { generation: 1, touched }, NOW);
    app.update(Event::Wheel(0), NOW);
    assert!(status(&mut app).contains("1199 tagged"), "{}", status(&mut app));
}

#[test]
fn sentences_that_were_joined_while_the_other_thread_looked_are_counted_as_they_are() {
    let (mut app, asked) = many();
    let touched = hashiya::app::tally::touched(&app.article().document, &asked);
    press(&mut app, "J");
    app.article().document.count_sentences();
    app.update(Event::Counted { generation: 1, touched }, NOW);
    app.update(Event::Wheel(0), NOW);
    let status = status(&mut app);
    assert!(status.contains("1/1199") && status.contains("1199 tagged"), "{status}");
}

fn status(app: &mut App) -> String {
    let page = app.view();
    let on_it = page.strips.iter().filter(|strip| strip.y == page.size.rows - 2);
    on_it.flat_map(|strip| strip.cells.iter()).map(|(text, ..)| text.as_str()).collect()
}
