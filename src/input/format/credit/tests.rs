//! Lines that are bylines and date lines, and lines that are not.

use super::*;

#[test]
fn the_tables_hold_words_as_the_search_compares_them() {
    let tables = [WRITTEN_BY, LABELS, AGENCIES, NO_NAMES, BETWEEN_NAMES, MONTHS, OF_DATES, AFTER_DIGITS];
    let other: Vec<_> = tables.iter().flat_map(Words::iter).filter(|word| fold(word) != *word).collect();
    assert!(other.is_empty(), "{other:?}");
}

#[test]
fn bylines() {
    for line in [
        "كتب سامر الدرواس",
        "كَتَبَتْ نُعمى الدرواس",
        "بقلم: نعمى الدرواس",
        "بقلم نعمى الدرواس وسامر القنطري",
        "إعداد: سامر الدرواس - تل جوهان",
        "تل جوهان – وكالة أنباء نوران",
        "نوران / وكالات",
        "(وكالات)",
        "تل جوهان - مراسلنا",
        "نوشتهٔ ماه‌منیر کیانداد",
        "نوشته‌ی بهروز تیراوانی",
        "به قلم بهروز تیراوانی",
        "گزارش: بهروز تیراوانی",
        "تیراوان - خبرگزاری آوند",
        "تحریر: ثمینہ گلوان",
        "رپورٹ: اللہ داد میرانی",
        "کوٹ سبزان (نمائندۂ خصوصی)",
        "מאת: נעמה דולבין",
        "מאת נעמה דולבין",
        "כתבה: נעמה דולבין, שחפית",
        "By Una Tarrick",
        "BY UNA TARRICK",
        "By Una Tarrick and Orrin van Pellow | 5 May 2024",
        "*By Una Tarrick*",
        "Written by: Una Tarrick, Hallan Sound",
        "Hallan Sound – Skarrow News Agency",
        "تل جوهان - سراج",
        "نوران (أ س ن)",
        "نوران — أ س ن",
        "Hallan — Skarrow",
    ] {
        assert_eq!(credit(line), Some(Kind::Byline), "{line}");
    }
}

#[test]
fn date_lines() {
    for line in [
        "12 مايو 2024",
        "الأحد 5 أيار/مايو 2024 - 14:30",
        "١٢ كانون الأول ٢٠٢٤",
        "12 ذو القعدة 1445 هـ",
        "نُشر في 12 مايو 2024 الساعة 10:30 صباحًا",
        "آخر تحديث: 2024/5/12",
        "۱۵ اردیبهشت ۱۴۰۳",
        "پنج‌شنبه، ۱۲ مهر ۱۴۰۳ ه.ش.",
        "تاریخ انتشار: ۱۴۰۳/۰۲/۱۵",
        "پیر، 22 اپریل 2024ء",
        "شائع ہوا: 5 مئی 2024",
        "5 במאי 2024",
        "יום ראשון, 9 ביוני 2024",
        "עודכן: 12.5.2024",
        "פורסם ב-12.5.2024 בשעה 14:30",
        "5 May 2024",
        "Sunday, May 5th, 2024 at 2:30 pm",
        "Published: 12/5/24",
        "2024-05-12",
        "2024-05-12T14:30Z",
    ] {
        let line = line.trim_end_matches('.');
        assert_eq!(credit(line), Some(Kind::Dateline), "{line}");
    }
}

#[test]
fn what_is_neither() {
    for line in [
        "",
        "كتب الوزير إلى البرلمان",
        "كتب رسالة إلى أهله",
        "كتب سامر الدرواس إلى الوزير.",
        "تقرير المهندسين عن السد",
        "وكالة المياه تفتح القناة الشرقية",
        "في 12 مايو 2024 افتتح السد",
        "مايو شهر الحصاد",
        "12 ألف دينار",
        "2024",
        "14:30",
        "1.5",
        "نوشته‌اند که سد در حال ساخت است",
        "از تیراوان تا خورآوند",
        "מאת אלף דונם נשרפו של היער",
        "By the river the town is waiting",
        "By 2030 the dam will be full",
        "By Friday the water had risen.",
        "May I come in",
        "March 5 was the day when the ship came in",
        "The agency",
        "3 of the 12",
    ] {
        assert_eq!(credit(line), None, "{line}");
    }
}
