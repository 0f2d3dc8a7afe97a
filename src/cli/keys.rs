//! `hashiya keys`: what each key does, by the place where it is pressed.

use std::io::Write;
use std::process::ExitCode;

use crate::app::keymap::{Context, bindings, reserved};
use crate::settings::Files;

const EXAMPLES: &str = "\
Examples:
  hashiya keys | less          all of them; in the reader ? shows the same
  hashiya keys | grep split";

/// Arguments.
#[derive(clap::Args, Debug)]
#[command(before_help = EXAMPLES)]
pub struct Args {}

/// The keys of a line that is being written. They are no rows of the keymap, since most keys there write themselves.
pub const LINE: [(&[&str], &str); 12] = [
    (&["Left", "Ctrl-B"], "a character to the left on the screen"),
    (&["Right", "Ctrl-F"], "a character to the right on the screen"),
    (&["Ctrl-Left", "Alt-Left"], "a word to the left on the screen"),
    (&["Ctrl-Right", "Alt-Right"], "a word to the right on the screen"),
    (&["Home", "Ctrl-A"], "the beginning of the line"),
    (&["End", "Ctrl-E"], "the end of the line"),
    (&["Backspace", "Ctrl-H"], "delete the character before; of a letter with marks the last mark"),
    (&["Delete", "Ctrl-D"], "delete the character after, with its marks"),
    (&["Ctrl-W", "Alt-Backspace", "Ctrl-Backspace"], "delete the word before"),
    (&["Ctrl-U"], "delete all before"),
    (&["Ctrl-K"], "delete all after"),
    (&["Enter"], "take the line; Esc and Ctrl-C leave it as it was"),
];

/// Commands that are written behind `:`.
const COMMANDS: [(&[&str], &str); 7] = [
    (&[":w"], "save now"),
    (&[":w PATH"], "save to PATH from now on; ~/ is your home"),
    (&[":e"], "read the article again"),
    (&[":recover"], "merge what was offered: work that was not saved, or annotations that others took out"),
    (&[":q"], "quit, when all is saved"),
    (&[":q!"], "quit and lose what is not saved"),
    (&[":12"], "go to sentence 12"),
];

/// Runs it.
///
/// # Errors
/// When the output cannot be written.
pub fn run(_args: &Args, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let bindings = bindings(&Files::load(None).tag_set(&reserved()).0);
    for context in Context::ALL {
        let rows = bindings.iter().filter(|binding| binding.context == context);
        table(context.title(), rows.map(|binding| (&*binding.keys, &*binding.help)), out)?;
        writeln!(out)?;
    }
    table("In a line that is written: a search, a note, a command, a path", LINE.into_iter(), out)?;
    writeln!(out)?;
    table("Commands, behind :", COMMANDS.into_iter(), out)?;
    Ok(ExitCode::SUCCESS)
}

/// A heading and its rows, the keys in a column of their own.
fn table<'a>(
    title: &str,
    rows: impl Iterator<Item = (&'a [&'a str], &'a str)> + Clone,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let joined = rows.map(|(keys, help)| (keys.join("  "), help));
    let widest = joined.clone().map(|(keys, _)| keys.chars().count()).max().unwrap_or(0);
    writeln!(out, "{title}")?;
    for (keys, help) in joined {
        writeln!(out, "  {keys:<widest$}  {help}")?;
    }
    Ok(())
}
