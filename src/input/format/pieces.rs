//! Very long paragraphs are cut into pieces, at a place where a reader would pause.

use unicode_segmentation::UnicodeSegmentation;

use super::is_blank;
use crate::text::paragraph::MAX_PIECE;
use crate::text::{Language, Paragraph, Span, offsets, sentence};

/// How many bytes before the cap are searched for the end of a sentence: first the lesser, then the greater number.
const SENTENCE: [usize; 2] = [512, 8 * 1024];

/// How many bytes before the cap are searched for the start of a grapheme cluster where there is no white space.
const CLUSTER: usize = 512;

/// Adds a paragraph, in pieces of at most [`MAX_PIECE`] bytes. The first piece takes `continued` from the paragraph; blank
/// pieces are left out. Costs nothing for usual paragraphs and about a twentieth of a full sentence split for long ones.
pub(super) fn push(paragraphs: &mut Vec<Paragraph>, text: &str, paragraph: Paragraph) {
    let mut rest = paragraph;
    if rest.span.len() <= MAX_PIECE && !is_blank(&text[rest.span.start..rest.span.end]) {
        paragraphs.push(rest);
        return;
    }
    let language = Language::guess(&text[rest.span.start..rest.span.end]);
    while rest.span.len() > MAX_PIECE {
        let length = first_piece(&text[rest.span.start..rest.span.end], language);
        let piece = Span::new(rest.span.start, rest.span.start + length);
        if !is_blank(&text[piece.start..piece.end]) {
            paragraphs.push(Paragraph { span: piece, ..rest });
            rest.continued = true;
        }
        rest.span.start = piece.end;
    }
    if !is_blank(&text[rest.span.start..rest.span.end]) {
        paragraphs.push(rest);
    }
}

/// Bytes of the first piece of `text`, which is longer than [`MAX_PIECE`]: to the last end of a sentence, else of a word, else
/// of a grapheme cluster.
fn first_piece(text: &str, language: Language) -> usize {
    let window = &text[..offsets::floor(text, MAX_PIECE)];
    for reach in SENTENCE {
        let from = offsets::ceil(window, window.len() - reach);
        let tail = &window[from..];
        // The tail may begin inside a word: what matters is where its last whole sentence ends. A sentence that only ends
        // because the window does is not whole.
        if let Some(last) = sentence::split(tail, language).last().filter(|last| last.start > 0) {
            return from + last.start;
        }
    }
    if let Some(space) = window.trim_end().rfind(char::is_whitespace) {
        let after = window[space..].chars().next().map_or(1, char::len_utf8);
        return space + after;
    }
    let from = offsets::ceil(window, window.len() - CLUSTER);
    window[from..]
        .grapheme_indices(true)
        .next_back()
        .map_or(window.len(), |(at, _)| if at == 0 { window.len() } else { from + at })
}

#[cfg(test)]
mod tests {
    use super::{MAX_PIECE, Paragraph, Span, push};

    fn pieces(text: &str) -> Vec<Paragraph> {
        let mut paragraphs = Vec::new();
        let whole = Paragraph {
            span: Span::new(0, text.len()),
            kind: crate::text::Kind::Body,
            level: 0,
            ordinal: 1,
            continued: false,
        };
        push(&mut paragraphs, text, whole);
        paragraphs
    }

    #[test]
    fn pieces_tile_and_end_where_a_reader_pauses() {
        for (name, text, end) in [
            ("sentences", "قال إن الماء وصل. ".repeat(4_000), ". "),
            ("words", "الماء وصل ".repeat(8_000), " "),
            ("no space", "e\u{301}".repeat(30_000), "\u{301}"),
            ("no cluster end", "\u{301}".repeat(30_000), "\u{301}"),
        ] {
            let pieces = pieces(&text);
            assert!(pieces.len() > 2, "{name}");
            assert!(!pieces[0].continued && pieces[1..].iter().all(|piece| piece.continued), "{name}");
            let mut at = 0;
            for piece in &pieces {
                assert!(piece.span.start == at && piece.span.len() <= MAX_PIECE, "{name}");
                assert!(text[at..piece.span.end].ends_with(end), "{name}: {:?}", piece.span);
                at = piece.span.end;
            }
            assert_eq!(at, text.len(), "{name}");
        }
    }

    #[test]
    fn blank_pieces_are_left_out() {
        let text = format!("{}كلمة{}", " ".repeat(40_000), "\u{200f}".repeat(40_000));
        let pieces = pieces(&text);
        assert_eq!(pieces.len(), 1);
        assert!(!pieces[0].continued);
    }
}
