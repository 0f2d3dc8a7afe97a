//! In an article that was edited since.

use std::fs;

use hashiya::annotation::{Annotation, AnnotationSet, Boundary, BoundaryQuote, Markup, State, TextQuote};
use hashiya::input::{Article, Origin};
use hashiya::store::{self, Fit, Sidecar};
use hashiya::text::Span;
use hashiya::text::sentence::Correction;
use serde_json::Value;

use super::{TEXT, article, boundary, claim, corrected, example};

/// A new one with some annotations.
pub(super) fn of(annotations: impl IntoIterator<Item = Annotation>) -> Sidecar {
    Sidecar::of(AnnotationSet::from_iter(annotations).into())
}

/// A sidecar whose quotes have the sentences around them, as the ones made by the reader.
fn with_context(sidecar: Sidecar, article: &Article) -> Sidecar {
    let annotations = sidecar.markup.annotations.iter().map(|item| Annotation {
        quote: TextQuote::new(&article.document.text, item.span, article.document.around(item.span)),
        ..item.clone()
    });
    Sidecar::of(Markup { annotations: annotations.collect(), ..sidecar.markup })
}

#[test]
fn in_an_edited_article_annotations_are_where_their_text_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.json");
    fs::write(&path, with_context(corrected(), &article(folder.path())).to_json(&article(folder.path())))
        .expect("written");
    let mut edited = Article::from_text("news.txt", format!("عنوان جديد للخبر\n{TEXT}"));
    edited.source.origin = Origin::File(folder.path().join("news.txt"));
    let read = Sidecar::load(&path, &edited).expect("valid").expect("a file");
    assert_eq!(read.fit, Fit::Differs);
    for item in read.markup.annotations.iter() {
        assert_eq!((item.state, item.span.slice(&edited.document.text)), (State::Moved, Some(&*item.quote.exact)));
    }
    assert!(
        read.markup
            .boundaries
            .iter()
            .all(|item| item.state == State::Moved && item.quote.fits(&edited.document.text, item.position))
    );
    let mut written = read.clone();
    store::write(&path, &edited, &mut written).expect("saved");
    let again = Sidecar::load(&path, &edited).expect("valid").expect("a file");
    assert!(again.fit == Fit::Exact && again.markup.annotations.iter().all(|item| item.state == State::Exact));
}

#[test]
fn a_part_is_found_with_its_sentence() {
    let text = "She left at noon. The boat sailed with all at noon or so. Nobody waved.";
    let old = Article::from_text("n.txt", text.to_owned());
    let start = text.find("noon or").expect("part of the text");
    let quote = TextQuote::new(text, Span::new(start, start + 4), old.document.around(Span::new(start, start + 4)));
    assert_eq!(quote.before.as_deref().zip(quote.after.as_deref()), Some(("The boat sailed with all at ", " or so.")));
    let part = Annotation { span: Span::new(start, start + 4), quote, ..claim("a", "ثم ذهب.") };
    let sidecar = of([part]);
    let written = sidecar.to_json(&old);
    let fields: Value = serde_json::from_str(&written).expect("JSON");
    assert_eq!(fields["annotations"][0]["before"], "The boat sailed with all at ");
    let read = Sidecar::from_bytes("s.json".as_ref(), written.clone().into_bytes(), &old).expect("valid");
    assert_eq!(read.markup.annotations, sidecar.markup.annotations);

    // The word is there twice, and what is put in after the sentence has it as well.
    let new = Article::from_text("n.txt", text.replace("or so. ", "or so. A gull came at noon. "));
    let read = Sidecar::from_bytes("s.json".as_ref(), written.into_bytes(), &new).expect("valid");
    let found = read.markup.annotations.get("a").expect("it is there");
    assert_eq!((found.state, found.span.start), (State::Exact, start));
    assert_eq!(found.quote.suffix, "A gull came at noon.");
}

