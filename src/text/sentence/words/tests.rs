use std::collections::HashSet;

use super::super::context::word_of;
use super::super::plain::Plain;
use super::{Abbreviation, LEXICONS, Lexicon, Words, abbreviation};
use crate::text::Language;

/// Kinds whose words are written without their stop and in small letters.
const ABBREVIATIONS: [&str; 6] = ["titles", "numbered", "numbered_words", "others", "so_on", "times"];

/// Kinds that take pairs.
const PAIRS: [&str; 3] = ["so_on_letters", "manner_forms", "feminine"];

/// Each list: its language, its kind, its words.
fn lists() -> impl Iterator<Item = (Option<Language>, &'static str, Words)> {
    LEXICONS.iter().flat_map(|row| Lexicon::KINDS.iter().map(|(kind, words)| (row.language, *kind, words(row))))
}

#[test]
fn each_kind_has_a_word_and_each_list_each_word_once() {
    for (kind, _) in Lexicon::KINDS {
        assert!(lists().any(|(_, name, words)| name == *kind && !words.is_empty()), "{kind}");
    }
    for (language, kind, words) in lists() {
        let mut seen = HashSet::new();
        assert!(words.iter().all(|word| seen.insert(word)), "{language:?}, {kind}: {words:?}");
    }
}

#[test]
fn each_language_has_a_row_with_what_its_text_needs() {
    let saying: fn(&Lexicon) -> bool = |row| !(row.saying.is_empty() && row.saying_late.is_empty());
    let cased: fn(&Lexicon) -> bool =
        |row| ![row.titles, row.numbered, row.others, row.starters].iter().any(|list| list.is_empty());
    let uncased: fn(&Lexicon) -> bool =
        |row| ![row.named, row.after_question, row.continuing].iter().any(|list| list.is_empty());
    for (language, needs) in [
        (Language::Arabic, &[saying, uncased][..]),
        (Language::Persian, &[saying, uncased]),
        (Language::Urdu, &[saying, uncased]),
        (Language::Hebrew, &[saying, uncased]),
        (Language::English, &[cased]),
    ] {
        assert_eq!(LEXICONS.iter().filter(|row| row.language == Some(language)).count(), 1, "{language:?}");
        assert!(needs.iter().all(|has| has(Lexicon::of(language))), "{language:?}");
    }
}

#[test]
fn words_are_as_the_rules_see_the_text() {
    for (language, kind, words) in lists() {
        for word in words {
            let shown = format!("{language:?}, {kind}: {word}");
            assert_eq!(Plain::new(word).text, *word, "{shown}");
            assert_eq!(word.split_whitespace().count(), 1 + usize::from(PAIRS.contains(&kind)), "{shown}");
            if ABBREVIATIONS.contains(&kind) {
                assert_eq!(word.to_lowercase(), *word, "{shown}");
                assert!(!word.ends_with('.'), "{shown}");
            } else if !PAIRS.contains(&kind) {
                assert_eq!(word_of(word), *word, "{shown}");
            }
        }
    }
}

/// A slip of the keyboard in an abbreviation looks right, as the letters of another script do.
#[test]
fn words_are_of_one_script() {
    let block = |letter: char| match u32::from(letter) {
        0x5D0..=0x5EA => "Hebrew",
        0x600..=0x6FF => "Arabic",
        0x400..=0x4FF => "Cyrillic",
        0x3000.. => "Han and kana",
        _ => "Latin",
    };
    for row in LEXICONS {
        let words = Lexicon::KINDS.iter().flat_map(|(_, words)| words(row).iter().copied());
        let blocks: HashSet<_> = words.flat_map(str::chars).filter(|sign| sign.is_alphabetic()).map(block).collect();
        assert_eq!(blocks.len(), 1, "{:?}: {blocks:?}", row.language);
    }
}

#[test]
fn an_abbreviation_has_one_meaning() {
    for (language, kind, words) in lists() {
        let meaning = match kind {
            "titles" => Abbreviation::Title,
            "numbered" => Abbreviation::Number,
            "others" => Abbreviation::Other,
            "so_on" => Abbreviation::SoOn,
            _ => continue,
        };
        for word in words {
            assert_eq!(abbreviation(word), Some(meaning), "{language:?}, {kind}: {word}");
        }
    }
}

#[test]
fn the_names_of_letters_that_are_no_words_are_names_of_letters() {
    for row in LEXICONS {
        assert!(row.plain_letter_names.iter().all(|name| row.letter_names.contains(name)), "{:?}", row.language);
    }
}
