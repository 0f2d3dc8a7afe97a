//! The real program in a real pseudo-terminal. Waits for what is on the screen, never for a time.

use std::fs;

use rustix::process::Signal;
use serde_json::Value;

use crate::support::caprtl::{capitals, caprtl};
use crate::support::terminal::{BINARY, Home, Terminal};

/// Eight sentences.
const NEWS: &str = "THE RIVER ROSE\n\nTHE MAYOR SPOKE. SHE SAID MORE. IT COST 30% MORE.\n\nTHE END CAME. NOBODY SAW IT. \
                    NOT EVEN THE CAT. AND THAT WAS ALL.\n";

const SHOWN: &str = "ESOR REVIR EHT";

fn sidecar(home: &Home, name: &str) -> Value {
    let path = home.path().join(format!("{name}.hashiya.json"));
    serde_json::from_slice(&fs::read(&path).expect("a sidecar")).expect("JSON")
}

fn tags(sidecar: &Value) -> Vec<String> {
    let rows = sidecar["annotations"].as_array().expect("annotations");
    let text = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    rows.iter().map(|row| format!("{} {} {}", text(row, "tag"), text(row, "exact"), text(row, "note"))).collect()
}

#[test]
fn open_tag_note_quit_and_come_back_to_it() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait(SHOWN).keys("j1").wait("◆C").keys("j3").wait("■F").keys("e").wait("Note:");
    terminal.keys(&caprtl("MY NOTE\r")).wait("ETON YM").keys("j").wait(" 4/8 ").keys("q");
    assert_eq!(terminal.ended(), "0");
    assert!(terminal.is_restored());
    let saved = tags(&sidecar(&home, "news.txt"));
    assert_eq!(saved, [caprtl("claim THE MAYOR SPOKE. "), caprtl("figure SHE SAID MORE. MY NOTE")]);

    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait(" 4/8 ").wait("◆C").wait("■F").wait("ETON YM").wait("2 tagged").keys("q");
    assert_eq!(terminal.ended(), "0");
}

#[test]
fn reading_alone_leaves_nothing_beside_the_article() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait(SHOWN).keys("jjj").wait(" 4/8 ").keys("q");
    assert_eq!(terminal.ended(), "0");
    assert!(!home.path().join("news.txt.hashiya.json").exists());
}

#[test]
fn a_new_size_is_painted_whole() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait(SHOWN).keys("j1").wait("◆C");
    terminal.resize(45, 20).wait_for("letters alone", |screen| !screen.contains('◆') && screen.contains(SHOWN));
    terminal.resize(20, 10).wait("needs more");
    terminal.resize(100, 30).wait("◆C").wait(SHOWN).keys("q");
    assert_eq!(terminal.ended(), "0");
}

#[test]
fn a_signal_to_end_saves_and_restores_the_terminal() {
    for (signal, name) in
        [(Signal::TERM, "Terminated"), (Signal::HUP, "Hangup"), (Signal::INT, "Interrupt"), (Signal::QUIT, "Quit")]
    {
        let home = Home::new();
        home.write("news.txt", &caprtl(NEWS));
        let mut terminal = Terminal::start(&home, &["news.txt"]);
        terminal.wait(SHOWN).keys("j2").wait("●Q").signal(signal);
        assert_eq!(terminal.ended(), name);
        assert!(terminal.is_restored(), "{name}");
        assert_eq!(tags(&sidecar(&home, "news.txt")), [caprtl("quote THE MAYOR SPOKE. ")]);
        let mut terminal = Terminal::start(&home, &["news.txt"]);
        terminal.wait(" 2/8 ").keys("q");
        assert_eq!(terminal.ended(), "0");
    }
}

#[test]
fn a_terminal_that_goes_away_costs_nothing() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait(SHOWN).keys("j2").wait("●Q").keys("ehalf a not").wait("half a not");
    terminal.hang_up();
    // Nor what was being written.
    assert_eq!(tags(&sidecar(&home, "news.txt")), [caprtl("quote THE MAYOR SPOKE. half a not")]);
}

