//! Each step of replacing a sidecar refused: what is on disk is whole, before and after.

use std::fs;
use std::io::ErrorKind::{
    InvalidInput, Other, PermissionDenied, ReadOnlyFilesystem, StorageFull, TooManyLinks, Unsupported,
};
use std::os::unix::fs::MetadataExt;

use rustix::io::Errno;

use std::ffi::OsString;
use std::path::PathBuf;

use super::*;
use crate::disk::Step;

const OLDER: &str = "{\"version\": 1, \"of\": \"an earlier session\"}\n";
const OLD: &str = "{\"version\": 1}\n";
const NEW: &str = "{\"version\": 1, \"annotations\": [\"كلمة\"]}\n";

/// A version that was read.
fn known(text: &str) -> Read {
    Read { bytes: text.into(), digest: digest(text.as_bytes()), ancestors: Vec::new() }
}

/// A folder with a sidecar and the backup of an earlier session.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("a folder"));
        fs::write(place.path(), OLD).expect("written");
        fs::write(place.backup(), OLDER).expect("written");
        place
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("news.txt.hashiya.json")
    }

    fn backup(&self) -> PathBuf {
        self.0.path().join("news.txt.hashiya.json~")
    }

    fn is(&self) -> [String; 2] {
        [self.path(), self.backup()].map(|path| fs::read_to_string(path).expect("it is there"))
    }

    /// Names besides the two.
    fn others(&self) -> Vec<OsString> {
        let names = fs::read_dir(self.0.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        names.filter(|name| !name.to_string_lossy().starts_with("news.txt")).collect()
    }

    fn save(&self, new: &str, current: &str, session: &mut Session, refuse: Refuse) -> io::Result<()> {
        replace(&self.path(), new, Some(&known(current)), session, &mut |_| true, refuse)
    }
}

/// Refuses some steps with an error each.
fn refusing(steps: &[(Step, io::ErrorKind)]) -> impl FnMut(Step) -> io::Result<()> {
    |step| match steps.iter().find(|(refused, _)| *refused == step) {
        Some((_, kind)) => Err((*kind).into()),
        None => Ok(()),
    }
}

#[test]
fn at_every_step_both_files_are_there_and_whole() {
    for refused in [&[][..], &[(Step::Link, TooManyLinks)]] {
        let place = Place::new();
        let (mut steps, mut refuse) = (Vec::new(), refusing(refused));
        let outcome = place.save(NEW, OLD, &mut Session::default(), &mut |step| {
            // A process that is killed here leaves this.
            let [sidecar, backup] = place.is();
            assert!([OLD, NEW].contains(&&*sidecar), "before {step:?}: {sidecar}");
            assert!([OLDER, OLD].contains(&&*backup), "before {step:?}: {backup}");
            steps.push(step);
            refuse(step)
        });
        assert!(outcome.is_ok(), "{outcome:?}");
        assert_eq!(place.is(), [NEW, OLD]);
        assert!(place.others().is_empty());
        let copied = if refused.is_empty() { &[][..] } else { &[Step::Copy] };
        let exchanged = if cfg!(any(target_os = "linux", target_os = "macos")) { &[Step::Compare][..] } else { &[] };
        let before = [Step::Look, Step::Create, Step::Write, Step::Sync, Step::Link];
        assert_eq!(steps, [&before, copied, &[Step::Keep, Step::Rename], exchanged, &[Step::SyncFolder]].concat());
    }
}

