//! Texts to measure with.

use std::iter;

/// The right-to-left samples over and over, `bytes` long or a little more; always whole samples.
pub fn right_to_left(bytes: usize) -> String {
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

/// The same with its lines wrapped at 72 characters, and blank lines between paragraphs.
pub fn wrapped(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 64 * 1024);
    for paragraph in right_to_left(bytes).lines().filter(|line| !line.is_empty()) {
        let mut at = 0;
        for word in paragraph.split(' ') {
            let columns = word.chars().count() + 1;
            at = if at + columns > 73 { 0 } else { at };
            text.push(if at == 0 { '\n' } else { ' ' });
            text.push_str(word);
            at += columns;
        }
        text.push('\n');
    }
    text
}
