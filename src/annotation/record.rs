//! One annotation and what identifies its place.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{LastPlace, State};
use crate::text::Span;

/// The text at a place and around it (W3C Web Annotation, `TextQuoteSelector`).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TextQuote {
    /// The annotated text, exactly.
    pub exact: String,
    /// The sentence before, as far as [`CONTEXT`] code points from its end.
    pub prefix: String,
    /// The sentence after, as far as [`CONTEXT`] code points from its start.
    pub suffix: String,
}

/// Code points of context kept on each side of a quote.
pub const CONTEXT: usize = 240;

impl TextQuote {
    /// The quote of `span`, with the sentences `before` and `after` as context (empty spans where there are none). A span
    /// that does not lie in `text` or cuts a character gives an empty string. Costs the length of the quote.
    pub fn new(text: &str, span: Span, before: Span, after: Span) -> Self {
        let part = |span: Span| span.slice(text).unwrap_or_default();
        let (prefix, suffix) = (tail(part(before)), head(part(after)));
        Self { exact: part(span).to_owned(), prefix: prefix.to_owned(), suffix: suffix.to_owned() }
    }
}

/// The last [`CONTEXT`] code points.
pub(super) fn tail(text: &str) -> &str {
    let from = text.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    &text[from..]
}

/// The first [`CONTEXT`] code points.
pub(super) fn head(text: &str) -> &str {
    let to = text.char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| at);
    &text[..to]
}

/// A tag on a range of the article's text, with what the reader wrote about it.
#[derive(Clone, PartialEq, Debug)]
pub struct Annotation {
    /// A stable id, a UUID for the ones made here; unique in its set.
    pub id: String,
    /// The id of its [`Tag`](super::Tag).
    pub tag: String,
    /// Bytes of the article's text; empty only where its state has no place.
    pub span: Span,
    /// The text that was annotated and around it: that of the place, or of another version of the article, as the state says.
    pub quote: TextQuote,
    /// Whether it is where it was.
    pub state: State,
    /// Where it was last, while it has no place.
    pub lost: Option<LastPlace>,
    /// The reader's note; `None` when there is none, never empty.
    pub note: Option<String>,
    /// Who made it.
    pub creator: String,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// Fields of the sidecar that this version does not know; written back as they were.
    pub extra: Map<String, Value>,
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A claim, for tests.
    pub(in crate::annotation) fn annotation(id: &str, start: usize, end: usize) -> Annotation {
        Annotation {
            id: id.to_owned(),
            tag: "claim".to_owned(),
            span: Span::new(start, end),
            quote: TextQuote::default(),
            state: State::Exact,
            lost: None,
            note: None,
            creator: "reader".to_owned(),
            created: Timestamp::UNIX_EPOCH,
            modified: Timestamp::UNIX_EPOCH,
            extra: Map::new(),
        }
    }

    #[test]
    fn a_quote_has_capped_context() {
        let text = "Before. Exact. After.";
        let quote = TextQuote::new(text, Span::new(8, 14), Span::new(0, 7), Span::new(15, 21));
        assert_eq!((&*quote.prefix, &*quote.exact, &*quote.suffix), ("Before.", "Exact.", "After."));

        let long =
            format!("{}ب{}X{}ت{}", "a".repeat(9), "ج".repeat(CONTEXT - 1), "د".repeat(CONTEXT - 1), "z".repeat(9));
        let middle = long.find('X').unwrap_or_default();
        let quote = TextQuote::new(
            &long,
            Span::new(middle, middle + 1),
            Span::new(0, middle),
            Span::new(middle + 1, long.len()),
        );
        assert!(quote.prefix.starts_with('ب') && quote.prefix.chars().count() == CONTEXT);
        assert!(quote.suffix.ends_with('ت') && quote.suffix.chars().count() == CONTEXT);
    }

    #[test]
    fn no_neighbour_no_context() {
        let none = Span::default();
        assert_eq!(TextQuote::new("One.", Span::new(0, 4), none, none).prefix, "");
        assert_eq!(TextQuote::new("بت", Span::new(1, 9), none, none).exact, "");
    }
}