#[test]
fn suspended_it_gives_the_terminal_back_and_comes_back_clean() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    // Job control needs a shell: a process group without one is never stopped.
    let script = r#"set -m; "$0" news.txt; echo "now stopped"; read line; fg; echo "code $?""#;
    let mut terminal = Terminal::command(&home, "sh", &["-c", script, BINARY]);
    terminal.wait(SHOWN).keys("j1").wait("◆C").keys("\x1a").wait("now stopped");
    assert!(terminal.is_restored());
    terminal.keys("\r").wait(SHOWN).wait("◆C").wait("1 tagged").keys("j").wait(" 3/8 ");
    // Stopped again, it is woken and hung up when the shell ends.
    terminal.keys("\x1a").wait_for("stopped again or left", |screen| screen.contains("code")).ended();
    assert!(terminal.is_restored());
}

#[test]
fn stopped_from_outside_or_without_a_shell_it_goes_on_taking_keys() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    // Begun in the background, it waits for the terminal.
    let script =
        r#"set -m; "$0" news.txt & echo $! > pid; fg; stty sane; echo "now stopped"; read line; fg; echo "code $?""#;
    let mut terminal = Terminal::command(&home, "sh", &["-c", script, BINARY]);
    terminal.wait(SHOWN).keys("j1").wait("◆C").wait(" saved ");
    let pid = fs::read_to_string(home.path().join("pid")).expect("a number").trim().parse().expect("a number");
    let pid = rustix::process::Pid::from_raw(pid).expect("it runs");
    rustix::process::kill_process(pid, Signal::STOP).expect("sent");
    terminal.wait("now stopped").keys("\r").wait_for("a new page", |screen| !screen.contains("now stopped"));
    terminal.keys("j2").wait("●Q").wait(" saved ").keys("q").wait("code 0");
    assert!(terminal.is_restored());

    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("2 tagged").keys("\x1a").wait("Not suspended: there is no shell").keys("3").wait("■F").keys("q");
    assert_eq!(terminal.ended(), "0");
    assert!(terminal.is_restored());
}

#[test]
fn a_terminal_obeys_nothing_that_is_merged_onto_it() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    let note = "\u{9b}31m \u{202e} \u{7f} \u{1b}[5n";
    let tagged = home.run(&["tag", "news.txt", "--sentence", "1", "--tag", "claim", "--note", note]);
    assert!(tagged.status.success(), "{tagged:?}");
    let name = "news.txt.hashiya.json";
    let mut terminal = Terminal::start(&home, &["merge", name, name, name]);
    assert_eq!(terminal.ended(), "0");
    let sent = String::from_utf8(terminal.sent()).expect("UTF-8 is sent");
    let is_obeyed = |one: char| one != '\r' && one != '\n' && one.is_control() || one == '\u{202e}';
    assert_eq!(sent.chars().filter(|one| is_obeyed(*one)).collect::<Vec<_>>(), []);
    let json = sent.lines().filter(|line| !line.starts_with("hashiya:")).collect::<String>();
    let merged: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(merged["annotations"][0]["note"], note);
}

