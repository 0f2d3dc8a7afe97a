//! With git: its own merging of lines, and ours as its driver.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::skip::skip;

const BINARY: &str = env!("CARGO_BIN_EXE_hashiya");

/// A repository with an article of twelve sentences, of which three are tagged, and a branch `side`.
struct Repository(tempfile::TempDir);

impl Repository {
    /// `None` where there is no git.
    fn new() -> Option<Self> {
        if let Err(error) = Command::new("git").arg("--version").output() {
            skip("git", error);
            return None;
        }
        let repository = Self(tempfile::tempdir().expect("a folder"));
        let text = "One more sentence. ".repeat(12);
        std::fs::write(repository.path().join("news.txt"), text).expect("written");
        std::fs::write(repository.path().join(".gitignore"), "*~\n").expect("written");
        repository.git(&["init", "-q"]);
        for sentence in ["2", "6", "10"] {
            repository.tag(sentence, "claim", "first");
        }
        repository.commit();
        repository.git(&["branch", "side"]);
        Some(repository)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.path()).env("HOME", self.path()).env("LANG", "C");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "mona").env(format!("GIT_{who}_EMAIL"), "mona@example.org");
        }
        command.output().expect("it runs")
    }

    fn git(&self, arguments: &[&str]) {
        let output = self.run("git", arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }

    fn tag(&self, sentence: &str, tag: &str, note: &str) {
        let output = self.run(BINARY, &["tag", "news.txt", "--sentence", sentence, "--tag", tag, "--note", note]);
        assert!(output.status.success(), "{output:?}");
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-qm", "work"]);
    }

    /// Does one thing on each branch, and merges.
    fn merge(&self, ours: impl Fn(&Self), theirs: impl Fn(&Self)) -> Output {
        ours(self);
        self.commit();
        self.git(&["checkout", "-q", "side"]);
        theirs(self);
        self.commit();
        self.git(&["checkout", "-q", "-"]);
        self.run("git", &["merge", "-q", "side"])
    }

    /// The sentences and notes of the valid sidecar.
    fn annotations(&self) -> Vec<(u64, String)> {
        let check = self.run(BINARY, &["check", "news.txt"]);
        assert!(String::from_utf8_lossy(&check.stdout).contains(": valid; "), "{check:?}");
        let bytes = std::fs::read(self.path().join("news.txt.hashiya.json")).expect("a file");
        let value: Value = serde_json::from_slice(&bytes).expect("JSON");
        let items = value["annotations"].as_array().expect("annotations").iter();
        items.map(|item| (item["sentence"].as_u64().unwrap_or(0), item["note"].to_string())).collect()
    }
}

fn sentences(repository: &Repository) -> Vec<u64> {
    repository.annotations().into_iter().map(|(sentence, _)| sentence).collect()
}

#[test]
fn git_alone_merges_what_was_done_at_different_places() {
    let Some(repository) = Repository::new() else { return };
    let merge = repository.merge(
        |ours| {
            ours.tag("3", "figure", "ours");
            ours.tag("10", "claim", "another note");
        },
        |theirs| {
            theirs.tag("1", "quote", "theirs");
            theirs.tag("7", "quote", "theirs");
        },
    );
    assert!(merge.status.success(), "{merge:?}");
    assert_eq!(sentences(&repository), [1, 2, 3, 6, 7, 10]);
}

