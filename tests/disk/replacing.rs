//! Replacing a file: failures at any byte, links, permissions, folders that cannot be written or are gone.

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use hashiya::disk;

use crate::names;
use crate::skip::skip;
use crate::support::caprtl::caprtl;
use crate::support::terminal::{BINARY, Home, Terminal};

const NEWS: &str = "THE RIVER ROSE\n\nTHE MAYOR SPOKE. SHE SAID MORE.\n";
const SHOWN: &str = "ESOR REVIR EHT";

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[test]
fn a_failure_after_any_byte_leaves_the_old_file_or_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.json");
    let new = "{ \"ملاحظة\": 1 }\n".repeat(40);
    let fails_after = |n: usize| {
        disk::replace(&path, |out| {
            out.write_all(&new.as_bytes()[..n])?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        })
    };
    for n in 0..=new.len() {
        assert_eq!(fails_after(n).expect_err("refused").kind(), io::ErrorKind::StorageFull);
        assert_eq!(names(folder.path()), [""; 0], "after {n} bytes");
    }
    fs::write(&path, "old").expect("written");
    for n in 0..=new.len() {
        assert!(fails_after(n).is_err());
        assert_eq!(fs::read(&path).expect("a file"), b"old", "after {n} bytes");
        assert_eq!(names(folder.path()), ["s.json"], "after {n} bytes");
    }
    disk::replace(&path, |out| out.write_all(new.as_bytes())).expect("replaced");
    assert_eq!(fs::read_to_string(&path).expect("a file"), new);
}

#[test]
fn links_are_followed_and_stay_links() {
    /// The links, each with what it points at; the file that is written in the end; whether it is there before.
    type Case = (&'static [(&'static str, &'static str)], &'static str, bool);
    let cases: [Case; 7] = [
        (&[("a/link", "s.json")], "a/s.json", true),
        (&[("a/link", "../b/s.json")], "b/s.json", true),
        (&[("a/link", "/b/s.json")], "b/s.json", true),
        (&[("a/link", "../b/two"), ("b/two", "three"), ("b/three", "../a/s.json")], "a/s.json", true),
        (&[("a/link", "../b/two"), ("b/two", "/a/s.json")], "a/s.json", false),
        (&[("a/link", "s.json")], "a/s.json", false),
        // A folder that is a link.
        (&[("a/link", "../c/s.json"), ("c", "b")], "b/s.json", true),
    ];
    for (links, file, exists) in cases {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |path: &str| folder.path().join(path.trim_start_matches('/'));
        fs::create_dir(at("a")).and_then(|()| fs::create_dir(at("b"))).expect("made");
        for (link, target) in links {
            let target = if target.starts_with('/') { at(target) } else { target.into() };
            symlink(target, at(link)).expect("a link");
        }
        if exists {
            fs::write(at(file), "old").expect("written");
        }
        disk::replace(&at("a/link"), |out| out.write_all(b"new")).expect("replaced");
        assert_eq!(fs::read(at(file)).expect("a file"), b"new", "{links:?}");
        for (link, _) in links {
            assert!(fs::symlink_metadata(at(link)).expect("a link").is_symlink(), "{links:?}");
        }
        assert!(!names(&at("a")).iter().chain(&names(&at("b"))).any(|name| name.starts_with(".hashiya-")), "{links:?}");
    }
}

#[test]
fn links_that_lead_nowhere_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |path: &str| folder.path().join(path);
    for (link, target) in [("one", "two"), ("two", "one"), ("gone", "no/such/file"), ("into", "file/s.json")] {
        symlink(target, at(link)).expect("a link");
    }
    fs::write(at("file"), "").expect("written");
    for link in ["one", "gone", "into"] {
        assert!(disk::replace(&at(link), |out| out.write_all(b"new")).is_err(), "{link}");
        assert!(fs::symlink_metadata(at(link)).expect("a link").is_symlink(), "{link}");
    }
    assert_eq!(names(folder.path()), ["file", "gone", "into", "one", "two"]);
}

