//! The real program notices what others do to the sidecar and to the article while they are open, and does nothing while nothing
//! happens.

#[path = "support/caprtl.rs"]
mod caprtl;
#[path = "support/terminal.rs"]
#[allow(dead_code, reason = "what the tests of terminals use")]
mod terminal;

use std::fs;

use caprtl::caprtl;
use terminal::{Home, Terminal};

const NEWS: &str = "THE RIVER ROSE\n\nTHE MAYOR SPOKE.\n\nSHE SAID MORE.\n\nIT RAINED ALL DAY.\n";

fn tag(home: &Home, sentence: &str, tag: &str) {
    let output = home.run(&["tag", "news.txt", "--sentence", sentence, "--tag", tag]);
    assert!(output.status.success(), "{output:?}");
}

/// An article whose first sentence is tagged.
fn with_a_tag() -> Home {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    tag(&home, "1", "claim");
    home
}

#[test]
fn what_a_script_tags_is_shown_at_once_and_both_are_saved() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("ESOR REVIR EHT");
    tag(&home, "3", "quote");
    terminal.wait("1 change of somebody else taken over").wait("●Q").keys("j1").wait("2 tagged").wait(" saved ");
    tag(&home, "4", "figure");
    terminal.wait("■F");
    let untag = home.run(&["untag", "news.txt", "--sentence", "3"]);
    assert!(untag.status.success(), "{untag:?}");
    terminal.wait_for("gone", |screen| !screen.contains("●Q")).keys("q");
    assert_eq!(terminal.ended(), "0");
    let list = String::from_utf8_lossy(&home.run(&["list", "news.txt"]).stdout).into_owned();
    let tags: Vec<&str> = list.lines().filter_map(|line| line.split('\t').nth(1)).collect();
    assert_eq!(tags, ["claim", "figure"]);
}

#[test]
fn an_article_that_is_edited_is_read_again_with_its_annotations() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("ESOR REVIR EHT").keys("jj1").wait(" saved ");
    // In place, and as most editors do it.
    home.write("news.txt", &caprtl(&NEWS.replace("ALL DAY", "ALL NIGHT")));
    terminal.wait("THGIN LLA").wait("The article was edited; all annotations are where they were");
    home.write("new", &caprtl(&format!("A NEW HEADLINE\n\n{NEWS}")));
    fs::rename(home.path().join("new"), home.path().join("news.txt")).expect("renamed");
    terminal.wait("ENILDAEH WEN A").wait("1 moved").keys("j2").wait("2 tagged").wait(" saved ");
    // Gone, it stays on the screen; nothing is said before there is one again.
    fs::remove_file(home.path().join("news.txt")).expect("removed");
    terminal.wait("Not read again").keys("k").wait("2 tagged");
    home.write("news.txt", &caprtl(NEWS));
    terminal.wait_for("the old one", |screen| !screen.contains("ENILDAEH")).keys("q");
    assert_eq!(terminal.ended(), "0");
    let check = home.run(&["check", "news.txt"]);
    assert!(String::from_utf8_lossy(&check.stdout).contains("annotations: 2 moved\n"), "{check:?}");
}

#[test]
fn a_sidecar_that_is_damaged_while_it_is_open_is_said_and_taken_again_when_it_is_mended() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("ESOR REVIR EHT").keys("j1").wait(" saved ");
    let good = fs::read_to_string(home.path().join("news.txt.hashiya.json")).expect("a file");
    home.write("news.txt.hashiya.json", &good[..good.len() / 2]);
    terminal
        .wait("NOT SAVED: somebody else changed it: annotations damaged in line")
        .keys("q")
        .wait("Q quits and loses");
    terminal.keys("\x1b").wait_for("the text", |screen| !screen.contains("Q quits")).keys("j2").wait("NOT SAVED");
    assert_eq!(fs::read_to_string(home.path().join("news.txt.hashiya.json")).expect("a file"), good[..good.len() / 2]);
    home.write("news.txt.hashiya.json", &good);
    terminal.wait("is there again, with all of it").keys("q");
    assert_eq!(terminal.ended(), "0");
    assert!(String::from_utf8_lossy(&home.run(&["check", "news.txt"]).stdout).contains("valid; 2 annotations"));
}

