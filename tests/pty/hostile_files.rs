//! The real program on files made to hurt it: sidecars that are none, articles that hide something, names that are commands to
//! a terminal.

use std::ffi::OsStr;
use std::fs;
use std::process::Output;

use crate::support::caprtl::caprtl;
use crate::support::terminal::{Home, Terminal};

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

/// Whether the bytes that were sent to a terminal hold no control but the program's own.
fn is_harmless(sent: &[u8]) -> bool {
    // U+200E is the program's own, between cells.
    let bidi =
        |character| matches!(character, '\u{61c}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text = std::str::from_utf8(sent).expect("UTF-8 is sent");
    let may = |character: char| matches!(character, '\t' | '\u{1b}' | '\r' | '\n' | ' '..='~' | '\u{a0}'.. );
    let wrong: Vec<char> = text.chars().filter(|character| !may(*character) || bidi(*character)).collect();
    let ours = ["\u{1b}]0", "\u{1b}[31m", "\u{1b}[5n", "\u{1b}P", "\u{1b}_", "\u{1b}^", "\u{1b}X"];
    wrong.is_empty() && !ours.iter().any(|sequence| text.contains(sequence))
}

#[test]
fn control_bytes_of_any_encoding_are_not_obeyed() {
    let plain = b"\xC7\xE1\xE3\xCF\xED\xE4\xC9 \xDF\xC8\xED\xD1\xC9 \xCC\xCF\xC7. ".repeat(8);
    let every: Vec<u8> = (1..=255).flat_map(|byte| [byte, b'a', b' ']).collect();
    let sequences = b"\x1b]0;pwned\x07 \x9d0;pwned\x9c \x9b31m \x90$q\x9c \x1b_G\x1b\\ \x1b[5n \x85\x84\x8d".to_vec();
    let utf16 = |text: &str| {
        text.encode_utf16().fold(b"\xFF\xFE".to_vec(), |mut bytes, unit| {
            bytes.extend(unit.to_le_bytes());
            bytes
        })
    };
    for (name, bytes) in [
        ("every byte", [plain.repeat(60), every].concat()),
        ("Arabic", [&plain[..], &sequences].concat()),
        ("Western", [b"Caf\xE9 na\xEFf, d\xE9j\xE0 vu. ".repeat(8), sequences.clone()].concat()),
        ("UTF-16", utf16(&format!("{} \u{1b}]0;pwned\u{7} \u{9b}31m \u{9d}0;x\u{9c}", caprtl(NEWS)))),
    ] {
        let home = Home::new();
        fs::write(home.path().join("a.txt"), &bytes).expect("written");
        let mut terminal = Terminal::start(&home, &["a.txt"]);
        terminal.wait("a.txt").keys("GiqG").wait("100%").keys("q");
        assert_eq!(terminal.ended(), "0", "{name}");
        assert!(is_harmless(&terminal.sent()), "{name}");
        for arguments in [
            &["sentences", "a.txt"][..],
            &["sentences", "a.txt", "--json"],
            &["print", "a.txt"],
            &["text", "a.txt"],
            &["tag", "a.txt", "--sentence", "2", "--tag", "claim"],
            &["list", "a.txt"],
            &["list", "a.txt", "--json"],
            &["check", "a.txt"],
            &["export", "a.txt", "--format", "jsonl"],
        ] {
            let mut terminal = Terminal::start(&home, arguments);
            assert_eq!(terminal.ended(), "0", "{name}, {arguments:?}");
            assert!(is_harmless(&terminal.sent()), "{name}, {arguments:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn names_are_shown_safely_and_kept_as_they_are() {
    use std::os::unix::ffi::OsStrExt;
    let headline = "خ".repeat(125);
    // What is not shown of them is U+FFFD on the screen, which the terminal of these tests leaves out.
    for (name, shown) in [
        (&b"a\x1b]0;pwned\x07.txt"[..], "a]0;pwned.txt"),
        (b"a\nb.txt", "ab.txt"),
        (b"a\xff\x9b31m.txt", "a31m.txt"),
        ("a\u{202e}txt.gpj".as_bytes(), "atxt.gpj"),
        (headline.as_bytes(), ""),
    ] {
        let home = Home::new();
        let name = OsStr::from_bytes(name);
        fs::write(home.path().join(name), caprtl(NEWS)).expect("written");
        let mut terminal = Terminal::start(&home, &[name]);
        terminal.wait("ESOR REVIR EHT").wait(shown).keys("j1").wait("◆C");
        terminal
            .keys("i")
            .wait("Summary")
            .keys("qw")
            .wait("csv")
            .keys("\r")
            .wait("Export to")
            .keys("\r")
            .wait("Exported to")
            .keys("q");
        assert_eq!(terminal.ended(), "0", "{name:?}");
        assert!(is_harmless(&terminal.sent()), "{name:?}");
        let mut found: Vec<_> =
            fs::read_dir(home.path()).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
        found.retain(|found| found.as_bytes().ends_with(b".hashiya.json"));
        let start = &name.as_bytes()[..name.len().min(200)];
        assert!(found.len() == 1 && found[0].as_bytes().starts_with(start), "{name:?}: {found:?}");
        for command in ["list", "check", "sentences", "print", "text", "reanchor"] {
            let mut terminal = Terminal::start(&home, &[OsStr::new(command), name]);
            assert_eq!(terminal.ended(), "0", "{name:?}, {command}");
            assert!(is_harmless(&terminal.sent()), "{name:?}, {command}");
        }
        fs::write(home.path().join(&found[0]), "").expect("written");
        for command in ["list", "check", "reanchor"] {
            let mut terminal = Terminal::start(&home, &[OsStr::new(command), name]);
            terminal.ended();
            assert!(is_harmless(&terminal.sent()), "{name:?}, {command}");
        }
    }
}

#[test]
fn arguments_that_are_refused_are_not_obeyed() {
    let home = Home::new();
    let name = "a\u{1b}]0;pwned\u{7}\u{1b}[31m\u{9b}7m\u{202e}.txt";
    for arguments in [&["list", "news.txt", name][..], &["news.txt", name], &["--width", name], &["--sample", name]] {
        let mut terminal = Terminal::start(&home, arguments);
        assert_ne!(terminal.ended(), "0", "{arguments:?}");
        assert!(is_harmless(&terminal.sent()), "{arguments:?}");
    }
}

#[test]
fn the_sidecar_of_another_article_is_told() {
    let (home, _) = tagged();
    home.write("news.txt", &caprtl("ALL ELSE IS NEW. NOTHING WAS KEPT."));
    let output = home.run(&["check", "news.txt"]);
    assert!(said(&output).contains("article.sha256: nothing of it is in this article: it may be another one's"));
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("WEN SI ESLE LLA").wait("The article was edited: 1 without a place").keys("q");
    assert_eq!(terminal.ended(), "0");
    // With another name in it, it is surely not this one's: nothing is written over it.
    home.write("other.txt", &caprtl("ALL ELSE IS NEW. NOTHING WAS KEPT."));
    let sidecar = home.path().join("other.txt.hashiya.json");
    fs::copy(home.path().join("news.txt.hashiya.json"), &sidecar).expect("copied");
    let before = fs::read(&sidecar).expect("a file");
    let remedy = "article.name: is \"news.txt\", and nothing of it is in other.txt";
    let tag = ["tag", "other.txt", "--sentence", "1", "--tag", "claim"];
    for arguments in [&["check", "other.txt"][..], &["list", "other.txt"], &["reanchor", "other.txt"], &tag] {
        let output = home.run(arguments);
        assert!(!output.status.success() && said(&output).contains(remedy), "{arguments:?}: {output:?}");
    }
    let mut terminal = Terminal::start(&home, &["other.txt"]);
    terminal.wait("LOCKED: the annotations are those of \"news.txt\"").keys("1i").wait("move it away").keys("qq");
    assert_eq!(terminal.ended(), "0");
    assert_eq!(fs::read(&sidecar).expect("a file"), before);
    // A file that was renamed with its sidecar is still its own.
    fs::copy(home.path().join("news.txt.hashiya.json"), home.path().join("renamed.txt.hashiya.json")).expect("copied");
    home.write("renamed.txt", &caprtl("THE MAYOR SPOKE."));
    assert!(said(&home.run(&["list", "renamed.txt"])).contains("claim"));
}

#[test]
fn controls_of_direction_are_seen_counted_and_obeyed() {
    let home = Home::new();
    // As in "Trojan Source": the end of the line is put before the comment.
    let text = "access \u{202E}\u{2066}if admin\u{2069} \u{2066}stop\u{2069} here.\n\nTHE \u{2067}END\u{2069}.\n";
    home.write("evil.txt", &caprtl(text));
    let mut terminal = Terminal::start(&home, &["evil.txt"]);
    let warning = "7 invisible direction controls are shown as markers";
    terminal.wait("access ↤.ereh ◦stop▸ ◦if admin▸").wait(".◦DNE◂ EHT").wait(warning);
    terminal.keys("1").wait_for("said once", |screen| !screen.contains(warning) && screen.contains("◆C"));
    terminal.keys("i").wait(warning).keys("qq");
    assert_eq!(terminal.ended(), "0");
    let output = said(&home.run(&["check", "evil.txt"]));
    assert!(output.contains("evil.txt: 7 invisible direction controls are shown as markers"), "{output}");
    assert!(output.contains("1 annotation, it fits"), "{output}");
    // The text is what it was, markers are no part of it.
    let listed: serde_json::Value =
        serde_json::from_slice(&home.run(&["list", "evil.txt", "--json"]).stdout).expect("JSON");
    let exact = text.split('\n').next().map(caprtl);
    assert_eq!((listed["exact"].as_str(), listed["start"].as_u64()), (exact.as_deref(), Some(0)));
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
