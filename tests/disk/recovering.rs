//! What could not be saved when the program was ended is kept in a copy, offered and taken in, wherever the article is by then.

use std::fs;
use std::os::unix::fs::symlink;

use rustix::process::Signal;

use crate::names;
use crate::support::caprtl::caprtl;
use crate::support::terminal::{BINARY, Home, Terminal};

const NEWS: &str = "THE RIVER ROSE\n\nTHE MAYOR SPOKE. SHE SAID MORE.\n";
const SHOWN: &str = "ESOR REVIR EHT";

/// Tags a sentence that cannot be saved and ends the program by `end`; returns what it says.
fn lost(home: &Home, end: impl FnOnce(&mut Terminal)) -> Terminal {
    home.write("news.txt", &caprtl(NEWS));
    // Whoever may write anywhere cannot write to a folder.
    fs::create_dir_all(home.path().join("news.txt.hashiya.json.d")).expect("made");
    symlink("gone/s.json", home.path().join("news.txt.hashiya.json")).expect("a link");
    let mut terminal = Terminal::start(home, &["news.txt"]);
    terminal.wait(SHOWN).keys("j1").wait("NOT SAVED: its folder is gone");
    end(&mut terminal);
    terminal
}

/// The copies: not the next one, which a running program may just be writing under another name.
fn unsaved(home: &Home) -> Vec<String> {
    let folder = home.path().join("state").join("hashiya").join("unsaved");
    let found = if folder.exists() { names(&folder) } else { Vec::new() };
    found.into_iter().filter(|name| !name.starts_with(".hashiya-")).collect()
}

#[test]
fn ended_by_a_signal_what_cannot_be_saved_is_kept_and_offered() {
    for (signal, name) in [(Signal::TERM, "Terminated"), (Signal::HUP, "Hangup"), (Signal::INT, "Interrupt")] {
        let home = Home::new();
        let mut terminal = lost(&home, |terminal| terminal.signal(signal));
        assert_eq!(terminal.ended(), name);
        assert!(terminal.is_restored());
        let sent = String::from_utf8_lossy(&terminal.sent()).into_owned();
        assert!(sent.contains("NOT SAVED: ") && sent.contains("hashiya/unsaved/news.txt-"), "{sent}");
        assert_eq!(unsaved(&home).len(), 1);
        let check = home.run(&["check", "news.txt"]);
        assert!(String::from_utf8_lossy(&check.stdout).contains("work that could not be saved"), "{check:?}");

        let mut terminal = Terminal::start(&home, &["news.txt"]);
        terminal.wait("not in the file; :recover").keys("i").wait("takes it in").keys("q");
        fs::create_dir(home.path().join("gone")).expect("made");
        terminal.wait(SHOWN).keys(":recover\r").wait("Recovered 1 change").wait("◆C").keys("\x1b").wait(" saved ");
        terminal.keys("q");
        assert_eq!(terminal.ended(), "0");
        assert_eq!(unsaved(&home), [""; 0]);
        assert!(fs::read_to_string(home.path().join("gone/s.json")).expect("saved").contains("\"claim\""));
        let mut terminal = Terminal::start(&home, &["news.txt"]);
        terminal.wait("1 tagged").keys(":recover\r").wait("Nothing to recover").keys("q");
        assert_eq!(terminal.ended(), "0");
    }
}

#[test]
fn a_terminal_that_goes_away_costs_nothing_even_where_nothing_can_be_saved() {
    let home = Home::new();
    drop(lost(&home, Terminal::hang_up));
    assert_eq!(unsaved(&home).len(), 1);
}

