//! The command line: arguments, one module a sub-command.

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
