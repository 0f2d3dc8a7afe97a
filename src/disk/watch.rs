//! Noticing that somebody else touches a file: the folder is watched, since programs replace files whole.
//!
//! On Linux by inotify, of the folder that the file is in and, where the file is a symbolic link, of the one that it leads to; a
//! folder that is itself replaced is found again. Nothing wakes the thread but the folder. Elsewhere the file is looked at every two
//! seconds. Not noticed: that a folder farther up is replaced; a look before each write finds that.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::SystemTime;

use rustix::pipe::{PipeFlags, pipe_with};

/// What tells one state of a file from another without reading it: to be taken before it is read, and compared once it is watched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stamp {
    inode: u64,
    bytes: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    /// That of the file at `path`, behind symbolic links; `None` where there is none.
    pub fn of(path: &Path) -> Option<Self> {
        let about = std::fs::metadata(path).ok()?;
        Some(Self { inode: about.ino(), bytes: about.len(), modified: about.modified().ok() })
    }
}

/// A thread that waits for a file to be touched; ends when dropped.
#[derive(Debug)]
pub struct Watch {
    path: PathBuf,
    /// Closing it ends the thread.
    end: Option<std::os::fd::OwnedFd>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Calls `touched` on a thread of its own, some hundredths of a second after somebody wrote, replaced, made or took away the file
    /// at `path` after this call; several changes in a row are one. Where the system refuses to watch, it never does.
    pub fn start(path: &Path, touched: impl Fn() + Send + 'static) -> Self {
        let mut watch = Self { path: path.to_owned(), end: None, thread: None };
        // Here and not on the thread, which may be late: what is done meanwhile would be missed.
        if let (Ok((ended, end)), Some(begun)) = (pipe_with(PipeFlags::CLOEXEC), system::begin(path)) {
            let path = watch.path.clone();
            watch.end = Some(end);
            watch.thread = Some(thread::spawn(move || system::watch(begun, &path, &ended, &touched)));
        }
        watch
    }

    /// Whether it watches this file.
    pub(crate) fn is_of(&self, path: &Path) -> bool {
        self.path == path
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(target_os = "linux")]
mod system {
    use std::collections::{HashMap, HashSet};
    use std::ffi::OsString;
    use std::io;
    use std::mem::MaybeUninit;
    use std::os::fd::OwnedFd;
    use std::os::unix::ffi::OsStrExt;
    use std::path::{Path, PathBuf};
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::fs::inotify::{CreateFlags, Reader, WatchFlags, add_watch, init, remove_watch};

    /// What programs do to a file when they change it.
    const CHANGES: WatchFlags = WatchFlags::CLOSE_WRITE
        .union(WatchFlags::MOVED_TO)
        .union(WatchFlags::MOVED_FROM)
        .union(WatchFlags::CREATE)
        .union(WatchFlags::DELETE)
        .union(WatchFlags::DELETE_SELF)
        .union(WatchFlags::MOVE_SELF)
        .union(WatchFlags::ONLYDIR);

    /// It has been quiet for so long: whoever was writing is done.
    const QUIET: Duration = Duration::from_millis(40);
    /// A folder that went away is looked for this often; the pauses grow from the first to the last.
    const SEARCH: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(5));

