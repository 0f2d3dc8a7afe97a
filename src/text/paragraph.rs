//! Paragraphs: where they are in the text and what they are on the page.

use super::Span;

/// What a paragraph is on the page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Kind {
    /// The title of the article.
    Headline,
    /// The short summary right under the headline.
    Standfirst,
    /// Who wrote it, in the head of the article.
    Byline,
    /// When it was written or published, in the head of the article.
    Dateline,
    /// A heading inside the article.
    Subheading,
    /// An item of a list.
    ListItem,
    /// A block quotation.
    Quotation,
    /// A line of code.
    Code,
    /// A cell of a table.
    Cell,
    /// A footnote; footnotes stand at the end.
    Footnote,
    /// Running text.
    #[default]
    Body,
}

impl Kind {
    /// The name used in exports and in `hashiya sentences --json`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Subheading => "subheading",
            Self::ListItem => "list-item",
            Self::Quotation => "quotation",
            Self::Code => "code",
            Self::Cell => "cell",
            Self::Footnote => "footnote",
            Self::Body => "body",
        }
    }

    /// Whether the table of contents lists it.
    pub const fn is_heading(self) -> bool {
        matches!(self, Self::Headline | Self::Subheading)
    }
}

/// A paragraph of an article, or a piece of a very long one (see [`MAX_PIECE`]).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Paragraph {
    /// Bytes of the article's text, without the line end; never blank.
    pub span: Span,
    /// What it is on the page.
    pub kind: Kind,
    /// Depth of a heading, 1 for the headline; 0 for all else.
    pub level: u8,
    /// Number for people, from 1; the pieces of one paragraph share it.
    pub ordinal: u32,
    /// Whether this piece goes on where the piece before it ended: no blank line between, the same base direction.
    pub continued: bool,
}

/// Bytes after which a paragraph is cut into pieces that are laid out and cut into sentences by themselves, so that one line
/// of many megabytes costs no more than what is seen of it.
pub const MAX_PIECE: usize = 16 * 1024;
