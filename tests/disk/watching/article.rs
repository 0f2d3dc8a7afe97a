//! The article is edited, replaced or gone while it is open.

use std::fs;

use super::{NEWS, both, leave, opened, said, sidecar, tag, until_old, with_a_tag, with_news};
use crate::support::caprtl::caprtl;
use crate::support::terminal::{Home, Terminal};

#[test]
fn an_article_that_is_edited_is_read_again_with_its_annotations() {
    let home = with_news();
    let mut terminal = opened(&home);
    terminal.keys("jj1").wait(" saved ");
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
    terminal.wait_for("the old one", |screen| !screen.contains("ENILDAEH"));
    leave(terminal);
    let check = said(&home, "check");
    assert!(check.contains("annotations: 2 moved\n"), "{check}");
}

#[test]
fn undo_outlives_an_edit_that_is_taken_back() {
    let home = with_news();
    let mut terminal = opened(&home);
    terminal.keys("j1").wait(" saved ").keys("x").wait("0 tagged").wait(" saved ");
    home.write("news.txt", &caprtl(&NEWS.replace("ALL DAY", "ALL NIGHT")));
    terminal.wait("THGIN LLA");
    home.write("news.txt", &caprtl(NEWS));
    terminal.wait("YAD LLA").keys("u").wait("Undone").wait("◆C").wait("1 tagged");
    leave(terminal);
}

#[test]
fn pipes_in_the_place_of_the_files_are_said_and_stop_nothing() {
    let home = with_news();
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
    leave(terminal);
    fs::remove_file(at("news.txt")).expect("removed");
    home.write("news.txt", &caprtl(NEWS));
    assert!(said(&home, "check").contains("valid; 3 annotations"));
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
    terminal.wait("13%").wait("1 changed").keys("u").wait("Undone: cleared 1 tag").wait("3 tagged");
    leave(terminal);
    let list = said(&home, "list");
    assert_eq!((list.lines().count(), list.matches("[changed").count()), (3, 1), "{list}");
}

#[test]
fn what_others_undid_outlives_an_edit_of_the_article_and_leaving() {
    both(|leaves| {
        let home = with_a_tag();
        let path = sidecar(&home);
        let older = fs::read(&path).expect("a file");
        let mut terminal = Terminal::start(&home, &["news.txt"]);
        terminal.wait("1 tagged").keys("jj2").wait("2 tagged").wait(" saved ");
        until_old();
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
        terminal.keys("j").wait("2 tagged").wait(" saved ");
        leave(terminal);
        let list = said(&home, "list");
        assert_eq!(list.lines().count(), 2, "{list}");
    });
}

#[test]
fn a_note_that_waits_while_article_and_sidecar_are_replaced_is_merged_with_theirs() {
    let home = with_news();
    tag(&home, "3", "claim");
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("1 tagged").keys("jje").keys("typed here");
    home.write("news.txt", &caprtl(&NEWS.replace("THE MAYOR SPOKE", "THE MAYOR SANG")));
    assert!(home.run(&["reanchor", "news.txt"]).status.success());
    tag(&home, "2", "quote");
    until_old();
    terminal.keys("\r").wait("There is work that is not in the file").keys(":recover\r").wait("Recovered 1 change");
    terminal.keys("i").wait("2 annotations, 1 note").keys("q").wait(" saved ");
    leave(terminal);
    let list = said(&home, "list");
    assert!(list.contains("typed here") && list.contains("quote"), "{list}");
}

#[test]
fn an_article_and_its_sidecar_that_are_replaced_together_cost_nothing() {
    let home = Home::new();
    let longer = format!("A NEW HEADLINE\n\n{NEWS}");
    home.write("news.txt", &caprtl(&longer));
    tag(&home, "1", "claim");
    let path = sidecar(&home);
    let theirs = fs::read(&path).expect("a file");
    fs::remove_file(&path).expect("removed");
    home.write("news.txt", &caprtl(NEWS));
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("ESOR REVIR EHT").keys("jj2").wait(" saved ");
    fs::write(&path, &theirs).expect("written");
    terminal.wait("NOT SAVED");
    home.write("news.txt", &caprtl(&longer));
    terminal.wait("ENILDAEH WEN A").wait("There is work that is not in the file; :recover");
    terminal.keys(":recover\r").wait("Recovered 1 change").wait("2 tagged").keys("k").wait(" saved ");
    leave(terminal);
    assert!(said(&home, "check").contains("valid; 2 annotations"));
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
    terminal.wait("(1 without a place left out, 1 with the text as it is now)");
    leave(terminal);
    let written = fs::read_to_string(home.path().join("news.annotations.json")).expect("a file");
    let written: serde_json::Value = serde_json::from_str(&written).expect("JSON");
    let items = written["annotations"].as_array().expect("annotations");
    assert_eq!((items.len(), items[1].to_string().contains("13%")), (2, true), "{written}");
}
