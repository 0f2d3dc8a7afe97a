//! Words as a reader chooses them: those of UAX #29, but a number keeps its percent sign, and other marks are words of their own.

use unicode_segmentation::UnicodeSegmentation;

use super::Span;

/// The words of a text, as spans of it. White space belongs to none.
pub fn words(text: &str) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    let mut number = false;
    for (at, word) in text.split_word_bound_indices() {
        if word.trim().is_empty() {
            number = false;
            continue;
        }
        let percent = matches!(word, "%" | "٪" | "‰");
        match words.last_mut() {
            Some(last) if number && percent && last.end == at => last.end = at + word.len(),
            _ => words.push(Span::new(at, at + word.len())),
        }
        number = word.chars().next().is_some_and(char::is_numeric);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_number_keeps_its_sign_and_marks_stand_alone() {
        let text = "نما 7.5% (تقريبا)، 12٪";
        let found: Vec<&str> = words(text).into_iter().filter_map(|word| word.slice(text)).collect();
        assert_eq!(found, ["نما", "7.5%", "(", "تقريبا", ")", "،", "12٪"]);
    }
}
