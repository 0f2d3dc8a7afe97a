use super::{Extracted, read};
use crate::input::{OpenOptions, Raw};
use crate::text::Kind::{
    self, Body, Byline, Cell, Code, Dateline, Footnote, Headline, ListItem, Quotation, Subheading,
};
use crate::text::Span;
use crate::text::structure::{Above, Container};

fn extracted(text: &str) -> Extracted {
    let options = OpenOptions::default();
    read(Raw::new(text.as_bytes(), text.len(), &options).expect("bytes at hand"), &options).expect("text")
}

fn found(text: &str) -> Vec<(Kind, u8, String)> {
    let Extracted { text, paragraphs, .. } = extracted(text);
    let one = |span: Span| span.slice(&text).expect("whole characters").to_owned();
    paragraphs.iter().map(|block| (block.kind, block.level, one(block.span))).collect()
}

#[test]
fn blocks_without_their_marks() {
    type Expected<'t> = Vec<(Kind, u8, &'t str)>;
    let cases: [(&str, &str, Expected); 21] = [
        (
            "headings",
            "# عنوان #\n\n## فرعي\n\n# آخر\n",
            vec![(Headline, 1, "عنوان"), (Subheading, 2, "فرعي"), (Subheading, 1, "آخر")],
        ),
        ("setext", "Title\n=====\n\nSub\n---\n", vec![(Headline, 1, "Title"), (Subheading, 2, "Sub")]),
        ("soft breaks are blanks", "one\n two\n\nthree\n", vec![(Body, 0, "one two"), (Body, 0, "three")]),
        ("hard breaks too", "one  \ntwo\\\nthree<br/>four <BR>\nfive", vec![(Body, 0, "one two three four five")]),
        (
            "tight items",
            "- one\n- two\n  - inner\n",
            vec![(ListItem, 0, "one"), (ListItem, 0, "two"), (ListItem, 0, "inner")],
        ),
        ("loose items", "1. one\n\n2. two\n", vec![(ListItem, 0, "one"), (ListItem, 0, "two")]),
        ("tasks", "- [ ] one\n- [x] two\n", vec![(ListItem, 0, "one"), (ListItem, 0, "two")]),
        ("quotation", "> «قال\n> نعم»\n\nثم\n", vec![(Quotation, 0, "«قال نعم»"), (Body, 0, "ثم")]),
        ("front matter", "---\ntitle: x\n---\n\ntext\n", vec![(Body, 0, "text")]),
        ("a rule is no front matter", "---\n\na\n\n---\n\nb", vec![(Body, 0, "a"), (Body, 0, "b")]),
        ("code", "```rust\nlet a;\n\n    let b;\r\n```\n", vec![(Code, 0, "let a;"), (Code, 0, "let b;")]),
        ("indented code", "a\n\n    one\n    \ttwo\n", vec![(Body, 0, "a"), (Code, 0, "one"), (Code, 0, "two")]),
        (
            "html",
            "<div dir=\"rtl\">\n\nنص\n\n</div>\n\n<p>text</p>\n\n<div>\n نص &lt; **آخر**\n هنا\n</div>\n<!-- x -->\n",
            vec![(Body, 0, "نص"), (Body, 0, "نص < آخر هنا")],
        ),
        (
            "table",
            "| a | b |\n|---|---|\n| **c** | `d\\|e` |\n| | f |\n",
            [("a"), ("b"), ("c"), ("d|e"), ("f")].map(|text| (Cell, 0, text)).into(),
        ),
        (
            "footnotes",
            "a[^1] b.\n\n[^1]: *one*\n\n    two\n\nc [^2]\n\n[^2]: - three\n",
            vec![(Body, 0, "a b."), (Body, 0, "c"), (Footnote, 0, "one"), (Footnote, 0, "two"), (Footnote, 0, "three")],
        ),
        (
            "byline and date line",
            "# T\n\n*By Una Tarrick*\n\n5 May 2024\n\nText\n",
            vec![(Headline, 1, "T"), (Byline, 0, "By Una Tarrick"), (Dateline, 0, "5 May 2024"), (Body, 0, "Text")],
        ),
        (
            "under a standfirst",
            "# خبر\n\nخلاصة الخبر.\n\nبقلم: نعمى الدرواس\n\nنص\n",
            vec![(Headline, 1, "خبر"), (Body, 0, "خلاصة الخبر."), (Byline, 0, "بقلم: نعمى الدرواس"), (Body, 0, "نص")],
        ),
        (
            "not further down",
            "# T\n\nOne.\n\nTwo.\n\n5 May 2024\n",
            vec![(Headline, 1, "T"), (Body, 0, "One."), (Body, 0, "Two."), (Body, 0, "5 May 2024")],
        ),
        ("without a heading", "5 May 2024\n", vec![(Body, 0, "5 May 2024")]),
        ("CR LF", "# T\r\n\r\none\r\ntwo\r\n", vec![(Headline, 1, "T"), (Body, 0, "one two")]),
        ("nothing is seen", "![](a.png)\n\n<!-- x -->\n\n- \n\n\u{200f}\n\n***\n", vec![]),
    ];
    for (name, text, expected) in cases {
        let expected: Vec<_> = expected.into_iter().map(|(kind, level, text)| (kind, level, text.to_owned())).collect();
        assert_eq!(found(text), expected, "{name}");
    }
}

