//! The README is short, and says of keys and commands what the program does.

use std::collections::BTreeSet;

use clap::{Command, CommandFactory};
use hashiya::annotation::TagSet;
use hashiya::app::key::Key;
use hashiya::app::keymap::{Binding, Context, Keymap, bindings};
use hashiya::cli::Arguments;

/// Lines that somebody reads who only wants to use it.
const LINES: usize = 200;

fn readme() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("README.md")
}

/// What stands between `<!-- name -->` and `<!-- /name -->`.
fn between(name: &str) -> String {
    let readme = readme();
    let (_, rest) = readme.split_once(&format!("<!-- {name} -->\n")).unwrap_or_else(|| panic!("no {name}"));
    rest.split_once(&format!("<!-- /{name} -->")).unwrap_or_else(|| panic!("{name} does not end")).0.to_owned()
}

/// What is in backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// A row of the table of keys.
fn row(binding: &Binding) -> String {
    let keys: Vec<String> = binding.keys.iter().map(|key| format!("`{key}`")).collect();
    format!("| {} | {} |", keys.join(" "), binding.help)
}

#[test]
fn it_is_short() {
    let lines = readme().lines().count();
    assert!(lines <= LINES, "README.md has {lines} lines: what is looked up belongs to the manual, src/cli/manual");
}

#[test]
fn the_keys_are_rows_of_the_keymap() {
    let table = between("keys");
    let rows: Vec<&str> = table.lines().skip(2).collect();
    assert_eq!(rows.len(), 10, "the first ten keys");
    let bindings = bindings(&TagSet::default());
    for written in rows {
        let first = quoted(written).next().and_then(Key::parse).unwrap_or_else(|| panic!("{written}"));
        let is_it = |binding: &&Binding| {
            binding.context == Context::Read && binding.keys.iter().any(|key| Key::parse(key) == Some(first))
        };
        assert_eq!(Some(written.to_owned()), bindings.iter().find(is_it).map(row));
    }
}

#[test]
fn the_keys_for_a_number_in_a_quote_do_something_there() {
    let readme = readme();
    let (_, steps) = readme.split_once("### A number in a quote\n").expect("the steps");
    let steps: Vec<&str> =
        steps.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_digit())).collect();
    let keymap = Keymap::default();
    for (step, context) in steps.iter().zip([Context::Read, Context::Read, Context::Part, Context::Part]) {
        for name in quoted(step) {
            let key = Key::parse(name).unwrap_or_else(|| panic!("{name}"));
            assert!(keymap.action(context, None, key).is_some(), "{step}: {name}");
        }
    }
    assert_eq!(steps.len(), 4, "{steps:?}");
}

#[test]
fn the_commands_are_those_that_there_are() {
    let table = between("commands");
    let mut root = Arguments::command();
    root.build();
    let mut named = BTreeSet::new();
    for usage in table.lines().filter_map(|row| row.split('|').nth(1)).flat_map(quoted) {
        let words: Vec<&str> = usage.split([' ', '[', ']']).filter(|word| !word.is_empty()).collect();
        let command = words.get(1).and_then(|name| root.find_subcommand(name));
        let names_one = words.get(1).is_some_and(|word| word.starts_with(char::is_lowercase));
        assert_eq!(names_one, command.is_some(), "{usage}");
        let has = |command: &Command, option: &str| {
            command
                .get_arguments()
                .any(|argument| argument.get_long().is_some_and(|long| option == format!("--{long}")))
        };
        for option in words.iter().filter(|word| word.starts_with("--")) {
            assert!(has(command.unwrap_or(&root), option), "{usage}: {option}");
        }
        named.extend(command.map(|command| command.get_name().to_owned()));
    }
    let all = root.get_subcommands().map(|command| command.get_name().to_owned()).filter(|name| name != "help");
    assert_eq!(all.filter(|name| !named.contains(name)).collect::<Vec<_>>(), [""; 0], "not in README.md");
}

#[test]
fn what_it_names_is_there() {
    let readme = readme();
    let links = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let paths = quoted(&readme).flat_map(|code| code.split(' ')).filter(|word| word.starts_with("tests/"));
    for path in links.chain(paths).chain([".ci/run"]) {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        assert!(path.exists(), "{}", path.display());
    }
}
