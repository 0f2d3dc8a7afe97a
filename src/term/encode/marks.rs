//! Vowel signs, which a reader may hide and some terminals draw in the wrong place.

use compact_str::CompactString;
use ratatui::buffer::Cell;

/// Whether a character is a sign that readers do without: Arabic harakat, tanwin, shadda, sukun, superscript alef and the signs of the
/// Koran; Hebrew points and accents. Hamza, madda and the marks that make another letter are not: U+0653 to U+0655 and, in the
/// extensions, dots and rings.
pub const fn is_haraka(character: char) -> bool {
    matches!(character,
        '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{652}' | '\u{656}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}'
        | '\u{8CA}'..='\u{8E1}' | '\u{8E3}'..='\u{8FF}')
}

const fn is_heh(character: char) -> bool {
    matches!(character, '\u{647}' | '\u{6BE}' | '\u{6C1}' | '\u{6D5}' | '\u{FBA6}'..='\u{FBAD}' | '\u{FEE9}'..='\u{FEEC}')
}

/// Takes the vowel signs off a cell. One that stands alone keeps the circle that it is drawn on.
pub(super) fn hide(cell: &mut Cell) {
    // The first character is what they stand on.
    let on_heh = cell.symbol().chars().next().is_some_and(is_heh);
    // Hamza on heh stands for a vowel in Persian and Urdu, and is left out by many writers.
    let hidden = |character: char| is_haraka(character) || (on_heh && character == '\u{654}');
    if cell.symbol().chars().skip(1).any(hidden) {
        let kept: CompactString = cell.symbol().chars().filter(|character| !hidden(*character)).collect();
        cell.set_symbol(&kept);
    }
}
