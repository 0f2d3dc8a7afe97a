//! `hashiya [ARTICLE]`: which article the reader is opened on, and how.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::anyhow;
use clap::builder::PossibleValuesParser;

use super::source::{Newline, file, sample_of};
use crate::app::Settings;
use crate::app::geometry::MEASURE;
use crate::disk::Kind;
use crate::input::{Article, OpenOptions, sample};
use crate::run;
use crate::settings::config::{self, Config};
use crate::text::layout::Order;

/// Arguments.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The article; `-`, or a pipe, is standard input
    pub article: Option<PathBuf>,
    /// Open a bundled sample: ar, he, fa, ur or en
    #[arg(long, value_name = "LANGUAGE", conflicts_with = "article")]
    pub sample: Option<String>,
    /// The widest line of text, in columns [default: 72]
    #[arg(long, value_name = "COLUMNS", value_parser = width)]
    pub width: Option<usize>,
    /// Move on to the next sentence after a tag was given
    #[arg(long)]
    pub advance: bool,
    /// Who makes the annotations; otherwise the creator of config.toml, or $USER
    #[arg(long, value_name = "NAME")]
    pub creator: Option<String>,
    /// How right-to-left text is written for the terminal; see `hashiya terminal --help`
    #[arg(long, value_name = "ENCODING", value_parser = PossibleValuesParser::new(config::RTL))]
    pub rtl: Option<String>,
    /// Whether harakat and other vowel signs are shown; auto: where the terminal draws them rightly
    #[arg(long, value_name = "WHEN", value_parser = PossibleValuesParser::new(config::HARAKAT))]
    pub harakat: Option<String>,
    /// What a line end in plain text means
    #[arg(long, value_enum, default_value_t)]
    pub newline: Newline,
}

/// A measure that can be read: 20 to 500 columns.
fn width(text: &str) -> Result<usize, String> {
    let columns: usize = text.parse().map_err(|_| "not a number of columns".to_owned())?;
    if (20..=500).contains(&columns) { Ok(columns) } else { Err("must be 20 to 500 columns".to_owned()) }
}

/// Opens the reader; prints the article instead where standard output is not a terminal.
///
/// # Errors
/// When the article cannot be opened, the settings are wrong, or the terminal fails.
pub fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if !io::stdout().is_terminal() || dumb {
        let article = article(args)?;
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
    let (config, warnings) = Config::load()?;
    for warning in warnings {
        eprintln!("hashiya: {warning}");
    }
    let choice = super::terminal::choice(args.rtl.as_deref(), args.harakat.as_deref(), &config);
    let settings = Settings {
        measure: args.width.or(config.width).unwrap_or(MEASURE),
        advance: args.advance || config.advance.unwrap_or(false),
        creator: args.creator.clone().unwrap_or_else(|| config::creator(&config)),
        order: Order::default(),
        time_zone: None,
        home: std::env::home_dir(),
    };
    match &args.article {
        Some(path) if path != Path::new("-") => run::open(path, options(args), settings, choice),
        _ => run::read(article(args)?, settings, choice),
    }
}

fn options(args: &Args) -> OpenOptions {
    OpenOptions { newline: args.newline.into(), ..OpenOptions::default() }
}

fn article(args: &Args) -> anyhow::Result<Article> {
    let options = options(args);
    if let Some(code) = &args.sample {
        return sample_of(code, &options);
    }
    match &args.article {
        Some(path) => file(path, &options),
        None if is_piped() => file(Path::new("-"), &options),
        None => sample::open(sample::SAMPLES[0].0, &options).ok_or_else(|| anyhow!("the bundled sample is missing")),
    }
}

/// Whether an article is piped or redirected into the program. A device is not: `/dev/null` is how a program is started without
/// any input.
fn is_piped() -> bool {
    matches!(Kind::of_open(io::stdin()), Some(Kind::Pipe | Kind::File))
}
