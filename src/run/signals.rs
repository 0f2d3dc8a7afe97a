//! What wakes the loop besides keys.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};

use crate::app::Event;
use crate::input::OpenError;
use crate::store::{Report, Sidecar};

/// How long a signal to stop may be on its way, on a machine that is busy.
const MOMENT: Duration = Duration::from_secs(2);

/// What another thread sends.
#[derive(Debug)]
pub(super) enum Message {
    /// What happened.
    Event(Event),
    /// The saver reports; how often it had begun.
    Report(u64, Report),
    /// What there is of an article was read: its sidecar, which is saved on if the event is taken.
    Opened(Box<Sidecar>, Event),
    /// The rest of the article cannot be read.
    Broken(OpenError),
}

/// Signals and messages of other threads, and the pipe that wakes the loop for them.
pub(super) struct Signals {
    /// Readable when something waits.
    pub(super) wake: UnixStream,
    waker: UnixStream,
    sender: Sender<Message>,
    /// What other threads sent.
    pub(super) messages: Receiver<Message>,
    ended: Vec<(i32, Arc<AtomicBool>)>,
    /// The window has another size.
    pub(super) resized: Arc<AtomicBool>,
    /// The program goes on after a pause.
    pub(super) continued: Arc<AtomicBool>,
    /// A thread panicked, whichever.
    pub(super) panicked: Arc<AtomicBool>,
}

impl Signals {
    /// Begins to watch.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn watch() -> io::Result<Self> {
        let (wake, waker) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        waker.set_nonblocking(true)?;
        let (sender, messages) = channel();
        let watch = |signal| -> io::Result<Arc<AtomicBool>> {
            let flag = Arc::new(AtomicBool::new(false));
            // The flag first: when the pipe wakes the loop, it must be up.
            signal_hook::flag::register(signal, Arc::clone(&flag))?;
            signal_hook::low_level::pipe::register(signal, waker.try_clone()?)?;
            Ok(flag)
        };
        let ended = [SIGTERM, SIGHUP, SIGINT, SIGQUIT];
        let ended = ended.into_iter().map(|signal| Ok((signal, watch(signal)?))).collect::<io::Result<_>>()?;
        let (resized, continued) = (watch(SIGWINCH)?, watch(SIGCONT)?);
        let panicked = Arc::default();
        Ok(Self { wake, waker, sender, messages, ended, resized, continued, panicked })
    }

    /// From now on a panic of any thread wakes the loop: it has cost us the terminal, and what that thread was to do is not done.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn watch_panics(&self) -> io::Result<()> {
        let (panicked, waker) = (Arc::clone(&self.panicked), self.waker.try_clone()?);
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            panicked.store(true, Ordering::SeqCst);
            let _ = (&waker).write(&[1]);
            report(info);
        }));
        Ok(())
    }

    /// A way for another thread to send something, which wakes the loop.
    pub(super) fn mailbox(&self) -> io::Result<impl Fn(Message) + Send + 'static> {
        let (sender, waker) = (self.sender.clone(), self.waker.try_clone()?);
        Ok(move |message| {
            let _ = sender.send(message);
            // A full pipe wakes the loop as well.
            let _ = (&waker).write(&[1]);
        })
    }

    /// Empties the pipe.
    pub(super) fn reports(&self) {
        let mut heap = [0; 64];
        while matches!((&self.wake).read(&mut heap), Ok(count) if count > 0) {}
    }

    /// Forgets the keys Ctrl-C and Ctrl-\ of another program in our terminal: its signals come to us as well.
    pub(super) fn forget_keys(&self) {
        for (_, flag) in self.ended.iter().filter(|(signal, _)| matches!(*signal, SIGINT | SIGQUIT)) {
            flag.store(false, Ordering::SeqCst);
        }
    }

    /// Waits until the program goes on after a pause; `false` when it was never stopped.
    pub(super) fn has_continued(&self) -> bool {
        let deadline = Instant::now() + MOMENT;
        loop {
            if self.continued.swap(false, Ordering::SeqCst) {
                return true;
            }
            if Instant::now() >= deadline {
                return false;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// The signal that ends the program, when one came.
    pub(super) fn end(&self) -> Option<i32> {
        self.ended.iter().find(|(_, flag)| flag.load(Ordering::SeqCst)).map(|(signal, _)| *signal)
    }
}
