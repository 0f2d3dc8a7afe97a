//! What is painted for a cluster, and how many columns it takes (UAX #29, UAX #11).
//!
//! Whatever a text holds, what is painted never has a control character or a formatting character in it. The tables hold what
//! terminals disagree on; a column must be the same width everywhere, or the rest of the row is torn.

use compact_str::CompactString;
use unicode_bidi::BidiClass;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::unseen::marker;
use super::{Span, bidi};

/// Marks painted on one base; more would only slow a terminal down. Their text is still covered by the cell.
const MAX_MARKS: usize = 8;

/// What stands under a mark that has no letter.
const DOTTED_CIRCLE: char = '\u{25CC}';

/// Whether a character is never painted as it is: bidi controls (some have a [`marker`]), joiners and other characters without a glyph, which some
/// terminals give a column (mlterm) or act on (VTE, Konsole), and variation selectors, after which widths differ (VS16 in kitty).
pub fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'..='\u{1160}'
        | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{13430}'..='\u{1345F}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// A character that is painted instead of one that terminals do not agree on or must not get.
fn stand_in(character: char) -> Option<char> {
    match character {
        '\t' | '\n' | '\u{B}' | '\u{C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        // Pictures of the other controls, so that a reader sees what is there.
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(character)),
        '\u{7F}' => Some('\u{2421}'),
        '\u{80}'..='\u{9F}' => Some('\u{FFFD}'),
        // Signs that span the digits after them: no column in VTE, kitty and Konsole, one in others.
        '\u{600}'..='\u{605}' | '\u{8E2}' | '\u{890}'..='\u{891}' | '\u{70F}' | '\u{110BD}' | '\u{110CD}' => Some('#'),
        '\u{6DD}' => Some('\u{25CB}'),
        // A horizontal bar of two or three ems: one, two or three columns.
        '\u{2E3A}' | '\u{2E3B}' => Some('\u{2014}'),
        // "And so on" in Khmer: three columns by the tables, in one cell of most terminals.
        '\u{17D8}' => Some('\u{2026}'),
        _ => None,
    }
}

/// Whether a character is prepended to the cluster after it and painted by itself here.
fn is_prepended(character: char) -> bool {
    matches!(character, '\u{600}'..='\u{605}' | '\u{6DD}' | '\u{70F}' | '\u{890}'..='\u{891}' | '\u{8E2}' | '\u{110BD}' | '\u{110CD}')
}

/// Whether a character is a mark with columns of its own, which takes its place after a base (a vowel sign of an Indic script).
fn is_spacing_mark(character: char) -> bool {
    // Where there are any, so that most characters are spared the look.
    let may_be = matches!(character, '\u{900}'..='\u{1CFF}' | '\u{302E}'..='\u{302F}' | '\u{A800}'..='\u{ABFF}' | '\u{11000}'..='\u{1D1FF}');
    may_be && character.width() > Some(0) && {
        let mut bytes = [b'a'; 5];
        let end = 1 + character.encode_utf8(&mut bytes[1..]).len();
        std::str::from_utf8(&bytes[..end]).is_ok_and(|text| text.graphemes(true).count() == 1)
    }
}

/// Whether a character is a mark with columns of its own that takes no place after what is before it, and so stands on a circle. What
/// was parted only because it is wide goes on after its base.
fn is_bare(before: &str, character: char) -> bool {
    is_spacing_mark(character)
        && before.chars().rev().map(bidi::class).find(|class| *class != BidiClass::NSM) != Some(BidiClass::L)
}

/// Whether a mark keeps another direction than the base before it: of two levels (UAX #9), the two are two cells.
fn is_turned_from(base: char, mark: char) -> bool {
    bidi::class(mark) == BidiClass::L && matches!(bidi::class(base), BidiClass::R | BidiClass::AL | BidiClass::AN)
}

/// The clusters of a text in logical order: extended grapheme clusters, but signs that are prepended to one stand alone, and one
/// that is wider than two columns (a conjunct with its vowel signs) is parted where the third column would begin, one that runs right to
/// left before a mark that does not (a vowel sign of an Indic script on an Arabic letter).
pub fn clusters(text: &str) -> impl Iterator<Item = Span> {
    Clusters { text, at: 0, parts: Parts { cluster: "", start: 0, at: 0 } }
}

