//! The words that the rules know, without marks and tatweel, as the rules see the text. A new word is one entry; a test finds entries
//! given twice.

/// What a stop after an abbreviation means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Abbreviation {
    /// Stands before a name: never ends a sentence.
    Title,
    /// Stands before a number: does not end a sentence where one follows.
    Number,
    /// May end a sentence: what follows decides.
    Other,
}

/// Abbreviations of more than one letter that stand before a name, without the stop, in lower case.
#[rustfmt::skip]
pub(super) const TITLES: &[&str] = &[
    "abog", "amm", "ammin", "arq", "avv", "bg", "bijv", "bspw", "bzw", "ca", "capt", "cf", "cmdr", "col", "cpl",
    "dhr", "dipl", "dir", "doc", "dott", "dr", "dra", "dres", "drs", "dña", "eg", "egr", "esp", "evtl", "exc",
    "excmo", "exmo", "fam", "fr", "frk", "fru", "geb", "gen", "geom", "gest", "ggf", "gov", "hl", "hon", "hr",
    "hrsg", "hz", "ie", "ilmo", "incl", "ing", "inkl", "insp", "inż", "judr", "kgl", "ks", "lic", "lt", "mag", "maj",
    "messrs", "mevr", "mgr", "mlle", "mme", "mons", "mr", "mrs", "ms", "msgr", "mt", "mudr", "mw", "napr", "např",
    "p.s", "phdr", "pres", "prof", "prok", "psicol", "pte", "pvt", "płk", "rag", "rep", "reps", "resp", "rev",
    "rndr", "sen", "sens", "sgt", "sig", "sigg", "sigra", "skt", "sog", "spett", "sr", "sra", "sres", "srta", "st",
    "sta", "ste", "supt", "tzn", "tzv", "ul", "vgl", "viz", "vs", "wsp", "zb", "zw", "акад", "бул", "г-жа", "г-н",
    "ген", "гл", "гр", "доц", "им", "инж", "пгт", "пл", "полк", "пос", "проф", "ред", "сан", "св", "см", "т.е",
    "т.н", "тов", "ул", "גב", "פרופ", "ر.ک", "رك",
];

/// Those that stand before a number.
#[rustfmt::skip]
pub(super) const NUMBERED: &[&str] = &[
    "abr", "abs", "ago", "apdo", "apr", "art", "aug", "bd", "bilag", "cap", "ch", "dec", "dic", "ene", "ext", "feb",
    "fig", "figs", "jan", "jf", "jue", "jul", "jun", "kap", "kapit", "lun", "mar", "max", "min", "mié", "nos", "nov",
    "nr", "num", "núm", "núms", "oct", "odd", "okt", "op", "pag", "pgs", "pp", "pta", "pág", "págs", "párr", "párrf",
    "s.s", "sep", "sept", "stk", "sáb", "tel", "ust", "vie", "vol", "vols", "č", "čl", "вып", "д", "кв", "корп", "п",
    "пп", "разд", "рис", "ст", "стр", "тел", "ч", "טל", "מס", "עמ", "ت.ד", "ص.ب", "مج",
];

/// Other ones, which may end a sentence.
#[rustfmt::skip]
pub(super) const OTHERS: &[&str] = &[
    "كم", "كلم", "سم", "ملم", "كغ",
    "إلخ", "الخ",
    "av", "ave", "bhf", "blvd", "bros", "co", "corp", "cía", "dept", "ed", "ee", "est", "etc", "ft", "gmbh", "inc",
    "jr", "ltd", "ltda", "mio", "oy", "pty", "s.a", "s.l", "s.r.l", "sa", "soc", "str", "usw", "uu", "вв",
    "гг", "др", "коп", "лв", "мин", "млн", "млрд", "обл", "пр", "руб", "сек", "тыс", "ق.م", "م.ق", "ه.ش", "ه.ق",
];

