//! A table for spreadsheets, one row for every annotation (RFC 4180).
//!
//! It begins with a byte order mark and ends its lines with CR LF, without which Excel takes Arabic for another encoding. A cell
//! that a spreadsheet would run as a formula is given an apostrophe in front, in the text too: take it off when reading the file
//! with a program. `start` and `end` are for programs that expect these names; the columns named after the unit say what they count.

use std::borrow::Cow;
use std::io::Write;

use super::view::{View, direction_name};
use super::{ExportError, Format, Naming, OffsetUnit, Part, Request};

pub(super) const FORMAT: Format = Format {
    name: "csv",
    about: "a table with one row for every annotation; for Excel, LibreOffice, pandas",
    suffix: ".annotations.csv",
    code_points_only: false,
    parts: &[Part { naming: Naming::Target, write }],
};

fn write(request: &Request<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let view = View::new(request);
    let article = request.article;
    let (start_name, end_name) = match request.offsets {
        OffsetUnit::Codepoint => ("start_cp", "end_cp"),
        OffsetUnit::Utf16 => ("start_u16", "end_u16"),
        OffsetUnit::Byte => ("start_byte", "end_byte"),
    };
    out.write_all("\u{FEFF}".as_bytes())?;
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    table
        .write_record([
            "doc", "id", "label", start_name, end_name, "start", "end", "sentence", "text", "note", "dir", "creator",
            "created", "modified", "sha256",
        ])
        .map_err(cause)?;
    for annotation in request.annotations.iter() {
        let start = view.offset(annotation.span.start).to_string();
        let end = view.offset(annotation.span.end).to_string();
        table
            .write_record([
                &*guarded(&article.source.name),
                &*guarded(&annotation.id),
                &*guarded(&annotation.tag),
                &start,
                &end,
                &start,
                &end,
                &view.sentence(annotation).to_string(),
                &*guarded(&annotation.quote.exact),
                &*guarded(annotation.note.as_deref().unwrap_or_default()),
                direction_name(view.direction(annotation)),
                &*guarded(&annotation.creator),
                &annotation.created.to_string(),
                &annotation.modified.to_string(),
                article.document.digest(),
            ])
            .map_err(cause)?;
    }
    table.flush()?;
    Ok(())
}

/// A cell that no spreadsheet takes for a formula (OWASP, CSV injection).
fn guarded(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// What stopped the writer: rows have one length, so it is always the output.
fn cause(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => std::io::Error::other(format!("{other:?}")),
    }
}
