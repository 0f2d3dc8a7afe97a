//! Writes a painted buffer as the difference to what is on the screen.
//!
//! ratatui's own `Terminal` asks for the cursor's position when it clears, which costs a round trip before the first paint, and
//! measures every cell of every frame; this compares cells, encodes only rows that changed, lets the terminal move rows that
//! moved, and writes cells without formatting each one.

use std::io::{self, Write};

use crossterm::cursor::SetCursorStyle;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use crossterm::{cursor, queue};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use super::dirty::{Dirty, reaches_out};
use super::encode::{Encoding, RowEncoder};
use super::{scroll, sgr};
use crate::app::page::{Difference, FOOT};

/// What is on the screen, and the way there.
pub struct Painter<W: Write> {
    out: W,
    encoder: RowEncoder,
    /// What is on the screen, before it was encoded; while a frame is painted, that frame.
    shown: Buffer,
    /// The screen holds what we do not know: it must be cleared.
    unknown: bool,
    caret: Option<(u16, u16)>,
}

impl<W: Write> Painter<W> {
    /// Nothing is known of the screen yet.
    pub fn new(out: W) -> Self {
        let shown = Buffer::empty(Rect::ZERO);
        Self { out, encoder: RowEncoder::default(), shown, unknown: true, caret: None }
    }

    /// The writer, for what is not painting.
    pub fn out(&mut self) -> &mut W {
        &mut self.out
    }

    /// Forgets what is on the screen.
    pub fn forget(&mut self) {
        self.unknown = true;
    }

    /// How rows are written.
    pub fn encoder(&self) -> RowEncoder {
        self.encoder
    }

    /// Writes rows in another way from now on. What is on the screen is forgotten: xterm cuts letters that marks hold in their places.
    pub fn set_encoder(&mut self, encoder: RowEncoder) {
        if encoder != self.encoder {
            self.forget();
        }
        self.encoder = encoder;
    }

    /// Paints what `draw` puts into a buffer of `area`, with the caret at a column and row. `difference` says what became of the
    /// frame before; `draw` is told which rows it must draw, `None` for all. Writes nothing when nothing changed, else one
    /// synchronised update.
    ///
    /// # Errors
    /// When writing fails.
    pub fn paint(
        &mut self,
        area: Rect,
        caret: Option<(u16, u16)>,
        difference: Option<&Difference>,
        draw: impl FnOnce(&mut Buffer, Option<&[bool]>),
    ) -> io::Result<()> {
        if self.unknown || self.shown.area != area {
            if self.shown.area != area {
                self.shown = Buffer::empty(area);
            }
            draw(&mut self.shown, None);
            self.begin()?;
            queue!(self.out, Clear(ClearType::All))?;
            self.write_all(area)?;
            self.unknown = false;
        } else {
            let moved = difference.and_then(|difference| difference.moved);
            let mut dirty = Dirty::new(usize::from(area.width), usize::from(area.height));
            if let Some(by) = moved {
                if self.draws_cells() {
                    self.seams(by, &mut dirty);
                }
                scroll::apply(&mut self.shown, by);
            }
            let changed = difference.map(|difference| &difference.changed[..]);
            let before = self.rows(changed);
            draw(&mut self.shown, changed);
            self.compare(&before, &mut dirty);
            if moved.is_none() && dirty.is_empty() && caret == self.caret {
                return Ok(());
            }
            self.begin()?;
            if let Some(by) = moved {
                self.move_rows(area, by)?;
            }
            self.write_dirty(&dirty)?;
        }
        match caret {
            // A bar stands between letters; a block would cover the last one of right-to-left text.
            Some((column, y)) => {
                let width = usize::from(area.width);
                let row = &self.shown.content[usize::from(y) * width..(usize::from(y) + 1) * width];
                let x = u16::try_from(self.encoder.cursor(row, usize::from(column))).unwrap_or(column);
                queue!(self.out, cursor::MoveTo(x, y), SetCursorStyle::SteadyBar, cursor::Show)?;
            }
            None if self.caret.is_some() => queue!(self.out, cursor::Hide)?,
            None => {}
        }
        self.caret = caret;
        queue!(self.out, EndSynchronizedUpdate)?;
        self.out.flush()
    }

    fn begin(&mut self) -> io::Result<()> {
        queue!(self.out, BeginSynchronizedUpdate)
    }

    /// Moves rows on the screen: DECSTBM, then DL or IL at the top of the region, which more terminals know than SU and SD.
    fn move_rows(&mut self, area: Rect, by: isize) -> io::Result<()> {
        let (last, count) = (usize::from(area.height) - FOOT, by.unsigned_abs());
        write!(self.out, "\x1b[1;{last}r\x1b[H\x1b[{count}{}\x1b[r", if by > 0 { 'M' } else { 'L' })
    }

