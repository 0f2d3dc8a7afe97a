//! The work on an article without a screen: what the command line or a list of articles does with it.

use std::sync::Arc;

use hashiya::annotation::TagSet;
use hashiya::app::session::Session;
use hashiya::app::session::tally::touched;
use hashiya::app::{Author, Ids, Opened};
use hashiya::app::{Effect, Locked};
use hashiya::input::Article;
use hashiya::store::{Offer, Report};
use hashiya::text::Span;
use jiff::Timestamp;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn open(text: &str, opened: Opened) -> Session {
    let author = Author { creator: "mona".into(), ids: Ids::Counted(0), tags: TagSet::default() };
    Session::new(Arc::new(Article::from_text("news.txt", text.to_owned())), opened, author, NOW)
}

/// The nth sentence of the first paragraph.
fn sentence(session: &Session, nth: usize) -> Span {
    session.document().sentences(0)[nth]
}

/// Gives a sentence a tag, or takes it off.
fn tag(session: &mut Session, nth: usize, tag: usize) {
    let span = sentence(session, nth);
    session.toggle(span.start, tag, &[span], true).expect("it may be changed");
}

fn tags(session: &Session) -> Vec<String> {
    let text = &session.document().text;
    session
        .markup()
        .annotations
        .iter()
        .map(|item| format!("{} {}", item.tag, item.span.slice(text).expect("inside")))
        .collect()
}

