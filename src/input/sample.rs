//! The bundled samples: articles of our own about fictional people and places.

use super::{Article, OpenOptions, Origin};

/// Code of the language and text of each sample; the first is the default.
pub const SAMPLES: [(&str, &str); 5] = [
    ("ar", include_str!("../../assets/samples/ar.txt")),
    ("he", include_str!("../../assets/samples/he.txt")),
    ("fa", include_str!("../../assets/samples/fa.txt")),
    ("ur", include_str!("../../assets/samples/ur.txt")),
    ("en", include_str!("../../assets/samples/en.txt")),
];

/// The sample of a language, its lines taken as the options say; `None` when there is none in it.
pub fn open(code: &str, options: &OpenOptions) -> Option<Article> {
    let (code, text) = SAMPLES.into_iter().find(|(known, _)| *known == code)?;
    let options = OpenOptions { language: None, ..*options };
    Some(Article::plain((Origin::Sample(code), format!("{code}.txt")), text.to_owned(), &options))
}
