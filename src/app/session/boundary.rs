//! Correcting the boundaries between sentences: joining with the next, splitting at a word.
//!
//! Annotations are on ranges of the text and stay as they are: a tag on the first half of what was joined is then one on a part,
//! and a tag on what was split is on both halves.

use std::sync::Arc;

use serde_json::Map;

use super::Session;
use crate::annotation::{Boundary, BoundaryQuote, Change, Edit, State};
use crate::text::sentence::{Correction, is_closer, is_final, may_begin};
use crate::text::{Span, words};

impl Session {
    /// Joins a sentence with the next `times`, or several with each other. Says why where it cannot be; whether it could.
    pub fn join(&mut self, chosen: &[Span], times: usize) -> bool {
        let ([first, .., last] | [first @ last]) = chosen else { return false };
        if !self.may_change() {
            return false;
        }
        let document = &self.article.document;
        let paragraph = document.paragraph_at(first.start).filter(|_| !first.is_empty());
        if document.paragraph_at(last.start) != document.paragraph_at(first.start) {
            self.out.fail("Sentences of two paragraphs cannot be joined");
            return false;
        }
        let more = if chosen.len() > 1 { chosen.len() - 1 } else { times };
        let sentences = paragraph.map_or_else(Vec::new, |paragraph| document.sentences(paragraph));
        let after = sentences.iter().map(|sentence| sentence.start).filter(|start| *start > first.start);
        let next: Vec<usize> = after.take(more).collect();
        if next.is_empty() {
            let after = paragraph.and_then(|paragraph| document.paragraphs.get(paragraph + 1));
            self.out.fail(if after.is_some_and(|after| after.continued) {
                "A very long paragraph is read in pieces: the last sentence of one cannot be joined"
            } else {
                "Last sentence of its paragraph: nothing to join it with"
            });
            return false;
        }
        let boundaries = next.iter().flat_map(|start| self.corrected(*start, Correction::Join)).collect();
        let what = format!("joined {} sentences", next.len() + 1);
        self.apply(Change { what, position: first.start, boundaries, ..Change::default() });
        true
    }

    /// Lets a new sentence begin at a byte of the one that begins at byte `at`.
    pub fn split(&mut self, at: usize, position: usize) {
        let boundaries = self.corrected(position, Correction::Split);
        self.apply(Change { what: "split the sentence".to_owned(), position: at, boundaries, ..Change::default() });
    }

    /// What makes a correction hold at a place. Corrections that are there go; a new one comes only where the rules alone do not
    /// have it so already: joining what was split is as if nothing had been.
    fn corrected(&mut self, position: usize, kind: Correction) -> Vec<Edit<Boundary>> {
        let mut edits: Vec<Edit<Boundary>> =
            self.markup.boundaries.at(position).map(|old| (Some(Arc::clone(old)), None)).collect();
        let document = Arc::clone(self.document());
        if document.begins_by_rules(position) == (kind == Correction::Join) {
            let paragraph = document.paragraph_at(position).map_or(Span::default(), |at| document.paragraphs[at].span);
            let boundary = Boundary {
                id: self.next_id(),
                kind,
                position,
                quote: BoundaryQuote::new(&document.text, paragraph, position),
                state: State::Exact,
                lost: None,
                creator: self.author.creator.clone(),
                created: self.now,
                extra: Map::new(),
            };
            edits.push((None, Some(Arc::new(boundary))));
        }
        edits
    }
}