#[test]
fn inline_marks_are_left_out() {
    for (marked, text) in [
        ("**bold** and *it* ~~gone~~", "bold and it gone"),
        ("ا**لأ**مر", "الأمر"),
        ("[a **b**](http://c.example \"t\") d", "a b d"),
        ("[a][x] [x]\n\n[x]: http://c.example", "a x"),
        ("![صورة *المرفأ*](x.png)", "صورة المرفأ"),
        ("<http://c.example>", "http://c.example"),
        ("`a b` ``c`d`` ` `` `", "a b c`d ``"),
        ("> `a\n> b`", "a b"),
        ("\\*a\\* &amp; &lt;b&gt; &#x628;&#10;c", "*a* & <b> ب c"),
        ("a <b>b</b> <!-- c --> d", "a b d"),
        ("a[^1] b [^22]. [^c] \\[^1\\]", "a b . [^c] [^1]"),
        ("a [^1] b\n\n[^1]: c", "a b\nc"),
    ] {
        assert_eq!(extracted(marked).text, format!("{text}\n"), "{marked}");
    }
}

#[test]
fn a_paragraph_is_a_line() {
    let long = "كلمة في سطر طويل. ".repeat(2_000);
    let source =
        format!("# A\n\n{long}\n\n    one\n\n    two\n\n| a | b |\n|---|---|\n| c | d |\n\nx&#10;y\u{2028}z\n");
    let Extracted { text, paragraphs, .. } = extracted(&source);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), paragraphs.last().expect("paragraphs").ordinal as usize);
    assert!(text.ends_with('\n') && lines.contains(&long.trim()) && lines.contains(&"x y\u{2028}z"));
}

#[test]
fn what_paragraphs_are_in_is_known() {
    let source = "\
> - a
>   1. b
>   2. [x] c
>
>      d

9) e

        f
10) g

***

