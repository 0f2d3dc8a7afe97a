//! Models of terminals: what each makes of a row of cells.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_bidi_mirroring::get_mirrored;

/// A kind of terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Terminal {
    /// Draws cells where they are: xterm, urxvt, alacritty, foot, and those that were told to.
    Plain,
    /// Reorders each line by UAX #9 from a left-to-right base, mirrors brackets: VTE, Konsole.
    Reordering,
    /// Draws runs of one face between blanks, each turned around when it begins with a right-to-left letter; colours stay: kitty.
    Kitty,
}

/// What is seen in a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Place {
    /// The letter with its marks; empty where a letter before it is two columns wide.
    pub(crate) letter: String,
    /// Foreground, background, underline and weight. Slant is the encoding's own.
    pub(crate) style: (Color, Color, Modifier),
}

fn letter(symbol: &str) -> String {
    symbol.chars().filter(|character| !matches!(character, '\u{200C}'..='\u{200E}')).collect()
}

fn style(cell: &Cell) -> (Color, Color, Modifier) {
    (cell.fg, cell.bg, cell.modifier - Modifier::ITALIC)
}

/// The picture that a row is meant to give.
pub(crate) fn picture(row: &[Cell]) -> Vec<Place> {
    row.iter().map(|cell| Place { letter: letter(cell.symbol()), style: style(cell) }).collect()
}

/// The picture that a terminal gives of a row it was sent.
pub(crate) fn show(row: &[Cell], terminal: Terminal) -> Vec<Place> {
    match terminal {
        Terminal::Plain => picture(row),
        Terminal::Reordering => reordering(row),
        Terminal::Kitty => kitty(row),
    }
}

/// A cell and the one that it covers.
fn units(row: &[Cell]) -> Vec<&[Cell]> {
    row.chunk_by(|_, next| next.symbol().is_empty()).collect()
}

fn reordering(row: &[Cell]) -> Vec<Place> {
    let units = units(row);
    let text: String = units.iter().map(|unit| unit[0].symbol()).collect();
    let info = BidiInfo::new(&text, Some(Level::ltr()));
    // Characters are reordered, marks and controls among them; a cell stands where its letter comes to stand.
    let levels: Vec<Level> = text.char_indices().map(|(at, _)| info.levels[at]).collect();
    let order = BidiInfo::reorder_visual(&levels);
    let mut letters = std::collections::HashMap::new();
    let mut at = 0;
    for (index, unit) in units.iter().enumerate() {
        let symbol = unit[0].symbol();
        // A terminal looks at the letter, not at the controls around it.
        let first = symbol.chars().take_while(|character| matches!(character, '\u{200C}' | '\u{200D}')).count();
        letters.insert(at + first, index);
        at += symbol.chars().count();
    }
    let odd = |index: usize| letters.iter().any(|(at, unit)| *unit == index && levels[*at].is_rtl());
    let order = order.into_iter().filter_map(|place| letters.get(&place).copied());
    let mut places = Vec::new();
    for index in order {
        let mut pictures = picture(units[index]);
        let mirrored = pictures[0].letter.chars().next().and_then(get_mirrored);
        if let (true, Some(mirrored)) = (odd(index), mirrored) {
            pictures[0].letter = mirrored.to_string();
        }
        places.append(&mut pictures);
    }
    places
}

fn kitty(row: &[Cell]) -> Vec<Place> {
    let face = |unit: &[Cell]| unit[0].modifier & (Modifier::BOLD | Modifier::ITALIC);
    let blank = |unit: &[Cell]| unit[0].symbol() == " ";
    let mut places = picture(row);
    let mut column = 0;
    let units = units(row);
    for run in units.chunk_by(|one, other| !blank(one) && !blank(other) && face(one) == face(other)) {
        let width: usize = run.iter().map(|unit| unit.len()).sum();
        // By the script of the first character that has one.
        let strong = run.iter().flat_map(|unit| unit[0].symbol().chars()).find_map(|letter| match bidi_class(letter) {
            _ if matches!(letter, '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{640}') => None,
            _ if matches!(letter, '\u{606}'..='\u{60B}' | '\u{660}'..='\u{66D}' | '\u{6F0}'..='\u{6F9}') => Some(true),
            BidiClass::R | BidiClass::AL => Some(true),
            BidiClass::L => Some(false),
            _ => None,
        });
        if strong == Some(true) {
            let letters: Vec<String> =
                run.iter().rev().flat_map(|unit| picture(unit)).map(|place| place.letter).collect();
            for (place, letter) in places[column..column + width].iter_mut().zip(letters) {
                place.letter = letter;
            }
        }
        column += width;
    }
    places
}
