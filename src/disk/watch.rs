//! Noticing that somebody else touches a file: the folder is watched, since programs replace files whole.
//!
//! That is the folder that the file is in and, where the file is a symbolic link, the one that it leads to; a folder that is itself
//! replaced is found again. Nothing wakes our thread but that something is changed in the folder; that of the crate below also wakes when
//! a file in it is opened. Not noticed: that a folder farther up is replaced; a look before each write finds that.
//!
//! On Linux by inotify. On macOS by `FSEvents`, and on the BSDs by kqueue, which tells of a file's content only where the file itself is
//! watched, and looks for one that is not there every few seconds; neither was ever tried.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _, recommended_watcher};

use super::path::{folder_of, links, located};

/// It has been quiet for so long: whoever was writing is done.
const QUIET: Duration = Duration::from_millis(40);
/// As long as it goes on: afterwards it is looked at in any case.
const PATIENCE: Duration = Duration::from_millis(500);
/// A folder that went away is looked for this often; the pauses grow from the first to the last.
const SEARCH: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(5));
/// Whether the files are watched and not their folders.
const FILES: bool = cfg!(not(any(target_os = "linux", target_os = "android", target_os = "macos")));

/// What tells one state of a file from another without reading it: to be taken before it is read, and compared once it is watched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Stamp {
    inode: u64,
    bytes: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    /// That of the file at `path`, behind symbolic links; `None` where there is none.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok()?;
        Some(Self { inode: about.ino(), bytes: about.len(), modified: about.modified().ok() })
    }

    /// How large it was.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }
}

/// A thread that waits for a file to be touched; ends when dropped.
#[derive(Debug)]
pub(crate) struct Watch {
    path: PathBuf,
    end: Option<Sender<Woken>>,
    thread: Option<JoinHandle<()>>,
}

/// What happened; `None` is the end.
type Woken = Option<Event>;

impl Watch {
    /// Calls `touched` on a thread of its own, some hundredths of a second after somebody wrote, replaced, made or took away the file
    /// at `path` after this call; several changes in a row are one. Where the system refuses to watch, it never does.
    pub(crate) fn start(path: &Path, touched: impl Fn() + Send + 'static) -> Self {
        let mut watch = Self { path: path.to_owned(), end: None, thread: None };
        let (send, woken) = channel();
        let events = send.clone();
        let handler = move |event: notify::Result<Event>| {
            if let Some(event) = event.ok().filter(|event| is_change(event.kind)) {
                let _ = events.send(Some(event));
            }
        };
        if let Ok(watcher) = recommended_watcher(handler) {
            let (files, watched) = (HashSet::new(), HashMap::new());
            let mut places = Places { path: path.to_owned(), watcher, files, watched };
            // Here and not on the thread, which may be late: what is done meanwhile would be missed.
            let complete = places.arm();
            watch.end = Some(send);
            watch.thread = Some(thread::spawn(move || places.watch(complete, &woken, &touched)));
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
        if let Some(end) = self.end.take() {
            let _ = end.send(None);
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Whether a file may be another one now, and whoever wrote it is done, where the system tells.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        EventKind::Modify(ModifyKind::Data(_)) => cfg!(not(target_os = "linux")),
        EventKind::Modify(ModifyKind::Metadata(_)) => false,
        _ => true,
    }
}

/// The file, and what is watched for it.
struct Places {
    path: PathBuf,
    watcher: RecommendedWatcher,
    /// The file and those that it leads to as a symbolic link.
    files: HashSet<PathBuf>,
    /// The folders that are watched, each with its device and inode: there may be another one of its name.
    watched: HashMap<PathBuf, (u64, u64)>,
}

impl Places {
    /// Watches the folders as they are now; whether all of them are there.
    fn arm(&mut self) -> bool {
        self.files = links(&self.path).map(|file| located(&file)).collect();
        let places = self.files.iter().map(|file| if FILES { file } else { folder_of(file) });
        let wanted: HashSet<PathBuf> = places.map(Path::to_owned).collect();
        let id = |place: &Path| fs::metadata(place).ok().map(|about| (about.dev(), about.ino()));
        let now: HashMap<PathBuf, (u64, u64)> =
            wanted.iter().filter_map(|place| Some((place.clone(), id(place)?))).collect();
        self.watched.retain(|place, id| {
            let stays = now.get(place) == Some(id);
            if !stays {
                let _ = self.watcher.unwatch(place);
            }
            stays
        });
        for (place, id) in now {
            if !self.watched.contains_key(&place) && self.watcher.watch(&place, RecursiveMode::NonRecursive).is_ok() {
                self.watched.insert(place, id);
            }
        }
        self.watched.len() == wanted.len()
    }

    /// Whether something happened to the file or its folder. A folder that it happened to is none that is watched any more.
    fn is_touched(&mut self, event: &Event) -> bool {
        event.paths.iter().fold(event.need_rescan(), |touched, path| {
            let is_place = self.watched.remove(path).is_some();
            if is_place {
                // Where it was renamed it would go on telling of what is done elsewhere.
                let _ = self.watcher.unwatch(path);
            }
            touched || is_place || self.files.contains(path)
        })
    }

    fn watch(mut self, mut complete: bool, woken: &Receiver<Woken>, touched: &dyn Fn()) {
        let mut search = SEARCH.0;
        loop {
            let first = if complete {
                woken.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                woken.recv_timeout(search)
            };
            let is_woken = match first {
                Ok(Some(event)) if !self.is_touched(&event) => continue,
                Ok(Some(_)) => true,
                Err(RecvTimeoutError::Timeout) => false,
                Ok(None) | Err(RecvTimeoutError::Disconnected) => return,
            };
            let until = Instant::now() + PATIENCE;
            while is_woken && Instant::now() < until {
                match woken.recv_timeout(QUIET) {
                    Ok(Some(event)) => drop(self.is_touched(&event)),
                    Err(RecvTimeoutError::Timeout) => break,
                    Ok(None) | Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            search = if is_woken { SEARCH.0 } else { (search * 2).min(SEARCH.1) };
            // A link may lead elsewhere now, and a folder of this name be another one.
            let before = self.watched.clone();
            complete = self.arm();
            if is_woken || complete || self.watched != before {
                touched();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;

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
        while !is_quiet(&receive) {}
        fs::write(at("old/s.json"), "4").expect("written");
        assert!(is_quiet(&receive), "in the folder that had the name");
        for text in ["5", "6"] {
            fs::remove_dir_all(at("here")).expect("removed");
            assert!(is_touched(&receive), "the folder is gone");
            // It may have the number of the old one.
            fs::create_dir(at("here")).expect("made");
            fs::write(at("here/s.json"), text).expect("written");
            assert!(is_touched(&receive), "and there again");
            while !is_quiet(&receive) {}
            fs::write(at("here/s.json"), text).expect("written");
            assert!(is_touched(&receive), "and watched");
            while !is_quiet(&receive) {}
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn reading_a_file_and_writing_others_is_no_change() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, other) = (folder.path().join("s.json"), folder.path().join("other"));
        fs::write(&path, "1").expect("written");
        let (_watch, receive) = watched(&path);
        for _ in 0..50 {
            fs::read(&path).expect("read");
            fs::write(&other, "x").expect("written");
        }
        assert!(is_quiet(&receive));
        // Half of it is there; whoever writes is not done.
        let mut file = fs::File::create(&path).expect("a file");
        io::Write::write_all(&mut file, b"half").expect("written");
        assert!(is_quiet(&receive));
        drop(file);
        assert!(is_touched(&receive));
    }
}
