//! An article with thousands of annotations: what keys cost does not grow into waiting.

use hashiya::annotation::{Annotation, TextQuote};
use hashiya::app::{App, Effect, Event, Ids, Opened, Settings, Size};
use hashiya::input::Article;
use hashiya::text::Span;
use jiff::Timestamp;

use crate::long;
use crate::support::caprtl;

#[test]
fn sentences_of_many_annotations_are_left_to_the_other_thread_and_keys_work_before_it_answers() {
    let article = Article::from_text("news.txt", caprtl(&long(400)));
    let now = Timestamp::UNIX_EPOCH;
    let spans = (0..article.paragraphs.len()).flat_map(|index| article.sentences(index));
    // The whole of each sentence, and its first word.
    let spans: Vec<Span> = spans.flat_map(|span| [span, Span::new(span.start, span.start + 4)]).collect();
    let annotation = |(number, span): (usize, &Span)| Annotation {
        id: number.to_string(),
        tag: "claim".into(),
        span: *span,
        quote: TextQuote::new(&article.text, *span, Span::default(), Span::default()),
        note: None,
        creator: "mona".into(),
        created: now,
        modified: now,
        extra: serde_json::Map::new(),
    };
    let annotations = spans.iter().enumerate().map(annotation).collect();
    let opened = Opened { annotations, ..Opened::default() };
    let size = Size { columns: 80, rows: 12 };
    let mut app = App::new(article.into(), opened, Settings::default(), Ids::Counted(90_000), size, now);
    let [Effect::Count(asked)] = &app.take_effects()[..] else { panic!("the count is asked for") };
    assert_eq!(asked.len(), 2400);
    assert!(status(&mut app).contains("… tagged"), "{}", status(&mut app));
    app.update(Event::Key(hashiya::app::key::Key::parse("x").expect("a key")), now);
    assert!(status(&mut app).contains("… tagged"), "{}", status(&mut app));
    let touched = hashiya::app::tally::touched(app.article(), asked);
    app.update(Event::Counted(touched), now);
    app.update(Event::Wheel(0), now);
    assert!(status(&mut app).contains("1199 tagged"), "{}", status(&mut app));
}

fn status(app: &mut App) -> String {
    let page = app.view();
    let on_it = page.strips.iter().filter(|strip| strip.y == page.size.rows - 2);
    on_it.flat_map(|strip| strip.cells.iter()).map(|(text, ..)| text.as_str()).collect()
}
