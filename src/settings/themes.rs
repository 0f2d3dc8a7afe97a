//! Themes: files that say of each label how what bears it looks. A theme is a file in `assets/themes` and a row of [`THEMES`], or a
//! file of the user's beside `config.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::DeValue;

use super::files::{folder, read};
use super::warning::{Lines, Warning, meant};
use crate::disk;

/// The name of the theme that is used where none is named.
pub const DEFAULT: &str = "default";
/// That of the theme without colours.
const PLAIN: &str = "plain";

/// The bundled themes: names and files.
pub static THEMES: &[(&str, &str)] = &[
    (DEFAULT, include_str!("../../assets/themes/default.toml")),
    (PLAIN, include_str!("../../assets/themes/plain.toml")),
];

/// The labels: roles, what is laid over them, and the colours of tags on three grounds. `default.toml` says what each one is.
#[rustfmt::skip]
pub const LABELS: &[&str] = &[
    "text", "headline", "standfirst", "credit", "subheading", "quotation", "rule", "bar", "tag", "note", "status", "error", "key",
    "footer", "prompt", "panel", "panel-title", "panel-key", "selected",
    "current", "chosen", "unseen", "unseen-lit", "unseen-match", "match", "match-current", "tagged", "part",
    "red", "red-lit", "red-panel", "green", "green-lit", "green-panel", "yellow", "yellow-lit", "yellow-panel",
    "blue", "blue-lit", "blue-panel", "magenta", "magenta-lit", "magenta-panel", "cyan", "cyan-lit", "cyan-panel",
];

/// What may be true or false of a look, in the order of [`Look::attributes`].
pub const ATTRIBUTES: [&str; 5] = ["bold", "dim", "italic", "underline", "reversed"];

/// A colour as terminals take it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ink {
    /// A number of the palette of 256.
    Indexed(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

/// How something looks; `None` leaves what is beneath.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Look {
    /// The colour of the letters.
    pub fg: Option<Ink>,
    /// The colour of their ground.
    pub bg: Option<Ink>,
    /// Of each of [`ATTRIBUTES`] whether it is so.
    pub attributes: [Option<bool>; 5],
}

/// A theme: the look of each label.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Looks(BTreeMap<&'static str, Look>);

impl Looks {
    /// The look of a label.
    pub fn of(&self, label: &str) -> Look {
        self.0.get(label).copied().unwrap_or_default()
    }

    /// The bundled theme of a name; without any look where there is none.
    pub fn bundled(name: &str) -> Self {
        let text = THEMES.iter().find(|(bundled, _)| *bundled == name).map_or("", |(_, text)| text);
        Self::parse(Path::new(name), text).0
    }

    /// The theme of a name. Where none is named, `NO_COLOR` asks for the one without colours, as no-color.org has it: what a user sets
    /// for a program goes before it. For one with anything wrong in it the default stands in.
    pub fn chosen(name: Option<&str>) -> (Self, Vec<Warning>) {
        let no_colour = || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let name = name.unwrap_or_else(|| if no_colour() { PLAIN } else { DEFAULT });
        own(name).map_or_else(|| (Self::bundled(name), Vec::new()), |path| Self::load(&path))
    }

    /// The theme in a file over the default one.
    fn load(path: &Path) -> (Self, Vec<Warning>) {
        let mut looks = Self::bundled(DEFAULT);
        let (own, wrong) = match read(path) {
            Ok(Some(text)) => Self::parse(path, &text),
            Ok(None) => (Self::default(), Vec::new()),
            Err(warning) => (Self::default(), vec![warning]),
        };
        if wrong.is_empty() {
            looks.0.extend(own.0);
        }
        (looks, wrong)
    }

    fn parse(path: &Path, text: &str) -> (Self, Vec<Warning>) {
        let mut lines = Lines::new(path, text);
        let mut looks = Self::default();
        for (name, value) in lines.table().unwrap_or_default() {
            if let Some(label) = LABELS.iter().find(|label| **label == *name.get_ref()) {
                looks.0.insert(label, look(label, &value, &mut lines));
            } else {
                let (name, at) = (name.get_ref(), name.span().start);
                let meant = meant(name, LABELS.iter().copied());
                lines.warn(at, format!("{name} is not a label{meant}; there are {}{USED}", LABELS.join(", ")));
            }
        }
        (looks, lines.found())
    }
}

/// What a broken theme comes to.
const USED: &str = "; until it is mended the default theme is used";

