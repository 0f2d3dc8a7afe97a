//! How finished rows are written for the terminal: the one place for it. Pure: a row of cells in, the same row for that kind of
//! terminal out; usable without the rest of the program.
//!
//! A finished row holds its cells in visual order, from left to right, Arabic letters as presentation forms, each with its marks.
//! Two joining controls may stand in a cell, for terminals that join letters by themselves: U+200C after a letter that must not be
//! joined to the one after it, and U+200D on the sides where a letter that has no presentation form is joined.
//!
//! What terminals do with such a row, and what they are sent:
//!
//! | encoding | for terminals that | a row is sent as |
//! |---|---|---|
//! | [`Visual`](Encoding::Visual) | do nothing, or were told so | the cells as they are |
//! | [`Lrm`](Encoding::Lrm) | do nothing, or reorder by UAX #9 | each cell closed by U+200E, so that it is a run of its own |
//! | [`Words`](Encoding::Words) | reorder and join again | words in logical order, closed by U+200E |
//! | [`Kitty`](Encoding::Kitty) | turn each shaped run around, styles excepted | words in logical order, styles as they are seen |
//! | [`Off`](Encoding::Off) | do everything by themselves | the cells as they are; the text must not have been reordered |
//!
//! ```
//! use hashiya::term::encode::{Encoding, RowEncoder};
//! use ratatui::buffer::Buffer;
//!
//! // The word דג followed by 7, as it is seen from left to right.
//! let mut row = Buffer::with_lines(["7 גד"]).content;
//! RowEncoder { encoding: Encoding::Words, harakat: true }.encode(&mut row);
//! let sent: String = row.iter().map(|cell| cell.symbol()).collect();
//! assert_eq!(sent, "7\u{200e} דג\u{200e}");
//! ```

mod marks;
mod runs;

use compact_str::CompactString;
use ratatui::buffer::Cell;
use ratatui::style::Modifier;
use unicode_bidi::BidiClass;

use crate::text::bidi;

pub use marks::is_haraka;
use runs::{Run, runs, turn};

/// U+200E LEFT-TO-RIGHT MARK.
const LRM: char = '\u{200E}';
/// U+200C ZERO WIDTH NON-JOINER.
const ZWNJ: char = '\u{200C}';
/// U+200D ZERO WIDTH JOINER.
const ZWJ: char = '\u{200D}';

/// The ways of writing a row; see the module.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Encoding {
    /// Cells as they are seen.
    Visual,
    /// Cells as they are seen, each a run of its own.
    #[default]
    Lrm,
    /// Words in logical order.
    Words,
    /// Words in logical order, styles in visual order.
    Kitty,
    /// Nothing is done.
    Off,
}

impl Encoding {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Lrm, Self::Visual, Self::Words, Self::Kitty, Self::Off];

    /// Its name on the command line and in the settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Visual => "visual",
            Self::Lrm => "lrm",
            Self::Words => "words",
            Self::Kitty => "kitty",
            Self::Off => "off",
        }
    }

    /// The encoding of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.name() == name)
    }
}

/// How rows are written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RowEncoder {
    /// The order, and what keeps it.
    pub encoding: Encoding,
    /// Whether vowel signs are shown. Hidden ones are left out here and nowhere else: text, search and copies have them.
    pub harakat: bool,
}

impl Default for RowEncoder {
    fn default() -> Self {
        Self { encoding: Encoding::default(), harakat: true }
    }
}

impl RowEncoder {
    /// Whether these two rows differ after encoding only in cells in which they differ before. Costs a look at each cell.
    pub(super) fn goes_cell_by_cell(self, one: &[Cell], other: &[Cell]) -> bool {
        let has_letters = |row: &[Cell]| row.iter().any(|cell| is_right_to_left(cell.symbol()));
        match self.encoding {
            Encoding::Visual | Encoding::Off => true,
            Encoding::Lrm => has_letters(one) == has_letters(other),
            Encoding::Words | Encoding::Kitty => false,
        }
    }

    /// The column to which the cursor is sent for it to be seen in column `x`, before the row is encoded: a terminal that reorders a
    /// word moves the cursor with the letter.
    pub(super) fn cursor(self, row: &[Cell], x: usize) -> usize {
        if self.encoding != Encoding::Words {
            return x;
        }
        runs(row, is_letter, |_, _| true)
            .find(|word| (word.start..word.end).contains(&x))
            .map_or(x, |word| word.start + word.end - 1 - x)
    }

    /// Encodes one painted row in place. Rows without right-to-left text stay as they are. Costs one look at each cell.
    pub fn encode(&self, row: &mut [Cell]) {
        let turns = self.encoding == Encoding::Kitty;
        if !row.iter().any(|cell| is_right_to_left(cell.symbol()) || turns && is_turned(cell.symbol())) {
            return;
        }
        if !self.harakat {
            for cell in row.iter_mut() {
                marks::hide(cell);
            }
        }
        match self.encoding {
            Encoding::Off => {}
            Encoding::Visual => drop_all(row, is_joining_control),
            Encoding::Lrm => {
                drop_all(row, is_joining_control);
                (0..row.len()).for_each(|at| close(row, at));
            }
            Encoding::Words => words(row),
            Encoding::Kitty => kitty(row),
        }
    }
}

