//! Japanese.

use super::Lexicon;

#[rustfmt::skip]
pub(super) const WORDS: Lexicon = Lexicon {
    quoting: &["と", "っ"],
    ..Lexicon::NONE
};
