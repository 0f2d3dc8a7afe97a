//! The screen: entering and leaving, painting, waiting for input.
//!
//! The alternate screen, raw mode, mouse and bracketed paste are on between [`Screen::enter`] and [`Screen::leave`]. A panic leaves
//! first, whoever panics. Errors of leaving are ignored: the terminal may be gone.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{self, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{cursor, execute, queue};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

use super::paint::Painter;
use crate::app::{Event, Size};

/// Whether the terminal is ours, for the panic hook and a late signal.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// The terminal, painted by difference.
pub struct Screen {
    painter: Painter<BufWriter<Stdout>>,
    /// Where keys come from: standard input, or the controlling terminal when standard input is the article.
    keys: OwnedFd,
}

/// What ended a wait.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Woken {
    /// There is input from the terminal.
    pub input: bool,
    /// The other descriptor is readable.
    pub other: bool,
    /// The terminal is gone.
    pub gone: bool,
}

impl Screen {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// When there is no terminal to read keys from or to paint on.
    pub fn enter() -> io::Result<Self> {
        let keys = if io::stdin().is_terminal() {
            io::stdin().as_fd().try_clone_to_owned()?
        } else {
            std::fs::File::open("/dev/tty")?.into()
        };
        // A frame is written at once: a key's frame is a few hundred bytes, the first one some ten thousand.
        let writer = BufWriter::with_capacity(64 * 1024, io::stdout());
        let mut screen = Self { painter: Painter::new(writer), keys };
        screen.resume()?;
        Ok(screen)
    }

    /// Takes the terminal over again after [`leave`](Self::leave). What was painted is forgotten.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn resume(&mut self) -> io::Result<()> {
        terminal::enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        queue!(self.painter.out(), EnterAlternateScreen, EnableMouseCapture, EnableBracketedPaste, cursor::Hide)?;
        self.painter.forget();
        Ok(())
    }

    /// Gives the terminal back as it was.
    pub fn leave() {
        if ENTERED.swap(false, Ordering::SeqCst) {
            let _ = execute!(
                io::stdout(),
                DisableBracketedPaste,
                DisableMouseCapture,
                LeaveAlternateScreen,
                cursor::SetCursorStyle::DefaultUserShape,
                cursor::Show
            );
            let _ = terminal::disable_raw_mode();
        }
    }

    /// The size now.
    ///
    /// # Errors
    /// When the terminal does not say.
    pub fn size(&self) -> io::Result<Size> {
        let (columns, rows) = terminal::size()?;
        Ok(Size { columns, rows })
    }

    /// Paints what `draw` puts into a buffer of that size, with the caret at a column and row: only cells that changed are
    /// written, encoded for the terminal.
    ///
    /// # Errors
    /// When writing fails.
    pub fn paint(&mut self, size: Size, caret: Option<(u16, u16)>, draw: impl FnOnce(&mut Buffer)) -> io::Result<()> {
        self.painter.paint(Rect::new(0, 0, size.columns, size.rows), caret, draw)
    }

    /// Forgets what is on the screen, so that the next page is painted whole.
    pub fn forget(&mut self) {
        self.painter.forget();
    }

    /// Hands text to the terminal's clipboard (OSC 52). Terminals that do not know it ignore it.
    ///
    /// # Errors
    /// When writing fails.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(self.painter.out(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Sleeps until there is input or `other` is readable: no time-out, no tick.
    ///
    /// # Errors
    /// When the system refuses to wait.
    pub fn wait(&self, other: impl AsFd) -> io::Result<Woken> {
        let mut fds = [PollFd::new(&self.keys, PollFlags::IN), PollFd::from_borrowed_fd(other.as_fd(), PollFlags::IN)];
        match poll(&mut fds, None) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let (keys, other) = (fds[0].revents(), fds[1].revents());
        let gone = keys.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        Ok(Woken { input: keys.contains(PollFlags::IN) && !gone, other: other.contains(PollFlags::IN), gone })
    }

    /// The events that have arrived, without waiting.
    ///
    /// # Errors
    /// When reading fails.
    pub fn events(&self) -> io::Result<Vec<Event>> {
        let mut events = Vec::new();
        drain(&mut events)?;
        if self.has_input()? {
            // crossterm 0.29 waits for edges (epoll) and forgets the one of the keys when it is told of SIGWINCH first: the key would
            // lie there until the next one, and the loop would spin. Setting the terminal as it is makes the edge anew.
            tcsetattr(&self.keys, OptionalActions::Now, &tcgetattr(&self.keys)?)?;
            drain(&mut events)?;
        }
        Ok(events)
    }

    /// Whether there are bytes of the terminal that nobody has read.
    fn has_input(&self) -> io::Result<bool> {
        let mut fds = [PollFd::new(&self.keys, PollFlags::IN)];
        match poll(&mut fds, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })) {
            Ok(count) => Ok(count > 0 && fds[0].revents() == PollFlags::IN),
            Err(rustix::io::Errno::INTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

/// Reads what crossterm has.
fn drain(events: &mut Vec<Event>) -> io::Result<()> {
    while crossterm::event::poll(Duration::ZERO)? {
        events.extend(super::event::translate(crossterm::event::read()?));
    }
    Ok(())
}

impl Drop for Screen {
    fn drop(&mut self) {
        Self::leave();
        let _ = io::stdout().flush();
    }
}

/// Makes a panic give the terminal back before it is reported.
pub fn restore_on_panic() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        Screen::leave();
        report(info);
    }));
}