/// Whether a character never joins the one before it or, as a base, more than [`is_plain_mark`]s after it (prepended signs,
/// conjuncts, pictures and flags do not know it), and is one column wide.
fn is_plain(character: char) -> bool {
    matches!(character,
        ' '..='~' | '\u{AB}' | '\u{BB}' | '\u{C0}'..='\u{24F}' | '\u{386}'..='\u{3FF}' | '\u{400}'..='\u{482}'
        | '\u{5D0}'..='\u{5EA}' | '\u{60C}' | '\u{61B}' | '\u{61F}'..='\u{64A}' | '\u{660}'..='\u{66F}'
        | '\u{671}'..='\u{6D5}' | '\u{6EE}'..='\u{6FF}')
}

/// Whether a character is a presentation form of one Arabic letter or of lam-alef, one column wide.
fn is_form(character: char) -> bool {
    matches!(character, '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FBFF}' | '\u{FE80}'..='\u{FEFC}')
}

/// Whether a character joins any base before it (GB9) and takes no column.
fn is_plain_mark(character: char) -> bool {
    matches!(character,
        '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{5B0}'..='\u{5BD}' | '\u{300}'..='\u{36F}' | '\u{200C}'..='\u{200D}')
}

/// Where the cluster at the start of `rest` ends, if it is a plain character with plain marks and a plain one is next: what
/// nearly all of a text is, and cheaper than the rules.
fn plain_cluster(rest: &str) -> Option<usize> {
    let mut characters = rest.char_indices();
    characters.next().filter(|(_, base)| is_plain(*base))?;
    match characters.find(|(_, character)| !is_plain_mark(*character)) {
        Some((end, next)) => is_plain(next).then_some(end),
        None => Some(rest.len()),
    }
}

/// Columns of a text on one line, ligatures aside. Linear, and cheap for the letters that nearly all texts are written in.
pub fn columns(text: &str) -> usize {
    let mut columns = 0;
    for character in text.chars() {
        if is_plain(character) {
            columns += 1;
        } else if !is_plain_mark(character) {
            return clusters(text).map(|span| usize::from(paint(text, span, None).1)).sum();
        }
    }
    columns
}

/// The clusters from byte `at` on, which is a boundary; before them what is left of the one before it.
struct Clusters<'t> {
    text: &'t str,
    at: usize,
    parts: Parts<'t>,
}

impl Iterator for Clusters<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        if self.parts.at < self.parts.cluster.len() {
            return self.parts.next();
        }
        let rest = &self.text[self.at..];
        let start = self.at;
        if let Some(len) = plain_cluster(rest) {
            self.at += len;
            return Some(Span::new(start, self.at));
        }
        let cluster = rest.graphemes(true).next()?;
        self.at += cluster.len();
        self.parts = Parts { cluster, start, at: 0 };
        self.parts.next()
    }
}

/// The parts of one grapheme cluster.
struct Parts<'t> {
    cluster: &'t str,
    start: usize,
    at: usize,
}

impl Iterator for Parts<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let rest = &self.cluster[self.at..];
        let first = rest.chars().next()?;
        let mut end = first.len_utf8();
        if end < rest.len() && !is_prepended(first) {
            let base = first.width().unwrap_or(1);
            let mut columns = base + usize::from(is_bare(&self.cluster[..self.at], first));
            for character in rest.chars().skip(1) {
                if character == '\u{200D}' && base == 2 {
                    end = rest.len();
                    break;
                }
                columns += if is_modifier(character) { 0 } else { character.width().unwrap_or(0) };
                if columns > 2 || is_prepended(character) || is_turned_from(first, character) {
                    break;
                }
                end += character.len_utf8();
            }
        }
        let span = Span::new(self.start + self.at, self.start + self.at + end);
        self.at += end;
        Some(span)
    }
}

/// Whether a character changes the skin of the picture before it.
fn is_modifier(character: char) -> bool {
    matches!(character, '\u{1F3FB}'..='\u{1F3FF}')
}

