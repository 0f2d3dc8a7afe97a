//! Two readers on one article that tag against each other, and a third program that rewrites the sidecar without any lock: nothing
//! of anybody is lost.
//!
//! `HASHIYA_CHANGES=10000 cargo test --release --test disk writers -- --nocapture` makes that many changes and prints the counts.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::caprtl::caprtl;
use crate::support::terminal::{Home, Terminal};

const SIDECAR: &str = "news.txt.hashiya.json";

fn changes() -> usize {
    std::env::var("HASHIYA_CHANGES").ok().and_then(|text| text.parse().ok()).unwrap_or(400)
}

fn read(path: &Path) -> Option<Value> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

/// Reads the sidecar, counts in a field of its own, and puts it back in another spelling: what a tool does that knows nothing of us.
/// Returns how often.
fn rewrite(folder: &Path, over: &AtomicBool) -> u64 {
    let (path, temporary) = (folder.join(SIDECAR), folder.join("rewritten"));
    let mut count = 0;
    while !over.load(Ordering::SeqCst) {
        if let Some(mut value) = read(&path) {
            count += 1;
            value["rewritten"] = json!(count);
            // What was read may be old by now.
            thread::sleep(Duration::from_micros(count * 7919 % 3_000));
            fs::write(&temporary, value.to_string()).expect("written");
            fs::rename(&temporary, &path).expect("renamed");
        }
        thread::sleep(Duration::from_micros(2_000 + count * 104_729 % 20_000));
    }
    count
}

/// Tags every second sentence from the current one on, and every tenth of those thrice: on, off, on. Returns how many.
fn work(terminal: &mut Terminal, tag: &str, changes: usize) -> usize {
    let (mut made, mut tagged) = (0, 0);
    while made < changes {
        tagged += 1;
        let times = if tagged % 10 == 0 { 3 } else { 1 };
        terminal.keys(&tag.repeat(times)).keys("jj");
        made += times;
        if tagged % 4 == 0 {
            // Not faster than the disk for ever: what is typed in one burst is saved as one state.
            thread::sleep(Duration::from_millis(4));
        }
    }
    tagged
}

#[test]
fn readers_against_each_other_and_a_rewriter_lose_nothing() {
    let changes = changes();
    let home = Home::new();
    let sentences = changes + 10;
    home.write("news.txt", &caprtl(&"IT RAINED HERE.\n".repeat(sentences)));
    let over = AtomicBool::new(false);
    let status = |terminal: &mut Terminal| terminal.wait("?").keys("q").ended();
    let (claims, quotes, rewrites) = thread::scope(|scope| {
        let rewriter = scope.spawn(|| rewrite(home.path(), &over));
        let reader = |tag: &'static str, first: &'static str| {
            let home = &home;
            move || {
                let mut terminal = Terminal::start(home, &["news.txt"]);
                terminal.wait("DENIAR").keys(first);
                let tagged = work(&mut terminal, tag, changes / 2);
                (terminal, tagged)
            }
        };
        let one = scope.spawn(reader("1", ""));
        let other = scope.spawn(reader("2", "j"));
        let ((mut one, claims), (mut other, quotes)) = (one.join().expect("done"), other.join().expect("done"));
        over.store(true, Ordering::SeqCst);
        let rewrites = rewriter.join().expect("done");
        // What a program does after both have left nobody can mend.
        let path = home.path().join(SIDECAR);
        let until = Instant::now() + Duration::from_secs(1);
        let has_all = |value: Value| {
            value["rewritten"] == json!(rewrites)
                && value["annotations"].as_array().map(Vec::len) == Some(claims + quotes)
        };
        while !read(&path).is_some_and(has_all) && Instant::now() < until {
            thread::sleep(Duration::from_millis(5));
        }
        assert_eq!((status(&mut one), status(&mut other)), ("0".to_owned(), "0".to_owned()));
        (claims, quotes, rewrites)
    });
    let value = read(&home.path().join(SIDECAR)).expect("a whole sidecar");
    let items = value["annotations"].as_array().expect("annotations");
    let count = |tag: &str| items.iter().filter(|item| item["tag"] == json!(tag)).count();
    println!(
        "{changes} changes: {claims} claims and {quotes} quotes given, {} and {} there; rewritten {rewrites} times, {} there",
        count("claim"),
        count("quote"),
        value["rewritten"]
    );
    // By their sentences: from the first for claims, from the second for quotes, every second one.
    for (tag, first, given) in [("claim", 1, claims), ("quote", 2, quotes)] {
        let there: HashSet<u64> = items
            .iter()
            .filter(|item| item["tag"] == json!(tag))
            .filter_map(|item| item["sentence"].as_u64())
            .collect();
        let lost: Vec<u64> = (first..).step_by(2).take(given).filter(|sentence| !there.contains(sentence)).collect();
        assert!(lost.is_empty(), "{tag}: lost in {lost:?}");
        assert_eq!(count(tag), given, "{tag}: given once, and there once");
    }
    assert_eq!(value["rewritten"], json!(rewrites));
    let check = home.run(&["check", "news.txt"]);
    assert!(check.status.success(), "{check:?}");
}
