//! The text of an article and all that follows from it: paragraphs, sentences, their corrections and counts, directions. Where the
//! text came from is not known here.

mod counts;

use std::collections::HashMap;
use std::fmt::Write;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use super::sentence::{self, Correction, Corrections, Explained};
use super::soft_break::after_marks;
use super::structure::Container;
use super::{Around, BaseDirection, Language, Paragraph, Span, Structure};

/// The text of an article, immutable. Share it in an `Arc`.
///
/// The text, the paragraphs, the digest and the counts by the rules are shared between clones, so that one with other boundaries of
/// sentences ([`Document::with_corrections`]) costs no copy of the text.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text as it is read and annotated, never normalised. NUL bytes, control characters and escape sequences are in it as they were
    /// in what it came from.
    pub text: Arc<String>,
    /// Paragraphs in order, none blank; empty for a blank text.
    pub paragraphs: Arc<Vec<Paragraph>>,
    /// How they hang together.
    pub structure: Arc<Structure>,
    /// The language: given, or guessed from the letters.
    pub language: Language,
    /// Whether it was given; else each paragraph may be in another one, as its letters say.
    pub is_language_known: bool,
    page: OnceLock<BaseDirection>,
    digest: Arc<OnceLock<String>>,
    /// What the reader corrected of the boundaries between sentences.
    corrections: Corrections,
    /// The counts by the rules alone, which do not change with the corrections.
    by_rules: Arc<OnceLock<Vec<u32>>>,
    /// The counts as corrected, where there are corrections.
    corrected: OnceLock<Vec<u32>>,
}

/// SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal. About 2 ms a megabyte where the processor has no instructions for it.
pub fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Paragraphs whose sentences are kept. Past this many all are forgotten at once.
const KEPT: usize = 1024;

/// The sentences of paragraphs, each cut once. Of one document: of another one, or under other corrections, they are others.
#[derive(Clone, Debug, Default)]
pub struct Sentences(HashMap<usize, Rc<[Span]>>);

impl Sentences {
    /// Those of a paragraph; none where there is no paragraph.
    pub fn of(&mut self, document: &Document, paragraph: usize) -> Rc<[Span]> {
        if paragraph >= document.paragraphs.len() {
            return Rc::default();
        }
        if self.0.len() >= KEPT && !self.0.contains_key(&paragraph) {
            self.0.clear();
        }
        Rc::clone(self.0.entry(paragraph).or_insert_with(|| document.sentences(paragraph).into()))
    }
}

/// Paragraphs that [`Document::page_direction`] looks at.
const DIRECTION_SEARCH: usize = 100;

impl Document {
    /// A document of some text and its paragraphs, in the language given or, without one, in that which its letters tell.
    pub fn new(text: String, paragraphs: Vec<Paragraph>, language: Option<Language>) -> Self {
        Self {
            language: language.unwrap_or_else(|| Language::guess(&text)),
            is_language_known: language.is_some(),
            paragraphs: Arc::new(paragraphs),
            structure: Arc::default(),
            text: Arc::new(text),
            page: OnceLock::new(),
            digest: Arc::default(),
            corrections: Corrections::default(),
            by_rules: Arc::default(),
            corrected: OnceLock::new(),
        }
    }

    /// The same with paragraphs that hang together.
    #[must_use]
    pub fn with_structure(self, structure: Structure) -> Self {
        Self { structure: Arc::new(structure), ..self }
    }

    /// The [`sha256`] of the text. Computed once, when first asked for.
    pub fn digest(&self) -> &str {
        self.digest.get_or_init(|| sha256(&self.text))
    }

    /// The sentences of paragraph `index` as absolute spans, trimmed, in order, never empty: those of the rules, corrected.
    pub fn sentences(&self, index: usize) -> Vec<Span> {
        let span = self.paragraphs[index].span;
        self.split(span, self.corrections.within(span))
    }

    /// The sentences of a paragraph's span under some corrections.
    fn split(&self, span: Span, corrections: &[(usize, Correction)]) -> Vec<Span> {
        let text = &self.text[span.start..span.end];
        let tiles = sentence::split(text, self.language_of(text));
        let corrected = sentence::correct(tiles, text, span.start, corrections);
        corrected.into_iter().filter_map(|tile| self.visible(span, tile)).collect()
    }

    /// The sentences of paragraph `index` with the rules by which they end, and by which they go on after the final marks in them.
    pub fn explained(&self, index: usize) -> Vec<Explained> {
        let span = self.paragraphs[index].span;
        let text = &self.text[span.start..span.end];
        let corrections = self.corrections.within(span);
        let explained = sentence::explain(text, self.language_of(text), span.start, corrections).into_iter();
        explained
            .filter_map(|found| {
                let visible = self.visible(span, found.span)?;
                Some(found.shifted(span.start, visible))
            })
            .collect()
    }

