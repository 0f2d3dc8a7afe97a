//! `hashiya print`: the article as laid out, line by line.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use super::harmless;
use super::source::Source;
use crate::input::{Article, OpenOptions};
use crate::text::layout::{Options, Shaping, layout};
use crate::text::{Line, Span, one_line};

const EXAMPLES: &str = "\
Examples:
  hashiya print article.txt                          72 columns, as in the reader
  hashiya print article.txt --width 40 | less        narrower
  hashiya print article.txt --order logical          for a terminal that reorders by itself
  hashiya print article.txt --width 0 --shape none --align left
                                                     each paragraph as one line in visual order, letters unchanged";

/// Arguments.
#[derive(clap::Args, Debug)]
#[command(before_long_help = EXAMPLES, long_about = "")]
pub struct Args {
    /// The article
    #[command(flatten)]
    pub source: Source,
    /// Columns of a line; 0 does not wrap, so that each paragraph is one line
    #[arg(long, value_name = "N", default_value_t = 72)]
    pub width: u16,
    /// The order of the characters in a line
    #[arg(long, value_enum, default_value_t)]
    pub order: Order,
    /// How Arabic letters are written (in visual order)
    #[arg(long, value_enum, default_value_t)]
    pub shape: Shape,
    /// Where lines begin (in visual order)
    #[arg(long, value_enum, default_value_t)]
    pub align: Align,
}

/// The order of the characters in a line.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Order {
    /// As seen, from left to right
    #[default]
    Visual,
    /// As in the text
    Logical,
}

/// How Arabic letters are written.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Shape {
    /// As presentation forms, joined
    #[default]
    Forms,
    /// As in the text
    None,
}

/// Where lines begin.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Align {
    /// On the side where their paragraph starts: right-to-left ones end at the width
    #[default]
    Start,
    /// At the left
    Left,
}

/// Runs it.
///
/// # Errors
/// When the article cannot be opened, or the output not be written.
pub fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let article = args.source.open(&OpenOptions::default())?;
    print(&article, args, std::io::stdout().is_terminal(), out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn print(article: &Article, args: &Args, terminal: bool, out: &mut dyn Write) -> std::io::Result<()> {
    let width = (args.width > 0).then_some(usize::from(args.width));
    let shaping = match args.shape {
        Shape::Forms => Shaping::Forms,
        Shape::None => Shaping::None,
    };
    let mut printed = String::new();
    let mut index = 0;
    while let Some(first) = article.document.paragraphs.get(index) {
        let mut span = first.span;
        let options =
            Options { width, shaping, direction: Some(article.document.direction(index)), ..Options::default() };
        index += 1;
        // Nobody waits for one piece of a line that is not wrapped.
        while width.is_none()
            && let Some(piece) = article.document.paragraphs.get(index).filter(|piece| piece.continued)
        {
            span = Span::new(span.start, piece.span.end);
            index += 1;
        }
        let text = &article.document.text[span.start..span.end];
        for line in layout(text, &options) {
            printed.clear();
            match args.order {
                Order::Visual => visual(&line, width, args.align, &mut printed),
                Order::Logical => logical(text, &line, terminal, &mut printed),
            }
            printed.push('\n');
            out.write_all(printed.as_bytes())?;
        }
    }
    Ok(())
}

/// The cells from left to right. What the layout gives is already harmless.
fn visual(line: &Line, width: Option<usize>, align: Align, printed: &mut String) {
    if let (Some(width), Align::Start, true) = (width, align, line.direction.is_rtl()) {
        printed.extend(std::iter::repeat_n(' ', width.saturating_sub(line.width)));
    }
    // Without columns are, when wrapping, the spaces that hang past the end of the line.
    printed.extend(line.cells.iter().filter(|cell| cell.width > 0 || width.is_none()).map(|cell| cell.text.as_str()));
    printed.retain(|character| !matches!(character, '\u{200C}' | '\u{200D}'));
}

/// The text of the line without the white space at its end; a line end inside a paragraph is a space.
fn logical(text: &str, line: &Line, terminal: bool, printed: &mut String) {
    let part = one_line(line.span.slice(text).unwrap_or_default().trim_end());
    printed.push_str(&if terminal { harmless(&part) } else { part.as_ref().into() });
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::{Args, Article, print};

    #[derive(Parser)]
    struct Command {
        #[command(flatten)]
        args: Args,
    }

    fn printed(text: &str, options: &str, terminal: bool) -> String {
        let words = ["print", "-"].into_iter().chain(options.split_whitespace());
        let args = Command::try_parse_from(words).expect("options of the table are right").args;
        let mut out = Vec::new();
        print(&Article::from_text("a.txt", text.to_owned()), &args, terminal, &mut out).expect("a vector takes all");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn lines_and_nothing_else() {
        let cases = [
            ("wrapped", "one two three\n\nfour", "--width 8", "one two\nthree\nfour\n"),
            ("not wrapped", "one two three\n\nfour", "--width 0", "one two three\nfour\n"),
            ("right to left is flush right", "אב ג", "--width 6", "  ג בא\n"),
            ("or left", "אב ג", "--width 6 --align left", "ג בא\n"),
            ("not padded without a width", "אב ג", "--width 0", "ג בא\n"),
            ("logical", "אב ג one", "--width 5 --order logical", "אב ג\none\n"),
            ("mirrored", "(א) ב", "--width 0", "ב (א)\n"),
            ("forms", "سلا", "--width 0", "\u{FEFC}\u{FEB3}\n"),
            ("no forms", "سلا", "--width 0 --shape none", "الس\n"),
        ];
        for (name, text, options, expected) in cases {
            assert_eq!(printed(text, options, false), expected, "{name}");
        }
    }

    #[test]
    fn a_long_paragraph_is_one_line_all_the_same() {
        let text = "אבג ".repeat(10_000);
        assert_eq!(printed(&text, "--width 0", false).lines().count(), 1);
        assert_eq!(printed(&text, "--width 0 --order logical", false), format!("{}\n", text.trim_end()));
    }

    #[test]
    fn no_control_character_reaches_a_terminal() {
        let text = "a\u{1b}]0;x\u{7}\u{9b}b\u{202e}c אב\u{200f}ג";
        for order in ["visual", "logical"] {
            let shown = printed(text, &format!("--order {order}"), true);
            let bad = |character: char| {
                (character.is_control() && character != '\n')
                    || matches!(character, '\u{200E}' | '\u{200F}' | '\u{202E}')
            };
            assert!(!shown.contains(bad), "{order}: {shown:?}");
        }
    }
}
