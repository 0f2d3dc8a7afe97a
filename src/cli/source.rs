//! Which article a sub-command is about.

use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::harmless;
use super::options::Options;
use crate::annotation::TagSet;
use crate::app::keymap::reserved;
use crate::input::{Article, Newline, OpenOptions, Origin, sample};
use crate::settings::{Chosen, Files, Warning};

/// Arguments that name an article.
#[derive(clap::Args, Debug)]
pub struct Source {
    /// The article; `-` is standard input
    #[arg(required_unless_present = "sample")]
    pub file: Option<PathBuf>,
    /// A bundled sample instead: ar, he, fa, ur or en
    #[arg(long, value_name = "CODE", conflicts_with = "file")]
    pub sample: Option<String>,
    /// How it is read
    #[command(flatten)]
    pub options: Options<false>,
}

impl Source {
    /// Opens it, and says on standard error how it was read where it was not plain UTF-8.
    ///
    /// # Errors
    /// Those of [`Article::open`], and that there is no such sample.
    pub fn open(&self, options: &OpenOptions) -> anyhow::Result<Article> {
        let chosen = settings(self.file.as_deref()).choose(&[], &self.options.0);
        let options = OpenOptions { newline: newline(&chosen), ..*options };
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

    /// The tags of the settings for it. What is wrong in the files was said when it was opened.
    pub(super) fn tags(&self) -> TagSet {
        files(self.file.as_deref()).tag_set(&reserved()).0
    }
}

/// The files of settings for an article, standard input for `-`.
fn files(article: Option<&Path>) -> Files {
    let folder = article.filter(|path| *path != Path::new("-")).and_then(Path::parent);
    Files::load(folder.map(|folder| if folder == Path::new("") { Path::new(".") } else { folder }))
}

/// The same; says what is wrong in them.
pub(super) fn settings(article: Option<&Path>) -> Files {
    let files = files(article);
    for warning in &files.warnings {
        eprintln!("hashiya: {warning}");
    }
    files
}

/// The tags of the files of settings; says which keys they do not get.
pub(super) fn tags(files: &Files) -> (TagSet, Vec<Warning>) {
    let (tags, refused) = files.tag_set(&reserved());
    for warning in &refused {
        eprintln!("hashiya: {warning}");
    }
    (tags, refused)
}

/// What a line end means.
pub(super) fn newline(chosen: &Chosen) -> Newline {
    match &*chosen.newline {
        "paragraph" => Newline::Paragraph,
        "wrap" => Newline::Wrap,
        _ => Newline::Auto,
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
