//! Chinese.

use super::Lexicon;

#[rustfmt::skip]
pub(super) const WORDS: Lexicon = Lexicon {
    saying_signs: &["说", "說", "道", "问", "問", "答", "喊", "叫"],
    ..Lexicon::NONE
};