    /// Writes the whole frame on a cleared screen. The first frame of all comes this way.
    fn write_all(&mut self, area: Rect) -> io::Result<()> {
        let width = usize::from(area.width).max(1);
        let mut writer = Writer::new(&mut self.out);
        let mut row = Vec::new();
        for (y, cells) in self.shown.content.chunks(width).enumerate() {
            let inked = |cell: &Cell| !cell.symbol().is_empty() && *cell != Cell::EMPTY;
            if !cells.iter().any(inked) {
                continue;
            }
            row.clear();
            row.extend_from_slice(cells);
            self.encoder.encode(&mut row);
            // Blanks between inked cells are written, which is shorter than to go around them.
            let end = row.iter().rposition(inked).map_or(0, |last| last + 1);
            let start = row.iter().position(inked).unwrap_or(end);
            for (x, cell) in row.iter().enumerate().take(end).skip(start) {
                if !cell.symbol().is_empty() {
                    writer.write(x, y, cell)?;
                }
            }
        }
        writer.end()
    }

    /// What is in the rows that may change now; in all where that is not known.
    fn rows(&self, changed: Option<&[bool]>) -> Before {
        let width = usize::from(self.shown.area.width).max(1);
        let rows = self.shown.content.chunks(width).enumerate();
        let wanted = |y: usize| changed.is_none_or(|changed| changed.get(y) == Some(&true));
        Before { width, rows: rows.map(|(y, row)| wanted(y).then(|| row.to_vec())).collect() }
    }

    /// Dirties the cells whose encodings are other than before.
    fn compare(&self, before: &Before, dirty: &mut Dirty) {
        let rows = before.rows.iter().zip(self.shown.content.chunks(before.width));
        for (y, (old, new)) in rows.enumerate().filter_map(|(y, (old, new))| Some((y, (old.as_deref()?, new)))) {
            if old == new {
                continue;
            }
            if self.encoder.goes_cell_by_cell(old, new) {
                let differing = old.iter().zip(new).enumerate().filter(|(_, (old, new))| old != new);
                let covered = old.iter().chain(new).any(|cell| cell.symbol().is_empty());
                if !covered {
                    differing.for_each(|(x, _)| dirty.add(x, y));
                    continue;
                }
            }
            let (mut old, mut new) = (old.to_vec(), new.to_vec());
            self.encoder.encode(&mut old);
            self.encoder.encode(&mut new);
            // A cell two columns wide covers its neighbour: such a row is written whole rather than reasoned about.
            let whole = old.iter().chain(&new).any(|cell| cell.symbol().is_empty());
            for (x, (old, new)) in old.iter().zip(&new).enumerate() {
                if whole || old != new {
                    dirty.add(x, y);
                }
            }
        }
        if self.draws_cells() {
            dirty.spread(|place| before.cell(place).unwrap_or(&self.shown.content[place]), &self.shown.content);
        }
    }

    /// Whether the terminal may draw cell by cell. Those that reorder draw whole lines, and their cells are elsewhere.
    fn draws_cells(&self) -> bool {
        matches!(self.encoder.encoding, Encoding::Visual | Encoding::Lrm)
    }

    /// Where rows are about to be moved, ink that reached over an edge of what moves stays behind or is lost.
    fn seams(&self, by: isize, dirty: &mut Dirty) {
        let (width, rows) = (usize::from(self.shown.area.width), usize::from(self.shown.area.height) - FOOT);
        let count = by.unsigned_abs().min(rows);
        let reaches = |x: usize, y: usize| self.shown.content.get(y * width + x).is_some_and(reaches_out);
        for x in 0..width {
            if by > 0 {
                // What left at the top reached down; the last row reached into the status line.
                if reaches(x, count - 1) {
                    dirty.add(x, 0);
                }
                if reaches(x, rows - 1) {
                    dirty.add(x, rows);
                    dirty.add(x, rows - 1 - count.min(rows - 1));
                }
            } else {
                // What left at the bottom reached up and, its last row, into the status line.
                if reaches(x, rows - count) {
                    dirty.add(x, rows - 1);
                }
                if reaches(x, rows - 1) {
                    dirty.add(x, rows);
                }
                if reaches(x, 0) {
                    dirty.add(x, count);
                }
            }
        }
    }

