//! JSON lines as `export --format jsonl` writes them: a row for each sentence, with the pieces of annotations in it.
//!
//! The rows have the text but for the white space between sentences, so that it is put together again, and the quotes have as much
//! context as those that are made in the reader.

use std::collections::HashMap;

use serde_json::Value;

use super::{Format, ImportError, Imported, Record};
use crate::annotation::{LastPlace, TextQuote};
use crate::text::offsets::OffsetIndex;
use crate::text::{Document, Kind, Paragraph, Span};

pub(super) const FORMAT: Format =
    Format { name: "jsonl", about: "JSON lines, one for every sentence, as export --format jsonl writes them", read };

/// Code points between two sentences, at most: no text that anybody reads has a larger gap, and it is made up of blanks here.
const GAP: usize = 1 << 16;

/// The text of the rows so far, its paragraphs, and the annotations whose pieces were found in it.
#[derive(Default)]
struct Rows {
    text: String,
    paragraphs: Vec<Paragraph>,
    /// By id: the place in `found`.
    known: HashMap<String, usize>,
    /// In the order of the rows: bytes of the text, and all else.
    found: Vec<(Span, Record)>,
    /// Where the last row ends, in its unit.
    end: usize,
    digest: Option<String>,
}

fn read(bytes: &[u8]) -> Result<Imported, ImportError> {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let mut rows = Rows::default();
    for (number, line) in
        bytes.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty())
    {
        let wrong = |problem: String| ImportError { line: number + 1, problem };
        let row: Value = serde_json::from_slice(line).map_err(|error| wrong(format!("is not JSON: {error}")))?;
        rows.add(&row).map_err(wrong)?;
    }
    Ok(rows.finish())
}

impl Rows {
    /// Takes a row, or says what is wrong with it.
    fn add(&mut self, row: &Value) -> Result<(), String> {
        let (text, start, end) = (string(row, "text")?, number(row, "start")?, number(row, "end")?);
        let unit = row["unit"].as_str().unwrap_or("codepoint");
        if !["codepoint", "utf16", "byte"].contains(&unit) {
            return Err(format!("unit is {unit:?}, must be codepoint, utf16 or byte"));
        }
        let digest = row["sha256"].as_str().map(str::to_owned);
        if !self.paragraphs.is_empty() && digest != self.digest {
            return Err(
                "sha256 is that of another text than on the lines before; import one article at a time".to_owned()
            );
        }
        self.digest = digest;
        let gap = start.checked_sub(self.end).filter(|gap| *gap <= GAP);
        let gap = gap.ok_or_else(|| format!("start is {start}, must follow the end before, which is {}", self.end))?;
        self.end = end;
        self.lay_down(text, gap, row["paragraph"].as_u64().unwrap_or(1));
        let row_start = self.text.len() - text.len();
        for (number, piece) in row["spans"].as_array().ok_or("spans is missing, must be a list")?.iter().enumerate() {
            self.piece(piece, text, unit, row_start).map_err(|problem| format!("spans[{number}].{problem}"))?;
        }
        Ok(())
    }

    /// Puts the text of a row behind the text so far, in the paragraph with that number.
    fn lay_down(&mut self, text: &str, gap: usize, ordinal: u64) {
        let ordinal = u32::try_from(ordinal).unwrap_or(u32::MAX);
        let goes_on = self.paragraphs.last().is_some_and(|last| last.ordinal == ordinal);
        self.text.extend(std::iter::repeat_n(if goes_on { ' ' } else { '\n' }, gap));
        let span = Span::new(self.text.len(), self.text.len() + text.len());
        self.text.push_str(text);
        match self.paragraphs.last_mut().filter(|_| goes_on) {
            Some(last) => last.span.end = span.end,
            None => self.paragraphs.push(Paragraph { span, kind: Kind::Body, level: 0, ordinal, continued: false }),
        }
    }

    /// Takes what an annotation has in a row.
    fn piece(&mut self, piece: &Value, row: &str, unit: &str, row_start: usize) -> Result<(), String> {
        let (id, tag) = (string(piece, "id")?, string(piece, "label")?);
        let [start, end] = ["start", "end"].map(|name| number(piece, name).map(|count| (name, count)));
        let place = |(name, count): (&str, usize)| {
            byte_of(row, unit, count).ok_or_else(|| format!("{name} is {count}, which is no place in the row's text"))
        };
        let span = Span::new(place(start?)?, place(end?)?);
        if span
            .slice(row)
            .is_none_or(|found| found.is_empty() || piece["text"].as_str().is_some_and(|text| text != found))
        {
            return Err("text is not what stands from start to end in the row's text".to_owned());
        }
        if !tag.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')) || tag.is_empty() {
            return Err(format!("label is {tag:?}, must be of the letters a-z, digits and -"));
        }
        let span = span.shifted(row_start);
        let note = piece["note"].as_str().map(str::to_owned);
        let Some(at) = self.known.get(id).copied() else {
            self.known.insert(id.to_owned(), self.found.len());
            let (place, quote) = (LastPlace { start: 0, end: 0 }, TextQuote::default());
            self.found.push((span, Record { id: Some(id.to_owned()), tag: tag.to_owned(), note, place, quote }));
            return Ok(());
        };
        let (whole, record) = &mut self.found[at];
        if record.tag != tag {
            return Err(format!("label is {tag:?}, but {:?} in an earlier piece of the same id", record.tag));
        }
        whole.end = span.end;
        Ok(())
    }

    fn finish(self) -> Imported {
        let document = Document::new(self.text, self.paragraphs, None);
        let offsets = OffsetIndex::new(&document.text);
        let around: Vec<_> = self.found.iter().map(|(span, _)| (*span, document.around(*span))).collect();
        let quotes = TextQuote::of_places(&document.text, &around);
        let records = self.found.into_iter().zip(quotes).map(|((span, record), quote)| {
            let [start, end] = [span.start, span.end].map(|at| offsets.code_points(at));
            Record { place: LastPlace { start, end }, quote, ..record }
        });
        Imported { records: records.collect(), digest: self.digest }
    }
}

/// The byte of a text before which there are `count` units.
fn byte_of(text: &str, unit: &str, count: usize) -> Option<usize> {
    let size = |one: char| match unit {
        "byte" => one.len_utf8(),
        "utf16" => one.len_utf16(),
        _ => 1,
    };
    let mut before = 0;
    let mut places = text.char_indices().map(|(at, one)| {
        let here = before;
        before += size(one);
        (here, at)
    });
    let found = places.find(|(here, _)| *here >= count);
    drop(places);
    match found {
        Some((here, at)) => (here == count).then_some(at),
        None => (before == count).then_some(text.len()),
    }
}

fn string<'v>(value: &'v Value, name: &str) -> Result<&'v str, String> {
    value[name].as_str().ok_or_else(|| format!("{name} is missing, must be a string"))
}

fn number(value: &Value, name: &str) -> Result<usize, String> {
    let found = value[name].as_u64().and_then(|number| usize::try_from(number).ok());
    found.ok_or_else(|| format!("{name} is missing, must be a number"))
}