/// Words that begin sentences and hardly ever follow an abbreviation or initial inside one: English, French, Spanish, Italian, German,
/// Danish, Dutch, Swedish, Russian.
#[rustfmt::skip]
pub(super) const STARTERS: &[&str] = &[
    "A", "After", "Although", "An", "And", "Another", "As", "At", "Because", "But", "By", "Ce", "Cette", "Das",
    "Dem", "Der", "Die", "Dies", "Diese", "Ein", "Eine", "El", "Elle", "En", "Er", "Es", "For", "From", "He", "Her",
    "His", "How", "However", "I", "If", "Il", "Ils", "Im", "In", "It", "Its", "La", "Las", "Le", "Les", "Los",
    "Many", "Most", "My", "No", "On", "Our", "She", "Sie", "Since", "So", "Some", "Su", "Such", "That", "The",
    "Their", "Then", "There", "These", "They", "This", "Those", "To", "Un", "Una", "Une", "We", "What", "When",
    "Where", "While", "Who", "Why", "With", "You", "Your", "В", "Из", "Как", "На", "Но", "Он", "Она", "Они", "По",
    "После", "При", "С", "Также", "Это", "Did", "Do", "Does", "Is", "Are", "Was", "Were", "Can", "Could", "Will",
    "Would", "Have", "Has", "Had", "Should", "May", "Might", "Must", "Let", "Please", "Not", "Yes", "Nor", "Or",
    "Now", "Here", "Today", "Yesterday", "Tomorrow", "Once", "Only", "Even", "Just", "Still", "Yet", "Until",
    "Though", "Unless", "Under", "Over", "Through", "During", "Before", "Between", "Despite", "Meanwhile",
    "Nevertheless", "Which", "Whose", "Whether", "Also", "All", "Both", "Each", "Every", "Few", "Other", "Others",
    "Several", "Nothing", "Nobody", "Everyone", "Someone", "Something", "Everything", "De", "Det", "Den", "Han",
    "Hun", "Hvad", "Hvor", "Hvem", "Hvis", "Hvorfor", "Men", "Og", "Vi", "Jeg", "Du", "Et", "Da", "Når", "Efter",
    "Het", "Een", "Wij", "Ik", "Hij", "Zij", "Maar", "Dat", "Dit", "Deze", "Als", "Toen", "Waar", "Wat", "Och",
    "Hon", "Jag", "Detta", "När", "Lo", "Gli", "Uno", "Nel", "Nella", "Ma", "Non", "Se", "Quando", "Come", "Che",
    "Chi", "Questo", "Questa", "Anche", "Poi", "Così", "Ella", "Él", "Ellos", "Ellas", "Esta", "Este", "Esto",
    "Pero", "Cuando", "Como", "Según", "Para", "Por", "Si", "También", "Y", "Yo", "Usted", "Nous", "Vous", "Je",
    "Tu", "Mais", "Pour", "Dans", "Avec", "Sur", "Selon", "Après", "Avant", "Ainsi", "Cet", "Ces", "Leur", "Son",
    "Sa", "Ses", "Aber", "Auch", "Auf", "Aus", "Bei", "Bis", "Dann", "Doch", "Durch", "Für", "Ich", "Ihr", "Ist",
    "Mit", "Nach", "Nicht", "Noch", "Nur", "Ob", "Seit", "Sein", "Seine", "Und", "Unter", "Vom", "Von", "Vor",
    "Wenn", "Wer", "Wie", "Wir", "Wo", "Zu", "Zum", "Zur", "О", "Об", "К", "У", "И", "А", "Мы", "Вы", "Я", "Ты",
    "Что", "Кто", "Где", "Когда", "Если", "Для", "До", "За", "От", "Этот", "Эта", "Эти", "Тогда", "Так", "Все",
    "Его", "Её", "Их", "Однако", "Поэтому",
];