#[test]
fn a_sidecar_that_is_removed_while_it_is_open_is_written_again() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    let path = home.path().join("news.txt.hashiya.json");
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("ESOR REVIR EHT").keys("j1").wait(" saved ");
    fs::remove_file(&path).expect("removed");
    terminal.wait("NOT SAVED: somebody else removed the file").wait("is there again, with all of it").keys("q");
    assert_eq!(terminal.ended(), "0");
    assert!(String::from_utf8_lossy(&home.run(&["check", "news.txt"]).stdout).contains("valid; 1 annotation"));
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
    terminal.keys("q");
    assert_eq!(terminal.ended(), "0");
}

#[test]
fn what_was_lost_with_the_sidecar_comes_back_from_the_copy() {
    for (session, put_back) in [(true, false), (true, true), (false, false), (false, true)] {
        let home = Home::new();
        home.write("news.txt", &caprtl(NEWS));
        let path = home.path().join("news.txt.hashiya.json");
        tag(&home, "1", "claim");
        let older = fs::read(&path).expect("a file");
        if !session {
            tag(&home, "3", "quote");
        }
        let mut terminal = Terminal::start(&home, &["news.txt"]);
        terminal.wait("ESOR REVIR EHT");
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
        terminal.keys("j").wait("2 tagged").wait(" saved ").keys("q");
        assert_eq!(terminal.ended(), "0");
        let check = home.run(&["check", "news.txt"]);
        let said = String::from_utf8_lossy(&check.stdout).into_owned();
        assert!(said.contains("valid; 2 annotations") && !said.contains("could not be saved"), "{said}");
    }
}

#[test]
fn a_copy_whose_taking_in_is_taken_back_stays() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    let path = home.path().join("news.txt.hashiya.json");
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
    terminal.keys("q");
    assert_eq!(terminal.ended(), "0");
    assert!(String::from_utf8_lossy(&home.run(&["check", "news.txt"]).stdout).contains("valid; 1 annotation"));
}

#[test]
fn what_comes_in_the_place_of_a_lost_sidecar_takes_nothing_away() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    let path = home.path().join("news.txt.hashiya.json");
    tag(&home, "1", "claim");
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("1 tagged");
    fs::remove_file(&path).expect("removed");
    terminal.wait("NOT SAVED");
    tag(&home, "3", "quote");
    terminal.wait("is there again, with all of it").wait("◆C").wait("●Q").keys("q");
    assert_eq!(terminal.ended(), "0");
    assert!(String::from_utf8_lossy(&home.run(&["check", "news.txt"]).stdout).contains("valid; 2 annotations"));
}

#[test]
fn undo_outlives_an_edit_that_is_taken_back() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("ESOR REVIR EHT").keys("j1").wait(" saved ").keys("x").wait("0 tagged").wait(" saved ");
    home.write("news.txt", &caprtl(&NEWS.replace("ALL DAY", "ALL NIGHT")));
    terminal.wait("THGIN LLA");
    home.write("news.txt", &caprtl(NEWS));
    terminal.wait("YAD LLA").keys("u").wait("Undone").wait("◆C").wait("1 tagged").keys("q");
    assert_eq!(terminal.ended(), "0");
}

#[test]
fn pipes_in_the_place_of_the_files_are_said_and_stop_nothing() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    let at = |name: &str| home.path().join(name);
    let pipe = |name: &str| {
        let kind = rustix::fs::FileType::Fifo;
        fs::remove_file(at(name)).expect("removed");
        rustix::fs::mknodat(rustix::fs::CWD, at(name), kind, 0o600.into(), 0).expect("a pipe");
    };
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("ESOR REVIR EHT").keys("j1").wait(" saved ");
    pipe("news.txt.hashiya.json");
    terminal.wait("NOT SAVED").keys("j2").wait("is not a regular file");
    fs::remove_file(at("news.txt.hashiya.json")).expect("removed");
    terminal.wait("is there again").keys("k").wait(" saved ");
    pipe("news.txt");
    terminal.wait("Not read again: it is no file any more").keys("j3").wait("2 tagged").keys("j").wait(" saved ");
    terminal.keys("q");
    assert_eq!(terminal.ended(), "0");
    fs::remove_file(at("news.txt")).expect("removed");
    home.write("news.txt", &caprtl(NEWS));
    assert!(String::from_utf8_lossy(&home.run(&["check", "news.txt"]).stdout).contains("valid; 3 annotations"));
}

