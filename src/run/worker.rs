//! The thread for what may wait for a disk, a lock or a long text: one job after the other, each with all that it needs. The answers are
//! events; no key waits for them.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use super::signals::Message;
use crate::app::Event;
use crate::store::{Sidecar, Waiter};

/// A job, and what is sent when it is done.
type Job = Box<dyn FnOnce(&mut Desk) -> Option<Message> + Send>;

/// What one job leaves for the next.
#[derive(Debug, Default)]
pub(super) struct Desk {
    /// The sidecar as it was read, without the markup.
    pub(super) base: Sidecar,
    /// Where a copy is of what is not in the file.
    pub(super) copy: Option<PathBuf>,
    /// Waits for the saver.
    pub(super) saver: Option<Waiter>,
}

pub(super) struct Worker {
    jobs: Sender<Job>,
    /// What is there when it ends.
    desk: Receiver<Desk>,
}

impl Worker {
    /// Starts it; `send` is called on the thread.
    pub(super) fn start(send: impl Fn(Message) + Send + 'static) -> Self {
        let ((jobs, todo), (put, desk)) = (channel::<Job>(), channel());
        thread::spawn(move || {
            let mut desk = Desk::default();
            for job in todo {
                job(&mut desk).into_iter().for_each(&send);
            }
            let _ = put.send(desk);
        });
        Self { jobs, desk }
    }

    /// Hands over a job; returns at once.
    pub(super) fn give(&self, job: impl FnOnce(&mut Desk) -> Option<Message> + Send + 'static) {
        // After a panic of the thread, which ends the program, nobody takes it.
        let _ = self.jobs.send(Box::new(job));
    }

    /// As [`give`](Self::give), for a job that is answered by an event.
    pub(super) fn ask(&self, job: impl FnOnce(&mut Desk) -> Event + Send + 'static) {
        self.give(|desk| Some(Message::Event(job(desk))));
    }

    /// As [`give`](Self::give), for a job that has none.
    pub(super) fn tell(&self, job: impl FnOnce(&mut Desk) + Send + 'static) {
        self.give(|desk| {
            job(desk);
            None
        });
    }

    /// Waits until all is done, at most `limit`. A thread that does not answer then, or is broken, is left to itself: nothing is known of
    /// what it did.
    pub(super) fn finish(self, limit: Duration) -> Option<Desk> {
        drop(self.jobs);
        self.desk.recv_timeout(limit).ok()
    }
}