/// Waits until the copy has this in it.
fn until_copied(home: &Home, text: &str) {
    let folder = home.path().join("state").join("hashiya").join("unsaved");
    let copy = || unsaved(home).first().and_then(|name| fs::read_to_string(folder.join(name)).ok());
    let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while !copy().is_some_and(|copy| copy.contains(text)) {
        assert!(std::time::Instant::now() < end, "no {text} in the copy");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

#[test]
fn killed_while_it_cannot_be_saved_it_is_kept_too() {
    let home = Home::new();
    let mut terminal = lost(&home, |_| ());
    until_copied(&home, "\"tag\": \"claim\"");
    terminal.keys("j2");
    until_copied(&home, "\"tag\": \"quote\"");
    assert_eq!(unsaved(&home).len(), 1);
    terminal.signal(Signal::KILL);
    terminal.ended();
    // As one leaves that is killed while it writes the copy.
    let half = home.path().join("state/hashiya/unsaved/.hashiya-half00.tmp");
    fs::write(&half, "{").expect("written");
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("not in the file; :recover").keys(":recover\r").wait("NOT SAVED");
    fs::create_dir(home.path().join("gone")).expect("made");
    terminal.wait("after it had failed").keys("k").wait(" saved ").keys("q");
    assert_eq!(terminal.ended(), "0");
    assert_eq!(unsaved(&home), [""; 0]);
    let saved = fs::read_to_string(home.path().join("gone/s.json")).expect("a file");
    assert!(saved.contains("\"claim\"") && saved.contains("\"quote\""));
    assert!(!half.exists(), "swept");
}

#[test]
fn without_a_state_folder_the_copy_is_among_the_temporary_files_and_found_there() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    // Not even root makes a folder in a file.
    home.write("state", "");
    let temporary = home.path().join("tmp");
    fs::create_dir(&temporary).expect("made");
    let variable = format!("TMPDIR={}", temporary.display());
    let start = || Terminal::command(&home, "env", &[&*variable, BINARY, "news.txt"]);
    symlink("gone/s.json", home.path().join("news.txt.hashiya.json")).expect("a link");
    let mut terminal = start();
    terminal.wait(SHOWN).keys("j1").wait("NOT SAVED").keys("i").wait("A copy of all of it is in");
    terminal.signal(Signal::KILL);
    terminal.ended();
    fs::create_dir(home.path().join("gone")).expect("made");
    let mut terminal = start();
    terminal.wait("not in the file; :recover").keys(":recover\r").wait("Recovered 1 change").keys("k").wait(" saved ");
    terminal.keys("q");
    assert_eq!(terminal.ended(), "0");
    let folder = names(&temporary).into_iter().find(|name| name.starts_with("hashiya-unsaved-")).expect("a folder");
    assert_eq!(names(&temporary.join(folder)), [""; 0], "taken in");
}

#[test]
fn a_copy_is_found_when_the_article_was_renamed_or_moved_and_edited_too() {
    for (moved, is_edited) in [("desk2/news.txt", false), ("desk2/story.txt", true)] {
        let home = Home::new();
        let at = |name: &str| home.path().join(name);
        fs::create_dir(at("desk")).expect("made");
        home.write("desk/news.txt", &caprtl(NEWS));
        let mut terminal = Terminal::start(&home, &["desk/news.txt"]);
        terminal.wait(SHOWN);
        fs::rename(at("desk"), at("desk2")).expect("renamed");
        terminal.keys("j1").wait("NOT SAVED").signal(Signal::TERM);
        terminal.ended();
        fs::rename(at("desk2/news.txt"), at(moved)).expect("renamed");
        if is_edited {
            home.write(moved, &caprtl(&NEWS.replace("SHE SAID", "THEN SHE SAID")));
        }
        home.write("other.txt", &caprtl("SOMETHING ELSE. IT RAINED.\n"));
        let check = |name: &str| String::from_utf8_lossy(&home.run(&["check", name]).stdout).into_owned();
        assert!(!check("other.txt").contains("could not be saved"));
        assert!(check(moved).contains("could not be saved"));
        let mut terminal = Terminal::start(&home, &[moved]);
        terminal.wait("There is work from another place; :recover").keys("i").wait("when the article was ").keys("q");
        terminal.keys(":recover\r").wait("Recovered 1 change").keys("k");
        terminal.wait(" saved ").keys("q");
        assert_eq!(terminal.ended(), "0");
        // Another article might only look like the one that it was, so that the copy stays; it has nothing more to offer.
        assert_eq!(unsaved(&home).len(), 1);
        assert!(!check(moved).contains("could not be saved"));
        assert!(at(&format!("{moved}.hashiya.json")).exists());
    }
}

#[test]
fn a_copy_brings_the_tags_along_that_the_file_has_not() {
    let home = Home::new();
    let at = |name: &str| home.path().join(name);
    home.write("news.txt", &caprtl(NEWS));
    fs::create_dir(at("desk")).expect("made");
    symlink("desk/s.json", at("news.txt.hashiya.json")).expect("a link");
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait(SHOWN).keys("j1").wait(" saved ").keys("q");
    assert_eq!(terminal.ended(), "0");
    let plain = fs::read_to_string(at("desk/s.json")).expect("a file");
    let mut value: serde_json::Value = serde_json::from_str(&plain).expect("it is whole");
    let rumour = serde_json::json!({"id": "rumour", "label": "Rumour", "key": "r", "colour": "cyan"});
    value["tags"].as_array_mut().expect("tags").push(rumour);
    let mut item = value["annotations"][0].clone();
    (item["id"], item["tag"]) = ("rumoured".into(), "rumour".into());
    value["annotations"].as_array_mut().expect("annotations").push(item);
    home.write("desk/s.json", &value.to_string());

    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("◆C ▲R");
    fs::rename(at("desk"), at("away")).expect("renamed");
    terminal.keys("jj2").wait("NOT SAVED");
    until_copied(&home, "\"tag\": \"quote\"");
    terminal.signal(Signal::KILL);
    terminal.ended();
    fs::create_dir(at("desk")).expect("made");
    home.write("desk/s.json", &plain);
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("not in the file; :recover").keys(":recover\r").wait("Recovered 2 changes").wait("▲R").keys("q");
    assert_eq!(terminal.ended(), "0");
    let saved = fs::read_to_string(at("desk/s.json")).expect("a file");
    assert!(saved.contains("\"tag\": \"rumour\"") && saved.contains("\"tag\": \"claim\""), "{saved}");
    assert_eq!(unsaved(&home), [""; 0]);
}

#[test]
fn what_is_taken_off_while_git_has_left_both_versions_stays_off() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    for sentence in ["1", "2"] {
        assert!(home.run(&["tag", "news.txt", "--sentence", sentence, "--tag", "claim"]).status.success());
    }
    let path = home.path().join("news.txt.hashiya.json");
    let before = fs::read_to_string(&path).expect("a file");
    assert!(home.run(&["tag", "news.txt", "--sentence", "3", "--tag", "quote"]).status.success());
    let theirs = fs::read_to_string(&path).expect("a file");
    fs::write(&path, &before).expect("written");
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("2 tagged");
    home.write("new", &before.replacen("    {", "<<<<<<< HEAD\n    {\n=======\n    {\n>>>>>>> theirs", 1));
    fs::rename(home.path().join("new"), &path).expect("renamed");
    terminal.wait("git left both versions").keys("g1").wait_for("off", |screen| screen.matches("◆C").count() == 1);
    home.write("new", &theirs);
    fs::rename(home.path().join("new"), &path).expect("renamed");
    terminal.wait("is there again").keys("q");
    assert_eq!(terminal.ended(), "0");
    let list = String::from_utf8_lossy(&home.run(&["list", "news.txt"]).stdout).into_owned();
    let tags: Vec<&str> = list.lines().filter_map(|line| line.split('\t').nth(1)).collect();
    assert_eq!(tags, ["claim", "quote"], "{list}");
}

#[test]
fn who_says_so_loses_what_is_not_saved() {
    for (keys, asked) in [("qQ", true), (":q!\r", false), (":q\r", true)] {
        let home = Home::new();
        let mut terminal = lost(&home, |terminal| {
            terminal.keys(keys);
        });
        if asked && keys.ends_with('\r') {
            terminal.wait("Q quits and loses").keys("\x03").wait("Q quits and loses").keys("Q");
        }
        assert_eq!(terminal.ended(), "0");
        assert_eq!(unsaved(&home), [""; 0]);
    }
}
