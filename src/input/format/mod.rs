//! The formats that articles are written in. To add one: a file here and a line in [`FORMATS`].

use super::decode::{DecodeError, Decoded};
use super::{Facts, OpenOptions, Raw};
use crate::text::{OffsetMap, Paragraph, Structure};

mod credit;
mod markdown;
mod pieces;
pub(super) mod plain;
mod writer;

/// A format: how it is recognised, and how an article is made of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Format {
    /// Its name for people.
    pub(super) name: &'static str,
    /// The version of what it extracts; the next one where the same bytes give another text.
    pub(super) version: u32,
    /// File name extensions, lower case, without the dot.
    pub(super) extensions: &'static [&'static str],
    /// Whether an article whose name says nothing looks like it, by its first bytes. What it claims it may read as it likes: only what is
    /// decoded as text is looked at for being none.
    pub(super) sniff: fn(&[u8]) -> bool,
    /// Whether the beginning of an article can be read by itself: its text is the beginning of the whole text, and its paragraphs but
    /// the last ones are those of the whole.
    pub(super) streams: bool,
    /// Reads an article.
    pub(super) read: fn(Raw, &OpenOptions) -> Result<Extracted, DecodeError>,
}

/// What a format made of an article.
pub(super) struct Extracted {
    /// What is read and annotated.
    pub(super) text: String,
    /// In order, not overlapping, none blank, none longer than [`MAX_PIECE`](crate::text::paragraph::MAX_PIECE).
    pub(super) paragraphs: Vec<Paragraph>,
    /// How they hang together.
    pub(super) structure: Structure,
    /// Where the text stands in the source.
    pub(super) map: OffsetMap,
    /// The source; without its text where that is the text.
    pub(super) source: Decoded,
    /// What it says of itself.
    pub(super) facts: Facts,
}

/// All formats. The last one takes everything.
pub(super) const FORMATS: [Format; 2] = [markdown::FORMAT, plain::FORMAT];

/// The format of an article: by the extension of its file name, else by its first bytes.
pub(super) fn of(name: &str, head: &[u8]) -> &'static Format {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    FORMATS
        .iter()
        .find(|format| format.extensions.contains(&extension.as_str()))
        .or_else(|| FORMATS.iter().find(|format| (format.sniff)(head)))
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
    use super::{FORMATS, of};
    use crate::input::{Newline, OpenOptions, Raw};
    use crate::text::Span;
    use crate::text::paragraph::MAX_PIECE;
    use proptest::prelude::*;

    #[test]
    fn the_extension_decides() {
        for (name, format) in
            [("a.md", "Markdown"), ("a.MARKDOWN", "Markdown"), ("a.txt", "plain text"), ("md", "plain text")]
        {
            assert_eq!(of(name, b"# text").name, format, "{name}");
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
                let options = OpenOptions { newline, ..OpenOptions::default() };
                let raw = Raw::new(text.as_bytes(), text.len(), &options).expect("bytes at hand");
                let extracted = (format.read)(raw, &options).expect("text");
                let mut before = Span::default();
                let mut ordinal = 0;
                for paragraph in extracted.paragraphs {
                    let inner = paragraph.span.slice(&extracted.text).expect("character boundaries");
                    prop_assert!(!super::is_blank(inner), "{}: {paragraph:?}", format.name);
                    prop_assert!(paragraph.span.start >= before.end && paragraph.span.len() <= MAX_PIECE);
                    prop_assert_eq!(paragraph.ordinal, if paragraph.continued { ordinal } else { ordinal + 1 });
                    (before, ordinal) = (paragraph.span, paragraph.ordinal);
                }
            }
        }
    }
}
