//! Uyghur.

use super::Lexicon;

#[rustfmt::skip]
pub(super) const WORDS: Lexicon = Lexicon {
    saying: &["دەپ", "دىدى", "دەپتۇ", "دېدى", "دېدىم", "دەيدۇ", "دېگەن", "دېگەنلىك", "دېيىشتى", "دېيىشەتتى", "سورىدى"],
    continuing: &["قاتارلىق"],
    ..Lexicon::NONE
};
