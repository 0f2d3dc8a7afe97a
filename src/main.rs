//! The `hashiya` program: arguments in, exit code out.

use std::process::ExitCode;

use clap::Parser;
use hashiya::cli::{self, Arguments};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let Some(command) = &arguments.command else { return ExitCode::SUCCESS };
    let mut out = std::io::stdout().lock();
    cli::run(command, &mut out).unwrap_or_else(|error| {
        eprintln!("hashiya: {error:#}");
        ExitCode::FAILURE
    })
}
