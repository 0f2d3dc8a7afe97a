//! Which terminal this is, and what it needs. A terminal is one row of [`KINDS`].
//!
//! What terminals do was seen on their screens where the table says so; the others are taken from their documentation and sources.

use super::encode::Encoding;
use super::replies::Replies;

/// How a terminal is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clue {
    /// Its answer to XTVERSION begins so.
    Version(&'static str),
    /// Its answer to DA3.
    Unit(&'static str),
    /// Its answer to DA2 begins so.
    Secondary(&'static str),
    /// This variable is set.
    Variable(&'static str),
    /// `TERM_PROGRAM` is this.
    Program(&'static str),
    /// `TERM` begins so.
    Term(&'static str),
}

/// A kind of terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// How rows are written for it.
    pub encoding: Encoding,
    /// Whether it draws vowel signs on their letters.
    pub harakat: bool,
    /// Sent before its alternate screen is entered.
    pub enter: &'static str,
    /// Sent after it was left.
    pub leave: &'static str,
    /// Any of these tells it.
    pub clues: &'static [Clue],
}

/// Bidirectional support off: the program orders and shapes (ECMA TR/53, `CSI 8 l`). Kept for each line when it is made or cleared.
const EXPLICIT: &str = "\x1b[8l";
/// The default again.
const IMPLICIT: &str = "\x1b[8h";

/// A terminal of which nothing is known. Right wherever a mark is kept in its cell, whether the terminal reorders or not.
pub const UNKNOWN: Kind =
    Kind { name: "unknown", encoding: Encoding::Lrm, harakat: true, enter: "", leave: "", clues: &[] };

/// A terminal that says that it has the modes of ECMA TR/53.
pub const BIDI_MODES: Kind = Kind { name: "a terminal with bidi modes", enter: EXPLICIT, leave: IMPLICIT, ..UNKNOWN };

use Clue::{Program, Secondary, Term, Unit, Variable, Version};

/// The terminals that are known.
pub const KINDS: &[Kind] = &[
    // Seen: does nothing.
    Kind {
        name: "xterm",
        encoding: Encoding::Visual,
        clues: &[Version("XTerm("), Variable("XTERM_VERSION")],
        ..UNKNOWN
    },
    // Seen: does nothing.
    Kind { name: "urxvt", encoding: Encoding::Visual, clues: &[Secondary("85;"), Term("rxvt-unicode")], ..UNKNOWN },
    // Seen: does nothing; marks stand one cell to the right.
    Kind {
        name: "alacritty",
        encoding: Encoding::Visual,
        harakat: false,
        clues: &[Term("alacritty"), Variable("ALACRITTY_WINDOW_ID")],
        ..UNKNOWN
    },
    // Seen: does nothing; some letters are lost under their marks.
    Kind {
        name: "foot",
        encoding: Encoding::Visual,
        harakat: false,
        clues: &[Version("foot("), Term("foot")],
        ..UNKNOWN
    },
    // Seen: reorders and joins unless told not to; marks keep the order even then.
    Kind {
        name: "VTE",
        enter: EXPLICIT,
        leave: IMPLICIT,
        clues: &[Unit("7E565445"), Version("VTE("), Variable("VTE_VERSION")],
        ..UNKNOWN
    },
    // Seen: reorders and joins again whatever it is told.
    Kind {
        name: "Konsole",
        encoding: Encoding::Words,
        clues: &[Version("Konsole"), Unit("7E4B4445"), Variable("KONSOLE_VERSION")],
        ..UNKNOWN
    },
    // Seen: reorders and aligns unless told not to; a mark would take a cell.
    Kind {
        name: "mlterm",
        encoding: Encoding::Visual,
        enter: "\x1b]5379;use_ctl=false\x07",
        leave: "\x1b]5379;use_ctl=true\x07",
        clues: &[Secondary("24;279"), Variable("MLTERM"), Term("mlterm")],
        ..UNKNOWN
    },
    // Seen: shapes runs, and turns those of right-to-left letters around; several marks on a letter are misplaced.
    Kind {
        name: "kitty",
        encoding: Encoding::Kitty,
        harakat: false,
        clues: &[Version("kitty("), Term("xterm-kitty"), Variable("KITTY_WINDOW_ID")],
        ..UNKNOWN
    },
    // Read: the modes of ECMA TR/53.
    Kind {
        name: "mintty",
        enter: EXPLICIT,
        leave: IMPLICIT,
        clues: &[Version("mintty"), Program("mintty")],
        ..UNKNOWN
    },
    // Read: reorders only where its settings say so, and knows the modes.
    Kind {
        name: "WezTerm",
        enter: EXPLICIT,
        leave: IMPLICIT,
        clues: &[Version("WezTerm"), Program("WezTerm")],
        ..UNKNOWN
    },
    // Read: these reorder or not by their settings, which cannot be asked for; marks keep the order in both.
    Kind { name: "iTerm2", clues: &[Version("iTerm2"), Program("iTerm.app")], ..UNKNOWN },
    Kind { name: "Apple Terminal", clues: &[Program("Apple_Terminal")], ..UNKNOWN },
    Kind { name: "ghostty", clues: &[Version("ghostty"), Program("ghostty"), Term("xterm-ghostty")], ..UNKNOWN },
    Kind { name: "contour", clues: &[Version("contour"), Term("contour")], ..UNKNOWN },
    Kind { name: "Windows Terminal", clues: &[Variable("WT_SESSION")], ..UNKNOWN },
    // Read: a font of 256 or 512 glyphs, no marks.
    Kind { name: "the Linux console", encoding: Encoding::Visual, harakat: false, clues: &[Term("linux")], ..UNKNOWN },
];

impl Kind {
    /// Whether it answers one of the questions with its name: then it is not a terminal that answered them otherwise.
    fn answers(&self) -> bool {
        self.clues.iter().any(|clue| matches!(clue, Version(_) | Unit(_) | Secondary(_)))
    }
}

/// By what the terminal answered.
pub fn by_replies(replies: &Replies) -> Option<&'static Kind> {
    let begins = |answer: &Option<String>, with: &str| answer.as_ref().is_some_and(|answer| answer.starts_with(with));
    let told = |clue: &Clue| match clue {
        Version(name) => begins(&replies.version, name),
        Unit(unit) => replies.unit.as_deref() == Some(unit),
        Secondary(parameters) => begins(&replies.secondary, parameters),
        _ => false,
    };
    let kind = KINDS.iter().find(|kind| kind.clues.iter().any(told));
    kind.or_else(|| matches!(replies.bidi, Some(1 | 2)).then_some(&BIDI_MODES))
}

/// By the environment, in which variables of a terminal may be left that another one was started from. `answered` says that the
/// terminal answered the questions: then it is none of those that would have said their names.
pub fn by_environment(variable: impl Fn(&str) -> Option<String>, answered: bool) -> Option<&'static Kind> {
    let term = variable("TERM").unwrap_or_default();
    let program = variable("TERM_PROGRAM").unwrap_or_default();
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let possible = || KINDS.iter().filter(|kind| !(answered && kind.answers()));
    // TERM is what this terminal was set to; TERM_PROGRAM may be another's, and other variables more so.
    let by = |told: &dyn Fn(&Clue) -> bool| possible().find(|kind| kind.clues.iter().any(told));
    by(&|clue| matches!(clue, Term(name) if term.starts_with(name)))
        .or_else(|| by(&|clue| matches!(clue, Program(name) if program == *name)))
        .or_else(|| by(&|clue| matches!(clue, Variable(name) if set(name))))
}

/// By `TERM` alone, which is set by the terminal itself and not handed on to another one.
pub fn by_term(term: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.clues.iter().any(|clue| matches!(clue, Term(name) if term.starts_with(name))))
}

/// By what a multiplexer says of the terminal that it is shown in: its answer to XTVERSION, and its `TERM`. The multiplexer passes no
/// modes on, so what remains is the encoding.
pub fn by_client(version: &str, term: &str) -> Option<&'static Kind> {
    let told = |clue: &Clue| match clue {
        Version(name) => version.starts_with(name),
        Term(name) => term.starts_with(name),
        _ => false,
    };
    KINDS.iter().find(|kind| kind.clues.iter().any(told))
}