    /// The language of a paragraph's text.
    fn language_of(&self, text: &str) -> Language {
        if self.is_language_known { self.language } else { self.language.of_paragraph(text) }
    }

    /// What a reader sees of a part of a paragraph's span, as an absolute span.
    fn visible(&self, paragraph: Span, part: Span) -> Option<Span> {
        let part = part.shifted(paragraph.start).trimmed(&self.text);
        let visible = if part.start > paragraph.start { after_marks(&self.text, part) } else { part };
        Some(visible).filter(|visible| !visible.is_empty())
    }

    /// As [`sentences`](Self::sentences), without corrections.
    fn sentences_by_rules(&self, index: usize) -> Vec<Span> {
        self.split(self.paragraphs[index].span, &[])
    }

    /// Whether a sentence begins at byte `position` by the rules alone. Cuts its paragraph.
    pub fn begins_by_rules(&self, position: usize) -> bool {
        let Some(index) = self.paragraph_at(position) else { return false };
        self.sentences_by_rules(index).iter().any(|sentence| sentence.start == position)
    }

    /// What stands around a place, neighbours beyond its paragraph where need be. Cuts the paragraphs that they are in.
    pub fn around(&self, place: Span) -> Around {
        self.around_by(place, &mut |index| self.sentences(index).into())
    }

    /// Places with what stands around each.
    pub fn around_each(&self, places: impl IntoIterator<Item = Span>, known: &mut Sentences) -> Vec<(Span, Around)> {
        let mut sentences = |index| known.of(self, index);
        places.into_iter().map(|place| (place, self.around_by(place, &mut sentences))).collect()
    }

    fn around_by(&self, place: Span, sentences_of: &mut dyn FnMut(usize) -> Rc<[Span]>) -> Around {
        let last_byte = place.end.saturating_sub(1).max(place.start);
        let (Some(index), Some(last_index)) = (self.paragraph_at(place.start), self.paragraph_at(last_byte)) else {
            return Around::default();
        };
        let sentences = sentences_of(index);
        let at = sentences.partition_point(|sentence| sentence.start <= place.start);
        let first = at.saturating_sub(1);
        let prefix = first.checked_sub(1).map(|at| sentences[at]);
        let prefix = prefix.or_else(|| (0..index).rev().find_map(|index| sentences_of(index).last().copied()));
        let lasts = if last_index == index { Rc::clone(&sentences) } else { sentences_of(last_index) };
        let end = lasts.partition_point(|sentence| sentence.start <= last_byte).max(1);
        let suffix = lasts.get(end).copied();
        let suffix = suffix
            .or_else(|| (last_index + 1..self.paragraphs.len()).find_map(|index| sentences_of(index).first().copied()));
        let own = |sentences: &[Span], at: usize| sentences.get(at).copied().unwrap_or_default();
        let own = (own(&sentences, first), own(&lasts, end - 1));
        Around::new(place, prefix.unwrap_or_default(), own, suffix.unwrap_or_default())
    }

    /// The paragraph that holds byte `position`, or the nearest one before it (the first when there is none before). `None`
    /// for a document without paragraphs. A binary search.
    pub fn paragraph_at(&self, position: usize) -> Option<usize> {
        let after = self.paragraphs.partition_point(|paragraph| paragraph.span.start <= position);
        if self.paragraphs.is_empty() { None } else { Some(after.saturating_sub(1)) }
    }

    /// The base direction of paragraph `index`: its own first strong character's, that of the paragraph it continues, or that
    /// of the article where it has none. Reads the paragraph's first piece at most. Lines of code all have that of the first that has one.
    pub fn direction(&self, index: usize) -> BaseDirection {
        if let Some(block) = self.structure.block_of(index).filter(|block| block.container == Container::Code) {
            let lines = (block.first as usize..self.paragraphs.len()).take(DIRECTION_SEARCH);
            let mut lines = lines.take_while(|line| self.structure.block_of(*line) == Some(block));
            return lines.find_map(|line| self.own_direction(line)).unwrap_or(BaseDirection::LeftToRight);
        }
        let ordinal = self.paragraphs[index].ordinal;
        let first = self.paragraphs.partition_point(|paragraph| paragraph.ordinal < ordinal);
        self.own_direction(first).unwrap_or_else(|| self.page_direction())
    }

    /// The direction of the article: of its first paragraph that has one; left to right where none has. Looks at 100 paragraphs at
    /// most, once.
    pub fn page_direction(&self) -> BaseDirection {
        *self.page.get_or_init(|| {
            (0..self.paragraphs.len().min(DIRECTION_SEARCH))
                .find_map(|index| self.own_direction(index))
                .unwrap_or(BaseDirection::LeftToRight)
        })
    }