#[test]
fn what_an_older_copy_of_the_sidecar_undoes_can_be_brought_back() {
    for is_tagged_anew in [false, true] {
        let home = with_a_tag();
        let path = home.path().join("news.txt.hashiya.json");
        let older = fs::read(&path).expect("a file");
        let mut terminal = Terminal::start(&home, &["news.txt"]);
        terminal.wait("1 tagged").keys("jj2").wait("2 tagged").keys("3").wait("●Q ■F").wait(" saved ");
        std::thread::sleep(std::time::Duration::from_millis(1100));
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
        terminal.keys(":recover\r").wait("Nothing to recover").keys("q");
        assert_eq!(terminal.ended(), "0");
        assert!(String::from_utf8_lossy(&home.run(&["check", "news.txt"]).stdout).contains("valid; 3 annotations"));
    }
}

#[test]
fn each_edit_is_looked_at_from_the_one_before_and_undo_outlives_it() {
    let home = Home::new();
    let text = "THE RIVER ROSE\n\nTHE MAYOR SPOKE AT NOON. PRICES ROSE BY 30% IN MAY. SHE SAID NO MORE.\n\nIT RAINED ALL DAY.\n";
    home.write("news.txt", &caprtl(text));
    for sentence in ["2", "3", "4"] {
        tag(&home, sentence, "claim");
    }
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    // The article is edited twice before that is undone; the second edit is of the first one's text.
    terminal.wait("3 tagged").keys("Gkx").wait("2 tagged").wait(" saved ");
    let longer =
        text.replace("THE MAYOR", "A NEW HEADLINE\n\nTHE MAYOR").replace("MORE.", "MORE. THEN SHE LEFT THE HALL.");
    home.write("news.txt", &caprtl(&longer));
    terminal.wait("ENILDAEH WEN A").wait("2 moved");
    home.write("news.txt", &caprtl(&longer.replace("30%", "13%")));
    terminal.wait("13%").wait("1 changed").keys("u").wait("Undone: cleared 1 tag").wait("3 tagged").keys("q");
    assert_eq!(terminal.ended(), "0");
    let list = String::from_utf8_lossy(&home.run(&["list", "news.txt"]).stdout).into_owned();
    assert_eq!((list.lines().count(), list.matches("[changed").count()), (3, 1), "{list}");
}

#[test]
fn what_others_undid_outlives_an_edit_of_the_article_and_leaving() {
    for leaves in [false, true] {
        let home = with_a_tag();
        let path = home.path().join("news.txt.hashiya.json");
        let older = fs::read(&path).expect("a file");
        let mut terminal = Terminal::start(&home, &["news.txt"]);
        terminal.wait("1 tagged").keys("jj2").wait("2 tagged").wait(" saved ");
        std::thread::sleep(std::time::Duration::from_millis(1100));
        fs::write(&path, &older).expect("written");
        terminal.wait("Somebody else undid 1 change");
        if leaves {
            terminal.keys("q");
            assert_eq!(terminal.ended(), "0");
            let sent = String::from_utf8_lossy(&terminal.sent()).into_owned();
            assert!(sent.contains("what somebody else took out is kept in"), "{sent}");
            terminal = Terminal::start(&home, &["news.txt"]);
        } else {
            home.write("news.txt", &caprtl(&NEWS.replace("SPOKE", "SANG")));
        }
        terminal.wait("There is work that is not in the file").keys(":recover\r").wait("Recovered 1 change").wait("●Q");
        terminal.keys("j").wait("2 tagged").wait(" saved ").keys("q");
        assert_eq!(terminal.ended(), "0");
        let list = String::from_utf8_lossy(&home.run(&["list", "news.txt"]).stdout).into_owned();
        assert_eq!(list.lines().count(), 2, "{list}");
    }
}

#[test]
fn a_note_that_waits_while_article_and_sidecar_are_replaced_is_merged_with_theirs() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    tag(&home, "3", "claim");
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("1 tagged").keys("jje").keys("typed here");
    home.write("news.txt", &caprtl(&NEWS.replace("THE MAYOR SPOKE", "THE MAYOR SANG")));
    assert!(home.run(&["reanchor", "news.txt"]).status.success());
    tag(&home, "2", "quote");
    std::thread::sleep(std::time::Duration::from_millis(1200));
    terminal.keys("\r").wait("There is work that is not in the file").keys(":recover\r").wait("Recovered 1 change");
    terminal.keys("i").wait("2 annotations, 1 note").keys("q").wait(" saved ").keys("q");
    assert_eq!(terminal.ended(), "0");
    let list = String::from_utf8_lossy(&home.run(&["list", "news.txt"]).stdout).into_owned();
    assert!(list.contains("typed here") && list.contains("quote"), "{list}");
}

