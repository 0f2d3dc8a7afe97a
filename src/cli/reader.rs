//! `hashiya [ARTICLE]`: which article the reader is opened on, and how.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::anyhow;
use jiff::tz::TimeZone;
use rustix::fs::{FileType, fstat};

use super::Arguments;
use super::source::{file, sample_of};
use crate::app::Settings;
use crate::app::geometry::MEASURE;
use crate::input::{Article, OpenOptions, sample};
use crate::run;
use crate::store::config::{self, Config};
use crate::text::layout::Order;

/// Opens the reader; prints the article instead where standard output is not a terminal.
///
/// # Errors
/// When the article cannot be opened, the settings are wrong, or the terminal fails.
pub fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if !io::stdout().is_terminal() || dumb {
        let article = article(arguments)?;
        let text = if io::stdout().is_terminal() { safe_lines(&article.text) } else { article.text };
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
    let choice = super::terminal::choice(arguments.rtl.as_deref(), arguments.harakat.as_deref(), &config);
    let settings = Settings {
        measure: arguments.width.or(config.width).unwrap_or(MEASURE),
        advance: arguments.advance || config.advance.unwrap_or(false),
        creator: arguments.creator.clone().unwrap_or_else(|| config::creator(&config)),
        order: Order::default(),
        time_zone: TimeZone::system(),
        home: std::env::home_dir(),
    };
    match &arguments.article {
        Some(path) if path != Path::new("-") => run::open(path, settings, choice),
        _ => run::read(article(arguments)?, settings, choice),
    }
}

fn article(arguments: &Arguments) -> anyhow::Result<Article> {
    if let Some(code) = &arguments.sample {
        return sample_of(code);
    }
    match &arguments.article {
        Some(path) => file(path, &OpenOptions::default()),
        None if is_piped() => file(Path::new("-"), &OpenOptions::default()),
        None => sample::open(sample::SAMPLES[0].0).ok_or_else(|| anyhow!("the bundled sample is missing")),
    }
}

/// Whether an article is piped or redirected into the program. A device is not: `/dev/null` is how a program is started without
/// any input.
fn is_piped() -> bool {
    fstat(io::stdin())
        .is_ok_and(|about| matches!(FileType::from_raw_mode(about.st_mode), FileType::Fifo | FileType::RegularFile))
}

/// The text line by line, without what a terminal would act on.
fn safe_lines(text: &str) -> String {
    text.lines().map(|line| super::harmless(line) + "\n").collect()
}
