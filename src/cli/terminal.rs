//! `hashiya terminal`: which terminal this is, how it is written to, and calibration by eye.

use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::{Context, bail};

use crate::disk;
use crate::settings::config::Config;
use crate::settings::terminals;
use crate::term::encode::{Encoding, RowEncoder};
use crate::term::{Choice, Found, Harakat, How, Replies, encode_line, probe};
use crate::text::layout::{Options, Order, Shaping, layout};

const EXAMPLES: &str = "\
Examples:
  hashiya terminal                   what was found, how, and the encoding that is used
  hashiya terminal --calibrate       the same lines in each encoding: say which one reads right
  hashiya --rtl words article.txt    to try an encoding once";

const ENCODINGS: &str = "\
Encodings (--rtl, and rtl in config.toml):
  auto    found out: by the calibration, tmux, the terminal's answers, the environment; else lrm
  lrm     in visual order, each letter held in its place by U+200E; right in most terminals
  visual  in visual order without marks: terminals that do nothing (xterm, alacritty, foot)
  words   words in logical order: terminals that reorder whatever they are told (Konsole)
  kitty   words in logical order, styles in visual order: kitty
  off     logical order, nothing joined: terminals and screen readers that do everything by themselves";

/// Arguments.
#[derive(clap::Args, Debug)]
#[command(before_help = EXAMPLES, after_help = ENCODINGS)]
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

/// What the user chose: by option, else in the settings, with what was calibrated.
pub(super) fn choice(rtl: Option<&str>, harakat: Option<&str>, config: &Config) -> Choice {
    let by = |name: Option<&str>, how| {
        name.filter(|name| *name != "auto").and_then(Encoding::parse).map(|encoding| (encoding, how))
    };
    let encoding = match rtl {
        Some(name) => by(Some(name), How::Flag),
        None => by(config.rtl.as_deref(), How::Settings),
    };
    let harakat = harakat.or(config.harakat.as_deref()).and_then(Harakat::parse).unwrap_or_default();
    let parsed = |(terminal, name): (String, String)| Some((terminal, Encoding::parse(&name)?));
    Choice { encoding, harakat, kept: terminals::load().into_iter().filter_map(parsed).collect() }
}

/// Runs it.
///
/// # Errors
/// When the terminal fails, or there is none to calibrate.
pub fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let (config, warnings) = Config::load()?;
    for warning in warnings {
        eprintln!("hashiya: {warning}");
    }
    let (found, replies) = probe(&choice(None, None, &config)).context("the terminal cannot be asked")?;
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
    use super::{Choice, Config, Encoding, Harakat, How, choice, lines};
    use crate::settings::config::{HARAKAT, RTL};

    #[test]
    fn the_option_goes_before_the_settings() {
        let config = Config { rtl: Some("words".into()), harakat: Some("hide".into()), ..Config::default() };
        let chosen = |rtl, harakat| Choice { kept: Vec::new(), ..choice(rtl, harakat, &config) };
        let settings = chosen(None, None);
        assert_eq!((settings.encoding, settings.harakat), (Some((Encoding::Words, How::Settings)), Harakat::Hide));
        let option = chosen(Some("lrm"), Some("show"));
        assert_eq!((option.encoding, option.harakat), (Some((Encoding::Lrm, How::Flag)), Harakat::Show));
        assert_eq!(chosen(Some("auto"), None).encoding, None);
    }

    #[test]
    fn every_name_is_known() {
        assert!(RTL[1..].iter().all(|name| Encoding::parse(name).is_some()) && RTL.len() == Encoding::ALL.len() + 1);
        assert!(HARAKAT.iter().all(|name| Harakat::parse(name).is_some()));
    }

    #[test]
    fn the_lines_differ_where_encodings_do() {
        let all: Vec<Vec<String>> = Encoding::ALL.map(|encoding| lines(encoding, true).collect()).into();
        for (at, one) in all.iter().enumerate() {
            assert!(one.len() == 3 && all[at + 1..].iter().all(|other| one != other));
        }
    }
}
