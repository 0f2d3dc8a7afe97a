//! An article that knows, through all edits, what of it is what was there before.

use std::fmt::Write;

use hashiya::text::language::Language;
use hashiya::text::{Span, sentence};

/// A word or what stands between two, in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) text: String,
    /// Code points of the old text it was; `None` when it was put in.
    pub(crate) old: Option<(usize, usize)>,
    /// Code points of the old text that it was copied from afterwards.
    pub(crate) copied: Option<(usize, usize)>,
    pub(crate) fate: Fate,
}

/// What was done to a piece.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Fate {
    Kept,
    Respelled,
    Altered,
}

impl Piece {
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), old: None, copied: None, fate: Fate::Kept }
    }

    pub(crate) fn is_word(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }

    pub(crate) fn is_number(&self) -> bool {
        self.text.chars().all(char::is_numeric) && !self.text.is_empty()
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Sentence {
    pub(crate) pieces: Vec<Piece>,
    /// Sentences of one number are copies of each other or look alike.
    pub(crate) kin: Option<usize>,
}

impl Sentence {
    pub(crate) fn new(text: &str) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut class = None;
        for one in text.chars() {
            let in_word = one.is_alphanumeric()
                || matches!(one, '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{591}'..='\u{5C7}' | '\u{200C}');
            let now = (in_word, in_word && one.is_numeric());
            // Punctuation is one piece a character.
            match pieces.last_mut().filter(|_| class == Some(now) && in_word) {
                Some(last) => last.text.push(one),
                None => pieces.push(Piece::new(&one.to_string())),
            }
            class = Some(now);
        }
        Self { pieces, kin: None }
    }

    /// The same text, put in anew.
    pub(crate) fn copy(&self) -> Self {
        let copy = |piece: &Piece| Piece { copied: piece.old.or(piece.copied), ..Piece::new(&piece.text) };
        Self { kin: self.kin, pieces: self.pieces.iter().map(copy).collect() }
    }

    /// The numbers of its pieces that are so.
    pub(crate) fn pieces_that(&self, are: impl Fn(&Piece) -> bool) -> Vec<usize> {
        (0..self.pieces.len()).filter(|at| are(&self.pieces[*at])).collect()
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(crate) paragraphs: Vec<Vec<Sentence>>,
    pub(crate) line_end: &'static str,
}

/// What became of a span of the old text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Truth {
    Deleted,
    At { span: Span, fate: Fate },
}

impl Document {
    pub(crate) fn new(text: &str, language: Language) -> Self {
        let sentences = |line: &str| {
            let spans = sentence::split(line, language).into_iter();
            spans.filter_map(|span| span.trimmed(line).slice(line).map(Sentence::new)).collect()
        };
        let paragraphs = text.lines().filter(|line| !line.trim().is_empty()).map(sentences).collect();
        Self { paragraphs, line_end: "\n" }
    }

    /// The text, and the byte at which each piece stands, in the order of the pieces.
    pub(crate) fn render(&self) -> (String, Vec<usize>) {
        let (mut text, mut places) = (String::new(), Vec::new());
        for (number, paragraph) in self.paragraphs.iter().enumerate() {
            if number > 0 {
                text.push_str(self.line_end);
            }
            for (number, sentence) in paragraph.iter().enumerate() {
                if number > 0 {
                    text.push(' ');
                }
                for piece in &sentence.pieces {
                    places.push(text.len());
                    let _ = write!(text, "{}", piece.text);
                }
            }
        }
        (text, places)
    }

    pub(crate) fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.paragraphs.iter().flatten()
    }

    /// Says that this is the old text. Gives the spans of its sentences.
    pub(crate) fn begin(&mut self) -> (String, Vec<Span>) {
        let (text, places) = self.render();
        let mut points = 0;
        let (mut byte, mut number) = (0, 0);
        let mut spans = Vec::new();
        for sentence in self.paragraphs.iter_mut().flatten() {
            let start = places.get(number).copied().unwrap_or(text.len());
            let mut end = start;
            for piece in &mut sentence.pieces {
                points += text[byte..places[number]].chars().count();
                byte = places[number];
                let length = piece.text.chars().count();
                piece.old = Some((points, points + length));
                (piece.copied, piece.fate) = (None, Fate::Kept);
                end = byte + piece.text.len();
                number += 1;
            }
            spans.push(Span::new(start, end));
        }
        (text, spans)
    }

    /// The code point of the old text that stands at byte `start` now, if that was there before.
    pub(crate) fn old(&self, places: &[usize], start: usize) -> Option<usize> {
        let mut pieces = self.sentences().flat_map(|sentence| &sentence.pieces).zip(places);
        Some(pieces.find(|(_, at)| **at == start)?.0.old?.0)
    }

    /// Whether most words at a place now were copied from the code points `start..end` of the old text.
    pub(crate) fn is_copy(&self, places: &[usize], place: Span, start: usize, end: usize) -> bool {
        let pieces = self.sentences().flat_map(|sentence| &sentence.pieces).zip(places);
        let words = pieces.filter(|(piece, at)| piece.is_word() && place.start <= **at && **at < place.end);
        let (mut all, mut copied) = (0, 0);
        for (piece, _) in words {
            all += 1;
            copied += usize::from(piece.copied.is_some_and(|(from, to)| start <= from && to <= end));
        }
        copied * 2 > all
    }

    /// Where the code points `start..end` of the old text are now, and what was done to them.
    pub(crate) fn truth(&self, places: &[usize], start: usize, end: usize) -> Truth {
        let pieces: Vec<&Piece> = self.sentences().flat_map(|sentence| &sentence.pieces).collect();
        let within = |piece: &Piece| piece.old.is_some_and(|(from, to)| start <= from && to <= end);
        // What only separates words does not bear the text.
        let bears = |piece: &Piece| within(piece) && !piece.text.trim().is_empty();
        let Some(first) = pieces.iter().position(|piece| bears(piece)) else { return Truth::Deleted };
        let last = pieces.iter().rposition(|piece| bears(piece)).unwrap_or(first);
        let kept = &pieces[first..=last];
        if !kept.iter().any(|piece| piece.is_word()) {
            return Truth::Deleted;
        }
        let mut fate = kept.iter().map(|piece| piece.fate).max().unwrap_or(Fate::Kept);
        let foreign = kept.iter().any(|piece| !within(piece) && !piece.text.trim().is_empty());
        let length: usize = kept.iter().filter_map(|piece| piece.old).map(|(from, to)| to - from).sum();
        let ends = kept.first().and_then(|piece| piece.old).is_some_and(|old| old.0 == start)
            && kept.last().and_then(|piece| piece.old).is_some_and(|old| old.1 == end);
        if foreign || !ends || length != end - start {
            fate = Fate::Altered;
        }
        let span = Span::new(places[first], places[last] + pieces[last].text.len());
        Truth::At { span, fate }
    }
}