#[test]
fn a_step_that_fails_leaves_the_old_file_and_no_temporary_one() {
    for step in [Step::Look, Step::Create, Step::Write, Step::Sync, Step::Rename] {
        for kind in [StorageFull, ReadOnlyFilesystem, PermissionDenied, Other] {
            let place = Place::new();
            let mut session = Session::default();
            let error = place.save(NEW, OLD, &mut session, &mut refusing(&[(step, kind)])).expect_err("refused");
            assert_eq!(error.kind(), kind);
            assert_eq!(place.is()[0], OLD, "{step:?}");
            // When only the renaming failed, the backup is made already: of what is still there.
            assert_eq!(place.is()[1], if step == Step::Rename { OLD } else { OLDER }, "{step:?}");
            assert!(place.others().is_empty(), "{step:?}");
            assert!(!session.begun);
            // Trying again succeeds, and the backup is a file of its own afterwards.
            place.save(NEW, OLD, &mut session, &mut refusing(&[])).expect("saved");
            assert_eq!((place.is(), place.others()), ([NEW, OLD].map(str::to_owned), Vec::new()), "{step:?}");
        }
    }
}

#[test]
fn a_backup_that_cannot_be_made_stops_nothing_and_is_said_once() {
    for (steps, kept) in [
        (&[(Step::Link, Unsupported)][..], true),
        (&[(Step::Link, PermissionDenied), (Step::Copy, StorageFull)], false),
        (&[(Step::Keep, Other)], false),
    ] {
        let place = Place::new();
        let mut session = Session::default();
        place.save(NEW, OLD, &mut session, &mut refusing(steps)).expect("saved");
        assert_eq!(place.is(), [NEW, if kept { OLD } else { OLDER }], "{steps:?}");
        assert!(place.others().is_empty());
        assert_eq!(session.take_unkept().is_none(), kept, "{steps:?}");
        place.save(OLD, NEW, &mut session, &mut refusing(steps)).expect("saved");
        assert_eq!((place.is()[0].as_str(), session.take_unkept()), (OLD, None));
    }
    let place = Place::new();
    fs::remove_file(place.backup()).expect("removed");
    fs::create_dir(place.backup()).expect("made");
    let mut session = Session::default();
    place.save(NEW, OLD, &mut session, &mut refusing(&[])).expect("saved");
    assert!(session.take_unkept().is_some_and(|cause| !cause.contains("os error")));
    assert!(place.others().is_empty());
}

#[test]
fn folders_that_cannot_be_synced_are_no_failure_and_disks_that_fail_are() {
    let sync = |refuse: Refuse| {
        let place = Place::new();
        let outcome = place.save(NEW, OLD, &mut Session::default(), refuse);
        // The renaming was before: the new file is there in any case.
        assert_eq!(place.is(), [NEW, OLD]);
        outcome
    };
    for kind in [PermissionDenied, InvalidInput, Unsupported, ReadOnlyFilesystem] {
        assert!(sync(&mut refusing(&[(Step::SyncFolder, kind)])).is_ok(), "{kind}");
    }
    for (errno, is_failure) in [
        (Errno::INVAL, false),
        (Errno::NOTSUP, false),
        (Errno::OPNOTSUPP, false),
        (Errno::NOSYS, false),
        (Errno::ACCESS, false),
        (Errno::PERM, false),
        (Errno::ROFS, false),
        (Errno::BADF, false),
        (Errno::ISDIR, false),
        (Errno::IO, true),
        (Errno::NOSPC, true),
        (Errno::DQUOT, true),
        (Errno::STALE, true),
    ] {
        let outcome = sync(&mut |step| if step == Step::SyncFolder { Err(errno.into()) } else { Ok(()) });
        assert_eq!(outcome.is_err(), is_failure, "{errno}");
    }
}

#[test]
fn only_the_first_save_of_a_session_keeps_what_was_there() {
    let place = Place::new();
    let mut session = Session::default();
    // What changes nothing keeps nothing.
    place.save(OLD, OLD, &mut session.clone(), &mut refusing(&[])).expect("saved");
    assert_eq!(place.is(), [OLD, OLDER]);
    let inode = |path: PathBuf| fs::metadata(path).expect("a file").ino();
    let old = inode(place.path());
    place.save(NEW, OLD, &mut session, &mut refusing(&[])).expect("saved");
    assert_eq!(inode(place.backup()), old, "it is linked, which takes no room");
    for text in ["{}", "[]"] {
        place.save(text, &place.is()[0], &mut session, &mut refusing(&[])).expect("saved");
        assert_eq!(place.is(), [text, OLD]);
    }
}

