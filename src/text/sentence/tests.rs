use proptest::prelude::*;

use super::{explain, split};
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
    ("tatweel", "\"متــى؟\" تسـاءلت هدى. |وصل دـ. سامي."),
    ("final outside of the mark", "سألها: «هل وصل الماء؟». |فأجابت بنعم."),
    ("quotation inside its sentence", "قال إن \"الجسر قائم. ولن يُهدم\" مهما حدث. |وانصرف."),
    ("long quotation has sentences", "قال: \"الجسر قائم. |ولن يُهدم\". |وانصرف."),
    ("how it was said", "قال: \"انتهى الأمر.\" مضيفًا أن الماء وصل. |«لن نرحل!» قائلةً ذلك مرتين."),
    ("question inside its sentence", "تساءل: «أين الماء؟» ولم يتلقَّ جوابًا. |ومضى."),
    ("title with a final", "تُعرض مسرحية «من الطارق؟» للكاتب سامي الرمّال. |وهي قصيرة."),
    ("what the quotation is", "«من يدفع؟» سؤال يتردد في القرية. |\"لن نرحل!\" هكذا هتفوا."),
    ("marks the other way round", "قال: ”وصل الماء.“ |لكن الجار نفى. |وقالت: ’’لا.‘‘ |ثم مضت."),
    ("doubled brackets", "ومن أمثالهم: ((الماء حياة.)) |ويكررونه."),
    ("pronoun after a bracket", "(انظر الجدول رقم 3.) وهو مرفق. |وانتهى."),
    ("page of a volume", "ورد في ج. 2 ص. 118 من الكتاب. |وطُبع."),
    (
        "era before a preposition",
        "يعود إلى سنة 612 هـ. على الأرجح. |عاش بين 384 ق.م. و322 ق.م. في نوران. |هُجر عام 900 ق.م. |ثم عُمر.",
    ),
    ("items", "الأسباب: 1. شح الماء. |2. قلة المال. |3. بُعد السوق."),
    ("items in the middle of a sentence", "النقاط هي 1. السلام |2. العدل |3. الحرية."),
    ("items with brackets", "النتائج 1) جيدة |2) واعدة."),
    ("then, after a quotation without a colon", "قال \"سأعود.\" ثم رحل. |قال: \"سأعود.\" |ثم رحل."),
    ("items by letters", "أ) الماء. |ب) المال. |ج) السوق."),
    ("picture after a final", "وصل الماء! 🎉 |شكرًا لكم."),
    ("glued to what closes", "قال: \"مضت السيارة.\"|ثم أشار بيده. |بلغت 15%.|وانخفضت."),
    ("blank before the stop only", "الطريق زلق .|على السائقين الحذر."),
    ("dots begin the next", "لم يُكمل. |...ثم عاد."),
    ("company at the end", "باسم Vale Minerals Ltd. |ولم تدفع الشركة شيئًا."),
    ("and so on", "خيام وأغطية إلخ. |ووصل الماء. |والأرز والسكر الخ... |ومن المنتظر أن يصل غيرها."),
    ("joined after an ellipsis", "سبعة أعوام من الصمت… وأسئلة تنتظر"),
    ("noun begins anew after an ellipsis", "انتظروا طويلًا… |لكن أحدًا لم يأت."),
];

