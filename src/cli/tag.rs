//! `hashiya tag`: tags a sentence.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use jiff::{Timestamp, Unit};

use super::source::Source;
use crate::annotation::{Annotation, TagSet};
use crate::input::{Article, OpenOptions};
use crate::settings::Files;
use crate::store::{Sidecar, backup_path, printable, sidecar_path, write};
use crate::text::Span;

const EXAMPLES: &str = "\
Examples:
  hashiya tag article.txt --sentence 12 --tag claim
  hashiya tag article.txt --sentence 12 --tag quote --note 'who said it?'
  hashiya sentences article.txt --json       the numbers of the sentences";

/// Arguments.
#[derive(clap::Args, Debug)]
#[command(before_help = EXAMPLES)]
pub struct Args {
    /// The article
    #[command(flatten)]
    pub source: Source,
    /// The number of the sentence, from 1
    #[arg(long, value_name = "N")]
    pub sentence: usize,
    /// The id of the tag: claim, quote or figure; else one of .hashiya.toml, config.toml or the sidecar
    #[arg(long)]
    pub tag: String,
    /// What there is to say about it
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Who says it; otherwise the creator of config.toml, or $USER
    #[arg(long, value_name = "NAME")]
    pub creator: Option<String>,
}

/// Runs it. A sentence that bears the tag already keeps it, with the new note if one is given.
///
/// # Errors
/// When the article or its sidecar cannot be read, there is no such sentence or tag, or saving fails.
pub fn run(args: &Args, _out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let article = args.source.open(&OpenOptions::default())?;
    let tags = args.source.tags();
    let (path, mut sidecar) = sidecar_with(&article, &tags)?;
    let article = sidecar.corrected(article);
    let span = sentence(&article, args.sentence)?;
    known_tag(&tags.union(&sidecar.markup.tags), &args.tag)?;
    let note = args.note.clone().filter(|note| !note.is_empty());
    let now = Timestamp::now().round(Unit::Second).context("the clock is out of range")?;
    // What was tagged before the sentence was split off is on it, too.
    let old = sidecar.markup.annotations.covering(span).find(|old| old.tag == args.tag).cloned();
    let annotation = match old {
        Some(old) if note.is_none() || note == old.note => {
            eprintln!("hashiya: sentence {} is tagged {} already", args.sentence, old.tag);
            return Ok(ExitCode::SUCCESS);
        }
        Some(old) => Annotation { note, modified: now, ..Annotation::clone(&old) },
        None => Annotation {
            id: uuid::Uuid::new_v4().to_string(),
            note,
            creator: creator(args.creator.as_deref()),
            created: now,
            modified: now,
            ..Annotation::new(&article.document, span, args.tag.as_str())
        },
    };
    sidecar.markup.tags.add(&args.tag, &tags);
    sidecar.markup.annotations.insert(annotation);
    save(&path, &article, &mut sidecar)?;
    let path = printable(&path.to_string_lossy());
    eprintln!("hashiya: sentence {} tagged {}; saved in {path}", args.sentence, args.tag);
    Ok(ExitCode::SUCCESS)
}

pub(super) fn creator(given: Option<&str>) -> String {
    if let Some(name) = given.filter(|name| !name.trim().is_empty()) {
        return name.to_owned();
    }
    // What is wrong in the files was said when the article was opened.
    Files::load(None).choose(&[], &[]).creator()
}

/// The sentence with an ordinal from 1. Goes through the article from its start.
pub(super) fn sentence(article: &Article, ordinal: usize) -> anyhow::Result<Span> {
    if let Some((_, span)) = article.document.sentence(ordinal) {
        return Ok(span);
    }
    let count = article.document.count_sentences().last().copied().unwrap_or(0);
    bail!("{} has sentences 1 to {count}, none is {ordinal}", article.source.name)
}

/// The sidecar of an article and where it is; a new one where there is none.
pub(super) fn sidecar(article: &Article) -> anyhow::Result<(PathBuf, Sidecar)> {
    sidecar_with(article, &TagSet::default())
}

/// The same; a new one has these tags.
pub(super) fn sidecar_with(article: &Article, tags: &TagSet) -> anyhow::Result<(PathBuf, Sidecar)> {
    let path = sidecar_path(article)?;
    let sidecar = Sidecar::load(&path, article)?.unwrap_or_else(|| Sidecar::of(tags.clone().into()));
    Ok((path, sidecar))
}

/// Writes the sidecar; says so when the version before could not be kept.
pub(super) fn save(path: &Path, article: &Article, sidecar: &mut Sidecar) -> anyhow::Result<()> {
    write(path, article, sidecar)?;
    if let Some(cause) = sidecar.session.take_unkept() {
        let backup = backup_path(path);
        eprintln!("hashiya: saved without a backup: {}: {cause}", printable(&backup.to_string_lossy()));
    }
    Ok(())
}

/// Refuses a tag that there is not.
pub(super) fn known_tag(tags: &TagSet, tag: &str) -> anyhow::Result<()> {
    if tags.get(tag).is_some() {
        return Ok(());
    }
    let known: Vec<&str> = tags.iter().map(|tag| tag.id.as_str()).collect();
    bail!("there is no tag {}; the tags are {}", printable(tag), known.join(", "))
}
