//! The terminal that was found, and what follows from it and from what the user chose.

use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use super::encode::{Encoding, RowEncoder};
use super::identify::{self, Kind, UNKNOWN};
use super::replies::Replies;

/// How long a multiplexer may take to answer.
const PATIENCE: Duration = Duration::from_millis(200);

/// Whether vowel signs are shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Harakat {
    /// Where the terminal draws them rightly.
    #[default]
    Auto,
    /// Always.
    Show,
    /// Never.
    Hide,
}

impl Harakat {
    /// The choice of that name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "auto" => Some(Self::Auto),
            "show" => Some(Self::Show),
            "hide" => Some(Self::Hide),
            _ => None,
        }
    }
}

/// What the user chose.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Choice {
    /// The encoding, and where it was chosen; `None` is found out.
    pub encoding: Option<(Encoding, How)>,
    /// Vowel signs.
    pub harakat: Harakat,
    /// What calibrations came to: names of terminals as of [`Found::identity`], and their encodings.
    pub kept: Vec<(String, Encoding)>,
}

/// How an encoding came about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum How {
    /// `--rtl`.
    Flag,
    /// The settings.
    Settings,
    /// A calibration of this terminal.
    Calibrated,
    /// What the multiplexer says of its terminal.
    Multiplexer,
    /// What the terminal answered.
    Answers,
    /// Variables.
    Environment,
    /// Nothing told.
    Default,
}

impl How {
    /// In words, after "by".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Flag => "the option --rtl",
            Self::Settings => "the settings",
            Self::Calibrated => "the calibration of this terminal",
            Self::Multiplexer => "what tmux says of its terminal",
            Self::Answers => "what the terminal answers",
            Self::Environment => "the environment",
            Self::Default => "default, nothing tells",
        }
    }
}

/// What was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The kind of terminal.
    pub kind: &'static Kind,
    /// How the kind was told.
    pub kind_how: How,
    /// A name for the terminal by which a calibration is kept.
    pub identity: String,
    /// How rows are written.
    pub encoder: RowEncoder,
    /// How that was decided.
    pub how: How,
    /// Whether the modes of the kind reach it: not through a multiplexer.
    pub modes: bool,
}

/// Whether the program runs inside a multiplexer.
pub(super) fn in_multiplexer(variable: impl Fn(&str) -> Option<String>) -> bool {
    ["TMUX", "STY"].iter().any(|name| variable(name).is_some_and(|value| !value.is_empty()))
}

/// Whether it is tmux, which can be asked for its terminal.
pub(super) fn in_tmux(variable: impl Fn(&str) -> Option<String>) -> bool {
    variable("TMUX").is_some_and(|value| !value.is_empty())
}

impl Found {
    /// Decides, by what is known: the choice, then the multiplexer's terminal, then answers, then the environment.
    pub fn decide(
        choice: &Choice,
        client: Option<(&str, &str)>,
        replies: &Replies,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let inside = in_multiplexer(&variable);
        let client_kind = client.and_then(|(version, term)| identify::by_client(version, term));
        let (kind, kind_how) = if inside {
            // tmux says of its terminal, screen lets it answer; the variables are those of the terminal that either was started in.
            let by_replies = || identify::by_replies(replies).map(|kind| (kind, How::Answers));
            let by_environment = || {
                let outer = identify::by_environment(|name| if name == "TERM" { None } else { variable(name) }, false);
                // tmux told that it does not know: the variables would only tell where its server came from.
                if client.is_some() || replies.version.is_some() {
                    None
                } else {
                    outer.map(|kind| (kind, How::Environment))
                }
            };
            client_kind.map(|kind| (kind, How::Multiplexer)).or_else(by_replies).or_else(by_environment)
        } else {
            identify::by_replies(replies)
                .map(|kind| (kind, How::Answers))
                .or_else(|| identify::by_environment(&variable, replies.complete).map(|kind| (kind, How::Environment)))
        }
        .unwrap_or((&UNKNOWN, How::Default));
        let identity = if *kind == UNKNOWN {
            let term = variable("TERM").unwrap_or_default();
            let about = replies.version.clone().or_else(|| replies.secondary.clone()).unwrap_or_default();
            format!("{term} {about}").trim().to_owned()
        } else {
            kind.name.to_owned()
        };
        let kept = choice.kept.iter().find(|(name, _)| *name == identity);
        let (encoding, how) = choice
            .encoding
            .or_else(|| kept.map(|(_, encoding)| (*encoding, How::Calibrated)))
            .unwrap_or((kind.encoding, kind_how));
        let harakat = match choice.harakat {
            Harakat::Auto => kind.harakat,
            Harakat::Show => true,
            Harakat::Hide => false,
        };
        // The other encodings leave the order to the terminal.
        let modes = !inside && matches!(encoding, Encoding::Visual | Encoding::Lrm);
        Self { kind, kind_how, identity, encoder: RowEncoder { encoding, harakat }, how, modes }
    }

