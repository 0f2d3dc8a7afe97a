//! The reader's own editor.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, anyhow};

/// Lets the reader edit text in `$VISUAL`, else `$EDITOR`, else `vi`; returns what was saved there.
pub(super) fn edit(text: &str) -> anyhow::Result<String> {
    let variable = |name| std::env::var(name).ok().filter(|value: &String| !value.trim().is_empty());
    let command = variable("VISUAL").or_else(|| variable("EDITOR")).unwrap_or_else(|| "vi".to_owned());
    let words = shell_words::split(&command).with_context(|| format!("$VISUAL or $EDITOR: {command}"))?;
    let (program, arguments) = words.split_first().ok_or_else(|| anyhow!("$VISUAL or $EDITOR is empty"))?;
    let mut file = tempfile::Builder::new().prefix("hashiya-note-").suffix(".txt").tempfile()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    let tty = || std::fs::File::open("/dev/tty").map_or_else(|_| Stdio::inherit(), Stdio::from);
    let status = Command::new(program)
        .args(arguments)
        .arg(file.path())
        .stdin(tty())
        .status()
        .with_context(|| format!("{program} cannot be started; set $VISUAL or $EDITOR"))?;
    if !status.success() {
        return Err(anyhow!("{program} ended with {status}: the note is as it was"));
    }
    read_note(file.path())
}

fn read_note(path: &Path) -> anyhow::Result<String> {
    let bytes = std::fs::read(path)?;
    String::from_utf8(bytes).map_err(|_| anyhow!("the editor did not save UTF-8: the note is as it was"))
}
