//! Tables in `CapRTL`: capitals stand for Hebrew letters, names in angles for formatting characters. Then the crate as oracle,
//! and paragraphs made to be slow.

use std::fmt::Write;

use proptest::prelude::*;
use unicode_bidi::{Level, ParagraphBidiInfo};

use super::{BaseDirection, Levels, Span};

const LTR: Option<BaseDirection> = Some(BaseDirection::LeftToRight);
const RTL: Option<BaseDirection> = Some(BaseDirection::RightToLeft);

const NAMES: [(&str, &str); 13] = [
    ("<LRE>", "\u{202A}"),
    ("<RLE>", "\u{202B}"),
    ("<PDF>", "\u{202C}"),
    ("<LRO>", "\u{202D}"),
    ("<RLO>", "\u{202E}"),
    ("<LRI>", "\u{2066}"),
    ("<RLI>", "\u{2067}"),
    ("<FSI>", "\u{2068}"),
    ("<PDI>", "\u{2069}"),
    ("<AL>", "\u{628}"),
    ("<AN>", "\u{661}"),
    ("<NSM>", "\u{5B8}"),
    ("<BN>", "\u{200C}"),
];

fn caprtl(text: &str) -> String {
    let text = NAMES.iter().fold(text.to_owned(), |text, (name, character)| text.replace(name, character));
    let letter = |character: char| match character {
        'A'..='Z' => char::from_u32(0x05D0 + u32::from(character) - u32::from('A')).unwrap_or(character),
        _ => character,
    };
    text.chars().map(letter).collect()
}

/// The level of each character, before L1; each is one digit.
fn levels(text: &str, direction: Option<BaseDirection>) -> String {
    let text = caprtl(text);
    let levels = Levels::new(&text, direction);
    text.char_indices().fold(String::new(), |mut out, (at, _)| {
        let _ = write!(out, "{}", levels.at(at));
        out
    })
}

fn check(table: &[(&str, Option<BaseDirection>, &str)]) {
    for (text, direction, wanted) in table {
        assert_eq!(levels(text, *direction), *wanted, "{text} {direction:?}");
    }
}

#[test]
fn weak_types() {
    check(&[
        // W1
        ("A<NSM>a", LTR, "110"),
        // W2, W3
        ("<AL>1", LTR, "12"),
        ("<AL> a1", LTR, "1000"),
        // W4
        ("A1,2", RTL, "1222"),
        ("A1,,2", RTL, "12112"),
        ("A<AN>,<AN>+<AN>", RTL, "122212"),
        // W5
        ("A$$1%", RTL, "12222"),
        ("<AL>$1", RTL, "112"),
        // W7
        ("a1A", LTR, "001"),
        ("a $1", RTL, "2222"),
    ]);
}

#[test]
fn neutral_types() {
    check(&[
        // N1
        ("A B", LTR, "111"),
        ("A 1", LTR, "112"),
        ("a b", RTL, "222"),
        // N2
        ("a A", LTR, "001"),
        ("a A", RTL, "211"),
        // The end counts as the paragraph.
        ("A.", LTR, "10"),
    ]);
}

#[test]
fn paired_brackets() {
    check(&[
        // N0 b
        ("A(a)", LTR, "1000"),
        ("a(A)", RTL, "2111"),
        ("A(1a)", LTR, "10200"),
        // N0 c
        ("A (B)", LTR, "11111"),
        ("a (B)", LTR, "00010"),
        // N0 d
        ("A(.)B", LTR, "11111"),
        // BD16: a pair ends what is open inside it.
        ("a([)A]", LTR, "000010"),
        // A mark follows its bracket.
        ("A(B)<NSM>a", LTR, "111110"),
    ]);
}

#[test]
fn explicit_formatting() {
    check(&[
        ("<RLE>a<PDF>b", LTR, "0220"),
        ("a<RLO>b<PDF>c", LTR, "00110"),
        ("a<RLI>b 1<PDI>c", LTR, "0022200"),
        // X5c
        ("a<FSI>A b<PDI>c", LTR, "0011200"),
        ("a<FSI>1 b<PDI>A", LTR, "0022201"),
        // P2 does not look into isolates.
        ("<RLI>A<PDI>a", None, "0100"),
        // X9: what is removed parts nothing.
        ("A1<BN>,<BN>2", RTL, "122222"),
        // X6a: a PDI ends embeddings inside its isolate, a PDF does not leave it.
        ("a<RLI><RLE>b<PDI>c", LTR, "000400"),
        ("a<RLI><PDF>b<PDI>c", LTR, "000200"),
    ]);
}

/// `unicode-bidi` 0.3.18 reads what is inside an isolate when it looks for the direction around a bracket.
#[test]
fn brackets_around_an_isolate() {
    check(&[("aA<LRI>x<PDI>(A)", LTR, "01121111")]);
    let text = caprtl("aA<LRI>x<PDI>(A)");
    let crates = ParagraphBidiInfo::new(&text, Some(Level::ltr()));
    assert_eq!(
        crates.levels[text.find('(').unwrap()].number(),
        0,
        "the crate is right now: compare isolates with it too"
    );
}

