//! What the lines of a plain text are on the page.

use super::blocks as blocks_of;
use crate::input::Newline;
use crate::text::Kind::{self, Body, Byline, Dateline, Headline, ListItem, Quotation, Standfirst, Subheading};
use crate::text::Paragraph;

fn blocks(text: &str) -> Vec<Paragraph> {
    blocks_of(text, Newline::default())
}

fn kinds(text: &str) -> Vec<Kind> {
    blocks(text).iter().map(|paragraph| paragraph.kind).collect()
}

#[test]
fn what_lines_are_on_the_page() {
    let long = "word ".repeat(100) + "end.";
    let cases: [(&str, String, &[Kind]); 19] = [
        (
            "an article",
            format!("عنوان الخبر\nملخص الخبر هنا.\n{long}\nعنوان فرعي\n{long}"),
            &[Headline, Standfirst, Body, Subheading, Body],
        ),
        ("no title", format!("The first line ends.\n{long}"), &[Body, Body]),
        ("the first line is long", format!("{}\n{long}", "word ".repeat(40)), &[Body, Body]),
        ("nothing under the summary", "عنوان الخبر\nملخص الخبر هنا.".into(), &[Headline, Body]),
        ("a long second paragraph", format!("عنوان\n{long}\n{long}"), &[Headline, Body, Body]),
        ("a poem", "عنوان\nسطر أول\nسطر ثان\nسطر ثالث\nسطر رابع".into(), &[Headline, Body, Body, Body, Body]),
        (
            "short lines in a row",
            format!("عنوان\nخلاصة.\n{long}\nسطر\nسطر\nسطر\n{long}"),
            &[Headline, Standfirst, Body, Body, Body, Body, Body],
        ),
        ("a signature", format!("عنوان\nخلاصة.\n{long}\nكتبها فلان"), &[Headline, Standfirst, Body, Body]),
        (
            "a line that introduces",
            format!("عنوان\nخلاصة.\n{long}\nوقال:\n{long}"),
            &[Headline, Standfirst, Body, Body, Body],
        ),
        (
            "a broken sentence",
            format!("{long}\nand so it went on and\nthen\nIt ended here, at last, as it began."),
            &[Body, Body, Body, Body],
        ),
        ("under the summary", format!("عنوان\nخلاصة.\nعنوان فرعي\n{long}"), &[Headline, Standfirst, Subheading, Body]),
        (
            "bylines and date lines",
            format!("عنوان\nخلاصة بلا نقطة\nبقلم: نعمى الدرواس\n12 مايو 2024\nعنوان فرعي\n{long}"),
            &[Headline, Standfirst, Byline, Dateline, Subheading, Body],
        ),
        (
            "or right under the headline",
            format!("عنوان\n12. مايو 2024\nكتبت نعمى الدرواس\n{long}"),
            &[Headline, Dateline, Byline, Body],
        ),
        (
            "not further down",
            format!("عنوان\nخلاصة.\n{long}\n12 مايو 2024\n{long}"),
            &[Headline, Standfirst, Body, Subheading, Body],
        ),
        ("not without a headline", format!("قال.\n12 مايو 2024\n{long}"), &[Body, Subheading, Body]),
        ("a row of a table", format!("{long}\na\tb\n{long}"), &[Body, Body, Body]),
        ("a line of stars", format!("{long}\n***\n{long}"), &[Body, Body, Body]),
        (
            "lists",
            "- a\n* b\n• c\n1. d\n٢) e\n۳- f\n(4) g\n-h".into(),
            &[ListItem, ListItem, ListItem, ListItem, ListItem, ListItem, Body, Body],
        ),
        ("quotations", format!("{long}\n> said\n {long}"), &[Body, Quotation, Body]),
    ];
    for (name, text, expected) in cases {
        assert_eq!(kinds(&text), expected, "{name}");
    }
}

#[test]
fn line_ends_are_outside_and_blank_lines_are_nothing() {
    for (name, text, expected) in [
        ("LF", "a.\nb.\n", vec!["a.", "b."]),
        ("CR LF", "a.\r\n\r\nb.\r\n", vec!["a.", "b."]),
        ("CR", "a.\r\rb.\r", vec!["a.", "b."]),
        ("U+2029", "a.\u{2029}b…\u{2029}", vec!["a.", "b…"]),
        ("blank", "\n \u{200f}\t\n\u{feff}\na.\n \n", vec!["a."]),
        ("nothing", "\n \n", vec![]),
        ("control characters are something", "\u{1b}\n", vec!["\u{1b}"]),
    ] {
        let found: Vec<&str> = blocks(text).iter().map(|block| &text[block.span.start..block.span.end]).collect();
        assert_eq!(found, expected, "{name}");
    }
}