#[test]
fn permissions_stay_and_are_never_wider_in_between() {
    for mode in [0o600, 0o640, 0o644, 0o660, 0o666, 0o604, 0o200, 0o2660] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("s.json");
        fs::write(&path, "old").expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("set");
        disk::replace(&path, |out| {
            let temporary = names(folder.path()).into_iter().find(|name| name.starts_with(".hashiya-")).expect("one");
            let written = fs::metadata(folder.path().join(temporary))?.mode() & 0o777;
            assert_eq!(written & !mode, 0, "{mode:o} was {written:o} for a moment");
            out.write_all(b"new")
        })
        .expect("replaced");
        assert_eq!(fs::metadata(&path).expect("a file").mode() & 0o7777, mode);
    }
}

#[test]
fn the_access_list_and_the_attributes_of_the_user_stay() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.json");
    fs::write(&path, "old").expect("written");
    // Version 2; the owner: rw, user 1000: rw, the group: nothing, the mask: rw, others: nothing.
    let entry = |kind: u16, allowed: u16, id: u32| {
        [&kind.to_le_bytes()[..], &allowed.to_le_bytes(), &id.to_le_bytes()].concat()
    };
    let (none, list) = (u32::MAX, 2u32.to_le_bytes().to_vec());
    let entries = [entry(1, 6, none), entry(2, 6, 1000), entry(4, 0, none), entry(16, 6, none), entry(32, 0, none)];
    let list = [list, entries.concat()].concat();
    let attributes = [("user.of", &b"mona"[..]), ("system.posix_acl_access", &list[..])];
    for (name, value) in attributes {
        if let Err(error) = setxattr(&path, name, value, XattrFlags::empty()) {
            return skip("attributes", format!("{name}: {error}"));
        }
    }
    disk::replace(&path, |out| out.write_all(b"new")).expect("replaced");
    for (name, value) in attributes {
        let mut kept = vec![0; 200];
        let length = getxattr(&path, name, &mut kept).expect(name);
        assert_eq!(&kept[..length], value, "{name}");
    }
    assert_eq!(fs::metadata(&path).expect("a file").mode() & 0o777, 0o660);
}

#[test]
fn owner_and_group_stay_where_the_system_lets_us() {
    if !is_root() {
        return skip("root", "only root may give files away");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.json");
    fs::write(&path, "old").expect("written");
    chown(&path, Some(12_345), Some(23_456)).expect("given away");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
    disk::replace(&path, |out| out.write_all(b"new")).expect("replaced");
    let about = fs::metadata(&path).expect("a file");
    assert_eq!((about.uid(), about.gid(), about.mode() & 0o7777), (12_345, 23_456, 0o640));
}

/// The program as somebody who is not root: `tag`, in the home folder. Returns what it says on standard error.
fn tag_as_somebody(home: &Home) -> io::Result<String> {
    let mut command = Command::new(BINARY);
    command.args(["tag", "news.txt", "--sentence", "2", "--tag", "claim", "--note"]);
    // Another note each time, so that there is something to save.
    command.arg(format!("{:?}", std::time::Instant::now())).current_dir(home.path()).env("HOME", home.path());
    if is_root() {
        command.uid(65_534).gid(65_534);
    }
    Ok(String::from_utf8(command.output()?.stderr).expect("UTF-8"))
}

#[test]
fn what_may_not_be_written_is_said_and_stays() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    let tag = || tag_as_somebody(&home).expect("it runs");
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o777)).expect("set");
    match tag_as_somebody(&home) {
        Ok(said) => assert!(said.contains("saved in"), "{said}"),
        // A folder above the program is root's alone.
        Err(error) => return skip("somebody", error),
    }
    let sidecar = home.path().join("news.txt.hashiya.json");
    let permit = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
    let kept = fs::read(&sidecar).expect("a file");
    permit(&sidecar, 0o444);
    assert!(tag().contains("not saved: the file is read-only; make the file and its folder writable"));
    permit(&sidecar, 0o644);
    if is_root() {
        // Somebody else's, in a folder where it could be replaced all the same.
        chown(&sidecar, Some(0), Some(0)).expect("given away");
        assert!(tag().contains("the file is read-only"));
        chown(&sidecar, Some(65_534), Some(65_534)).expect("given back");
    }
    permit(home.path(), 0o555);
    assert!(tag().contains("not saved: Permission denied; make the file and its folder writable"));
    permit(home.path(), 0o777);
    assert_eq!(fs::read(&sidecar).expect("a file"), kept);
    assert!(tag().contains("saved in"));
    assert!(!names(home.path()).iter().any(|name| name.starts_with(".hashiya-")));
}

