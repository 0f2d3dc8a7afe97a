//! `hashiya list`.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The article; `-` is standard input.
    pub file: PathBuf,
}

/// Runs it.
///
/// # Errors
/// Whatever stops it.
pub fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let _ = (args, out);
    Ok(ExitCode::SUCCESS)
}
