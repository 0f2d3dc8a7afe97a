//! Joining and splitting sentences.

use std::fs;

use hashiya::app::{Opened, Settings, Size};
use hashiya::store::Sidecar;

use super::NEWS;
use super::support::{Reader, caprtl};

const MAYOR: &str = "THE MAYOR SPOKE IN (2023) AND SAID MORE.";
const SAID: &str = "\"WE WILL BUILD,\" SHE SAID.";
const COST: &str = "IT COST 30% MORE.";
const FOURTH: &str = "A FOURTH ONE HERE.";

/// One sentence, one comma in it.
const LONG: &str = "THE RAIN FELL ALL NIGHT, THE RIVER ROSE BY HALF A METRE AND THE BRIDGE WAS CLOSED";

fn ordinal(reader: &mut Reader) -> String {
    let status = reader.keys("Esc").status();
    status.split_whitespace().find(|word| word.contains('/')).unwrap_or_default().to_owned()
}

/// What is highlighted as chosen, in the order of the screen, row by row.
fn chosen(reader: &mut Reader) -> Vec<String> {
    let (rows, styles) = (reader.text(), reader.styles());
    let chosen = rows.iter().zip(&styles).map(|(row, style)| {
        let cells = row.chars().zip(style.chars()).filter(|(_, style)| *style == 'v');
        cells.map(|(character, _)| character).collect::<String>()
    });
    chosen.filter(|row| !row.is_empty()).collect()
}

#[test]
fn a_sentence_is_joined_with_the_next_and_undone_and_redone() {
    let mut reader = Reader::sized(NEWS, 80, 12);
    assert_eq!(ordinal(reader.keys("j")), "2/7");
    reader.keys("J");
    assert!(reader.status().ends_with("Joined 2 sentences"), "{}", reader.status());
    assert_eq!(reader.current(), format!("{MAYOR} {SAID}"));
    assert_eq!(reader.boundaries(), ["join MORE.|\"WE"]);
    assert_eq!(ordinal(&mut reader), "2/6");
    assert!(reader.status().contains("saved 22:13:20"), "{}", reader.status());
    assert_eq!(ordinal(reader.keys("j")), "3/6");
    assert_eq!(reader.current(), COST);

    assert!(reader.keys("u").status().ends_with("Undone: joined 2 sentences"), "{}", reader.status());
    assert_eq!((reader.current(), ordinal(&mut reader)), (MAYOR.to_owned(), "2/7".to_owned()));
    assert_eq!(reader.boundaries(), [""; 0]);
    assert!(reader.keys("G Ctrl-R").status().ends_with("Redone: joined 2 sentences"), "{}", reader.status());
    assert_eq!((reader.current(), ordinal(&mut reader)), (format!("{MAYOR} {SAID}"), "2/6".to_owned()));
    assert_eq!(reader.saves.len(), 3);
}

#[test]
fn counts_and_extensions_join_several() {
    let mut reader = Reader::new(NEWS);
    reader.keys("j 0 2 J");
    assert_eq!(reader.sentences(), [format!("{MAYOR} {SAID} {COST}"), FOURTH.into()]);
    assert_eq!(reader.keys("u").sentences().len(), 4);
    // As many as there are.
    assert!(reader.keys("9 J").status().ends_with("Joined 4 sentences"), "{}", reader.status());
    assert_eq!(reader.sentences().len(), 1);
    reader.keys("u j v j j +");
    assert_eq!(reader.sentences(), [MAYOR.into(), format!("{SAID} {COST} {FOURTH}")]);
    assert_eq!(reader.current(), format!("{SAID} {COST} {FOURTH}"));
    assert!(!reader.status().contains("EXTEND"), "{}", reader.status());
}

#[test]
fn nothing_is_joined_across_paragraphs() {
    let mut reader = Reader::sized(NEWS, 100, 12);
    for keys in ["g J", "G J", "0 5 g J"] {
        reader.keys(keys);
        assert!(reader.status().contains("Last sentence of its paragraph"), "{keys}: {}", reader.status());
    }
    reader.keys("v j J");
    assert!(reader.status().contains("two paragraphs cannot be joined"), "{}", reader.status());
    assert!(reader.status().contains("EXTEND 2"), "{}", reader.status());
    assert_eq!((reader.boundaries().len(), reader.saves.len()), (0, 0));

    // Pieces of one very long paragraph.
    let mut reader = Reader::new(&"a few words. ".repeat(3000));
    let article = std::sync::Arc::clone(reader.app().article());
    assert!(article.document.paragraphs[1].continued);
    reader.keys(&format!(": \"{}\" Enter J", article.document.count_sentences()[1]));
    assert!(reader.status().contains("A very long paragraph"), "{}", reader.status());
}

