//! Markdown (`CommonMark` with tables, footnotes and task lists): the text stays the file's text, and paragraphs are the blocks'
//! contents in it, without the markers of headings, items and quotations. Inline marks (`**`, links) stay, and so does the `>`
//! at the start of further lines of one quoted paragraph: a paragraph is one range, and cutting it there would cut sentences.
//!
//! Front matter (YAML between `---`, TOML between `+++`), link definitions, rules, comments and lines of HTML that hold only
//! tags are no paragraphs.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::credit::credit;
use super::{Extracted, Format, is_invisible, pieces};
use crate::input::decode::{self, DecodeError};
use crate::input::{Facts, OpenOptions, Raw};
use crate::text::{Kind, OffsetMap, Paragraph, Span};

/// The table's entry.
pub(super) const FORMAT: Format = Format {
    name: "Markdown",
    version: 1,
    extensions: &["md", "markdown", "mdown", "mkd"],
    sniff: |_| false,
    streams: false,
    read,
};

fn read(mut raw: Raw, _options: &OpenOptions) -> Result<Extracted, DecodeError> {
    let (size, encoding) = (raw.size, raw.encoding);
    let source = decode::read(&mut raw, size, encoding)?;
    let paragraphs = blocks(&source.text);
    let (text, source) = source.without_text();
    Ok(Extracted { text, paragraphs, map: OffsetMap::default(), source, facts: Facts::default() })
}

/// Bytes of a standfirst at most.
const STANDFIRST: usize = 800;

/// What is being collected.
struct Blocks<'t> {
    text: &'t str,
    /// Bytes before the parsed part: the front matter.
    offset: usize,
    paragraphs: Vec<Paragraph>,
    ordinal: u32,
    /// From the first to the last inline part of the block at hand.
    inner: Option<Range<usize>>,
    heading: Option<u8>,
    headline_seen: bool,
    items: u32,
    quotes: u32,
}

/// The paragraphs of a Markdown text.
fn blocks(text: &str) -> Vec<Paragraph> {
    let offset = front_matter(text);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut blocks = Blocks {
        text,
        offset,
        paragraphs: Vec::new(),
        ordinal: 0,
        inner: None,
        heading: None,
        headline_seen: false,
        items: 0,
        quotes: 0,
    };
    let (mut code, mut code_lines) = (false, 0);
    for (event, range) in Parser::new_ext(&text[offset..], options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                blocks.flush();
                (code, code_lines) = (true, 0);
            }
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(_) if code => blocks.code(range, &mut code_lines),
            Event::Html(_) => blocks.html(range),
            Event::Start(tag) if is_inline(&tag) => blocks.extend(range),
            Event::Start(Tag::TableCell) | Event::End(TagEnd::TableCell) | Event::Rule => {}
            Event::Start(tag) => {
                blocks.flush();
                match tag {
                    Tag::Heading { level, .. } => blocks.heading = Some(number(level)),
                    Tag::Item => blocks.items += 1,
                    Tag::BlockQuote(_) => blocks.quotes += 1,
                    _ => {}
                }
            }
            Event::End(tag) => match tag {
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {}
                _ => {
                    blocks.flush();
                    match tag {
                        TagEnd::Heading(_) => blocks.heading = None,
                        TagEnd::Item => blocks.items -= 1,
                        TagEnd::BlockQuote(_) => blocks.quotes -= 1,
                        _ => {}
                    }
                }
            },
            _ => blocks.extend(range),
        }
    }
    blocks.flush();
    credits(text, &mut blocks.paragraphs);
    blocks.paragraphs
}