    /// What is sent before the alternate screen is entered.
    pub fn enter(&self) -> &'static str {
        if self.modes { self.kind.enter } else { "" }
    }

    /// What is sent after it was left.
    pub fn leave(&self) -> &'static str {
        if self.modes { self.kind.leave } else { "" }
    }
}

/// What tmux says of the terminal that it is shown in: its answer to XTVERSION and its `TERM`. `None` outside of tmux, and when it
/// does not answer in time. Starts a process: some milliseconds.
pub(super) fn ask_tmux() -> Option<(String, String)> {
    std::env::var_os("TMUX").filter(|value| !value.is_empty())?;
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let output = Command::new("tmux")
            .args(["display-message", "-p", "#{client_termtype}|#{client_termname}"])
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output();
        let _ = sender.send(output);
    });
    let output = receiver.recv_timeout(PATIENCE).ok()?.ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let (version, term) = text.trim_end().split_once('|')?;
    output.status.success().then(|| (version.to_owned(), term.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{Choice, Encoding, Found, Harakat, How, Replies};

    fn replies(version: &str) -> Replies {
        Replies { version: Some(version.to_owned()), complete: true, ..Replies::default() }
    }

    #[test]
    fn what_was_chosen_goes_before_what_was_found() {
        let none = |_: &str| None;
        let kitty = replies("kitty(0.35)");
        let found = Found::decide(&Choice::default(), None, &kitty, none);
        assert_eq!((found.encoder.encoding, found.encoder.harakat, found.how), (Encoding::Kitty, false, How::Answers));
        let kept =
            Choice { kept: vec![("kitty".into(), Encoding::Visual)], harakat: Harakat::Show, ..Choice::default() };
        let found = Found::decide(&kept, None, &kitty, none);
        assert_eq!(
            (found.encoder.encoding, found.encoder.harakat, found.how),
            (Encoding::Visual, true, How::Calibrated)
        );
        let flag = Choice { encoding: Some((Encoding::Words, How::Flag)), ..kept };
        assert_eq!(Found::decide(&flag, None, &kitty, none).encoder.encoding, Encoding::Words);
    }

    #[test]
    fn inside_tmux_its_terminal_counts_and_modes_do_not_reach_it() {
        let tmux = |name: &str| match name {
            "TMUX" => Some("/tmp/tmux,1,0".to_owned()),
            "VTE_VERSION" => Some("7000".to_owned()),
            _ => None,
        };
        let found = Found::decide(&Choice::default(), Some(("Konsole 22.12.3", "xterm")), &replies("tmux 3.3a"), tmux);
        assert_eq!(
            (found.kind.name, found.encoder.encoding, found.how),
            ("Konsole", Encoding::Words, How::Multiplexer)
        );
        let found = Found::decide(&Choice::default(), None, &Replies::default(), tmux);
        assert_eq!((found.kind.name, found.enter(), found.encoder.encoding), ("VTE", "", Encoding::Lrm));
    }

    #[test]
    fn a_terminal_that_says_nothing_gets_what_is_right_in_most() {
        let found = Found::decide(&Choice::default(), None, &Replies::default(), |_| None);
        assert_eq!((found.encoder.encoding, found.encoder.harakat, found.how), (Encoding::Lrm, true, How::Default));
    }
}
