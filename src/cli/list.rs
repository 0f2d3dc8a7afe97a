//! `hashiya list`: the annotations of an article.

use std::fmt::Write as _;
use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;

use super::source::Source;
use super::tag::sidecar;
use crate::annotation::{State, Versions};
use crate::input::{Article, OpenOptions};
use crate::store::{Fit, Sidecar, printable};
use crate::text::offsets::OffsetIndex;
use crate::text::one_line;

const EXAMPLES: &str = "\
Examples:
  hashiya list article.txt            one annotation a line, for people
  hashiya list article.txt --json     one JSON object a line";

/// Arguments.
#[derive(clap::Args, Debug)]
#[command(before_help = EXAMPLES)]
pub struct Args {
    /// The article
    #[command(flatten)]
    pub source: Source,
    /// Print JSON lines: id, tag, start, end (code points), exact, sentence, note, state, found where the text is another, and
    /// conflict where a merge kept two versions
    #[arg(long)]
    pub json: bool,
}

/// A line of JSON; the order of the fields is that of the keys.
#[derive(Serialize)]
struct Row<'t> {
    id: &'t str,
    tag: &'t str,
    /// `null` where it has no place, as are `end` and `sentence`: where it was last is in another text.
    start: Option<usize>,
    end: Option<usize>,
    exact: &'t str,
    sentence: Option<usize>,
    note: Option<&'t str>,
    state: &'static str,
    /// The text now at the place, where it is not the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'t str>,
    /// The id of the annotation that it is another version of; its own where it has two texts in its note.
    #[serde(skip_serializing_if = "Option::is_none")]
    conflict: Option<&'t str>,
}

/// Runs it.
///
/// # Errors
/// When the article or its sidecar cannot be read, or the output not be written.
pub fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let article = args.source.open(&OpenOptions::default())?;
    let (path, sidecar) = sidecar(&article)?;
    if sidecar.fit == Fit::Differs {
        let path = printable(&path.to_string_lossy());
        eprintln!(
            "hashiya: {path}: {} was edited since; `state` says what became of each annotation",
            article.source.name
        );
    }
    let article = sidecar.corrected(article);
    rows(&article, &sidecar, args.json, out)?;
    out.flush()?;
    if sidecar.markup.annotations.is_empty() {
        eprintln!("hashiya: no annotations in {}", article.source.name);
    }
    Ok(ExitCode::SUCCESS)
}

fn rows(article: &Article, sidecar: &Sidecar, json: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    let offsets = OffsetIndex::new(&article.document.text);
    for item in sidecar.markup.annotations.iter() {
        let sentence = item.state.has_place().then(|| article.document.sentence_ordinal(item.span.start));
        if json {
            let row = Row {
                id: &item.id,
                tag: &item.tag,
                start: item.state.has_place().then(|| offsets.code_points(item.span.start)),
                end: item.state.has_place().then(|| offsets.code_points(item.span.end)),
                exact: &item.quote.exact,
                sentence,
                note: item.note.as_deref(),
                state: item.state.name(),
                found: item
                    .span
                    .slice(&article.document.text)
                    .filter(|found| item.state.has_place() && *found != item.quote.exact),
                conflict: item.versions().map(|versions| match versions {
                    Versions::Beside(other) => other,
                    Versions::Notes(_) => &item.id,
                }),
            };
            writeln!(out, "{}", escaped(&serde_json::to_string(&row)?))?;
        } else {
            let note = item.note.as_deref().map(|note| format!("  ({})", plain(note))).unwrap_or_default();
            let state = match item.span.slice(&article.document.text) {
                _ if item.state == State::Exact => String::new(),
                Some(found) if item.state.has_place() && found != item.quote.exact => {
                    format!("  [{}, now: {}]", item.state.name(), plain(&one_line(found)))
                }
                _ => format!("  [{}]", item.state.name()),
            };
            let conflict = if item.is_in_conflict() { "  [conflict]" } else { "" };
            let exact = plain(&one_line(&item.quote.exact));
            let sentence = sentence.map_or_else(|| "-".to_owned(), |number| number.to_string());
            writeln!(out, "{sentence}\t{}\t{exact}{note}{state}{conflict}", printable(&item.tag))?;
        }
    }
    Ok(())
}

fn plain(text: &str) -> String {
    printable(&text.replace(['\n', '\r', '\t'], " "))
}

/// JSON with all that a terminal could obey (DEL, C1, bidi controls) as `\u` escapes; its meaning is the same.
pub(super) fn escaped(json: &str) -> String {
    json.chars().fold(String::with_capacity(json.len()), |mut line, character| {
        let harmless = printable(character.encode_utf8(&mut [0; 4])).starts_with(character);
        if harmless {
            line.push(character);
        } else {
            // Writing to a String cannot fail; all of these lie in the BMP.
            let _ = write!(line, "\\u{:04x}", u32::from(character));
        }
        line
    })
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn escapes_what_a_terminal_obeys() {
        assert_eq!(escaped("\"ب\u{9b}\u{202e}\u{7f}\""), r#""ب\u009b\u202e\u007f""#);
    }
}
