//! What the program says of itself: the pages of the manual and the list of keys have what is in the tables.

use clap::{Arg, Command, CommandFactory, Parser};
use hashiya::annotation::{Colour, TagSet};
use hashiya::app::edit::LineEdit;
use hashiya::app::key::Key;
use hashiya::app::keymap::{Context, bindings};
use hashiya::cli::{self, Arguments, keys};
use hashiya::settings::{ATTRIBUTES, LABELS, THEMES, rows};
use hashiya::text::layout::Order;
use serde_json::Value;

/// What a command prints.
fn printed(arguments: &[&str]) -> String {
    let arguments = Arguments::try_parse_from([&["hashiya"], arguments].concat()).expect("arguments");
    let mut out = Vec::new();
    cli::run(&arguments.command.expect("a command"), &mut out).expect("printed");
    String::from_utf8(out).expect("UTF-8")
}

/// A page as it is read: without fonts and escapes, a paragraph a line.
fn page(section: &str) -> String {
    let mut text = printed(&["man", section]);
    for (escape, character) in
        [("\\fB", ""), ("\\fI", ""), ("\\fR", ""), ("\\-", "-"), ("\\(aq", "'"), ("\\(dq", "\""), ("\\&", "")]
    {
        text = text.replace(escape, character);
    }
    text
}

/// The chapter of a heading, its line ends blanks.
fn chapter(page: &str, heading: &str) -> String {
    let start = page.find(&format!(" \"{heading}\"\n")).unwrap_or_else(|| panic!("no chapter {heading}"));
    let rest = &page[start + heading.len() + 4..];
    let end = ["\n.SH ", "\n.SS "].iter().filter_map(|request| rest.find(request)).min();
    rest[..end.unwrap_or(rest.len())].replace('\n', " ")
}

fn commands() -> Vec<Command> {
    let mut root = Arguments::command();
    root.build();
    root.get_subcommands().filter(|command| command.get_name() != "help").cloned().collect()
}

/// Whether the names of an argument and the values it may have are in a text.
fn has(text: &str, argument: &Arg) -> bool {
    let name = argument.get_long().map_or_else(
        || argument.get_value_names().unwrap_or_default().first().map(ToString::to_string).unwrap_or_default(),
        |long| format!("--{long}"),
    );
    let values = if argument.get_action().takes_values() { argument.get_possible_values() } else { Vec::new() };
    text.contains(&name) && values.iter().all(|value| text.contains(value.get_name()))
}

#[test]
fn the_manual_has_every_command_option_and_value() {
    let page = page("1");
    for command in commands() {
        let chapter = chapter(&page, &format!("hashiya {}", command.get_name()));
        for argument in command.get_arguments().filter(|argument| argument.get_id() != "help") {
            assert!(has(&chapter, argument), "{}: {}: {chapter}", command.get_name(), argument.get_id());
        }
    }
    let options = chapter(&page, "OPTIONS");
    for argument in Arguments::command().get_arguments() {
        assert!(has(&options, argument), "{}: {options}", argument.get_id());
    }
    for heading in ["NAME", "SYNOPSIS", "DESCRIPTION", "EXIT STATUS", "FILES", "ENVIRONMENT", "EXAMPLES", "SEE ALSO"] {
        assert!(!chapter(&page, heading).trim().is_empty(), "{heading}");
    }
}

#[test]
fn the_manual_of_files_has_every_setting_colour_label_and_field() {
    let page = page("5");
    let settings = chapter(&page, "SETTINGS");
    for [name, doc, facts, default] in rows() {
        for fact in [&name, &doc, &facts, &default].map(|fact| fact.replace('`', "")) {
            assert!(settings.contains(fact.as_str()), "{name}: {fact}: {settings}");
        }
    }
    let tags = chapter(&page, "TAGS");
    for (_, name) in Colour::NAMES {
        assert!(tags.contains(name), "{name}");
    }
    let themes = chapter(&page, "THEMES");
    let names = THEMES.iter().map(|(name, _)| *name);
    for name in LABELS.iter().copied().chain(ATTRIBUTES).chain(names) {
        assert!(themes.contains(name), "{name}");
    }
    let schema: Value = serde_json::from_str(include_str!("../../assets/sidecar.schema.json")).expect("JSON");
    let fields = |heading: &str, object: &Value| {
        let chapter = chapter(&page, heading);
        for (name, field) in object["properties"].as_object().expect("properties") {
            let about = field["description"].as_str().unwrap_or_else(|| panic!("{heading}: {name} has no description"));
            assert!(
                chapter.contains(&format!(".TP {name} (")) && chapter.contains(about),
                "{name}: {about}: {chapter}"
            );
        }
    };
    fields("Fields of the file", &schema);
    fields("Fields of article", &schema["properties"]["article"]);
    for name in ["tags", "annotations", "boundaries"] {
        fields(&format!("Fields of each of {name}"), &schema["properties"][name]["items"]);
    }
}

