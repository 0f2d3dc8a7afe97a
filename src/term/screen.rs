//! The screen: entering and leaving, painting, waiting for input.
//!
//! The alternate screen, raw mode, mouse and bracketed paste are on between [`Screen::enter`] and [`Screen::leave`]. A panic leaves
//! first, whoever panics. Errors of leaving are ignored: the terminal may be gone.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::style::Print;
use crossterm::terminal::{self, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{cursor, execute, queue};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::encode::{Encoding, RowEncoder};
use super::event::Keys;
use super::found::{Choice, Found, Harakat, ask_tmux, in_multiplexer, in_tmux};
use super::identify;
use super::paint::Painter;
use super::replies::{Replies, Splitter, questions};
use crate::app::page::Difference;
use crate::app::{Event, Size};
use crate::disk;
use crate::text::layout::Order;

/// Whether the terminal is ours, for the panic hook and a late signal.
static ENTERED: AtomicBool = AtomicBool::new(false);
/// Whether the cursor was given another shape.
static SHAPED: AtomicBool = AtomicBool::new(false);
/// What is sent when it is left.
static LEAVE: Mutex<&'static str> = Mutex::new("");

/// Buttons and the wheel, in decimal form, and pastes in brackets. Not motion, which crossterm's own command asks for too: it would
/// wake the program for nothing.
const INPUT_ON: &str = "\x1b[?1000h\x1b[?1006h\x1b[?2004h";
const INPUT_OFF: &str = "\x1b[?2004l\x1b[?1006l\x1b[?1000l";

/// How long answers are waited for. Later ones still count.
const PATIENCE: Duration = Duration::from_millis(200);
/// How long the rest of a sequence is waited for after its ESC; then it was the key.
const ESCAPE: Duration = Duration::from_millis(25);

/// The terminal, painted by difference.
pub struct Screen {
    painter: Painter<BufWriter<Stdout>>,
    /// Where keys come from: standard input, or the controlling terminal when standard input is the article.
    keys: OwnedFd,
    splitter: Splitter,
    parser: Keys,
    choice: Choice,
    found: Found,
    /// What tmux said of its terminal.
    client: Option<(String, String)>,
    /// Until when answers are waited for.
    deadline: Option<Instant>,
    /// What the reader switched the vowel signs to.
    harakat: Option<bool>,
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
    /// Takes the terminal over. Rows are written for what the environment tells, as far as that is safe, until
    /// [`ask`](Self::ask) has found out more.
    ///
    /// # Errors
    /// When there is no terminal to read keys from or to paint on.
    pub fn enter(choice: Choice) -> io::Result<Self> {
        let keys = if io::stdin().is_terminal() {
            io::stdin().as_fd().try_clone_to_owned()?
        } else {
            disk::terminal()?.into()
        };
        // A frame is written at once: a key's frame is a few hundred bytes, the first one some ten thousand.
        let writer = BufWriter::with_capacity(64 * 1024, io::stdout());
        let found = Found::decide(&choice, None, &Replies::default(), variable);
        let mut painter = Painter::new(writer);
        // Variables may be another terminal's. Its modes do no harm elsewhere, its order of letters would.
        let named = identify::by_term(&variable("TERM").unwrap_or_default()).map(|kind| kind.encoding);
        let encoding = choice.encoding.map(|(encoding, _)| encoding).or(named).unwrap_or_default();
        painter.set_encoder(RowEncoder { encoding, ..found.encoder });
        let mut screen = Self {
            painter,
            keys,
            splitter: Splitter::default(),
            parser: Keys::default(),
            choice,
            found,
            client: None,
            deadline: None,
            harakat: None,
        };
        screen.resume()?;
        Ok(screen)
    }

    /// Takes the terminal over again after [`leave`](Self::leave). What was painted is forgotten.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn resume(&mut self) -> io::Result<()> {
        // Whatever stopped us may have left the terminal to a shell, which set it for itself: being raw already says nothing.
        terminal::disable_raw_mode()?;
        terminal::enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        self.set_modes();
        queue!(self.painter.out(), Print(self.found.enter()), EnterAlternateScreen, Print(INPUT_ON))?;
        queue!(self.painter.out(), cursor::Hide)?;
        self.painter.forget();
        Ok(())
    }

    /// Remembers what is to be sent when the terminal is left.
    fn set_modes(&self) {
        *LEAVE.lock().unwrap_or_else(PoisonError::into_inner) = self.found.leave();
    }

    /// Gives the terminal back as it was.
    pub fn leave() {
        if ENTERED.swap(false, Ordering::SeqCst) {
            let modes = *LEAVE.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = execute!(io::stdout(), Print(INPUT_OFF), LeaveAlternateScreen, Print(modes), cursor::Show);
            if SHAPED.swap(false, Ordering::SeqCst) {
                let _ = execute!(io::stdout(), cursor::SetCursorStyle::DefaultUserShape);
            }
            let _ = terminal::disable_raw_mode();
        }
    }

    /// Asks which terminal this is, where that is not chosen. To be called after the first paint, which so costs nothing; the answers
    /// come among the events.
    ///
    /// # Errors
    /// When writing fails.
    pub fn ask(&mut self) -> io::Result<()> {
        if self.choice.encoding.is_some() && self.choice.harakat != Harakat::Auto {
            return Ok(());
        }
        if in_tmux(variable) {
            self.client = ask_tmux();
            return self.adopt();
        }
        if !can_be_asked(variable) {
            return self.adopt();
        }
        let questions = questions(in_multiplexer(variable));
        write!(self.painter.out(), "{questions}")?;
        self.painter.out().flush()?;
        self.deadline = Some(Instant::now() + PATIENCE);
        Ok(())
    }

    /// Writes rows for what is known now; what is on the screen is forgotten where that makes a difference.
    fn adopt(&mut self) -> io::Result<()> {
        self.deadline = None;
        let client = self.client.as_ref().map(|(version, term)| (version.as_str(), term.as_str()));
        let found = Found::decide(&self.choice, client, self.splitter.replies(), variable);
        if found.enter() != self.found.enter() {
            // Modes are kept for each line when it is cleared.
            let (leave, enter) = (self.found.leave(), found.enter());
            write!(self.painter.out(), "{leave}{enter}")?;
            self.painter.forget();
        }
        let harakat = self.harakat.unwrap_or(found.encoder.harakat);
        self.painter.set_encoder(RowEncoder { harakat, ..found.encoder });
        self.found = found;
        self.set_modes();
        Ok(())
    }

    /// The order in which text is to be laid out for it.
    pub fn order(&self) -> Order {
        if self.painter.encoder().encoding == Encoding::Off { Order::Logical } else { Order::Visual }
    }

    /// Shows vowel signs that were hidden, or hides them; returns whether they are shown now.
    pub fn switch_harakat(&mut self) -> bool {
        let encoder = self.painter.encoder();
        let shown = !encoder.harakat;
        self.harakat = Some(shown);
        self.painter.set_encoder(RowEncoder { harakat: shown, ..encoder });
        shown
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
    /// written, encoded for the terminal. See [`Painter::paint`].
    ///
    /// # Errors
    /// When writing fails.
    pub fn paint(
        &mut self,
        size: Size,
        caret: Option<(u16, u16)>,
        difference: Option<&Difference>,
        draw: impl FnOnce(&mut Buffer, Option<&[bool]>),
    ) -> io::Result<()> {
        if caret.is_some() {
            SHAPED.store(true, Ordering::SeqCst);
        }
        self.painter.paint(Rect::new(0, 0, size.columns, size.rows), caret, difference, draw)
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

    /// Sleeps until there is input, `other` is readable, or answers have been waited for long enough: no tick.
    ///
    /// # Errors
    /// When the system refuses to wait.
    pub fn wait(&mut self, other: impl AsFd) -> io::Result<Woken> {
        let mut fds = [PollFd::new(&self.keys, PollFlags::IN), PollFd::from_borrowed_fd(other.as_fd(), PollFlags::IN)];
        let limit = self.deadline.map(|deadline| timespec(deadline.saturating_duration_since(Instant::now())));
        let ready = match poll(&mut fds, limit.as_ref()) {
            Ok(count) => count,
            Err(rustix::io::Errno::INTR) => 1,
            Err(error) => return Err(error.into()),
        };
        let (keys, other) = (fds[0].revents(), fds[1].revents());
        let gone = keys.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        if ready == 0 {
            self.adopt()?;
        }
        Ok(Woken { input: keys.contains(PollFlags::IN) && !gone, other: other.contains(PollFlags::IN), gone })
    }

    /// The events that have arrived, after [`wait`](Self::wait) has told of input. Waits only for the rest of a sequence that began, and not long.
    ///
    /// # Errors
    /// When reading fails.
    pub fn events(&mut self) -> io::Result<Vec<Event>> {
        let mut events = Vec::new();
        let mut buffer = [0; 4096];
        let complete = self.splitter.replies().complete;
        // The wait has told that there is something; what did not fill the buffer was all.
        let mut ready = true;
        while ready || self.has_input(if self.splitter.is_waiting() { ESCAPE } else { Duration::ZERO })? {
            let count = rustix::io::read(&self.keys, &mut buffer)?;
            let keys = self.splitter.split(&buffer[..count], false);
            events.extend(self.parser.parse(&keys));
            if count == 0 || count < buffer.len() && !self.splitter.is_waiting() {
                break;
            }
            ready = false;
        }
        let rest = self.splitter.split(&[], true);
        events.extend(self.parser.parse(&rest));
        if self.splitter.replies().complete && !complete {
            self.adopt()?;
        }
        Ok(events)
    }

    /// Whether there are bytes of the terminal that nobody has read, within that time.
    fn has_input(&self, within: Duration) -> io::Result<bool> {
        let mut fds = [PollFd::new(&self.keys, PollFlags::IN)];
        match poll(&mut fds, Some(&timespec(within))) {
            Ok(count) => Ok(count > 0 && fds[0].revents().contains(PollFlags::IN)),
            Err(rustix::io::Errno::INTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

pub(super) fn timespec(duration: Duration) -> Timespec {
    Timespec {
        tv_sec: i64::try_from(duration.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(duration.subsec_nanos()),
    }
}

/// Whether the terminal stands questions. Apple's prints the last letter of one that it does not know; the Linux console has no
/// answers that would tell anything.
pub(super) fn can_be_asked(variable: impl Fn(&str) -> Option<String>) -> bool {
    variable("TERM_PROGRAM").as_deref() != Some("Apple_Terminal") && variable("TERM").as_deref() != Some("linux")
}

/// A variable of the environment.
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
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
