//! The real program notices what others do to the sidecar and to the article while they are open, and does nothing while nothing
//! happens.

mod article;
mod lost;

use std::fs;
use std::path::PathBuf;

use crate::skip::skip;
use crate::support::caprtl::caprtl;
use crate::support::terminal::{Home, Terminal};

const NEWS: &str = "THE RIVER ROSE\n\nTHE MAYOR SPOKE.\n\nSHE SAID MORE.\n\nIT RAINED ALL DAY.\n";

fn tag(home: &Home, sentence: &str, tag: &str) {
    let output = home.run(&["tag", "news.txt", "--sentence", sentence, "--tag", tag]);
    assert!(output.status.success(), "{output:?}");
}

fn with_news() -> Home {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    home
}

/// An article whose first sentence is tagged.
fn with_a_tag() -> Home {
    let home = with_news();
    tag(&home, "1", "claim");
    home
}

fn sidecar(home: &Home) -> PathBuf {
    home.path().join("news.txt.hashiya.json")
}

/// The reader on the article, with the first page on the screen.
fn opened(home: &Home) -> Terminal {
    let mut terminal = Terminal::start(home, &["news.txt"]);
    terminal.wait("ESOR REVIR EHT");
    terminal
}

/// Leaves the reader, which must say that all is well.
fn leave(mut terminal: Terminal) {
    terminal.keys("q");
    assert_eq!(terminal.ended(), "0");
}

/// What a command says of the article.
fn said(home: &Home, command: &str) -> String {
    String::from_utf8_lossy(&home.run(&[command, "news.txt"]).stdout).into_owned()
}

/// Waits until what was changed here is an old change, which others may have seen and taken back. Only time makes it one.
fn until_old() {
    std::thread::sleep(std::time::Duration::from_millis(1100));
}

/// Runs both ways at once; most of such a test is waiting.
fn both(way: impl Fn(bool) + Sync) {
    std::thread::scope(|scope| {
        scope.spawn(|| way(false));
        way(true);
    });
}

#[test]
fn what_a_script_tags_is_shown_at_once_and_both_are_saved() {
    let home = with_news();
    let mut terminal = opened(&home);
    tag(&home, "3", "quote");
    terminal.wait("1 change of somebody else taken over").wait("●Q").keys("j1").wait("2 tagged").wait(" saved ");
    tag(&home, "4", "figure");
    terminal.wait("■F");
    let untag = home.run(&["untag", "news.txt", "--sentence", "3"]);
    assert!(untag.status.success(), "{untag:?}");
    terminal.wait_for("gone", |screen| !screen.contains("●Q"));
    leave(terminal);
    let list = said(&home, "list");
    let tags: Vec<&str> = list.lines().filter_map(|line| line.split('\t').nth(1)).collect();
    assert_eq!(tags, ["claim", "figure"]);
}

#[test]
fn the_sidecar_of_a_sample_is_watched_from_the_first_save_on() {
    let home = Home::new();
    let mut terminal = Terminal::start(&home, &["--sample", "ar"]);
    terminal.wait("0 tagged").keys("1").wait("1 tagged").wait(" saved ");
    let output = home.run(&["tag", "--sample", "ar", "--sentence", "2", "--tag", "quote"]);
    assert!(output.status.success(), "{output:?}");
    terminal.wait("1 change of somebody else taken over");
    leave(terminal);
}

#[test]
fn what_a_command_takes_off_right_after_it_was_tagged_is_taken_off() {
    let home = with_a_tag();
    // What the first save says of itself, which replaces nothing, is nothing.
    if let Err(error) = rustix::fs::setxattr(sidecar(&home), "user.any", b"", rustix::fs::XattrFlags::empty()) {
        return skip("attributes", error);
    }
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("1 tagged").keys("jj2").wait("2 tagged").wait(" saved ");
    // The command has seen it; a program that had read the file before would not have.
    assert!(home.run(&["untag", "news.txt", "--sentence", "3"]).status.success());
    // Another one has seen what that one made of it.
    tag(&home, "4", "figure");
    terminal.wait("■F").wait_for("one tag", |screen| !screen.contains("●Q"));
    leave(terminal);
    assert_eq!(said(&home, "list").lines().count(), 2);
}

#[test]
fn what_others_saved_is_not_taken_back_by_a_program_that_had_read_the_file_before() {
    let home = with_a_tag();
    let path = sidecar(&home);
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("1 tagged");
    let stale: serde_json::Value = serde_json::from_slice(&fs::read(&path).expect("a file")).expect("JSON");
    tag(&home, "3", "quote");
    terminal.wait("●Q");
    let mut written = stale.clone();
    written["rewritten"] = true.into();
    home.write("new", &written.to_string());
    fs::rename(home.path().join("new"), &path).expect("renamed");
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    let has_both = || {
        fs::read_to_string(&path).is_ok_and(|text| text.contains("rewritten") && text.contains("\"tag\": \"quote\""))
    };
    while !has_both() {
        assert!(std::time::Instant::now() < deadline, "taken back");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    leave(terminal);
}
