//! Tag sets: what the program makes of tags besides claim, quote and figure.

use std::sync::Arc;

use hashiya::annotation::{Colour, Markup, Snapshot, Tag, TagSet};
use hashiya::app::{Event, Opened, Settings, Size};
use hashiya::export::{EXPORTS, OffsetUnit, Request};
use hashiya::store::{Foreign, Report};

use super::NEWS;
use super::support::Reader;

fn tag(id: &str, label: &str, key: char) -> Tag {
    Tag { id: id.into(), label: label.into(), key, colour: Colour::Cyan }
}

/// The built-in tags and some more.
fn more(more: &[(&str, &str, char)]) -> TagSet {
    let more = more.iter().map(|(id, label, key)| tag(id, label, *key));
    TagSet::new(TagSet::default().iter().cloned().chain(more))
}

/// Opens an article under the tags that were chosen, with those of its sidecar.
fn open(chosen: TagSet, sidecar: TagSet, columns: u16) -> Reader {
    let settings = Settings { measure: 40, tags: chosen, ..Settings::default() };
    Reader::open(NEWS, Opened { markup: sidecar.into(), ..Opened::default() }, settings, Size { columns, rows: 24 })
}

fn help(reader: &mut Reader) -> String {
    let mut seen = reader.keys("?").all();
    for _ in 0..25 {
        seen.push_str(&reader.keys("Space").all());
    }
    reader.keys("Esc");
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the exports of this state say.
fn exports(reader: &mut Reader) -> Vec<String> {
    let app = reader.app();
    let Markup { annotations, tags, .. } = app.markup();
    let article = Arc::clone(app.article());
    let request = Request { article: &article, annotations, tags, offsets: OffsetUnit::default() };
    let written = EXPORTS.iter().flat_map(|format| {
        let mut out = Vec::new();
        format.write(&request, &mut out).expect("written");
        [String::from_utf8_lossy(&out).into_owned()]
    });
    written.collect()
}

#[test]
fn a_fourth_tag_has_its_digit_its_letter_and_all_the_rest() {
    let law = || more(&[("law", "Law", 'l')]);
    for (chosen, sidecar) in [(law(), TagSet::default()), (TagSet::default(), law())] {
        let mut reader = open(chosen, sidecar, 80);
        let tagged = ["law THE RIVER ROSE"];
        for keys in ["4", "l", ";t l", ";t 4", ";t Down Down Down Enter", ";t End Enter"] {
            assert_eq!(reader.keys(keys).annotations(), tagged, "{keys}");
            assert_eq!(reader.keys(keys).annotations(), [""; 0], "{keys}");
        }
        assert!(reader.keys("l").status().contains("Tagged law"), "{}", reader.status());
        assert!(reader.text()[0].contains("▲L") && reader.styles()[0].contains("oo"), "{}", reader.all());
        let footer = reader.footer();
        assert!(footer.starts_with(" 1 claim  2 quote  3 figure  4 law "), "{footer}");
        let help = help(&mut reader);
        assert!(help.contains("4 l tag it as law, or take the tag off"), "{help}");
        assert!(help.contains("4 annotations: only laws, or all again") || help.contains("only laws"), "{help}");
        assert!(
            help.contains("■F figure, ▲L law; a small letter") && help.contains("1, 2, 3 and 4 are tags"),
            "{help}"
        );
        // A count begins with another digit, or 0.
        assert_eq!(reader.keys("5 j").current(), "THE END CAME.");
        assert_eq!(reader.keys("g 0 4 j").current(), "A FOURTH ONE HERE.");
        // A part: there l is the word to the left, and the digit or the list gives the tag.
        assert!(reader.keys("s g l 4").annotations()[1].starts_with("law "), "{:?}", reader.annotations());
        assert!(reader.keys("u s g ;t l").annotations()[1].starts_with("law A"), "{:?}", reader.annotations());
        assert!(reader.keys("j 1 a 4").all().contains("Laws only (2)"), "{}", reader.all());
        assert!(reader.keys("4").all().contains("Annotations (3)"), "{}", reader.all());
        assert!(reader.keys(";t c").all().contains("Claims only (1)"), "{}", reader.all());
        assert!(reader.keys("l").all().contains("Laws only (2)"), "{}", reader.all());
        assert!(reader.keys("Esc i").all().contains("▲ Law"), "{}", reader.all());
        reader.keys("Esc");
        for written in exports(&mut reader) {
            assert!(written.to_lowercase().contains("law"), "{written}");
        }
    }
}

#[test]
fn a_tenth_tag_is_given_by_its_letter_and_from_the_list() {
    let tags = more(&[
        ("quiz", "Quiz", 'l'),
        ("t5", "Five", 'k'),
        ("t6", "Six", 'a'),
        ("t7", "Seven", 'b'),
        ("t8", "Eight", 'd'),
        ("t9", "Nine", 'e'),
        ("question", "Question", 'r'),
        ("qualm", "Qualm", 'q'),
    ]);
    let mut reader = open(tags, TagSet::default(), 80);
    assert!(reader.footer().starts_with(" 1–9 tag  e note "), "{}", reader.footer());
    assert_eq!(reader.keys("9").annotations(), ["t9 THE RIVER ROSE"]);
    assert_eq!(reader.keys("9 2 4 ;t").annotations().len(), 2);
    let list = reader.all();
    for row in ["q  ●Q Quote", "2 o", "l  ▲L Quiz", "4 l", "r  ●R Question", "the key r is taken: kept for changing a"]
    {
        assert!(list.contains(row), "{row}\n{list}");
    }
    // The letters of quote, quiz, question and qualm differ.
    assert_eq!(reader.keys("r ;t u").annotations().len(), 4);
    assert!(reader.text()[0].contains("●Q ▲L ●R ■U"), "{}", reader.all());
    let help = help(&mut reader);
    assert!(
        help.contains("●R question, ■U qualm") && help.contains(";t choose one of all tags") && help.contains("05j"),
        "{help}"
    );
    assert!(exports(&mut reader).iter().all(|written| written.to_lowercase().contains("question")));
}

#[test]
fn what_the_list_does_not_know_changes_nothing() {
    let mut reader = open(TagSet::default(), TagSet::default(), 60);
    for keys in [";t Esc", ";t Ctrl-C", "; Esc", "5 ; Esc", ";t 9 Esc", ";t z Esc"] {
        assert_eq!(reader.keys(keys).annotations(), [""; 0], "{keys}");
        assert_eq!(reader.keys("j k").current(), "THE RIVER ROSE", "{keys}");
    }
    assert!(reader.keys(";").status().contains(" ;… "), "{}", reader.status());
    assert!(reader.keys("z").status().ends_with(";z does nothing here; ? shows the keys"), "{}", reader.status());
    // Of an extension all sentences get it, and on an Arabic keyboard the keys are at their places.
    assert_eq!(reader.keys("v j ;t q").annotations().len(), 2);
    assert_eq!(reader.keys("\u{643} \u{641} \u{636}").annotations().len(), 1);
    let mut empty = open(TagSet::default(), TagSet::default(), 100);
    assert!(empty.keys("e").status().contains("(1 claim, 2 quote, 3 figure)"), "{}", empty.status());
}

#[test]
fn the_chosen_set_gives_order_and_keys_and_the_sidecars_own_follow() {
    let chosen = TagSet::new([tag("law", "Law", 'c'), tag("claim", "Statement", 'l')]);
    let mut reader = open(chosen.clone(), TagSet::default(), 80);
    let footer = reader.footer();
    assert!(footer.contains("1–4 tag") || footer.starts_with(" 1 law  2 statement  3 quote  4 figure "), "{footer}");
    assert_eq!(reader.keys("1").annotations(), ["law THE RIVER ROSE"]);
    assert_eq!(reader.keys("1 l 3").annotations(), ["claim THE RIVER ROSE", "quote THE RIVER ROSE"]);
    // The sidecar keeps its own, and gets those that are used.
    let ids = |reader: &mut Reader| reader.app().markup().tags.iter().map(|tag| tag.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&mut reader), ["claim", "quote", "figure", "law"]);
    assert_eq!(reader.app().markup().tags.get("claim").map(|tag| &*tag.label), Some("Claim"));
    // A new one has those that were chosen.
    assert_eq!(ids(&mut open(chosen.clone(), chosen, 80)), ["law", "claim"]);
}

/// Somebody else takes a tag out of the sidecar that only what was undone here had.
#[test]
fn a_tag_that_comes_back_by_undo_is_in_the_sidecar() {
    let mut reader = open(more(&[("law", "Law", 'l')]), TagSet::default(), 60);
    reader.keys("4 u");
    let markup = Markup { tags: TagSet::default(), ..reader.app().markup().clone() };
    let merge = Snapshot { revision: reader.app().session().snapshot().revision, seen: 1, markup };
    let foreign = Foreign { changed: true, arrived: 1, conflicts: Vec::new() };
    reader.event(Event::Saver(Report::Merged { merge, foreign }));
    assert_eq!(reader.app().markup().tags, TagSet::default());
    assert_eq!(reader.keys("Ctrl-R").annotations(), ["law THE RIVER ROSE"]);
    assert_eq!(reader.app().markup().tags, more(&[("law", "Law", 'l')]));
}
