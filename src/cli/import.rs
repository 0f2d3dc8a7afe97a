//! `hashiya import`: annotations that another tool, or `hashiya export`, wrote.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use clap::builder::PossibleValuesParser;
use jiff::{Timestamp, Unit};

use super::harmless;
use super::options::Options;
use super::source::Source;
use super::tag::{creator, save, sidecar_with};
use crate::annotation::{Annotation, State};
use crate::disk;
use crate::import::{Format, IMPORTS, place};
use crate::input::OpenOptions;

const EXAMPLES: &str = "\
Examples:
  hashiya import article.txt --format jsonl sentences.jsonl
  hashiya import article.txt --format jsonl from-reem.jsonl --as Reem
  hashiya check article.txt          names what has no sure place";

/// Bytes of a file, at most: ten times what a sidecar may have, since a row is there for every sentence.
const LIMIT: u64 = 640 << 20;

/// Arguments.
#[derive(clap::Args, Debug)]
#[command(before_help = EXAMPLES, after_help = formats_help())]
pub struct Args {
    /// The article
    #[arg(value_name = "ARTICLE")]
    pub file: PathBuf,
    /// The file with the annotations; `-` is standard input
    #[arg(value_name = "ANNOTATIONS")]
    pub annotations: PathBuf,
    /// The format
    #[arg(long, short, value_name = "FORMAT", value_parser = PossibleValuesParser::new(IMPORTS.iter().map(|format| format.name)))]
    pub format: String,
    /// Who made them; otherwise the creator of config.toml, or $USER
    #[arg(long = "as", value_name = "NAME")]
    pub creator: Option<String>,
    /// How the article is read
    #[command(flatten)]
    pub options: Options<false>,
}

/// What each format is, from the table.
fn formats_help() -> String {
    let lines: Vec<String> = IMPORTS.iter().map(|format| format!("  {:<14} {}", format.name, format.about)).collect();
    format!("Formats:\n{}", lines.join("\n"))
}

/// Runs it. What is there already, by its id, is left as it is.
///
/// # Errors
/// When the article, its sidecar or the file cannot be read, or saving fails; nothing is changed then.
pub fn run(args: &Args, _out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let format = Format::named(&args.format).ok_or_else(|| anyhow!("{}: no such format", harmless(&args.format)))?;
    let name = harmless(&args.annotations.to_string_lossy()).into_owned();
    let bytes = read(&args.annotations).with_context(|| name.clone())?;
    let mut imported = format.read(&bytes).map_err(|error| {
        anyhow!("{name}: {}; is it what hashiya export --format {} wrote?", harmless(&error.to_string()), format.name)
    })?;
    let source = Source { file: Some(args.file.clone()), sample: None, options: args.options.clone() };
    let article = source.open(&OpenOptions::default())?;
    let tags = source.tags();
    let (path, mut sidecar) = sidecar_with(&article, &tags)?;
    let article = sidecar.corrected(article);
    let all = imported.records.len();
    imported.records.retain(|record| record.id.as_ref().is_none_or(|id| sidecar.markup.annotations.get(id).is_none()));
    let now = Timestamp::now().round(Unit::Second).context("the clock is out of range")?;
    let creator = creator(args.creator.as_deref());
    let placed = place(imported, &article.document, &creator, now, || uuid::Uuid::new_v4().to_string());
    let said = summary(&placed, all - placed.len());
    if !placed.is_empty() {
        for annotation in placed {
            sidecar.markup.tags.add(&annotation.tag, &tags);
            sidecar.markup.annotations.insert(annotation);
        }
        save(&path, &article, &mut sidecar)?;
    }
    eprintln!("hashiya: {name}: {said}");
    Ok(ExitCode::SUCCESS)
}

/// The bytes of a file, or of standard input for `-`.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    if path != Path::new("-") {
        return disk::read_regular(path, LIMIT);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(LIMIT).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// How many came, and how sure their places are.
fn summary(placed: &[Annotation], known: usize) -> String {
    let counts = State::NAMES.iter().filter_map(|(state, name)| {
        let count = placed.iter().filter(|item| item.state == *state).count();
        (count > 0).then(|| format!("{count} {name}"))
    });
    let counts: Vec<String> = counts.collect();
    let of = if counts.is_empty() { String::new() } else { format!(" ({})", counts.join(", ")) };
    let known = if known == 0 { String::new() } else { format!("; {known} were there already") };
    format!("{} imported{of}{known}", placed.len())
}