/// What becomes of a sentence in an article that is edited, where the `others` are tagged as well: its state, and the text there.
fn among(old: &str, tagged: &str, others: &[&str], new: &str) -> (State, String) {
    let article = Article::from_text("n.txt", old.to_owned());
    let item = |id: String, tagged: &str| {
        let start = old.find(tagged).expect("part of the text");
        let span = Span::new(start, start + tagged.len());
        let quote = TextQuote::new(old, span, article.document.around(span));
        Annotation { span, quote, ..claim(&id, "ثم ذهب.") }
    };
    let others = others.iter().enumerate().map(|(number, other)| item(format!("b{number}"), other));
    let annotations = others.chain([item("a".to_owned(), tagged)]);
    let written = of(annotations).to_json(&article);
    let new = Article::from_text("n.txt", new.to_owned());
    let read = Sidecar::from_bytes("n.json".as_ref(), written.into_bytes(), &new).expect("valid");
    let found = read.markup.annotations.get("a").expect("it is there");
    (found.state, found.span.slice(&new.document.text).unwrap_or_default().to_owned())
}

/// The same of one that alone is tagged.
fn alone(old: &str, tagged: &str, new: &str) -> (State, String) {
    among(old, tagged, &[], new)
}

const FLOOD: &str = "The river rose on Monday.\n\nThe mayor spoke at noon. Prices rose by 30% in May. She said no more.\n\nIt \
                     rained all day in the hills. Nobody came to the river.\n\nThe school stayed closed.\n";
const PRICES: &str = "Prices rose by 30% in May.";

#[test]
fn a_changed_number_is_shown_whatever_else_was_edited() {
    for (from, to) in [
        ("", ""),
        (" Nobody came to the river.", ""),
        ("closed.", "closed. A new sentence was added."),
        ("The river rose on Monday.", "The river rose on Tuesday night."),
        ("She said no more.", "Then she left by car."),
        (" She said no more.", ""),
        ("The mayor spoke at noon. ", ""),
        ("The mayor spoke at noon.", "The mayor, it was said, spoke before noon."),
    ] {
        let new = FLOOD.replace("30%", "13%").replacen(from, to, 1);
        let found = alone(FLOOD, PRICES, &new);
        assert_eq!(found, (State::Changed, "Prices rose by 13% in May.".to_owned()), "{from} -> {to}");
    }
}

#[test]
fn what_was_taken_out_is_not_what_was_like_it() {
    // Never a piece of it, where something came in between and the other neighbour is another one.
    let new = FLOOD.replace("30%", "13%").replace("The mayor spoke at noon.", "Mona sang.");
    let new = new
        .replace("She said no more.", "Then all of them went to the market to see for themselves. She said no more.");
    let (state, found) = alone(FLOOD, PRICES, &new);
    assert!(state == State::Orphan || found == "Prices rose by 13% in May.", "{found}");
    // Like it from the first: nothing says that it is what the other one became.
    let alike = FLOOD.replace("Nobody came to the river.", "Prices rose by 13% in June.");
    for gone in ["Prices rose by 30% in May. She said no more.", "The mayor spoke at noon. Prices rose by 30% in May. "]
    {
        let (state, _) = alone(&alike, PRICES, &alike.replace(gone, ""));
        assert_eq!(state, State::Orphan, "{gone}");
    }
    // Nothing like it, but what came elsewhere afterwards is not beside a neighbour; and a neighbour is not what it became.
    let elsewhere =
        FLOOD.replace(" Prices rose by 30% in May.", "").replace("closed.", "closed. Prices rose by 13% in May.");
    assert_eq!(alone(FLOOD, PRICES, &elsewhere).0, State::Orphan);
    let next = FLOOD.replace("She said no more.", "Nobody rose from May to June.");
    assert_eq!(
        alone(&next, PRICES, &next.replace(" Prices rose by 30% in May.", "").replace("noon", "night")).0,
        State::Orphan
    );
}

#[test]
fn of_two_places_with_as_much_around_them_neither_is_taken() {
    let dam = "The dam above the town held well.";
    let old = format!("{dam} Divers counted 561 cracks in its wall.\n\nIt rained all day.\n");
    // The paragraph moved down and has a word more; one that is like it came first, where only the beginning of the article speaks for it.
    let copy = old.replace("561", "165");
    let new = format!("{copy}\n{dam} Divers never counted 561 cracks in its wall.\n");
    assert_eq!(among(&old, dam, &["It rained all day."], &new).0, State::Ambiguous);
}

