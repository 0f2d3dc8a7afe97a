//! The real program on a disk that does not sync: what could not be synced is not called saved, and is when it can be.
//!
//! The errors come from a library of a few lines that is loaded before the system's own; it is built with `cc`, which links Rust.
#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::skip::skip;
use crate::support::caprtl::caprtl;
use crate::support::terminal::{BINARY, Home, Terminal};
use rustix::process::Signal;

const FAULTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/fsync.c");
const NOT_SAVED: &str = "NOT SAVED: Input/output error";

/// `None` where there is no compiler.
fn library(home: &Home) -> Option<PathBuf> {
    let library = home.path().join("fsync.so");
    match Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&library).arg(FAULTS).output() {
        Ok(output) if output.status.success() => Some(library),
        Ok(output) => panic!("{}", String::from_utf8_lossy(&output.stderr)),
        Err(error) => {
            skip("cc", error);
            None
        }
    }
}

fn start(home: &Home, library: &Path) -> Terminal {
    let set = |name: &str, path: &Path| format!("{name}={}", path.display());
    let (preload, fault) = (set("LD_PRELOAD", library), set("FSYNC_FAULT", &home.path().join("fault")));
    Terminal::command(home, "env", &[&*preload, &*fault, BINARY, "news.txt"])
}

fn annotations(home: &Home) -> usize {
    let bytes = fs::read(home.path().join("news.txt.hashiya.json")).expect("a file");
    let value: serde_json::Value = serde_json::from_slice(&bytes).expect("it is whole");
    value["annotations"].as_array().expect("annotations").len()
}

#[test]
fn what_cannot_be_synced_is_not_saved_and_is_when_it_can_be() {
    let home = Home::new();
    let Some(library) = library(&home) else { return };
    home.write("news.txt", &caprtl("THE RIVER ROSE\n\nTHE MAYOR SPOKE. SHE SAID MORE. IT RAINED.\n"));
    let heal = || fs::remove_file(home.path().join("fault")).expect("there was a fault");
    let mut terminal = start(&home, &library);
    terminal.wait("ESOR REVIR EHT").keys("j1").wait(" saved ");

    // The file: the old one stays.
    home.write("fault", "file");
    terminal.keys("j2").wait(NOT_SAVED).keys("q").wait("Input/output error");
    assert_eq!(annotations(&home), 1);
    heal();
    terminal.wait("Saved in news.txt.hashiya.json; q quits");
    assert_eq!(annotations(&home), 2);

    // The file, once: the second sync says that all is well, and it is not.
    home.write("fault", "once");
    terminal.keys("j3").wait(NOT_SAVED).wait("after it had failed");
    assert_eq!(annotations(&home), 3);

    // The folder, after the renaming: the new file is there, but might not be after a power failure.
    home.write("fault", "d");
    terminal.keys("x").wait(NOT_SAVED);
    assert_eq!(annotations(&home), 2);
    heal();
    terminal.wait("after it had failed").keys("u").wait("3 tagged").wait(" saved ").keys("q");
    assert_eq!(terminal.ended(), "0");
    assert_eq!(annotations(&home), 3);

    // With nothing that can be saved: it does not leave without a word, and what was there stays when it is killed.
    home.write("fault", "file");
    let mut terminal = start(&home, &library);
    terminal.wait("3 tagged").keys("x").wait(NOT_SAVED).keys("q").wait("Not saved");
    terminal.signal(Signal::KILL);
    assert_eq!(terminal.ended(), "Killed");
    assert_eq!(annotations(&home), 3);
}

#[test]
fn an_export_is_synced_with_its_folder() {
    let home = Home::new();
    let Some(library) = library(&home) else { return };
    home.write("news.txt", &caprtl("THE RIVER ROSE\n"));
    for (fault, is_there) in [("file", false), ("d", true)] {
        home.write("fault", fault);
        let mut command = Command::new(BINARY);
        command.args(["export", "news.txt", "--format", "csv", "-o", "out.csv"]).current_dir(home.path());
        command.env("LD_PRELOAD", &library).env("FSYNC_FAULT", home.path().join("fault"));
        let output = command.output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains("out.csv: Input/output error"), "{fault}: {said}");
        assert_eq!(home.path().join("out.csv").exists(), is_there, "{fault}");
    }
}

#[test]
fn what_was_whole_when_the_program_was_killed_is_offered() {
    let home = Home::new();
    let Some(library) = library(&home) else { return };
    home.write("news.txt", &caprtl("THE RIVER ROSE\n\nTHE MAYOR SPOKE. SHE SAID MORE. IT RAINED.\n"));
    let mut terminal = start(&home, &library);
    terminal.wait("ESOR REVIR EHT").keys("j1").wait(" saved ");
    home.write("fault", "killed");
    terminal.keys("j2");
    assert_eq!(terminal.ended(), "Killed");
    assert_eq!(annotations(&home), 1);
    let left = || {
        let names = fs::read_dir(home.path()).expect("a folder").flatten().map(|entry| entry.file_name());
        names.filter(|name| name.as_encoded_bytes().starts_with(b".hashiya-")).count()
    };
    // With the version that it was to replace.
    assert_eq!(left(), 2);

    // Tagging something else, or leaving, takes nothing away that is in no other file.
    fs::remove_file(home.path().join("fault")).expect("there was a fault");
    let mut terminal = start(&home, &library);
    terminal.wait("There is work that is not in the file").keys("G3").wait(" saved ").keys("q");
    assert_eq!(terminal.ended(), "0");
    assert_eq!((annotations(&home), left()), (2, 2));
    let mut terminal = start(&home, &library);
    terminal.wait("There is work that is not in the file").keys(":recover\r").wait("Recovered 1 change");
    terminal.wait("3 tagged").keys("q");
    assert_eq!(terminal.ended(), "0");
    assert_eq!((annotations(&home), left()), (3, 0));
}