/// Encoding B: each right-to-left word in logical order, closed by a mark, like every other cell. Cells move with their styles,
/// since the terminal moves them back with their styles.
fn words(row: &mut [Cell]) {
    let words: Vec<Run> = runs(row, is_letter, |_, _| true).collect();
    for word in &words {
        turn(&mut row[word.start..word.end], <[Cell]>::swap);
    }
    let mut words = words.into_iter().peekable();
    for at in 0..row.len() {
        while words.peek().is_some_and(|word| word.end <= at) {
            words.next();
        }
        match words.peek() {
            // Within a word only its last letter is closed: marks between its letters would keep them apart.
            Some(word) if word.start <= at && at + 1 < word.end => {}
            // What a wide letter covers holds nothing.
            Some(word) if word.start <= at => {
                push(&mut row[if at > word.start && row[at].symbol().is_empty() { at - 1 } else { at }], LRM);
            }
            _ => close(row, at),
        }
    }
}

/// Encoding K. kitty turns the glyphs of a run around but not their styles, so letters move and styles stay. A run ends at a
/// blank and where the face of the font changes: a cell that touches a word gets another face, and a word is cut where its face
/// changes by itself.
fn kitty(row: &mut [Cell]) {
    let same_face = |one: &Cell, other: &Cell| face(one) == face(other);
    let words: Vec<Run> = runs(row, is_turned, same_face).collect();
    for word in &words {
        if !row[word.start..word.end].iter().any(|cell| has_script(cell.symbol())) {
            continue;
        }
        turn(&mut row[word.start..word.end], |cells, one, other| {
            let symbol = CompactString::from(cells[one].symbol());
            let moved = CompactString::from(cells[other].symbol());
            cells[one].set_symbol(&moved);
            cells[other].set_symbol(&symbol);
        });
    }
    drop_all(row, |control| control == ZWNJ);
    let is_word = |at: usize| words.iter().any(|word| (word.start..word.end).contains(&at));
    let touching: Vec<usize> = words
        .iter()
        .flat_map(|word| [word.start.checked_sub(1), Some(word.end)])
        .flatten()
        .filter(|at| *at < row.len() && !is_word(*at) && row[*at].symbol() != " ")
        .collect();
    for at in touching {
        row[at].modifier.insert(Modifier::ITALIC);
        // A letter two columns wide is touched by way of the cell that it covers.
        if row[at].symbol().is_empty() && at > 0 {
            row[at - 1].modifier.insert(Modifier::ITALIC);
        }
    }
}

/// What of a style is the face of the font.
fn face(cell: &Cell) -> Modifier {
    cell.modifier & (Modifier::BOLD | Modifier::ITALIC)
}

/// Closes a cell that a terminal might move. Blanks between two marks are resolved as left to right (UAX #9, N1 and N2 with a
/// left-to-right base), so only the first cell of the row has its mark although it is blank: it sets the base of terminals that
/// look for the first strong character.
fn close(row: &mut [Cell], at: usize) {
    let symbol = row[at].symbol();
    if !symbol.is_empty() && (symbol != " " || at == 0) && class(symbol) != BidiClass::L {
        push(&mut row[at], LRM);
    }
}

fn push(cell: &mut Cell, character: char) {
    let mut text = CompactString::from(cell.symbol());
    text.push(character);
    cell.set_symbol(&text);
}

fn is_joining_control(character: char) -> bool {
    matches!(character, ZWNJ | ZWJ)
}

fn drop_all(row: &mut [Cell], drop: impl Fn(char) -> bool) {
    for cell in row {
        // With a letter a control makes at least five bytes: most cells are told by their length.
        if cell.symbol().len() > 4 && cell.symbol().contains(&drop) {
            let kept: CompactString = cell.symbol().chars().filter(|character| !drop(*character)).collect();
            cell.set_symbol(&kept);
        }
    }
}

/// The class of what a cell shows: of its first character that is not a joining control.
fn class(symbol: &str) -> BidiClass {
    symbol.chars().find(|character| !is_joining_control(*character)).map_or(BidiClass::ON, bidi::class)
}

/// A letter of a right-to-left script.
fn is_letter(symbol: &str) -> bool {
    may_be(symbol) && matches!(class(symbol), BidiClass::R | BidiClass::AL)
}

/// What kitty turns around: `HarfBuzz` takes the direction of a run from the script of its first character that has one. Digits, percent
/// sign and separators of numbers of the Arabic block are of the Arabic script, though their class is another (seen on its screen).
fn is_turned(symbol: &str) -> bool {
    // A sign without a letter of its own stands on a circle.
    let has_letter = || symbol.chars().any(|character| matches!(bidi::class(character), BidiClass::R | BidiClass::AL));
    may_be(symbol)
        && (has_letter()
            || matches!(
                symbol.chars().next(),
                Some('\u{606}'..='\u{60B}' | '\u{660}'..='\u{66D}' | '\u{6F0}'..='\u{6F9}')
            ))
}

/// Whether a letter that is turned around says so by its script. These are in use in several and leave it to their neighbours.
fn has_script(symbol: &str) -> bool {
    !matches!(
        symbol.chars().find(|character| !is_joining_control(*character)),
        None | Some('\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{640}')
    )
}

/// Whether anything in a cell runs right to left: a sign on a circle of its own may, where the circle does not.
fn is_right_to_left(symbol: &str) -> bool {
    may_be(symbol)
        && symbol
            .chars()
            .any(|character| matches!(bidi::class(character), BidiClass::R | BidiClass::AL | BidiClass::AN))
}

/// Nothing below U+0590 runs right to left: most cells are told by their first byte.
fn may_be(symbol: &str) -> bool {
    symbol.as_bytes().first().is_some_and(|byte| *byte >= 0xD6)
}

#[cfg(test)]
mod tests;
