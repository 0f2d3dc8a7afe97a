//! The formats that articles are written in. To add one: a file here and a line in [`FORMATS`].

use super::Newline;
use crate::text::{Paragraph, offsets};

mod credit;
pub(super) mod markdown;
mod pieces;
pub(super) mod plain;

/// A format: how it is recognised and where its paragraphs are.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name for people.
    pub name: &'static str,
    /// File name extensions, lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Whether a text whose name says nothing looks like it; given at most the first 8 KiB.
    pub sniff: fn(&str) -> bool,
    /// The paragraphs of a text, with what a line end in it means where the format does not say: in order, not overlapping, none blank, none longer than
    /// [`MAX_PIECE`](crate::text::paragraph::MAX_PIECE).
    pub blocks: fn(&str, Newline) -> Vec<Paragraph>,
}

/// All formats. The last one takes every text.
pub const FORMATS: [Format; 2] = [markdown::FORMAT, plain::FORMAT];

/// The format of a text: by the extension of its file name, else by its beginning.
pub fn of(name: &str, text: &str) -> &'static Format {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    let beginning = &text[..offsets::floor(text, 8 * 1024)];
    FORMATS
        .iter()
        .find(|format| format.extensions.contains(&extension.as_str()))
        .or_else(|| FORMATS.iter().find(|format| (format.sniff)(beginning)))
        .unwrap_or(&plain::FORMAT)
}

/// Whether a character puts nothing on the page: white space, formatting characters, joiners, variation selectors
/// (`Default_Ignorable_Code_Point` in the main). Control characters do: they are shown as pictures.
fn is_invisible(character: char) -> bool {
    character.is_whitespace() || crate::text::cluster::is_invisible(character)
}

/// Whether nothing of a text is seen. Stops at the first visible character.
fn is_blank(text: &str) -> bool {
    text.chars().all(is_invisible)
}

#[cfg(test)]
mod tests {
    use super::{FORMATS, Newline, of};
    use crate::text::Span;
    use crate::text::paragraph::MAX_PIECE;
    use proptest::prelude::*;

    #[test]
    fn the_extension_decides() {
        for (name, format) in
            [("a.md", "Markdown"), ("a.MARKDOWN", "Markdown"), ("a.txt", "plain text"), ("md", "plain text")]
        {
            assert_eq!(of(name, "# text").name, format, "{name}");
        }
    }

    proptest! {
        #![proptest_config(crate::text::properties::cases(200))]
        #[test]
        fn paragraphs_of_every_format_are_in_order_and_never_blank(
            text in "([ \n\r\t>#*=|`<\u{2029}-]{0,3}(متن|word|خبر\\.|😀|1\\.|\u{200f}|\\[x\\]:|</b>)?){0,40}"
        ) {
            let newlines = [Newline::Paragraph, Newline::Wrap, Newline::Auto];
            for (format, newline) in FORMATS.iter().flat_map(|format| newlines.map(|newline| (format, newline))) {
                let mut before = Span::default();
                let mut ordinal = 0;
                for paragraph in (format.blocks)(&text, newline) {
                    let inner = paragraph.span.slice(&text).expect("character boundaries");
                    prop_assert!(!super::is_blank(inner), "{}: {paragraph:?}", format.name);
                    prop_assert!(paragraph.span.start >= before.end && paragraph.span.len() <= MAX_PIECE);
                    prop_assert_eq!(paragraph.ordinal, if paragraph.continued { ordinal } else { ordinal + 1 });
                    (before, ordinal) = (paragraph.span, paragraph.ordinal);
                }
            }
        }
    }
}
