//! The `hashiya` program: arguments in, exit code out.

use std::io::{self, Write};
use std::process::ExitCode;

use hashiya::cli::{self, Arguments, reader};

fn main() -> ExitCode {
    let arguments = Arguments::from_environment();
    let mut out = io::BufWriter::new(io::stdout());
    let outcome = match &arguments.command {
        Some(command) => cli::run(command, &mut out),
        None => reader::run(&arguments.reading, &mut out),
    };
    match outcome.and_then(|code| Ok(out.flush().map(|()| code)?)) {
        Ok(code) => code,
        // `hashiya … | head`: whoever reads has enough.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("hashiya: {}", cli::harmless(&format!("{error:#}")));
            ExitCode::FAILURE
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let broken = |cause: &io::Error| cause.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(broken))
}
