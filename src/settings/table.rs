//! The settings: what each may be, what it is where nobody says, and where it may be said. The command line, `config.toml`,
//! `.hashiya.toml`, `hashiya config`, the manual and the warnings are made of this table: a new setting is a row and its field.

use super::setting::{Kind, Said, Setting, Value};
use super::themes;

/// What holds: of each setting what the strongest source says, else what is built in.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The widest line of text, in columns.
    pub width: usize,
    /// Whether tagging goes on to the next sentence.
    pub advance: bool,
    /// Who makes the annotations; empty is whoever the environment names.
    pub creator: String,
    /// How right-to-left text is written for the terminal.
    pub rtl: String,
    /// Whether vowel signs are shown.
    pub harakat: String,
    /// What a line end in plain text means.
    pub newline: String,
    /// How things look.
    pub theme: String,
    /// All that was said, the strongest last.
    said: Vec<Said>,
}

/// The settings, in the order in which they are told.
pub static SETTINGS: [Setting; 7] = [
    Setting {
        name: "width",
        kind: Kind::Number(20..=500, "columns"),
        default: Value::Number(72),
        option: Some("COLUMNS"),
        everywhere: false,
        shared: true,
        doc: "The widest line of text, in columns",
        apply: |value, chosen| value.number(&mut chosen.width),
    },
    Setting {
        name: "advance",
        kind: Kind::Flag,
        default: Value::Flag(false),
        option: Some(""),
        everywhere: false,
        shared: true,
        doc: "Move on to the next sentence after a tag was given",
        apply: |value, chosen| value.flag(&mut chosen.advance),
    },
    Setting {
        name: "creator",
        kind: Kind::Text,
        default: Value::text(""),
        option: Some("NAME"),
        everywhere: false,
        shared: false,
        doc: "Who makes the annotations; empty: whoever $USER or $LOGNAME names",
        apply: |value, chosen| value.text_into(&mut chosen.creator),
    },
    Setting {
        name: "rtl",
        kind: Kind::Choice(&[
            ("auto", "found out: by the calibration, tmux, the terminal's answers, the environment; else lrm"),
            ("lrm", "in visual order, each letter held in its place by U+200E; right in most terminals"),
            ("visual", "in visual order without marks: terminals that do nothing (xterm, alacritty, foot)"),
            ("words", "words in logical order: terminals that reorder whatever they are told (Konsole)"),
            ("kitty", "words in logical order, styles in visual order: kitty"),
            ("off", "logical order, nothing joined: terminals and screen readers that do everything by themselves"),
        ]),
        default: Value::text("auto"),
        option: Some("ENCODING"),
        everywhere: false,
        shared: false,
        doc: "How right-to-left text is written for the terminal; see hashiya(1), TERMINALS",
        apply: |value, chosen| value.text_into(&mut chosen.rtl),
    },
    Setting {
        name: "harakat",
        kind: Kind::Choice(&[("auto", "where the terminal draws them rightly"), ("show", "always"), ("hide", "never")]),
        default: Value::text("auto"),
        option: Some("WHEN"),
        everywhere: false,
        shared: true,
        doc: "Whether harakat and other vowel signs are shown",
        apply: |value, chosen| value.text_into(&mut chosen.harakat),
    },
    Setting {
        name: "newline",
        kind: Kind::Choice(&[
            ("paragraph", "the end of a paragraph"),
            (
                "wrap",
                "the end of a line: lines are joined into paragraphs, which blank lines, list items and indentation divide",
            ),
            ("auto", "what the form of the text says"),
        ]),
        default: Value::text("auto"),
        option: Some("NEWLINE"),
        everywhere: true,
        shared: true,
        doc: "What a line end in plain text means",
        apply: |value, chosen| value.text_into(&mut chosen.newline),
    },
    Setting {
        name: "theme",
        kind: Kind::Name(themes::names),
        default: Value::text(themes::DEFAULT),
        option: Some("NAME"),
        everywhere: false,
        shared: false,
        doc: "How things look: the name of a theme, which may be one of your own in the folder themes beside config.toml",
        apply: |value, chosen| value.text_into(&mut chosen.theme),
    },
];

impl Default for Chosen {
    /// What is built in.
    fn default() -> Self {
        let mut chosen = Self {
            width: 0,
            advance: false,
            creator: String::new(),
            rtl: String::new(),
            harakat: String::new(),
            newline: String::new(),
            theme: String::new(),
            said: Vec::new(),
        };
        for setting in &SETTINGS {
            (setting.apply)(setting.default.clone(), &mut chosen);
        }
        chosen
    }
}

impl Chosen {
    /// What holds where these were said, later ones over earlier ones. A blank text says nothing.
    pub fn of(said: impl IntoIterator<Item = Said>) -> Self {
        let mut chosen = Self::default();
        for said in said {
            if !matches!(&said.value, Value::Text(text) if text.trim().is_empty()) {
                (said.setting.apply)(said.value.clone(), &mut chosen);
                chosen.said.push(said);
            }
        }
        chosen
    }

    /// What was said of a setting; `None` where it is as built in.
    pub fn said(&self, name: &str) -> Option<&Said> {
        self.said.iter().rev().find(|said| said.setting.name == name)
    }

    /// Who makes annotations: the setting, else `$USER`, else `$LOGNAME`, else `unknown`.
    pub fn creator(&self) -> String {
        let variables = ["USER", "LOGNAME"].iter().filter_map(|name| std::env::var(name).ok());
        let mut names = std::iter::once(self.creator.clone()).chain(variables);
        names.find(|name| !name.trim().is_empty()).unwrap_or_else(|| "unknown".to_owned())
    }
}
