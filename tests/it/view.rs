//! The view by itself: no session, no keys, no page. Texts are CapRTL.

use std::rc::Rc;
use std::sync::Arc;

use hashiya::app::view::{Flow, Place, Row, RowContent, Size, View, Words};
use hashiya::input::Article;
use hashiya::text::layout::Order;
use hashiya::text::{Document, Span, words};
use proptest::prelude::*;

use crate::caprtl::{capitals, caprtl};

const NEWS: &str = "THE RIVER ROSE

THE MAYOR SPOKE IN (2023) AND SAID MORE. \"WE WILL BUILD,\" SHE SAID. IT COST 30% MORE. A FOURTH ONE HERE.

THE END CAME. NOBODY SAW IT.";

const SIZE: Size = Size { columns: 60, rows: 12 };

fn document(text: &str) -> Arc<Document> {
    Article::from_text("news.txt", caprtl(text)).document
}

fn view(text: &str) -> View {
    View::new(document(text), 0, 40, Order::Visual, SIZE)
}

/// So many paragraphs of three sentences each.
fn long(count: usize) -> String {
    let paragraph = |n| format!("FIRST {n} IS HERE AND RUNS ON AND ON. SECOND {n} IS HERE. THIRD {n} ENDS.");
    (1..=count).map(paragraph).collect::<Vec<_>>().join("\n\n")
}

fn slice(view: &View, span: Span) -> String {
    capitals(span.slice(&view.document().text).expect("whole characters"))
}

fn current(view: &mut View) -> String {
    let sentence = view.sentence();
    slice(view, sentence)
}

/// The text of each row on the screen.
fn rows(view: &mut View) -> Vec<String> {
    let spans: Vec<Span> = view.rows().into_iter().map(|row| view.row_span(row)).collect();
    spans.into_iter().map(|span| slice(view, span).trim_end().to_owned()).collect()
}

fn flow(text: &str, width: usize) -> Flow {
    let mut flow = Flow::new(document(text), Order::Visual);
    flow.set_width(width);
    flow
}

#[test]
fn rows_go_on_from_the_first_to_the_last_and_back() {
    let mut flow = flow(NEWS, 30);
    let mut row = Row::default();
    let mut all = vec![row];
    while let Some(next) = flow.next(row) {
        assert_eq!(flow.previous(next), Some(row));
        row = next;
        all.push(row);
    }
    let last = flow.last_row();
    assert_eq!((row, flow.previous(all[0])), (last, None));
    assert_eq!(all.len(), (0..flow.paragraphs()).map(|paragraph| flow.rows(paragraph)).sum::<usize>());
    for (number, row) in all.iter().enumerate() {
        assert_eq!([flow.forward(all[0], number), flow.back(last, all.len() - 1 - number)], [*row, *row]);
        for limit in [number, 99] {
            assert_eq!(flow.distance(all[0], *row, limit), Some(number));
        }
        if number > 0 {
            assert_eq!([flow.distance(all[0], *row, number - 1), flow.distance(*row, all[0], 99)], [None, None]);
        }
        let position = flow.position(*row);
        if matches!(flow.content(*row), RowContent::Line(_)) {
            assert_eq!((flow.row_at(position), flow.row_at(position + 1)), (*row, *row));
        }
    }
    // Under the head of the article is a rule between two blank rows.
    let drawn = |row| matches!(flow.content(row), RowContent::Rule(_));
    assert_eq!(all.iter().copied().map(drawn).filter(|is_rule| *is_rule).count(), 1);
}

#[test]
fn sentences_go_on_from_the_first_to_the_last_and_back() {
    let mut flow = flow(NEWS, 30);
    let mut place = Place::default();
    let mut count = 1;
    while let Some(next) = flow.next_place(place) {
        assert_eq!(flow.previous_place(next), Some(place));
        let span = flow.span(next);
        assert_eq!((flow.place_at(span.start), flow.place_at(span.end - 1)), (next, next));
        assert!(flow.span(place).end <= span.start);
        (place, count) = (next, count + 1);
    }
    assert_eq!((count, flow.step(Place::default(), 99), flow.step(place, -99)), (7, place, Place::default()));
    assert_eq!((flow.step(Place::default(), 5), flow.step(place, -1)), (flow.step(place, -1), flow.step(place, -1)));
}

