//! `hashiya sentences`: the sentences of an article, one a line.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use serde::Serialize;

use super::list::escaped;
use super::source::Source;
use crate::annotation::AnnotationSet;
use crate::input::{Article, OpenOptions};
use crate::store::{Sidecar, sidecar_path};
use crate::text::offsets::{self, OffsetIndex};
use crate::text::sentence::{Reason, Rule};
use crate::text::{Language, Span, one_line};

const EXAMPLES: &str = "\
Examples:
  hashiya sentences article.txt            one sentence a line
  hashiya sentences article.txt --json     one JSON object a line, with places and tags
  hashiya sentences article.txt --rules    without what the reader joined and split
  hashiya sentences article.txt --why      and why each ends where it does
  curl -s URL | hashiya sentences -        from standard input
  hashiya sentences notes.md --lang fa     by the rules of Persian
  hashiya sentences mail.txt --newline wrap
                                           lines of a paragraph that was wrapped are one";

/// Bytes of the word before a mark that are shown with it.
const WORD: usize = 40;

/// Arguments.
#[derive(clap::Args, Debug)]
#[command(before_long_help = EXAMPLES, long_about = "", after_long_help = Rule::HELP)]
pub struct Args {
    /// The article
    #[command(flatten)]
    pub source: Source,
    /// Print JSON lines: n, paragraph, kind, start, end (code points of the article's text), text, tags; with --why also why, which
    /// has start, end, ends (whether the sentence does) and rule of each mark
    #[arg(long)]
    pub json: bool,
    /// By the rules alone: without what was joined and split by hand
    #[arg(long)]
    pub rules: bool,
    /// Below each sentence, say by which rule it ends, and by which it goes on after each final mark in it
    #[arg(long)]
    pub why: bool,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<Vec<Why>>,
}

