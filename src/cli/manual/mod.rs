//! `hashiya man` and `hashiya completions`.

use std::io::Write;
use std::process::ExitCode;

use clap::{Command, CommandFactory};
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
  hashiya man > ~/.local/share/man/man1/hashiya.1";

/// Arguments of `hashiya man`.
#[derive(clap::Args, Debug)]
#[command(before_help = MAN_EXAMPLES)]
pub struct Man {}

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

/// Prints the manual page: the reader, then each sub-command with its options.
///
/// # Errors
/// When the output cannot be written.
pub fn man(out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let command = Arguments::command();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let named: Command = sub.clone().name(format!("hashiya-{}", sub.get_name()));
        let man = clap_mangen::Man::new(named);
        writeln!(page, ".SH \"HASHIYA {}\"", sub.get_name().to_uppercase())?;
        man.render_synopsis_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    out.write_all(&page)?;
    Ok(ExitCode::SUCCESS)
}