#[test]
fn what_was_laid_out_stays_until_it_is_too_much_or_laid_out_otherwise() {
    let mut flow = flow(&long(1100), 40);
    let (lines, sentences) = (flow.lines(0), flow.sentences(0));
    for paragraph in 1..1000 {
        flow.lines(paragraph);
        flow.sentences(paragraph);
    }
    assert!(Rc::ptr_eq(&flow.lines(0), &lines) && Rc::ptr_eq(&flow.sentences(0), &sentences));
    let same = document(&long(1100));
    flow.set_sentences(same);
    assert!(Rc::ptr_eq(&flow.lines(0), &lines) && !Rc::ptr_eq(&flow.sentences(0), &sentences));
    // The same width and order are nothing new; others are.
    flow.set_width(40);
    flow.set_order(Order::Visual);
    assert!(Rc::ptr_eq(&flow.lines(0), &lines));
    let cells = |flow: &mut Flow| flow.lines(0)[0].cells.iter().map(|cell| capitals(&cell.text)).collect::<String>();
    assert!(cells(&mut flow).ends_with("TSRIF"), "{}", cells(&mut flow));
    flow.set_order(Order::Logical);
    assert!(cells(&mut flow).starts_with("FIRST 1"), "{}", cells(&mut flow));
    let before = flow.lines(0).len();
    flow.set_width(20);
    assert!(flow.lines(0).len() > before);
    // No more than a thousand or so are kept.
    let (lines, sentences) = (flow.lines(0), flow.sentences(0));
    for paragraph in 1..1100 {
        flow.lines(paragraph);
        flow.sentences(paragraph);
    }
    assert!(!Rc::ptr_eq(&flow.lines(0), &lines) && !Rc::ptr_eq(&flow.sentences(0), &sentences));
    assert!(flow.lines(1100).is_empty() && flow.sentences(1100).is_empty());
}

#[test]
fn the_screen_scrolls_and_takes_the_current_sentence_along() {
    let mut view = view(&long(30));
    let first = rows(&mut view);
    view.scroll(2);
    assert_eq!(rows(&mut view)[..8], first[2..]);
    view.scroll(-1);
    assert_eq!(rows(&mut view)[..9], first[1..]);
    view.page(2);
    assert!(current(&mut view) != "FIRST 1 IS HERE AND RUNS ON AND ON.", "it would be out of sight");
    let top = rows(&mut view)[0].clone();
    view.page(-2);
    view.page(2);
    assert_eq!(rows(&mut view)[0], top);
    view.scroll(9999);
    assert!(rows(&mut view).last().expect("a row").contains("THIRD 30 ENDS."), "the end is at the bottom");
    view.page(2);
    assert_eq!(current(&mut view), "THIRD 30 ENDS.");
    view.scroll(-9999);
    view.page(-1);
    assert_eq!((rows(&mut view), current(&mut view).as_str()), (first, "FIRST 1 IS HERE AND RUNS ON AND ON."));
}

#[test]
fn the_reader_goes_by_sentence_paragraph_number_and_byte() {
    let mut view = view(NEWS);
    assert!(view.step(1) && view.step(2) && !view.step(-99) || view.position() == 0);
    view.step_paragraph(1);
    assert_eq!(current(&mut view), "THE MAYOR SPOKE IN (2023) AND SAID MORE.");
    view.step(2);
    view.step_paragraph(-1);
    assert_eq!(current(&mut view), "THE MAYOR SPOKE IN (2023) AND SAID MORE.");
    view.go_to_end(true);
    assert_eq!((current(&mut view).as_str(), view.step(1)), ("NOBODY SAW IT.", false));
    assert_eq!(view.go_to_ordinal(3), Err("The sentences are still being counted".to_owned()));
    view.document().count_sentences();
    assert_eq!((view.go_to_ordinal(3), current(&mut view).as_str()), (Ok(()), "\"WE WILL BUILD,\" SHE SAID."));
    assert_eq!(view.go_to_ordinal(8), Err("The article has 7 sentences".to_owned()));
    // The sentences that somebody looks for.
    let text = Arc::clone(view.document());
    let is_short = |sentence: Span| capitals(sentence.slice(&text.text).expect("inside")).starts_with("THE END");
    assert!(view.seek(true, is_short) && !view.seek(true, is_short));
    assert_eq!(current(&mut view), "THE END CAME.");
    assert!(!view.seek(false, |_| false) && view.seek(false, |_| true));
    assert_eq!(current(&mut view), "A FOURTH ONE HERE.");
}

#[test]
fn a_search_goes_round_and_numbers_its_matches() {
    let mut view = view(NEWS);
    let message = view.search(&caprtl("THE")).expect("something to say");
    assert_eq!((message.text.as_str(), message.error), ("Match 1 of 3", false));
    for (count, said, at) in [
        (1, "Match 2 of 3", "THE MAYOR SPOKE IN (2023) AND SAID MORE."),
        (2, "Match 1 of 3; the search went on at the start", "THE RIVER ROSE"),
        (-1, "Match 3 of 3; the search went on at the end", "THE END CAME."),
        (-1, "Match 2 of 3", "THE MAYOR SPOKE IN (2023) AND SAID MORE."),
    ] {
        assert_eq!((view.next_match(count).text.as_str(), current(&mut view).as_str()), (said, at));
        assert_eq!(view.current_match().map(|found| slice(&view, found)).as_deref(), Some("THE"));
    }
    assert_eq!(view.matches_in(1).len(), 1);
    let message = view.search("nowhere").expect("something to say");
    assert!(message.error && message.text == "Not found: nowhere");
    view.forget_search();
    assert!(view.next_match(1).error && view.matches_in(1).is_empty() && view.search("").is_none());
}

