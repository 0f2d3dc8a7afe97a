//! What was put in right beside an annotation's text, so that its sentence says something else although the text is there.

use crate::annotation::TextQuote;
use crate::text::fold::fold;
use crate::text::{Around, Document, Span};

/// Signs that are of the number after them.
const SIGNS: &[char] = &['-', '−', '–', '+', '±', '~', '≈', '<', '>', '≤', '≥'];

/// What the annotation at `span` is of now, where its text alone is no longer what it was of: the whole sentence, if it was of a whole
/// one and that has words more; the number with its sign or unit, if that is another. `documents` are one and the same with its
/// sentences by the rules and as somebody corrected them: a boundary that was set after tagging adds no words.
pub(super) fn extended(quote: &TextQuote, span: Span, documents: &[&Document]) -> Option<Span> {
    let mut around = documents.iter().map(|document| (document.text.as_str(), document.around(span)));
    if !quote.is_sentence() {
        let (text, around) = around.next_back()?;
        return number(quote, span, around, text);
    }
    let whole = around
        .map(|(text, around)| sentence(span, around, text))
        .reduce(|one, other| Span::new(one.start.max(other.start), one.end.min(other.end)))?;
    (whole != span).then_some(whole)
}

/// Whether the sentence that a part was of stands around it, and is now a piece of one that has words more.
pub(super) fn is_in_more(quote: &TextQuote, span: Span, documents: &[&Document]) -> bool {
    let (Some(before), Some(document)) = (&quote.before, documents.first()) else { return false };
    let Some(sentence) = quote.sentence().filter(|sentence| !sentence.exact.is_empty()) else { return false };
    let Some(start) = span.start.checked_sub(before.len()) else { return false };
    // What ends a sentence goes when it becomes a piece of another one.
    let exact = sentence.exact.trim_end_matches(|one: char| !one.is_alphanumeric()).to_owned();
    let whole = Span::new(start, (start + exact.len()).max(span.end));
    let quote = TextQuote { exact, before: Some(String::new()), after: Some(String::new()), ..sentence };
    whole.slice(&document.text) == Some(&quote.exact) && extended(&quote, whole, documents).is_some()
}

/// The span with the rest of its sentence on each side that has words.
fn sentence(span: Span, around: Around, text: &str) -> Span {
    let has_words = |rest: Span| rest.slice(text).is_some_and(|rest| rest.contains(char::is_alphanumeric));
    let start = if has_words(around.before) { around.before.start } else { span.start };
    let end = if has_words(around.after) { around.after.end } else { span.end };
    Span::new(start, end)
}

/// The span with the sign before it and the unit after it, where it begins or ends with a number and one of these is another.
fn number(quote: &TextQuote, span: Span, around: Around, text: &str) -> Option<Span> {
    let (before, exact, after) = (around.before.slice(text)?, span.slice(text)?, around.after.slice(text)?);
    let (old_before, old_after) = (quote.before.as_deref()?, quote.after.as_deref()?);
    // Between two numbers it is a range.
    let unsigned = before.strip_suffix(SIGNS).filter(|rest| !rest.ends_with(char::is_numeric));
    let sign = unsigned.filter(|_| exact.starts_with(char::is_numeric) && !old_before.ends_with(SIGNS));
    let (unit_now, length) = unit(after);
    let has_other_unit = exact.ends_with(char::is_numeric) && unit(old_after).0 != unit_now;
    let start = sign.map_or(span.start, |rest| around.before.start + rest.len());
    (sign.is_some() || has_other_unit).then(|| Span::new(start, span.end + if has_other_unit { length } else { 0 }))
}

/// The per cent sign or the word right after a number, folded, and the bytes up to its end; nothing before other punctuation.
fn unit(after: &str) -> (String, usize) {
    let start = after.len() - after.trim_start().len();
    let rest = &after[start..];
    let is_word = |one: char| one.is_alphanumeric() || matches!(one, '\u{64B}'..='\u{65F}' | '\u{640}' | '\u{200C}');
    let length = match rest.chars().next() {
        Some(sign @ ('%' | '٪' | '‰')) => sign.len_utf8(),
        _ => rest.find(|one| !is_word(one)).unwrap_or(rest.len()),
    };
    (fold(&rest[..length]), if length == 0 { 0 } else { start + length })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::document::tests::document;

    /// What the annotation of `tagged` in `old` is of in `new`, where it is not the same text.
    fn found(old: &str, tagged: &str, new: &str) -> Option<String> {
        let (old, new) = (document(old), document(new));
        let place = |text: &str| {
            let start = text.find(tagged).expect("part of the text");
            Span::new(start, start + tagged.len())
        };
        let quote = TextQuote::new(&old.text, place(&old.text), old.around(place(&old.text)));
        extended(&quote, place(&new.text), &[&new]).map(|span| span.slice(&new.text).expect("in the text").to_owned())
    }

    #[test]
    fn a_sentence_that_has_more_is_another_one() {
        let (old, tagged) = ("He came. Prices rose by 30%. Nobody spoke.", "Prices rose by 30%.");
        let grown = |new: &str| found(old, tagged, new);
        assert_eq!(grown("He came late. Prices rose by 30%. Nobody spoke."), None);
        assert_eq!(grown("He came. \"Prices rose by 30%.\" Nobody spoke."), None);
        let more = "It is not true that Prices rose by 30%.";
        assert_eq!(grown(&format!("He came. {more} Nobody spoke.")).as_deref(), Some(more));
        let more = "Prices rose by 30%, which is wrong.";
        assert_eq!(found("He came. Prices rose by 30%", "Prices rose by 30%", more).as_deref(), Some(more));
    }

    #[test]
    fn a_boundary_that_was_set_by_hand_adds_no_words() {
        let text = "He came. Prices rose.";
        let (plain, at) = (document(text), 9);
        let joined = plain.with_corrections([(at, crate::text::sentence::Correction::Join)].into_iter().collect());
        let span = Span::new(at, text.len());
        let quote = TextQuote::new(text, span, plain.around(span));
        assert_eq!(extended(&quote, span, &[&plain, &joined]), None);
        assert_eq!(extended(&quote, span, &[&joined]), Some(Span::new(0, text.len())));
    }

    #[test]
    fn a_number_with_another_sign_or_unit_is_another_one() {
        let grown = |tagged: &str, new: &str| found("Prices rose by 30% in May.", tagged, new);
        assert_eq!(grown("30%", "Prices rose by 30% in May, after all."), None);
        assert_eq!(grown("30%", "Prices rose by -30% in May.").as_deref(), Some("-30%"));
        assert_eq!(grown("30%", "Prices rose by 20-30% in May."), None);
        assert_eq!(grown("30", "Prices rose by 30 million in May.").as_deref(), Some("30 million"));
        assert_eq!(grown("30", "Prices rose by 30.").as_deref(), Some("30"));
        assert_eq!(grown("rose", "Prices rose at once."), None);
        assert_eq!(found("زاد 30 مليون", "30", "زاد 30 مِليون"), None);
    }
}
