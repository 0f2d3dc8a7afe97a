//! Writes a painted buffer as the difference to what is on the screen.
//!
//! ratatui's own `Terminal` asks for the cursor's position when it clears, which costs a round trip before the first paint, and
//! measures every cell of every frame; this compares cells, encodes only rows that changed, and writes cells without formatting
//! each one.

use std::io::{self, Write};

use crossterm::cursor::SetCursorStyle;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use crossterm::{cursor, queue};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::encode::encode_row;

/// What is on the screen, and the way there.
pub struct Painter<W: Write> {
    out: W,
    /// As drawn, before it was encoded.
    drawn: Buffer,
    /// As it was written.
    shown: Buffer,
    /// The frame being drawn; kept to save its memory.
    next: Buffer,
    /// The screen holds what we do not know: it must be cleared.
    unknown: bool,
    caret: Option<(u16, u16)>,
}

impl<W: Write> Painter<W> {
    /// Nothing is known of the screen yet.
    pub fn new(out: W) -> Self {
        let empty = Buffer::empty(Rect::ZERO);
        Self { out, drawn: empty.clone(), shown: empty.clone(), next: empty, unknown: true, caret: None }
    }

    /// The writer, for what is not painting.
    pub fn out(&mut self) -> &mut W {
        &mut self.out
    }

    /// Forgets what is on the screen.
    pub fn forget(&mut self) {
        self.unknown = true;
    }

    /// Paints what `draw` puts into a buffer of `area`, with the caret at a column and row. Writes nothing when nothing changed, else
    /// one synchronised update.
    ///
    /// # Errors
    /// When writing fails.
    pub fn paint(&mut self, area: Rect, caret: Option<(u16, u16)>, draw: impl FnOnce(&mut Buffer)) -> io::Result<()> {
        if self.next.area != area {
            self.next = Buffer::empty(area);
        }
        draw(&mut self.next);
        let clear = self.unknown || self.drawn.area != area;
        let changed = if clear { self.all(area) } else { self.changes(area) };
        if !clear && changed.is_empty() && caret == self.caret {
            return Ok(());
        }
        queue!(self.out, BeginSynchronizedUpdate)?;
        if clear {
            queue!(self.out, Clear(ClearType::All))?;
        }
        self.unknown = false;
        self.write_cells(&changed)?;
        match caret {
            // A bar stands between letters; a block would cover the last one of right-to-left text.
            Some((x, y)) => queue!(self.out, cursor::MoveTo(x, y), SetCursorStyle::SteadyBar, cursor::Show)?,
            None if self.caret.is_some() => queue!(self.out, cursor::Hide)?,
            None => {}
        }
        self.caret = caret;
        queue!(self.out, EndSynchronizedUpdate)?;
        self.out.flush()
    }

    /// Writes cells: the cursor goes where they are not side by side, the style where it changes; plain at the end.
    fn write_cells(&mut self, places: &[(u16, u16)]) -> io::Result<()> {
        let mut next = None;
        let mut style: Option<(Color, Color, Modifier)> = None;
        for &(x, y) in places {
            if next != Some((x, y)) {
                queue!(self.out, cursor::MoveTo(x, y))?;
            }
            let cell = &self.shown[(x, y)];
            let wanted = (cell.fg, cell.bg, cell.modifier);
            if style != Some(wanted) {
                write_style(&mut self.out, cell)?;
                style = Some(wanted);
            }
            self.out.write_all(cell.symbol().as_bytes())?;
            next = Some((x + 1, y));
        }
        if style.is_some() { self.out.write_all(b"\x1b[m") } else { Ok(()) }
    }

    /// Takes `next` as what is shown on a cleared screen, and returns the places that are not blank. The first frame of all comes
    /// this way: memory that is not touched is time not spent.
    fn all(&mut self, area: Rect) -> Vec<(u16, u16)> {
        self.drawn = std::mem::replace(&mut self.next, Buffer::empty(Rect::ZERO));
        self.shown = self.drawn.clone();
        let width = usize::from(area.width).max(1);
        let mut changed = Vec::with_capacity(self.shown.content.len());
        for (y, row) in (area.y..).zip(self.shown.content.chunks_mut(width)) {
            encode_row(row);
            let inked = |cell: &Cell| !cell.symbol().is_empty() && *cell != Cell::EMPTY;
            changed.extend((area.x..).zip(row.iter()).filter(|(_, cell)| inked(cell)).map(|(x, _)| (x, y)));
        }
        changed
    }

