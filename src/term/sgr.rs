//! Select Graphic Rendition (ECMA-48 8.3.117).

use std::io::{self, Write};

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What of a cell's style is written.
pub(super) type Style = (Color, Color, Modifier);

/// The style of a cell.
pub(super) const fn style(cell: &Cell) -> Style {
    (cell.fg, cell.bg, cell.modifier)
}

/// Writes all of a style, from plain.
pub(super) fn write(out: &mut impl Write, (foreground, background, modifiers): Style) -> io::Result<()> {
    const MODIFIERS: [(Modifier, &str); 5] = [
        (Modifier::BOLD, ";1"),
        (Modifier::DIM, ";2"),
        (Modifier::ITALIC, ";3"),
        (Modifier::UNDERLINED, ";4"),
        (Modifier::REVERSED, ";7"),
    ];
    out.write_all(b"\x1b[0")?;
    for (modifier, code) in MODIFIERS {
        if modifiers.contains(modifier) {
            out.write_all(code.as_bytes())?;
        }
    }
    for (colour, base) in [(foreground, 30), (background, 40)] {
        match colour {
            Color::Reset => {}
            Color::Rgb(red, green, blue) => write!(out, ";{};2;{red};{green};{blue}", base + 8)?,
            Color::Indexed(number) => write!(out, ";{};5;{number}", base + 8)?,
            named => write!(out, ";{}", base + place(named))?,
        }
    }
    out.write_all(b"m")
}

/// The place of a named colour after 30 or 40; the bright ones follow at 60.
const fn place(colour: Color) -> u8 {
    match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        _ => 9,
    }
}
