//! Front matter: what an article says of itself before its text, as YAML between `---` or TOML between `+++`.
//!
//! Of YAML that is read which front matter has: keys with a value beside them, in quotes or bare, a list in brackets, or with the items
//! of a list, a text or further keys on indented lines below. Anchors, tags and flow mappings are left as they are written.

use crate::input::Facts;

/// Characters of a fact at most: a title is shorter, and what is not one is not kept in full.
const LONGEST: usize = 1_000;

/// The names of a fact, and where it is kept. The first name that is there counts.
type Named = (&'static [&'static str], fn(&mut Facts) -> &mut Option<String>);

const NAMES: [Named; 6] = [
    (&["title", "headline"], |facts| &mut facts.title),
    (&["author", "authors", "by", "byline", "creator"], |facts| &mut facts.author),
    (&["date", "published", "publishdate", "pubdate", "date_published", "created"], |facts| &mut facts.date),
    (&["site", "sitename", "site_name", "publisher", "publication", "source"], |facts| &mut facts.site),
    (&["language", "lang", "locale"], |facts| &mut facts.language),
    (&["address", "url", "link", "canonical", "canonical_url", "permalink"], |facts| &mut facts.address),
];

/// The front matter at the very start of a text: its bytes, its closing line included, and its facts. `None` where there is none: a
/// rule may begin a text, too, and what follows is front matter only where it looks like it.
pub(super) fn front_matter(text: &str) -> Option<(usize, Facts)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let fence = first.trim_end();
    if !matches!(fence, "---" | "+++") {
        return None;
    }
    let mut length = first.len();
    for line in lines {
        let end = line.trim_end();
        if end == fence || (fence == "---" && end == "...") {
            let inner = &text[first.len()..length];
            let pairs = if fence == "---" { yaml(inner)? } else { toml(inner)? };
            return Some((length + line.len(), facts(&pairs)));
        }
        length += line.len();
    }
    None
}

fn facts(pairs: &[(String, String)]) -> Facts {
    let mut facts = Facts::default();
    for (names, fact) in NAMES {
        let value = names.iter().find_map(|name| {
            let mut values = pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.trim());
            values.find(|value| !value.is_empty())
        });
        *fact(&mut facts) = value.map(|value| value.chars().take(LONGEST).collect());
    }
    facts
}

fn toml(inner: &str) -> Option<Vec<(String, String)>> {
    fn flat(value: &toml::Value) -> String {
        match value {
            toml::Value::String(text) => text.clone(),
            toml::Value::Array(items) => items.iter().map(flat).collect::<Vec<_>>().join(", "),
            toml::Value::Table(table) => table.get("name").map(flat).unwrap_or_default(),
            toml::Value::Datetime(time) => time.to_string(),
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Float(number) => number.to_string(),
            toml::Value::Boolean(is_so) => is_so.to_string(),
        }
    }
    let table: toml::Table = inner.parse().ok()?;
    Some(table.iter().map(|(key, value)| (key.to_lowercase(), flat(value))).collect())
}

/// The keys at the left edge with their values; `None` where a line there is none.
fn yaml(inner: &str) -> Option<Vec<(String, String)>> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for line in inner.lines() {
        let content = line.trim();
        if content.is_empty() || content.starts_with('#') {
            // A rule followed by a paragraph is no front matter, which begins at once.
            if pairs.is_empty() && content.is_empty() {
                return None;
            }
            continue;
        }
        let item = content.strip_prefix("- ").or((content == "-").then_some(""));
        if !line.starts_with(char::is_whitespace) && item.is_none() {
            let (key, value) =
                content.split_once(':').filter(|(_, value)| value.is_empty() || value.starts_with(' '))?;
            pairs.push((scalar(key).to_lowercase(), values(value.trim())));
            continue;
        }
        let value = &mut pairs.last_mut()?.1;
        let content = item.unwrap_or(content).trim();
        // Of further keys the name is what names the thing.
        let inner = match content.split_once(": ") {
            Some((key, _)) if !content.starts_with(['"', '\'']) && key != "name" && !key.contains(' ') => continue,
            Some(("name", name)) => name.trim(),
            _ => content,
        };
        if !value.is_empty() {
            value.push_str(if item.is_some() { ", " } else { " " });
        }
        value.push_str(&values(inner));
    }
    (!pairs.is_empty()).then_some(pairs)
}