#[test]
fn a_sentence_that_nothing_was_like_is_found_wherever_it_is() {
    let moved =
        FLOOD.replace(" Prices rose by 30% in May.", "").replace("closed.", "closed. Prices rose by 30% in May.");
    assert_eq!(alone(FLOOD, PRICES, &moved), (State::Moved, PRICES.to_owned()));
    // The end of a paragraph that moved: one neighbour is with it, the other one far away.
    let last = "She said no more.";
    let paragraph = "The mayor spoke at noon. Prices rose by 30% in May. She said no more.\n\n";
    let moved = FLOOD.replace(paragraph, "") + "\n" + paragraph.trim_end();
    assert_eq!(alone(FLOOD, last, &moved), (State::Moved, last.to_owned()));
}

#[test]
fn a_part_is_not_in_another_sentence_that_has_its_words() {
    let old = "The council opened the village well. The mayor paid 12 million crowns for it. Students described most of the \
               harvest.\n\nThe museum forgot the harbour crane. A thief stole 12 million crowns last year. Nobody came to the quarry.\n";
    let (mayor, thief) = ("The mayor paid 12 million crowns for it.", "A thief stole 12 million crowns last year.");
    let part = |new: &str| part(old, mayor, "12 million crowns", new);
    // The two sentences changed places.
    let new = old.replace(mayor, "#").replace(thief, mayor).replace('#', thief);
    let (state, found) = part(&new);
    assert!(!state.has_place() || found.starts_with(mayor), "{state:?}: {found}");
    let (state, _) = part(&old.replace(mayor, thief));
    assert!(!state.has_place(), "{state:?}");
    let (state, _) = part(&old.replace(mayor, "Police found 12 million crowns in a cellar."));
    assert!(!state.has_place(), "{state:?}");
    // A denial of its sentence.
    let denied = format!("It is a lie to say that {} today.", mayor.trim_end_matches('.'));
    let (state, _) = part(&old.replace(mayor, &denied));
    assert!(!state.has_place(), "{state:?}");
    // Its own sentence, with another word in it.
    let (state, found) = part(&old.replace("for it.", "for them."));
    assert!(state.has_place() && found.starts_with("The mayor paid 12 million"), "{state:?}: {found}");
}

/// What becomes of a part of a sentence: its state, and the sentence that it is in.
fn part(old: &str, sentence: &str, part: &str, new: &str) -> (State, String) {
    let article = Article::from_text("n.txt", old.to_owned());
    let start = old.find(sentence).and_then(|at| Some(at + sentence.find(part)?)).expect("part of the text");
    let span = Span::new(start, start + part.len());
    let item =
        Annotation {
            span, quote: TextQuote::new(old, span, article.document.around(span)), ..claim("a", "ثم ذهب.")
        };
    let written = of([item]).to_json(&article);
    let new = Article::from_text("n.txt", new.to_owned());
    let read = Sidecar::from_bytes("n.json".as_ref(), written.into_bytes(), &new).expect("valid");
    let found = read.markup.annotations.get("a").expect("it is there");
    let around = new.document.around(found.span);
    let whole = Span::new(around.before.start.min(found.span.start), around.after.end.max(found.span.end));
    (found.state, whole.slice(&new.document.text).unwrap_or_default().to_owned())
}

#[test]
fn a_quotation_elsewhere_is_not_what_moved() {
    let new = FLOOD.replace("Prices rose by 30% in May.", "Food costs a good deal more now than in spring.");
    let new =
        new.replace("closed.", "closed. We had written the following. Prices rose by 30% in May. That was wrong.");
    assert!(!alone(FLOOD, PRICES, &new).0.is_settled());
}

#[test]
fn in_a_long_table_a_row_has_others_like_it() {
    let row = |name: usize, amount: usize| format!("Place{name} had {amount} mm of rain.\n");
    let rows = |changed: bool| -> String {
        let amount = |at: usize| 70 + at % 9 + if changed && (149..=151).contains(&at) { 9 } else { 0 };
        (0..300).map(|at| row(at, amount(at))).collect()
    };
    let new = format!("{}An earlier version had this row wrong.\n{}", rows(true), row(150, 70 + 150 % 9));
    let (state, _) = alone(&rows(false), row(150, 70 + 150 % 9).trim_end(), &new);
    assert!(!state.is_settled(), "{state:?}");
}

