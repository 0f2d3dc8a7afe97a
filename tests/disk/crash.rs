//! The real program, killed at random moments: the sidecar is whole, and holds every change whose "saved" was on the screen.
//!
//! `HASHIYA_ROUNDS=1000 cargo test --release --test disk crash -- --nocapture` kills it a thousand times and prints what it saw;
//! `HASHIYA_SEED` repeats the moments as far as the machine does.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, SystemTime};

use rustix::process::Signal;
use serde_json::Value;

use crate::support::caprtl::caprtl;
use crate::support::terminal::{Home, Terminal};

/// Sentences of the article; when most are tagged it begins anew.
const SENTENCES: usize = 240;
/// Changes that a round makes at most.
const CHANGES: u64 = 12;
/// What ends a frame: before it the screen is half painted.
const FRAME: &[u8] = b"\x1b[?2026l";

/// Xorshift: enough to be at another moment each time.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

/// What there was to see in all rounds.
#[derive(Default, Debug)]
struct Counts {
    rounds: u64,
    typed: u64,
    said_saved: u64,
    on_disk: u64,
    killed_before_a_save_ended: u64,
    backups: u64,
    leftovers: usize,
}

fn article() -> String {
    let mut text = String::from("HEAD\n\n");
    for number in 1..=SENTENCES {
        let end = if number % 12 == 0 { "\n\n" } else { " " };
        let _ = write!(text, "SENTENCE {number} IS HERE.{end}");
    }
    caprtl(&text)
}

fn sidecar(home: &Home) -> PathBuf {
    home.path().join("news.txt.hashiya.json")
}

/// The annotations in a file; none where there is no file. Panics when it is not whole.
fn annotations(path: &PathBuf) -> Vec<Value> {
    let Ok(bytes) = fs::read(path) else { return Vec::new() };
    let value: Value = serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    value["annotations"].as_array().expect("annotations").clone()
}

fn ids(path: &PathBuf) -> BTreeSet<String> {
    annotations(path).iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
}

/// Where annotations begin. What was tagged anew, since it was not in the file, is in it once.
fn places(path: &PathBuf) -> BTreeSet<u64> {
    annotations(path).iter().map(|item| item["start"].as_u64().expect("a start")).collect()
}

fn leftovers(home: &Home) -> BTreeSet<String> {
    let names = fs::read_dir(home.path()).expect("a folder").flatten();
    names
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.starts_with(".hashiya-"))
        .collect()
}

/// The most tagged sentences that a whole frame showed as saved, in what the program sent.
fn most_saved(sent: &[u8]) -> usize {
    let mut parser = vt100::Parser::new(24.try_into().expect("not 0"), 80.try_into().expect("not 0"), 0);
    let (mut most, mut rest) = (0, sent);
    while let Some(at) = rest.windows(FRAME.len()).position(|window| window == FRAME) {
        parser.process(&rest[..at + FRAME.len()]);
        rest = &rest[at + FRAME.len()..];
        let screen = parser.screen().contents();
        let status = screen.lines().find(|line| line.contains(" tagged")).unwrap_or_default();
        if status.contains(" saved ") {
            let before = status.split(" tagged").next().unwrap_or_default();
            let count = before.rsplit(' ').next().and_then(|count| count.parse().ok());
            most = most.max(count.unwrap_or_else(|| panic!("no count in {status:?}")));
        }
    }
    most
}

/// One process from its start to its death, and what it left behind.
fn round(home: &Home, random: &mut Random, counts: &mut Counts) {
    let (before, before_bytes) = (ids(&sidecar(home)), fs::read(sidecar(home)).ok());
    let left = leftovers(home);
    let mut terminal = Terminal::start(home, &["news.txt"]);
    let (tagged, offered) = (format!("{} tagged", before.len()), "There is work that is not in the file");
    terminal.wait_for(&tagged, |screen| screen.contains(&tagged) || screen.contains(offered));
    let typed = random.below(CHANGES + 1);
    for _ in 0..typed {
        terminal.keys("\t1");
        if random.below(2) == 0 {
            thread::sleep(Duration::from_micros(random.below(6_000)));
        }
    }
    // Some are killed while they start, some while they save, some when all is saved.
    let bound = [1, 2_000, 30_000][random.below(3) as usize];
    thread::sleep(Duration::from_micros(random.below(bound)));
    terminal.signal(Signal::KILL);
    assert_eq!(terminal.ended(), "Killed");

    let check = home.run(&["check", "news.txt"]);
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
    let after = ids(&sidecar(home));
    let (said, said_now) = (most_saved(&terminal.sent()), after.len() - before.len());
    assert!(before.is_subset(&after), "what was there is there");
    assert!(after.len() >= said, "{said} were said to be saved, {} are there", after.len());
    assert!(said_now as u64 <= typed);
    if let (Some(old), true) = (before_bytes, after != before) {
        let backup = fs::read(home.path().join("news.txt.hashiya.json~")).expect("a backup");
        assert!(backup == old, "the backup is what was there before");
        counts.backups += 1;
    }
    if after != before {
        for whole in left.intersection(&leftovers(home)) {
            ids(&home.path().join(whole));
        }
    }
    counts.rounds += 1;
    counts.typed += typed;
    counts.said_saved += said.saturating_sub(before.len()) as u64;
    counts.on_disk += said_now as u64;
    counts.killed_before_a_save_ended += u64::from((said_now as u64) < typed);
    counts.leftovers += leftovers(home).difference(&left).count();
}

/// Takes in what was whole when the processes were killed: all of it is there, and nothing is left behind.
fn recover(home: &Home) {
    let mut all = places(&sidecar(home));
    let whole = leftovers(home).into_iter().map(|name| home.path().join(name));
    let whole = whole.filter(|path| fs::read(path).is_ok_and(|bytes| serde_json::from_slice::<Value>(&bytes).is_ok()));
    all.extend(whole.flat_map(|path| places(&path)));
    while !all.is_subset(&places(&sidecar(home))) {
        let mut terminal = Terminal::start(home, &["news.txt"]);
        terminal.wait("There is work that is not in the file").keys(":recover\r").wait("Recovered ");
        terminal.keys("q");
        assert_eq!(terminal.ended(), "0");
    }
    // The half ones go when something is saved.
    let mut terminal = Terminal::start(home, &["news.txt"]);
    terminal.wait("/241").keys("\t1").wait(" saved ").keys("q");
    assert_eq!(terminal.ended(), "0");
    assert!(all.is_subset(&places(&sidecar(home))));
    assert_eq!(leftovers(home), BTreeSet::new());
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().and_then(|text| text.parse().ok())
}

#[test]
fn killed_at_any_moment_nothing_is_lost_that_was_said_to_be_saved() {
    let clock = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(1, |time| time.as_micros() as u64);
    let (rounds, seed) = (number("HASHIYA_ROUNDS").unwrap_or(15), number("HASHIYA_SEED").unwrap_or(clock).max(1));
    println!("seed {seed}");
    let (mut random, mut counts) = (Random(seed), Counts::default());
    let mut home = Home::new();
    home.write("news.txt", &article());
    for _ in 0..rounds {
        if ids(&sidecar(&home)).len() + CHANGES as usize >= SENTENCES {
            recover(&home);
            home = Home::new();
            home.write("news.txt", &article());
        }
        round(&home, &mut random, &mut counts);
    }
    recover(&home);
    println!("{counts:#?}");
    assert_eq!(counts.rounds, rounds);
}