#[test]
fn words_are_chosen_by_the_screen_and_in_reading_order() {
    let mut view = view(NEWS);
    view.step(1);
    let sentence = view.sentence();
    let text = sentence.slice(&view.document().text).expect("inside").to_owned();
    let all: Vec<Span> = words(&text).into_iter().map(|word| word.shifted(sentence.start)).collect();
    let mut chosen = Words::over(all, 0).expect("words");
    let at = |view: &View, chosen: &Words| slice(view, chosen.span());
    assert_eq!(at(&view, &chosen), "THE");
    view.word_beside(&mut chosen, true);
    assert_eq!(at(&view, &chosen), "MAYOR");
    view.word_beside(&mut chosen, false);
    chosen.extend();
    chosen.step(2);
    assert_eq!(at(&view, &chosen), "THE MAYOR SPOKE");
    chosen.stop_extending();
    view.resize(Size { columns: 40, rows: 12 });
    view.word_above(&mut chosen, false);
    let below = at(&view, &chosen);
    view.word_above(&mut chosen, true);
    assert!(below != "SPOKE" && at(&view, &chosen) != below);
    assert!(chosen.seek(|word| slice(&view, word) == "2023") && !chosen.seek(|_| false));
    chosen.step(-1);
    assert_eq!(at(&view, &chosen), "(");
}

#[test]
fn a_text_that_grew_or_was_edited_stays_where_it_is() {
    let (part, whole) = (long(20), long(40));
    let mut view = view(&part);
    view.go_to_end(true);
    view.step(-4);
    let before = (rows(&mut view), current(&mut view));
    view.take_whole(document(&whole));
    assert_eq!((rows(&mut view), current(&mut view)), before);
    view.take_edited(document(&format!("A NEW HEADLINE\n\n{whole}")));
    assert_eq!((rows(&mut view), current(&mut view)), before);
    // Another sentence at its place is found by its neighbours.
    view.take_edited(document(&whole.replace("SECOND 19 IS HERE", "SECOND 19 IS GONE")));
    assert_eq!(current(&mut view), "SECOND 19 IS GONE.");
    view.take_whole(document("QUITE ANOTHER TEXT."));
    assert_eq!((current(&mut view).as_str(), view.position()), ("QUITE ANOTHER TEXT.", 0));
}

#[test]
fn other_boundaries_keep_the_reader_at_its_byte() {
    let mut view = view(NEWS);
    view.step(2);
    let (position, same) = (view.position(), Arc::clone(view.document()));
    assert!(!view.set_sentences(&same));
    let joined = same.with_corrections([(position, hashiya::text::sentence::Correction::Join)].into_iter().collect());
    assert!(view.set_sentences(&Arc::new(joined)));
    assert_eq!(current(&mut view), "THE MAYOR SPOKE IN (2023) AND SAID MORE. \"WE WILL BUILD,\" SHE SAID.");
}

#[derive(Clone, Debug)]
enum Step {
    Sentence(i64),
    Paragraph(i64),
    Scroll(i64),
    Page(i64),
    Resize(u16, u16),
    Order(Order),
    Search(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (-5i64..6).prop_map(Step::Sentence),
        (-3i64..4).prop_map(Step::Paragraph),
        (-9i64..10).prop_map(Step::Scroll),
        prop_oneof![Just(-2i64), Just(-1), Just(1), Just(2)].prop_map(Step::Page),
        (38u16..90, 5u16..20).prop_map(|(columns, rows)| Step::Resize(columns, rows)),
        prop_oneof![Just(Order::Visual), Just(Order::Logical)].prop_map(Step::Order),
        (-2i64..3).prop_map(Step::Search),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_current_sentence_is_on_the_screen_and_the_screen_full(steps in prop::collection::vec(step(), 1..30)) {
        let mut view = view(&long(12));
        view.search(&caprtl("SECOND"));
        for step in steps {
            match step {
                Step::Sentence(count) => drop(view.step(count)),
                Step::Paragraph(count) if count != 0 => view.step_paragraph(count),
                Step::Paragraph(_) => {}
                Step::Scroll(count) => view.scroll(count),
                Step::Page(halves) => view.page(halves),
                Step::Resize(columns, rows) => view.resize(Size { columns, rows }),
                Step::Order(order) => view.set_order(order),
                Step::Search(count) => drop(view.next_match(count)),
            }
            let (rows, sentence) = (view.rows(), view.sentence());
            prop_assert_eq!(rows.len(), view.height(), "more text than the screen has rows");
            let on_it = rows.into_iter().any(|row| view.row_span(row).overlaps(sentence));
            // On a screen too small nothing is shown, and nothing followed.
            prop_assert!(on_it || view.height() == 1);
        }
    }
}