#[test]
fn a_word_before_a_text_changes_it() {
    let text = "قال العمدة إن النهر عاد. بلغ سعر القهوة ١٢ دينارا في السوق. ثم ذهب الناس إلى بيوتهم.";
    let new = text.replace("بلغ", "لم يبلغ");
    let (state, found) = alone(text, "بلغ سعر القهوة ١٢ دينارا في السوق.", &new);
    assert_eq!((state, found.as_str()), (State::Changed, "لم يبلغ سعر القهوة ١٢ دينارا في السوق."));
}

#[test]
fn what_is_not_seen_between_digits_and_another_letter_are_no_spelling() {
    for (old, new) in [
        ("حضر ١٠ـ٢٠ شخصا", "حضر ١٠٢٠ شخصا"),
        ("حضر ١٠٢٠ شخصا", "حضر ١٠\u{200C}٢٠ شخصا"),
        ("اس نے کہا کہ بس", "اس نے کھا کہ بس"),
    ] {
        let text = |middle: &str| format!("قال العمدة إن النهر عاد. {middle}. ثم ذهب الناس إلى بيوتهم.");
        let (state, _) = alone(&text(old), &format!("{old}."), &text(new));
        assert!(!state.is_settled(), "{old} -> {new}: {state:?}");
    }
}

#[test]
fn beside_what_was_edited_nothing_is_called_moved() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.json");
    let open = |end: &str| {
        let mut article = Article::from_text("n.txt", format!("The mayor spoke. Prices rose by 30% in May. {end}"));
        article.source.origin = Origin::File(folder.path().join("n.txt"));
        article
    };
    let old = open("Nobody came.");
    let at = |part: &str| old.document.text.find(part).expect("part of the text");
    let span = Span::new(at("Prices"), at(" Nobody"));
    let paragraph = Span::new(0, old.document.text.len());
    let sidecar = Sidecar::of(Markup {
        annotations: [Annotation { span, ..claim("a", "ثم ذهب.") }].into_iter().collect(),
        boundaries: [Boundary {
            position: at("Prices"),
            quote: BoundaryQuote::new(&old.document.text, paragraph, at("Prices")),
            ..boundary("x", Correction::Join, "😀")
        }]
        .into_iter()
        .collect(),
        ..Markup::default()
    });
    let written = with_context(sidecar, &old).to_json(&old);
    let read = Sidecar::from_bytes(&path, written.into_bytes(), &open("Nobody else came.")).expect("valid");
    assert_eq!(read.fit, Fit::Differs);
    assert!(read.markup.annotations.iter().all(|item| item.state == State::Exact && item.span == span), "{read:?}");
    assert!(read.markup.boundaries.iter().all(|item| item.state == State::Exact), "{read:?}");
}

#[test]
fn a_boundary_whose_far_surroundings_changed_is_written_with_the_ones_it_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, path) = (article(folder.path()), folder.path().join("s.json"));
    let written = corrected().to_json(&corrected().corrected(old.clone()));
    // Its quote begins with the text that changed; the words next to it are the same.
    let mut new = Article::from_text("news.txt", TEXT.replace("الوزير", "الرئيس أمس"));
    new.source.origin = old.source.origin;
    let found = Sidecar::from_bytes(&path, written.into_bytes(), &new).expect("valid");
    assert!(found.markup.boundaries.iter().any(|item| item.state == State::Moved), "{:?}", found.markup.boundaries);
    let anew = found.to_json(&found.corrected(new.clone()));
    let again = Sidecar::from_bytes(&path, anew.into_bytes(), &new).expect("valid");
    assert_eq!(again.fit, Fit::Exact);
    let places = |read: &Sidecar| read.markup.boundaries.iter().map(|item| item.position).collect::<Vec<_>>();
    assert_eq!(places(&again), places(&found));
}

