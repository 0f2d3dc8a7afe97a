//! brat's standoff format: `STEM.txt` (the article's exact text), `STEM.ann` and `annotation.conf`.
//!
//! brat's server counts code points, its page UTF-16 units: with characters beyond the BMP the two disagree in brat itself, which
//! `--offsets utf16` is for. A line of `.ann` must hold one annotation, so one with line ends in it is written as the
//! fragments between them (`4 9;10 15`).

use std::collections::HashSet;
use std::io::Write;

use super::view::View;
use super::{ExportError, Format, Naming, Part, Request};
use crate::annotation::Annotation;
use crate::text::Span;

pub(super) const FORMAT: Format = Format {
    name: "brat",
    about: "a folder for brat: .txt, .ann and annotation.conf",
    suffix: ".brat",
    code_points_only: false,
    parts: &[
        Part { naming: Naming::Stem(".ann"), write: write_ann },
        Part { naming: Naming::Stem(".txt"), write: write_text },
        Part { naming: Naming::Fixed("annotation.conf"), write: write_configuration },
    ],
};

fn write_text(request: &Request<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    Ok(out.write_all(request.article.document.text.as_bytes())?)
}

fn write_configuration(request: &Request<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    writeln!(out, "[entities]")?;
    let mut seen = HashSet::new();
    let known = request.tags.iter().map(|tag| tag.id.as_str());
    // A tag that the set lacks must be declared all the same: brat shows no annotation of an unknown type.
    for name in known.chain(request.annotations.iter().map(|annotation| annotation.tag.as_str())).map(label) {
        if !seen.contains(&name) {
            writeln!(out, "{name}")?;
            seen.insert(name);
        }
    }
    // Without this line brat refuses annotations inside others.
    let overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>";
    writeln!(out, "[relations]\n{overlap}\n[events]\n[attributes]")?;
    Ok(())
}

fn write_ann(request: &Request<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let view = View::new(request);
    let mut notes = 0;
    for (at, annotation) in request.annotations.iter().enumerate() {
        let (n, fragments) = (at + 1, fragments(annotation));
        let places: Vec<String> =
            fragments.iter().map(|place| format!("{} {}", view.offset(place.start), view.offset(place.end))).collect();
        let texts: Vec<String> = fragments.iter().map(|&place| one_line(view.text(place))).collect();
        writeln!(out, "T{n}\t{} {}\t{}", label(&annotation.tag), places.join(";"), texts.join(" "))?;
        if let Some(note) = &annotation.note {
            notes += 1;
            writeln!(out, "#{notes}\tAnnotatorNotes T{n}\t{}", one_line(note))?;
        }
    }
    Ok(())
}

/// The name of a type: brat's are upper case by custom, and made of letters, digits, `-` and `_`.
fn label(tag: &str) -> String {
    let allowed = |letter: char| if letter.is_ascii_alphanumeric() || letter == '-' { letter } else { '_' };
    tag.chars().map(|letter| allowed(letter).to_ascii_uppercase()).collect()
}

/// Whether brat, which reads lines as Python's `splitlines` does, would end a line or a field here.
const fn breaks(character: char) -> bool {
    matches!(character, '\t'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The pieces of an annotation between line ends and tabs; the whole where there is nothing else.
fn fragments(annotation: &Annotation) -> Vec<Span> {
    let mut at = annotation.span.start;
    let mut found = Vec::new();
    for piece in annotation.quote.exact.split_inclusive(breaks) {
        let text = piece.trim_end_matches(breaks);
        if !text.is_empty() {
            found.push(Span::new(at, at + text.len()));
        }
        at += piece.len();
    }
    if found.is_empty() {
        found.push(annotation.span);
    }
    found
}

fn one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(breaks, " ")
}
