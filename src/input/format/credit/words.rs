//! The words of bylines and date lines, folded: as the search compares them.

/// A table of words, divided by commas.
pub(super) struct Words(&'static str);

impl Words {
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.split(',').map(str::trim)
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.iter().any(|known| known == word)
    }
}

/// Words that begin a byline, with a colon or without.
pub(super) const WRITTEN_BY: Words = Words(
    "بقلم, كتب, كتبت, كتبه, كتبته, كتبها, اعداد, نوشته, نوشتهي, به قلم, گزارش از, تحرير, מאת, by, \
     written by, reported by, story by, words by",
);

/// Words that do only with a colon.
pub(super) const LABELS: Words = Words(
    "الكاتب, الكاتبه, المءلف, مراسلنا, المراسل, تقرير, ترجمه, متابعه, نويسنده, خبرنگار, گزارش, مترجم, \
     رپورٹ, رپورٹر, مصنف, از, כתב, כתבה, כותב, כותבת, תרגום, author, report, text",
);

/// Who writes for papers without a name.
pub(super) const AGENCIES: Words = Words(
    "وكاله, وكالات, مراسل, مراسلنا, مراسلون, خبرگزاري, خبرنگار, نماينده, نامه, ايجنسي, ايجنسياں, סוכנות, \
     סוכנויות, כתבנו, כתבתנו, agency, agencies, correspondent, staff, newsroom",
);

/// Words that names are not among: what follows is a sentence.
pub(super) const NO_NAMES: Words = Words(
    "في, من, عن, علي, الي, ان, انه, انها, ما, لا, لم, هذا, هذه, را, كه, در, است, كے, كو, نے, ميں, هے, \
     של, על, את, כי, הוא, היא",
);

/// Small words between the names of people in Latin letters.
pub(super) const BETWEEN_NAMES: Words = Words("and, with, for, of, de, da, la, van, von, der, bin, bint, al, el");

/// Months: Arabic (of both usages, and of the Hijri year), Persian, Urdu, Hebrew, English.
pub(super) const MONTHS: Words = Words(
    "يناير, فبراير, مارس, ابريل, مايو, يونيو, يوليو, اغسطس, سبتمبر, اكتوبر, نوفمبر, ديسمبر, كانون, شباط, \
     اذار, نيسان, ايار, حزيران, تموز, اب, ايلول, تشرين, محرم, المحرم, صفر, ربيع, جمادي, رجب, شعبان, \
     رمضان, شوال, القعده, الحجه, جانفي, فيفري, افريل, ماي, جوان, جويليه, اوت, فروردين, ارديبهشت, خرداد, \
     تير, مرداد, شهريور, مهر, ابان, اذر, دي, بهمن, اسفند, ژانويه, فوريه, اوريل, مه, ژوين, ژوءيه, ژوييه, \
     سپتامبر, اكتبر, نوامبر, دسامبر, جنوري, فروري, مارچ, اپريل, ميي, جون, جولاي, اگست, ستمبر, نومبر, \
     دسمبر, ינואר, פברואר, מרץ, מרס, אפריל, מאי, יוני, יולי, אוגוסט, ספטמבר, אוקטובר, נובמבר, דצמבר, \
     תשרי, חשוון, כסלו, טבת, שבט, אדר, ניסן, אייר, סיוון, תמוז, אלול, january, february, march, april, \
     may, june, july, august, september, october, november, december, jan, feb, mar, apr, jun, jul, aug, \
     sep, sept, oct, nov, dec",
);

/// What else a date line is made of: days of the week, parts of the names of months, times, what was done then.
pub(super) const OF_DATES: Words = Words(
    "الاحد, الاثنين, الثلاثاء, الاربعاء, الخميس, الجمعه, السبت, الاول, الاولي, الثاني, الثانيه, الاخر, \
     الاخره, ذو, ذي, يوم, الساعه, ساعه, بتوقيت, غرينتش, جرينتش, صباحا, مساء, ظهرا, ص, م, ه, ش, ق, \
     ميلادي, هجري, في, بتاريخ, تاريخ, نشر, نشرت, النشر, اخر, تحديث, التحديث, حدث, عند, الموافق, شنبه, \
     يكشنبه, دوشنبه, سهشنبه, چهارشنبه, پنجشنبه, پنج, سه, يك, دو, چهار, جمعه, روز, ساعت, منتشر, شده, در, \
     انتشار, بهروزرساني, به, رساني, زمان, اخرين, ال, ماه, سال, اتوار, پير, منگل, بده, جمعرات, هفته, \
     شايع, هوا, هوي, اشاعت, كو, بجے, صبح, شام, بروز, مورخه, ع, ء, اپ, ڈيٹ, יום, ביום, ראשון, שני, שלישי, \
     רביעי, חמישי, שישי, שבת, א, ב, ג, ד, ו, פורסם, עודכן, עדכון, אחרון, בשעה, שעה, תאריך, בתאריך, \
     sunday, monday, tuesday, wednesday, thursday, friday, saturday, sun, mon, tue, tues, wed, thu, \
     thur, thurs, fri, sat, published, posted, updated, last, modified, first, date, on, at, of, the, \
     am, pm, a, p, m, gmt, utc, est, edt, cet, bst, ad, ah, ce",
);

/// What may stand right after the digits of a day, a year or an hour.
pub(super) const AFTER_DIGITS: Words = Words("st, nd, rd, th, h, z, am, pm, م, ه, ش, ق, ء, ع");
