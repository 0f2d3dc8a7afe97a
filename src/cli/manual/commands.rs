//! The options and the sub-commands as Markdown, from the table of the command line.

use std::fmt::Write as _;

use clap::builder::PossibleValue;
use clap::{Arg, Command, CommandFactory};

use super::roff::plain;
use crate::cli::Arguments;

/// The command line with the names of its sub-commands filled in.
fn root() -> Command {
    let mut root = Arguments::command();
    root.build();
    root
}

/// The options of the reader.
pub(super) fn options() -> String {
    let root = root();
    root.get_arguments()
        .filter(|argument| !argument.is_hide_set())
        .map(|argument| term(argument, &values(argument)))
        .collect()
}

/// The examples of the reader.
pub(super) fn examples() -> String {
    examples_of(&root()).trim_start_matches("Examples:").to_owned()
}

/// A chapter for each sub-command: what it does, how it is called, its arguments, what else its help says, its examples.
pub(super) fn commands() -> String {
    let mut text = String::new();
    let root = root();
    for command in root.get_subcommands().filter(|command| command.get_name() != "help") {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let usage = command.clone().render_usage().to_string();
        let usage = usage.trim_start_matches("Usage: ").trim();
        let after = command.get_after_long_help().or_else(|| command.get_after_help()).map(ToString::to_string);
        // Writing to a String cannot fail.
        let _ = write!(text, "## hashiya {}\n\n{}.\n\n    {usage}\n\n", command.get_name(), plain(&about));
        for argument in command.get_arguments().filter(|one| one.get_id() != "help" && !one.is_hide_set()) {
            // Options that the reader has as well are told in full there.
            let is_told = root
                .get_arguments()
                .any(|other| other.get_long() == argument.get_long() && argument.get_long().is_some());
            text += &term(argument, &if is_told { names(&possible(argument)) } else { values(argument) });
        }
        text += &terms(&after.unwrap_or_default());
        text += &examples_of(command);
    }
    text
}

/// What a help begins with: lines that end with a colon, and below each the command lines. What stands behind two or more blanks
/// explains a command line, and goes below it: a page is narrower than a help.
fn examples_of(command: &Command) -> String {
    let help = command.get_before_long_help().or_else(|| command.get_before_help());
    let line = |line: &str| {
        let row = line.trim_start();
        match (line.len() - row.len(), row.split_once("  ")) {
            (0, _) => format!("{row}\n\n"),
            (2, Some((row, meaning))) => format!("    {row}\n        {}\n", meaning.trim_start()),
            (2, None) => format!("    {row}\n"),
            // An explanation that had no room in its row.
            _ => format!("        {row}\n"),
        }
    };
    help.map(ToString::to_string).unwrap_or_default().lines().map(line).collect::<String>() + "\n"
}

/// What a help ends with: paragraphs, and rows of a name and what it means.
fn terms(help: &str) -> String {
    let line = |line: &str| match line.strip_prefix("  ").and_then(|row| row.split_once(' ')) {
        Some((name, meaning)) => format!("`{}`\n: {}\n\n", name.trim_end_matches(':'), plain(meaning.trim_start())),
        None => format!("{}\n\n", plain(line)),
    };
    help.lines().map(line).collect()
}

/// An argument: its names, what it means, its default, and the values that it may have.
fn term(argument: &Arg, values: &str) -> String {
    let takes = argument.get_action().takes_values();
    let short = argument.get_short().map(|short| format!("`-{short}`"));
    let names = short.into_iter().chain(argument.get_long().map(|long| format!("`--{long}`")));
    let mut text = names.collect::<Vec<_>>().join(", ");
    if takes {
        let gap = if text.is_empty() { "" } else { " " };
        // Writing to a String cannot fail.
        let _ = write!(text, "{gap}*{}*", argument.get_value_names().unwrap_or_default().join(" "));
    }
    let help = argument.get_long_help().or_else(|| argument.get_help()).map(ToString::to_string).unwrap_or_default();
    let default: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let default =
        if takes && !default.is_empty() { format!(" (default: `{}`)", default.join(",")) } else { String::new() };
    format!("{text}\n: {}{default}{values}\n\n", plain(&help))
}

/// The values that an argument may have: a list where something is said of them.
fn values(argument: &Arg) -> String {
    let values = possible(argument);
    if values.iter().all(|value| value.get_help().is_none()) {
        return names(&values);
    }
    let rows = values.iter().map(|value| {
        let help = value.get_help().map(|help| format!(": {}", plain(&help.to_string()))).unwrap_or_default();
        format!("\n  - `{}`{help}", value.get_name())
    });
    format!("\n{}", rows.collect::<String>())
}

/// The same without what is said of them.
fn names(values: &[PossibleValue]) -> String {
    let names: Vec<String> = values.iter().map(|value| format!("`{}`", value.get_name())).collect();
    if names.is_empty() { String::new() } else { format!(". One of {}.", names.join(", ")) }
}

/// The values that there are; of a flag none.
fn possible(argument: &Arg) -> Vec<PossibleValue> {
    if argument.get_action().takes_values() { argument.get_possible_values() } else { Vec::new() }
}