a  
b
";
    let Extracted { text, paragraphs, structure, .. } = extracted(source);
    let found: Vec<String> = paragraphs
        .iter()
        .enumerate()
        .map(|(number, paragraph)| {
            let line = paragraph.span.slice(&text).expect("whole characters");
            let around = structure.around(number).map(|(_, block)| match block.container {
                Container::Quotation => ">".to_owned(),
                Container::List { width } => width.to_string(),
                Container::Code => "code".to_owned(),
                Container::Cell { row, column, .. } => format!("{row},{column}"),
                item @ Container::Item { .. } if block.first as usize == number => item.marker(),
                Container::Item { .. } => "_".to_owned(),
            });
            let mut around: Vec<String> = around.collect();
            around.reverse();
            let above = match structure.above(number) {
                Above::Usual => String::new(),
                Above::Rows(rows) => format!("+{rows} "),
                Above::Rule => "--- ".to_owned(),
            };
            format!("{above}{} {} {line}", around.join(" "), structure.indent(number))
        })
        .collect();
    assert_eq!(
        found,
        [
            "> 1 • 0 a",
            "> 1 _ 4 1. 0 b",
            "> 1 _ 4 2. ☑ 0 c",
            "+1 > 1 _ 4 _ 0 d",
            "3 9) 0 e",
            "3 _ code 1 f",
            "3 10) 0 g",
            "---  0 a b"
        ]
    );
    let last = paragraphs.last().expect("paragraphs");
    assert_eq!(structure.breaks_in(last), [last.span.start + 2]);
}

#[test]
fn rows_of_tables_and_gaps_in_code_are_kept() {
    let source = "| a | |\n|:-:|--:|\n| | b |\n\n```\nc\n\n\n\n\n  d\n```\n\n    e\n";
    let Extracted { paragraphs, structure, .. } = extracted(source);
    let cells: Vec<_> = (0..2).map(|number| structure.block_of(number).expect("a cell").container).collect();
    assert_eq!(cells, [(0, 0), (1, 1)].map(|(row, column)| Container::Cell { table: 0, row, column }));
    let table = structure.table(0).expect("a table");
    assert_eq!((table.header.as_slice(), table.end), (&[Some(0), None][..], 2));
    let code: Vec<_> = (2..5).map(|number| (structure.above(number), structure.indent(number))).collect();
    assert_eq!(code, [(Above::Usual, 0), (Above::Rows(2), 2), (Above::Usual, 0)]);
    assert_eq!(paragraphs.len(), 5);
}

#[test]
fn footnotes_are_the_tail_and_stand_under_a_rule() {
    let source = "[^b]: one\n\na[^b] [^3]\n\n> [^3]: **two**\n\nb\n";
    let Extracted { text, map, structure, .. } = extracted(source);
    assert_eq!((text.as_str(), map.tail_start()), ("a\nb\none\ntwo\n", 4));
    let markers: Vec<_> = (2..4).map(|number| structure.block_of(number).expect("a note").container.marker()).collect();
    assert_eq!(markers, ["1.", "3."]);
    let above: Vec<_> = (0..4).map(|number| structure.above(number)).collect();
    assert_eq!(above, [Above::Usual, Above::Usual, Above::Rule, Above::Usual]);
    let at = source.find("two").expect("in the source");
    assert_eq!(map.to_text(Span::new(at - 2, at + 5)).tail, Some(Span::new(8, 11)));
}

#[test]
fn hostile_nesting_costs_no_more_than_its_length() {
    for (name, source) in [
        ("quotations", format!("{}a\n", "> ".repeat(50_000))),
        ("quotations on many lines", format!("{}a\n\n", ">".repeat(60)).repeat(2_000)),
        ("items", format!("{}a\n", "- ".repeat(50_000))),
        ("emphasis", format!("{}a{}\n", "*".repeat(50_000), "*".repeat(50_000))),
        ("brackets", "[".repeat(100_000) + "a"),
        ("backticks", (1..400).map(|count| "`".repeat(count) + " a ").collect()),
        ("cells", format!("|{}\n|{}\n{}", " a |".repeat(500), "---|".repeat(500), "| b |\n".repeat(500))),
        ("tags", format!("<div>\n{}\n", "<a>".repeat(100_000))),
        ("notes", (0..5_000).map(|number| format!("a[^{number}]\n\n[^{number}]: b\n\n")).collect::<Vec<_>>().concat()),
        ("a long line", "كلمة **كلمة** &amp; ".repeat(50_000)),
    ] {
        let Extracted { paragraphs, .. } = extracted(&source);
        assert!(!paragraphs.is_empty() || name == "tags", "{name}");
    }
}
