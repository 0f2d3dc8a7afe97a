//! A disk that is full and gets room again: a small `tmpfs`. Only root may mount it, or somebody who may have namespaces of his own and
//! is root there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustix::process::geteuid;

use crate::skip::skip;
use crate::support::caprtl::caprtl;
use crate::support::terminal::{Home, Terminal};

/// A file system of a few pages.
struct Disk(PathBuf);

impl Disk {
    /// `None` where mounting is refused.
    fn mount(at: PathBuf) -> Option<Self> {
        fs::create_dir(&at).expect("made");
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "none"]).arg(&at).output();
        match mount {
            Ok(output) if output.status.success() => Some(Self(at)),
            Ok(output) => {
                skip("mount", String::from_utf8_lossy(&output.stderr).trim());
                None
            }
            Err(error) => {
                skip("mount", error);
                None
            }
        }
    }

    fn remount(&self, how: &str) {
        // The mount and not the file system, whose owner is nobody in a namespace.
        let option = format!("remount,bind,{how}");
        let status = Command::new("mount").args(["-o", &option]).arg(&self.0).status();
        assert!(status.is_ok_and(|status| status.success()), "{option}");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn fill(path: &Path) {
    // As far as it goes.
    let _ = fs::write(path, vec![0; 1 << 20]);
}

/// Runs a test of this program as root of its own namespaces. `false` where this is root already, or there are none to have.
fn runs_as_root(test: &str) -> bool {
    let unshare = || {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount"]);
        command
    };
    let can = || unshare().arg("true").output().is_ok_and(|output| output.status.success());
    if geteuid().is_root() || !can() {
        return false;
    }
    let program = std::env::current_exe().expect("this program");
    let status = unshare().arg(program).args(["--exact", test, "--nocapture"]).stdout(Stdio::null()).status();
    assert!(status.is_ok_and(|status| status.success()), "{test} as root");
    true
}

#[test]
fn a_full_or_read_only_disk_is_said_and_saving_goes_on_when_it_has_room_again() {
    if runs_as_root("full_disk::a_full_or_read_only_disk_is_said_and_saving_goes_on_when_it_has_room_again") {
        return;
    }
    let home = Home::new();
    let Some(disk) = Disk::mount(home.path().join("disk")) else { return };
    home.write("disk/news.txt", &caprtl("THE RIVER ROSE\n\nTHE MAYOR SPOKE. SHE SAID MORE. IT RAINED.\n"));
    let (sidecar, ballast) = (disk.0.join("news.txt.hashiya.json"), disk.0.join("ballast"));
    let annotations = || {
        let bytes = fs::read(&sidecar).expect("a file");
        let value: serde_json::Value = serde_json::from_slice(&bytes).expect("it is whole");
        value["annotations"].as_array().expect("annotations").len()
    };
    let mut terminal = Terminal::start(&home, &["disk/news.txt"]);
    terminal.wait("ESOR REVIR EHT").keys("j1").wait(" saved ");
    fill(&ballast);
    terminal
        .keys("j2")
        .wait("NOT SAVED: No space left on device")
        .keys("i")
        .wait("No space left on device; free")
        .keys("q");
    assert_eq!(annotations(), 1);
    fs::remove_file(&ballast).expect("removed");
    // By itself.
    terminal.wait_for("saved again", |screen| screen.contains("after it had failed"));
    assert_eq!(annotations(), 2);
    disk.remount("ro");
    terminal.keys("j3").wait("NOT SAVED: Read-only file system");
    disk.remount("rw");
    terminal.wait("after it had failed").keys("q");
    assert_eq!(terminal.ended(), "0");
    assert_eq!(annotations(), 3);
    let names = fs::read_dir(&disk.0).expect("a folder").flatten();
    assert!(!names.map(|entry| entry.file_name()).any(|name| name.to_string_lossy().ends_with(".tmp")));

    // From the beginning without any room: the second session cannot even keep a backup's copy, but a link takes none.
    fill(&ballast);
    let mut terminal = Terminal::start(&home, &["disk/news.txt"]);
    terminal.wait("3 tagged").keys("x").wait("NOT SAVED: No space left on device");
    fs::remove_file(&ballast).expect("removed");
    terminal.keys(":w\r").wait("after it had failed").keys("q");
    assert_eq!(terminal.ended(), "0");
    assert_eq!(annotations(), 2);
    assert!(disk.0.join("news.txt.hashiya.json~").exists());
}
