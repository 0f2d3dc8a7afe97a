//! Texts to measure with.

use std::iter;

/// The right-to-left samples over and over, `bytes` long or a little more; always whole samples.
pub(crate) fn right_to_left(bytes: usize) -> String {
    const SAMPLES: [&str; 4] = [
        include_str!("../../assets/samples/ar.txt"),
        include_str!("../../assets/samples/fa.txt"),
        include_str!("../../assets/samples/he.txt"),
        include_str!("../../assets/samples/ur.txt"),
    ];
    let mut text = String::with_capacity(bytes + 64 * 1024);
    for piece in iter::repeat(SAMPLES).flatten().flat_map(|sample| [sample, "\n\n"]) {
        if text.len() >= bytes {
            break;
        }
        text.push_str(piece);
    }
    text
}
