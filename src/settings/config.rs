//! The reader's settings.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use toml::{Spanned, Value};

use crate::disk;
use crate::disk::folders;
use crate::store::printable;

/// What `config.toml` says; `None` where it says nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Config {
    /// Who makes the annotations.
    pub creator: Option<String>,
    /// The measure: columns of text at most.
    pub width: Option<usize>,
    /// Whether tagging goes on to the next sentence.
    pub advance: Option<bool>,
    /// How right-to-left text is written for the terminal: one of [`RTL`].
    pub rtl: Option<String>,
    /// Whether vowel signs are shown: one of [`HARAKAT`].
    pub harakat: Option<String>,
}

/// What `rtl` may say.
pub const RTL: [&str; 6] = ["auto", "lrm", "visual", "words", "kitty", "off"];
/// What `harakat` may say.
pub const HARAKAT: [&str; 3] = ["auto", "show", "hide"];

/// A path as it may be printed.
fn shown(path: &Path) -> String {
    printable(&path.to_string_lossy())
}

/// Why the settings could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file system refused.
    #[error("{}: {cause}; check its permissions", shown(.path))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// A line is wrong.
    #[error("{}: line {line}: {problem}; mend that line", shown(.path))]
    Line {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// What is wrong.
        problem: String,
    },
}

impl Config {
    /// Reads `$XDG_CONFIG_HOME/hashiya/config.toml`, with warnings about keys that are not known. No file, no settings.
    ///
    /// # Errors
    /// When the file cannot be read, is not TOML, or a value has the wrong type.
    pub fn load() -> Result<(Self, Vec<String>), ConfigError> {
        // Without a home folder there are no settings.
        let Ok(path) = folders::config().map(|folder| folder.join("config.toml")) else {
            return Ok(Default::default());
        };
        match disk::read_text(&path) {
            Ok(text) => Self::parse(&path, &text),
            Err(cause) if matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(Default::default())
            }
            Err(cause) => Err(ConfigError::Io { path, cause }),
        }
    }

    /// Reads the text of a file; `path` is for the messages.
    ///
    /// # Errors
    /// When it is not TOML, or a value has the wrong type.
    pub fn parse(path: &Path, text: &str) -> Result<(Self, Vec<String>), ConfigError> {
        let line = |at: usize| 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count();
        let wrong = |at: usize, problem: String| ConfigError::Line {
            path: path.to_owned(),
            line: line(at),
            problem: printable(&problem),
        };
        let values: BTreeMap<String, Spanned<Value>> = toml::from_str(text)
            .map_err(|error| wrong(error.span().map_or(0, |span| span.start), error.message().to_owned()))?;
        let (mut config, mut warnings) = (Self::default(), Vec::new());
        for (key, value) in values {
            let at = value.span().start;
            match (key.as_str(), value.into_inner()) {
                ("creator", Value::String(name)) => config.creator = Some(name),
                ("width", Value::Integer(width)) => match usize::try_from(width) {
                    Ok(width) => config.width = Some(width),
                    Err(_) => return Err(wrong(at, "width must not be negative".to_owned())),
                },
                ("advance", Value::Boolean(advance)) => config.advance = Some(advance),
                ("rtl", Value::String(name)) if RTL.contains(&name.as_str()) => config.rtl = Some(name),
                ("harakat", Value::String(name)) if HARAKAT.contains(&name.as_str()) => config.harakat = Some(name),
                ("rtl", _) => return Err(wrong(at, one_of("rtl", &RTL))),
                ("harakat", _) => return Err(wrong(at, one_of("harakat", &HARAKAT))),
                ("creator", _) => return Err(wrong(at, "creator must be a string, in \"…\"".to_owned())),
                ("width", _) => return Err(wrong(at, "width must be a whole number of columns".to_owned())),
                ("advance", _) => return Err(wrong(at, "advance must be true or false".to_owned())),
                _ => warnings.push(format!(
                    "{}: line {}: {} is not a setting; there are creator, width, advance, rtl and harakat",
                    shown(path),
                    line(at),
                    printable(&key)
                )),
            }
        }
        Ok((config, warnings))
    }
}

fn one_of(key: &str, names: &[&str]) -> String {
    format!("{key} must be one of {}, in \"…\"", names.join(", "))
}

/// Who makes annotations: the settings, else `$USER`, else `$LOGNAME`, else `unknown`.
pub fn creator(config: &Config) -> String {
    let variable = |name| std::env::var(name).ok();
    let given = |name: &String| !name.trim().is_empty();
    config
        .creator
        .clone()
        .filter(given)
        .or_else(|| variable("USER").filter(given))
        .or_else(|| variable("LOGNAME").filter(given))
        .unwrap_or_else(|| "unknown".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_warnings_and_errors() {
        let parse = |text: &str| Config::parse(Path::new("config.toml"), text);
        let (config, warnings) = parse("creator = \"Reem\"\nwidth = 60\ncolour = 1\n").expect("settings");
        assert_eq!(config, Config { creator: Some("Reem".into()), width: Some(60), ..Config::default() });
        assert!(warnings.len() == 1 && warnings[0].contains("line 3: colour"), "{warnings:?}");
        assert_eq!(creator(&config), "Reem");
        for (text, message) in [
            ("width = 60\nadvance = 1", "config.toml: line 2: advance must be true or false"),
            ("rtl = \"b\"", "line 1: rtl must be one of auto, lrm"),
            ("harakat = true", "line 1: harakat must be one of"),
            ("\nwidth = -1", "line 2: width must not"),
            ("\n\ncreator = ", "line 3: "),
        ] {
            let error = parse(text).expect_err(text).to_string();
            assert!(error.contains(message), "{text}: {error}");
        }
    }
}
