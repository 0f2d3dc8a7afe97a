//! `hashiya [ARTICLE]`: which article the reader is opened on, and how.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::anyhow;

use super::options::Options;
use super::source::{file, newline, sample_of, settings, tags};
use crate::app::Settings;
use crate::disk::Kind;
use crate::input::{Article, OpenOptions, sample};
use crate::run::{self, Setup};
use crate::settings::{Chosen, Looks};
use crate::text::layout::Order;
use crate::ui::Theme;

/// Arguments.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The article; `-`, or a pipe, is standard input
    pub article: Option<PathBuf>,
    /// Open a bundled sample: ar, he, fa, ur or en
    #[arg(long, value_name = "LANGUAGE", conflicts_with = "article")]
    pub sample: Option<String>,
    /// Settings
    #[command(flatten)]
    pub options: Options<true>,
}

/// Opens the reader; prints the article instead where standard output is not a terminal.
///
/// # Errors
/// When the article cannot be opened, or the terminal fails.
pub fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if !io::stdout().is_terminal() || dumb {
        let article = article(args, &OpenOptions::default())?;
        let text = if io::stdout().is_terminal() {
            Cow::Owned(super::text::safe_lines(&article.document.text))
        } else {
            Cow::Borrowed(article.document.text.as_str())
        };
        out.write_all(text.as_bytes())?;
        if !text.ends_with('\n') {
            out.write_all(b"\n")?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let files = settings(args.article.as_deref());
    let chosen = files.choose(&[], &args.options.0);
    let (looks, mut wrong) = Looks::chosen(chosen.said("theme").map(|_| &*chosen.theme));
    for warning in &wrong {
        eprintln!("hashiya: {warning}");
    }
    let (tags, refused) = tags(&files);
    wrong.splice(0..0, files.warnings.into_iter().chain(refused));
    let more = if wrong.len() > 1 { "; `hashiya config` says what else is wrong" } else { "" };
    let setup = Setup {
        options: options(&chosen),
        choice: super::terminal::choice(&chosen),
        theme: Theme::new(&looks),
        warning: wrong.first().map(|first| format!("{first}{more}")),
        settings: Settings {
            measure: chosen.width,
            advance: chosen.advance,
            creator: chosen.creator(),
            tags,
            order: Order::default(),
            time_zone: None,
            home: std::env::home_dir(),
        },
    };
    match &args.article {
        Some(path) if path != Path::new("-") => run::open(path, setup),
        _ => run::read(article(args, &setup.options)?, setup),
    }
}

fn options(chosen: &Chosen) -> OpenOptions {
    OpenOptions { newline: newline(chosen), ..OpenOptions::default() }
}

fn article(args: &Args, options: &OpenOptions) -> anyhow::Result<Article> {
    if let Some(code) = &args.sample {
        return sample_of(code, options);
    }
    match &args.article {
        Some(path) => file(path, options),
        None if is_piped() => file(Path::new("-"), options),
        None => sample::open(sample::SAMPLES[0].0, options).ok_or_else(|| anyhow!("the bundled sample is missing")),
    }
}

/// Whether an article is piped or redirected into the program. A device is not: `/dev/null` is how a program is started without
/// any input.
fn is_piped() -> bool {
    matches!(Kind::of_open(io::stdin()), Some(Kind::Pipe | Kind::File))
}
