//! The sidecar is removed, damaged or put back to an older state while it is open.

use std::fs;

use super::{both, leave, opened, said, sidecar, tag, until_old, with_a_tag, with_news};
use crate::support::terminal::Terminal;

#[test]
fn a_sidecar_that_is_damaged_while_it_is_open_is_said_and_taken_again_when_it_is_mended() {
    let home = with_news();
    let mut terminal = opened(&home);
    terminal.keys("j1").wait(" saved ");
    let good = fs::read_to_string(sidecar(&home)).expect("a file");
    home.write("news.txt.hashiya.json", &good[..good.len() / 2]);
    terminal
        .wait("NOT SAVED: somebody else changed it: annotations damaged in line")
        .keys("q")
        .wait("Q quits and loses");
    terminal.keys("\x1b").wait_for("the text", |screen| !screen.contains("Q quits")).keys("j2").wait("NOT SAVED");
    assert_eq!(fs::read_to_string(sidecar(&home)).expect("a file"), good[..good.len() / 2]);
    home.write("news.txt.hashiya.json", &good);
    terminal.wait("is there again, with all of it");
    leave(terminal);
    assert!(said(&home, "check").contains("valid; 2 annotations"));
}

#[test]
fn a_sidecar_that_is_removed_while_it_is_open_is_written_again() {
    let home = with_news();
    let path = sidecar(&home);
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("ESOR REVIR EHT").keys("j1").wait(" saved ");
    fs::remove_file(&path).expect("removed");
    terminal.wait("NOT SAVED: somebody else removed the file").wait("is there again, with all of it");
    leave(terminal);
    assert!(said(&home, "check").contains("valid; 1 annotation"));
    // Whoever only reads brings nothing back unasked, and is told what leaving means.
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    let good = fs::read(&path).expect("a file");
    terminal.wait("1 tagged").keys("j");
    for again in [false, true] {
        fs::remove_file(&path).expect("removed");
        terminal.wait("NOT SAVED: somebody else removed the file").keys("q").wait("Q quits and loses");
        assert!(!path.exists());
        if again {
            terminal.keys("\x1b").wait_for("the text", |screen| !screen.contains("Q quits"));
            terminal.keys(":w\r").wait("is there again, with all of it");
        } else {
            fs::write(&path, &good).expect("written");
            terminal.wait("Saved in news.txt.hashiya.json; q quits");
        }
    }
    assert_eq!(fs::read(&path).expect("a file"), good);
    leave(terminal);
}

#[test]
fn what_was_lost_with_the_sidecar_comes_back_from_the_copy() {
    for (session, put_back) in [(true, false), (true, true), (false, false), (false, true)] {
        let home = with_news();
        let path = sidecar(&home);
        tag(&home, "1", "claim");
        let older = fs::read(&path).expect("a file");
        if !session {
            tag(&home, "3", "quote");
        }
        let mut terminal = opened(&home);
        if session {
            terminal.keys("jj2").wait("2 tagged").wait(" saved ");
        }
        fs::remove_file(&path).expect("removed");
        fs::create_dir(&path).expect("made");
        terminal.wait("NOT SAVED").signal(rustix::process::Signal::HUP);
        terminal.ended();
        fs::remove_dir(&path).expect("removed");
        if put_back {
            fs::write(&path, &older).expect("written");
        }
        let mut terminal = Terminal::start(&home, &["news.txt"]);
        terminal
            .wait("There is work that is not in the file")
            .keys(":recover\r")
            .wait("Recovered ")
            .wait("●Q")
            .wait("◆C");
        terminal.keys("j").wait("2 tagged").wait(" saved ");
        leave(terminal);
        let said = said(&home, "check");
        assert!(said.contains("valid; 2 annotations") && !said.contains("could not be saved"), "{said}");
    }
}

#[test]
fn a_copy_whose_taking_in_is_taken_back_stays() {
    let home = with_news();
    let path = sidecar(&home);
    fs::create_dir(&path).expect("made");
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("LOCKED");
    fs::remove_dir(&path).expect("removed");
    terminal.keys("q").ended();
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("0 tagged").keys("jj2").wait(" saved ");
    fs::remove_file(&path).expect("removed");
    fs::create_dir(&path).expect("made");
    terminal.wait("NOT SAVED").signal(rustix::process::Signal::KILL);
    terminal.ended();
    fs::remove_dir(&path).expect("removed");
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("There is work that is not in the file");
    fs::create_dir(&path).expect("made");
    terminal
        .keys(":recover\r")
        .wait("●Q")
        .wait("NOT SAVED")
        .keys("u")
        .wait_for("undone", |screen| !screen.contains("●Q"));
    fs::remove_dir(&path).expect("removed");
    terminal
        .wait("after it had failed")
        .keys(":recover\r")
        .wait("Recovered 1 change")
        .wait("●Q")
        .keys("k")
        .wait(" saved ");
    leave(terminal);
    assert!(said(&home, "check").contains("valid; 1 annotation"));
}

#[test]
fn what_comes_in_the_place_of_a_lost_sidecar_takes_nothing_away() {
    let home = with_news();
    let path = sidecar(&home);
    tag(&home, "1", "claim");
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("1 tagged");
    fs::remove_file(&path).expect("removed");
    terminal.wait("NOT SAVED");
    tag(&home, "3", "quote");
    terminal.wait("is there again, with all of it").wait("◆C").wait("●Q");
    leave(terminal);
    assert!(said(&home, "check").contains("valid; 2 annotations"));
}

#[test]
fn what_an_older_copy_of_the_sidecar_undoes_can_be_brought_back() {
    both(|is_tagged_anew| {
        let home = with_a_tag();
        let path = sidecar(&home);
        let older = fs::read(&path).expect("a file");
        let mut terminal = Terminal::start(&home, &["news.txt"]);
        terminal.wait("1 tagged").keys("jj2").wait("2 tagged").keys("3").wait("●Q ■F").wait(" saved ");
        until_old();
        fs::write(&path, &older).expect("written");
        terminal
            .wait("Somebody else undid 2 changes (:recover brings back)")
            .keys("i")
            .wait("brings it back:")
            .keys("i");
        terminal.wait_for("no panel", |screen| !screen.contains("brings it back:"));
        if is_tagged_anew {
            // Then it does not come back beside it.
            terminal.keys("2").wait("2 tagged").wait(" saved ");
        }
        let recovered = if is_tagged_anew { "Recovered 1 change that" } else { "Recovered 2 changes that" };
        terminal.keys(":recover\r").wait(recovered).wait("●Q ■F").keys("k").wait(" saved ");
        terminal.keys(":recover\r").wait("Nothing to recover");
        leave(terminal);
        assert!(said(&home, "check").contains("valid; 3 annotations"));
    });
}
