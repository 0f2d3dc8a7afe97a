use proptest::prelude::*;

use super::{split, words};
use crate::text::{Language, Span};

/// Splits the text with its `|` taken out and puts them back where the boundaries are.
fn drawn(text: &str, language: Language) -> String {
    let text = text.replace('|', "");
    let parts: Vec<&str> = split(&text, language).into_iter().map(|span| &text[span.start..span.end]).collect();
    parts.join("|")
}

/// Rule, text with `|` at the boundaries.
const ARABIC: &[(&str, &str)] = &[
    ("stop, question, exclamation", "وصل القطار. |هل تأخر؟ |لا! |بل سبق موعده."),
    ("runs of finals", "متى؟! |لا أعلم… |سأسأل غدًا."),
    ("no end at comma, semicolon, colon", "وصل القطار، ثم توقف؛ وقال السائق: انتهت الرحلة."),
    ("mark closes after the final", "قالت: «وصلنا.» |ثم نزلت. |وقال: \"نعم.\" |وقالت: “لا.” |وانتهى الأمر."),
    ("final after the mark", "قال إن «الجسر آمن». |ولم يزد."),
    ("mark opens the next sentence", "وصلنا. |«نعم»، قالت. |\"لا\" قال. |(وهذا كل شيء.)"),
    ("mark apart from its final", "وقال: « وصلنا . » |ثم نزل."),
    ("who says it comes after", "\"من أين؟\" سألت ليان. |«من هنا!» أجاب سامي. |“لماذا؟” فقال: لا أدري."),
    ("next sentence says who", "قال: \"سنمضي.\" |وأضاف أن الماء وصل."),
    ("comma after the mark", "«هل وصلنا؟»، سألت. |لم يجب أحد."),
    ("titles of one letter", "حضر د. سامي الرمّال وأ. هدى وم. فؤاد. |ثم انصرفوا."),
    ("titles of several letters", "أشرف عليها أ.د. منى الخطّاب. |ونجحت."),
    ("initials", "كتب ج. ر. سالم الرواية. |وطبعت."),
    ("page and box", "انظر ص. 12 من الكتاب. |العنوان: ص.ب. 77 نوران. |انتهى."),
    ("era", "شُيّد سنة 1320 هـ. |وهُدم بعدها. |كان ذلك عام 900 م. الموافق لما ذكر."),
    ("before the era", "سقطت عام 300 ق.م. بعد حصار. |ثم عمرت."),
    ("decimals", "بلغ 3.5% ثم ٣٫٥٪ ثم 1.200.000 دينار. |وانخفض."),
    ("dates", "في 12.5.2023 وقّع العقد. |وفي ٣.٤.٢٠٢٤ نُفّذ."),
    ("number at the end", "وكان ذلك في 2023. |ثم مضى عام."),
    ("number of an item", "1. افتتح الجسر. |2. أُغلق الطريق."),
    ("addresses", "زوروا https://a.example/b?c=d.e أو www.b.example أو x.y@c.example. |وانتظروا."),
    ("ellipsis goes on", "أراد أن يقول... لكنه صمت. |كتّاب وشعراء... إلخ. |وعاد."),
    ("ellipsis ends", "لم يكمل كلامه... |ثم غادر."),
    ("a word is left out", "قال إن الماء ... وصل. |وعاد."),
    ("glued", "اجتمعوا يوم الاثنين.|وناقشوا الأمر؟|نعم."),
    ("in brackets inside", "قالت (وهي من القرية. ومن أهلها) إن الماء وصل. |وانتظرت."),
    ("brackets that never close", "قال (وهو من القرية. |ثم مضى. |وعاد."),
    ("Latin abbreviation inside", "أصدرت شركة Tarvo Inc. جهازًا. |وبيع."),
    ("Latin name at the end", "أصدرته شركة Tarvo. |وبيع."),
    ("line ends are white space", "وصل\nالقطار. \n|ثم مضى."),
    ("marks of direction", "وصل\u{200f}. |\u{200f}ثم مضى."),
    ("harakat", "\"مَتى؟\" تَساءَلَتْ هُدى. |وصلَ د. سامي."),
];

