//! `hashiya check`: whether the sidecar is valid and its anchors fit.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use super::source::Source;
use crate::annotation::State;
use crate::disk::Kind;
use crate::input::{Article, OpenOptions};
use crate::store::recovery::{copies, leftovers};
use crate::store::{Fit, Sidecar, backup_path, printable, rescued, sidecar_path};
use crate::text::one_line;
use crate::text::unseen::unseen;

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
    if let Some(unseen) = unseen(&article.document.text) {
        writeln!(out, "{}: {unseen}", article.source.name)?;
    }
    let outcome = check(&article, &path, &shown, out)?;
    let backup = backup_path(&path);
    if Kind::of(&backup) == Some(Kind::File) {
        let state = match Sidecar::load(&backup, &article) {
            Ok(Some(kept)) => plural(kept.markup.annotations.len()),
            Ok(None) => "it is gone".to_owned(),
            Err(error) => error.brief(),
        };
        writeln!(out, "{}: the version before; {state}", printable(&backup.to_string_lossy()))?;
    }
    let sidecar = Sidecar::load(&path, &article).ok().flatten().unwrap_or_default();
    let state = |copy: &Path| match rescued(copy, &article, &sidecar) {
        Ok(merged) if merged.is_in(&sidecar) => None,
        Ok(_) => Some("open the article, then :recover".to_owned()),
        Err(error) => Some(format!("it cannot be read: {}", error.brief())),
    };
    let moved = copies::find_moved(&article).into_iter().map(|(copy, _)| copy);
    for copy in copies::find(&article).into_iter().chain(moved) {
        let Some(state) = state(&copy) else { continue };
        let copy = printable(&copy.to_string_lossy());
        writeln!(out, "{copy}: work that could not be saved; {state}")?;
    }
    for left in leftovers::left(&path, &article) {
        let Some(state) = state(&left) else { continue };
        let left = printable(&left.to_string_lossy());
        writeln!(out, "{left}: left by a process that was killed; {state}")?;
    }
    Ok(outcome)
}

fn check(article: &Article, path: &Path, shown: &str, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let sidecar = match Sidecar::load(path, article) {
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
    let count = sidecar.markup.annotations.len();
    let conflicts = sidecar.markup.annotations.iter().filter(|item| item.is_in_conflict()).count();
    for item in sidecar.markup.annotations.iter().filter(|item| item.is_in_conflict()) {
        let quote = short(&item.quote.exact);
        writeln!(out, "{}: changed on both sides of a merge, both kept: {}: {quote}", printable(&item.id), item.tag)?;
    }
    let unsettled = sidecar.markup.annotations.iter().filter(|item| !item.state.is_settled()).count()
        + sidecar.markup.boundaries.iter().filter(|item| !item.state.has_place()).count();
    if sidecar.fit != Fit::Differs && unsettled == 0 && conflicts > 0 {
        writeln!(
            out,
            "{shown}: valid; {} where they were, {conflicts} in conflict: `R` in the reader settles them",
            plural(count)
        )?;
        return Ok(ExitCode::FAILURE);
    }
    if sidecar.fit != Fit::Differs && unsettled == 0 {
        let boundaries = match sidecar.markup.boundaries.len() {
            0 => String::new(),
            1 => " and 1 boundary".to_owned(),
            count => format!(" and {count} boundaries"),
        };
        let fit = if count == 1 && boundaries.is_empty() { "it fits" } else { "all fit" };
        writeln!(out, "{shown}: valid; {}{boundaries}, {fit}", plural(count))?;
        return Ok(ExitCode::SUCCESS);
    }
    if sidecar.fit == Fit::Differs {
        let none = count > 0 && sidecar.markup.annotations.iter().all(|item| !item.state.has_place());
        let edited = "the article was edited since; `hashiya reanchor` writes what is sure";
        let about = if none { "nothing of it is in this article: it may be another one's" } else { edited };
        writeln!(out, "{shown}: article.sha256: {about}")?;
    }
    states(article, &sidecar, out)?;
    Ok(ExitCode::FAILURE)
}

pub(super) fn plural(annotations: usize) -> String {
    if annotations == 1 { "1 annotation".to_owned() } else { format!("{annotations} annotations") }
}

/// The beginning of a text in a line.
fn short(text: &str) -> String {
    printable(&one_line(text).chars().take(80).collect::<String>())
}

/// Counts the states, and names what is not at its place as it was.
pub(super) fn states(article: &Article, sidecar: &Sidecar, out: &mut dyn Write) -> std::io::Result<()> {
    let counted =
        State::NAMES.into_iter().map(|(state, name)| (name, sidecar.markup.annotations.count_by_state(state)));
    let counted: Vec<String> =
        counted.filter(|(_, count)| *count > 0).map(|(name, count)| format!("{count} {name}")).collect();
    if !counted.is_empty() {
        writeln!(out, "annotations: {}", counted.join(", "))?;
    }
    for item in sidecar.markup.annotations.iter().filter(|item| !item.state.is_settled()) {
        writeln!(out, "{}: {} {}: {}", printable(&item.id), item.state.name(), item.tag, short(&item.quote.exact))?;
        if let Some(found) = item.span.slice(&article.document.text).filter(|_| item.state.has_place()) {
            writeln!(out, "  now: {}", short(found))?;
        }
    }
    for item in sidecar.markup.boundaries.iter().filter(|item| !item.state.has_place()) {
        writeln!(
            out,
            "{}: {} {}: {}",
            printable(&item.id),
            item.state.name(),
            item.kind.name(),
            short(&item.quote.after)
        )?;
    }
    Ok(())
}
