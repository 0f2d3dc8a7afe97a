//! `hashiya export`: the annotations of an article in a format that another tool reads.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::builder::PossibleValuesParser;

use super::harmless;
use super::source::Source;
use crate::annotation::Markup;
use crate::disk::Kind;
use crate::export::{EXPORTS, Format, OffsetUnit, Request, default_target, write_files};
use crate::input::{Article, OpenOptions};
use crate::store::{Sidecar, sidecar_path};

const EXAMPLES: &str = "\
Examples:
  hashiya export article.txt --format csv -o article.csv         a table for Excel or LibreOffice
  hashiya export article.txt --format jsonl > sentences.jsonl    every sentence with its labels
  hashiya export article.txt --format markdown -o notes.md       for people
  hashiya export article.txt --format brat -o article.brat       a folder: .ann, .txt, annotation.conf
  hashiya export article.txt --format json --offsets utf16       offsets as JavaScript counts";

/// The code for wrong usage, clap's own.
const USAGE: u8 = 2;

/// Arguments.
#[derive(clap::Args, Debug)]
#[command(before_help = EXAMPLES, after_help = formats_help())]
pub struct Args {
    /// The article
    #[command(flatten)]
    pub source: Source,
    /// The format
    #[arg(long, short, value_name = "FORMAT", value_parser = PossibleValuesParser::new(EXPORTS.iter().map(|format| format.name)))]
    pub format: String,
    /// The file to write, or the folder for brat; standard output without it or for `-` (of brat the .ann alone)
    #[arg(long, short, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// What counts as one in offsets
    #[arg(long, value_name = "UNIT", value_enum, default_value_t)]
    pub offsets: OffsetUnit,
}

/// What each format is, from the table.
fn formats_help() -> String {
    let lines: Vec<String> = EXPORTS.iter().map(|format| format!("  {:<14} {}", format.name, format.about)).collect();
    format!(
        "Formats:\n{}\n\nOffsets count in the text of the article, half-open, from 0. In jsonl so do start and end of a row, but \
         those of its spans count from the beginning of the row's text.",
        lines.join("\n")
    )
}

/// Runs it: data to `out` or to the file, messages to standard error. Exit code 2 for a unit that the format does not allow.
///
/// # Errors
/// When the article or its sidecar cannot be read, the sidecar is about another text, an annotation is not where it says, or the
/// output cannot be written.
pub fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let names = || EXPORTS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
    let Some(format) = Format::named(&args.format) else {
        bail!("{}: no such format; there are {}", args.format, names());
    };
    if format.code_points_only && args.offsets != OffsetUnit::Codepoint {
        let unit = args.offsets.name();
        eprintln!("hashiya: {} counts in code points by its standard: leave --offsets {unit} out", format.name);
        return Ok(ExitCode::from(USAGE));
    }
    let article = args.source.open(&OpenOptions::default())?;
    let sidecar = load(&article)?;
    let article = sidecar.corrected(article);
    let request = Request {
        article: &article,
        annotations: &sidecar.markup.annotations,
        tags: &sidecar.markup.tags,
        offsets: args.offsets,
    };
    match args.output.as_deref().filter(|path| *path != Path::new("-")) {
        Some(target) => {
            for path in write_files(format, &request, &inside(target, &article, format))? {
                eprintln!("hashiya: wrote {}", harmless(&path.to_string_lossy()));
            }
        }
        None => print(format, &request, out)?,
    }
    if sidecar.markup.annotations.is_empty() {
        eprintln!("hashiya: no annotations in {}: the export has none", article.source.name);
    }
    Ok(ExitCode::SUCCESS)
}

/// The annotations of the article: those of its sidecar, none where it has no sidecar.
fn load(article: &Article) -> anyhow::Result<Sidecar> {
    let path = sidecar_path(article)?;
    let sidecar = Sidecar::load(&path, article)?.unwrap_or_default();
    let set = &sidecar.markup.annotations;
    let (lost, changed) = set.unsettled();
    let path = harmless(&path.to_string_lossy()).into_owned();
    if lost > 0 {
        eprintln!(
            "hashiya: {path}: {lost} annotations have no place in the text and are left out; `hashiya check` names them"
        );
    }
    if changed > 0 {
        eprintln!("hashiya: {path}: the text of {changed} annotations changed; they are exported as it is now");
    }
    let annotations = set.in_text(&article.document.text);
    Ok(Sidecar { markup: Markup { annotations, ..sidecar.markup }, ..sidecar })
}

/// The target, or the usual file name inside it where it is a folder and the format makes one file.
fn inside(target: &Path, article: &Article, format: &Format) -> PathBuf {
    match default_target(article, format).file_name() {
        Some(name) if !format.is_folder() && Kind::of(target) == Some(Kind::Folder) => target.join(name),
        _ => target.to_owned(),
    }
}

/// Writes to standard output, as bytes that a terminal does not obey where it is one. Nothing is written before all of it is made.
fn print(format: &Format, request: &Request<'_>, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut made = Vec::new();
    format.write(request, &mut made)?;
    if std::io::stdout().is_terminal() {
        let text = String::from_utf8_lossy(&made);
        for line in text.trim_start_matches('\u{FEFF}').lines() {
            writeln!(out, "{}", harmless(line))?;
        }
    } else {
        out.write_all(&made).context("standard output")?;
    }
    out.flush().context("standard output")?;
    Ok(())
}
