//! What holds for every text, repetitions and pieces of words among it.

use hashiya::annotation::State;
use hashiya::annotation::TextQuote;
use hashiya::annotation::anchor::{Anchored, Old, OldPosition, Reanchored, reanchor};
use hashiya::text::language::Language;
use hashiya::text::sentence;
use hashiya::text::{Around, Span};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Few words, so that all is there several times.
fn article() -> impl Strategy<Value = String> {
    let word = select(vec!["نهر", "النهر", "48", "485", "٪", "ab", "a\u{301}b", "لا", "وَ", "😀", "،", "."]);
    let sentence = prop::collection::vec(word, 1..6).prop_map(|words| words.join(" ") + ".");
    let paragraph = prop::collection::vec(sentence, 1..4).prop_map(|sentences| sentences.join(" "));
    prop::collection::vec(paragraph, 1..5).prop_map(|paragraphs| paragraphs.join("\n"))
}

/// An annotation of the text: code points, and what it keeps.
#[derive(Clone, Debug)]
struct Tagged {
    start: usize,
    end: usize,
    span: Span,
    quote: TextQuote,
}

/// Parts of sentences, whole ones among them.
fn tagged(text: &str, picks: &[(Index, Index, Index)]) -> Vec<Tagged> {
    let lines = text.lines().map(|line| (line.as_ptr() as usize - text.as_ptr() as usize, line));
    let sentences: Vec<Span> = lines
        .flat_map(|(at, line)| {
            let spans = sentence::split(line, Language::Arabic).into_iter();
            spans.map(move |span| span.trimmed(line)).map(move |span| Span::new(at + span.start, at + span.end))
        })
        .filter(|span| !span.is_empty())
        .collect();
    let mut tagged = Vec::new();
    for (which, from, to) in picks.iter().filter(|_| !sentences.is_empty()) {
        let number = which.index(sentences.len());
        let words: Vec<Span> = words_of(text, sentences[number]);
        let (from, to) = (from.index(words.len()), to.index(words.len()));
        let span = Span::new(words[from.min(to)].start, words[from.max(to)].end);
        let prefix = number.checked_sub(1).map_or(Span::default(), |at| sentences[at]);
        let suffix = sentences.get(number + 1).copied().unwrap_or_default();
        let around = Around::new(span, prefix, (sentences[number], sentences[number]), suffix);
        let points = |byte| text[..byte].chars().count();
        let quote = TextQuote::new(text, span, around);
        tagged.push(Tagged { start: points(span.start), end: points(span.end), span, quote });
    }
    tagged
}

fn words_of(text: &str, sentence: Span) -> Vec<Span> {
    let inside = &text[sentence.start..sentence.end];
    let mut at = sentence.start;
    inside
        .split(' ')
        .map(|word| {
            let span = Span::new(at, at + word.len());
            at = span.end + 1;
            span
        })
        .filter(|span| !span.is_empty())
        .collect()
}

fn found(old: &str, new: &str, tagged: &[Tagged]) -> Vec<Anchored> {
    let annotations: Vec<Old> =
        tagged.iter().map(|tagged| Old { start: tagged.start, end: tagged.end, quote: &tagged.quote }).collect();
    reanchor(new, Some(old.chars().count()), &annotations, &[]).annotations
}

fn picks() -> impl Strategy<Value = Vec<(Index, Index, Index)>> {
    prop::collection::vec(any::<(Index, Index, Index)>(), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn in_the_same_text_nothing_is_elsewhere(text in article(), picks in picks()) {
        let tagged = tagged(&text, &picks);
        for (tagged, found) in tagged.iter().zip(found(&text, &text, &tagged)) {
            // Of what is there several times it may be asked which is meant: here nobody says that the text is the same.
            let mut words = tagged.quote.exact.split(|one: char| !one.is_alphanumeric());
            let is_there_once = words.any(|word| !word.is_empty() && text.matches(word).count() == 1);
            let place = found.span.or_else(|| (!is_there_once).then_some(tagged.span));
            prop_assert_eq!(place, Some(tagged.span), "{:?}", tagged);
        }
    }

    #[test]
    fn what_is_put_in_at_an_end_takes_nothing_elsewhere(text in article(), more in article(), picks in picks(), first: bool) {
        let tagged = tagged(&text, &picks);
        let (new, by) = if first { (format!("{more}\n{text}"), more.len() + 1) } else { (format!("{text}\n{more}"), 0) };
        for (tagged, found) in tagged.iter().zip(found(&text, &new, &tagged)) {
            let place = Span::new(tagged.span.start + by, tagged.span.end + by);
            let is_twin = super::gaps(&tagged.quote, found.span.unwrap_or_default(), &new).is_some();
            prop_assert!(found.span.is_none_or(|span| span == place) || is_twin, "{:?}: {:?} in {}", tagged, found, new);
        }
    }

    #[test]
    fn what_is_found_is_in_the_text_and_its_state_is_true(text in article(), new in article(), picks in picks()) {
        let tagged = tagged(&text, &picks);
        let found = found(&text, &new, &tagged);
        prop_assert_eq!(found.len(), tagged.len());
        for (tagged, found) in tagged.iter().zip(&found) {
            prop_assert_eq!(found.span.is_some(), found.state.has_place());
            prop_assert!(found.candidates.is_empty() || found.state == State::Ambiguous, "{:?}", found);
            for span in found.span.iter().chain(&found.candidates) {
                prop_assert!(span.slice(&new).is_some_and(|text| !text.trim().is_empty()), "{:?}", found);
            }
            let text = found.span.and_then(|span| span.slice(&new));
            prop_assert_eq!(found.state == State::Moved, text == Some(&*tagged.quote.exact), "{:?}", found);
        }
    }

    #[test]
    fn the_order_in_which_is_asked_says_nothing(text in article(), new in article(), picks in picks()) {
        let tagged = tagged(&text, &picks);
        let turned: Vec<Tagged> = tagged.iter().rev().cloned().collect();
        let mut again = found(&text, &new, &turned);
        again.reverse();
        prop_assert_eq!(found(&text, &new, &tagged), again);
    }

    #[test]
    fn positions_are_between_characters_and_stay_in_the_same_text(text in article(), new in article(), at: Index) {
        let points: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        let number = at.index(points.len());
        let byte = points[number];
        let asked = OldPosition { at: number, before: &text[..byte], after: &text[byte..] };
        let length = Some(text.chars().count());
        let Reanchored { positions, .. } = reanchor(&new, length, &[], &[asked]);
        prop_assert_eq!(positions[0].at.is_some(), positions[0].state.has_place());
        prop_assert!(positions[0].at.is_none_or(|at| new.is_char_boundary(at)));
        let Reanchored { positions, .. } = reanchor(&text, length, &[], &[asked]);
        prop_assert!(positions[0].at.is_none_or(|at| at == byte), "{:?} for {}", positions, byte);
    }
}
