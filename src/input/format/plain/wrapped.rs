//! What plain text becomes where its lines are wrapped. A case is a text and the paragraphs that are expected of it; `/` stands for a
//! line end inside of one.

use super::blocks;
use crate::input::Newline::{self, Auto, Wrap};
use crate::input::{Article, OpenOptions, Origin};
use crate::text::one_line;

fn found(text: &str, newline: Newline) -> Vec<String> {
    let one = |span: crate::text::Span| text[span.start..span.end].replace("\r\n", "/").replace('\n', "/");
    blocks(text, newline).iter().map(|block| one(block.span)).collect()
}

/// A text of prose wrapped at some sixty columns: evidence enough, to put what a case is about after it.
const PROSE: &str = "\
وصلت السفينة إلى الميناء القديم عند الفجر، ولم يكن على الرصيف
أحد سوى الحارس وكلبه. قال الحارس إن الركاب الذين نزلوا أمس لم
يعودوا، وإن حقائبهم ما زالت في المخزن تنتظر من يسأل عنها.

";

fn after_prose(rest: &str) -> Vec<String> {
    found(&format!("{PROSE}{rest}"), Auto).split_off(1)
}

#[test]
fn wrapped_text_is_joined() {
    let cases = [
        (
            "Arabic",
            "وصلت السفينة إلى الميناء القديم عند الفجر، ولم يكن على الرصيف\nأحد سوى الحارس وكلبه. قال الحارس إن الركاب الذين نزلوا أمس لم\nيعودوا، وإن حقائبهم في المخزن.\n",
        ),
        (
            "Arabic with harakat, wrapped by columns",
            "وَصَلَتِ السَّفينَةُ إلى الميناءِ القَديمِ عِندَ الفَجرِ، ولم يَكُن على\nالرصيف أحد سوى الحارس وكلبه. قال الحارس إن الركاب لم يعودوا\nأمس، وَإِنَّ حَقائِبَهُم في المَخزَن.\n",
        ),
        (
            "Persian",
            "کشتی سپیده‌دم به بندر کهنه رسید و روی اسکله کسی جز نگهبان و\nسگش نبود. نگهبان گفت مسافرانی که دیروز پیاده شدند هنوز\nبرنگشته‌اند، و چمدان‌هایشان در انبار است.\n",
        ),
        (
            "Urdu",
            "جہاز صبح سویرے پرانی بندرگاہ پر پہنچا، اور گھاٹ پر پہرے دار اور\nاس کے کتے کے سوا کوئی نہ تھا۔ پہرے دار نے کہا کہ کل اترنے والے\nمسافر ابھی تک نہیں لوٹے۔\n",
        ),
        (
            "Hebrew",
            "הספינה הגיעה אל הנמל הישן עם שחר, ועל הרציף לא היה איש מלבד\nהשומר וכלבו. השומר אמר שהנוסעים שירדו אתמול עוד לא חזרו,\nושמזוודותיהם במחסן.\n",
        ),
        (
            "English",
            "The ship came into the old harbour at dawn, and nobody stood on\nthe quay but the watchman and his dog. He said that the passengers\nof the day before had not come back.\n",
        ),
    ];
    for (name, text) in cases {
        let joined = [text.trim_end().replace('\n', "/")];
        assert_eq!(found(text, Auto), joined, "{name}");
        assert_eq!(found(&text.replace('\n', "\r\n"), Auto), joined, "{name}, CR LF");
        assert_eq!(found(text, Newline::Paragraph).len(), 3, "{name}");
    }
}

#[test]
fn what_is_not_wrapped_stays_as_it_is() {
    let cases = [
        ("a paragraph a line", "عنوان الخبر\nقالت الوزارة إن العمل يبدأ غدًا في القرى الثلاث كلها.\nوقال السكان إنهم سمعوا هذا من قبل، ولم يروا شيئًا منه حتى اليوم، وإن الماء لم يصل.\nلا.\n".to_owned()),
        ("long lines", "كلمة أخرى وكلمة، ".repeat(20) + "\n" + &"كلمة ثم كلمة. ".repeat(30)),
        ("a poem", "يا ليل هذا النهر كم مر من سفن عليك\nوكم بكى عند الجسور مسافر لم يلتفت\nمرت سنون والشراع هو الشراع كما ترى\nوالماء يجري مثلما كان الجدود يرونه\nفاكتب على الحجر القديم حكاية لا تنتهي\nواترك لمن يأتي غدًا ما يستدل به هنا\n".to_owned()),
        ("an English poem", "The harbour kept its lamps alight until the morning tide had turned,\nAnd nobody who passed that way could say for whom the candles burned,\nBut every year upon that night the widow Tarrick climbed the stair,\nAnd every year the keeper said that no one else was ever there,\n".to_owned()),
        ("an address", "قسم المياه\nشارع النهر 12\nتل جوهان\nنوران\n".to_owned()),
        ("a list of names and more", "Una Tarrick, harbour master, Port Ellory, since 1998\nOrrin Pellow, commercial director, Tidewright Lines\nMiriam Hale, economist at the University of Skarrow\nJonas Reed, keeper of the north light, now retired\n".to_owned()),
        ("sentences", "وصلت السفينة إلى الميناء القديم عند الفجر وعلى متنها ألف راكب.\nلم يكن على الرصيف أحد سوى الحارس وكلبه والمطر.\nقال الحارس إن الركاب الذين نزلوا أمس لم يعودوا حتى الآن.\nوإن حقائبهم ما زالت في المخزن تنتظر من يسأل عنها هناك.\n".to_owned()),
    ];
    for (name, text) in cases {
        assert_eq!(found(&text, Auto), found(&text, Newline::Paragraph), "{name}");
    }
}

