//! Blocks of raw HTML, line by line.

/// What is inside of a block of HTML so far.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) enum Html {
    /// Nothing: between tags.
    #[default]
    Between,
    /// A tag that goes over several lines.
    Tag,
    /// What ends with this, and whose lines are for no reader.
    Until(&'static str),
}

/// What is no text as far as its end, and its end.
const UNREAD: [(&str, &str); 8] = [
    ("<!--", "-->"),
    ("<![cdata[", "]]>"),
    ("<?", "?>"),
    ("<script", "</script"),
    ("<style", "</style"),
    ("<pre", "</pre"),
    ("<textarea", "</textarea"),
    ("<template", "</template"),
];

impl Html {
    /// Takes the next line of a block. Answers whether it is text: it holds nothing of a tag and is between tags.
    pub(super) fn is_text(&mut self, line: &str) -> bool {
        let is_text = *self == Self::Between && !line.contains(['<', '>']);
        let line = line.to_ascii_lowercase();
        let mut rest = line.as_str();
        loop {
            let (end, length) = match *self {
                Self::Until(end) => (end, end.len()),
                Self::Tag => (">", 1),
                Self::Between => {
                    let Some(at) = rest.find('<') else { return is_text };
                    rest = &rest[at..];
                    let unread = UNREAD.iter().find(|(start, _)| rest.starts_with(start));
                    *self = unread.map_or(Self::Tag, |(_, end)| Self::Until(end));
                    rest = &rest[unread.map_or(1, |(start, _)| start.len())..];
                    continue;
                }
            };
            let Some(at) = rest.find(end) else { return is_text };
            rest = &rest[at + length..];
            // After `</script` the tag itself still has its end.
            *self = if end.starts_with("</") { Self::Tag } else { Self::Between };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Html;

    #[test]
    fn lines_without_tags_are_text() {
        for (block, expected) in [
            ("<div dir=\"rtl\">\nنص المقال.\n</div>\n", "نص المقال.\n"),
            ("<p>نص</p>\n", ""),
            ("<div\n class=\"x\"\n>\nنص\n", "نص\n"),
            ("<!-- one\ntwo\n-->\nثلاثة\n", "ثلاثة\n"),
            ("<script>\nlet x;\n</script>\n<b>\nنص\n", "نص\n"),
            ("<STYLE>\nb { }\n</style\n>\nنص\n", "نص\n"),
        ] {
            let mut html = Html::default();
            let text: String = block.split_inclusive('\n').filter(|line| html.is_text(line)).collect();
            assert_eq!(text, expected, "{block:?}");
        }
    }
}