/// Verbs of saying (and the like) that go on after a quotation which ends with a final. Arabic ones also with `ف` before.
#[rustfmt::skip]
pub(super) const SAYING: &[&str] = &[
    // Hebrew
    "אמר", "אמרה", "אמרו", "הבהיר", "הבהירה", "הודיע", "הודיעה", "הוסיף", "הוסיפה", "הסביר", "הסבירה", "השיב",
    "השיבה", "השיבו", "ואז", "טען", "טענה", "כתב", "כתבה", "כתבו", "לחש", "לחשה", "סיכם", "סיכמה", "ענה", "ענו",
    "ענתה", "פסק", "פסקה", "ציין", "ציינה", "צעק", "צעקה", "צעקו", "קבע", "קבעה", "קרא", "קראה", "קראו", "שאל",
    "שאלה", "שאלו", "תהה", "תהתה", "אומר", "אומרת", "אומרים", "מספר", "מספרת", "מסביר", "מסבירה", "מוסיף", "מוסיפה",
    "טוען", "טוענת", "מדגיש", "מדגישה", "הדגיש", "הדגישה", "הגיב", "הגיבה", "הגיבו", "מגיב", "הבטיח", "הבטיחה",
    "התריע", "התריעה", "הזהיר", "הזהירה", "הכריז", "הכריזה", "התריס", "התריסה", "זעק", "זעקה", "זעקו", "חתם", "חתמה",
    "סיים", "סיימה", "הודה", "הודתה", "התלונן", "התלוננה", "צחק", "צחקה", "שר", "שרה", "שאג", "שאגה", "שואל",
    "שואלת", "עונה", "תוהה", "קורא", "קוראת", "אמרתי", "שאלתי", "עניתי", "לחשו", "הוסיפו", "הסבירו", "טענו",
    "הודיעו", "ציינו", "הדגישו", "כתבתי", "מלמל", "מלמלה", "פנה", "פנתה", "דרש", "דרשה", "דרשו", "ביקש", "ביקשה",
    "נזכר", "נזכרה",
    "צוחק", "צוחקת", "מחייך", "מחייכת", "נאנח", "נאנחת",
    // Arabic
    "أجاب", "أجابت", "أجابوا", "أردف", "أردفت", "أضاف", "أضافت", "أضافوا", "أعلن", "أعلنت", "أكد", "أكدت", "أكدوا",
    "أوضح", "أوضحت", "أعرب", "أعربت", "أشار", "أشارت", "استدرك", "استدركت", "استطرد", "استطردت", "اعترض", "اعترضت",
    "اعترف", "اعترفت", "تابع", "تابعت", "تتابع", "تتساءل", "تجيب", "تساءل", "تساءلت", "تساءلوا", "تسأل", "تصرخ",
    "تضيف", "تعلق", "تقول", "تمتم", "تمتمت", "ختم", "ختمت", "خاطب", "خاطبت", "ذكر", "ذكرت", "رد", "ردت", "ردوا",
    "ردد", "رددت", "رددوا", "زعم", "زعمت", "سأل", "سألت", "سألوا", "سألني", "سألته", "سألها", "شدد", "شددت", "صاح",
    "صاحت", "صاحوا", "صرح", "صرحت", "صرخ", "صرخت", "صرخوا", "علق", "علقت", "عقب", "عقبت", "غرد", "غردت", "قال",
    "قالت", "قالوا", "قالها", "كتب", "كتبت", "كتبوا", "نادى", "نادت", "نادوا", "نبه", "نبهت", "هتف", "هتفت", "هتفوا",
    "همس", "همست", "يتابع", "يتساءل", "يتساءلون", "يجيب", "يسأل", "يصرخ", "يضيف", "يعلق", "يقول", "يقولون", "يهتف",
    "يردد", "يؤكد",
    // Persian
    "افزود", "افزودند", "پاسخ", "پرسید", "پرسیدم", "پرسیدند", "گفت", "گفتم", "گفتند", "می‌گوید", "می‌گویند",
    "می‌گفت", "می‌پرسد", "می‌پرسند", "می‌نویسد", "می‌افزاید", "می‌خواند", "می‌خواندند", "نوشت", "نوشتند", "فریاد",
    "زمزمه",
    // Uyghur
    "دەپ", "دىدى", "دەپتۇ", "دېدى", "دېدىم", "دەيدۇ", "دېگەن", "دېگەنلىك", "دېيىشتى", "دېيىشەتتى", "سورىدى",
];

