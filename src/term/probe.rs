//! Finds out about the terminal without taking the screen over.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use crossterm::terminal;
use rustix::event::{PollFd, PollFlags, poll};

use super::found::{Choice, Found, ask_tmux, in_multiplexer, in_tmux};
use super::replies::{Replies, Splitter, questions};
use super::screen::{can_be_asked, timespec, variable};
use crate::disk;

/// How long answers are waited for: longer than the reader does, since nobody reads meanwhile.
const PATIENCE: Duration = Duration::from_secs(1);

/// What is known of the terminal, and what it answered. Without a terminal only the environment tells.
///
/// # Errors
/// When the terminal cannot be read or written.
pub fn probe(choice: &Choice) -> io::Result<(Found, Replies)> {
    let client = ask_tmux();
    let replies = match disk::terminal() {
        Ok(tty) if can_be_asked(variable) => ask(tty)?,
        _ => Replies::default(),
    };
    let client = client.as_ref().map(|(version, term)| (version.as_str(), term.as_str()));
    Ok((Found::decide(choice, client, &replies, variable), replies))
}

fn ask(mut tty: impl Read + Write + AsFd) -> io::Result<Replies> {
    terminal::enable_raw_mode()?;
    let asked = answers(&mut tty);
    terminal::disable_raw_mode()?;
    asked
}

fn answers(tty: &mut (impl Read + Write + AsFd)) -> io::Result<Replies> {
    tty.write_all(questions(in_multiplexer(variable) && !in_tmux(variable)).as_bytes())?;
    let deadline = Instant::now() + PATIENCE;
    let mut splitter = Splitter::default();
    let mut buffer = [0; 1024];
    while !splitter.replies().complete {
        let left = deadline.saturating_duration_since(Instant::now());
        let mut fds = [PollFd::new(&*tty, PollFlags::IN)];
        if left.is_zero() || poll(&mut fds, Some(&timespec(left)))? == 0 {
            break;
        }
        let count = tty.read(&mut buffer)?;
        // Keys pressed meanwhile are lost; nobody is asked for any.
        splitter.split(&buffer[..count], false);
    }
    Ok(splitter.replies().clone())
}
