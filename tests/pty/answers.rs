//! The real program in terminals that answer, answer late, or do not answer: what it finds, sends, sets and sets back.

use rustix::process::Signal;

use crate::support::caprtl::caprtl;
use crate::support::terminal::{BINARY, Home, Terminal};

const NEWS: &str = "THE RIVER ROSE\n\nTHE MAYOR SPOKE (2023). SHE SAID MORE.\n";
/// In visual order.
const VISUAL: &str = "ROYAM EHT";
/// Words where they are seen, letters in logical order.
const WORDS: &str = "MAYOR THE";
const ALL: &str = "\x1b[?62;22c";
const KITTY: &str = "\x1bP>|kitty(0.35.2)\x1b\\";
const VTE: &str = "\x1bP!|7E565445\x1b\\";

fn article() -> Home {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    home
}

/// The program with variables set.
fn with(home: &Home, variables: &str, arguments: &str) -> Terminal {
    Terminal::command(home, "sh", &["-c", &format!(r#"{variables} exec "$0" news.txt {arguments}"#), BINARY])
}

fn sent(terminal: &Terminal) -> String {
    String::from_utf8(terminal.sent()).expect("UTF-8 is sent")
}

/// Waits until the terminal was asked.
fn until_asked(terminal: &mut Terminal) -> &mut Terminal {
    let question = b"\x1b[c";
    terminal.until("a question", |seen| seen.bytes.windows(question.len()).any(|window| window == question));
    terminal
}

/// Where in what was sent each of these comes, one after the other.
fn in_order(sent: &str, parts: &[&str]) {
    let mut rest = sent;
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { panic!("no {part:?} in {rest:?}") };
        rest = after;
    }
}

#[test]
fn the_first_page_waits_for_no_answer_and_is_painted_anew_for_another_terminal() {
    let home = article();
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait(VISUAL);
    terminal.keys(&format!("{KITTY}{ALL}")).wait(WORDS).keys("j1").wait("◆C").keys("q");
    assert_eq!(terminal.ended(), "0");
    // Nothing was asked before the page was there.
    in_order(&sent(&terminal), &[&caprtl("R\u{200e}O"), "\x1b[>q", "\x1b[c"]);
}

#[test]
fn in_xterm_what_follows_the_answer_has_no_marks() {
    let home = article();
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait(VISUAL).keys(&format!("\x1bP>|XTerm(390)\x1b\\{ALL}")).keys("jj").wait(" 3/3 ").keys("q");
    assert_eq!(terminal.ended(), "0");
    let sent = sent(&terminal);
    let (_, after) = sent.split_once("\x1b[c").expect("asked");
    assert!(!after.contains('\u{200e}'), "{after:?}");
}

#[test]
fn late_answers_are_no_keys() {
    let home = article();
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    // Each letter of an answer would be a command: x, t, e, q…
    terminal.wait(VISUAL).keys("j").wait(" 2/3 ");
    std::thread::sleep(std::time::Duration::from_millis(400));
    terminal.keys(KITTY).keys("\x1b[>1;4000;35c\x1b[8;0$y").keys(ALL).wait(WORDS).keys("j").wait(" 3/3 ").keys("q");
    assert_eq!(terminal.ended(), "0");
    assert!(!home.path().join("news.txt.hashiya.json").exists());
}

#[test]
fn modes_are_set_before_the_screen_and_set_back_after_it() {
    let home = article();
    let enter = ["\x1b[8l", "\x1b[?1049h"];
    let leave = ["\x1b[?1049l", "\x1b[8h"];
    // Known before it is asked.
    let mut terminal = with(&home, "VTE_VERSION=7000", "");
    terminal.wait(VISUAL).keys(&format!("{VTE}{ALL}")).keys("q");
    assert_eq!(terminal.ended(), "0");
    in_order(&sent(&terminal), &[enter, leave].concat());
    assert_eq!(sent(&terminal).matches("\x1b[8l").count(), 1);
    // Known by its answer: set, then all is cleared, since the mode is kept for each line.
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait(VISUAL).keys(&format!("{VTE}{ALL}")).keys("j").wait(" 2/3 ").signal(Signal::TERM);
    assert_eq!(terminal.ended(), "Terminated");
    in_order(&sent(&terminal), &["\x1b[?1049h", "\x1b[8l", "\x1b[2J", "\x1b[?1049l", "\x1b[8h"]);
}

#[test]
fn modes_are_set_back_for_the_editor_and_a_pause() {
    let home = article();
    home.write("editor.sh", "echo edited > \"$1\"\n");
    let mut terminal = with(&home, "MLTERM=3.9 EDITOR='sh editor.sh'", "");
    terminal.wait(VISUAL).keys("j1").wait("◆C").keys("E").wait("edited").keys("q");
    assert_eq!(terminal.ended(), "0");
    let (on, off) = ("\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07");
    in_order(&sent(&terminal), &[on, "\x1b[?1049h", "\x1b[?1049l", off, on, "\x1b[?1049h", "\x1b[?1049l", off]);
}

#[test]
fn what_was_chosen_is_not_asked_for_and_signs_can_be_hidden() {
    let home = Home::new();
    home.write("news.txt", "שָׁלוֹם עולם\n");
    let mut terminal = with(&home, "", "--rtl visual --harakat show");
    terminal.wait("1/1").keys("m").wait("signs are hidden").keys("m").wait("signs are shown").keys("q");
    assert_eq!(terminal.ended(), "0");
    let sent = sent(&terminal);
    assert!(!sent.contains("\x1b[c") && !sent.contains('\u{200e}'));
    let points: Vec<usize> = sent.split("\x1b[2J").map(|page| page.matches('\u{5b8}').count()).collect();
    assert_eq!(points, [0, 1, 0, 1]);
}

#[test]
fn the_report_names_what_was_found() {
    let home = article();
    let mut terminal = Terminal::start(&home, &["terminal"]);
    until_asked(&mut terminal).keys(&format!("\x1bP>|Konsole 22.12.3\x1b\\{ALL}"));
    assert_eq!(terminal.ended(), "0");
    assert!(sent(&terminal).contains("encoding  words, by what the terminal answers"), "{}", sent(&terminal));
    let without = home.run(&["terminal"]);
    assert!(String::from_utf8_lossy(&without.stdout).contains("encoding  lrm, by default"));
}

#[test]
fn a_calibration_is_kept_for_its_terminal() {
    let home = article();
    let mut terminal = Terminal::start(&home, &["terminal", "--calibrate"]);
    until_asked(&mut terminal)
        .keys(&format!("{KITTY}{ALL}"))
        .wait("Enter for none")
        .keys("3\r")
        .wait("is used for kitty");
    assert_eq!(terminal.ended(), "0");
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait(VISUAL).keys(&format!("{KITTY}{ALL}")).wait(WORDS).keys("q");
    assert_eq!(terminal.ended(), "0");
    // Words, the third, closes what kitty's own encoding would not.
    let sent = sent(&terminal);
    let (_, after) = sent.split_once("\x1b[c").expect("asked");
    assert!(after.contains(&caprtl("MAYOR\u{200e}")), "{after:?}");
}
