//! Markdown (`CommonMark` with tables, footnotes, strikethrough and task lists): the text is what a reader of it sees. No mark of it is
//! text, of what it marks only the layout is kept.
//!
//! - Inline marks, the addresses of links and images, references to footnotes and raw HTML are left out; an image is its alternative
//!   text. Entities and escapes are decoded.
//! - A soft break is a blank; so is a hard one (`<br>` is one), after which a line begins on the page.
//! - A line of code is a paragraph, without the columns that it is indented by, and so is a cell of a table.
//! - Footnotes stand at the end.
//! - Of a block of HTML the lines that hold no tag are kept: who wraps an article in `<div dir="rtl">` wrote them for readers.
//! - Front matter is facts.

mod blocks;
mod front;
mod html;
mod inline;
mod lines;

use self::blocks::Blocks;
use self::front::front_matter;
use super::credit::credit;
use super::writer::Writer;
use super::{Extracted, Format};
use crate::input::decode::{self, DecodeError};
use crate::input::{OpenOptions, Raw};
use crate::text::{Kind, Paragraph};

/// The table's entry.
pub(super) const FORMAT: Format = Format {
    name: "Markdown",
    version: 1,
    extensions: &["md", "markdown", "mdown", "mkd"],
    sniff: |_| false,
    streams: false,
    read,
};

/// Bytes of a standfirst at most.
const STANDFIRST: usize = 800;

fn read(mut raw: Raw, _options: &OpenOptions) -> Result<Extracted, DecodeError> {
    let (size, encoding) = (raw.size, raw.encoding);
    let source = decode::read(&mut raw, size, encoding)?;
    let (start, facts) = front_matter(&source.text).unwrap_or_default();
    let Writer { text, map, mut paragraphs, structure, .. } = Blocks::of(&source.text, start);
    credits(&text, &mut paragraphs);
    Ok(Extracted { text, paragraphs, structure, map, source, facts })
}

/// Finds bylines and date lines: right under the first heading, or under one short paragraph there, the standfirst.
fn credits(text: &str, paragraphs: &mut [Paragraph]) {
    let Some(heading) = paragraphs.iter().position(|paragraph| paragraph.kind.is_heading()) else { return };
    let mut below = &mut paragraphs[heading + 1..];
    let of = |paragraph: &Paragraph| {
        let is_body = paragraph.kind == Kind::Body && !paragraph.continued;
        if is_body { credit(&text[paragraph.span.start..paragraph.span.end]) } else { None }
    };
    if let [standfirst, next, ..] = below
        && of(standfirst).is_none()
        && standfirst.kind == Kind::Body
        && standfirst.span.len() <= STANDFIRST
        && of(next).is_some()
    {
        below = &mut below[1..];
    }
    for paragraph in below {
        let Some(kind) = of(paragraph) else { break };
        paragraph.kind = kind;
    }
}

#[cfg(test)]
mod tests;
