//! Items of a list inside a paragraph: `1. … 2. …`, `(أ) … (ب) …`, `• 9. … • 10. …`.
//!
//! A marker alone proves little (`No. 1. The`), so a list is believed where the next number follows with the same signs. Then each
//! marker begins a sentence, and the stop in it ends none.

use super::{is_digit, words};
use crate::text::offsets;

/// Bytes in which the next marker is looked for.
const NEXT_MARKER: usize = 2_000;

/// Tens of digits that count.
const DIGITS: [char; 3] = ['0', '٠', '۰'];

/// The markers that were found: byte of the first character, one past the last, in order; those passed are gone.
#[derive(Default)]
pub(super) struct Items {
    found: Vec<(usize, usize)>,
    passed: usize,
}

/// A marker: signs before its number, the number, signs after it.
struct Marker<'t> {
    before: &'t str,
    number: &'t str,
    after: &'t str,
}

impl Items {
    /// Looks for a list whose first item may begin at byte `from`, white space aside. In the middle of a paragraph it must begin with 1.
    /// Costs a glance where there is none.
    pub(super) fn begin(&mut self, text: &str, from: usize, at_start: bool) {
        if self.found.last().is_some_and(|(start, _)| *start >= from) {
            return;
        }
        let start = text.len() - text[from..].trim_start().len();
        let Some(first) = marker(&text[start..]) else { return };
        if !at_start && !is_first(first.number) {
            return;
        }
        let mut found = vec![(start, start + first.len())];
        let (before, after) = (first.before, first.after);
        let mut number = first.number.to_owned();
        while let Some(next) = successor(&number) {
            let at = found[found.len() - 1].1;
            let needle = format!(" {before}{next}{after} ");
            let window = &text[at..offsets::floor(text, at + NEXT_MARKER)];
            // Two markers in a row are initials.
            let Some(place) = window.find(&needle).filter(|place| *place > 0) else { break };
            found.push((at + place + 1, at + place + needle.len() - 1));
            number = next;
        }
        if found.len() > 1 {
            (self.found, self.passed) = (found, 0);
        }
    }

    /// One past the marker of the item that begins at byte `at`, if it is the next one; it counts as passed then.
    pub(super) fn pass(&mut self, at: usize) -> Option<usize> {
        let (start, end) = *self.found.get(self.passed)?;
        if start == at {
            self.passed += 1;
        }
        (start == at).then_some(end)
    }
}

impl Marker<'_> {
    fn len(&self) -> usize {
        self.before.len() + self.number.len() + self.after.len()
    }
}

/// The marker at the start of a text, white space after it.
fn marker(text: &str) -> Option<Marker<'_>> {
    let body = text.trim_start_matches(['•', '⁃', '◦', '▪', '*', '-', '–', '(']);
    let body = if body.len() < text.len() { body.trim_start() } else { body };
    let before = &text[..text.len() - body.len()];
    let digits = body.chars().take_while(|character| is_digit(*character)).take(4).map(char::len_utf8).sum::<usize>();
    let letter = || body.chars().next().filter(|first| letters(*first).is_some());
    let (number, rest) = body.split_at(if digits > 0 { digits } else { letter()?.len_utf8() });
    let end = rest.find(char::is_whitespace)?;
    let after = &rest[..end];
    let known = matches!(after, "." | ")" | ".)" | "-" | ".-" | "–" | "/");
    (known && before.chars().count() < 4 && number.chars().count() < 4).then_some(Marker { before, number, after })
}

/// The letters that count, in their order, which a letter is one of.
fn letters(letter: char) -> Option<&'static str> {
    words::all(|words| words.counting).find(|row| row.contains(letter))
}

/// Whether counting begins with a number.
fn is_first(number: &str) -> bool {
    matches!(number, "1" | "١" | "۱") || words::all(|words| words.counting).any(|row| row.starts_with(number))
}

/// The number that follows.
fn successor(number: &str) -> Option<String> {
    let first = number.chars().next()?;
    if is_digit(first) {
        let zero = DIGITS.into_iter().find(|zero| (0..10).contains(&(first as u32).wrapping_sub(*zero as u32)))?;
        // Digits of two scripts in one number count nothing.
        let value = number.chars().try_fold(0_u32, |value, digit| {
            let digit = (digit as u32).checked_sub(zero as u32).filter(|digit| *digit < 10)?;
            Some(value * 10 + digit)
        })?;
        let digits = (value + 1).to_string();
        return digits.chars().map(|digit| char::from_u32(zero as u32 + digit as u32 - '0' as u32)).collect();
    }
    letters(first)?.chars().skip_while(|letter| *letter != first).nth(1).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::Items;

    fn found(text: &str, at_start: bool) -> Vec<&str> {
        let mut items = Items::default();
        items.begin(text, 0, at_start);
        items.found.iter().map(|(start, end)| &text[*start..*end]).collect()
    }

    #[test]
    fn lists_are_believed_when_they_go_on() {
        for (text, markers) in [
            ("1. one 2. two 3. three", &["1.", "2.", "3."][..]),
            ("• 9. nine • 10. ten", &["• 9.", "• 10."]),
            ("(أ) أول (ب) ثان", &["(أ)", "(ب)"]),
            ("٩- تسعة ١٠- عشرة", &["٩-", "١٠-"]),
            ("a.) one b.) two", &["a.)", "b.)"]),
            ("1. one 3. three", &[]),
            ("3.5 percent 4.5", &[]),
            ("א. ב. name", &[]),
            ("2024. then 2025. then", &[]),
            ("1٣. then", &[]),
        ] {
            assert_eq!(found(text, true), markers, "{text}");
        }
        assert_eq!(found(" 2. two 3. three", false), [""; 0]);
    }
}