#[test]
fn as_a_driver_it_merges_what_git_cannot() {
    let Some(repository) = Repository::new() else { return };
    let both = |repository: &Repository| {
        repository.merge(
            |ours| {
                ours.tag("3", "figure", "ours");
                ours.tag("6", "claim", "one text");
            },
            |theirs| {
                theirs.tag("4", "quote", "theirs");
                theirs.tag("6", "claim", "another text");
            },
        )
    };
    let alone = both(&repository);
    assert!(!alone.status.success(), "both at one place");
    let check = repository.run(BINARY, &["check", "news.txt"]);
    let told = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(told.contains(": git left both versions in it; `hashiya merge --help` has the line"), "{told}");
    // That line.
    let line = format!(
        "f=news.txt.hashiya.json; '{BINARY}' merge <(git show :1:./$f) <(git show :2:./$f) <(git show :3:./$f) -o $f"
    );
    let merge = repository.run("bash", &["-c", &line]);
    assert!(merge.status.success(), "{merge:?}");
    assert_eq!(sentences(&repository), [2, 3, 4, 6, 10]);
    repository.git(&["merge", "--abort"]);
    // The two lines of the README.
    std::fs::write(repository.path().join(".git/info/attributes"), "*.hashiya.json merge=hashiya\n").expect("written");
    repository.git(&["config", "merge.hashiya.driver", &format!("'{BINARY}' merge %O %A %B -o %A")]);
    let merge = repository.run("git", &["merge", "-q", "side"]);
    assert!(merge.status.success(), "{merge:?}");
    let said = String::from_utf8_lossy(&merge.stderr).into_owned() + &String::from_utf8_lossy(&merge.stdout);
    assert!(said.contains("5 annotations; 1 changed on both sides, kept both"), "{said}");
    assert_eq!(sentences(&repository), [2, 3, 4, 6, 10]);
    let check = repository.run(BINARY, &["check", "news.txt"]);
    let told = String::from_utf8_lossy(&check.stdout).into_owned();
    assert_eq!(told.matches(": changed on both sides of a merge, both kept: claim: One more").count(), 1, "{told}");
    assert!(!check.status.success() && told.contains("5 annotations where they were, 1 in conflict"), "{told}");
    let note = &repository.annotations()[3].1;
    assert!(note.contains("one text") && note.contains("another text"), "{note}");
}

#[test]
fn without_driver_or_git_bad_input_is_named_and_the_output_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let good = serde_json::to_string(&super::sidecar(vec![super::claim("a", 1)], &[])).expect("JSON");
    let mut other = super::sidecar(vec![super::claim("b", 2)], &[]);
    other["article"]["sha256"] = "b".repeat(64).into();
    for (name, text) in [
        ("good", good.as_str()),
        ("other", &other.to_string()),
        ("empty", ""),
        ("torn", &good[..good.len() / 2]),
        ("newer", &good.replace("\"version\":1", "\"version\":9")),
        ("wrong", &good.replace("\"start\":100", "\"start\":\"x\"")),
        ("out", "as it was"),
    ] {
        std::fs::write(at(name), text).expect("written");
    }
    let run = |versions: [&str; 3]| {
        let mut command = Command::new(BINARY);
        let output = command.arg("merge").args(versions.map(at)).args(["-o", &at("out")]).output().expect("it runs");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for (versions, said) in [
        (["empty", "good", "torn"], "torn: is not JSON: line 1"),
        (["torn", "good", "good"], "torn: is not JSON"),
        (["empty", "newer", "good"], "newer: version: is 9"),
        (["good", "good", "wrong"], "wrong: annotations[0].start: "),
        (["good", "empty", "good"], "empty: is empty or not there"),
        (["good", "good", "gone"], "gone: is empty or not there"),
        (["empty", "good", "other"], "other: they are about different texts (article.sha256)"),
    ] {
        let (code, told) = run(versions);
        assert!(code == Some(1) && told.contains(said), "{versions:?}: {told}");
        assert_eq!(std::fs::read_to_string(at("out")).expect("a file"), "as it was", "{versions:?}");
    }
    let (code, told) = run(["empty", "good", "good"]);
    assert!(code == Some(1) && told.contains("out: is not JSON") && told.contains("is no sidecar"), "{told}");
    assert_eq!(std::fs::read_to_string(at("out")).expect("a file"), "as it was");
    std::fs::write(at("out"), "").expect("written");
    assert_eq!(run(["empty", "good", "good"]).0, Some(0));
    assert!(std::fs::read_to_string(at("out")).expect("a file").contains("\"id\": \"a\""));
}