const OTHERS: &[(Language, &str, &str)] = &[
    (Language::Persian, "who says it", "گفت: «می‌رویم.» و رفت. |«کجا؟» پرسید نگهبان."),
    (Language::Persian, "titles, eras", "دکتر ع. کیانی در ۱۳۴۷ ه.ش. به شهر آمد. |ماند."),
    (
        Language::Persian,
        "who says it, last",
        "«چرا نگفتید؟» یکی از اهالی با خشم پرسید. |«می‌مانیم.» |سخنگو گفت که کار ادامه دارد.",
    ),
    (
        Language::Persian,
        "era before the verb",
        "قدمت آن به ۱۲۰۰ ق.م. می‌رسد. |این متعلق است به ۱۵۰ ق.م. |سیل آن را برد.",
    ),
    (Language::Persian, "list left open", "بلبل و دراج و تذرو… روح را شاد می‌کند. |صدای بوق، زنگ، فریاد… می‌آمد."),
    (Language::Persian, "ellipsis, then the stop", "سفال، شیشه، مس و ... . |اما او نرفت."),
    (Language::Persian, "title with a final", "نمایش «کی در زد؟» هر شب روی صحنه است. |ثبت‌نام رایگان است."),
    (Language::Persian, "decimals", "نرخ ۳۵٫۴ و ۱۲.۵۰۰ بود. |کم شد."),
    (Language::Persian, "ellipsis", "منتظر ماند… اما نیامد. |شب شد."),
    (Language::Urdu, "full stop", "بارش ہوئی۔ |کیا فصل بچی؟ |ہاں!"),
    (Language::Urdu, "who says it", "\"کیا دیکھا ہے؟\" انھوں نے پوچھا۔ |پھر ہنس پڑے۔"),
    (Language::Urdu, "says something else", "«ہم آئیں گے!» |انھوں نے کہا کہ بارش ہوگی۔"),
    (Language::Urdu, "letters by name", "ایم۔ اے۔ سبزانی نے کہا۔ |پھر گئے۔"),
    (
        Language::Urdu,
        "marks the other way round",
        "اس نے کہا: ”آگ بجھ گئی۔“ |تاہم گواہ نے انکار کیا۔ |”کہاں؟“ اس نے پوچھا۔",
    ),
    (Language::Urdu, "after a colon who says it came before", "پوچھا: ”فائل کہاں ہے؟“ |کلرک نے کہا: ”کون سی؟“"),
    (Language::Urdu, "postposition", "«ہم آئیں گے!» کے نعرے لگے۔ |کوچ کو ”کون کھیلے گا؟“ جیسے سوال پسند نہیں۔"),
    (Language::Urdu, "stops in a row", "بات پیسوں کی نہیں۔۔۔ بلکہ اعتماد کی ہے۔"),
    (Language::Urdu, "letters by name, glued", "سیکریٹری بی۔اے۔ ہاشمی نے کہا۔ |پھر گئے۔"),
    (Language::Urdu, "decimals", "اوسط 42.8 من رہی۔ |اچھی تھی۔"),
    (Language::Hebrew, "gershayim", "יו\"ר הוועדה אמר כי הדו\"ח מוכן. |ח\"כ אורן התנגד."),
    (Language::Hebrew, "geresh", "גב' דולבין ופרופ' דרורן הגיעו. |ראה עמ' 12."),
    (Language::Hebrew, "who says it", "\"לא אזהה!\" צעקה נעמה. |\"למה?\" שאל. |איש לא ענה."),
    (Language::Hebrew, "acronym at the end", "התקציב הוא 4 מיליארד ש\"ח. |האוצר אישר."),
    (
        Language::Hebrew,
        "who says it, subject first",
        "\"הקיר לא מתנתק!\" הוא אומר בחיוך. |\"ויתרתי.\" |מנהל הסניף טוען שפעל כראוי.",
    ),
    (Language::Hebrew, "what the quotation is", "\"מה יהיה?\" היא השאלה. |הצגה בשם \"מי דפק?\" עולה הערב."),
    (Language::Hebrew, "and goes on", "היא צעקה \"החוצה!\" ורצה לכיתה. |הם קנו מיטה, ארון ו... גילו שאין מעלית."),
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
    (Language::English, "items", "1.) The first item |2.) The second item. |3.) The third."),
    (Language::English, "items with bullets", "• 9. The first item |• 10. The second item"),
    (Language::English, "one number is no list", "See No. 1. |The second one, 3. |Then rest."),
    (
        Language::English,
        "time at the start and the end",
        "At 5 a.m. Mr. Reed left. |He came back at 6 p.m. |Mr. Moss stayed.",
    ),
    (Language::English, "pronoun is no initial", "We make a team, you and I. |Did you see Albert I. Moss?"),
    (Language::English, "numero", "It is at N°. 1026.253. |That is all."),
    (Language::English, "space forgotten", "It was of high quality.|You'll see. |See www.Example.org and Node.JS now."),
    (
        Language::English,
        "space at the other side of the stop",
        "It was all of it café  .|He left. |تأخر النفط  .He left.",
    ),
    (Language::English, "source of a quotation", "He wrote \"it was used [...]\" (Moss 55). |It was."),
    (
        Language::English,
        "a word is left out",
        "The thing is . . . I did not mean it. |It was raw. |...and then it broke.",
    ),
    (Language::English, "picture after a final", "Great! 😀 |Call me."),
    (Language::English, "note numbers", "It grew.[12] |It fell.[3]"),
    (Language::English, "other scripts", "今日は晴れです。|「はい。」|そう。"),
    (Language::English, "title of a work", "我看《奔跑吧！朋友》了。|好。"),
    (Language::English, "who says it, glued", "“好！”他说。|彼は「行くぞ！」と言った。|「はい。」|そう。"),
    (Language::English, "Armenian", "Սա լավ է: |Տեսա՞ր 1988 թ. գարունը. այո: |Գնացի:"),
    (Language::English, "Greek", "Πού είναι; |Εκεί, κ. Νίκο· πάμε. |Ναι."),
    (Language::English, "Ethiopic", "እንዴት ነህ፧ |ደህና።"),
    (
        Language::English,
        "Russian",
        "Живет в г. Ярово и т. д. |Это не я. |Потом пришел А. И. Мошков в 1898 г. |— Где?! — спросил он. |-- Там!",
    ),
    (Language::English, "Italian", "Ecco l'Ing. Moretti e l'Avv. Sarti. |Grazie."),
    (Language::English, "Spanish", "Leyó el art. 4 en los EE. UU. y al Lic. Paz. |¿Sí? |No."),
    (Language::English, "Danish, Slovak", "Vi så Vale & Co. |Det gik. |Bolo to 7. Apríla 2020."),
    (Language::English, "Uyghur", "«كەل!» دېدى ئۇ. |- قېنى؟ - دەپ سورىدى."),
    (Language::English, "French", "Il dit : « Oui. » |M. Roux part. |Pourquoi ? |Rien."),
    (Language::English, "German", "Am 3. Mai kam Dr. Roth. |Er sagte: »Ja.« |„Nein.“ |Gut."),
];