const OTHERS: &[(Language, &str, &str)] = &[
    (Language::Persian, "who says it", "گفت: «می‌رویم.» و رفت. |«کجا؟» پرسید نگهبان."),
    (Language::Persian, "titles, eras", "دکتر ع. کیانی در ۱۳۴۷ ه.ش. به شهر آمد. |ماند."),
    (Language::Persian, "decimals", "نرخ ۳۵٫۴ و ۱۲.۵۰۰ بود. |کم شد."),
    (Language::Persian, "ellipsis", "منتظر ماند… اما نیامد. |شب شد."),
    (Language::Urdu, "full stop", "بارش ہوئی۔ |کیا فصل بچی؟ |ہاں!"),
    (Language::Urdu, "who says it", "\"کیا دیکھا ہے؟\" انھوں نے پوچھا۔ |پھر ہنس پڑے۔"),
    (Language::Urdu, "says something else", "«ہم آئیں گے!» |انھوں نے کہا کہ بارش ہوگی۔"),
    (Language::Urdu, "letters by name", "ایم۔ اے۔ سبزانی نے کہا۔ |پھر گئے۔"),
    (Language::Urdu, "decimals", "اوسط 42.8 من رہی۔ |اچھی تھی۔"),
    (Language::Hebrew, "gershayim", "יו\"ר הוועדה אמר כי הדו\"ח מוכן. |ח\"כ אורן התנגד."),
    (Language::Hebrew, "geresh", "גב' דולבין ופרופ' דרורן הגיעו. |ראה עמ' 12."),
    (Language::Hebrew, "who says it", "\"לא אזהה!\" צעקה נעמה. |\"למה?\" שאל. |איש לא ענה."),
    (Language::Hebrew, "initials, dates", "א. ב. שחם נולד ב-10.5.1950. |הוא כתב."),
    (
        Language::English,
        "abbreviations",
        "Dr. Amal Reed met Mrs. Stone at 5 p.m. |The talk began. |They left, e.g. by bus, etc. |It was late.",
    ),
    (
        Language::English,
        "names",
        "The U.S. Senate met J. R. Moss of Vale Inc. on Jan. 5. |He left the U.S. |The rest stayed.",
    ),
    (Language::English, "numbers", "It grew 3.5% to 1,200.50 in No. 7. |It was 2023. |Fig. 3 shows it."),
    (Language::English, "quotation goes on", "\"Why now?\" she asked. |\"No!\" said Reed. |“Fine.” |He left."),
    (Language::English, "small letter goes on", "He left (at last!) and slept. |Yes... but why?"),
    (Language::English, "text in small letters", "i am here. |where are you? |call me, e.g. today."),
    (Language::English, "addresses", "See example.com. |Mail a.b@c.example now. |Run node.js v1.2.3."),
    (Language::English, "note numbers", "It grew.[12] |It fell.[3]"),
    (Language::English, "other scripts", "今日は晴れです。|「はい。」|そう。"),
    (Language::English, "French", "Il dit : « Oui. » |M. Roux part. |Pourquoi ? |Rien."),
    (Language::English, "German", "Am 3. Mai kam Dr. Roth. |Er sagte: »Ja.« |„Nein.“ |Gut."),
];

#[test]
fn rules() {
    for &(rule, expected) in ARABIC {
        assert_eq!(drawn(expected, Language::Arabic), expected, "{rule}");
    }
    for &(language, rule, expected) in OTHERS {
        assert_eq!(drawn(expected, language), expected, "{language:?}: {rule}");
    }
}

#[test]
fn nothing_and_white_space() {
    assert_eq!(split("", Language::Arabic), []);
    assert_eq!(split(" \n", Language::Arabic), [Span::new(0, 2)]);
    assert_eq!(split(". . .", Language::English), [Span::new(0, 5)]);
}

#[test]
fn no_word_is_listed_twice() {
    let lists =
        [words::STARTERS, words::SAYING, words::SAYING_LATE, words::CONTINUING, words::DATING, words::LETTER_NAMES];
    for list in lists.into_iter().chain([words::BEFORE_ORDINAL]) {
        for (at, word) in list.iter().enumerate() {
            assert!(!list[..at].contains(word), "{word}");
        }
    }
    for (at, (word, _)) in words::ABBREVIATIONS.iter().enumerate() {
        assert!(words::ABBREVIATIONS[..at].iter().all(|(known, _)| known != word), "{word}");
    }
}

/// Would take minutes if an ending looked at more than a bounded stretch around it.
#[test]
fn many_endings_are_no_burden() {
    for unit in
        [".", ". ", ".)", "(", "(.", "\" .", ".\u{200f}", "؟ ", "א. ", "۔ ", ". .", "…", "x.", ". \"", ".[1", "« ."]
    {
        let text = unit.repeat(30_000);
        let spans = split(&text, Language::Urdu);
        assert_eq!(spans.last().map(|span| span.end), Some(text.len()), "{unit}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn sentences_tile_the_text(
        text in "([.!?؟۔…()«»“”\"'\\[\\] \n\u{200f}،:-]|قال|د|هـ|ایم|Dr|etc|word|Word|3|٣|א|\u{64e}|\u{0}|😀|\\PC){0,60}",
        code in prop::sample::select(vec!["ar", "fa", "ur", "he", "en"]),
    ) {
        let spans = split(&text, Language::from_code(code).unwrap_or_default());
        let mut end = 0;
        for span in &spans {
            prop_assert!(span.start == end && !span.is_empty() && span.slice(&text).is_some());
            end = span.end;
        }
        prop_assert_eq!(end, text.len());
    }
}
