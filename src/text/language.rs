//! Which language a text is in, guessed from its letters.

/// A language as an ISO 639-1 code; what the rules of sentences and the exports need to know, no more.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Language {
    /// Arabic.
    Arabic,
    /// Persian.
    Persian,
    /// Urdu.
    Urdu,
    /// Hebrew.
    Hebrew,
    /// English, and whatever is written in Latin letters and not known better.
    #[default]
    English,
}

impl Language {
    /// The ISO 639-1 code: `ar`, `fa`, `ur`, `he`, `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::Persian => "fa",
            Self::Urdu => "ur",
            Self::Hebrew => "he",
            Self::English => "en",
        }
    }

    /// The language of an ISO 639-1 code, ignoring case and any region (`ar-EG`); `None` when it is not one of ours.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or(code).to_ascii_lowercase();
        [Self::Arabic, Self::Persian, Self::Urdu, Self::Hebrew, Self::English]
            .into_iter()
            .find(|language| language.code() == primary)
    }

    /// The language of a paragraph of an article in this language, as far as its script tells: one in another script, or with letters that
    /// only one of the languages of Arabic script has, is in another language. Reads at most the first 300 characters.
    #[must_use]
    pub fn of_paragraph(self, text: &str) -> Self {
        for character in text.chars().take(300) {
            match character {
                'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے' | 'ہ' | 'ھ' => return Self::Urdu,
                // Urdu has these as well, and Arabic in names: they tell where the article is in neither.
                'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' if matches!(self, Self::English | Self::Hebrew) => {
                    return Self::Persian;
                }
                '\u{05D0}'..='\u{05EA}' if self != Self::Hebrew => return Self::guess(text),
                _ => {}
            }
        }
        match self {
            Self::English | Self::Hebrew => Self::guess(text),
            _ => self,
        }
    }

    /// Guesses from the letters of `text`: by script, then by the letters that only one of the languages of Arabic script
    /// has (Urdu ٹ ڈ ڑ ں ے ہ ھ, Persian پ چ ژ گ ک ی). Reads at most the first 4,000 characters.
    pub fn guess(text: &str) -> Self {
        let (mut arabic, mut hebrew, mut latin, mut persian, mut urdu) = (0usize, 0usize, 0usize, 0usize, 0usize);
        for character in text.chars().take(4_000) {
            match character {
                'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے' | 'ہ' | 'ھ' => urdu += 1,
                'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' => persian += 1,
                '\u{0620}'..='\u{064A}' | '\u{0671}'..='\u{06D3}' => arabic += 1,
                '\u{05D0}'..='\u{05EA}' => hebrew += 1,
                _ if character.is_alphabetic() => latin += 1,
                _ => {}
            }
        }
        let arabic_script = arabic + persian + urdu;
        if hebrew > arabic_script && hebrew > latin {
            Self::Hebrew
        } else if arabic_script > 0 && arabic_script >= latin {
            if urdu * 50 > arabic_script {
                Self::Urdu
            } else if persian * 50 > arabic_script {
                Self::Persian
            } else {
                Self::Arabic
            }
        } else {
            Self::English
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn paragraphs_have_the_language_of_their_letters() {
        let cases = [
            (Language::Arabic, "انہوں نے کہا", Language::Urdu),
            (Language::Arabic, "قال پول إنه باق", Language::Arabic),
            (Language::Persian, "شب شد", Language::Persian),
            (Language::English, "گفت", Language::Persian),
            (Language::Urdu, "אמר השר", Language::Hebrew),
            (Language::Arabic, "the minister", Language::Arabic),
        ];
        for (article, text, expected) in cases {
            assert_eq!(article.of_paragraph(text), expected, "{text}");
        }
    }

    #[test]
    fn guesses_by_letters() {
        assert_eq!(Language::guess("قال الوزير"), Language::Arabic);
        assert_eq!(Language::guess("گفت که می‌رود"), Language::Persian);
        assert_eq!(Language::guess("انہوں نے کہا"), Language::Urdu);
        assert_eq!(Language::guess("אמר השר"), Language::Hebrew);
        assert_eq!(Language::guess("the minister"), Language::English);
        assert_eq!(Language::guess(""), Language::English);
    }
}