#[test]
fn a_page_is_roff_that_every_reader_of_manuals_takes() {
    for section in ["1", "5"] {
        let page = printed(&["man", section]);
        // Other characters are escaped: some readers of manuals take a page for Latin-1.
        assert!(page.is_ascii());
        let escaped =
            page.split("\\[u").skip(1).filter_map(|rest| u32::from_str_radix(rest.split(']').next()?, 16).ok());
        for point in escaped {
            let runs_right_to_left = matches!(point, 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC);
            assert!(!runs_right_to_left, "U+{point:04X}: readers of manuals do not order it");
        }
        let mut open = Vec::new();
        for line in page.lines() {
            let example = open.last() == Some(&"EE");
            assert!(line.len() <= 80 || example || line.starts_with("\\f"), "{line}");
            assert!(line.trim_end() == line && (example || !line.is_empty()), "{line}");
            let Some(request) = line.strip_prefix('.') else { continue };
            match request.split(' ').next() {
                Some("RS") => open.push("RE"),
                Some("EX") => open.push("EE"),
                Some(end @ ("RE" | "EE")) => assert_eq!(open.pop(), Some(end), "{line}"),
                Some("nr" | "TH" | "SH" | "SS" | "PP" | "TP" | "IP") => {}
                _ => panic!("{line}"),
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }
}

#[test]
fn a_section_without_a_page_is_refused() {
    let error = Arguments::try_parse_from(["hashiya", "man", "3"]).expect_err("no section 3");
    assert_eq!(error.exit_code(), 2);
    assert!(
        error.to_string().contains("invalid value '3'") && error.to_string().contains("[possible values: 1, 5]"),
        "{error}"
    );
    assert_eq!(printed(&["man"]), printed(&["man", "1"]));
}

#[test]
fn the_keys_are_those_of_the_keymap_and_of_lines() {
    let list = printed(&["keys"]);
    let mut lines = list.lines();
    let bindings = bindings(&TagSet::default());
    for context in Context::ALL {
        assert!(lines.any(|line| line == context.title()), "{}", context.title());
        for binding in bindings.iter().filter(|binding| binding.context == context) {
            let row = lines.next().unwrap_or_default();
            assert!(row.trim_start().starts_with(&binding.keys.join("  ")) && row.ends_with(&*binding.help), "{row}");
        }
    }
    for (names, help) in keys::LINE {
        assert!(list.contains(help), "{help}");
        for name in names.iter().filter(|name| **name != "Enter") {
            let key = Key::parse(name).unwrap_or_else(|| panic!("{name}"));
            assert!(LineEdit::new("a", Order::Visual).key(key), "{name}");
        }
    }
}

#[test]
fn the_examples_are_command_lines() {
    let mut root = Arguments::command();
    root.build();
    for command in std::iter::once(&root).chain(&commands()) {
        let help = command.get_before_long_help().or_else(|| command.get_before_help());
        let help = help.map(ToString::to_string).unwrap_or_default();
        let lines = help.lines().map(str::trim_start).filter(|line| *line == "hashiya" || line.starts_with("hashiya "));
        // Arguments that the shell makes are not there to be read.
        let lines = lines.filter(|line| !line.contains("<("));
        let mut count = 0;
        for line in lines {
            // What the shell does with it is no argument; what is explained stands behind two blanks.
            let line = line.split("  ").next().unwrap_or_default();
            let line = line.split(['|', '>', '<', '&']).next().unwrap_or_default();
            let words = shell_words::split(line).expect(line);
            assert!(Arguments::try_parse_from(words).is_ok(), "{line}");
            count += 1;
        }
        assert!(count > 0, "{} has no example", command.get_name());
    }
}