#[test]
fn splitting_begins_at_the_likeliest_word_and_shows_the_second_half() {
    let mut reader = Reader::sized(LONG, 60, 12);
    reader.keys("S");
    assert!(reader.status().starts_with(" SPLIT"), "{}", reader.status());
    let footer = reader.footer();
    assert!(footer.contains("Enter split") && footer.contains("Esc cancel"), "{footer}");
    assert_eq!(chosen(&mut reader), ["ESOR REVIR EHT", "SAW EGDIRB EHT DNA ERTEM A FLAH YB", "DESOLC"]);
    reader.keys("Enter");
    assert!(reader.status().ends_with("Split the sentence"), "{}", reader.status());
    assert_eq!(reader.current(), "THE RIVER ROSE BY HALF A METRE AND THE BRIDGE WAS CLOSED");
    assert_eq!(reader.boundaries(), ["split NIGHT,|THE"]);
    assert_eq!(ordinal(&mut reader), "2/2");
    assert!(reader.keys("u").status().ends_with("Undone: split the sentence"));
    assert_eq!((reader.current(), ordinal(&mut reader)), (LONG.to_owned(), "1/1".to_owned()));
    assert_eq!(reader.keys("Ctrl-R j").current(), "THE RIVER ROSE BY HALF A METRE AND THE BRIDGE WAS CLOSED");
}

#[test]
fn arrows_follow_the_screen_while_splitting() {
    let mut reader = Reader::sized(NEWS, 60, 12);
    reader.keys("j S");
    let first = |reader: &mut Reader, key: &str| {
        reader.keys(key);
        reader.keys("S");
        let second = reader.boundaries().pop().unwrap_or_default();
        reader.keys("u S");
        second
    };
    for (keys, boundary) in [
        ("", "split THE|MAYOR"),
        ("Left", "split MAYOR|SPOKE"),
        ("Left h", "split SPOKE|IN"),
        ("Left Right", "split THE|MAYOR"),
        ("Space w b", "split MAYOR|SPOKE"),
        ("End", "split SAID|MORE."),
        ("End l", "split AND|SAID"),
        ("End Home", "split THE|MAYOR"),
        ("Down Up", "split THE|MAYOR"),
        ("Right", "split THE|MAYOR"),
    ] {
        assert_eq!(first(&mut reader, keys), boundary, "{keys}");
    }
    let mut reader = Reader::new("one two three four");
    reader.keys("S Right l Left \\");
    assert_eq!(reader.sentences(), ["one two", "three four"]);
    let mut reader = Reader::new("ONE, TWO; THREE, FOUR FIVE SIX");
    reader.keys("S Tab Tab S");
    assert_eq!(reader.sentences(), ["ONE, TWO;", "THREE, FOUR FIVE SIX"]);
}

#[test]
fn escape_leaves_the_sentence_as_it_is() {
    let mut reader = Reader::new(LONG);
    let before = reader.screen();
    for key in ["Esc", "q", "Ctrl-C"] {
        assert!(reader.keys("S Left").status().contains("SPLIT"));
        reader.keys(key);
        assert_eq!(reader.screen(), before, "{key}");
    }
    assert_eq!((reader.boundaries().len(), reader.saves.len(), reader.has_quit()), (0, 0, false));
    let mut reader = Reader::sized("WORD.", 80, 12);
    assert!(reader.keys("S").status().contains("no second word"), "{}", reader.status());
}

#[test]
fn taking_it_back_by_hand_leaves_no_correction() {
    let mut reader = Reader::new(LONG);
    reader.keys("S S k J");
    assert_eq!((reader.boundaries().len(), reader.current()), (0, LONG.to_owned()));
    // The split that the rules have, joined and split there again.
    let mut reader = Reader::new(NEWS);
    reader.keys("j j J");
    assert_eq!(reader.boundaries(), ["join SAID.|IT"]);
    reader.keys("S Tab S");
    assert_eq!((reader.boundaries().len(), reader.sentences().len()), (0, 4));
    // Undo goes through all of it.
    assert_eq!(reader.keys("u").boundaries(), ["join SAID.|IT"]);
    assert_eq!(reader.keys("u").boundaries(), [""; 0]);
    assert_eq!(reader.keys("Ctrl-R").boundaries(), ["join SAID.|IT"]);
}

#[test]
fn a_tag_stays_where_it_was_and_is_one_on_a_part_of_what_was_joined() {
    let mut reader = Reader::sized(NEWS, 80, 12);
    reader.keys("j 1 J");
    let half = format!("claim {MAYOR}");
    assert_eq!(reader.annotations(), [half.as_str()]);
    assert!(reader.text().concat().contains("◆c"), "{}", reader.all());
    assert!(reader.styles().concat().contains('7'), "the part is in the current sentence");
    // The whole gets a tag of its own; the one on the half stays, whatever becomes of it.
    let whole = format!("claim {MAYOR} {SAID}");
    assert_eq!(reader.keys("1").annotations(), [half.clone(), whole]);
    assert!(reader.keys("Esc").status().contains("1 tagged"), "{}", reader.status());
    assert_eq!(reader.keys("1").annotations(), [half.as_str()]);
    assert_eq!(reader.keys("x").annotations(), [""; 0]);
    assert_eq!(reader.keys("u").annotations(), [half.as_str()]);
    reader.keys("u u u");
    assert_eq!((reader.annotations(), reader.boundaries().len()), (vec![half], 0));
    assert!(reader.text().concat().contains("◆C"), "{}", reader.all());
}

