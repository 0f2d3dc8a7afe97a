//! From the bytes of a file to JSON, within bounds, and with what JSON itself lets pass refused.

use std::collections::HashSet;
use std::fmt::{self, Write as _};
use std::path::Path;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::store::SidecarError;

/// The largest file that is read or written, in bytes: some 100,000 annotations, far more than anybody makes in one article.
pub(in crate::store) const LIMIT: u64 = 64 << 20;

/// The most values in a file. One takes 70 to 250 bytes in memory and may take two in the file, so that the size alone is no bound:
/// together they are read within half a gigabyte.
const VALUES: usize = 2_000_000;

/// Reads JSON, after a byte order mark if there is one. `path` is for the messages. Two passes; about 5 ms a megabyte.
///
/// # Errors
/// When it is not JSON in UTF-8, is nested more than 127 deep, has a key twice in one object, or more than two million values.
pub(in crate::store) fn parse(path: &Path, bytes: &[u8]) -> Result<Value, SidecarError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let damaged = |line, column, problem: &str| SidecarError::NotJson {
        path: path.to_owned(),
        line,
        column,
        problem: problem.to_owned(),
    };
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.split(|byte| *byte == b'\n').count();
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        let is_utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
        damaged(line, column, if is_utf16 { "is UTF-16, must be UTF-8" } else { "is not UTF-8" })
    })?;
    if text.trim_ascii().is_empty() {
        return Err(damaged(1, 1, if text.is_empty() { "the file is empty" } else { "the file is blank" }));
    }
    let mut walk = Walk::default();
    let mut reader = serde_json::Deserializer::from_str(text);
    let walked = walk.deserialize(&mut reader).and_then(|()| reader.end());
    walked.and_then(|()| serde_json::from_str(text)).map_err(|error| match walk.found {
        Some(Found::Twice(at)) => {
            let problem = format!("is there twice (again in line {})", error.line());
            SidecarError::Field { path: path.to_owned(), at, problem }
        }
        Some(Found::TooMany) => {
            SidecarError::TooLarge { path: path.to_owned(), problem: "has more than two million values" }
        }
        None => match text.lines().position(|line| line.starts_with("<<<<<<< ")) {
            Some(before) => SidecarError::Unmerged { path: path.to_owned(), line: before + 1 },
            None => damaged(error.line(), error.column(), &reason(&error)),
        },
    })
}

/// What the parser said, without the place, which it says by itself.
fn reason(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match said.strip_suffix(&place).unwrap_or(&said) {
        "recursion limit exceeded" => "is nested more than 127 deep".to_owned(),
        reason => reason.to_owned(),
    }
}

/// What is wrong with valid JSON.
enum Found {
    /// The path of a key that is there twice.
    Twice(String),
    TooMany,
}

enum Step {
    Key(String),
    Index(usize),
}

/// Steps of a path that are told; a sidecar has three.
const STEPS: usize = 4;

/// Characters of a key that are told; the longest that is known has eleven.
const NAME: usize = 16;

/// Goes through a file without keeping it. Of a key that is there twice the parser would take the last one, and the other would
/// be lost with the next save.
#[derive(Default)]
struct Walk {
    path: Vec<Step>,
    values: usize,
    found: Option<Found>,
}

impl Walk {
    fn count<E: Error>(&mut self) -> Result<(), E> {
        self.values += 1;
        if self.values > VALUES { Err(self.stop(Found::TooMany)) } else { Ok(()) }
    }

    fn stop<E: Error>(&mut self, found: Found) -> E {
        self.found = Some(found);
        E::custom("refused")
    }

    fn at(&self) -> String {
        let skipped = self.path.len().saturating_sub(STEPS);
        let mut at = String::from(if skipped > 0 { "…" } else { "" });
        for step in &self.path[skipped..] {
            // Writing to a String cannot fail.
            let _ = match step {
                Step::Index(index) => write!(at, "[{index}]"),
                Step::Key(key) if at.is_empty() => write!(at, "{}", cut(key, NAME)),
                Step::Key(key) => write!(at, ".{}", cut(key, NAME)),
            };
        }
        crate::store::printable(&at)
    }
}

impl<'de> DeserializeSeed<'de> for &mut Walk {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Walk {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.count()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.count()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.count()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.count()
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.count()
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.count()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.count()?;
        self.path.push(Step::Index(0));
        while list.next_element_seed(&mut *self)?.is_some() {
            if let Some(Step::Index(index)) = self.path.last_mut() {
                *index += 1;
            }
        }
        self.path.pop();
        Ok(())
    }

    // Long numbers come here too: with all their digits they are objects of one key to serde.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.count()?;
        let mut seen = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            let twice = seen.contains(&key);
            self.path.push(Step::Key(key));
            if twice {
                let at = self.at();
                return Err(self.stop(Found::Twice(at)));
            }
            map.next_value_seed(&mut *self)?;
            if let Some(Step::Key(key)) = self.path.pop() {
                seen.insert(key);
            }
        }
        Ok(())
    }
}

/// What of a file's text is repeated in a message: enough to know it by.
pub(in crate::store) fn shortened(text: &str) -> String {
    cut(text, 60)
}

/// A value for a message, in quotation marks, so that the message fits a screen.
pub(in crate::store) fn quoted(text: &str) -> String {
    format!("\"{}\"", crate::store::printable(&shortened(text)))
}

fn cut(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(json: &str) -> String {
        parse(Path::new("s.json"), json.as_bytes()).expect_err(json).to_string()
    }

    #[test]
    fn a_key_that_is_there_twice_is_refused_with_its_path() {
        for (json, message) in [
            (r#"{"a": 1, "a": 1}"#, "s.json: a: is there twice (again in line 1)"),
            ("[[[[{\"a\": {\"b\": 0, \"b\": 0}}]]]]", "s.json: …[0][0].a.b: is there twice"),
            (
                "{\"a\": [{}, {\"b\": [0, [{\"c\": 1.5,\n\"d\": 2,\n\"\\u0063\": 1}]]}]}",
                "….b[1][0].c: is there twice (again in line 3)",
            ),
            ("[{\"\\u001b\": 0, \"\\u001b\": 0}]", "[0].␛: is there twice"),
        ] {
            let error = refused(json);
            assert!(error.contains(message), "{error}");
        }
        let same_elsewhere = r#"[{"a": {"a": 1}, "b": {"a": 1}}, {"a": 1e400}]"#;
        assert!(parse(Path::new(""), same_elsewhere.as_bytes()).is_ok());
    }

    #[test]
    fn so_many_values_that_they_would_fill_the_memory_are_refused() {
        let error = refused(&format!("[{}0]", "[],".repeat(VALUES)));
        assert!(error.contains("has more than two million values; "), "{error}");
    }
}
