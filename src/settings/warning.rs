//! What is wrong in a file that people write, with the line.

use std::fmt;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use crate::text::harmless;

/// The most that is said of one file.
const MOST: usize = 20;

/// Something wrong in a file, which is left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Warning {
    /// The file.
    pub path: PathBuf,
    /// From 1; `None` where it is the whole file.
    pub line: Option<usize>,
    /// What is wrong and what is to be done.
    pub problem: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: ", harmless(&self.path.to_string_lossy()))?;
        if let Some(line) = self.line {
            write!(out, "line {line}: ")?;
        }
        out.write_str(&harmless(&self.problem))
    }
}

/// The text of a file, and what was found wrong in it.
pub(super) struct Lines<'a> {
    path: &'a Path,
    text: &'a str,
    /// Where, and what.
    found: Vec<(usize, String)>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(path: &'a Path, text: &'a str) -> Self {
        Self { path, text, found: Vec::new() }
    }

    pub(super) fn path(&self) -> &Path {
        self.path
    }

    /// The text as TOML; `None` where it is none, which is found wrong.
    pub(super) fn table(&mut self) -> Option<DeTable<'a>> {
        match DeTable::parse(self.text) {
            Ok(table) => Some(table.into_inner()),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                self.warn(at, format!("{}; mend that line: nothing of the file is used until then", error.message()));
                None
            }
        }
    }

    /// The line of a byte, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        1 + memchr::memchr_iter(b'\n', &self.text.as_bytes()[..at.min(self.text.len())]).count()
    }

    /// Finds something wrong at a byte.
    pub(super) fn warn(&mut self, at: usize, problem: String) {
        self.found.push((at, problem));
    }

    /// All that was found, in the order of the file; of very much only the beginning.
    pub(super) fn found(mut self) -> Vec<Warning> {
        self.found.sort_by_key(|(at, _)| *at);
        let more = self.found.len().saturating_sub(MOST);
        let warning = |line, problem| Warning { path: self.path.to_owned(), line, problem };
        // Shortened: what is wrong may fill the file.
        let short = |problem: &str| problem.chars().take(700).collect();
        let first = self.found.iter().take(MOST).map(|(at, problem)| warning(Some(self.line(*at)), short(problem)));
        let rest = (more > 0).then(|| warning(None, format!("and {more} more")));
        first.chain(rest).collect()
    }
}

/// A question whether one of `names` was meant; empty where none is near.
pub(super) fn meant<'a>(given: &str, names: impl Iterator<Item = &'a str>) -> String {
    // As many letters as a name has; more are no slip of the finger.
    let given: String = given.chars().take(40).flat_map(char::to_lowercase).collect();
    let near = names.map(|name| (strsim::osa_distance(&given, name), name)).min();
    match near {
        Some((distance, name)) if distance <= 1 + name.len() / 4 && !given.is_empty() => {
            format!("; did you mean {name}?")
        }
        _ => String::new(),
    }
}
