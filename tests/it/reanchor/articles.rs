//! The articles that are edited: the bundled samples and ones put together from their words.

use hashiya::input::sample::SAMPLES;
use hashiya::text::language::Language;

use super::chance::Chance;
use super::document::{Document, Sentence};

/// What new sentences and changed ones are made of.
pub(crate) struct Material {
    pub(crate) vocabulary: Vec<String>,
    pub(crate) number_words: &'static [&'static str],
    pub(crate) negations: &'static [&'static str],
    pub(crate) comma: &'static str,
}

impl Material {
    pub(crate) fn new(code: &str) -> Self {
        let text = SAMPLES.into_iter().find(|(known, _)| *known == code).map_or("", |(_, text)| text);
        let plain = |word: &&str| word.chars().all(char::is_alphabetic) && word.chars().count() > 2;
        let mut vocabulary: Vec<String> = text.split_whitespace().filter(plain).map(str::to_owned).collect();
        vocabulary.sort();
        vocabulary.dedup();
        let (number_words, negations): (&[&str], &[&str]) = match code {
            "ar" => (
                &["ثلاثة", "خمسة", "سبعة", "أربعة", "خمسين", "تسعين", "ستين", "الثانية", "الثالثة", "ثلاثين"],
                &["لا", "لم", "لن", "ليس"],
            ),
            "fa" => (&["سه", "دو", "پنج", "چهار", "هفت", "ده", "صد", "یک", "پنجاه"], &["نه", "نیست", "هرگز"]),
            "ur" => (&["دو", "پانچ", "نو", "چالیس", "سات", "اکتیس", "آٹھ", "تین"], &["نہیں", "نہ", "مت"]),
            "he" => (&["שלושה", "ארבעה", "שמונה", "שלושים", "שש", "עשר", "שני", "אחד"], &["לא", "אין", "בלי"]),
            _ => (
                &["three", "nine", "eleven", "thirty", "fourteen", "seven", "ninety", "sixth", "ten", "one"],
                &["not", "never", "no"],
            ),
        };
        let comma = if matches!(code, "ar" | "fa" | "ur") { "،" } else { "," };
        Self { vocabulary, number_words, negations, comma }
    }

    /// A sentence of words that mean nothing together.
    pub(crate) fn sentence(&self, chance: &mut Chance) -> Sentence {
        let mut text = String::new();
        for _ in 0..3 + chance.below(14) {
            if chance.per_cent(12) {
                text += &chance.below(900).to_string();
            } else if chance.per_cent(4) {
                text += &format!("{}%", chance.below(100));
            } else if let Some(word) = chance.pick(&self.vocabulary) {
                text += word;
            }
            text.push(' ');
        }
        Sentence::new(&format!("{}.", text.trim_end()))
    }
}

/// One of the samples, or an article of sentences that are as alike as those of results and minutes are.
pub(crate) fn article(number: usize, chance: &mut Chance) -> (Document, Material) {
    let (code, text) = SAMPLES[number % SAMPLES.len()];
    let material = Material::new(code);
    if number % 3 != 2 {
        return (Document::new(text, Language::from_code(code).unwrap_or_default()), material);
    }
    let alike = chance.per_cent(50);
    let pattern: Vec<Sentence> = (0..3).map(|_| material.sentence(chance)).collect();
    let paragraphs = (0..5 + chance.below(12)).map(|_| {
        let mut sentence = |s: usize| {
            let mut new = if alike && chance.per_cent(70) { pattern[s % 3].copy() } else { material.sentence(chance) };
            for at in new.pieces_that(super::document::Piece::is_number) {
                new.pieces[at].text = chance.below(900).to_string();
            }
            if let (Some(at), Some(word)) =
                (chance.pick(&new.pieces_that(super::document::Piece::is_word)), chance.pick(&material.vocabulary))
            {
                new.pieces[*at].text.clone_from(word);
            }
            new
        };
        (0..3).map(&mut sentence).collect()
    });
    (Document { paragraphs: paragraphs.collect(), line_end: "\n" }, material)
}
