//! Markdown for people: the annotations grouped by tag, each as a block quote with its note.
//!
//! Markdown knows no direction, and most viewers lay every block out from the left: a right-to-left quote would have its full stop
//! and its quote bar at the wrong end. So each runs inside `<div dir="rtl">`, which viewers keep (GitHub's filter too), with the
//! blank lines around it after which Markdown goes on inside HTML (`CommonMark` 4.6). What comes from the article or the reader is escaped: it is
//! never markup.

use std::io::Write;

use super::view::{View, direction_name, of_note};
use super::{ExportError, Format, Naming, Part, Request};
use crate::annotation::Annotation;
use crate::text::BaseDirection;

pub(super) const FORMAT: Format = Format {
    name: "markdown",
    about: "for people: the quotes with their notes, grouped by tag",
    suffix: ".annotations.md",
    code_points_only: false,
    parts: &[Part { naming: Naming::Target, write }],
};

fn write(request: &Request<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let view = View::new(request);
    let article = request.article;
    let (total, unit) = (request.annotations.len(), request.offsets.name());
    writeln!(out, "# {}\n", escaped(&article.source.name))?;
    writeln!(out, "{}\n", count(total))?;
    writeln!(out, "SHA-256 of the text: `{}`; places counted by {unit}.", article.document.digest())?;
    let known: Vec<(&str, &str)> = request.tags.iter().map(|tag| (tag.id.as_str(), tag.label.as_str())).collect();
    let mut groups: Vec<(&str, &str, Vec<&Annotation>)> =
        known.into_iter().map(|(id, label)| (id, label, Vec::new())).collect();
    for annotation in request.annotations.iter() {
        match groups.iter_mut().find(|(id, ..)| *id == annotation.tag) {
            Some((.., found)) => found.push(annotation),
            None => groups.push((&annotation.tag, &annotation.tag, vec![annotation])),
        }
    }
    for (_, label, found) in groups.iter().filter(|(.., found)| !found.is_empty()) {
        writeln!(out, "\n## {} ({})", escaped(label), found.len())?;
        for annotation in found {
            write_one(request, &view, annotation, out)?;
        }
    }
    Ok(())
}

fn write_one(
    request: &Request<'_>,
    view: &View<'_>,
    annotation: &Annotation,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let (start, end) = (view.offset(annotation.span.start), view.offset(annotation.span.end));
    write_block(view.direction(annotation), "> ", &annotation.quote.exact, out)?;
    write!(out, "\nSentence {}, {start}–{end}", view.sentence(annotation))?;
    if !annotation.creator.is_empty() {
        write!(out, ", {}", escaped(&annotation.creator))?;
    }
    writeln!(out, ", {}", annotation.modified)?;
    if let Some(note) = &annotation.note {
        write_block(of_note(note, request.article).1, "", note, out)?;
    }
    Ok(())
}

/// Writes text as a block of its own in its direction, each line after `prefix`; line ends stay line ends.
fn write_block(direction: BaseDirection, prefix: &str, text: &str, out: &mut dyn Write) -> Result<(), ExportError> {
    writeln!(out, "\n<div dir=\"{}\">\n", direction_name(direction))?;
    let lines: Vec<String> = text.lines().map(escaped).filter(|line| !line.is_empty()).collect();
    for (at, line) in lines.iter().enumerate() {
        // A backslash at the end of a line is a hard break.
        let ending = if at + 1 < lines.len() { "\\" } else { "" };
        writeln!(out, "{prefix}{line}{ending}")?;
    }
    writeln!(out, "\n</div>")?;
    Ok(())
}

fn count(total: usize) -> String {
    match total {
        0 => "No annotations.".to_owned(),
        1 => "1 annotation.".to_owned(),
        _ => format!("{total} annotations."),
    }
}

/// One line of text that Markdown shows as it is, without white space at its ends (four spaces would make code of it).
fn escaped(line: &str) -> String {
    let line = line.trim();
    let mut escaped = String::with_capacity(line.len() + 8);
    // A number and `.` or `)` at the start of a line make a list.
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, character) in line.char_indices() {
        let marks = matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '~' | '|' | '$')
            || (at == 0 && matches!(character, '+' | '-' | '='))
            || (digits > 0 && at == digits && matches!(character, '.' | ')'));
        if marks {
            escaped.push('\\');
        }
        escaped.push(if character.is_control() { '\u{FFFD}' } else { character });
    }
    escaped
}