#[test]
fn annotations_of_a_text_that_is_gone_stay_in_the_file_as_orphans() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.json");
    let article = article(folder.path());
    let old: Value = serde_json::from_str(&with_context(example(), &article).to_json(&article)).expect("JSON");
    fs::write(&path, old.to_string()).expect("written");
    let mut other = Article::from_text("news.txt", "قصير.".to_owned());
    other.source.origin = Origin::File(folder.path().join("news.txt"));
    let mut read = Sidecar::load(&path, &other).expect("valid").expect("a file");
    assert!(read.markup.annotations.iter().all(|item| item.state == State::Orphan && item.span.is_empty()));
    store::write(&path, &other, &mut read).expect("saved");
    let written: Value = serde_json::from_slice(&fs::read(&path).expect("a file")).expect("JSON");
    for (before, after) in old["annotations"].as_array().unwrap().iter().zip(written["annotations"].as_array().unwrap())
    {
        for field in ["id", "start", "end", "exact", "prefix", "suffix"] {
            assert_eq!(before[field], after[field], "{field}");
        }
        assert_eq!(after["state"], "orphan");
    }
    // The text comes back, and they with it.
    let back = Sidecar::load(&path, &article).expect("valid").expect("a file");
    let states: Vec<State> = back.markup.annotations.iter().map(|item| item.state).collect();
    // The second is two words, and might be others.
    assert!(states[0] == State::Exact && states[1] != State::Orphan, "{states:?}");
}

#[test]
fn a_changed_text_is_kept_beside_what_is_there_now() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.json");
    let text = |figure: &str| {
        format!("وصل القطار إلى المحطة صباحا.\nارتفعت الأسعار بنسبة {figure} هذا العام.\nثم غادر الركاب جميعا.\n")
    };
    let open = |figure: &str| {
        let mut article = Article::from_text("news.txt", text(figure));
        article.source.origin = Origin::File(folder.path().join("news.txt"));
        article
    };
    let article = open("30%");
    let (_, span) = article.document.sentence(2).expect("a sentence");
    let mut sidecar = Sidecar::new();
    let quote = TextQuote::new(&article.document.text, span, article.document.around(span));
    sidecar.markup.annotations.insert(Annotation { span, quote, ..claim("a", "ثم ذهب.") });
    store::write(&path, &article, &mut sidecar).expect("saved");
    let edited = open("13%");
    for _ in 0..2 {
        let mut read = Sidecar::load(&path, &edited).expect("valid").expect("a file");
        let item = read.markup.annotations.iter().next().expect("an annotation");
        assert_eq!((item.state, item.quote.exact.contains("30%")), (State::Changed, true));
        assert!(item.span.slice(&edited.document.text).is_some_and(|now| now.contains("13%")));
        store::write(&path, &edited, &mut read).expect("saved");
    }
}

#[test]
fn a_mark_alone_is_never_on_another_sentence() {
    let (one, other) = ("He left the town on Monday.", "The boat sailed with all of them.");
    let text = format!("{one} {other} {one}");
    let old = Article::from_text("n.txt", text.clone());
    let mut spans: Vec<Span> =
        (0..old.document.paragraphs.len()).flat_map(|index| old.document.sentences(index)).collect();
    assert_eq!(spans.len(), 3);
    spans.push(Span::new(text.len() - 1, text.len()));
    let tagged = spans.iter().zip(["a", "b", "c", "mark"]).map(|(span, id)| {
        let quote = TextQuote::new(&text, *span, old.document.around(*span));
        Annotation { span: *span, quote, ..claim(id, "ثم ذهب.") }
    });
    let written = of(tagged).to_json(&old);
    let place = |new: &str| {
        let new = Article::from_text("n.txt", new.to_owned());
        let read = Sidecar::from_bytes("s.json".as_ref(), written.clone().into_bytes(), &new).expect("valid");
        let mark = read.markup.annotations.get("mark").expect("it is kept");
        mark.state.has_place().then_some(mark.span.start)
    };
    assert_eq!(place(&format!("{one} {one} {other}")), None);
    let longer = format!("It rained.\n\n{text}");
    assert_eq!(place(&longer), Some(longer.len() - 1));
}
