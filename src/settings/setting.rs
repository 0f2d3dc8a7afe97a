//! What a setting is: its name, what it may be, where it may be said, and its value out of a file or the command line.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use toml::de::DeValue;

use super::table::{Chosen, SETTINGS};
use super::warning::meant;

/// One setting.
#[derive(Debug)]
pub struct Setting {
    /// Its name in a file and, after `--`, on the command line.
    pub name: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// What it is where nobody says.
    pub default: Value,
    /// The word for its value in the help of the command line, empty for a flag; `None` where it is no option.
    pub option: Option<&'static str>,
    /// Whether the option is one of every command that takes an article, and not of the reader alone.
    pub everywhere: bool,
    /// Whether it may stand in `.hashiya.toml`. That file comes with articles, which may be anybody's: what is the user's own (name,
    /// terminal, looks) or could do harm does not.
    pub shared: bool,
    /// What it is about.
    pub doc: &'static str,
    pub(super) apply: fn(Value, &mut Chosen),
}

/// What a setting may be.
#[derive(Debug)]
pub enum Kind {
    /// A whole number in a range, and what it counts.
    Number(RangeInclusive<usize>, &'static str),
    /// True or false.
    Flag,
    /// One of these names, with what each means.
    Choice(&'static [(&'static str, &'static str)]),
    /// One of the names that there are.
    Name(fn() -> Vec<String>),
    /// Any text.
    Text,
}

impl Setting {
    /// The setting of a name.
    pub fn of(name: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }

    /// What it may be, after "must be".
    pub fn allowed(&self) -> String {
        match &self.kind {
            Kind::Number(range, unit) => format!("{} to {} {unit}", range.start(), range.end()),
            Kind::Flag => "true or false".to_owned(),
            Kind::Choice(_) | Kind::Name(_) => format!("one of {}", self.names().join(", ")),
            Kind::Text => "a text".to_owned(),
        }
    }

    /// The names that it may be; none where it is no name.
    pub fn names(&self) -> Vec<String> {
        match &self.kind {
            Kind::Choice(names) => names.iter().map(|(name, _)| (*name).to_owned()).collect(),
            Kind::Name(names) => names(),
            _ => Vec::new(),
        }
    }

    /// A value out of a file.
    pub(super) fn value_of(&self, value: &DeValue) -> Result<Value, String> {
        let quoted = if matches!(self.kind, Kind::Number(..) | Kind::Flag) { "" } else { ", in \"…\"" };
        let wrong = || format!("{}{quoted}", self.wrong(""));
        match value {
            DeValue::Integer(number) => {
                let number = usize::from_str_radix(number.as_str(), number.radix()).map_err(|_| wrong())?;
                self.checked(Value::Number(number)).map_err(|_| wrong())
            }
            DeValue::Boolean(flag) => self.checked(Value::Flag(*flag)).map_err(|_| wrong()),
            DeValue::String(text) => self.checked(Value::Text(text.to_string().into())),
            _ => Err(wrong()),
        }
    }

    /// A value out of the command line.
    ///
    /// # Errors
    /// What it must be.
    pub fn parse(&self, text: &str) -> Result<Value, String> {
        let value = match self.kind {
            Kind::Number(..) => text.parse().ok().map(Value::Number),
            Kind::Flag => text.parse().ok().map(Value::Flag),
            _ => Some(Value::Text(text.to_owned().into())),
        };
        value.map_or_else(|| Err(self.wrong(text)), |value| self.checked(value))
    }

    fn checked(&self, value: Value) -> Result<Value, String> {
        let is_right = match (&self.kind, &value) {
            (Kind::Number(range, _), Value::Number(number)) => range.contains(number),
            (Kind::Choice(_) | Kind::Name(_), Value::Text(text)) => self.names().iter().any(|name| *name == **text),
            (Kind::Flag, Value::Flag(_)) | (Kind::Text, Value::Text(_)) => true,
            _ => false,
        };
        let given = if let Value::Text(text) = &value { text } else { "" };
        if is_right { Ok(value) } else { Err(self.wrong(given)) }
    }

    fn wrong(&self, given: &str) -> String {
        format!("{} must be {}{}", self.name, self.allowed(), meant(given, self.names().iter().map(String::as_str)))
    }
}

/// The value of a setting.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// Of [`Kind::Number`].
    Number(usize),
    /// Of [`Kind::Flag`].
    Flag(bool),
    /// Of the others.
    Text(Cow<'static, str>),
}

impl Value {
    pub(super) const fn text(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    // The kind of a row was looked at before: only the one that fits comes here, which a test holds.
    pub(super) fn number(self, into: &mut usize) {
        if let Self::Number(number) = self {
            *into = number;
        }
    }

    pub(super) fn flag(self, into: &mut bool) {
        if let Self::Flag(flag) = self {
            *into = flag;
        }
    }

    pub(super) fn text_into(self, into: &mut String) {
        if let Self::Text(text) = self {
            *into = text.into_owned();
        }
    }
}

impl fmt::Display for Value {
    /// As in a file.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(out),
            Self::Flag(flag) => flag.fmt(out),
            Self::Text(text) => {
                out.write_str("\"")?;
                for character in text.chars() {
                    match character {
                        '"' | '\\' => write!(out, "\\{character}")?,
                        _ if character.is_control() => write!(out, "\\u{:04X}", u32::from(character))?,
                        _ => write!(out, "{character}")?,
                    }
                }
                out.write_str("\"")
            }
        }
    }
}

/// A value and who gave it.
#[derive(Clone, Debug)]
pub struct Said {
    /// Of which setting.
    pub setting: &'static Setting,
    /// What was said.
    pub value: Value,
    /// By whom.
    pub by: Origin,
}

/// Who says what a setting is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// The command line.
    Option,
    /// The sidecar of the article.
    Sidecar,
    /// A line of a file, from 1.
    File(PathBuf, usize),
}
