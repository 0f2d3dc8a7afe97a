//! Which article a sub-command is about.

use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::harmless;
use crate::input::{self, Article, OpenOptions, Origin, sample};

/// Arguments that name an article.
#[derive(clap::Args, Debug)]
pub struct Source {
    /// The article; `-` is standard input
    #[arg(required_unless_present = "sample")]
    pub file: Option<PathBuf>,
    /// A bundled sample instead: ar, he, fa, ur or en
    #[arg(long, value_name = "CODE", conflicts_with = "file")]
    pub sample: Option<String>,
    /// What a line end in plain text means
    #[arg(long, value_enum, default_value_t)]
    pub newline: Newline,
}

/// What a line end in plain text means.
#[derive(clap::ValueEnum, Clone, Copy, Default, Debug)]
pub enum Newline {
    /// The end of a paragraph
    Paragraph,
    /// The end of a line: lines are joined into paragraphs, which blank lines, list items and indentation divide
    Wrap,
    /// What the form of the text says
    #[default]
    Auto,
}

impl From<Newline> for input::Newline {
    fn from(newline: Newline) -> Self {
        match newline {
            Newline::Paragraph => Self::Paragraph,
            Newline::Wrap => Self::Wrap,
            Newline::Auto => Self::Auto,
        }
    }
}

impl Source {
    /// Opens it, and says on standard error how it was read where it was not plain UTF-8.
    ///
    /// # Errors
    /// Those of [`Article::open`], and that there is no such sample.
    pub fn open(&self, options: &OpenOptions) -> anyhow::Result<Article> {
        let options = OpenOptions { newline: self.newline.into(), ..*options };
        let article = match (&self.sample, &self.file) {
            (Some(code), _) => sample_of(code, &options)?,
            (None, Some(path)) => file(path, &options)?,
            (None, None) => return Err(anyhow!("name an article, or a sample with --sample")),
        };
        if let Some(reading) = article.source.reading() {
            eprintln!("hashiya: {}: {reading}", harmless(&article.source.name));
        }
        Ok(article)
    }
}

/// The bundled sample of a language.
///
/// # Errors
/// When there is none.
pub(super) fn sample_of(code: &str, options: &OpenOptions) -> anyhow::Result<Article> {
    let codes = sample::SAMPLES.map(|(code, _)| code).join(", ");
    sample::open(code, options).ok_or_else(|| anyhow!("there is no sample in {}; there are {codes}", harmless(code)))
}

/// A file, or standard input for `-`.
///
/// # Errors
/// Those of [`Article::open`].
pub(super) fn file(path: &Path, options: &OpenOptions) -> anyhow::Result<Article> {
    if path == Path::new("-") {
        return Ok(Article::from_reader("stdin", Origin::Stdin, std::io::stdin().lock(), options)?);
    }
    Ok(Article::open_with(path, options)?)
}
