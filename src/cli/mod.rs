//! The command line: arguments, one module a sub-command.

use std::borrow::Cow;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use crate::input::{Article, OpenOptions, Origin};

pub mod check;
pub mod export;
pub mod list;
pub mod print;
pub mod sentences;
pub mod tag;
pub mod untag;

/// Read and annotate articles in a terminal.
#[derive(Parser, Debug)]
#[command(name = "hashiya", version)]
pub struct Arguments {
    /// What to do instead of reading.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The article; `-` is standard input.
    pub article: Option<PathBuf>,
}

/// The sub-commands.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
    /// Print the sentences, one a line.
    Sentences(sentences::Args),
    /// Print the laid-out lines.
    Print(print::Args),
    /// Tag a sentence.
    Tag(tag::Args),
    /// Take a tag off a sentence.
    Untag(untag::Args),
    /// List the annotations.
    List(list::Args),
    /// Write the annotations in a format that another tool reads.
    Export(export::Args),
    /// Check the sidecar and its anchors.
    Check(check::Args),
}

/// Runs a sub-command; data goes to `out`.
///
/// # Errors
/// Whatever stops it, with the file, the place and the remedy.
pub fn run(command: &Command, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    match command {
        Command::Sentences(args) => sentences::run(args, out),
        Command::Print(args) => print::run(args, out),
        Command::Tag(args) => tag::run(args, out),
        Command::Untag(args) => untag::run(args, out),
        Command::List(args) => list::run(args, out),
        Command::Export(args) => export::run(args, out),
        Command::Check(args) => check::run(args, out),
    }
}

/// Opens the article of a sub-command: a file, or standard input for `-`.
///
/// # Errors
/// Those of [`Article::open`].
pub fn open(path: &Path) -> anyhow::Result<Article> {
    open_with(path, &OpenOptions::default())
}

/// As [`open`], with what the reader said of the file.
///
/// # Errors
/// Those of [`Article::open`].
pub fn open_with(path: &Path, options: &OpenOptions) -> anyhow::Result<Article> {
    if path == Path::new("-") {
        return Ok(Article::from_reader("stdin", Origin::Stdin, std::io::stdin().lock(), options)?);
    }
    Ok(Article::open_with(path, options)?)
}

/// Text as it may go to a terminal: C0 controls become their pictures (`␛`), C1 controls and bidi formatting characters U+FFFD; tabs and
/// all else stay. Line ends are the caller's business: they become pictures too.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let is_unsafe = |character: char| {
        (character.is_control() && character != '\t')
            || matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let picture = |character: char| match character {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{FFFD}'),
        '\x7f' => '\u{2421}',
        _ => '\u{FFFD}',
    };
    Cow::Owned(
        text.chars().map(|character| if is_unsafe(character) { picture(character) } else { character }).collect(),
    )
}