    /// The folders that are watched, and whether all of them are there.
    pub(super) fn begin(path: &Path) -> Option<(Folders, bool)> {
        let fd = init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK).ok()?;
        let mut folders = Folders { fd, places: places(path), watched: HashMap::new() };
        let complete = folders.arm();
        Some((folders, complete))
    }

    pub(super) fn watch(begun: (Folders, bool), path: &Path, ended: &OwnedFd, touched: &dyn Fn()) {
        let (mut folders, mut complete) = begun;
        let mut search = SEARCH.0;
        loop {
            let pause = (!complete).then_some(search);
            match folders.wait(ended, pause) {
                Some(Woken::Ended) | None => return,
                Some(Woken::Quiet) => search = (search * 2).min(SEARCH.1),
                Some(Woken::Something) => {
                    if !folders.read() {
                        continue;
                    }
                    // As long as it goes on, up to half a second: afterwards it is looked at in any case.
                    for _ in 0..12 {
                        match folders.wait(ended, Some(QUIET)) {
                            Some(Woken::Something) => drop(folders.read()),
                            Some(Woken::Quiet) => break,
                            Some(Woken::Ended) | None => return,
                        }
                    }
                    search = SEARCH.0;
                }
            }
            // A link may lead elsewhere now, and a folder of this name be another one.
            let before = folders.ids();
            folders.places = places(path);
            complete = folders.arm();
            if complete && pause.is_some() || folders.ids() != before || pause.is_none() {
                touched();
            }
        }
    }

    enum Woken {
        Ended,
        Quiet,
        Something,
    }

    /// The folder of a file, and those of the files that it leads to as a symbolic link: with the name in each.
    fn places(path: &Path) -> HashSet<(PathBuf, OsString)> {
        let mut places = HashSet::new();
        let mut at = path.to_owned();
        // As many as Linux follows.
        for _ in 0..40 {
            let folder = at.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let Some(name) = at.file_name() else { break };
            if !places.insert((folder.to_owned(), name.to_owned())) {
                break;
            }
            let Ok(next) = std::fs::read_link(&at) else { break };
            at = folder.join(next);
        }
        places
    }

    pub(super) struct Folders {
        fd: OwnedFd,
        places: HashSet<(PathBuf, OsString)>,
        /// Folders by the numbers that the system gave them.
        watched: HashMap<i32, PathBuf>,
    }

    impl Folders {
        /// Watches the folders as they are now; whether all of them are there.
        fn arm(&mut self) -> bool {
            let mut complete = true;
            let mut now = HashMap::new();
            for (folder, _) in &self.places {
                match add_watch(&self.fd, folder, CHANGES) {
                    Ok(number) => drop(now.insert(number, folder.clone())),
                    Err(_) => complete = false,
                }
            }
            for number in self.watched.keys().filter(|number| !now.contains_key(number)) {
                let _ = remove_watch(&self.fd, *number);
            }
            self.watched = now;
            complete
        }

        fn ids(&self) -> HashSet<i32> {
            self.watched.keys().copied().collect()
        }

        /// Sleeps until something happens, or for `limit`.
        fn wait(&self, ended: &OwnedFd, limit: Option<Duration>) -> Option<Woken> {
            let limit = limit.map(|limit| Timespec {
                tv_sec: i64::try_from(limit.as_secs()).unwrap_or(i64::MAX),
                tv_nsec: i64::from(limit.subsec_nanos()),
            });
            let mut fds = [PollFd::new(&self.fd, PollFlags::IN), PollFd::new(ended, PollFlags::IN)];
            match poll(&mut fds, limit.as_ref()) {
                Ok(_) if !fds[1].revents().is_empty() => Some(Woken::Ended),
                Ok(0) => Some(Woken::Quiet),
                Ok(_) | Err(rustix::io::Errno::INTR) => Some(Woken::Something),
                Err(_) => None,
            }
        }

        /// Takes what happened; whether any of it was to the file or its folder.
        fn read(&mut self) -> bool {
            let mut buffer = [MaybeUninit::uninit(); 4096];
            let mut reader = Reader::new(&self.fd, &mut buffer);
            let mut seen = false;
            loop {
                match reader.next() {
                    Ok(event) => {
                        let Some(name) = event.file_name() else {
                            // The folder itself, or so much that the system lost count.
                            seen = true;
                            continue;
                        };
                        let folder = self.watched.get(&event.wd());
                        seen |= self
                            .places
                            .iter()
                            .any(|(of, file)| Some(of) == folder && file.as_bytes() == name.to_bytes());
                    }
                    Err(error) if io::Error::from(error).kind() == io::ErrorKind::WouldBlock => return seen,
                    Err(_) => return seen,
                }
            }
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use std::os::fd::OwnedFd;
    use std::path::Path;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    use super::Stamp;

    pub(super) fn begin(path: &Path) -> Option<Option<Stamp>> {
        Some(Stamp::of(path))
    }

    pub(super) fn watch(mut before: Option<Stamp>, path: &Path, ended: &OwnedFd, touched: &dyn Fn()) {
        loop {
            let pause = Timespec { tv_sec: 2, tv_nsec: 0 };
            match poll(&mut [PollFd::new(ended, PollFlags::IN)], Some(&pause)) {
                Ok(0) | Err(rustix::io::Errno::INTR) => {}
                _ => return,
            }
            let now = Stamp::of(path);
            if now != before {
                touched();
            }
            before = now;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use super::*;

    fn watched(path: &Path) -> (Watch, Receiver<()>) {
        let (send, receive) = channel();
        let watch = Watch::start(path, move || {
            let _ = send.send(());
        });
        (watch, receive)
    }

    fn is_touched(receive: &Receiver<()>) -> bool {
        receive.recv_timeout(Duration::from_secs(5)).is_ok()
    }

    fn is_quiet(receive: &Receiver<()>) -> bool {
        receive.recv_timeout(Duration::from_millis(150)).is_err()
    }

    #[test]
    fn a_file_that_comes_changes_is_replaced_and_goes_is_noticed() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, other) = (folder.path().join("s.json"), folder.path().join("other"));
        let (_watch, receive) = watched(&path);
        fs::write(&other, "x").expect("written");
        assert!(is_quiet(&receive), "another file");
        fs::write(&path, "1").expect("written");
        assert!(is_touched(&receive) && is_quiet(&receive), "new");
        fs::write(&path, "2").expect("written");
        assert!(is_touched(&receive), "written in place");
        fs::rename(&other, &path).expect("renamed");
        assert!(is_touched(&receive), "replaced");
        fs::remove_file(&path).expect("removed");
        assert!(is_touched(&receive), "gone");
    }

    #[test]
    fn a_file_that_was_replaced_or_written_has_another_stamp() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, other) = (folder.path().join("news.txt"), folder.path().join("other"));
        assert_eq!(Stamp::of(&path), None);
        fs::write(&path, "1").expect("written");
        fs::write(&other, "2").expect("written");
        let first = Stamp::of(&path);
        assert_eq!(Stamp::of(&path), first);
        fs::rename(&other, &path).expect("renamed");
        let second = Stamp::of(&path);
        assert_ne!(second, first);
        fs::write(&path, "22").expect("written");
        assert_ne!(Stamp::of(&path), second);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn links_and_folders_that_are_replaced_are_followed() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for name in ["here", "there", "new"] {
            fs::create_dir(at(name)).expect("a folder");
        }
        fs::write(at("there/real"), "1").expect("written");
        symlink("../there/real", at("here/s.json")).expect("a link");
        let (_watch, receive) = watched(&at("here/s.json"));
        fs::write(at("there/real"), "2").expect("written");
        assert!(is_touched(&receive), "behind the link");
        fs::rename(at("here"), at("old")).expect("renamed");
        fs::rename(at("new"), at("here")).expect("renamed");
        assert!(is_touched(&receive), "another folder");
        while !is_quiet(&receive) {}
        fs::write(at("here/s.json"), "3").expect("written");
        assert!(is_touched(&receive), "in the other folder");
    }
}