/// Verbs of saying that end their clause in Urdu: `"…؟" انھوں نے پوچھا`.
#[rustfmt::skip]
pub(super) const SAYING_LATE: &[&str] = &[
    "کہہ",
    "پکارتے", "پکارتی", "سوال",
    "بتایا", "بولا", "بولی", "بولے", "پوچھا", "پوچھتے", "چلائی", "چلایا", "کہا", "کہتی", "کہتے", "لکھا", "بولیں",
    "کہنے", "بتاتے", "بتاتی", "پوچھتی", "پکارا", "پکاری", "چیخا", "چیخی", "چیخے", "لکھتے", "لکھتی", "گرجے", "گرجا",
];

/// Postpositions of Urdu, which never begin a sentence: `"…!" کے نعرے`.
#[rustfmt::skip]
pub(super) const POSTPOSITIONS: &[&str] = &["کا", "کی", "کے", "کو", "سے", "نے", "والے", "والی", "والا", "جیسے", "جیسی", "جیسا"];

/// Words that go on with a sentence after a question or call in it, in quotation marks.
#[rustfmt::skip]
pub(super) const AFTER_QUESTION: &[&str] = &[
    // Arabic
    "ولم", "ثم", "وهو", "وهي", "وهم", "وهما", "دون", "قبل", "بعد", "بينما", "فيما", "على", "حسب", "بحسب", "وفق",
    "أمام",
    // Persian
    "و", "را", "که", "تا",
    // Urdu
    "تو",
    // Hebrew
    "כך", "ואז", "ולא", "והוא", "והיא", "בלי",
];

/// Words after a quotation that begins its sentence, which say what it is or how it was said: `"…؟" سؤال يتردد`, `"…!" هكذا هتف`.
#[rustfmt::skip]
pub(super) const AFTER_LEADING: &[&str] = &[
    "سؤال", "سؤالان", "عبارة", "عنوان", "شعار", "هكذا", "بهذه", "بهذا", "بتلك",
    "سؤالی", "پرسشی", "جمله‌ای", "شعاری", "عبارتی", "نام",
    "כך", "במילים",
];

/// Verbs of saying that end their clause in Persian, and nouns that are said with a light verb.
#[rustfmt::skip]
pub(super) const SAYING_AFTER: &[&str] = &[
    "گفت", "گفتم", "گفتند", "پرسید", "پرسیدم", "پرسیدند", "نوشت", "نوشتند", "افزود", "می‌گوید", "می‌گویند", "می‌گفت", "می‌پرسد",
    "می‌نویسد", "فریاد", "زمزمه",
];

/// What has a wording or a title, without article: the word before `"…?"` in `the question "Who pays?"`.
#[rustfmt::skip]
const NAMED: &[&str] = &[
    // Arabic
    "سؤال", "شعار", "عنوان", "بعنوان", "مسرحية", "فيلم", "كتاب", "رواية", "أغنية", "حملة", "برنامج", "رسالة", "عبارة", "قصيدة", "مقال",
    "وسم", "هاشتاغ", "كلمة", "جملة", "مبادرة", "معرض", "لوحة",
    // Persian
    "نمایش", "پیام", "پرسش", "رمان", "ترانه", "برنامه", "جمله", "عبارت", "جملهٔ", "فیلم", "مقاله", "یادداشت", "پویش",
    // Urdu
    "سوال", "نعرہ", "ڈراما", "ڈرامہ", "فلم", "ناول", "گانا", "گیت", "نظم", "کھیل", "جملہ", "الفاظ", "پیغام",
    // Hebrew
    "שאלה", "כותרת", "סיסמה", "הצגה", "סרט", "ספר", "שיר", "הודעה", "מחזה", "קמפיין", "תוכנית", "בשם", "המחזה", "מאמר", "רומן",
];