/// A mark in a line of JSON.
#[derive(Serialize)]
struct Why {
    start: usize,
    end: usize,
    ends: bool,
    rule: &'static str,
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
        json(&article, &sidecar.markup.annotations, args.why, out)?;
    } else {
        plain(&article, args.why, std::io::stdout().is_terminal(), out)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The sentences of a paragraph, with their reasons if these are asked for.
fn sentences(article: &Article, index: usize, why: bool) -> Vec<(Span, Option<Vec<Reason>>)> {
    if why {
        article.document.explained(index).into_iter().map(|found| (found.span, Some(found.reasons))).collect()
    } else {
        article.document.sentences(index).into_iter().map(|span| (span, None)).collect()
    }
}

fn plain(article: &Article, why: bool, terminal: bool, out: &mut dyn Write) -> std::io::Result<()> {
    let mut print = |line: &str| {
        let line = one_line(line);
        let line = if terminal { super::harmless(&line) } else { line };
        out.write_all(line.as_bytes())?;
        out.write_all(b"\n")
    };
    for index in 0..article.document.paragraphs.len() {
        for (span, reasons) in sentences(article, index, why) {
            print(&article.document.text[span.start..span.end])?;
            for Reason { mark, rule } in reasons.into_iter().flatten() {
                let verdict = if rule.ends() { "ends   " } else { "goes on" };
                let shown = marked(&article.document.text, span, mark);
                print(&format!("    {verdict}  {shown}  [{}] {}", rule.name(), rule.says()))?;
            }
        }
    }
    Ok(())
}

/// A mark with the end of the word before it in its sentence, so that one finds it.
fn marked(text: &str, sentence: Span, mark: Span) -> &str {
    let before = text[sentence.start.min(mark.start)..mark.start].trim_end();
    let near = &before[offsets::ceil(before, before.len().saturating_sub(WORD))..];
    let word = near.rsplit(char::is_whitespace).next().unwrap_or(near);
    let from = sentence.start.min(mark.start) + before.len() - word.len();
    &text[from..mark.end]
}

fn json(article: &Article, annotations: &AnnotationSet, why: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    let offsets = OffsetIndex::new(&article.document.text);
    let mut n = 0;
    for (index, paragraph) in article.document.paragraphs.iter().enumerate() {
        for (span, reasons) in sentences(article, index, why) {
            n += 1;
            let why = |Reason { mark, rule }| Why {
                start: offsets.code_points(mark.start),
                end: offsets.code_points(mark.end),
                ends: rule.ends(),
                rule: rule.name(),
            };
            let row = Row {
                n,
                paragraph: paragraph.ordinal,
                kind: paragraph.kind.name(),
                start: offsets.code_points(span.start),
                end: offsets.code_points(span.end),
                text: &article.document.text[span.start..span.end],
                tags: tags(annotations, span),
                why: reasons.map(|reasons| reasons.into_iter().map(why).collect()),
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
    use super::{AnnotationSet, Article, Span, json, marked, plain};
    use crate::text::sentence::Correction;

    fn printed(print: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        print(&mut out);
        String::from_utf8(out).unwrap_or_default()
    }

    #[test]
    fn json_lines_have_their_keys_in_order_and_count_code_points() {
        let article = Article::from_text("a.txt", "😀 عنوان\nقال \"نعم\". ثم ذهب.\n".to_owned());
        let lines = printed(|out| json(&article, &AnnotationSet::default(), false, out).expect("written"));
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
            printed(|out| plain(&article, false, true, out).expect("written")),
            "One\u{241b}[2J \u{FFFD}two\u{FFFD}.\n"
        );
        assert_eq!(
            printed(|out| plain(&article, false, false, out).expect("written")),
            "One\u{1b}[2J \u{202e}two\u{9b}.\n"
        );
    }

    #[test]
    fn why_is_said_of_each_mark_and_the_reader_is_named() {
        let article = Article::from_text("a.txt", "قال د. سامي. ثم ذهب.\u{1b} وعاد.\n".to_owned());
        let at = |part: &str| article.document.text.find(part).expect("in the text");
        let corrections = [(at("ثم"), Correction::Join), (at("ذهب"), Correction::Split)];
        let article = article.with_corrections(corrections.into_iter().collect());
        let lines = printed(|out| plain(&article, true, true, out).expect("written"));
        let lines: Vec<&str> = lines.lines().map(|line| line.split("] ").next().unwrap_or(line)).collect();
        assert_eq!(
            lines,
            [
                "قال د. سامي. ثم",
                "    goes on  د.  [initial",
                "    goes on  سامي.  [reader-join",
                "    ends     ثم  [reader-split",
                "ذهب.␛ وعاد.",
                "    goes on  ذهب.  [glued",
                "    ends     وعاد.  [paragraph",
            ]
        );
        let lines = printed(|out| json(&article, &AnnotationSet::default(), true, out).expect("written"));
        let expected = concat!(
            r#""why":[{"start":5,"end":6,"ends":false,"rule":"initial"},"#,
            r#"{"start":11,"end":12,"ends":false,"rule":"reader-join"},{"start":15,"end":15,"ends":true,"rule":"reader-split"}]}"#
        );
        assert!(lines.lines().next().is_some_and(|line| line.ends_with(expected)), "{lines}");
    }

    #[test]
    fn a_word_before_a_mark_is_cut_at_a_character() {
        let text = format!("\u{3000}{}. ثم", "ب".repeat(60));
        let mark = text.find('.').map(|at| Span::new(at, at + 1)).expect("a stop");
        assert_eq!(marked(&text, Span::new(0, text.len()), mark).chars().count(), 21);
        assert_eq!(marked("a\u{3000}ب .", Span::new(0, 8), Span::new(7, 8)), "ب .");
        assert_eq!(marked("> ثم", Span::new(2, 6), Span::new(0, 0)), "");
    }

    #[test]
    fn a_sentence_over_two_lines_is_printed_on_one() {
        let article = Article::from_bytes("a.md", crate::input::Origin::Stdin, "جملة\r\nطويلة. أخرى\n".as_bytes());
        let article = article.expect("an article");
        assert_eq!(printed(|out| plain(&article, false, false, out).expect("written")), "جملة طويلة.\nأخرى\n");
        let quoted = "> جملة\n>   طويلة.\n> أخرى\n".as_bytes();
        let article = Article::from_bytes("a.md", crate::input::Origin::Stdin, quoted).expect("an article");
        assert_eq!(printed(|out| plain(&article, false, false, out).expect("written")), "جملة طويلة.\nأخرى\n");
    }
}