/// Answers what the session wants of the disk and of other threads; returns what it said last.
fn settle(session: &mut Session) -> String {
    let mut said = None;
    loop {
        let out = std::mem::take(&mut session.out);
        said = out.message.map(|message| message.text).or(said);
        if out.effects.is_empty() {
            return said.unwrap_or_default();
        }
        for effect in out.effects {
            match effect {
                Effect::Save { snapshot, .. } => {
                    let (revision, path) = (snapshot.revision, "s.json".into());
                    session.saver_reports(Report::Saved { revision, path, written: true });
                }
                Effect::Count { generation, spans, .. } => {
                    session.counted(generation, touched(session.document(), &spans));
                }
                Effect::Start(..) => {}
                other => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn two_are_open_at_once_each_with_its_own_tags_undo_and_state() {
    let mut one = open("One. Two. Three.", Opened::default());
    let mut two = open("Four! Five!", Opened::default());
    tag(&mut one, 0, 0);
    tag(&mut two, 1, 2);
    tag(&mut one, 2, 1);
    assert_eq!(
        (tags(&one), tags(&two)),
        (vec!["claim One.".into(), "quote Three.".into()], vec!["figure Five!".to_owned()])
    );
    assert!(one.saving().is_dirty() && two.saving().is_dirty());
    assert_eq!(settle(&mut one), "Tagged quote");
    assert!(!one.saving().is_dirty() && two.saving().is_dirty());
    assert_eq!((one.undo(), two.undo(), two.undo()), (Some(10), Some(6), None));
    assert_eq!((tags(&one), tags(&two)), (vec!["claim One.".to_owned()], Vec::new()));
    assert_eq!(settle(&mut two), "Nothing to undo");
    assert_eq!((one.redo(), one.tagged(), two.tagged()), (Some(10), Some(2), Some(0)));
    assert_eq!((one.listed(None), one.listed(Some(1)), one.listed(Some(2))), (2, 1, 0));
}

#[test]
fn sentences_are_joined_and_split_and_counted_by_it() {
    let mut session = open("One. Two, three. Four.", Opened::default());
    tag(&mut session, 1, 0);
    tag(&mut session, 2, 1);
    settle(&mut session);
    assert_eq!(session.tagged(), Some(2));
    assert!(session.join(&[sentence(&session, 1)], 1));
    assert_eq!((session.document().sentences(0).len(), session.tagged()), (2, Some(1)));
    let start = sentence(&session, 1).start;
    session.split(start, start + 5);
    assert_eq!((session.document().sentences(0).len(), session.tagged()), (3, Some(2)));
    session.undo();
    assert_eq!((session.document().sentences(0).len(), session.tagged()), (2, Some(1)));
    let all = session.document().sentences(0);
    assert!(!session.join(&all[1..], 1));
    assert!(settle(&mut session).starts_with("Last sentence of its paragraph"));
}

#[test]
fn what_is_locked_says_so_and_stays() {
    let locked = Locked { brief: "it is damaged".into(), full: "s.json: it is damaged".into() };
    let mut session = open("One. Two.", Opened { locked: Some(locked), ..Opened::default() });
    let span = sentence(&session, 0);
    assert_eq!(session.toggle(0, 0, &[span], true), None);
    assert_eq!(settle(&mut session), "LOCKED: it is damaged (i: more)");
    session.save_again();
    assert_eq!(settle(&mut session), "Nothing to save: LOCKED: it is damaged (i: more)");
    assert!(tags(&session).is_empty() && !session.saving().is_dirty());
}

/// So many sentences, each in a paragraph of its own and tagged.
fn many(count: usize) -> Session {
    let text: Vec<String> = (0..count).map(|number| format!("Sentence {number} is here.")).collect();
    let mut session = open(&text.join("\n\n"), Opened::default());
    let spans: Vec<Span> = (0..count).map(|paragraph| session.document().sentences(paragraph)[0]).collect();
    session.toggle(0, 0, &spans, true).expect("tagged");
    settle(&mut session);
    session
}

#[test]
fn a_count_of_an_earlier_text_is_no_count_of_the_new_one() {
    let before = many(200);
    let opened = || Opened { markup: before.markup().clone(), changed: true, ..Opened::default() };
    let mut session = open(&before.document().text, opened());
    let old: Vec<Effect> = std::mem::take(&mut session.out.effects);
    // Read again, all of it in one line: of all that is tagged there is one sentence.
    let text = before.document().text.replace(".\n\n", ",  ");
    session.take_edited(Arc::new(Article::from_text("news.txt", text)), opened());
    assert_eq!(session.tagged(), None, "so many are left to the other thread here, too");
    let answer = |effects: &[Effect], session: &mut Session, of: &Session| {
        for effect in effects {
            let Effect::Count { generation, spans, .. } = effect else { continue };
            session.counted(*generation, touched(of.document(), spans));
        }
    };
    answer(&old, &mut session, &before);
    assert_eq!(session.tagged(), None, "that count was of the text before");
    let new = std::mem::take(&mut session.out.effects);
    let of = open(&session.document().text.clone(), Opened::default());
    answer(&new, &mut session, &of);
    assert_eq!(session.tagged(), Some(1));
}

#[test]
fn a_range_touches_the_sentences_that_it_overlaps() {
    let session = open("One.\n\nTwo here. Three. Four.\n\nFive.", Opened::default());
    let at = |part: &str| session.document().text.find(part).expect("in the text");
    let span = |from: &str, to: &str| Span::new(at(from), at(to) + to.len());
    for (span, starts) in [
        (span("One", "One."), vec!["One"]),
        (span("here", "here"), vec!["Two"]),
        (span("here", "Four"), vec!["Two", "Three", "Four"]),
        (span("One", "Five"), vec!["One", "Two", "Three", "Four", "Five"]),
    ] {
        let found = touched(session.document(), &[span]);
        let starts: Vec<usize> = starts.into_iter().map(at).collect();
        assert_eq!(*found[0].1, *starts, "{span:?}");
    }
}

#[test]
fn what_failed_before_the_article_was_read_again_is_not_said_over_what_there_is_of_it() {
    let mut session = open("One. Two.", Opened::default());
    session.out.fail("NOT SAVED: the disk is full");
    let offer = Offer { copy: "/state/news.json".into(), from: None };
    let article = Article::from_text("news.txt", "One. Three.".to_owned());
    session.take_edited(Arc::new(article), Opened { unsaved: Some(offer), ..Opened::default() });
    let said = session.out.message.map(|message| message.text).unwrap_or_default();
    assert!(said.starts_with("There is work that is not in the file"), "{said}");
}