/// Pronouns that begin a clause about what was just said, after a bracket: `(… رقم 3.) وهو مرفق`.
#[rustfmt::skip]
pub(super) const PRONOUNS: &[&str] = &["وهو", "وهي", "وهم", "وهما", "وهن"];

/// Words that go on with the sentence after an ellipsis, in scripts that have no capitals to tell.
#[rustfmt::skip]
pub(super) const CONTINUING: &[&str] = &[
    "است", "بود", "شد",
    "או", "אבל", "אך", "אלא", "إلخ", "إلى", "إما", "إن", "أو", "ألا", "أم", "أما", "أن", "اور", "اما", "بل", "بلکه",
    "تا", "حتى", "عن", "في", "قاتارلىق", "لكنه", "لكنها", "لكنهم", "لكني", "لیکن", "مع", "مگر", "من", "و", "ولكن",
    "ولی", "که", "یا", "وغيرها", "وغيره", "وغيرهم", "وغيرهما", "إلا", "سوى", "الخ", "باضافهٔ", "باضافه", "به‌اضافه",
    "به‌اضافهٔ", "یعنی", "زیرا", "را", "بلکہ", "کہ", "של", "את", "עם", "כי", "שלא",
];

/// German words before an ordinal, which is written as a number and a stop.
#[rustfmt::skip]
pub(super) const BEFORE_ORDINAL: &[&str] = &[
    "Ab", "Am", "Bis", "Im", "Seit", "Vom", "Zum", "am", "ab", "bis", "dem", "den", "der", "des", "im", "ins",
    "seit", "vom", "zum", "zur",
];

/// Words after an era or a unit (`م.`, `هـ.`) that go on with the date.
#[rustfmt::skip]
pub(super) const DATING: &[&str] = &[
    "أو", "أي", "إلى", "الموافق", "الموافقة", "حتى", "عام", "سنة", "و", "وإلى", "وحتى", "على", "في", "بعد", "قبل", "بحسب", "وفق", "به", "شمال", "جنوب", "شرق", "غرب", "يوميا",
];

/// Words that name a date, after another date and "and".
#[rustfmt::skip]
pub(super) const DATES: &[&str] = &["عام", "سنة", "الموافق", "الموافقة", "حتى", "إلى"];

/// Names of Latin letters as Urdu spells them in initials: `ایم۔ اے۔`.
#[rustfmt::skip]
pub(super) const LETTER_NAMES: &[&str] = &[
    "آئی", "آر", "اے", "ایس", "ایف", "ایل", "ایم", "این", "ایچ", "ایکس", "ای", "او", "بی", "جی", "جے", "سی", "وائی",
    "وی", "پی", "ٹی", "ڈبلیو", "ڈی", "زیڈ", "کیو", "کے", "یو",
];

/// Names of Latin letters as Arabic spells them in dotted names: `إس.كيه.في`.
#[rustfmt::skip]
const ARABIC_LETTER_NAMES: &[&str] = &[
    "إيه", "ايه", "بي", "سي", "دي", "إي", "اي", "إف", "اف", "جي", "إتش", "اتش", "آي", "جيه", "كيه", "كي", "إل", "ال", "إم", "ام", "إن", "ان",
    "أو", "او", "كيو", "آر", "ار", "إس", "اس", "تي", "يو", "في", "دبليو", "إكس", "اكس", "واي", "زد",
];