#[test]
fn white_space_at_the_end_of_a_line_is_at_the_paragraph_level() {
    let levels = Levels::new("אב ab ", None);
    assert_eq!(levels.paragraph_level(), 1);
    assert_eq!(levels.line(Span::new(0, 8)), [1, 1, 1, 1, 1, 2, 2, 1]);
    let levels = Levels::new("א a \t b\u{2029}", LTR);
    assert_eq!(levels.line(Span::new(0, 11)), [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let levels = Levels::new("a \t \u{2029}b", RTL);
    assert_eq!(levels.line(Span::new(0, 8)), [2, 1, 1, 1, 1, 1, 1, 2]);
}

#[test]
fn the_direction_is_that_of_the_first_strong_character() {
    assert_eq!(BaseDirection::of("12 (א) a"), RTL);
    assert_eq!(BaseDirection::of("a א"), LTR);
    assert_eq!(BaseDirection::of("12 ."), None);
    assert_eq!(BaseDirection::of("\u{2067}א\u{2069}a"), LTR);
    assert_eq!(BaseDirection::of("\u{2067}א\u{2029}a"), LTR);
}

const PIECES: &[&str] = &[
    "a", "b", "A", "B", "<AL>", "1", "2", "<AN>", "<NSM>", "<BN>", "+", "-", ",", ".", "$", "%", " ", "!", "\t", "(",
    ")", "[", "]", "\u{2329}", "\u{3009}", "<LRE>", "<RLE>", "<PDF>", "<LRO>", "<RLO>", "<PDI>", "<LRI>", "<RLI>",
    "<FSI>",
];

fn agrees(pieces: &[&str], direction: Option<BaseDirection>) {
    let text = caprtl(&pieces.concat());
    let level = direction.map(|direction| if direction.is_rtl() { Level::rtl() } else { Level::ltr() });
    let wanted = ParagraphBidiInfo::new(&text, level);
    let levels = Levels::new(&text, direction);
    assert_eq!(levels.paragraph_level(), wanted.paragraph_level.number(), "{pieces:?}");
    let seen: Vec<u8> = (0..text.len()).map(|at| levels.at(at)).collect();
    let wanted: Vec<u8> = wanted.levels.iter().map(Level::number).collect();
    assert_eq!(seen, wanted, "{pieces:?} {direction:?}");
}

fn directions() -> impl Strategy<Value = Option<BaseDirection>> {
    prop_oneof![Just(None), Just(LTR), Just(RTL)]
}

proptest! {
    #![proptest_config(crate::text::properties::cases(2_000))]

    #[test]
    fn the_crate_agrees_without_isolates(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..PIECES.len() - 3]), 0..40),
        direction in directions(),
    ) {
        agrees(&pieces, direction);
    }

    #[test]
    fn the_crate_agrees_without_brackets(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
        direction in directions(),
    ) {
        let pieces: Vec<&str> = pieces.into_iter().filter(|piece| !"()[]\u{2329}\u{3009}".contains(piece)).collect();
        agrees(&pieces, direction);
    }

    #[test]
    fn any_line_has_a_level_for_each_byte(text in any::<String>(), direction in directions()) {
        let levels = Levels::new(&text, direction);
        prop_assert_eq!(levels.line(Span::new(0, text.len())).len(), text.len());
    }
}

/// Were one of them quadratic, this would take minutes.
#[test]
fn hostile_paragraphs_end() {
    type Made = (&'static str, fn(usize) -> String);
    let hostile: [Made; 9] = [
        ("nested isolates", |count| "<FSI>".repeat(count) + "A" + &"<PDI>".repeat(count)),
        ("nested embeddings", |count| "<RLE>a<LRE>A".repeat(count) + &"<PDF>".repeat(count)),
        ("isolates in a row", |count| "<RLI>a<PDI>A".repeat(count)),
        ("PDIs in embeddings", |count| "<RLI>".to_owned() + &"<RLE><RLI><PDI>".repeat(count)),
        ("opening brackets", |count| "A(".repeat(count)),
        ("nested brackets", |count| ("(".repeat(60) + "A" + &")".repeat(60)).repeat(count / 60)),
        ("closing brackets", |count| "(".repeat(62) + "A" + &"]".repeat(count)),
        ("marks", |count| "A(a)".to_owned() + &"<NSM>".repeat(count)),
        ("separators", |count| "A".to_owned() + &"\t".repeat(count)),
    ];
    for (name, made) in hostile {
        let text = caprtl(&made(100_000));
        for direction in [None, LTR, RTL] {
            let levels = Levels::new(&text, direction);
            assert_eq!(levels.line(Span::new(0, text.len())).len(), text.len(), "{name}");
        }
    }
}