#[test]
fn rules() {
    let arabic = ARABIC.iter().map(|&(rule, expected)| (Language::Arabic, rule, expected));
    let wrong: Vec<String> = arabic
        .chain(OTHERS.iter().copied())
        .filter(|&(language, _, expected)| drawn(expected, language) != expected)
        .map(|(language, rule, expected)| {
            let text = expected.replace('|', "");
            let by = explain(&text, language, 0, &[]).into_iter().flat_map(|sentence| sentence.reasons);
            let by: Vec<&str> = by.map(|reason| reason.rule.name()).collect();
            format!("{language:?}, {rule}: {} by {}", drawn(expected, language), by.join(", "))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_and_white_space() {
    assert_eq!(split("", Language::Arabic), []);
    assert_eq!(split(" \n", Language::Arabic), [Span::new(0, 2)]);
    assert_eq!(split(". . .", Language::English), [Span::new(0, 5)]);
}

/// Would take minutes if an ending looked at more than a bounded stretch around it.
#[test]
fn many_endings_are_no_burden() {
    for unit in [
        ".",
        ". ",
        ".)",
        "(",
        "(.",
        "\" .",
        ".\u{200f}",
        "؟ ",
        "א. ",
        "۔ ",
        ". .",
        "…",
        "x.",
        ". \"",
        ".[1",
        "« .",
        ": 1. ",
        "1. 2. ",
        " ’",
        "’‘",
        "”“ ",
        "《",
        "((",
        "! 😀",
        "a \"",
        "x «",
        ".. ",
        "\u{640}.",
        " \"א",
        "؟» ",
        "1) ",
        "և:",
        "و ",
    ] {
        let text = unit.repeat(30_000);
        let spans = split(&text, Language::Urdu);
        assert_eq!(spans.last().map(|span| span.end), Some(text.len()), "{unit}");
    }
}

proptest! {
    #![proptest_config(crate::text::properties::cases(300))]
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

/// Text with characters that are ignored put in somewhere, and how many bytes of them stand before each byte.
fn with_ignored(text: &str, places: &[(usize, char)]) -> (String, Vec<usize>) {
    let mut result = String::new();
    let mut original = Vec::new();
    for (index, (at, character)) in text.char_indices().enumerate() {
        for (_, ignored) in places.iter().filter(|(place, _)| *place == index) {
            result.push(*ignored);
            original.resize(result.len(), at);
        }
        result.push(character);
        original.resize(result.len(), at);
    }
    original.push(text.len());
    (result, original)
}

proptest! {
    #![proptest_config(crate::text::properties::cases(300))]
    #[test]
    fn harakat_tatweel_and_formatting_move_no_boundary(
        text in "([.!?؟۔…()«»“”’\"'\\[\\] \n،:-]|قال|د|ه|ایم|و|Dr|etc|word|Word|3|٣|א|ש\"ח|1\\. |\\.\\.\\.|🎉|هل وصل الماء؟|«لا!» سأل){0,40}",
        places in prop::collection::vec(
            (0usize..120, prop::sample::select(vec!['\u{64e}', '\u{651}', '\u{640}', '\u{200f}', '\u{200e}', '\u{2067}', '\u{202c}', '\u{5b8}', '\u{feff}', '\u{ad}'])),
            0..20
        ),
        code in prop::sample::select(vec!["ar", "fa", "ur", "he", "en"]),
    ) {
        let language = Language::from_code(code).unwrap_or_default();
        let (changed, original) = with_ignored(&text, &places);
        let ends = |text: &str| split(text, language).into_iter().map(|span| span.end).collect::<Vec<_>>();
        let found: Vec<usize> = ends(&changed).into_iter().map(|end| original[end]).collect();
        prop_assert_eq!(found, ends(&text), "{:?}", changed);
    }
}
