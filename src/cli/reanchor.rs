//! `hashiya reanchor`: writes where the annotations of an edited article are now.

use std::io::Write;
use std::process::ExitCode;

use jiff::{Timestamp, Unit};

use super::check::states;
use super::source::Source;
use super::tag::sidecar;
use crate::annotation::{Annotation, State, TextQuote};
use crate::input::OpenOptions;
use crate::store::{Fit, printable, write};
use crate::text::{Around, Span};

const EXAMPLES: &str = "\
Examples:
  hashiya reanchor article.txt                                    writes the places that are sure, lists the others
  hashiya reanchor article.txt --accept exact,moved,respelled     takes other spellings over as well
  hashiya list article.txt --json                                 shows the states without writing";

/// Arguments.
#[derive(clap::Args, Debug)]
#[command(before_help = EXAMPLES)]
pub struct Args {
    /// The article
    #[command(flatten)]
    pub source: Source,
    /// The states to take for settled, with the text that is there now: exact, moved, respelled, changed
    #[arg(long, value_name = "STATES", value_delimiter = ',', default_value = "exact,moved", value_parser = acceptable)]
    pub accept: Vec<State>,
}

/// A state that has a place.
fn acceptable(name: &str) -> Result<State, String> {
    match State::from_name(name) {
        Some(state) if state.has_place() => Ok(state),
        Some(_) => Err("has no place in the text: in the reader, R shows what can be done".to_owned()),
        None => Err("must be exact, moved, respelled or changed".to_owned()),
    }
}

/// Runs it. Fails with 1 while annotations are left that somebody must look at.
///
/// # Errors
/// When the article or its sidecar cannot be read, or the sidecar not be written.
pub fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let article = args.source.open(&OpenOptions::default())?;
    let (path, mut sidecar) = sidecar(&article)?;
    let now = Timestamp::now().round(Unit::Second)?;
    let corrected = sidecar.corrected(article);
    let (accepted, others): (Vec<&Annotation>, Vec<&Annotation>) = sidecar
        .markup
        .annotations
        .iter()
        .partition(|item| !item.state.is_settled() && args.accept.contains(&item.state));
    let changed = sidecar.fit != Fit::Exact || !accepted.is_empty();
    let places: Vec<(Span, Around)> =
        accepted.iter().map(|item| (item.span, corrected.document.around(item.span))).collect();
    let quotes = TextQuote::of_places(&corrected.document.text, &places);
    // They are of the text now at their places.
    let settled = accepted.into_iter().zip(quotes).map(|(item, quote)| Annotation {
        quote,
        state: State::Exact,
        modified: now,
        ..item.clone()
    });
    sidecar.markup.annotations = settled.chain(others.into_iter().cloned()).collect();
    states(&corrected, &sidecar, out)?;
    if changed {
        write(&path, &corrected, &mut sidecar)?;
        eprintln!("hashiya: saved in {}", printable(&path.to_string_lossy()));
    } else {
        eprintln!("hashiya: nothing to write in {}", printable(&path.to_string_lossy()));
    }
    let left = sidecar.markup.annotations.iter().any(|item| !item.state.is_settled());
    Ok(if left { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
