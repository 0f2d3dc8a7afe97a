//! `hashiya config`: the settings that hold, or all there are.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use super::harmless;
use super::source::{settings, tags};
use crate::settings::{Origin, SETTINGS, Value, annotated};

const EXAMPLES: &str = "\
Examples:
  hashiya config                  what holds, and which line says so
  hashiya config article.txt      the same for an article, with the .hashiya.toml in its folder
  mkdir -p ~/.config/hashiya && hashiya config --default > ~/.config/hashiya/config.toml";

/// Arguments.
#[derive(clap::Args, Debug)]
#[command(before_help = EXAMPLES)]
pub struct Args {
    /// An article, which may have a .hashiya.toml beside it
    pub article: Option<PathBuf>,
    /// Print a config.toml that has every setting as it is built in, commented out
    #[arg(long, conflicts_with = "article")]
    pub default: bool,
}

/// Runs it.
///
/// # Errors
/// When the output cannot be written.
pub fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    if args.default {
        write!(out, "{}", annotated())?;
        return Ok(ExitCode::SUCCESS);
    }
    let files = settings(args.article.as_deref());
    let chosen = files.choose(&[], &[]);
    for setting in &SETTINGS {
        match chosen.said(setting.name) {
            Some(said) => write!(out, "{} = {}", setting.name, said.value)?,
            None => write!(out, "{} = {}", setting.name, setting.default)?,
        }
        if let Some(Origin::File(path, line)) = chosen.said(setting.name).map(|said| &said.by) {
            write!(out, "  # {}, line {line}", harmless(&path.to_string_lossy()))?;
        }
        writeln!(out)?;
    }
    let (tags, _) = tags(&files);
    for tag in tags.iter() {
        let [label, key] = [tag.label.clone(), tag.key.into()].map(|text| Value::Text(text.into()));
        let colour = tag.colour.name();
        writeln!(out, "\n[[tag]]\nid = \"{}\"\nlabel = {label}\nkey = {key}\ncolour = \"{colour}\"", tag.id)?;
    }
    Ok(ExitCode::SUCCESS)
}
