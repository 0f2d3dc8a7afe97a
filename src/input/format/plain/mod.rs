//! Plain text: a line is a paragraph, or some lines of one that was wrapped (`wrap`); what it is on the page shows in its length, its
//! end and its neighbours.
//!
//! - Headline: the first paragraph, at most [`HEADLINE`] characters, without final punctuation.
//! - Standfirst: the paragraph right after the headline, at most [`STANDFIRST`] characters, when more text follows; not a list
//!   item or quotation, and not one of several short lines (a poem, an address).
//! - Byline, date line: among the first [`HEAD`] lines, right under the headline, the standfirst or another of the two (`credit`).
//! - Subheading: a later line of at most [`SUBHEADING`] characters without final punctuation that stands alone: the lines
//!   before and after it are neither headings nor such lines themselves, the one before has ended (final punctuation, or a
//!   blank line between), and there is a letter and no tab in it.
//! - List item by its marker, quotation by `>`.
//!
//! Cost: a search for line ends (memchr), and per paragraph its first and last characters; only short ones are counted.

mod fill;
mod lines;
mod shape;
mod wrap;

use self::lines::{Line, at_most, lines};
use super::credit::credit;
use super::{Extracted, Format, pieces};
use crate::input::decode::{self, DecodeError, Decoded};
use crate::input::{Facts, Newline, OpenOptions, Raw};
use crate::text::{Kind, OffsetMap, Paragraph, Structure};

/// Characters of a headline at most.
const HEADLINE: usize = 140;
/// Characters of a standfirst at most.
const STANDFIRST: usize = 400;
/// Lines of the head of an article at most.
const HEAD: usize = 7;
/// Characters of a subheading at most.
const SUBHEADING: usize = 80;

/// The table's entry.
pub(in crate::input) const FORMAT: Format =
    Format { name: "plain text", version: 1, extensions: &["txt", "text"], sniff: |_| true, streams: true, read };

fn read(mut raw: Raw, options: &OpenOptions) -> Result<Extracted, DecodeError> {
    let (size, encoding) = (raw.size, raw.encoding);
    Ok(extracted(decode::read(&mut raw, size, encoding)?, options.newline))
}

/// A plain text is its own extract.
pub(in crate::input) fn extracted(source: Decoded, newline: Newline) -> Extracted {
    let paragraphs = blocks(&source.text, newline);
    let (text, source) = source.without_text();
    let (structure, map, facts) = (Structure::default(), OffsetMap::default(), Facts::default());
    Extracted { text, paragraphs, structure, map, source, facts }
}

/// The paragraphs of a plain text.
fn blocks(text: &str, newline: Newline) -> Vec<Paragraph> {
    let lines = wrap::paragraphs(text, lines(text), newline);
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(lines.len());
    let mut before = Kind::Body;
    for (index, line) in lines.iter().enumerate() {
        let kind = kind(text, &lines, index, before);
        let level = match kind {
            Kind::Headline => 1,
            Kind::Subheading => 2,
            _ => 0,
        };
        let paragraph = Paragraph { span: line.span, kind, level, ordinal: index as u32 + 1, continued: false };
        pieces::push(&mut paragraphs, text, paragraph);
        before = kind;
    }
    paragraphs
}

fn kind(text: &str, lines: &[Line], index: usize, before: Kind) -> Kind {
    let line = &lines[index];
    let next = lines.get(index + 1);
    let credit = |line: &Line| credit(line.span.slice(text).unwrap_or_default());
    let in_head = index < HEAD && matches!(before, Kind::Headline | Kind::Standfirst | Kind::Byline | Kind::Dateline);
    // A date line may begin as an item does.
    if in_head
        && matches!(line.kind, Kind::Body | Kind::ListItem)
        && let Some(kind) = credit(line)
    {
        return kind;
    }
    if line.kind != Kind::Body {
        return line.kind;
    }
    if index == 0 {
        let headline = line.may_head && !line.ended && at_most(HEADLINE, text, line.span);
        return if headline { Kind::Headline } else { Kind::Body };
    }
    if index == 1 && before == Kind::Headline {
        let run = line.like_heading && next.is_some_and(|next| next.like_heading && credit(next).is_none());
        let standfirst = next.is_some() && !run && at_most(STANDFIRST, text, line.span);
        return if standfirst { Kind::Standfirst } else { Kind::Body };
    }
    let previous = &lines[index - 1];
    let under_credit = matches!(before, Kind::Byline | Kind::Dateline);
    let alone = (previous.ended || line.apart || previous.kind != Kind::Body || under_credit)
        && (!previous.like_heading || before == Kind::Standfirst || under_credit)
        && next.is_some_and(|next| !next.like_heading);
    let inner = &text[line.span.start..line.span.end];
    if line.like_heading && line.may_head && alone && inner.contains(char::is_alphabetic) && !inner.contains('\t') {
        Kind::Subheading
    } else {
        Kind::Body
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod wrapped;
