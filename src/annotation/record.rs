//! One annotation and what identifies its place.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::anchor::Alike;
use super::unique::once;
use super::{LastPlace, State};
use crate::text::{Around, Document, Span};

/// The text at a place and around it (W3C Web Annotation, `TextQuoteSelector`).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TextQuote {
    /// The annotated text, exactly.
    pub exact: String,
    /// The rest of its sentence before it, as far as [`CONTEXT`] code points from its end; empty where it begins the sentence, `None`
    /// where that is not known.
    pub before: Option<String>,
    /// The rest of its sentence after it, as far as [`CONTEXT`] code points from its start; empty where it ends the sentence, `None`
    /// where that is not known.
    pub after: Option<String>,
    /// The sentence before, as far as [`CONTEXT`] code points from its end.
    pub prefix: String,
    /// The sentence after, as far as [`CONTEXT`] code points from its start.
    pub suffix: String,
    /// Whether its sentence, or all of it where it is more, was in the text only once; `false` where that is not known. Then it is the
    /// one wherever it stands later, as long as it stands once.
    pub once: bool,
    /// Whether nothing like its sentence, or all of it where it is more, was elsewhere in the text; `false` where that is not known.
    /// Then what is like it later, and the only such thing, is what became of it.
    pub unlike: bool,
}

/// Code points of context kept on each side of a quote.
pub const CONTEXT: usize = 240;

impl TextQuote {
    /// The quote of `span` with what is around it. A span that does not lie in `text` or cuts a character gives an empty string. Costs a
    /// pass over the text, to see whether it or something like it is there once; for many use [`of_places`](Self::of_places).
    pub fn new(text: &str, span: Span, around: Around) -> Self {
        Self::of_places(text, &[(span, around)]).pop().unwrap_or_default()
    }

    /// The quotes of places, each as [`new`](Self::new) makes it. Costs one pass over the text for any number of them.
    pub fn of_places(text: &str, places: &[(Span, Around)]) -> Vec<Self> {
        if places.is_empty() { Vec::new() } else { Self::of_places_in(text, &Alike::of(text), places) }
    }

    /// The same where the words of the text are at hand: the most of the cost is them.
    pub fn of_places_in(text: &str, alike: &Alike, places: &[(Span, Around)]) -> Vec<Self> {
        let part = |span: Span| span.slice(text).unwrap_or_default();
        let whole = |(span, around): &(Span, Around)| {
            let start = if around.before.is_empty() { span.start } else { around.before.start };
            let end = if around.after.is_empty() { span.end } else { around.after.end };
            Span::new(start, end.max(start))
        };
        let whole: Vec<Span> = places.iter().map(whole).collect();
        let once = once(text, &whole.iter().map(|whole| part(*whole)).collect::<Vec<&str>>());
        let quotes = places.iter().zip(whole).zip(once).map(|(((span, around), whole), once)| Self {
            exact: part(*span).to_owned(),
            before: Some(tail(part(around.before)).to_owned()),
            after: Some(head(part(around.after)).to_owned()),
            prefix: tail(part(around.prefix)).to_owned(),
            suffix: head(part(around.suffix)).to_owned(),
            once,
            unlike: alike.is_unlike(whole),
        });
        quotes.collect()
    }

    /// Whether it is of a whole sentence, or of several; `false` where that is not known.
    pub fn is_sentence(&self) -> bool {
        [&self.before, &self.after].into_iter().all(|rest| rest.as_deref() == Some(""))
    }

    /// The quote of the sentence that it is a part of; `None` where it is no part of one, or where that is too long to be kept whole.
    pub fn sentence(&self) -> Option<Self> {
        let (before, after) = (self.before.as_deref()?, self.after.as_deref()?);
        let is_whole = |rest: &str| rest.chars().nth(CONTEXT - 1).is_none();
        (!self.is_sentence() && is_whole(before) && is_whole(after)).then(|| Self {
            exact: [before, &self.exact, after].concat(),
            prefix: self.prefix.clone(),
            suffix: self.suffix.clone(),
            once: self.once,
            unlike: self.unlike,
            ..Self::default()
        })
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
///
/// The default one is empty, of nobody and of no time: what [`Annotation::new`] and readers of files fill in.
#[derive(Clone, PartialEq, Debug, Default)]
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

impl Annotation {
    /// A tag on a span of a document, with its quote. Id, creator and times are for the caller to add.
    pub fn new(document: &Document, span: Span, tag: impl Into<String>) -> Self {
        let quote = TextQuote::new(&document.text, span, document.around(span));
        Self { tag: tag.into(), span, quote, ..Self::default() }
    }
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
            creator: "reader".to_owned(),
            ..Annotation::default()
        }
    }

    #[test]
    fn a_quote_has_capped_context() {
        let text = "Before. Exact. After.";
        let around = Around { prefix: Span::new(0, 7), suffix: Span::new(15, 21), ..Around::default() };
        let quote = TextQuote::new(text, Span::new(8, 14), around);
        assert_eq!((&*quote.prefix, &*quote.exact, &*quote.suffix), ("Before.", "Exact.", "After."));
        assert_eq!((quote.sentence(), quote.is_sentence()), (None, true));

        let long =
            format!("{}ب{}X{}ت{}", "a".repeat(9), "ج".repeat(CONTEXT - 1), "د".repeat(CONTEXT - 1), "z".repeat(9));
        let middle = long.find('X').unwrap_or_default();
        let (place, left, right) =
            (Span::new(middle, middle + 1), Span::new(0, middle), Span::new(middle + 1, long.len()));
        let around = Around { prefix: left, suffix: right, ..Around::default() };
        let quote = TextQuote::new(&long, place, around);
        assert!(quote.prefix.starts_with('ب') && quote.prefix.chars().count() == CONTEXT);
        assert!(quote.suffix.ends_with('ت') && quote.suffix.chars().count() == CONTEXT);
    }

    #[test]
    fn no_neighbour_no_context() {
        let none = Around::default();
        assert_eq!(TextQuote::new("One.", Span::new(0, 4), none).prefix, "");
        assert_eq!(TextQuote::new("بت", Span::new(1, 9), none).exact, "");
    }

    #[test]
    fn a_part_has_the_rest_of_its_sentence_and_gives_the_whole_one() {
        let text = "Before. It rose by 5% in May. After.";
        let (place, sentence) = (Span::new(19, 21), Span::new(8, 29));
        let around = Around::new(place, Span::new(0, 7), (sentence, sentence), Span::new(30, 36));
        let quote = TextQuote::new(text, place, around);
        let rest = (quote.before.as_deref(), quote.after.as_deref());
        assert_eq!((rest, quote.is_sentence()), ((Some("It rose by "), Some(" in May.")), false));
        let whole = quote.sentence().expect("it is a part");
        assert_eq!((&*whole.prefix, &*whole.exact, &*whole.suffix), ("Before.", "It rose by 5% in May.", "After."));
        let long = TextQuote { before: Some("a".repeat(CONTEXT)), ..quote };
        assert_eq!(long.sentence(), None);
        let unknown = TextQuote { after: None, ..long };
        assert_eq!((unknown.sentence(), unknown.is_sentence()), (None, false));
    }
}