fn look(label: &str, value: &Spanned<DeValue>, lines: &mut Lines) -> Look {
    let mut look = Look::default();
    let DeValue::Table(table) = value.get_ref() else {
        lines.warn(value.span().start, format!("{label} must be a table, {{ fg = 16, bold = true }}{USED}"));
        return look;
    };
    for (name, value) in table {
        let (name, at) = (name.get_ref(), value.span().start);
        let place = ATTRIBUTES.iter().position(|attribute| *attribute == *name);
        match (&**name, place, value.get_ref()) {
            (_, Some(place), DeValue::Boolean(flag)) => look.attributes[place] = Some(*flag),
            (_, Some(_), _) => lines.warn(at, format!("{name} of {label} must be true or false{USED}")),
            ("fg" | "bg", ..) => match ink(value.get_ref()) {
                Some(ink) if name == "fg" => look.fg = Some(ink),
                Some(ink) => look.bg = Some(ink),
                None => lines.warn(at, format!("{name} of {label} must be 0 to 255, or \"#rrggbb\"{USED}")),
            },
            _ => {
                let all = || ["fg", "bg"].into_iter().chain(ATTRIBUTES);
                let (meant, all) = (meant(name, all()), all().collect::<Vec<_>>().join(", "));
                lines.warn(at, format!("{name} is nothing that {label} has{meant}; there are {all}{USED}"));
            }
        }
    }
    look
}

fn ink(value: &DeValue) -> Option<Ink> {
    match value {
        DeValue::Integer(number) => u8::from_str_radix(number.as_str(), number.radix()).ok().map(Ink::Indexed),
        DeValue::String(text) => {
            let is_hex = |digits: &&str| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
            let digits = text.strip_prefix('#').filter(is_hex)?;
            let pair = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
            Some(Ink::Rgb(pair(0)?, pair(2)?, pair(4)?))
        }
        _ => None,
    }
}

/// The names of the themes there are: the bundled ones, then the user's own.
pub(super) fn names() -> Vec<String> {
    let bundled = THEMES.iter().map(|(name, _)| (*name).to_owned());
    let is_own = |name: &String| THEMES.iter().all(|(bundled, _)| bundled != name);
    let own: BTreeSet<String> = files().filter_map(|path| name(&path)).filter(is_own).collect();
    bundled.chain(own).collect()
}

/// The file of the user's own theme of a name, which goes before a bundled one.
fn own(theme: &str) -> Option<PathBuf> {
    files().find(|path| name(path).is_some_and(|name| name == theme))
}

fn name(path: &Path) -> Option<String> {
    let is_theme = path.extension().is_some_and(|extension| extension == "toml");
    is_theme.then_some(path.file_stem()?.to_str()?.to_owned())
}

fn files() -> impl Iterator<Item = PathBuf> {
    folder().into_iter().flat_map(|folder| disk::list(&folder.join("themes")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_theme_says_how_each_label_looks() {
        for (name, text) in THEMES {
            let (looks, wrong) = Looks::parse(Path::new(name), text);
            assert!(wrong.is_empty(), "{wrong:?}");
            for label in LABELS {
                assert!(looks.0.contains_key(label), "{name} does not say how {label} looks");
            }
        }
        assert!(THEMES.iter().any(|(name, _)| *name == DEFAULT) && THEMES.iter().any(|(name, _)| *name == PLAIN));
    }

    #[test]
    fn a_theme_of_the_users_own_goes_over_the_default_unless_it_is_broken() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("mine.toml");
        let loaded = |text: &str| {
            std::fs::write(&path, text).expect("written");
            let (looks, wrong) = Looks::load(&path);
            (looks, wrong.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        let default = Looks::bundled(DEFAULT);
        let (looks, wrong) = loaded("text = { fg = \"#0a0B0c\", italic = true }\nbar = { bg = 0x10 }\n");
        assert_eq!(wrong, Vec::<String>::new());
        let (text, bar) = (looks.of("text"), looks.of("bar"));
        assert_eq!((text.fg, text.attributes), (Some(Ink::Rgb(10, 11, 12)), [None, None, Some(true), None, None]));
        assert_eq!((bar.fg, bar.bg), (None, Some(Ink::Indexed(16))));
        assert_eq!(looks.of("key"), default.of("key"));
        for (text, message) in [
            ("text = {}\nbar = 3", "line 2: bar must be a table, { fg = 16, bold = true }"),
            ("headlin = {}", "line 1: headlin is not a label; did you mean headline?"),
            ("text = { fg = 256 }", "line 1: fg of text must be 0 to 255, or \"#rrggbb\""),
            ("text = { bg = \"#+1+1+1\" }", "line 1: bg of text must be"),
            ("text = { bold = 1 }", "line 1: bold of text must be true or false"),
            ("text = { bald = true }", "bald is nothing that text has; did you mean bold?; there are fg, bg, bold"),
            ("text = {", "line 1: "),
        ] {
            let (looks, wrong) = loaded(text);
            assert!(
                wrong.len() == 1 && wrong[0].contains(message) && wrong[0].contains("mine.toml: "),
                "{text}: {wrong:?}"
            );
            assert_eq!(looks, default, "{text}");
        }
    }
}
