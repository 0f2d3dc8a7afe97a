//! The files of settings: `config.toml` of the user, and `.hashiya.toml` in the folder of an article.
//!
//! The second is looked for in that folder alone and not in those above it: what holds is then seen beside the article and goes with
//! the folder when it is moved, no file in a folder like `/tmp`, where all may write, governs what is below, and a folder on a slow
//! network is asked once.

use std::path::Path;

use super::files;
use super::setting::{Origin, Said, Setting};
use super::table::{Chosen, SETTINGS};
use super::tags::{self, TAG, Tags};
use super::warning::{Lines, Warning, meant};
use crate::annotation::TagSet;

/// The name of the user's file.
const FILE: &str = "config.toml";
/// The name of the file beside an article.
pub const BESIDE: &str = ".hashiya.toml";

/// What the files say, and what is wrong with them.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// That of the user.
    user: Config,
    /// That of the article's folder.
    folder: Config,
    /// What is wrong in them: it is left out.
    pub warnings: Vec<Warning>,
}

/// What one file says.
#[derive(Clone, Debug, Default)]
struct Config {
    said: Vec<Said>,
    tags: Tags,
}

impl Files {
    /// Reads the user's `config.toml`, and the [`BESIDE`] in the folder of an article if there is one.
    pub fn load(folder: Option<&Path>) -> Self {
        let mut files = Self::default();
        // Without a home folder there are no settings.
        let user = files::folder().map(|folder| Config::load(&folder.join(FILE), false, &mut files.warnings));
        let beside = folder.map(|folder| Config::load(&folder.join(BESIDE), true, &mut files.warnings));
        Self { user: user.unwrap_or_default(), folder: beside.unwrap_or_default(), ..files }
    }

    /// What holds: the options, else the sidecar, else the file beside the article, else the user's, else what is built in.
    pub fn choose(&self, sidecar: &[Said], options: &[Said]) -> Chosen {
        let sources = [&self.user.said, &self.folder.said, sidecar, options];
        Chosen::of(sources.into_iter().flatten().cloned())
    }

    /// The tags: of the file beside the article, else of the user's, else those built in. `reserved` are the keys that a tag cannot
    /// have, with what they do; of a tag that wants one is said where it stands, and the tag stays.
    pub fn tag_set(&self, reserved: &[(char, &str)]) -> (TagSet, Vec<Warning>) {
        tags::set([&self.folder.tags, &self.user.tags], reserved)
    }
}

impl Config {
    fn load(path: &Path, shared: bool, warnings: &mut Vec<Warning>) -> Self {
        let (config, found) = match files::read(path) {
            Ok(text) => Self::parse(path, &text.unwrap_or_default(), shared),
            Err(warning) => (Self::default(), vec![warning]),
        };
        warnings.extend(found);
        config
    }

    /// Reads the text of a file. What is wrong in it is left out: a setting, or all of what is no TOML.
    fn parse(path: &Path, text: &str, shared: bool) -> (Self, Vec<Warning>) {
        let mut lines = Lines::new(path, text);
        let Some(table) = lines.table() else { return (Self::default(), lines.found()) };
        let mut config = Self::default();
        for (key, value) in &table {
            match Setting::of(key.get_ref()) {
                _ if key.get_ref() == TAG => config.tags = tags::read(value, &mut lines),
                None => lines.warn(key.span().start, unknown(key.get_ref())),
                Some(setting) if shared && !setting.shared => {
                    let name = setting.name;
                    lines.warn(key.span().start, format!("{name} is the user's own: it may stand in config.toml only"));
                }
                Some(setting) => match setting.value_of(value.get_ref()) {
                    Ok(value) => {
                        let by = Origin::File(path.to_owned(), lines.line(key.span().start));
                        config.said.push(Said { setting, value, by });
                    }
                    Err(problem) => lines.warn(value.span().start, problem + "; mend that line, which is left out"),
                },
            }
        }
        (config, lines.found())
    }
}

fn unknown(name: &str) -> String {
    let names = || SETTINGS.iter().map(|setting| setting.name);
    let (meant, all) = (meant(name, names()), names().collect::<Vec<_>>().join(", "));
    format!("{name} is not a setting{meant}; there are {all} and [[{TAG}]]")
}

#[cfg(test)]
mod tests;