#[test]
fn what_divides_paragraphs_of_wrapped_text() {
    const FULL: &str = "وكان الميناء قد أغلق أبوابه في وجه السفن كلها منذ سنة كاملة،";
    let cases = [
        ("a title between blank lines", "أبواب الميناء\n\nكلام.".to_owned(), vec!["أبواب الميناء", "كلام."]),
        ("a short line", format!("قصير\n{FULL}\nوانتهى."), vec!["قصير", "وكان"]),
        ("an address", "شارع النهر 12\nتل جوهان\nنوران".to_owned(), vec!["شارع النهر 12", "تل جوهان", "نوران"]),
        ("first lines indented", format!("   {FULL}\nثم.\n   {FULL}\nثم."), vec!["وكان", "وكان"]),
        ("items", format!("- {FULL}\n  ثم.\n- واحد\n1. {FULL}\n   ثم."), vec!["- وكان", "- واحد", "1. وكان"]),
        ("a number of the sentence", format!("{FULL} عام\n12. آذار"), vec!["وكان"]),
        ("a dash of the sentence", format!("{}\n- كما قيل - ثم.", FULL.trim_end_matches('،')), vec!["وكان"]),
        ("levels of quotation", format!("> {FULL}\n> ثم.\n>> {FULL}\n>> ثم.\nلا."), vec!["> وكان", ">> وكان", "لا."]),
        ("a quoted blank line", format!("> {FULL}\n> ثم.\n>\n> لا."), vec!["> وكان", "> لا."]),
        ("a rule", format!("{FULL}\n=====\n{FULL}\nثم."), vec!["وكان", "=====", "وكان"]),
        (
            "a signature",
            "مع التحية\n-- \nسلمى نور\nقسم المياه".to_owned(),
            vec!["مع التحية", "--", "سلمى نور", "قسم المياه"],
        ),
        ("rows of a table", format!("واحد      اثنان\nثلاثة     أربعة\n{FULL}\nثم."), vec!["واحد", "ثلاثة", "وكان"]),
    ];
    for (name, text, expected) in cases {
        let found = after_prose(&text);
        let same =
            found.len() == expected.len() && found.iter().zip(&expected).all(|(found, start)| found.starts_with(start));
        assert!(same, "{name}: {found:?}");
    }
}

#[test]
fn where_it_is_said_to_be_wrapped_only_the_form_divides() {
    for (name, text, expected) in [
        ("short lines", "واحد\nاثنان\n\nثلاثة", vec!["واحد/اثنان", "ثلاثة"]),
        ("ended lines", "واحد.\nاثنان.", vec!["واحد./اثنان."]),
        ("items", "* واحد\n* اثنان", vec!["* واحد", "* اثنان"]),
        ("indentation", "  واحد\nاثنان\n  ثلاثة\nأربعة", vec!["واحد/اثنان", "ثلاثة/أربعة"]),
        ("a block of its own", "واحد\nاثنان\n    ثلاثة\n    أربعة\nخمسة", vec!["واحد/اثنان", "ثلاثة/    أربعة", "خمسة"]),
        ("quotation", "> واحد\n> اثنان\nثلاثة", vec!["> واحد/> اثنان", "ثلاثة"]),
        (
            "a header",
            "From: a@b.example\nSubject: واحد\n\tاثنان\n\nثلاثة\nأربعة",
            vec!["From: a@b.example", "Subject: واحد/\tاثنان", "ثلاثة/أربعة"],
        ),
        ("nothing but marks", ">\n> >", vec![]),
    ] {
        assert_eq!(found(text, Wrap), expected, "{name}");
    }
}