#[test]
fn an_article_on_standard_input_leaves_the_keys_to_the_terminal() {
    for arguments in ["-", ""] {
        let home = Home::new();
        home.write("news.txt", &caprtl(NEWS));
        let script = format!(r#"cat news.txt | "$0" {arguments}; echo "code $?""#);
        let mut terminal = Terminal::command(&home, "sh", &["-c", &script, BINARY]);
        terminal.wait(SHOWN).keys("j").wait(" 2/8 ").keys("q").wait("code 0");
        assert!(terminal.is_restored());
    }
}

#[test]
fn what_an_article_contains_never_reaches_the_terminal_as_a_command() {
    let hostile = "HEAD \u{1b}]0;pwned\u{7} LINE\n\nA \u{1b}[31mRED\u{1b}[5n \u{1b}P$q\u{1b}\\ \u{9b}31mB \u{90}x\u{9c} \u{9d}0;y \
                   \u{85}C \u{8}\u{8}\u{7f}D \u{202e}E\u{202d}F\u{202c}\u{2066}G\u{2067}H\u{2068}I\u{2069} \
                   J\u{200f}K\u{61c}L\u{202a}M\u{202b}N. \u{e}SECOND\u{f} \u{0}NUL \u{5}ENQ \u{fffd}\u{feff}ONE.\n";
    let home = Home::new();
    let name = "evil\u{1b}[31m\u{202e}\u{9b}7m.txt";
    home.write(name, &caprtl(hostile));
    let mut terminal = Terminal::start(&home, &[name]);
    terminal.wait("DAEH").keys("j1").wait("◆C");
    for (key, shown) in [("a", "Annotations (1)"), ("t", "Contents"), ("i", "Summary"), (":", "\n:"), ("/", "\n/")] {
        // Esc by itself: with a letter right behind it, it would be Alt.
        terminal.keys(key).wait(shown).keys("\x1b").wait_for("closed", |screen| !screen.contains(shown));
    }
    terminal.keys("/zzz\r").wait("Not found").keys("y").wait("Copied").keys("q");
    assert_eq!(terminal.ended(), "0");
    let sent = terminal.sent();
    let text = std::str::from_utf8(&sent).expect("UTF-8 is sent");
    for wrong in ["\u{1b}]0", "\u{1b}[31m", "\u{1b}[5n", "\u{1b}P", "pwned\u{7}"] {
        assert!(!text.contains(wrong), "{wrong:?} was sent");
    }
    // U+200E is the program's own, between cells.
    let may = |character: char| matches!(character, '\u{1b}' | '\r' | '\n' | ' '..='~' | '\u{a0}'.. );
    let bidi =
        |character| matches!(character, '\u{61c}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    // The clipboard is an OSC of our own, ended as OSC are.
    let (before, rest) = text.split_once("\u{1b}]52;c;").expect("copied");
    let (copied, after) = rest.split_once(['\u{7}', '\u{1b}']).expect("ended");
    assert!(copied.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte)));
    for part in [before, after] {
        let wrong: Vec<char> = part.chars().filter(|character| !may(*character) || bidi(*character)).collect();
        assert!(wrong.is_empty(), "sent: {wrong:?}");
    }
}

#[test]
fn without_a_terminal_the_text_is_printed_as_it_is() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    let output = home.run(&["news.txt"]);
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stdout), caprtl(NEWS));
}

#[test]
fn commands_say_on_standard_error_what_is_not_data() {
    let home = Home::new();
    // windows-1256, and UTF-8 with a byte that is not.
    let arabic: Vec<u8> = b"\xC7\xE1\xE3\xCF\xED\xE4\xC9 \xDF\xC8\xED\xD1\xC9 \xCC\xCF\xC7. ".repeat(20);
    fs::write(home.path().join("old.txt"), arabic).expect("written");
    let mut broken = caprtl(NEWS).into_bytes();
    broken.push(0xFF);
    fs::write(home.path().join("broken.txt"), broken).expect("written");
    home.write("news.txt", &caprtl(NEWS));
    let run = |arguments: &[&str]| {
        let output = home.run(arguments);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&output.stdout), text(&output.stderr))
    };
    for command in [&["sentences"][..], &["print"], &["list"], &["export", "--format", "csv"], &["check"]] {
        for (file, said) in
            [("old.txt", "old.txt: Read as windows-1256"), ("broken.txt", "Read as UTF-8, 1 place was not valid")]
        {
            let (_, errors) = run(&[command, &[file]].concat());
            assert_eq!(errors.matches(said).count(), 1, "{command:?}: {errors}");
        }
        assert!(!run(&[command, &["news.txt"]].concat()).1.contains("Read as"), "{command:?}");
    }
    assert_eq!(run(&["list", "news.txt"]), (String::new(), "hashiya: no annotations in news.txt\n".into()));
    let (_, errors) = run(&["tag", "news.txt", "--sentence", "2", "--tag", "claim"]);
    assert!(errors.contains("saved in news.txt.hashiya.json"), "{errors}");
    let (_, errors) = run(&["untag", "news.txt", "--sentence", "2"]);
    assert!(errors.contains("saved in news.txt.hashiya.json"), "{errors}");

    let (_, errors) = run(&["tag", "--sample", "he", "--sentence", "2", "--tag", "claim"]);
    assert!(errors.contains("saved in ") && errors.contains("he.txt.hashiya.json"), "{errors}");
    assert!(run(&["list", "--sample", "he"]).0.contains("claim"));
    let (_, errors) = run(&["list", "--sample", "xx"]);
    assert!(errors.contains("there is no sample in xx"), "{errors}");
}