#[test]
fn an_article_and_its_sidecar_that_are_replaced_together_cost_nothing() {
    let home = Home::new();
    let longer = format!("A NEW HEADLINE\n\n{NEWS}");
    home.write("news.txt", &caprtl(&longer));
    tag(&home, "1", "claim");
    let path = home.path().join("news.txt.hashiya.json");
    let theirs = fs::read(&path).expect("a file");
    fs::remove_file(&path).expect("removed");
    home.write("news.txt", &caprtl(NEWS));
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("ESOR REVIR EHT").keys("jj2").wait(" saved ");
    fs::write(&path, &theirs).expect("written");
    terminal.wait("NOT SAVED");
    home.write("news.txt", &caprtl(&longer));
    terminal.wait("ENILDAEH WEN A").wait("There is work that is not in the file; :recover");
    terminal.keys(":recover\r").wait("Recovered 1 change").wait("2 tagged").keys("k").wait(" saved ").keys("q");
    assert_eq!(terminal.ended(), "0");
    assert!(String::from_utf8_lossy(&home.run(&["check", "news.txt"]).stdout).contains("valid; 2 annotations"));
}

#[test]
fn the_sidecar_of_a_sample_is_watched_from_the_first_save_on() {
    let home = Home::new();
    let mut terminal = Terminal::start(&home, &["--sample", "ar"]);
    terminal.wait("0 tagged").keys("1").wait("1 tagged").wait(" saved ");
    let output = home.run(&["tag", "--sample", "ar", "--sentence", "2", "--tag", "quote"]);
    assert!(output.status.success(), "{output:?}");
    terminal.wait("1 change of somebody else taken over").keys("q");
    assert_eq!(terminal.ended(), "0");
}

#[test]
fn an_export_from_the_reader_leaves_out_what_has_no_place_and_says_so() {
    let home = Home::new();
    let text =
        "THE RIVER ROSE\n\nTHE MAYOR SPOKE AT NOON. PRICES ROSE BY 30% IN MAY.\n\nSHE SAID MORE. IT RAINED ALL DAY.\n";
    home.write("news.txt", &caprtl(text));
    for sentence in ["2", "3", "5"] {
        tag(&home, sentence, "claim");
    }
    home.write("news.txt", &caprtl(&text.replace("30%", "13%").replace(" IT RAINED ALL DAY.", "")));
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.resize(120, 24).wait("1 without a place").keys("w").wait("csv").keys("\r").wait("Export to").keys("\r");
    terminal.wait("(1 without a place left out, 1 with the text as it is now)").keys("q");
    assert_eq!(terminal.ended(), "0");
    let written = fs::read_to_string(home.path().join("news.annotations.json")).expect("a file");
    let written: serde_json::Value = serde_json::from_str(&written).expect("JSON");
    let items = written["annotations"].as_array().expect("annotations");
    assert_eq!((items.len(), items[1].to_string().contains("13%")), (2, true), "{written}");
}

#[test]
fn what_a_command_takes_off_right_after_it_was_tagged_is_taken_off() {
    let home = with_a_tag();
    let path = home.path().join("news.txt.hashiya.json");
    let mut value = [0; 64];
    if let Err(error) = rustix::fs::getxattr(&path, "user.hashiya.from", &mut value[..]) {
        println!("skipped: no attributes here: {error}");
        return;
    }
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("1 tagged").keys("jj2").wait("2 tagged").wait(" saved ");
    // The command has seen it; a program that had read the file before would not have.
    assert!(home.run(&["untag", "news.txt", "--sentence", "3"]).status.success());
    // Another one has seen what that one made of it.
    tag(&home, "4", "figure");
    terminal.wait("■F").wait_for("one tag", |screen| !screen.contains("●Q")).keys("q");
    assert_eq!(terminal.ended(), "0");
    assert_eq!(String::from_utf8_lossy(&home.run(&["list", "news.txt"]).stdout).lines().count(), 2);
}

#[test]
fn what_others_saved_is_not_taken_back_by_a_program_that_had_read_the_file_before() {
    let home = with_a_tag();
    let path = home.path().join("news.txt.hashiya.json");
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
    terminal.keys("q");
    assert_eq!(terminal.ended(), "0");
}