    fn write_dirty(&mut self, dirty: &Dirty) -> io::Result<()> {
        let width = usize::from(self.shown.area.width).max(1);
        let mut writer = Writer::new(&mut self.out);
        let mut row = Vec::new();
        // Blank rows first: written last, they would cut what reaches into them.
        let blank = |y: usize| self.shown.content[y * width..(y + 1) * width].iter().all(|cell| cell.symbol() == " ");
        let (first, then): (Vec<_>, Vec<_>) = dirty.rows().partition(|(y, _)| blank(*y));
        for (y, columns) in first.into_iter().chain(then) {
            row.clear();
            row.extend_from_slice(&self.shown.content[y * width..(y + 1) * width]);
            self.encoder.encode(&mut row);
            for (x, cell) in row.iter().enumerate().filter(|(x, cell)| columns[*x] && !cell.symbol().is_empty()) {
                writer.write(x, y, cell)?;
            }
        }
        writer.end()
    }
}

/// Rows as they were.
struct Before {
    width: usize,
    /// `None` for one that stays.
    rows: Vec<Option<Vec<Cell>>>,
}

impl Before {
    /// What was at a place that changed or may have.
    fn cell(&self, place: usize) -> Option<&Cell> {
        self.rows.get(place / self.width)?.as_ref()?.get(place % self.width)
    }
}

/// Writes cells: the cursor goes where they are not side by side, the style where it changes; plain at the end.
struct Writer<'w, W> {
    out: &'w mut W,
    next: Option<(usize, usize)>,
    style: Option<sgr::Style>,
}

impl<'w, W: Write> Writer<'w, W> {
    fn new(out: &'w mut W) -> Self {
        Self { out, next: None, style: None }
    }

    fn write(&mut self, x: usize, y: usize, cell: &Cell) -> io::Result<()> {
        if self.next != Some((x, y)) {
            write!(self.out, "\x1b[{};{}H", y + 1, x + 1)?;
        }
        let style = sgr::style(cell);
        if self.style != Some(style) {
            sgr::write(self.out, style)?;
            self.style = Some(style);
        }
        self.out.write_all(cell.symbol().as_bytes())?;
        self.next = Some((x + 1, y));
        Ok(())
    }

    fn end(self) -> io::Result<()> {
        if self.style.is_some() { self.out.write_all(b"\x1b[m") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use proptest::prelude::*;
    use ratatui::layout::Rect;

    use super::{Difference, FOOT, Painter};

    fn frames(frames: &[&str]) -> Vec<String> {
        let mut painter = Painter::new(Vec::new());
        let mut sizes = vec![0];
        for frame in frames {
            painter
                .paint(Rect::new(0, 0, 5, 1), None, None, |buffer, _| {
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
        #![proptest_config(crate::text::properties::cases(64))]

        /// Frames that move, change and stay: the screen shows the last one, however it came there.
        #[test]
        fn the_screen_shows_the_last_frame(
            frames in prop::collection::vec((0usize..24, prop::collection::vec((0usize..8, 0u16..10), 0..3)), 1..12),
        ) {
            const ROWS: u16 = 10;
            let lines: Vec<String> = (0..40).map(|line| format!("line {line} א{line}ב")).collect();
            let mut painter = Painter::new(Vec::new());
            let mut terminal = vt100::Parser::new(NonZero::new(ROWS).unwrap(), NonZero::new(20).unwrap(), 0);
            let mut before: Option<(usize, Vec<String>)> = None;
            for (top, marks) in frames {
                let marked = |y: usize| marks.iter().any(|(_, row)| usize::from(*row) == y);
                let wanted: Vec<String> = (0..usize::from(ROWS))
                    .map(|y| format!("{}{}", if marked(y) { "* " } else { "" }, lines[top + y]))
                    .collect();
                let difference = before.as_ref().map(|(from, shown)| {
                    let rows = shown.len() - FOOT;
                    let by = top.cast_signed() - from.cast_signed();
                    let moved = (by != 0 && by.unsigned_abs() < rows).then_some(by);
                    let source = |y: usize| match moved {
                        Some(by) if y < rows => y.checked_add_signed(by).filter(|from| *from < rows),
                        _ => Some(y),
                    };
                    let changed = (0..shown.len()).map(|y| source(y).is_none_or(|from| shown[from] != wanted[y])).collect();
                    Difference { moved, changed }
                });
                painter.paint(Rect::new(0, 0, 20, ROWS), None, difference.as_ref(), |buffer, rows| {
                    for (y, line) in (0..ROWS).zip(&wanted).filter(|(y, _)| rows.is_none_or(|rows| rows[usize::from(*y)])) {
                        (0..20).for_each(|x| buffer[(x, y)].reset());
                        for (x, character) in (0..).zip(line.chars()) {
                            buffer[(x, y)].set_char(character);
                        }
                    }
                }).unwrap();
                before = Some((top, wanted.clone()));
                terminal.process(&std::mem::take(&mut painter.out));
                let shown: Vec<String> = terminal.screen().rows(0, 20).map(|row| row.replace('\u{200e}', "").trim_end().to_owned()).collect();
                prop_assert_eq!(shown, wanted);
            }
        }
    }
}