#[test]
fn what_was_tagged_before_a_split_is_on_both_halves_and_comes_off_as_a_whole() {
    let mut reader = Reader::sized(&format!("NEWS\n\n{LONG}"), 100, 12);
    reader.keys("j 1 e \"NOTE\" Enter S S");
    let whole = format!("claim {LONG} (NOTE)");
    assert_eq!(reader.annotations(), [whole.as_str()]);
    assert!(reader.keys("Esc").status().contains("2 tagged"), "{}", reader.status());
    assert_eq!(reader.text().concat().matches("◆C").count(), 2, "{}", reader.all());
    assert!(!reader.styles().concat().contains('7'), "it is no part");
    // The second half shows the tag, so that the key takes it off.
    reader.keys("j 1");
    assert!(reader.status().contains("in other sentences too"), "{}", reader.status());
    assert_eq!(reader.annotations(), [""; 0]);
    assert_eq!(reader.keys("u").annotations(), [whole.as_str()]);
    assert_eq!(reader.keys("x").annotations(), [""; 0]);
    assert_eq!(reader.keys("u v k x").annotations(), [""; 0]);
    assert_eq!(reader.keys("u v j 1").annotations(), [""; 0]);
    reader.keys("u 2");
    assert_eq!(reader.annotations().len(), 2);
    reader.keys("u u");
    assert_eq!((reader.annotations(), reader.boundaries().len()), (vec![whole], 0));
}

#[test]
fn the_list_search_and_places_follow() {
    let mut reader = Reader::sized(NEWS, 100, 20);
    reader.keys("j J G 2 a");
    let page = reader.all();
    assert!(page.lines().any(|line| line.contains("   6 ●Q")), "{page}");
    reader.keys("Esc g / \"FOURTH\" Enter");
    assert_eq!(ordinal(&mut reader), "4/6");
    reader.keys(": \"3\" Enter");
    assert_eq!(reader.current(), COST);
    assert!(reader.keys("i").all().contains("1 correction between sentences"), "{}", reader.all());
    // From a list, and from a part, whose sentence becomes another one.
    reader.keys("Esc a u u");
    assert_eq!((reader.boundaries().len(), reader.annotations().len()), (0, 0));
    reader.keys("Esc g j J s");
    assert!(reader.status().contains("PART"), "{}", reader.status());
    assert!(!reader.keys("u").status().contains("PART"), "{}", reader.status());
    assert_eq!(reader.current(), MAYOR);
}

#[test]
fn keys_of_right_to_left_keyboards_join_and_split() {
    let mut reader = Reader::new(NEWS);
    reader.keys("j \u{640}");
    assert_eq!(reader.boundaries(), ["join MORE.|\"WE"]);
    reader.keys("u \u{64D} \u{64D}");
    assert_eq!(reader.boundaries(), ["split THE|MAYOR"]);
}

#[test]
fn what_was_corrected_is_there_when_it_is_opened_again() {
    let mut reader = Reader::new(NEWS);
    reader.keys("j J 1 j j S S");
    let (boundaries, annotations) = (reader.boundaries(), reader.annotations());
    assert_eq!(boundaries.len(), 2);
    let article = std::sync::Arc::clone(reader.app().article());
    let app = reader.app();
    let sidecar = Sidecar::of(app.markup().clone());
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.json");
    fs::write(&path, sidecar.to_json(&article)).expect("written");

    let plain = hashiya::input::Article::from_text("news.txt", caprtl(NEWS));
    let read = Sidecar::load(&path, &plain).expect("valid").expect("a file");
    let opened = Opened { markup: read.markup, ..Opened::default() };
    let mut again = Reader::open(NEWS, opened, Settings::default(), Size { columns: 80, rows: 12 });
    assert_eq!((again.boundaries(), again.annotations()), (boundaries, annotations));
    assert_eq!(ordinal(again.keys("j")), "2/7");
    assert_eq!(again.current(), format!("{MAYOR} {SAID}"));
    assert!(again.status().contains("1 tagged"), "{}", again.status());
    assert!(again.keys("u").status().ends_with("Nothing to undo"));
    again.keys("j j");
    assert_eq!(again.current(), "A");
    // What was kept is taken back as what was made now is.
    again.keys("J k k S Tab");
    again.keys("S");
    assert_eq!(again.boundaries().len(), 1, "{:?}", again.boundaries());
}
