//! By which rules the sentences of a paragraph end where they do, and go on where they do.

use super::{Correction, Rule, Splitter, correct};
use crate::text::{Language, Span};

/// A final mark and the rule that decided about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reason {
    /// The finals and what closes after them. Empty, after the last visible character before, where a sentence ends without a final.
    pub mark: Span,
    /// The rule.
    pub rule: Rule,
}

/// A sentence and why it is one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explained {
    /// The sentence.
    pub span: Span,
    /// One for each final mark, in order. The sentence ends by the rule of the last one and by no other.
    pub reasons: Vec<Reason>,
}

impl Explained {
    /// The same in a text in which it begins `by` bytes later, and with another span.
    #[must_use]
    pub fn shifted(mut self, by: usize, span: Span) -> Self {
        for reason in &mut self.reasons {
            reason.mark = reason.mark.shifted(by);
        }
        Self { span, ..self }
    }
}

/// The ranges of [`split`](super::split) as [`correct`] has them, with the reasons. Takes what both take, and as long.
pub fn explain(text: &str, language: Language, base: usize, corrections: &[(usize, Correction)]) -> Vec<Explained> {
    let (tiles, decisions) = Splitter::cut_up(text, language, Some(Vec::new()));
    let mut decisions = decisions.unwrap_or_default();
    let mut waiting = decisions.iter_mut().peekable();
    let explained = |span: Span| {
        let (mut reasons, mut ended) = (Vec::new(), false);
        let seen = span.trimmed(text).end;
        while let Some(&mut Decision { mark, rule, end }) = waiting.next_if(|decision| decision.end <= span.end) {
            ended = rule.ends() && end == span.end;
            reasons.push(Reason { mark, rule: if rule.ends() && !ended { Rule::ReaderJoin } else { rule } });
        }
        if !ended {
            let mut mark = Span::new(seen, seen);
            // The mark that a reader split is one of both sentences.
            if let Some(decision) = waiting.peek_mut().filter(|decision| decision.mark.start < span.end) {
                mark = Span::new(decision.mark.start, decision.mark.end.min(seen));
                decision.mark = Span::new(span.end, decision.mark.end);
            }
            reasons.push(Reason { mark, rule: Rule::ReaderSplit });
        }
        Explained { span, reasons }
    };
    correct(tiles, text, base, corrections).into_iter().map(explained).collect()
}

/// What the rules decided about a mark.
#[derive(Clone, Copy)]
pub(super) struct Decision {
    pub(super) mark: Span,
    pub(super) rule: Rule,
    /// Where the sentence ends, white space included, if it does; else the end of the mark.
    pub(super) end: usize,
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::super::{Corrections, Rule, is_final, split};
    use super::{Correction, Explained, Language, Span, correct, explain};

    /// The places of `|` in an example, its text without them, and the corrections that make the sentences of the rules those.
    fn corrected(drawn: &str, language: Language) -> (Vec<usize>, String, Vec<(usize, Correction)>) {
        let text = drawn.replace('|', "");
        let drawn: Vec<usize> = drawn.match_indices('|').enumerate().map(|(before, (at, _))| at - before).collect();
        let rules: Vec<usize> = split(&text, language).iter().skip(1).map(|span| span.start).collect();
        let splits = drawn.iter().filter(|place| !rules.contains(place)).map(|place| (*place, Correction::Split));
        let joins = rules.iter().filter(|place| !drawn.contains(place)).map(|place| (*place, Correction::Join));
        let corrections = splits.chain(joins).collect::<Corrections>();
        let corrections = corrections.within(Span::new(0, text.len())).to_vec();
        (drawn, text, corrections)
    }

    #[test]
    fn each_rule_decides_its_example() {
        for (rule, language, example) in Rule::EXAMPLES {
            let (places, text, corrections) = corrected(example, *language);
            let by_hand = matches!(rule, Rule::ReaderJoin | Rule::ReaderSplit);
            assert_eq!(corrections.len(), usize::from(by_hand), "{rule:?}");
            let explained = explain(&text, *language, 0, &corrections);
            let starts: Vec<usize> = explained.iter().skip(1).map(|sentence| sentence.span.start).collect();
            assert_eq!(starts, places, "{rule:?}");
            let said: Vec<Rule> =
                explained.iter().flat_map(|sentence| &sentence.reasons).map(|reason| reason.rule).collect();
            assert!(said.contains(rule), "{rule:?}: {said:?}");
        }
    }

    #[test]
    fn each_rule_has_a_name_of_its_own_and_says_what_it_is() {
        let mut names = HashSet::new();
        for rule in Rule::ALL {
            assert!(names.insert(rule.name()), "{rule:?}");
            assert!(
                rule.name().chars().all(|character| character.is_ascii_lowercase() || character == '-'),
                "{rule:?}"
            );
            assert!(!rule.says().is_empty() && !rule.says().ends_with('.'), "{rule:?}");
        }
    }

    #[test]
    fn a_mark_is_the_finals_and_what_closes_and_nothing_that_is_ignored() {
        let text = "\u{200f}قال: «نعمُ\u{200f}.» \u{200f}ثم ذهب.\u{200f}";
        let marks = |sentence: &Explained| -> Vec<String> {
            sentence.reasons.iter().map(|reason| text[reason.mark.start..reason.mark.end].to_owned()).collect()
        };
        let explained = explain(text, Language::Arabic, 0, &[]);
        assert_eq!(explained.iter().map(marks).collect::<Vec<_>>(), [[".»"], ["."]]);
    }

    proptest! {
        #![proptest_config(crate::text::properties::cases(300))]
        #[test]
        fn each_final_has_a_reason_and_each_sentence_ends_by_its_last(
            text in "([.!?؟۔…()«»“”\"'\\[\\] \n\u{200f}،:-]|قال|د|هـ|ایم|Dr|word|Word|3|א|\u{64e}|1\\. |2\\. | a\\) | b\\) |և|😀|\\PC){0,60}",
            code in prop::sample::select(vec!["ar", "fa", "ur", "he", "en"]),
            places in prop::collection::vec((0usize..200, any::<bool>()), 0..8),
        ) {
            let language = Language::from_code(code).unwrap_or_default();
            let what = |(place, join): &(usize, bool)| (*place, if *join { Correction::Join } else { Correction::Split });
            let corrections: Corrections = places.iter().map(what).collect();
            for corrections in [&[], corrections.within(Span::new(0, text.len()))] {
                let explained = explain(&text, language, 0, corrections);
                let spans: Vec<Span> = explained.iter().map(|sentence| sentence.span).collect();
                prop_assert_eq!(spans, correct(split(&text, language), &text, 0, corrections));
                let mut last = 0;
                for Explained { span, reasons } in &explained {
                    for (index, reason) in reasons.iter().enumerate() {
                        prop_assert_eq!(reason.rule.ends(), index + 1 == reasons.len(), "{:?}", reasons);
                        prop_assert!(last <= reason.mark.start && reason.mark.slice(&text).is_some());
                        prop_assert!(reason.mark.start >= span.start && reason.mark.start <= span.end);
                        last = reason.mark.end;
                    }
                }
                let marks: Vec<Span> =
                    explained.iter().flat_map(|sentence| &sentence.reasons).map(|reason| reason.mark).collect();
                for (at, _) in text.match_indices(is_final) {
                    prop_assert_eq!(marks.iter().filter(|mark| mark.contains(at)).count(), 1, "{}", at);
                }
            }
        }
    }
}