#[test]
fn the_reader_says_how_an_article_was_read() {
    let home = Home::new();
    let arabic: Vec<u8> = b"\xC7\xE1\xE3\xCF\xED\xE4\xC9 \xDF\xC8\xED\xD1\xC9 \xCC\xCF\xC7. ".repeat(20);
    fs::write(home.path().join("old.txt"), arabic).expect("written");
    let mut terminal = Terminal::start(&home, &["old.txt"]);
    terminal.wait("Read as windows-1256").keys("j").wait(" 2/20 ").wait_for("gone", |seen| !seen.contains("Read as"));
    terminal.keys("i").wait("Read as windows-1256").keys("qq");
    assert_eq!(terminal.ended(), "0");
}

#[test]
fn commands_number_the_sentences_as_they_were_joined_and_split() {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    let run = |arguments: &[&str]| {
        let output = home.run(arguments);
        let text = |bytes: &[u8]| capitals(&String::from_utf8_lossy(bytes));
        (text(&output.stdout), text(&output.stderr))
    };
    // Joined in the reader: the third sentence with the fourth. Split: the second at its second word.
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait(SHOWN).keys("jjJ").wait("Joined 2 sentences").keys("kS").wait("SPLIT").keys("\r").wait("Split the");
    terminal.keys("q");
    assert_eq!(terminal.ended(), "0");
    let kinds: Vec<Value> = sidecar(&home, "news.txt")["boundaries"]
        .as_array()
        .expect("boundaries")
        .iter()
        .map(|boundary| boundary["kind"].clone())
        .collect();
    assert_eq!(kinds, ["split", "join"]);

    let joined = "THE RIVER ROSE\nTHE\nMAYOR SPOKE.\nSHE SAID MORE. IT COST 30% MORE.\nTHE END CAME.\nNOBODY SAW IT.\n\
                  NOT EVEN THE CAT.\nAND THAT WAS ALL.\n";
    assert_eq!(run(&["sentences", "news.txt"]), (joined.to_owned(), String::new()));
    let rules = run(&["sentences", "news.txt", "--rules"]).0;
    assert!(rules.contains("THE MAYOR SPOKE.\nSHE SAID MORE.\nIT COST"), "{rules}");
    run(&["tag", "news.txt", "--sentence", "4", "--tag", "quote"]);
    let quote = "SHE SAID MORE. IT COST 30% MORE.";
    assert_eq!(run(&["list", "news.txt"]).0, format!("4\tquote\t{quote}\n"));
    let row = |lines: &str, nth: usize| -> Value {
        serde_json::from_str(lines.lines().nth(nth).expect("a row")).expect("JSON")
    };
    let found = row(&run(&["sentences", "news.txt", "--json"]).0, 3);
    assert_eq!((&found["text"], &found["tags"]), (&quote.into(), &serde_json::json!(["quote"])));
    let exported = run(&["export", "news.txt", "--format", "jsonl"]).0;
    assert_eq!((exported.lines().count(), &row(&exported, 3)["text"]), (8, &quote.into()));
    assert!(run(&["check", "news.txt"]).0.contains("valid; 1 annotation and 2 boundaries, all fit\n"));
    assert!(run(&["untag", "news.txt", "--sentence", "4"]).1.contains("took all tags off sentence 4"));
    assert_eq!(sidecar(&home, "news.txt")["boundaries"].as_array().map(Vec::len), Some(2));

    // In an edited article they are where the words are.
    home.write("news.txt", &caprtl(&NEWS.replace("SPOKE", "SPOKE OUT")));
    let (sentences, errors) = run(&["sentences", "news.txt"]);
    assert!(sentences.contains("SHE SAID MORE. IT COST 30% MORE.\n"), "{sentences}");
    assert_eq!(errors, "");
    assert!(run(&["check", "news.txt"]).0.contains("article.sha256: the article was edited since"));
    // Gone, they do nothing, and stay in the file.
    home.write("news.txt", &caprtl("ALL ELSE IS NEW. NOTHING WAS KEPT."));
    assert!(run(&["check", "news.txt"]).0.contains(": orphan join: IT COST"));
    assert_eq!(run(&["sentences", "news.txt", "--rules"]).1, "");
}
