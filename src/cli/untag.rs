//! `hashiya untag`: takes tags off a sentence.

use std::io::Write;
use std::process::ExitCode;

use anyhow::bail;

use super::source::Source;
use super::tag::{known_tag, save, sentence, sidecar};
use crate::input::OpenOptions;
use crate::store::printable;

const EXAMPLES: &str = "\
Examples:
  hashiya untag article.txt --sentence 12 --tag claim
  hashiya untag article.txt --sentence 12             takes off all its tags";

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
    /// The id of the tag; all tags of the sentence when not given
    #[arg(long)]
    pub tag: Option<String>,
}

/// Runs it. Tags on parts of the sentence stay; one that goes on in the next sentences comes off as a whole.
///
/// # Errors
/// When the article or its sidecar cannot be read, there is no such sentence or tag, nothing to take off, or saving fails.
pub fn run(args: &Args, _out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let article = args.source.open(&OpenOptions::default())?;
    let (path, mut sidecar) = sidecar(&article)?;
    let article = sidecar.corrected(article);
    let span = sentence(&article, args.sentence)?;
    if let Some(tag) = &args.tag {
        known_tag(&args.source.tags().union(&sidecar.markup.tags), tag)?;
    }
    let wanted = |tag: &str| args.tag.as_deref().is_none_or(|wanted| wanted == tag);
    let ids: Vec<String> =
        sidecar.markup.annotations.covering(span).filter(|old| wanted(&old.tag)).map(|old| old.id.clone()).collect();
    if ids.is_empty() {
        let what = args.tag.as_deref().unwrap_or("at all");
        bail!("sentence {} is not tagged {what}; hashiya list shows what is", args.sentence);
    }
    for id in &ids {
        sidecar.markup.annotations.remove(id);
    }
    save(&path, &article, &mut sidecar)?;
    let (what, path) = (args.tag.as_deref().unwrap_or("all tags"), printable(&path.to_string_lossy()));
    eprintln!("hashiya: took {what} off sentence {}; saved in {path}", args.sentence);
    Ok(ExitCode::SUCCESS)
}
