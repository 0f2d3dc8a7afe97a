//! `hashiya check`: whether the sidecar is valid and its anchors fit.

use std::io::Write;
use std::process::ExitCode;

use super::source::Source;
use crate::input::OpenOptions;
use crate::store::{Fit, Sidecar, printable, sidecar_path};

const EXAMPLES: &str = "\
Examples:
  hashiya check article.txt           says what does not fit; exit 1 when anything does not
  hashiya check article.txt && hashiya export article.txt --format csv";

/// Arguments.
#[derive(clap::Args, Debug)]
#[command(before_help = EXAMPLES)]
pub struct Args {
    /// The article
    #[command(flatten)]
    pub source: Source,
}

/// Runs it. What is wrong in the file itself is told one at a time, the first first.
///
/// # Errors
/// When the article cannot be read, or the output not be written.
pub fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let article = args.source.open(&OpenOptions::default())?;
    let path = sidecar_path(&article)?;
    let shown = printable(&path.to_string_lossy());
    let sidecar = match Sidecar::load(&path, &article) {
        Ok(Some(sidecar)) => sidecar,
        Ok(None) => {
            writeln!(out, "{shown}: there is none; nothing is tagged")?;
            return Ok(ExitCode::SUCCESS);
        }
        Err(error) => {
            writeln!(out, "{error}")?;
            return Ok(ExitCode::FAILURE);
        }
    };
    let count = sidecar.annotations.len();
    if sidecar.fit == Fit::Exact {
        let boundaries = match sidecar.boundaries.len() {
            0 => String::new(),
            count => format!(" and {count} boundaries"),
        };
        writeln!(out, "{shown}: valid; {count} annotations{boundaries}, all fit")?;
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(out, "{shown}: article.sha256: was written for another text; nothing will be written over it")?;
    for item in sidecar.annotations.iter() {
        if item.span.slice(&article.text) != Some(&item.quote.exact) {
            let exact: String = item.quote.exact.chars().take(60).collect();
            writeln!(out, "{}: {}: not at its place: {}", printable(&item.id), item.tag, printable(&exact))?;
        }
    }
    for item in sidecar.boundaries.iter().filter(|item| !item.quote.fits(&article.text, item.position)) {
        let after: String = item.quote.after.chars().take(60).collect();
        writeln!(out, "{}: {}: not at its place: {}", printable(&item.id), item.kind.name(), printable(&after))?;
    }
    Ok(ExitCode::FAILURE)
}
