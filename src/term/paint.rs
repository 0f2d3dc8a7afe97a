//! Writes a painted buffer as the difference to what is on the screen.
//!
//! ratatui's own `Terminal` asks for the cursor's position when it clears, which costs a round trip before the first paint, and
//! measures every cell of every frame; this compares cells and encodes only rows that changed.

use std::io::{self, Write};

use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use crossterm::{cursor, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::encode::encode_row;

/// What is on the screen, and the way there.
pub struct Painter<W: Write> {
    backend: CrosstermBackend<W>,
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
        let backend = CrosstermBackend::new(out);
        Self { backend, drawn: empty.clone(), shown: empty.clone(), next: empty, unknown: true, caret: None }
    }

    /// The writer, for what is not painting.
    pub fn out(&mut self) -> &mut CrosstermBackend<W> {
        &mut self.backend
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
        if clear {
            self.shown = Buffer::empty(area);
            self.drawn = Buffer::empty(area);
        }
        let changed = self.changes(area);
        std::mem::swap(&mut self.drawn, &mut self.next);
        if !clear && changed.is_empty() && caret == self.caret {
            return Ok(());
        }
        queue!(self.backend, BeginSynchronizedUpdate)?;
        if clear {
            queue!(self.backend, Clear(ClearType::All))?;
        }
        self.unknown = false;
        let shown = &self.shown;
        self.backend.draw(changed.iter().map(|&(x, y)| (x, y, &shown[(x, y)])))?;
        match caret {
            Some((x, y)) => queue!(self.backend, cursor::MoveTo(x, y), cursor::Show)?,
            None if self.caret.is_some() => queue!(self.backend, cursor::Hide)?,
            None => {}
        }
        self.caret = caret;
        queue!(self.backend, EndSynchronizedUpdate)?;
        io::Write::flush(&mut self.backend)
    }

    /// Brings `shown` up to `next` and returns the places that differ, in the order of rows.
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
        changed
    }
}

#[cfg(test)]
mod tests {
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
            sizes.push(painter.backend.writer().len());
        }
        let all = String::from_utf8(painter.backend.writer().clone()).unwrap();
        sizes.windows(2).map(|pair| all[pair[0]..pair[1]].to_owned()).collect()
    }

    #[test]
    fn only_what_changed_is_written() {
        let written = frames(&["abc", "abc", "abd"]);
        assert!(written[0].contains("abc"));
        assert_eq!(written[1], "");
        assert!(written[2].contains("\u{1b}[1;3Hd") && !written[2].contains('a'), "{:?}", written[2]);
    }
}
