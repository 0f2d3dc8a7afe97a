//! The program in a pseudo-terminal that `vt100` shows, with a home folder of its own.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::caprtl::capitals;

/// The program.
pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_hashiya");

/// Longer than anything takes on a busy machine; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(20);

/// A folder that is home, XDG folders and working folder at once.
pub(crate) struct Home(TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path().join(name), text).expect("written");
    }

    fn environment(&self) -> Vec<(&'static str, String)> {
        let folder = |name: &str| self.path().join(name).to_string_lossy().into_owned();
        vec![
            ("HOME", folder("")),
            ("XDG_CONFIG_HOME", folder("config")),
            ("XDG_DATA_HOME", folder("data")),
            ("XDG_STATE_HOME", folder("state")),
            ("XDG_CACHE_HOME", folder("cache")),
            ("TERM", "xterm-256color".into()),
            ("LANG", "C.UTF-8".into()),
            ("USER", "mona".into()),
            ("PATH", std::env::var("PATH").unwrap_or_default()),
        ]
    }

    /// Runs the program without a terminal.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(BINARY);
        command.args(arguments).current_dir(self.path()).env_clear().envs(self.environment()).stdin(Stdio::null());
        command.output().expect("it runs")
    }
}

/// What the program has sent.
pub(crate) struct Seen {
    parser: vt100::Parser,
    pub(crate) bytes: Vec<u8>,
    closed: bool,
}

type Shared = Arc<(Mutex<Seen>, Condvar)>;

/// A pseudo-terminal of 80 columns and 24 rows and the program in it.
pub(crate) struct Terminal {
    /// `None` after it went away.
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    seen: Shared,
    /// How the terminal was set before the program, for comparison: anything that tells cooked from raw.
    cooked: String,
}

fn nonzero(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("not 0")
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Terminal {
    pub(crate) fn start<S: AsRef<OsStr>>(home: &Home, arguments: &[S]) -> Self {
        Self::command(home, BINARY, arguments)
    }

    pub(crate) fn command<S: AsRef<OsStr>>(home: &Home, program: &str, arguments: &[S]) -> Self {
        let pair = native_pty_system().openpty(size(80, 24)).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.cwd(home.path());
        command.env_clear();
        for (name, value) in home.environment() {
            command.env(name, value);
        }
        let cooked = settings(&*pair.master);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let child = pair.slave.spawn_command(command).expect("it starts");
        drop(pair.slave);
        let parser = vt100::Parser::new(nonzero(24), nonzero(80), 0);
        let seen: Shared = Arc::new((Mutex::new(Seen { parser, bytes: Vec::new(), closed: false }), Condvar::new()));
        let shared = Arc::clone(&seen);
        thread::spawn(move || {
            let mut part = [0; 8192];
            loop {
                // A terminal without a program reads as an error on Linux.
                let count = reader.read(&mut part).unwrap_or(0);
                let mut seen = lock(&shared);
                seen.parser.process(&part[..count]);
                seen.bytes.extend_from_slice(&part[..count]);
                seen.closed = count == 0;
                shared.1.notify_all();
                if count == 0 {
                    return;
                }
            }
        });
        Self { master: Some(pair.master), writer: Some(writer), child, seen, cooked }
    }

    /// Sends bytes as if typed.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        let writer = self.writer.as_mut().expect("the terminal is there");
        writer.write_all(keys.as_bytes()).and_then(|()| writer.flush()).expect("typed");
        self
    }

    pub(crate) fn wait(&mut self, text: &str) -> &mut Self {
        self.wait_for(text, |screen| screen.contains(text))
    }

    /// Waits until the screen, in CapRTL, is as wanted; panics with the screen when it does not become so.
    pub(crate) fn wait_for(&mut self, what: &str, wanted: impl Fn(&str) -> bool) -> &mut Self {
        self.until(what, |seen| wanted(&screen(seen)));
        self
    }

    /// Waits until what has come from the program is as wanted.
    pub(crate) fn until(&self, what: &str, done: impl Fn(&Seen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = lock(&self.seen);
        while !done(&seen) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero() && !seen.closed, "no {what:?} on the screen:\n{}", screen(&seen));
            seen = self.seen.1.wait_timeout(seen, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        lock(&self.seen).parser.set_size(nonzero(rows), nonzero(columns));
        self.master.as_ref().expect("the terminal is there").resize(size(columns, rows)).expect("resized");
        self
    }

    pub(crate) fn signal(&mut self, signal: Signal) {
        let id = self.child.process_id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?)).expect("it runs");
        kill_process(id, signal).expect("sent");
    }

    /// Waits for the end: the exit code, or the name of the signal.
    pub(crate) fn ended(&mut self) -> String {
        let deadline = Instant::now() + PATIENCE;
        // All that was written is read first; then the program is as good as gone.
        let mut seen = lock(&self.seen);
        while !seen.closed {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "it does not end:\n{}", screen(&seen));
            seen = self.seen.1.wait_timeout(seen, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        drop(seen);
        let status = self.child.wait().expect("it ended");
        status.signal().map_or_else(|| status.exit_code().to_string(), str::to_owned)
    }

    /// The terminal goes away, as when its window is closed; returns when the program has ended.
    pub(crate) fn hang_up(&mut self) {
        self.writer = None;
        self.master = None;
        // The reading thread holds the terminal open until the program is hung up by its leader's signal.
        self.signal(Signal::HUP);
        let _ = self.child.wait();
    }

    /// Whether the terminal is as it was: main screen, caret, no mouse, no paste mode, cooked.
    pub(crate) fn is_restored(&self) -> bool {
        let seen = lock(&self.seen);
        let screen = seen.parser.screen();
        let modes = !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None;
        modes && self.master.as_ref().is_none_or(|master| settings(&**master) == self.cooked)
    }

    /// All bytes that the program sent.
    pub(crate) fn sent(&self) -> Vec<u8> {
        lock(&self.seen).bytes.clone()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lock(shared: &Shared) -> MutexGuard<'_, Seen> {
    shared.0.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The screen in CapRTL, without the marks that keep cells in their places.
fn screen(seen: &Seen) -> String {
    capitals(&seen.parser.screen().contents()).replace('\u{200E}', "")
}

fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}
