//! Texts made to hurt the layout: whatever they hold, lines and cells cover them, fit, and paint nothing that a terminal obeys.

use std::collections::BTreeSet;
use std::iter;

use hashiya::text::layout::{Options, Shaping, layout};
use hashiya::text::{BaseDirection, Span};

const WIDTHS: [usize; 4] = [1, 2, 40, 72];
const DIRECTIONS: [Option<BaseDirection>; 3] =
    [None, Some(BaseDirection::LeftToRight), Some(BaseDirection::RightToLeft)];

/// Characters that a terminal acts on, or that it gives no column: C0, C1, line and paragraph separators, zero width space and
/// joiners, bidi controls, invisible operators, the byte order mark, interlinear annotation and tags.
fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{200E}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}')
}

/// Lays out at one width and checks what must hold of any text.
fn check_one(name: &str, text: &str, options: &Options) {
    let mut end = 0;
    for line in layout(text, options) {
        assert_eq!(line.span.start, end, "{name} {options:?}: lines tile the text");
        end = line.span.end;
        let mut spans: Vec<Span> = line.cells.iter().map(|cell| cell.span).collect();
        spans.sort_unstable();
        let mut at = line.span.start;
        for span in spans {
            assert!(span.start == at && span.end > at, "{name} {options:?}: cells tile the line at {at}: {span:?}");
            assert!(text.is_char_boundary(span.end), "{name} {options:?}: {span:?}");
            at = span.end;
        }
        assert_eq!(at, line.span.end, "{name} {options:?}: cells tile the line");
        for cell in &line.cells {
            assert!(!cell.text.chars().any(is_harmful), "{name} {options:?}: {cell:?}");
            assert_eq!(cell.width == 0, cell.text.is_empty(), "{name} {options:?}: {cell:?}");
            assert!(cell.width <= 2, "{name} {options:?}: {cell:?}");
        }
        let inked: Vec<usize> =
            line.cells.iter().map(|cell| usize::from(cell.width)).filter(|width| *width > 0).collect();
        assert_eq!(line.width, inked.iter().sum::<usize>(), "{name} {options:?}");
        let fits = options.width.is_none_or(|limit| line.width <= limit);
        assert!(fits || inked.len() == 1, "{name} {options:?}: {} columns in {:?}", line.width, line.span);
    }
    assert_eq!(end, text.len(), "{name} {options:?}: lines tile the text");
}

fn check(name: &str, text: &str) {
    for width in WIDTHS {
        check_one(name, text, &Options { width: Some(width), ..Options::default() });
    }
}

/// As [`check`], in every direction, unshaped too, and unwrapped. For short texts.
fn check_all(name: &str, text: &str) {
    for width in WIDTHS.into_iter().map(Some).chain([None]) {
        for direction in DIRECTIONS {
            for shaping in [Shaping::Forms, Shaping::None] {
                check_one(name, text, &Options { width, shaping, direction, ..Options::default() });
            }
        }
    }
}

#[test]
fn unbalanced_embeddings_and_isolates() {
    let controls: Vec<char> = ('\u{202A}'..='\u{202E}').chain('\u{2066}'..='\u{2069}').collect();
    for first in &controls {
        for second in &controls {
            check_all("two controls", &format!("{second} a ب {first}لا 12{second}، ג (b{first})\n٣ {first}{first}"));
        }
    }
}

#[test]
fn controls_nested_ten_thousand_deep() {
    for open in ['\u{202A}', '\u{202B}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2067}', '\u{2068}'] {
        let close = if open < '\u{2066}' { '\u{202C}' } else { '\u{2069}' };
        let [opened, closed] = [open, close].map(|control| String::from(control).repeat(10_000));
        let text = format!("سلام {opened}word لا{closed} نص");
        for width in [1, 40] {
            check_one("nested, closed", &text, &Options { width: Some(width), ..Options::default() });
        }
    }
    let alternating = "\u{2067}ا\u{2066}a".repeat(5_000);
    check("nested around letters", &alternating);
    check("closed only", &format!("ا{}ب", "\u{202C}\u{2069}".repeat(5_000)));
    check("brackets", &format!("ا{}ب", "([".repeat(5_000)));
}

#[test]
fn marks_without_letters() {
    let marks = "\u{64E}\u{651}\u{301}\u{5B8}".repeat(25_000);
    check("marks", &marks);
    check("marks after a line end", &format!("\n{marks}"));
    check("marks each alone", &"\u{200E}\u{64E}".repeat(20_000));
    // Each looks ahead for the letter that it joins.
    check("marks alone between letters", &format!("ب{}ب", "\u{200E}\u{64E}".repeat(20_000)));
}

#[test]
fn a_word_of_five_thousand_letters() {
    for word in ["ب", "لا", "ل\u{64E}ا\u{653}", "ـ", "a", "ش\u{200D}", "界", "بa1", "ە", "\u{1E900}"] {
        check("a long word", &word.repeat(5_000));
    }
}

#[test]
fn five_hundred_marks_on_a_letter() {
    let heap = "\u{651}\u{64E}\u{654}\u{655}\u{200C}".repeat(100);
    for letters in ["ب", "لا", "a", "界", "\u{6DD}", " ", "\t"] {
        let piled: String = letters.chars().flat_map(|letter| iter::once(letter).chain(heap.chars())).collect();
        check_all("a heap of marks", &format!("{piled}{piled} {letters}"));
        let painted =
            layout(&piled, &Options::default()).iter().flat_map(|line| &line.cells).all(|cell| cell.text.len() < 64);
        assert!(painted, "so many marks would slow a terminal down");
    }
}

#[test]
fn every_code_point_once() {
    let every: String = ('\0'..=char::MAX).collect();
    check_one("every code point", &every, &Options { width: Some(40), ..Options::default() });
    // The other widths for the first plane alone, which is where most of what differs is.
    let letters: String = ('\0'..'\u{10000}').collect();
    for width in [1, 2, 72] {
        check_one("every letter", &letters, &Options { width: Some(width), ..Options::default() });
    }
}

#[test]
fn nothing_of_a_text_is_lost_or_doubled_by_joining() {
    let letters: Vec<char> = "لابد\u{64E}\u{653}\u{200C}\u{200D}\u{200E}\u{2067} a".chars().collect();
    // All words of three of them, then the letters in one text.
    let mut seen = BTreeSet::new();
    for one in &letters {
        for two in &letters {
            for three in &letters {
                let word: String = [*one, *two, *three].iter().collect();
                check_one("three", &word, &Options { width: Some(1), ..Options::default() });
                check_one("three", &word, &Options { width: Some(40), ..Options::default() });
                seen.insert(word);
            }
        }
    }
    let all: String = seen.iter().flat_map(|word| iter::once(word.as_str()).chain([" "])).collect();
    check("all threes", &all);
}
