//! The reader's own editor.

use std::io::ErrorKind::InvalidData;
use std::process::{Command, Stdio};

use anyhow::{Context, anyhow};

use crate::disk;

/// Lets the reader edit text in `$VISUAL`, else `$EDITOR`, else `vi`; returns what was saved there.
pub(super) fn edit(text: &str) -> anyhow::Result<String> {
    let variable = |name| std::env::var(name).ok().filter(|value: &String| !value.trim().is_empty());
    let command = variable("VISUAL").or_else(|| variable("EDITOR")).unwrap_or_else(|| "vi".to_owned());
    let words = shell_words::split(&command).with_context(|| format!("$VISUAL or $EDITOR: {command}"))?;
    let (program, arguments) = words.split_first().ok_or_else(|| anyhow!("$VISUAL or $EDITOR is empty"))?;
    let file = disk::scratch(text)?;
    let status = Command::new(program)
        .args(arguments)
        .arg(&file)
        .stdin(disk::terminal().map_or_else(|_| Stdio::inherit(), Stdio::from))
        .status()
        .with_context(|| format!("{program} cannot be started; set $VISUAL or $EDITOR"))?;
    if !status.success() {
        return Err(anyhow!("{program} ended with {status}: the note is as it was"));
    }
    disk::read_text(&file).map_err(|error| match error.kind() {
        InvalidData => anyhow!("the editor did not save UTF-8: the note is as it was"),
        _ => error.into(),
    })
}
