//! How many sentences bear an annotation, on the whole or on a part.
//!
//! Only sentences of annotations are looked for, each once; the rest of the article is not looked at. Those of a sidecar with many
//! are looked for on another thread (see [`Effect::Count`](super::Effect::Count)), so that no key waits for them.

use std::collections::HashMap;

use super::App;
use crate::input::Article;
use crate::text::Span;

/// Unknown sentences that a frame may look for; more wait for the other thread.
const AT_ONCE: usize = 64;

/// The starts of the sentences that each of some ranges of the text touches.
pub type Touched = Vec<(Span, Box<[usize]>)>;

/// Looks for the sentences that ranges touch. Costs the paragraphs that they lie in, each once where they come in text order.
pub fn touched(article: &Article, spans: &[Span]) -> Touched {
    let mut last: Option<(usize, Vec<Span>)> = None;
    spans.iter().map(|span| (*span, starts(article, *span, &mut last))).collect()
}

fn starts(article: &Article, span: Span, last: &mut Option<(usize, Vec<Span>)>) -> Box<[usize]> {
    let Some(first) = article.document.paragraph_at(span.start) else { return Box::default() };
    let mut found = Vec::new();
    for paragraph in first..article.document.paragraphs.len() {
        if paragraph > first && article.document.paragraphs[paragraph].span.start >= span.end {
            break;
        }
        if last.as_ref().is_none_or(|(known, _)| *known != paragraph) {
            *last = Some((paragraph, article.document.sentences(paragraph)));
        }
        let sentences = last.as_ref().map_or(&[][..], |(_, sentences)| sentences);
        found.extend(sentences.iter().filter(|sentence| sentence.overlaps(span)).map(|sentence| sentence.start));
    }
    found.into()
}

/// What is known of the sentences of annotations.
#[derive(Debug, Default)]
pub(super) struct Tally {
    touched: HashMap<Span, Box<[usize]>>,
    /// The revision that was counted, and the count.
    counted: Option<(u64, usize)>,
    /// Paragraphs whose sentences became others while the other thread looked.
    changed: Vec<Span>,
}

impl Tally {
    /// The annotations are others.
    pub(super) fn forget_count(&mut self) {
        self.counted = None;
    }
}

impl App {
    /// Sentences with at least one annotation; `None` until those of a sidecar with many are known. Costs something only after a
    /// change: a look-up for each annotation, and a search for each that is new.
    pub(super) fn tagged(&mut self) -> Option<usize> {
        let revision = self.session.saving.revision();
        if let Some((counted, count)) = self.session.tally.counted
            && counted == revision
        {
            return Some(count);
        }
        let known = &self.session.tally.touched;
        let mut unknown = self.annotated_spans();
        unknown.retain(|span| !known.contains_key(span));
        if self.session.counting && unknown.len() > AT_ONCE {
            return None;
        }
        self.session.tally.touched.extend(touched(&self.session.article, &unknown));
        let known = &self.session.tally.touched;
        let placed = self.session.markup.annotations.iter().filter(|item| item.state.has_place());
        let mut starts: Vec<usize> = placed.filter_map(|item| known.get(&item.span)).flatten().copied().collect();
        starts.sort_unstable();
        starts.dedup();
        self.session.tally.counted = Some((revision, starts.len()));
        Some(starts.len())
    }

    /// The other thread has looked.
    pub(super) fn counted(&mut self, touched: Touched) {
        self.session.counting = false;
        let changed = std::mem::take(&mut self.session.tally.changed);
        let right = |span: &Span| !changed.iter().any(|paragraph| paragraph.overlaps(*span));
        self.session.tally.touched.extend(touched.into_iter().filter(|(span, _)| right(span)));
    }

    /// The sentences of a paragraph became others: what is known of its annotations is forgotten.
    pub(super) fn recount(&mut self, paragraph: Span) {
        self.session.tally.touched.retain(|span, _| !span.overlaps(paragraph));
        if self.session.counting {
            self.session.tally.changed.push(paragraph);
        }
    }

    /// Ranges whose sentences are to be looked for, perhaps on another thread: what has no place is in none.
    pub(super) fn annotated_spans(&self) -> Vec<Span> {
        let mut spans: Vec<Span> = self
            .session
            .markup
            .annotations
            .iter()
            .filter(|item| item.state.has_place())
            .map(|item| item.span)
            .collect();
        spans.dedup();
        spans
    }
}

#[cfg(test)]
mod tests {
    use super::{Article, Span, touched};

    #[test]
    fn a_range_touches_the_sentences_that_it_overlaps() {
        let article = Article::from_text("a.txt", "One.\n\nTwo here. Three. Four.\n\nFive.".to_owned());
        let at = |part: &str| article.document.text.find(part).expect("in the text");
        let span = |from: &str, to: &str| Span::new(at(from), at(to) + to.len());
        for (span, starts) in [
            (span("One", "One."), vec!["One"]),
            (span("here", "here"), vec!["Two"]),
            (span("here", "Four"), vec!["Two", "Three", "Four"]),
            (span("One", "Five"), vec!["One", "Two", "Three", "Four", "Five"]),
        ] {
            let found = touched(&article, &[span]);
            let starts: Vec<usize> = starts.into_iter().map(at).collect();
            assert_eq!(*found[0].1, *starts, "{span:?}");
        }
    }
}