/// The words of a sentence that another one may begin with: those after white space, and those right after a mark that ends or
/// divides; with letters or digits on either side.
pub(in crate::app) fn beginnings(text: &str, sentence: Span) -> Vec<Span> {
    let inside = sentence.slice(text).unwrap_or_default();
    let has_letters = |part: &str| part.contains(char::is_alphanumeric);
    let from = inside.find(char::is_alphanumeric).unwrap_or(inside.len());
    let to = inside.rfind(char::is_alphanumeric).unwrap_or(0);
    let begins = |word: &Span| {
        let before = inside[..word.start].chars().next_back().unwrap_or(' ');
        let first = inside[word.start..].trim_start_matches('"').chars().next().unwrap_or(' ');
        let opens = first.is_alphanumeric() || matches!(first, '«' | '“' | '‘' | '‹' | '„' | '(' | '[');
        let divides = is_final(before) || matches!(before, '،' | '؛' | ',' | ';' | '—' | '–' | '»' | '”' | ')' | ']');
        before.is_whitespace() || (divides && opens)
    };
    words(inside)
        .into_iter()
        .flat_map(|word| unglued(inside, word))
        .filter(|word| from < word.start && word.start <= to && begins(word))
        .filter(|word| has_letters(&inside[..word.start]) && has_letters(&inside[word.start..]))
        .map(|word| word.shifted(sentence.start))
        .filter(|word| may_begin(text, sentence, word.start))
        .collect()
}

/// The parts of a word of UAX #29 that a stop without white space after it holds together: there a boundary is easily missing. Latin
/// letters are left alone, since such words are addresses and abbreviations.
fn unglued(text: &str, word: Span) -> Vec<Span> {
    let is_letter =
        |character: Option<char>| character.is_some_and(|letter| letter.is_alphabetic() && !letter.is_ascii());
    let mut parts = vec![word];
    for (at, stop) in word.slice(text).unwrap_or_default().char_indices().filter(|(_, stop)| is_final(*stop)) {
        let (before, after) = (word.start + at, word.start + at + stop.len_utf8());
        if let Some(last) = parts.last_mut()
            && is_letter(text[..before].chars().next_back())
            && is_letter(text[after..word.end].chars().next())
        {
            last.end = after;
            parts.push(Span::new(after, word.end));
        }
    }
    parts
}

/// Whether a final, a comma or a semicolon stands before a word, with what closes after it: where two sentences are likeliest to meet.
pub(in crate::app) fn is_after_pause(text: &str, sentence: Span, word: Span) -> bool {
    let before = text.get(sentence.start..word.start).unwrap_or_default();
    let before = before.trim_end_matches(|character: char| character.is_whitespace() || is_closer(character));
    // A letter before a stop is an initial or a title: `د.`
    let token = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let initial = token.ends_with('.') && token.chars().count() == 2;
    !initial && before.chars().next_back().is_some_and(|last| is_final(last) || matches!(last, '،' | '؛' | ',' | ';'))
}

#[cfg(test)]
mod tests {
    use super::{Span, beginnings, is_after_pause};

    #[test]
    fn a_sentence_begins_with_a_word_and_not_with_a_mark() {
        // `|` before each word that may begin one, `‖` where a pause comes before it.
        let cases = [
            ("words", "وصل |القطار |ثم |توقف."),
            ("after a comma", "وصل |القطار، ‖ثم |توقف؛ ‖وعاد."),
            ("glued", "نعم.‖ثم |ذهب،‖وعاد"),
            ("marks apart", "وصل |القطار . »"),
            ("quotation", "قال |الوزير: |\"نعم، ‖سنمضي.\" ‖ثم |ذهب."),
            ("brackets", "قال |(وهو |منهم) |إنه |آمن."),
            ("numbers", "بلغ |3.5% |عام |12.5.2023، ‖وانخفض"),
            ("one word", "«نعم»."),
            ("no word", "…؟"),
            ("joiners and marks", "می\u{200c}روند |به |خانه\u{64e}"),
        ];
        for (name, drawn) in cases {
            let text = format!("قبل. {} بعد", drawn.replace(['|', '‖'], ""));
            let sentence = Span::new(8, text.len() - 7);
            let mut found = sentence.slice(&text).expect("inside").to_owned();
            for word in beginnings(&text, sentence).into_iter().rev() {
                let mark = if is_after_pause(&text, sentence, word) { '‖' } else { '|' };
                found.insert(word.start - sentence.start, mark);
            }
            assert_eq!(found, drawn, "{name}");
        }
    }
}
