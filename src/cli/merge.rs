//! `hashiya merge`: puts two versions of a sidecar together.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::anyhow;

use super::check::plural;
use super::list::escaped;
use super::source::{newline, settings};
use crate::disk::{self, FolderLock, Kind};
use crate::input::{Article, OpenOptions};
use crate::store::merge::{Merged, OtherText, merge};
use crate::store::{Contents, SidecarError, printable, spelled};

const EXAMPLES: &str = "\
Examples:
  hashiya merge base.json ours.json theirs.json -o ours.json
  hashiya merge /dev/null ours.json theirs.json            without a common beginning: all of both is kept
  hashiya merge base.json ours.json theirs.json --article news.txt -o news.txt.hashiya.json

Where git left both versions in a sidecar, in bash:
  f=news.txt.hashiya.json
  hashiya merge <(git show :1:./$f) <(git show :2:./$f) <(git show :3:./$f) -o $f

As a merge driver of git, for all sidecars:
  echo '*.hashiya.json merge=hashiya' >> .gitattributes
  git config merge.hashiya.driver 'hashiya merge %O %A %B -o %A'";

/// Arguments.
#[derive(clap::Args, Debug)]
#[command(before_help = EXAMPLES)]
pub struct Args {
    /// What both began with; may be empty
    pub base: PathBuf,
    /// One version
    pub ours: PathBuf,
    /// The other version
    pub theirs: PathBuf,
    /// Where to write; standard output when not given. May be one of the versions; a file that is no sidecar is left alone
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    /// The article as it is now, where the versions are about different texts: their places are looked for in it
    #[arg(long)]
    pub article: Option<PathBuf>,
}

/// Conflicts that are named one by one.
const NAMED: usize = 20;

/// Runs it. What was changed on both sides is kept both and named on standard error; that is no failure, nothing is left to be
/// mended by hand.
///
/// # Errors
/// When a version cannot be read, is damaged or newer, or is about another text; the output is then as it was.
pub fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let open = |path: &PathBuf| {
        let newline = newline(&settings(Some(path)).choose(&[], &[]));
        Article::open_with(path, &OpenOptions { newline, ..OpenOptions::default() })
    };
    let article = args.article.as_ref().map(open).transpose()?;
    let read = |path: &Path| {
        let contents = Contents::read(path)?;
        let anchored = contents.map(|contents| match &article {
            Some(article) => contents.anchored(path, article),
            None => contents.checked(path),
        });
        anchored.transpose()
    };
    let missing =
        |path: &Path| anyhow!("{}: is empty or not there; name both versions", printable(&path.to_string_lossy()));
    let base = read(&args.base)?;
    let ours = read(&args.ours)?.ok_or_else(|| missing(&args.ours))?;
    let theirs = read(&args.theirs)?.ok_or_else(|| missing(&args.theirs))?;
    let Merged { value, conflicts, .. } = merge(base.as_ref(), &ours, &theirs).map_err(|OtherText| {
        let theirs = printable(&args.theirs.to_string_lossy());
        anyhow!("{theirs}: {OtherText}; name the article as it is now with --article, once it is merged itself")
    })?;
    let text = spelled(&value);
    match &args.output {
        Some(path) => {
            let _lock = FolderLock::of(path);
            // A mistyped name must not cost an article.
            if Kind::of(path) == Some(Kind::File) {
                let there = Contents::read(path).and_then(|there| there.map(|there| there.checked(path)).transpose());
                match there {
                    // The versions that are in it are those to be merged.
                    Ok(_) | Err(SidecarError::Unmerged { .. }) => {}
                    Err(error) => return Err(anyhow!("{error}; not written, since what is there is no sidecar")),
                }
            }
            let written = disk::write(path, |file| file.write_all(text.as_bytes()));
            written
                .map_err(|error: io::Error| anyhow!("{}: not written: {error}", printable(&path.to_string_lossy())))?;
        }
        // Its meaning is the same.
        None if io::stdout().is_terminal() => {
            for line in text.lines() {
                writeln!(out, "{}", escaped(line))?;
            }
        }
        None => out.write_all(text.as_bytes())?,
    }
    for conflict in conflicts.iter().take(NAMED) {
        eprintln!("hashiya: {conflict}");
    }
    let count = value["annotations"].as_array().map_or(0, Vec::len);
    eprintln!("hashiya: {}; {} changed on both sides, kept both", plural(count), conflicts.len());
    Ok(ExitCode::SUCCESS)
}