/// Those of the letters' names in Urdu that are no words.
#[rustfmt::skip]
pub(super) const PLAIN_LETTER_NAMES: &[&str] = &["ایس", "ایف", "ایل", "ایم", "ایچ", "ایکس", "ڈبلیو", "زیڈ", "وائی"];

/// Words that go on after the number of a law and a stop.
#[rustfmt::skip]
pub(super) const AFTER_NUMBER: &[&str] = &["لسنة", "لعام", "مصوب", "לשנת", "الف"];

/// How the names of months begin in Latin letters, in the languages that write the day as an ordinal with a stop.
#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "janu", "janv", "jänn", "leden", "feb", "févr", "märz", "mart", "apri", "aprí", "avri", "máj", "juni", "jún", "juli", "júl", "augus", "sept",
    "okto", "octo", "novem", "dezem", "decem", "desem",
];

/// Arabic participles that describe how something was said, after a quotation: `"…." مضيفا أن`. Most have the form `م…ا`, which
/// [`is_adverbial_participle`] knows.
#[rustfmt::skip]
const PARTICIPLES: &[&str] = &[
    "قائلا", "قائلة", "قائلين", "لافتا", "لافتة", "داعيا", "داعية", "واصفا", "واصفة", "نافيا", "نافية", "رافضا", "رافضة", "ساخرا",
    "آملا", "ناقلا", "ناقلة", "حاثا", "معربا", "معربة", "مضيفة", "مؤكدة", "مشيرة", "معتبرة", "موضحة", "محذرة", "مطالبة", "مشددة",
    "متسائلة", "مؤكدين", "مطالبين", "مرددين", "هاتفين", "ردا", "تعليقا", "نقلا",
];

/// Words of that form which are none.
#[rustfmt::skip]
const NO_PARTICIPLES: &[&str] = &["مثلما", "منهما", "معهما", "منهم", "مرارا", "مجددا", "مؤخرا", "مبدئيا", "مساء", "محليا", "مهما", "معا", "مما", "منها", "معها"];

/// Whether a short list has a word.
pub(super) fn has(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

/// The meaning of an abbreviation, given without its stop in lower case.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    let lists = [(TITLES, Abbreviation::Title), (NUMBERED, Abbreviation::Number), (OTHERS, Abbreviation::Other)];
    lists.into_iter().find(|(list, _)| has(list, word)).map(|(_, meaning)| meaning)
}

/// Whether a word is the name of a month after an ordinal: `7. Apríla`.
pub(super) fn is_month(word: &str) -> bool {
    let word = word.to_lowercase();
    word.chars().count() > 2 && MONTHS.iter().any(|month| word.starts_with(month))
}

/// Whether a word names what has a wording or a title, articles and possessive endings of Arabic and Hebrew aside.
pub(super) fn names(word: &str) -> bool {
    let bare = word.strip_prefix("ال").or_else(|| word.strip_prefix('ה')).unwrap_or(word);
    let owned = ["ها", "هم", "ه", "ו", "ה", "ם"].into_iter().find_map(|ending| bare.strip_suffix(ending));
    has(NAMED, word)
        || has(NAMED, bare)
        || owned.is_some_and(|owned| {
            let feminine = owned.strip_suffix('ت').map(|stem| format!("{stem}ة"));
            has(NAMED, owned) || feminine.is_some_and(|word| has(NAMED, &word))
        })
}

/// Whether a word is the name of a Latin letter as Arabic spells it in dotted names: `إس.كيه.`
pub(super) fn is_arabic_letter_name(word: &str) -> bool {
    has(ARABIC_LETTER_NAMES, word)
}

/// Whether an Arabic word is a participle in the accusative: `مضيفا`, `قائلة`.
pub(super) fn is_adverbial_participle(word: &str) -> bool {
    let length = word.chars().count();
    let formed = word.starts_with('م') && word.ends_with('ا') && (5..9).contains(&length);
    formed && !has(NO_PARTICIPLES, word) || has(PARTICIPLES, word)
}