/// A text with a paragraph a line, wrapped at so many characters, with blank lines between or first lines indented.
fn wrap(text: &str, width: usize, indented: bool) -> String {
    let mut wrapped = String::new();
    for paragraph in text.lines().filter(|line| !line.is_empty()) {
        let mut at = if indented { 3 } else { 0 };
        wrapped.push_str(&" ".repeat(at));
        for word in paragraph.split(' ') {
            let columns = word.chars().count();
            if at > 3 && at + 1 + columns > width {
                wrapped.push('\n');
                at = 0;
            } else if !wrapped.ends_with(' ') && !wrapped.ends_with('\n') && !wrapped.is_empty() {
                wrapped.push(' ');
                at += 1;
            }
            wrapped.push_str(word);
            at += columns;
        }
        wrapped.push_str(if indented { "\n" } else { "\n\n" });
    }
    wrapped
}

/// The sentences of a text, each on one line.
fn sentences(text: &str, newline: Newline) -> Vec<String> {
    let options = OpenOptions { newline, ..OpenOptions::default() };
    let article = Article::plain((Origin::Stdin, "a.txt".to_owned()), text.to_owned(), &options);
    let spans = (0..article.document.paragraphs.len()).flat_map(|index| article.document.sentences(index));
    spans.map(|span| one_line(&article.document.text[span.start..span.end]).into_owned()).collect()
}

#[test]
fn wrapping_a_text_changes_none_of_its_sentences() {
    for (code, text) in crate::input::sample::SAMPLES {
        let expected = sentences(text, Newline::Paragraph);
        for width in [56, 60, 66, 72, 76, 80, 100] {
            for newline in [Auto, Wrap] {
                assert_eq!(sentences(&wrap(text, width, false), newline), expected, "{code}, {width}, {newline:?}");
            }
        }
        for width in [60, 72] {
            assert_eq!(sentences(&wrap(text, width, true), Auto), expected, "{code}, {width}, indented");
        }
    }
}

#[test]
fn a_text_cut_between_paragraphs_has_the_same_sentences() {
    for (code, text) in crate::input::sample::SAMPLES {
        for (text, newline) in [(text.to_owned(), Auto), (wrap(text, 72, false), Wrap)] {
            let whole = sentences(&text, newline);
            for block in blocks(&text, newline) {
                let (before, after) = text.split_at(block.span.start);
                let parts = [sentences(before, newline), sentences(after, newline)].concat();
                assert_eq!(parts, whole, "{code}, {newline:?}");
            }
        }
    }
}

#[test]
fn a_manual_has_its_titles() {
    use crate::text::Kind::{Body, Headline, Subheading};
    let text = "\
SAFINA(1)                    User Commands                    SAFINA(1)

NAME
       safina - bring ships into the harbour

DESCRIPTION
       The program waits until a ship is seen, and then opens the gate
       of the old harbour for it. Nothing is done at night, unless the
       option says so.

       -n, --night
              open the gate at night too, which wakes the watchman and
              his dog
";
    let kinds: Vec<_> = blocks(text, Auto).iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [Headline, Subheading, Body, Subheading, Body, Body, Body], "{:?}", found(text, Auto));
}

#[test]
fn each_level_of_quotation_has_a_width_of_its_own() {
    let reply = "الماء في القنوات أقل مما كان في العام الماضي، وقال المزارعون إنهم ينتظرون. وقد وعدت الوزارة بأن يصل قبل نهاية الشهر، وأن تكون الحصص عادلة بين القرى كلها. ولم يحدث ذلك بعد.";
    let first = "The gates were opened on Sunday. The farmers on the eastern bank say that the water does not reach them, because the canal was never cleaned. Nobody came to see it, and nobody answers their letters.";
    let quote = |text: &str, width: usize, mark: &str| -> String {
        wrap(text, width, false).lines().fold(String::new(), |quoted, line| quoted + mark + line + "\n")
    };
    let mail = format!(
        "{}\n\nReem wrote:\n{}>\n{}\nهدى المرسال\nنوران",
        wrap(reply, 72, false),
        quote(first, 60, "> "),
        quote(reply, 52, "> > ")
    );
    let found = sentences(&mail, Auto);
    // The address stays two lines.
    assert_eq!(found.len(), 12, "{found:#?}");
    for sentence in
        ["ولم يحدث ذلك بعد.", "because the canal was never cleaned.", "وأن تكون الحصص عادلة بين القرى كلها."]
    {
        assert!(found.iter().any(|line| line.ends_with(sentence)), "{sentence}: {found:#?}");
    }
}
