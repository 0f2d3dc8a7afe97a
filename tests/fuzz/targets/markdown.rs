//! Markdown becomes paragraphs without its marks.

use hashiya::input::{Article, Origin, Original};
use hashiya::text::layout::Order;
use hashiya::text::setting::Setting;
use hashiya::text::structure::Container;
use hashiya::text::{Kind, Span};

use super::article;

pub(crate) fn run(data: &[u8]) {
    // A byte order mark would be taken off, and the text be another.
    let text = String::from_utf8_lossy(data).replace('\u{FEFF}', "");
    let Ok(opened) = Article::from_bytes("a.md", Origin::Stdin, text.as_bytes()) else { return };
    if opened.source.encoding != "UTF-8" {
        return;
    }
    let original = opened.source.original.as_deref().expect("it is extracted");
    assert_eq!(original.text, text);
    article::check(&opened);
    lines(&opened);
    places(&opened, original);
    for width in [10, 40] {
        set(&opened, width);
    }
    let structure = &opened.document.structure;
    for (number, paragraph) in opened.document.paragraphs.iter().enumerate() {
        assert!(paragraph.level <= 6, "{paragraph:?}");
        assert!(paragraph.kind.is_heading() || paragraph.level == 0, "{paragraph:?}");
        assert!(paragraph.kind != Kind::Headline || paragraph.level == 1, "{paragraph:?}");
        let cell =
            structure.around(number).next().filter(|(_, block)| matches!(block.container, Container::Cell { .. }));
        assert!(paragraph.kind != Kind::Cell || cell.is_some(), "{paragraph:?}");
        assert!(structure.around(number).count() <= 32);
    }
}

/// A paragraph is a line, and nothing but paragraphs is text.
fn lines(opened: &Article) {
    let document = &opened.document;
    let mut paragraphs = document.paragraphs.iter().peekable();
    let mut start = 0;
    for (line, number) in document.text.split_inclusive('\n').zip(1..) {
        let line = Span::new(start, start + line.len() - 1);
        start = line.end + 1;
        let mut end = line.start;
        while let Some(paragraph) = paragraphs.next_if(|paragraph| paragraph.ordinal == number) {
            // The pieces of a long one have nothing that is seen between them.
            assert!(end <= paragraph.span.start && paragraph.span.end <= line.end, "{paragraph:?} {line:?}");
            assert!(line.len() > 16_000 || paragraph.span == line, "{paragraph:?} {line:?}");
            end = paragraph.span.end;
        }
        assert!(end > line.start, "a line without a paragraph: {line:?}");
    }
    assert!(paragraphs.next().is_none() && document.text.ends_with('\n'));
}

/// Every character has its place in the source and is what stands there, or what that stands for; and back.
fn places(opened: &Article, original: &Original) {
    let (text, map) = (opened.document.text.as_str(), &original.map);
    assert_eq!(map.text_length(), text.len());
    let (mut before, tail) = (0, map.tail_start());
    for (at, one) in text.char_indices() {
        let place = map.to_source(Span::new(at, at + one.len_utf8()));
        let from = place.slice(&original.text).expect("whole characters of the source");
        let is_break = from.starts_with('<') || from.trim_start_matches('\\').chars().all(char::is_whitespace);
        let stands = match one {
            _ if from.starts_with('&') && from.ends_with(';') => true,
            '\n' => matches!(from, "" | "\n"),
            ' ' if is_break => true,
            // A tab of code whose columns are partly its indentation's.
            ' ' => from == " " || from == "\t",
            _ => from.strip_suffix(one) == Some(""),
        };
        assert!(stands, "{one:?} at {at} is {from:?} at {place:?}");
        assert!(at == tail || before <= place.start, "out of order at {at}");
        before = place.start;
    }
    for paragraph in opened.document.paragraphs.iter() {
        let back = map.to_text(map.to_source(paragraph.span));
        let part = if paragraph.span.start < tail { back.main } else { back.tail };
        let part = part.expect("it is there").trimmed(text);
        assert!(part.covers(paragraph.span), "{paragraph:?} {part:?}");
    }
}

/// Nothing is set outside of the page, and what stands beside each other does not overlap.
fn set(opened: &Article, width: usize) {
    let document = &opened.document;
    let mut setting = Setting::new(width, Order::Visual);
    let mut next = 0;
    while next < document.paragraphs.len() {
        let beside = setting.beside(document, next);
        assert!(beside.start == next && beside.end > next, "{beside:?}");
        next = beside.end;
        let mut end = 0;
        for paragraph in beside {
            let frame = setting.frame(document, paragraph);
            assert!(end <= frame.from && frame.width > 0 && frame.from + frame.width <= width, "{frame:?}");
            end = frame.from + frame.width;
            setting.gap(document, paragraph);
            for line in [None, Some(0), Some(1)] {
                for ornament in setting.ornaments(document, paragraph, line) {
                    assert!(ornament.frame.from + ornament.frame.width <= width, "{ornament:?}");
                }
            }
        }
    }
}
