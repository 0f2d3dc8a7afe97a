//! `hashiya terminal`: which terminal this is, how it is written to, and calibration by eye.

use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::{Context, bail};

use super::source::settings;
use crate::disk;
use crate::settings::{Chosen, Kind, Origin, Setting, terminals};
use crate::term::encode::{Encoding, RowEncoder};
use crate::term::{Choice, Found, Harakat, How, Replies, encode_line, probe};
use crate::text::layout::{Options, Order, Shaping, layout};

const EXAMPLES: &str = "\
Examples:
  hashiya terminal                   what was found, how, and the encoding that is used
  hashiya terminal --calibrate       the same lines in each encoding: say which one reads right
  hashiya --rtl words article.txt    to try an encoding once";

/// The encodings, for the help.
fn encodings() -> String {
    let rtl = Setting::of("rtl").map(|setting| &setting.kind);
    let Some(Kind::Choice(names)) = rtl else { return String::new() };
    let rows = names.iter().map(|(name, doc)| format!("\n  {name:<7} {doc}"));
    "Encodings (--rtl, and rtl in config.toml):".to_owned() + &rows.collect::<String>()
}

/// Arguments.
#[derive(clap::Args, Debug)]
#[command(before_help = EXAMPLES, after_help = encodings())]
pub struct Args {
    /// Show the same lines in each encoding, ask which reads right, and keep the answer for this terminal
    #[arg(long)]
    pub calibrate: bool,
}

/// Lines in which each fault shows: joined letters, digits and brackets beside words, marks, Latin words, Hebrew.
const LINES: [&str; 3] = [
    "قالت ليلى: «ارتفع السعر 30% (نحو 12 ألفًا) في عام 2024».",
    "کتاب‌های تازه و ڵاپەڕەی کوردی API 2.0، ۴۵٪",
    "אמרה דינה: \"עלה ב־7% (מאז 2023)\"",
];

/// Columns of the lines shown.
const COLUMNS: usize = 60;

/// What the user chose, with what was calibrated.
pub(super) fn choice(chosen: &Chosen) -> Choice {
    let is_option = chosen.said("rtl").is_some_and(|said| said.by == Origin::Option);
    let how = if is_option { How::Flag } else { How::Settings };
    let parsed = |(terminal, name): (String, String)| Some((terminal, Encoding::parse(&name)?));
    Choice {
        encoding: Encoding::parse(&chosen.rtl).map(|encoding| (encoding, how)),
        harakat: Harakat::parse(&chosen.harakat).unwrap_or_default(),
        kept: terminals::load().into_iter().filter_map(parsed).collect(),
    }
}

/// Runs it.
///
/// # Errors
/// When the terminal fails, or there is none to calibrate.
pub fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let chosen = settings(None).choose(&[], &[]);
    let (found, replies) = probe(&choice(&chosen)).context("the terminal cannot be asked")?;
    if args.calibrate {
        return calibrate(&found, out);
    }
    report(&found, &replies, out)?;
    Ok(ExitCode::SUCCESS)
}

fn report(found: &Found, replies: &Replies, out: &mut dyn Write) -> io::Result<()> {
    let RowEncoder { encoding, harakat } = found.encoder;
    writeln!(out, "terminal  {}, by {}", found.kind.name, found.kind_how.words())?;
    writeln!(out, "encoding  {}, by {}", encoding.name(), found.how.words())?;
    writeln!(out, "harakat   {}", if harakat { "shown" } else { "hidden" })?;
    writeln!(out, "modes     {}", shown(found.enter()).unwrap_or_else(|| "none".into()))?;
    let answers = [("XTVERSION", &replies.version), ("DA2", &replies.secondary), ("DA3", &replies.unit)];
    for (name, answer) in answers {
        if let Some(answer) = answer {
            writeln!(out, "answer    {name} {}", super::harmless(answer))?;
        }
    }
    if let Some(mode) = replies.bidi {
        let meaning =
            ["not known", "set", "reset", "always set", "always reset"].get(usize::from(mode)).unwrap_or(&"?");
        writeln!(out, "answer    DECRQM 8 {mode} ({meaning})")?;
    }
    if !replies.complete {
        writeln!(out, "answer    none to DA1, which every terminal answers")?;
    }
    for name in ["TERM", "TERM_PROGRAM", "TMUX", "STY"] {
        if let Ok(value) = std::env::var(name) {
            writeln!(out, "variable  {name}={}", super::harmless(&value))?;
        }
    }
    Ok(())
}

