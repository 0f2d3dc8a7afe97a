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
            // Standard error may be gone with the terminal.
            let _ = writeln!(io::stderr(), "hashiya: {}", cli::harmless(&format!("{error:#}")));
            ExitCode::FAILURE
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn std::error::Error + 'static)| {
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        json.or_else(|| cause.downcast_ref::<io::Error>().map(io::Error::kind))
    };
    error.chain().any(|cause| kind(cause) == Some(io::ErrorKind::BrokenPipe))
}
