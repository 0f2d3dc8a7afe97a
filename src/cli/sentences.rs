//! `hashiya sentences`: the sentences of an article, one a line.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use serde::Serialize;

use super::list::escaped;
use super::source::Source;
use crate::annotation::AnnotationSet;
use crate::input::{Article, OpenOptions};
use crate::store::{Sidecar, sidecar_path};
use crate::text::offsets::OffsetIndex;
use crate::text::{Language, Span, one_line};

const EXAMPLES: &str = "\
Examples:
  hashiya sentences article.txt            one sentence a line
  hashiya sentences article.txt --json     one JSON object a line, with places and tags
  hashiya sentences article.txt --rules    without what the reader joined and split
  curl -s URL | hashiya sentences -        from standard input
  hashiya sentences notes.md --lang fa     by the rules of Persian
  hashiya sentences mail.txt --newline wrap
                                           lines of a paragraph that was wrapped are one";

/// Arguments.
#[derive(clap::Args, Debug)]
#[command(before_long_help = EXAMPLES, long_about = "")]
pub struct Args {
    /// The article
    #[command(flatten)]
    pub source: Source,
    /// Print JSON lines: n, paragraph, kind, start, end (code points of the article's text), text, tags
    #[arg(long)]
    pub json: bool,
    /// By the rules alone: without what was joined and split by hand
    #[arg(long)]
    pub rules: bool,
    /// The language of the article (ar, fa, ur, he, en); guessed from its letters where it is another
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,
}

/// A line of JSON; the order of the fields is that of the keys.
#[derive(Serialize)]
struct Row<'t> {
    n: usize,
    paragraph: u32,
    kind: &'static str,
    start: usize,
    end: usize,
    text: &'t str,
    tags: Vec<&'t str>,
}

/// Runs it.
///
/// # Errors
/// When the article cannot be opened, its sidecar not be read, or the output not be written.
pub fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let language = args.lang.as_deref().and_then(Language::from_code);
    let article = args.source.open(&OpenOptions { language, ..OpenOptions::default() })?;
    // The rules alone need no sidecar, which may be damaged.
    let sidecar = if args.rules && !args.json { Sidecar::new() } else { sidecar(&article)? };
    let article = if args.rules { article } else { sidecar.corrected(article) };
    if args.json {
        json(&article, &sidecar.markup.annotations, out)?;
    } else {
        plain(&article, std::io::stdout().is_terminal(), out)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn plain(article: &Article, terminal: bool, out: &mut dyn Write) -> std::io::Result<()> {
    for index in 0..article.document.paragraphs.len() {
        for span in article.document.sentences(index) {
            let line = one_line(&article.document.text[span.start..span.end]);
            if terminal {
                out.write_all(super::harmless(&line).as_bytes())?;
            } else {
                out.write_all(line.as_bytes())?;
            }
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

fn json(article: &Article, annotations: &AnnotationSet, out: &mut dyn Write) -> anyhow::Result<()> {
    let offsets = OffsetIndex::new(&article.document.text);
    let mut n = 0;
    for (index, paragraph) in article.document.paragraphs.iter().enumerate() {
        for span in article.document.sentences(index) {
            n += 1;
            let row = Row {
                n,
                paragraph: paragraph.ordinal,
                kind: paragraph.kind.name(),
                start: offsets.code_points(span.start),
                end: offsets.code_points(span.end),
                text: &article.document.text[span.start..span.end],
                tags: tags(annotations, span),
            };
            writeln!(out, "{}", escaped(&serde_json::to_string(&row)?))?;
        }
    }
    Ok(())
}

/// The sidecar, or an empty one where there is none.
fn sidecar(article: &Article) -> anyhow::Result<Sidecar> {
    // Without a folder for sidecars nothing can have been tagged.
    let Ok(path) = sidecar_path(article) else { return Ok(Sidecar::new()) };
    Ok(Sidecar::load(&path, article)?.unwrap_or_default())
}

/// The tags of a sentence and of its parts, each once, in text order.
fn tags(annotations: &AnnotationSet, span: Span) -> Vec<&str> {
    let mut tags: Vec<&str> = Vec::new();
    for annotation in annotations.overlapping(span) {
        if !tags.contains(&annotation.tag.as_str()) {
            tags.push(&annotation.tag);
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::{AnnotationSet, Article, json, plain};

    fn printed(print: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        print(&mut out);
        String::from_utf8(out).unwrap_or_default()
    }

    #[test]
    fn json_lines_have_their_keys_in_order_and_count_code_points() {
        let article = Article::from_text("a.txt", "😀 عنوان\nقال \"نعم\". ثم ذهب.\n".to_owned());
        let lines = printed(|out| json(&article, &AnnotationSet::default(), out).expect("written"));
        let expected = concat!(
            r#"{"n":1,"paragraph":1,"kind":"headline","start":0,"end":7,"text":"😀 عنوان","tags":[]}"#,
            "\n",
            r#"{"n":2,"paragraph":2,"kind":"body","start":8,"end":18,"text":"قال \"نعم\".","tags":[]}"#,
            "\n",
            r#"{"n":3,"paragraph":2,"kind":"body","start":19,"end":26,"text":"ثم ذهب.","tags":[]}"#,
            "\n"
        );
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_terminal_gets_no_control_characters_and_a_pipe_the_text() {
        let article = Article::from_text("a.txt", "One\u{1b}[2J \u{202e}two\u{9b}.\n".to_owned());
        assert_eq!(
            printed(|out| plain(&article, true, out).expect("written")),
            "One\u{241b}[2J \u{FFFD}two\u{FFFD}.\n"
        );
        assert_eq!(printed(|out| plain(&article, false, out).expect("written")), "One\u{1b}[2J \u{202e}two\u{9b}.\n");
    }

    #[test]
    fn a_sentence_over_two_lines_is_printed_on_one() {
        let article = Article::from_bytes("a.md", crate::input::Origin::Stdin, "جملة\r\nطويلة. أخرى\n".as_bytes());
        let article = article.expect("an article");
        assert_eq!(printed(|out| plain(&article, false, out).expect("written")), "جملة طويلة.\nأخرى\n");
        let quoted = "> جملة\n>   طويلة.\n> أخرى\n".as_bytes();
        let article = Article::from_bytes("a.md", crate::input::Origin::Stdin, quoted).expect("an article");
        assert_eq!(printed(|out| plain(&article, false, out).expect("written")), "جملة طويلة.\nأخرى\n");
    }
}