    fn own_direction(&self, index: usize) -> Option<BaseDirection> {
        let span = self.paragraphs[index].span;
        BaseDirection::of(&self.text[span.start..span.end])
    }

    /// The ordinal, from 1, of the sentence that holds byte `position` (or the nearest before it; the first where there is none
    /// before). Counts the whole document if that was not done yet. 0 for a document without sentences.
    pub fn sentence_ordinal(&self, position: usize) -> usize {
        let Some(index) = self.paragraph_at(position) else { return 0 };
        let before = self.count_sentences()[index] as usize;
        let within = self.sentences(index).partition_point(|sentence| sentence.start <= position);
        (before + within).max(1)
    }

    /// The sentence with an ordinal from 1: its paragraph and its span. `None` when there is no such sentence. Counts the
    /// whole article if that was not done yet.
    pub fn sentence(&self, ordinal: usize) -> Option<(usize, Span)> {
        let before = u32::try_from(ordinal.checked_sub(1)?).ok()?;
        let counts = self.count_sentences();
        let index = counts.partition_point(|&count| count <= before).checked_sub(1)?;
        if index == self.paragraphs.len() {
            return None;
        }
        let span = *self.sentences(index).get((before - counts[index]) as usize)?;
        Some((index, span))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Around, Document, Paragraph, Span};
    use crate::text::Kind;

    /// A document with a paragraph for each line that is not blank.
    pub(crate) fn document(text: &str) -> Document {
        let mut paragraphs = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(start, start + line.trim_end().len());
            start += line.len();
            if !span.is_empty() {
                let ordinal = paragraphs.len() as u32 + 1;
                paragraphs.push(Paragraph { span, kind: Kind::Body, level: 0, ordinal, continued: false });
            }
        }
        Document::new(text.to_owned(), paragraphs, None)
    }

    const TEXT: &str = "عنوان\n\nقال. ثم قال؟ نعم.\nNo more. The end!\n";

    #[test]
    fn sentences_have_ordinals_over_the_whole_article() {
        let text = document(TEXT);
        assert_eq!(text.sentence_counts(), None);
        assert_eq!(text.count_sentences(), [0, 1, 4, 6]);
        assert_eq!(text.sentence_counts(), Some(&[0, 1, 4, 6][..]));
        let mut ordinal = 0;
        for index in 0..text.paragraphs.len() {
            for span in text.sentences(index) {
                ordinal += 1;
                assert_eq!(text.sentence_ordinal(span.start), ordinal);
                assert_eq!(text.sentence_ordinal(span.end - 1), ordinal);
                assert_eq!(text.sentence(ordinal), Some((index, span)));
            }
        }
        assert_eq!(ordinal, 6);
        assert_eq!((text.sentence(0), text.sentence(7)), (None, None));
        assert_eq!(text.sentence_ordinal(TEXT.len() + 10), 6);
    }

    #[test]
    fn around_a_place_are_the_rest_of_its_sentences_and_those_beside_them() {
        let text = document(TEXT);
        let around = |part: &str| {
            let start = TEXT.find(part).expect("part of the text");
            let around = text.around(Span::new(start, start + part.len()));
            [around.prefix, around.before, around.after, around.suffix]
                .map(|span| span.slice(TEXT).expect("in the text"))
        };
        assert_eq!(around("ثم قال؟"), ["قال.", "", "", "نعم."]);
        assert_eq!(around("ثم"), ["قال.", "", " قال؟", "نعم."]);
        assert_eq!(around("عنوان"), ["", "", "", "قال."]);
        assert_eq!(around("end"), ["No more.", "The ", "!", ""]);
        // Over several sentences, and over paragraphs.
        assert_eq!(around("ثم قال؟ نعم."), ["قال.", "", "", "No more."]);
        assert_eq!(around("قال؟ نعم.\nNo"), ["قال.", "ثم ", " more.", "The end!"]);
        let blank = document(" \n");
        assert_eq!(blank.around(Span::new(0, 1)), Around::default());
    }

    #[test]
    fn a_blank_article_answers_too() {
        let text = document(" \n");
        assert_eq!((text.count_sentences(), text.sentence_ordinal(0), text.paragraph_at(0)), (&[0u32][..], 0, None));
        assert_eq!(text.sentence(1), None);
    }

    #[test]
    fn counting_on_several_threads_is_the_same() {
        let long = document(&TEXT.repeat(6_000));
        let counts = long.count_sentences();
        assert_eq!(counts.len(), long.paragraphs.len() + 1);
        assert_eq!(
            counts[counts.len() - 1] as usize,
            (0..long.paragraphs.len()).map(|index| long.sentences(index).len()).sum::<usize>()
        );
    }

    #[test]
    fn digest_is_sha256_of_the_text() {
        let text = document("abc");
        assert_eq!(text.digest(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
