//! What several formats ask of an article: offsets in the wanted unit, sentences, neighbouring text, directions.

use unicode_segmentation::UnicodeSegmentation;

use super::{OffsetUnit, Request};
use crate::annotation::Annotation;
use crate::input::Article;
use crate::text::offsets::{self, OffsetIndex};
use crate::text::{BaseDirection, Language, Paragraph, Span};

/// Code points of neighbouring text at most on each side of a quote: enough to tell most repetitions of a sentence apart.
const CONTEXT: usize = 64;

/// A sentence and the index of its paragraph.
#[derive(Clone, Copy)]
pub(super) struct Sentence {
    pub(super) paragraph: usize,
    pub(super) span: Span,
}

/// The article of a request with its sentences cut. Made once an export, in one pass over the text.
pub(super) struct View<'a> {
    article: &'a Article,
    unit: OffsetUnit,
    index: OffsetIndex<'a>,
    pub(super) sentences: Vec<Sentence>,
}

impl<'a> View<'a> {
    pub(super) fn new(request: &Request<'a>) -> Self {
        let article = request.article;
        let sentences = (0..article.document.paragraphs.len())
            .flat_map(|paragraph| {
                article.document.sentences(paragraph).into_iter().map(move |span| Sentence { paragraph, span })
            })
            .collect();
        Self { article, unit: request.offsets, index: OffsetIndex::new(&article.document.text), sentences }
    }

    /// Byte `position` in the unit of the request.
    pub(super) fn offset(&self, position: usize) -> usize {
        match self.unit {
            OffsetUnit::Codepoint => self.index.code_points(position),
            OffsetUnit::Utf16 => self.index.utf16(position),
            OffsetUnit::Byte => position,
        }
    }

    /// The text of a span; empty where it has none.
    pub(super) fn text(&self, span: Span) -> &'a str {
        span.slice(&self.article.document.text).unwrap_or_default()
    }

    /// The ordinal, from 1, of the sentence in which an annotation starts; 0 for an article without sentences.
    pub(super) fn sentence(&self, annotation: &Annotation) -> usize {
        let before = self.sentences.partition_point(|sentence| sentence.span.start <= annotation.span.start);
        before.max(1).min(self.sentences.len())
    }

    /// The paragraph in which an annotation starts.
    pub(super) fn paragraph(&self, annotation: &Annotation) -> Option<&'a Paragraph> {
        self.article
            .document
            .paragraph_at(annotation.span.start)
            .and_then(|at| self.article.document.paragraphs.get(at))
    }

    /// The direction of the page at an annotation, which is that of its paragraph and not of its own first letter: a quoted
    /// sentence that begins with a Latin name stays right to left. Where the paragraph has no letters, the language decides.
    pub(super) fn direction(&self, annotation: &Annotation) -> BaseDirection {
        let index = self.article.document.paragraph_at(annotation.span.start);
        let own = index.filter(|&at| BaseDirection::of(self.text(self.article.document.paragraphs[at].span)).is_some());
        own.map_or_else(|| of_language(self.article.document.language), |at| self.article.document.direction(at))
    }

    /// Text really next to a span, before and after it. See [`context`].
    pub(super) fn context(&self, span: Span) -> (&'a str, &'a str) {
        context(&self.article.document.text, span)
    }
}

/// The text that stands right before and right after a span: at most 64 code points each, in whole clusters (UAX #29). Costs the
/// same wherever the span is.
pub fn context(text: &str, span: Span) -> (&str, &str) {
    // A window of bytes bounds the work on hostile text, where one cluster may be megabytes long.
    let from = offsets::ceil(text, span.start.saturating_sub(CONTEXT * 4));
    let to = offsets::floor(text, span.end.saturating_add(CONTEXT * 4));
    let before = text.get(from..span.start).unwrap_or_default();
    let after = text.get(span.end..to).unwrap_or_default();
    let taken = within(before.graphemes(true).rev());
    let prefix = &before[before.len() - taken..];
    (prefix, &after[..within(after.graphemes(true))])
}

/// Bytes of the first clusters that together have at most [`CONTEXT`] code points.
fn within<'t>(clusters: impl Iterator<Item = &'t str>) -> usize {
    let (mut code_points, mut bytes) = (0, 0);
    for cluster in clusters {
        code_points += cluster.chars().count();
        if code_points > CONTEXT {
            break;
        }
        bytes += cluster.len();
    }
    bytes
}

/// The direction in which a language is written.
const fn of_language(language: Language) -> BaseDirection {
    match language {
        Language::English => BaseDirection::LeftToRight,
        Language::Arabic | Language::Persian | Language::Urdu | Language::Hebrew => BaseDirection::RightToLeft,
    }
}

/// The language and direction of a note, by its own letters; those of the article where it has no letters.
pub(super) fn of_note(note: &str, article: &Article) -> (Language, BaseDirection) {
    let language =
        if note.chars().any(char::is_alphabetic) { Language::guess(note) } else { article.document.language };
    (language, BaseDirection::of(note).unwrap_or_else(|| of_language(language)))
}

/// `rtl` or `ltr`, as HTML and Web Annotation have it.
pub(super) const fn direction_name(direction: BaseDirection) -> &'static str {
    if direction.is_rtl() { "rtl" } else { "ltr" }
}
