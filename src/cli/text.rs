//! `hashiya text`: the text of an article, in which offsets count.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use super::source::Source;
use crate::input::OpenOptions;

const EXAMPLES: &str = "\
Examples:
  hashiya text notes.md                    without its marks; one paragraph a line
  hashiya text notes.md > notes.txt        the bytes that exports and the sidecar count in";

/// Arguments.
#[derive(clap::Args, Debug)]
#[command(before_help = EXAMPLES)]
pub struct Args {
    /// The article
    #[command(flatten)]
    pub source: Source,
}

/// Runs it.
///
/// # Errors
/// When the article cannot be opened, or the output not be written.
pub fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let article = args.source.open(&OpenOptions::default())?;
    print(&article.document.text, std::io::stdout().is_terminal(), out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// A terminal gets what it can do no harm with; all else the bytes as they are.
fn print(text: &str, terminal: bool, out: &mut dyn Write) -> std::io::Result<()> {
    if terminal { out.write_all(safe_lines(text).as_bytes()) } else { out.write_all(text.as_bytes()) }
}

/// Text as it may go to a terminal, line by line.
pub(super) fn safe_lines(text: &str) -> String {
    text.lines().map(|line| super::harmless(line) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::print;

    #[test]
    fn a_pipe_gets_every_byte_and_a_terminal_no_control() {
        let printed = |terminal| {
            let mut out = Vec::new();
            print("قال.\r\n\u{1b}[2J\u{202e}\0no end", terminal, &mut out).expect("a vector takes all");
            String::from_utf8(out).expect("text")
        };
        assert_eq!(printed(false), "قال.\r\n\u{1b}[2J\u{202e}\0no end");
        assert_eq!(printed(true), "قال.\n␛[2J\u{FFFD}␀no end\n");
    }
}
