//! A manual page from Markdown: headings, paragraphs, lists of terms, bullets and examples as the requests of man(7).
//!
//! By hand, since `clap_mangen` makes a page of each sub-command, has no prose, and leaves behind what mandoc complains of.

use std::fmt::Write as _;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Bytes of a line of text; mandoc asks for less than 80.
const LINE: usize = 78;

/// The page of a name and a section: `HASHIYA`, 1. `kind` is what such pages are called at their head. Words are not hyphenated, since
/// many are names.
pub(super) fn page(name: &str, section: &str, kind: &str, markdown: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    // Before the title, or the macros do not look.
    let head = format!(".nr HY 0\n.TH {name} {section} \"\" \"hashiya {version}\" \"{kind}\"\n");
    let mut writer = Writer { out: head, ..Writer::default() };
    for event in Parser::new_ext(markdown, Options::ENABLE_DEFINITION_LIST) {
        writer.event(event);
    }
    writer.out
}

/// What a page is written by.
#[derive(Default)]
struct Writer {
    out: String,
    /// The text under way, escaped.
    text: String,
    /// Whether what comes next goes on after a request that has begun its paragraph.
    begun: bool,
    /// Items around what comes next: of lists of terms and of bullets.
    depth: usize,
    /// Whether what comes next is an example.
    example: bool,
}

impl Writer {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.example => self.lines(&text),
            Event::Text(text) => self.text += &escaped(&text),
            Event::Code(text) => self.text.extend(["\\fB", &escaped(&text), "\\fR"]),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            // The pages have nothing else.
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::Heading { .. } => self.depth = 0,
            Tag::Paragraph => self.begin(),
            Tag::DefinitionListTitle => self.out += ".TP\n",
            Tag::DefinitionListDefinition => (self.begun, self.depth) = (true, self.depth + 1),
            Tag::List(_) if self.depth > 0 => {
                self.flush();
                self.out += ".RS\n";
            }
            Tag::Item => {
                self.out += ".IP \\(bu 2\n";
                (self.begun, self.depth) = (true, self.depth + 1);
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.begin();
                self.out += ".RS 4\n.EX\n";
                self.example = true;
            }
            Tag::Emphasis => self.text += "\\fI",
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let request = if level == HeadingLevel::H1 { "SH" } else { "SS" };
                let title = std::mem::take(&mut self.text);
                self.out.extend([".", request, " \"", &title, "\"\n"]);
                self.begun = true;
            }
            TagEnd::DefinitionListTitle => {
                // The term is one line, whatever its length.
                self.out += std::mem::take(&mut self.text).trim();
                self.out.push('\n');
            }
            TagEnd::Paragraph => self.flush(),
            TagEnd::DefinitionListDefinition | TagEnd::Item => {
                self.flush();
                self.depth -= 1;
            }
            TagEnd::List(_) if self.depth > 0 => self.out += ".RE\n",
            TagEnd::CodeBlock => {
                self.out += ".EE\n.RE\n";
                self.example = false;
            }
            TagEnd::Emphasis => self.text += "\\fR",
            _ => {}
        }
    }

    /// Begins a paragraph where no request has begun it: in an item an indented one.
    fn begin(&mut self) {
        if !std::mem::take(&mut self.begun) {
            self.out += if self.depth > 0 { ".IP\n" } else { ".PP\n" };
        }
    }

    /// Writes the text under way, broken between words.
    fn flush(&mut self) {
        let mut column = 0;
        for word in std::mem::take(&mut self.text).split_ascii_whitespace() {
            if column > 0 {
                let fits = column + 1 + word.len() <= LINE;
                self.out.push(if fits { ' ' } else { '\n' });
                column = if fits { column + 1 } else { 0 };
            }
            self.word(word, column == 0);
            column += word.len();
        }
        if column > 0 {
            self.out.push('\n');
            self.begun = false;
        }
    }

    /// The lines of an example.
    fn lines(&mut self, text: &str) {
        for line in text.lines() {
            self.word(&escaped(line), true);
            self.out.push('\n');
        }
    }

    fn word(&mut self, word: &str, first: bool) {
        // A stop at the beginning of a line makes it a request.
        if first && word.starts_with('.') {
            self.out += "\\&";
        }
        self.out += word;
    }
}

/// A help or a description as Markdown: what would be markup stands for itself, but for backticks.
pub(super) fn plain(help: &str) -> String {
    help.chars().fold(String::new(), |mut text, character| {
        if "\\*_<>[]#|".contains(character) {
            text.push('\\');
        }
        text.push(character);
        text
    })
}

/// Text that roff prints as it is.
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, character| {
        match character {
            '\\' => escaped += "\\e",
            // Those that are copied from a page must be themselves, and no typographer's.
            '-' => escaped += "\\-",
            '\'' => escaped += "\\(aq",
            '`' => escaped += "\\(ga",
            '^' => escaped += "\\(ha",
            '~' => escaped += "\\(ti",
            '"' => escaped += "\\(dq",
            _ if character.is_ascii() => escaped.push(character),
            // Writing to a String cannot fail.
            _ => drop(write!(escaped, "\\[u{:04X}]", u32::from(character))),
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::page;

    fn body(markdown: &str) -> String {
        page("X", "1", "", markdown).split_once("\"\"\n").map(|(_, body)| body.to_owned()).unwrap_or_default()
    }

    #[test]
    fn text_is_escaped_and_broken_between_words() {
        assert_eq!(body("It's a `--flag`, *so*."), ".PP\nIt\\(aqs a \\fB\\-\\-flag\\fR, \\fIso\\fR.\n");
        assert_eq!(body(".hashiya ≠ a\\\\b"), ".PP\n\\&.hashiya \\[u2260] a\\eb\n");
        let long = body(&"word ".repeat(40));
        assert!(long.lines().all(|line| line.len() <= 78) && long.lines().count() == 4, "{long}");
    }

    #[test]
    fn terms_bullets_and_examples_have_their_requests() {
        assert_eq!(
            body("# A\n\none\n\ntwo\n\nterm\n: first\n\n  - a\n  - b\n\n  second\n\nother\n: text\n"),
            ".SH \"A\"\none\n.PP\ntwo\n.TP\nterm\nfirst\n.RS\n.IP \\(bu 2\na\n.IP \\(bu 2\nb\n.RE\n.IP\nsecond\n.TP\nother\ntext\n"
        );
        assert_eq!(body("## B\n\n    .x\n      y\n\nend"), ".SS \"B\"\n.RS 4\n.EX\n\\&.x\n  y\n.EE\n.RE\n.PP\nend\n");
    }
}