/// What is painted for a cluster of a text, and its columns: 0 and nothing for invisible ones. `base` is painted instead of the first
/// character where it is given (a joined form, a mirrored bracket).
pub fn paint(text: &str, span: Span, base: Option<char>) -> (CompactString, u8) {
    let (before, cluster) = (&text[..span.start], &text[span.start..span.end]);
    let mut characters = cluster.chars();
    let Some(first) = characters.next() else { return (CompactString::default(), 0) };
    if cluster.len() == 1 && base.is_none() && (' '..='~').contains(&first) {
        return (CompactString::from(cluster), 1);
    }
    if characters.as_str().is_empty() && is_plain(first) && base.is_none_or(|base| is_plain(base) || is_form(base)) {
        return (CompactString::from(&*base.unwrap_or(first).encode_utf8(&mut [0; 4])), 1);
    }
    let mut text = CompactString::default();
    if is_invisible(first) {
        if let Some(marker) = marker(first) {
            return (CompactString::from(&*marker.encode_utf8(&mut [0; 4])), 1);
        }
        // A formatting character alone, or with marks that have no letter then.
        let marks = characters.filter(|character| !is_invisible(*character) && !character.is_control());
        push_marks(&mut text, marks);
        if text.is_empty() {
            return (text, 0);
        }
        text.insert(0, DOTTED_CIRCLE);
        return (text, 1);
    }
    let shown = base.or_else(|| stand_in(first)).unwrap_or(first);
    let width = shown.width().unwrap_or(1);
    if width == 0 {
        text.push(DOTTED_CIRCLE);
        text.push(shown);
        push_marks(&mut text, characters.filter(|character| !is_invisible(*character)));
        return (text, 1);
    }
    let circles = usize::from(is_bare(before, shown));
    if characters.as_str().is_empty() && circles == 0 {
        return (CompactString::from(&*shown.encode_utf8(&mut [0; 4])), u8::try_from(width).unwrap_or(1));
    }
    text.extend((0..circles).map(|_| DOTTED_CIRCLE));
    text.push(shown);
    let mut columns = width + circles;
    let mut marks = 0;
    for character in characters {
        // A sequence joined to one picture is 2, 6 or 8 columns, as terminals go: its first picture is 2 in all.
        if character == '\u{200D}' && width == 2 {
            break;
        }
        if is_invisible(character) || character.is_control() || is_modifier(character) {
            continue;
        }
        match character.width() {
            Some(0) if marks < MAX_MARKS => {
                text.push(character);
                marks += 1;
            }
            Some(0) | None => {}
            // Spacing marks, and the letters of a conjunct: terminals count each.
            Some(more) if columns + more <= 2 => {
                text.push(character);
                columns += more;
            }
            Some(_) => {}
        }
    }
    (text, u8::try_from(columns).unwrap_or(1))
}