    /// Brings `shown` and `drawn` up to `next` and returns the places that differ, in the order of rows.
    fn changes(&mut self, area: Rect) -> Vec<(u16, u16)> {
        let width = usize::from(area.width);
        let mut changed = Vec::new();
        if width == 0 {
            return changed;
        }
        let rows = self
            .next
            .content
            .chunks(width)
            .zip(self.drawn.content.chunks(width))
            .zip(self.shown.content.chunks_mut(width));
        for (y, ((next, drawn), shown)) in (area.y..).zip(rows) {
            if next == drawn {
                continue;
            }
            let mut row = next.to_vec();
            encode_row(&mut row);
            // A cell two columns wide covers its neighbour: such a row is written whole rather than reasoned about.
            let whole = row.iter().chain(shown.iter()).any(|cell| cell.symbol().is_empty());
            for (x, (new, old)) in (area.x..).zip(row.into_iter().zip(shown.iter_mut())) {
                let covered = new.symbol().is_empty();
                if (whole || new != *old) && !covered {
                    changed.push((x, y));
                }
                *old = new;
            }
        }
        std::mem::swap(&mut self.drawn, &mut self.next);
        changed
    }
}

/// Select Graphic Rendition (ECMA-48 8.3.117): all of a cell's style, from plain.
fn write_style(out: &mut impl Write, cell: &Cell) -> io::Result<()> {
    const MODIFIERS: [(Modifier, &str); 5] = [
        (Modifier::BOLD, ";1"),
        (Modifier::DIM, ";2"),
        (Modifier::ITALIC, ";3"),
        (Modifier::UNDERLINED, ";4"),
        (Modifier::REVERSED, ";7"),
    ];
    out.write_all(b"\x1b[0")?;
    for (modifier, code) in MODIFIERS {
        if cell.modifier.contains(modifier) {
            out.write_all(code.as_bytes())?;
        }
    }
    for (colour, base) in [(cell.fg, 30), (cell.bg, 40)] {
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
fn place(colour: Color) -> u8 {
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

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use proptest::prelude::*;
    use ratatui::layout::Rect;

    use super::Painter;

    fn frames(frames: &[&str]) -> Vec<String> {
        let mut painter = Painter::new(Vec::new());
        let mut sizes = vec![0];
        for frame in frames {
            painter
                .paint(Rect::new(0, 0, 5, 1), None, |buffer| {
                    buffer.reset();
                    for (x, character) in (0..).zip(frame.chars()) {
                        buffer[(x, 0)].set_char(character);
                    }
                })
                .unwrap();
            sizes.push(painter.out.len());
        }
        let all = String::from_utf8(painter.out.clone()).unwrap();
        sizes.windows(2).map(|pair| all[pair[0]..pair[1]].to_owned()).collect()
    }

    #[test]
    fn only_what_changed_is_written() {
        let written = frames(&["abc", "abc", "abd"]);
        assert!(written[0].contains("abc"));
        assert_eq!(written[1], "");
        assert!(written[2].contains("\u{1b}[1;3H\u{1b}[0md\u{1b}[m") && !written[2].contains('a'), "{:?}", written[2]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        /// Frames that move, change and stay: the screen shows the last one, however it came there.
        #[test]
        fn the_screen_shows_the_last_frame(
            frames in prop::collection::vec((0usize..24, prop::collection::vec((0usize..8, 0u16..10), 0..3)), 1..12),
        ) {
            const ROWS: u16 = 10;
            let lines: Vec<String> = (0..40).map(|line| format!("line {line} א{line}ב")).collect();
            let mut painter = Painter::new(Vec::new());
            let mut terminal = vt100::Parser::new(NonZero::new(ROWS).unwrap(), NonZero::new(20).unwrap(), 0);
            for (top, marks) in frames {
                let mut wanted = vec![String::new(); usize::from(ROWS)];
                painter.paint(Rect::new(0, 0, 20, ROWS), None, |buffer| {
                    buffer.reset();
                    for y in 0..ROWS {
                        let mut line = lines[top + usize::from(y)].clone();
                        if marks.iter().any(|(_, row)| *row == y) {
                            line = format!("* {line}");
                        }
                        for (x, character) in (0..).zip(line.chars()) {
                            buffer[(x, y)].set_char(character);
                        }
                        wanted[usize::from(y)] = line;
                    }
                }).unwrap();
                terminal.process(&std::mem::take(&mut painter.out));
                let shown: Vec<String> = terminal.screen().rows(0, 20).map(|row| row.replace('\u{200e}', "").trim_end().to_owned()).collect();
                prop_assert_eq!(shown, wanted);
            }
        }
    }
}
