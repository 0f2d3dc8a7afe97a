//! The real program on files made to hurt it: sidecars that are none, articles that hide something, names that are commands to
//! a terminal.

#[path = "support/caprtl.rs"]
mod caprtl;
#[path = "support/terminal.rs"]
#[allow(dead_code, reason = "what the tests of terminals use")]
mod terminal;

use std::fs;
use std::process::Output;

use caprtl::caprtl;
use terminal::{Home, Terminal};

const NEWS: &str = "THE RIVER ROSE\n\nTHE MAYOR SPOKE. SHE SAID MORE.\n";

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// An article with a claim, and its sidecar.
fn tagged() -> (Home, String) {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    assert!(home.run(&["tag", "news.txt", "--sentence", "2", "--tag", "claim"]).status.success());
    let sidecar = fs::read_to_string(home.path().join("news.txt.hashiya.json")).expect("a sidecar");
    (home, sidecar)
}

#[test]
fn a_hostile_sidecar_stays_as_it_is_and_the_article_can_be_read() {
    let (home, valid) = tagged();
    let path = home.path().join("news.txt.hashiya.json");
    let [twice, newer, huge] = [
        ("\"tag\":", "\"tag\": 1, \"tag\":"),
        ("\"version\": 1", "\"version\": 2"),
        ("\"start\": ", "\"start\": 1e400, \"x\": "),
    ]
    .map(|(from, to)| valid.replacen(from, to, 1).into_bytes());
    for (name, bytes, full, brief) in [
        (
            "empty",
            vec![],
            "line 1, column 1: the file is empty; mend it or move it away",
            "annotations damaged in line 1",
        ),
        ("deep", vec![b'['; 100_000], "is nested more than 127 deep; mend it", "annotations damaged in line 1"),
        (
            "not UTF-8",
            b"{\"a\": \"\xFF\"}".to_vec(),
            "column 8: is not UTF-8; mend it",
            "annotations damaged in line 1",
        ),
        (
            "twice",
            twice,
            "annotations[0].tag: is there twice (again in line",
            "annotations damaged at annotations[0].tag",
        ),
        (
            "1e400",
            huge,
            "annotations[0].start: is 1e+400, must be a whole number",
            "annotations damaged at annotations[0].start",
        ),
        ("newer", newer, "this hashiya reads up to 1; use a newer hashiya", "the annotations are of a newer hashiya"),
        (
            "large",
            vec![b' '; 100_000_000],
            "is larger than the 64 MiB that are read; move it away",
            "the file of annotations is too large",
        ),
    ] {
        fs::write(&path, &bytes).expect("written");
        for command in ["check", "list"] {
            let output = home.run(&[command, "news.txt"]);
            let said = said(&output);
            assert!(said.contains(full) && said.contains("news.txt.hashiya.json: "), "{name}, {command}: {said}");
            assert_eq!(output.status.code(), Some(1), "{name}, {command}");
        }
        let mut terminal = Terminal::start(&home, &["news.txt"]);
        terminal.wait("ESOR REVIR EHT").wait(&format!("LOCKED: {brief}")).keys("j1j2q");
        assert_eq!(terminal.ended(), "0", "{name}");
        assert!(fs::read(&path).expect("a file") == bytes, "{name}: it is as it was");
    }
}