#[cfg(test)]
mod tests {
    use super::{Encoding, KINDS, Replies, by_client, by_environment, by_replies};

    fn name(kind: Option<&super::Kind>) -> &str {
        kind.map_or("", |kind| kind.name)
    }

    /// What the terminals answered: version, DA2, DA3, mode 8.
    #[test]
    fn answers_tell_the_terminal() {
        let table = [
            ("XTerm(379)", "41;379;0", "00000000", 0, "xterm"),
            ("kitty(0.26.5)", "1;4000;26", "", 0, "kitty"),
            ("Konsole 22.12.3", "1;221203;0", "7E4B4445", 9, "Konsole"),
            ("foot(1.13.1)", "1;011301;0", "464F4F54", 9, "foot"),
            ("", "65;7006;1", "7E565445", 1, "VTE"),
            ("", "24;279;0", "", 0, "mlterm"),
            ("", "85;95;0", "", 9, "urxvt"),
            ("", "0;1700;1", "", 9, ""),
            ("", "1;2;3", "", 2, "a terminal with bidi modes"),
        ];
        for (version, secondary, unit, bidi, wanted) in table {
            let answer = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            let replies = Replies {
                version: answer(version),
                secondary: answer(secondary),
                unit: answer(unit),
                bidi: (bidi < 9).then_some(bidi),
                complete: true,
            };
            assert_eq!(name(by_replies(&replies)), wanted, "{version} {secondary}");
        }
    }