#[test]
fn what_is_not_what_was_read_stays_and_does_not_replace_a_good_backup() {
    let place = Place::new();
    let mut session = Session::default();
    let error = place.save(NEW, "another", &mut session, &mut refusing(&[])).expect_err("refused");
    assert!(Overtaken::is_it(&error));
    assert_eq!((place.is(), place.others()), ([OLD, OLDER].map(str::to_owned), Vec::new()));
    assert_eq!(session.take_unkept(), None);
}

#[test]
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn what_came_in_the_last_moment_is_handed_over_or_stays() {
    for (theirs, stays) in [("theirs", false), ("half of", true), ("", true)] {
        let place = Place::new();
        let mut displaced = None;
        let mut take = |found: Read| {
            displaced = Some(found.bytes);
            !stays
        };
        let mut late = |step| {
            if step == Step::Rename {
                fs::write(place.path(), theirs)?;
            }
            Ok(())
        };
        let session = &mut Session::default();
        let outcome = replace(&place.path(), NEW, Some(&known(OLD)), session, &mut take, &mut late);
        assert_eq!(outcome.as_ref().is_err_and(Overtaken::is_it), stays, "{outcome:?}");
        assert_eq!(place.is()[0], if stays { theirs } else { NEW });
        assert_eq!(displaced.as_deref(), Some(theirs.as_bytes()));
        assert_eq!(place.others().len(), if stays { 0 } else { 2 }, "with its base, until it is in the sidecar");
        session.let_go();
        assert!(place.others().is_empty());
    }
}

#[test]
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn what_is_written_over_ours_stays_when_theirs_is_put_back() {
    let place = Place::new();
    let mut late = |step| match step {
        Step::Rename => fs::write(place.path(), "half of"),
        Step::Compare => fs::write(place.0.path().join("new"), "the whole")
            .and_then(|()| fs::rename(place.0.path().join("new"), place.path())),
        _ => Ok(()),
    };
    let session = &mut Session::default();
    let outcome = replace(&place.path(), NEW, Some(&known(OLD)), session, &mut |_| false, &mut late);
    assert!(outcome.as_ref().is_err_and(Overtaken::is_it), "{outcome:?}");
    // What was there for a moment is in no other file.
    assert_eq!((place.is()[0].as_str(), place.others().len()), ("the whole", 1));
}

#[test]
fn leftovers_go_at_the_first_save() {
    let place = Place::new();
    for name in [".hashiya-abcDE1.tmp", "somebody.tmp"] {
        fs::write(place.0.path().join(name), "half").expect("written");
    }
    let mut session = Session::default();
    place.save(NEW, OLD, &mut session, &mut refusing(&[])).expect("saved");
    assert_eq!(place.others(), ["somebody.tmp"]);
    fs::write(place.0.path().join(".hashiya-abcDE2.tmp"), "half").expect("written");
    place.save(OLD, NEW, &mut session, &mut refusing(&[])).expect("saved");
    assert_eq!(place.others().len(), 2, "the folder is read once");
}

#[test]
fn a_file_that_comes_where_none_was_is_not_replaced() {
    let place = Place::new();
    fs::remove_file(place.path()).expect("removed");
    let outcome = replace(&place.path(), NEW, None, &mut Session::default(), &mut |_| true, &mut |step| {
        // In the last moment.
        if step == Step::Rename { fs::write(place.path(), OLD) } else { Ok(()) }
    });
    assert!(outcome.as_ref().is_err_and(Overtaken::is_it), "{outcome:?}");
    assert_eq!((place.is(), place.others()), ([OLD, OLDER].map(str::to_owned), Vec::new()));
}