#[test]
fn a_folder_that_is_gone_for_a_while_is_waited_for() {
    let home = Home::new();
    fs::create_dir(home.path().join("folder")).expect("made");
    home.write("folder/news.txt", &caprtl(NEWS));
    let (here, away) = (home.path().join("folder"), home.path().join("away"));
    let mut terminal = Terminal::start(&home, &["folder/news.txt"]);
    terminal.wait(SHOWN).keys("j1").wait(" saved ");
    fs::rename(&here, &away).expect("moved away");
    terminal
        .keys("j2")
        .wait("NOT SAVED: its folder is gone")
        .keys("q")
        .wait("its folder is gone; bring the")
        .wait("Q quits and loses")
        .keys("\x1b")
        .wait_for("the article alone", |screen| !screen.contains("Q quits"));
    fs::rename(&away, &here).expect("moved back");
    // Nobody does anything.
    terminal.wait("after it had failed").keys("j").wait(" saved ").keys("q");
    assert_eq!(terminal.ended(), "0");
    let saved = fs::read_to_string(here.join("news.txt.hashiya.json")).expect("a file");
    assert!(saved.contains("\"claim\"") && saved.contains("\"quote\""));
}

#[test]
fn what_is_saved_elsewhere_is_named_at_the_end() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait(SHOWN).keys("j1").wait(" saved ").keys(":w copy.json\r").wait("Saved in copy.json").keys("q");
    assert_eq!(terminal.ended(), "0");
    let sent = String::from_utf8_lossy(&terminal.sent()).into_owned();
    assert!(
        sent.contains("the annotations are in copy.json; the article is opened with those in news.txt.h"),
        "{sent}"
    );
}

#[test]
fn a_damaged_sidecar_names_its_backup() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    for sentence in ["2", "3"] {
        let output = home.run(&["tag", "news.txt", "--sentence", sentence, "--tag", "claim"]);
        assert!(output.status.success());
    }
    let said = |output: &[u8]| String::from_utf8_lossy(output).into_owned();
    let check = said(&home.run(&["check", "news.txt"]).stdout);
    assert!(check.contains("news.txt.hashiya.json~: the version before; 1 annotation"), "{check}");
    home.write("news.txt.hashiya.json", "{ \"version\": 1, \"art");
    let remedy = "or copy the version before over it: news.txt.hashiya.json~";
    assert!(said(&home.run(&["check", "news.txt"]).stdout).contains(remedy));
    assert!(said(&home.run(&["tag", "news.txt", "--sentence", "2", "--tag", "quote"]).stderr).contains(remedy));
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("there is a backup").keys("i").wait("news.txt.hashiya.json~").keys("qq");
    assert_eq!(terminal.ended(), "0");
    let backup = home.path().join("news.txt.hashiya.json~");
    assert!(fs::read_to_string(&backup).expect("a backup").contains("\"claim\""));
    fs::copy(&backup, home.path().join("news.txt.hashiya.json")).expect("copied");
    assert!(said(&home.run(&["list", "news.txt"]).stdout).starts_with("2\tclaim\t"));
}
