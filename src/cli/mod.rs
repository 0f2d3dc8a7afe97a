//! The command line: arguments, one module a sub-command.

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

pub use crate::text::harmless;

pub mod check;
pub mod config;
pub mod export;
pub mod import;
pub mod keys;
pub mod list;
pub mod manual;
pub mod merge;
pub mod options;
pub mod print;
pub mod reader;
pub mod reanchor;
pub mod sentences;
pub mod source;
pub mod tag;
pub mod terminal;
pub mod text;
pub mod untag;

const EXAMPLES: &str = "\
Examples:
  hashiya                                    the bundled sample
  hashiya article.txt                        read and annotate; ? shows the keys
  curl -s https://example.org/a.txt | hashiya
  hashiya --sample he                        a sample in ar, he, fa, ur or en
  hashiya export article.txt --format csv -o article.csv";

/// Read and annotate articles in a terminal, right-to-left ones first.
///
/// Annotations are saved by themselves, beside the article, in ARTICLE.hashiya.json. Positions in it and in what the commands
/// print are code points of the text in logical order, half-open. Exit codes: 0 done, 1 failed, 2 wrong usage.
#[derive(Parser, Debug)]
#[command(name = "hashiya", version, before_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// What to do instead of reading.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How to read.
    #[command(flatten)]
    pub reading: reader::Args,
}

impl Arguments {
    /// The arguments of the program, as [`Parser::parse`] has them.
    ///
    /// The options of all sub-commands take longer to build than a short article to lay out, and are not needed where the first
    /// argument is plainly a file.
    pub fn from_environment() -> Self {
        #[derive(Parser)]
        struct Reading {
            #[command(flatten)]
            args: reader::Args,
        }
        let is_file = std::env::args_os().nth(1).is_none_or(|first| {
            let first = first.as_encoded_bytes();
            !first.starts_with(b"-") && first.iter().any(|byte| b"./".contains(byte))
        });
        match is_file.then(Reading::try_parse) {
            Some(Ok(Reading { args })) => Self { command: None, reading: args },
            // What is wrong is said with all there is in view.
            _ => Self::try_parse().unwrap_or_else(|error| refuse(&error)),
        }
    }
}

/// Says what is wrong with the arguments and ends the program. The message repeats them as they are, and `hashiya list *` names
/// files that others have named.
fn refuse(error: &clap::Error) -> ! {
    let is_harmless = |argument: OsString| matches!(harmless(&argument.to_string_lossy()), Cow::Borrowed(_));
    if !error.use_stderr() || std::env::args_os().all(is_harmless) {
        error.exit();
    }
    for line in error.render().to_string().lines() {
        eprintln!("{}", harmless(line));
    }
    std::process::exit(error.exit_code());
}

/// The sub-commands.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
    /// Print the sentences, one a line.
    Sentences(sentences::Args),
    /// Print the text that offsets count in.
    Text(text::Args),
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
    /// Take annotations in that another tool, or export, wrote.
    Import(import::Args),
    /// Check the sidecar and its anchors.
    Check(check::Args),
    /// Write where the annotations of an edited article are now.
    Reanchor(reanchor::Args),
    /// Put two versions of a sidecar together; a merge driver for git.
    Merge(merge::Args),
    /// Say which terminal this is and how it is written to; calibrate.
    Terminal(terminal::Args),
    /// Print what each key does.
    Keys(keys::Args),
    /// Print the settings: those that hold, or a config.toml to begin with.
    Config(config::Args),
    /// Print the completions of a shell.
    Completions(manual::Completions),
    /// Print the manual: of the program (1) or of its files (5).
    Man(manual::Man),
}

/// Runs a sub-command; data goes to `out`.
///
/// # Errors
/// Whatever stops it, with the file, the place and the remedy.
pub fn run(command: &Command, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    match command {
        Command::Sentences(args) => sentences::run(args, out),
        Command::Text(args) => text::run(args, out),
        Command::Print(args) => print::run(args, out),
        Command::Tag(args) => tag::run(args, out),
        Command::Untag(args) => untag::run(args, out),
        Command::List(args) => list::run(args, out),
        Command::Export(args) => export::run(args, out),
        Command::Import(args) => import::run(args, out),
        Command::Check(args) => check::run(args, out),
        Command::Reanchor(args) => reanchor::run(args, out),
        Command::Merge(args) => merge::run(args, out),
        Command::Terminal(args) => terminal::run(args, out),
        Command::Keys(args) => keys::run(args, out),
        Command::Config(args) => config::run(args, out),
        Command::Completions(args) => manual::completions(args, out),
        Command::Man(args) => manual::man(args, out),
    }
}