fn push_marks(text: &mut CompactString, marks: impl Iterator<Item = char>) {
    for mark in marks.filter(|mark| mark.width() == Some(0)).take(MAX_MARKS) {
        text.push(mark);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;
    use unicode_width::UnicodeWidthChar;

    use super::{Parts, Span, clusters, columns, is_form, is_invisible, is_plain, is_plain_mark, paint, stand_in};

    fn whole(cluster: &str) -> (compact_str::CompactString, u8) {
        paint(cluster, Span::new(0, cluster.len()), None)
    }

    fn by_the_rules(text: &str) -> Vec<Span> {
        text.grapheme_indices(true).flat_map(|(start, cluster)| Parts { cluster, start, at: 0 }).collect()
    }

    proptest! {
        #![proptest_config(crate::text::properties::cases(2_000))]
        #[test]
        fn clusters_are_those_of_the_rules(
            text in "[ a~\u{e9}\u{44f}\u{5d0}\u{628}\u{6cc}\u{660}\u{64e}\u{301}\u{5b8}\u{200c}\u{200d}\u{600}\u{6dd}\u{915}\u{94d}\u{93f}\u{1f469}\u{1f3fd}\u{1f1e9}\u{4e2d}\u{1100}\u{1161}\r\n\t\u{a9}\u{ad}\u{fe0f}]{0,24}|\\PC{0,24}",
        ) {
            prop_assert_eq!(clusters(&text).collect::<Vec<_>>(), by_the_rules(&text));
        }
    }

    #[test]
    fn plain_characters_are_clusters_by_themselves() {
        let all = || (0..=0x0010_FFFF).filter_map(char::from_u32);
        for character in all().filter(|character| is_plain(*character)) {
            for beside in ["a", "\u{628}", "\u{915}\u{94d}", "\u{1f469}\u{200d}", "\u{1f1e9}", "\u{1100}"] {
                assert_eq!(format!("{beside}{character}").graphemes(true).count(), 2, "{beside}{character:?}");
                assert_eq!(by_the_rules(&format!("{character}a")).len(), 2, "{character:?}");
            }
        }
        for character in all().filter(|character| is_plain(*character) || is_form(*character)) {
            assert_eq!(character.width(), Some(1), "{character:?}");
            assert_eq!((is_invisible(character), stand_in(character)), (false, None), "{character:?}");
        }
        for mark in all().filter(|character| is_plain_mark(*character)) {
            assert_eq!(by_the_rules(&format!("a{mark}{mark}a")).len(), 2, "{mark:?}");
        }
    }

    #[test]
    fn what_is_painted_is_harmless() {
        let table = [
            ("a", "a", 1),
            ("\u{1b}", "␛", 1),
            ("\u{9b}", "\u{fffd}", 1),
            ("\t", " ", 1),
            ("\r\n", " ", 1),
            ("\u{200f}", "", 0),
            ("\u{202e}", "↤", 1),
            ("\u{2069}", "◦", 1),
            ("a\u{e0061}", "a", 1),
            ("ب\u{200d}", "ب", 1),
            ("بَّ", "بَّ", 1),
            ("\u{64e}", "◌\u{64e}", 1),
            ("\u{94c}", "◌\u{94c}", 2),
            ("\u{94c}\u{902}", "◌\u{94c}\u{902}", 2),
            ("\u{cbf}", "◌\u{cbf}", 1),
            ("👩\u{200d}🚀", "👩", 2),
            ("❤\u{fe0f}", "❤", 1),
            ("中", "中", 2),
            ("\u{6dd}", "○", 1),
        ];
        for (cluster, text, width) in table {
            assert_eq!(whole(cluster), (text.into(), width), "{cluster:?}");
        }
    }

    #[test]
    fn marks_on_one_letter_are_painted_up_to_a_bound() {
        let heap = format!("a{}", "\u{301}".repeat(500));
        assert_eq!(whole(&heap).0.chars().count(), 9);
    }

    #[test]
    fn every_code_point_paints_without_controls() {
        for character in (0..=0x0010_FFFF).filter_map(char::from_u32) {
            let (text, width) = whole(character.encode_utf8(&mut [0; 4]));
            assert!(text.chars().all(|painted| !painted.is_control() && !is_invisible(painted)), "{character:?}");
            assert_eq!(width == 0, text.is_empty(), "{character:?}");
        }
    }

    #[test]
    fn columns_are_those_of_the_clusters() {
        for (text, expected) in [
            ("", 0),
            ("word", 4),
            ("كِتابٌ", 4),
            ("שָׁלוֹם", 4),
            ("中文", 4),
            ("a\u{200f}b", 2),
            ("👩\u{200d}🚀!", 3),
            ("‐–", 2),
        ] {
            assert_eq!(columns(text), expected, "{text}");
        }
    }

    #[test]
    fn a_prepended_sign_stands_alone() {
        assert_eq!(clusters("\u{600}12").count(), 3);
        assert_eq!(clusters("\u{600}\u{600}1").count(), 3);
    }

    #[test]
    fn a_mark_that_runs_left_to_right_is_parted_from_a_letter_that_does_not() {
        let painted =
            |text: &str| -> Vec<String> { clusters(text).map(|span| paint(text, span, None).0.into()).collect() };
        // Of these two one has a column of its own, and one has none.
        assert_eq!(painted("\u{644}\u{64e}\u{94c}"), ["\u{644}\u{64e}", "◌\u{94c}"]);
        assert_eq!(painted("\u{61f}\u{cbf}"), ["\u{61f}", "◌\u{cbf}"]);
        assert_eq!(painted("\u{915}\u{94c}"), ["\u{915}\u{94c}"]);
        assert_eq!(painted("5\u{94c}"), ["5\u{94c}"]);
        // Parted because it is wide, it goes on.
        assert_eq!(painted("क्षि"), ["क्ष", "ि"]);
    }

    #[test]
    fn no_cell_is_wider_than_two_columns() {
        for text in ["क्षि", "中ि", "👩\u{200d}🚀", "👍🏽", "\u{600}\u{600}1"] {
            assert!(clusters(text).all(|span| paint(text, span, None).1 <= 2), "{text}");
        }
    }
}
