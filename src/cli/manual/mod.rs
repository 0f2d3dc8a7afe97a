//! `hashiya man` and `hashiya completions`.
//!
//! A page of the manual is a Markdown file here. Where it says `<!-- options -->` or the like, what is made of a table comes in.

mod commands;
mod files;
mod roff;

use std::io::Write;
use std::process::ExitCode;

use clap::CommandFactory;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap_complete::Shell;

use super::Arguments;

const COMPLETION_EXAMPLES: &str = "\
Examples:
  hashiya completions bash > ~/.local/share/bash-completion/completions/hashiya
  hashiya completions fish > ~/.config/fish/completions/hashiya.fish";

/// Arguments of `hashiya completions`.
#[derive(clap::Args, Debug)]
#[command(before_help = COMPLETION_EXAMPLES)]
pub struct Completions {
    /// The shell
    pub shell: Shell,
}

const MAN_EXAMPLES: &str = "\
Examples:
  hashiya man | man -l -
  hashiya man 5 | man -l -

For good, so that `man hashiya` and `man 5 hashiya` show them:
  mkdir -p ~/.local/share/man/man1 ~/.local/share/man/man5
  hashiya man > ~/.local/share/man/man1/hashiya.1
  hashiya man 5 > ~/.local/share/man/man5/hashiya.5";

/// Arguments of `hashiya man`.
#[derive(clap::Args, Debug)]
#[command(before_long_help = MAN_EXAMPLES, long_about = "")]
pub struct Man {
    /// The section
    #[arg(default_value = PAGES[0].number, value_parser = PossibleValuesParser::new(PAGES.iter().map(Section::value)))]
    pub section: String,
}

/// A section of the manual with a page of ours.
struct Section {
    number: &'static str,
    about: &'static str,
    /// What its pages are called at their head.
    kind: &'static str,
    markdown: &'static str,
}

impl Section {
    fn value(&self) -> PossibleValue {
        PossibleValue::new(self.number).help(self.about)
    }
}

const PAGES: [Section; 2] = [
    Section {
        number: "1",
        about: "The reader and its commands",
        kind: "User Commands",
        markdown: include_str!("hashiya.1.md"),
    },
    Section {
        number: "5",
        about: "The files: settings, tags, themes, the sidecar",
        kind: "File Formats",
        markdown: include_str!("hashiya.5.md"),
    },
];

/// A comment in a page, and what comes in its place.
type Part = (&'static str, fn() -> String);

/// What may come into a page.
const PARTS: [Part; 6] = [
    ("<!-- options -->", commands::options),
    ("<!-- commands -->", commands::commands),
    ("<!-- examples -->", commands::examples),
    ("<!-- settings -->", files::settings),
    ("<!-- labels -->", files::labels),
    ("<!-- fields -->", files::fields),
];

/// Prints the completions of a shell.
///
/// # Errors
/// When the output cannot be written.
pub fn completions(args: &Completions, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::command(), "hashiya", &mut script);
    out.write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints a page of the manual.
///
/// # Errors
/// When the output cannot be written.
pub fn man(args: &Man, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    for page in PAGES.iter().filter(|page| page.number == args.section) {
        let fill = |text: String, (line, part): &Part| text.replace(line, &part());
        let markdown = PARTS.iter().fold(page.markdown.to_owned(), fill);
        out.write_all(roff::page("HASHIYA", page.number, page.kind, &markdown).as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}