/// Finds bylines and date lines: right under the first heading, or under one short paragraph there, the standfirst.
fn credits(text: &str, paragraphs: &mut [Paragraph]) {
    let Some(heading) = paragraphs.iter().position(|paragraph| paragraph.kind.is_heading()) else { return };
    let mut below = &mut paragraphs[heading + 1..];
    let of = |paragraph: &Paragraph| {
        let is_body = paragraph.kind == Kind::Body && !paragraph.continued;
        if is_body { credit(&text[paragraph.span.start..paragraph.span.end]) } else { None }
    };
    if let [standfirst, next, ..] = below
        && of(standfirst).is_none()
        && standfirst.kind == Kind::Body
        && standfirst.span.len() <= STANDFIRST
        && of(next).is_some()
    {
        below = &mut below[1..];
    }
    for paragraph in below {
        let Some(kind) = of(paragraph) else { break };
        paragraph.kind = kind;
    }
}

impl Blocks<'_> {
    fn extend(&mut self, range: Range<usize>) {
        let inner = self.inner.get_or_insert(range.clone());
        inner.start = inner.start.min(range.start);
        inner.end = inner.end.max(range.end);
    }

    /// The block at hand is over.
    fn flush(&mut self) {
        let Some(inner) = self.inner.take() else { return };
        let (kind, level) = match self.heading {
            Some(1) if !self.headline_seen => {
                self.headline_seen = true;
                (Kind::Headline, 1)
            }
            Some(level) => (Kind::Subheading, level),
            None if self.items > 0 => (Kind::ListItem, 0),
            None if self.quotes > 0 => (Kind::Quotation, 0),
            None => (Kind::Body, 0),
        };
        self.push(inner, kind, level, false);
    }

    /// Adds a paragraph unless nothing of it is seen; says whether it did.
    fn push(&mut self, inner: Range<usize>, kind: Kind, level: u8, continued: bool) -> bool {
        let end = self.paragraphs.last().map_or(0, |last| last.span.end);
        let start = (inner.start + self.offset).max(end);
        let span = Span::new(start, (inner.end + self.offset).max(start)).trimmed(self.text);
        let count = self.paragraphs.len();
        let ordinal = self.ordinal + u32::from(!continued);
        pieces::push(&mut self.paragraphs, self.text, Paragraph { span, kind, level, ordinal, continued });
        let added = self.paragraphs.len() > count;
        if added {
            self.ordinal = ordinal;
        }
        added
    }

    /// Lines of a code block stay lines: one paragraph in pieces.
    fn code(&mut self, range: Range<usize>, lines: &mut usize) {
        let mut at = range.start;
        for line in self.text[self.offset..][range].split_inclusive('\n') {
            let inner = at..at + line.len();
            at = inner.end;
            *lines += usize::from(self.push(inner, Kind::Body, 0, *lines > 0));
        }
    }

    /// A line of an HTML block: body text if there is any outside the tags.
    fn html(&mut self, range: Range<usize>) {
        let mut inside = false;
        let has_text = self.text[self.offset..][range.clone()].chars().any(|character| {
            match character {
                '<' => inside = true,
                '>' => inside = false,
                _ => return !inside && !is_invisible(character),
            }
            false
        });
        if has_text {
            self.push(range, Kind::Body, 0, false);
        }
    }
}

const fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

const fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Bytes of the front matter at the very start, its closing line included; 0 when there is none.
fn front_matter(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let Some(fence) = lines.next().map(str::trim_end).filter(|line| matches!(*line, "---" | "+++")) else { return 0 };
    let mut length = text.find('\n').map_or(text.len(), |at| at + 1);
    for (number, line) in lines.enumerate() {
        length += line.len();
        let closes = line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
        if closes && number > 0 {
            return length;
        }
        // A rule followed by a paragraph is no front matter, which begins at once.
        if number == 0 && line.trim().is_empty() {
            return 0;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::text::Kind::{self, Body, Byline, Dateline, Headline, ListItem, Quotation, Subheading};

    fn found(text: &str) -> Vec<(Kind, u8, &str)> {
        blocks(text).iter().map(|block| (block.kind, block.level, &text[block.span.start..block.span.end])).collect()
    }

    #[test]
    fn blocks_without_their_marks() {
        type Expected<'t> = Vec<(Kind, u8, &'t str)>;
        let cases: [(&str, &str, Expected); 18] = [
            (
                "headings",
                "# عنوان #\n\n## فرعي\n\n# آخر\n",
                vec![(Headline, 1, "عنوان"), (Subheading, 2, "فرعي"), (Subheading, 1, "آخر")],
            ),
            ("setext", "Title\n=====\n\nSub\n---\n", vec![(Headline, 1, "Title"), (Subheading, 2, "Sub")]),
            ("soft breaks stay", "one\ntwo\n\nthree\n", vec![(Body, 0, "one\ntwo"), (Body, 0, "three")]),
            (
                "tight items",
                "- one\n- two\n  - inner\n",
                vec![(ListItem, 0, "one"), (ListItem, 0, "two"), (ListItem, 0, "inner")],
            ),
            ("loose items", "1. one\n\n2. two\n", vec![(ListItem, 0, "one"), (ListItem, 0, "two")]),
            ("quotation", "> «قال»\n\nثم\n", vec![(Quotation, 0, "«قال»"), (Body, 0, "ثم")]),
            ("emphasis at the edges", "**bold** and *it*\n", vec![(Body, 0, "**bold** and *it*")]),
            ("links", "[a](http://b.example)\n\n[x]: http://c.example\n", vec![(Body, 0, "[a](http://b.example)")]),
            ("front matter", "---\ntitle: x\n---\n\ntext\n", vec![(Body, 0, "text")]),
            ("a rule is no front matter", "---\n\na\n\n---\n\nb", vec![(Body, 0, "a"), (Body, 0, "b")]),
            ("code", "```\nlet a;\n\nlet b;\n```\n", vec![(Body, 0, "let a;"), (Body, 0, "let b;")]),
            (
                "html",
                "<div dir=\"rtl\">\n\nنص\n\n</div>\n\n<p>text</p>\n",
                vec![(Body, 0, "نص"), (Body, 0, "<p>text</p>")],
            ),
            ("table", "| a | b |\n|---|---|\n| c | d |\n", vec![(Body, 0, "a | b"), (Body, 0, "c | d")]),
            (
                "byline and date line",
                "# T\n\n*By Una Tarrick*\n\n5 May 2024\n\nText\n",
                vec![
                    (Headline, 1, "T"),
                    (Byline, 0, "*By Una Tarrick*"),
                    (Dateline, 0, "5 May 2024"),
                    (Body, 0, "Text"),
                ],
            ),
            (
                "under a standfirst",
                "# خبر\n\nخلاصة الخبر.\n\nبقلم: نعمى الدرواس\n\nنص\n",
                vec![
                    (Headline, 1, "خبر"),
                    (Body, 0, "خلاصة الخبر."),
                    (Byline, 0, "بقلم: نعمى الدرواس"),
                    (Body, 0, "نص"),
                ],
            ),
            (
                "not further down",
                "# T\n\nOne.\n\nTwo.\n\n5 May 2024\n",
                vec![(Headline, 1, "T"), (Body, 0, "One."), (Body, 0, "Two."), (Body, 0, "5 May 2024")],
            ),
            ("without a heading", "5 May 2024\n", vec![(Body, 0, "5 May 2024")]),
            ("CR LF", "# T\r\n\r\none\r\ntwo\r\n", vec![(Headline, 1, "T"), (Body, 0, "one\r\ntwo")]),
        ];
        for (name, text, expected) in cases {
            assert_eq!(found(text), expected, "{name}");
        }
    }

    #[test]
    fn lines_of_code_are_one_paragraph_in_pieces() {
        let paragraphs = blocks("a\n\n    one\n    two\n\nb\n");
        let seen: Vec<_> = paragraphs.iter().map(|paragraph| (paragraph.ordinal, paragraph.continued)).collect();
        assert_eq!(seen, [(1, false), (2, false), (2, true), (3, false)]);
    }
}