/// A sequence as it is written in manuals.
fn shown(sequence: &str) -> Option<String> {
    (!sequence.is_empty()).then(|| sequence.replace("\x1b[", "CSI ").replace("\x1b]", "OSC ").replace('\x07', " BEL"))
}

fn calibrate(found: &Found, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    if !io::stdout().is_terminal() {
        bail!("there is no terminal on standard output to calibrate; run it without a pipe");
    }
    let mut answers = BufReader::new(disk::terminal().context("no terminal to answer from")?);
    let kind = found.kind;
    for (number, encoding) in (1..).zip(Encoding::ALL) {
        // As the reader does: the terminal's own order is off where ours is sent.
        let ours = matches!(encoding, Encoding::Lrm | Encoding::Visual);
        write!(out, "{}", if ours { kind.enter } else { kind.leave })?;
        writeln!(out, "\n{number}  {}", encoding.name())?;
        for line in lines(encoding, found.encoder.harakat) {
            writeln!(out, "{line}")?;
        }
    }
    write!(out, "\nWhich one reads right, letters joined, numbers and brackets in place?\n1 to 5, Enter for none: ")?;
    out.flush()?;
    let mut answer = String::new();
    answers.read_line(&mut answer)?;
    let chosen = answer.trim().parse::<usize>().ok().and_then(|number| Encoding::ALL.get(number.wrapping_sub(1)));
    let Some(encoding) = chosen else {
        writeln!(out, "Nothing was changed.")?;
        return Ok(ExitCode::SUCCESS);
    };
    terminals::save(&found.identity, encoding.name()).context("the answer cannot be kept")?;
    writeln!(out, "{} is used for {} from now on.", encoding.name(), super::harmless(&found.identity))?;
    Ok(ExitCode::SUCCESS)
}

fn lines(encoding: Encoding, harakat: bool) -> impl Iterator<Item = String> {
    let options = match encoding {
        Encoding::Off => Options { shaping: Shaping::None, order: Order::Logical, ..Options::default() },
        _ => Options::default(),
    };
    let encoder = RowEncoder { encoding, harakat };
    LINES.iter().flat_map(move |text| layout(text, &options)).map(move |line| encode_line(&line, COLUMNS, encoder))
}

#[cfg(test)]
mod tests {
    use super::{Choice, Encoding, Harakat, How, choice, lines};
    use crate::settings::{Chosen, Origin, Said, Setting};

    #[test]
    fn the_option_goes_before_the_settings() {
        let said = |name: &str, value: &str, by: Origin| {
            let setting = Setting::of(name).expect("a setting");
            Said { setting, value: setting.parse(value).expect("a value"), by }
        };
        let by = || Origin::File("config.toml".into(), 1);
        let files = [said("rtl", "words", by()), said("harakat", "hide", by())];
        let chosen =
            |options: &[Said]| Choice { kept: Vec::new(), ..choice(&Chosen::of(files.iter().chain(options).cloned())) };
        let settings = chosen(&[]);
        assert_eq!((settings.encoding, settings.harakat), (Some((Encoding::Words, How::Settings)), Harakat::Hide));
        let option = chosen(&[said("rtl", "lrm", Origin::Option), said("harakat", "show", Origin::Option)]);
        assert_eq!((option.encoding, option.harakat), (Some((Encoding::Lrm, How::Flag)), Harakat::Show));
        assert_eq!(chosen(&[said("rtl", "auto", Origin::Option)]).encoding, None);
    }

    #[test]
    fn every_name_is_known() {
        let names = |name: &str| Setting::of(name).expect("a setting").names();
        let rtl = names("rtl");
        assert!(rtl[1..].iter().all(|name| Encoding::parse(name).is_some()) && rtl.len() == Encoding::ALL.len() + 1);
        assert!(names("harakat").iter().all(|name| Harakat::parse(name).is_some()));
    }

    #[test]
    fn the_lines_differ_where_encodings_do() {
        let all: Vec<Vec<String>> = Encoding::ALL.map(|encoding| lines(encoding, true).collect()).into();
        for (at, one) in all.iter().enumerate() {
            assert!(one.len() == 3 && all[at + 1..].iter().all(|other| one != other));
        }
    }
}