/// A value: one, or several in brackets. A sign for a text on the lines below is none.
fn values(value: &str) -> String {
    if value.starts_with(['|', '>']) && value.len() <= 3 {
        return String::new();
    }
    match value.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
        Some(inner) => inner.split(',').map(|item| scalar(item.trim())).collect::<Vec<_>>().join(", "),
        None => scalar(value),
    }
}

/// A value without its quotes, or without the remark after it.
fn scalar(value: &str) -> String {
    let value = value.trim();
    let quoted = |quote: char| {
        let inner = value.strip_prefix(quote)?;
        let mut end = None;
        let mut characters = inner.char_indices().peekable();
        while let Some((at, one)) = characters.next() {
            match one {
                '\\' if quote == '"' => drop(characters.next()),
                _ if one == quote && quote == '\'' && characters.peek().is_some_and(|(_, next)| *next == quote) => {
                    characters.next();
                }
                _ if one == quote => {
                    end = Some(at);
                    break;
                }
                _ => {}
            }
        }
        Some(&inner[..end?])
    };
    if let Some(inner) = quoted('\'') {
        return inner.replace("''", "'");
    }
    if let Some(inner) = quoted('"') {
        // The escapes of JSON are those of YAML, of which it lacks a few.
        return serde_json::from_str(&format!("\"{inner}\"")).unwrap_or_else(|_| inner.to_owned());
    }
    let bare = value.split_once(" #").map_or(value, |(bare, _)| bare).trim_end();
    if matches!(bare, "~" | "null") { String::new() } else { bare.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Facts, front_matter};

    fn said(text: &str) -> Option<[String; 6]> {
        let (_, Facts { title, author, date, site, language, address }) = front_matter(text)?;
        Some([title, author, date, site, language, address].map(Option::unwrap_or_default))
    }

    #[test]
    fn facts_of_an_article() {
        let cases = [
            (
                "usual",
                "---\ntitle: وصول السفينة\nauthor: نعمى الدرواس\ndate: 2025-03-01\nlang: ar\n---\nنص\n",
                ["وصول السفينة", "نعمى الدرواس", "2025-03-01", "", "ar", ""],
            ),
            (
                "quoted",
                "---\nTitle: \"He said: \\\"no\\\" \\u0041\"\nauthor: 'Una''s' # remark\nurl: https://a.example/#b\n---\n",
                ["He said: \"no\" A", "Una's", "", "", "", "https://a.example/#b"],
            ),
            (
                "lists",
                "---\nauthors:\n  - Una Tarrick\n  - 'Bo Linde'\ntags: [a, b]\nsite: [X, \"Y\"]\n---\n",
                ["", "Una Tarrick, Bo Linde", "", "X, Y", "", ""],
            ),
            (
                "lists at the edge, of mappings",
                "---\nauthor:\n- name: Una Tarrick\n  email: u@a.example\n- name: Bo\n---\n",
                ["", "Una Tarrick, Bo", "", "", "", ""],
            ),
            ("mapping", "---\npublisher:\n  name: The Paper\n  url: x\n---\n", ["", "", "", "The Paper", "", ""]),
            ("text below", "---\ntitle: >\n  وصول\n  السفينة\n# remark\n---\n", ["وصول السفينة", "", "", "", "", ""]),
            ("dots end it", "---\r\ntitle: x\r\n...\r\nنص", ["x", "", "", "", "", ""]),
            ("the first name counts", "---\nlink: l\nurl: u\naddress: ~\n---\n", ["", "", "", "", "", "u"]),
            (
                "TOML",
                "+++\ntitle = \"وصول\"\nauthors = [\"A\", \"B\"]\ndate = 2025-03-01\n[params]\nx = 1\n+++\n",
                ["وصول", "A, B", "2025-03-01", "", "", ""],
            ),
        ];
        for (name, text, expected) in cases {
            assert_eq!(said(text).expect(name), expected, "{name}");
        }
    }

    #[test]
    fn what_is_no_front_matter_stays_text() {
        for text in [
            "---\n\na: b\n\n---\n",
            "---\nنص عن شيء.\n---\n",
            "---\na: b\n",
            "text\n---\n",
            "+++\nno\n+++\n",
            "---\n- a\n---\n",
            "---\n---\n",
            "--- x\na: b\n---\n",
            "",
        ] {
            assert_eq!(said(text), None, "{text:?}");
        }
        let long = format!("---\ntitle: {}\n---\n", "ن".repeat(5_000));
        assert_eq!(said(&long).expect("front matter")[0].chars().count(), 1_000);
    }
}