    #[test]
    fn the_environment_tells_those_that_do_not_answer() {
        type Variables = &'static [(&'static str, &'static str)];
        let table: [(Variables, bool, &str); 7] = [
            (&[("TERM", "alacritty")], true, "alacritty"),
            (&[("TERM", "xterm-256color"), ("ALACRITTY_WINDOW_ID", "1"), ("KITTY_WINDOW_ID", "2")], true, "alacritty"),
            (&[("TERM", "xterm-256color"), ("KITTY_WINDOW_ID", "2")], true, ""),
            (&[("TERM", "xterm-256color"), ("KITTY_WINDOW_ID", "2")], false, "kitty"),
            (&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "Apple_Terminal")], true, "Apple Terminal"),
            (&[("TERM", "xterm-kitty"), ("VTE_VERSION", "7000")], false, "kitty"),
            (&[("TERM", "xterm-256color")], false, ""),
        ];
        for (variables, answered, wanted) in table {
            let variable =
                |name: &str| variables.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(name(by_environment(variable, answered)), wanted, "{variables:?}");
        }
    }

    #[test]
    fn a_multiplexer_names_its_terminal() {
        for (version, term, wanted) in [
            ("kitty(0.26.5)", "xterm-kitty", "kitty"),
            ("Konsole 22.12.3", "xterm-256color", "Konsole"),
            ("", "foot", "foot"),
            ("", "xterm-256color", ""),
        ] {
            assert_eq!(name(by_client(version, term)), wanted, "{version} {term}");
        }
    }

    #[test]
    fn what_is_set_is_set_back() {
        for kind in KINDS {
            assert_eq!(kind.enter.is_empty(), kind.leave.is_empty(), "{}", kind.name);
            assert!(kind.encoding != Encoding::Off && !kind.clues.is_empty(), "{}", kind.name);
        }
    }
}
