//! Whether two texts are versions of one: by a print that a copy of unsaved work has of its article's text.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use crate::store::paths::hexadecimal;

/// Pieces of a print, from the beginning of the text.
const PIECES: usize = 256;
/// Bytes of a piece that tells something.
const SHORT: usize = 12;

/// The print of a text: the beginnings of the digests of its first pieces. Reads no more of the text than that.
pub(in crate::store) fn print(text: &str) -> Vec<String> {
    pieces(text).map(digest).take(PIECES).collect()
}

/// How many pieces of a print a text has. One pass over the text.
pub(in crate::store) fn shared(print: &[String], text: &str) -> usize {
    let pieces: HashSet<String> = pieces(text).map(digest).collect();
    print.iter().filter(|piece| pieces.contains(*piece)).count()
}

/// What stands between the marks that may end a sentence.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(['.', '!', '?', '؟', '۔', '\n', '\r']).map(str::trim);
    parts.filter(|piece| piece.len() >= SHORT)
}

fn digest(piece: &str) -> String {
    hexadecimal(&Sha256::digest(piece)[..4])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_a_text_share_most_of_it() {
        let text = "The river rose at night. The mayor spoke at noon! Nobody came.\nقال العمدة إن النهر عاد إلى مجراه.";
        let kept = print(text);
        assert_eq!(kept.len(), 3);
        assert_eq!(shared(&kept, text), 3);
        assert_eq!(shared(&kept, "Before. The mayor spoke at noon. And قال العمدة إن النهر عاد إلى مجراه"), 1);
        assert_eq!(shared(&kept, "Something else altogether."), 0);
    }
}
