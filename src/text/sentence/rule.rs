//! The rules by name, each with what it says and an example that a test runs.

#[cfg(test)]
use crate::text::Language;

/// Makes [`Rule`] out of the table.
macro_rules! rules {
    (ends { $($end:tt)+ } goes on { $($on:tt)+ }) => {
        rules! {
            @rows
            ("A sentence ends by\n" true $($end)+)
            ("\nand goes on after a final mark by\n" false $($on)+)
        }
    };
    (@rows $(($heading:literal $ends:literal $($rule:ident $name:literal $says:literal $language:ident $example:literal;)+))+) => {
        /// By which rule a sentence ends at a final mark, or goes on after it. The examples have `|` where sentences end.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Rule {
            $($(#[doc = concat!($says, ": `", $example, "`")] $rule,)+)+
        }

        impl Rule {
            /// All of them, in their order: those by which a sentence ends come first.
            pub const ALL: &[Self] = &[$($(Self::$rule,)+)+];

            /// The names with what they say, a line each, as help.
            pub const HELP: &str = concat!($($heading, $("  ", $name, ": ", $says, "\n",)+)+);

            /// Name, what it says, whether the sentence ends: a row each, in their order.
            const ROWS: &[(&str, &str, bool)] = &[$($(($name, $says, $ends),)+)+];

            /// An example of each.
            #[cfg(test)]
            pub(super) const EXAMPLES: &[(Self, Language, &str)] =
                &[$($((Self::$rule, Language::$language, $example),)+)+];
        }
    };
}

rules! {
ends {
    Final "final" "white space follows, and nothing that goes on with the sentence"
        Arabic "وصل القطار. |هل تأخر؟";
    Dots "dots" "the next sentence begins with an ellipsis, right before its word"
        Arabic "لم يُكمل. |...ثم عاد.";
    ForgottenSpace "forgotten-space" "the space after it was forgotten: what stands around it are words"
        Arabic "اجتمعوا يوم الاثنين.|وناقشوا الأمر.";
    TwoStops "two-stops" "a stop that was typed twice, and its space forgotten"
        Arabic "وصل القطار..|وعاد.";
    Strong "strong" "a final that does nothing else ends a sentence without white space, too"
        English "今日は晴れです。|そう。";
    Item "item" "an item of a list begins"
        Arabic "النتائج 1) جيدة |2) واعدة.";
    Paragraph "paragraph" "the paragraph ends"
        Arabic "وصل القطار.";
    ReaderSplit "reader-split" "the reader split the sentence here"
        Arabic "وصل القطار، |ثم توقف.";
}
goes on {
    Sign "sign" "a comma, a final or another sign follows that begins no sentence"
        Arabic "«هل وصلنا؟» ، سألت. |لم يجب أحد.";
    SmallLetter "small-letter" "a small letter follows"
        English "He left (at last!) and slept.";
    DashSpeaker "dash-speaker" "a dash follows, and who says it"
        English "- قېنى؟ - دەپ سورىدى.";
    Bracket "bracket" "the sentence around the bracket goes on"
        Arabic "(انظر الجدول رقم 3.) وهو مرفق. |وانتهى.";
    Nested "nested" "the quotation stands in another one, which goes on"
        Arabic "قال: \"سمعت «لا تذهب!» فرجعت.\" |ثم مضى.";
    Speaker "speaker" "who says the quotation follows"
        Arabic "\"من أين؟\" سألت ليان. |«من هنا!» أجاب سامي.";
    Manner "manner" "how the quotation was said follows"
        Arabic "قال: \"انتهى الأمر.\" مضيفًا أن الماء وصل.";
    Around "around" "a word follows that goes on with the sentence around the quotation"
        Urdu "«ہم آئیں گے!» کے نعرے لگے۔";
    WhatItIs "what-it-is" "the sentence says what the quotation is that it begins with"
        Arabic "«من يدفع؟» سؤال يتردد في القرية.";
    Asked "asked" "a question, call or title in quotation marks, in a sentence that goes on"
        Arabic "تُعرض مسرحية «من الطارق؟» للكاتب سامي الرمّال. |وهي قصيرة.";
    Source "source" "the source of the quotation follows, and the stop of the sentence after it"
        English "He wrote \"it was used [...]\" (Moss 55). |It was.";
    LeftOut "left-out" "an ellipsis with white space before it: words are left out"
        Arabic "قال إن الماء ... وصل. |وعاد.";
    OpenList "open-list" "an ellipsis that leaves a list or a pair open"
        Persian "بلبل و دراج و تذرو… روح را شاد می‌کند.";
    AfterEllipsis "after-ellipsis" "a word follows the ellipsis that goes on with the sentence"
        Arabic "أراد أن يقول... لكنه صمت. |وعاد.";
    Title "title" "an abbreviation that stands before a name"
        English "Dr. Amal Reed met Mrs. Stone.";
    Numbered "numbered" "an abbreviation that stands before a number"
        English "It grew in No. 7. |Fig. 3 shows it.";
    Abbreviation "abbreviation" "an abbreviation, and what follows begins no sentence"
        Arabic "أصدرت شركة Tarvo Inc. جهازًا. |وبيع.";
    Initial "initial" "a letter alone: an initial, a title or the last part of an abbreviation"
        Arabic "حضر د. سامي الرمّال وأ. هدى. |ثم انصرفوا.";
    LetterName "letter-name" "the name of a letter, in initials or in a dotted name"
        Urdu "ایم۔ اے۔ سبزانی نے کہا۔ |پھر گئے۔";
    Doubled "doubled" "a letter written twice, for the plural of an abbreviation"
        English "Leyó los EE. UU. y al Lic. Paz.";
    Time "time" "a time of day, in a sentence that hardly began"
        English "At 5 a.m. Mr. Reed left. |He came back at 6 p.m. |Mr. Moss stayed.";
    Date "date" "a unit or an era after its number, and the date goes on"
        Arabic "كان ذلك عام 900 م. الموافق لما ذكر.";
    Number "number" "a number that the sentence begins with, as an item of a list does"
        Arabic "1. افتتح الجسر.";
    Ordinal "ordinal" "an ordinal, or the number of a law or a section"
        English "Am 3. Mai kam Dr. Roth.";
    Glued "glued" "no white space follows: a number, an address, an abbreviation"
        Arabic "بلغ 3.5% في www.b.example مساء. |وانخفض.";
    Inside "inside" "inside a bracket or a quotation, and the sentence around it goes on"
        Arabic "قالت (وهي من القرية. ومن أهلها) إن الماء وصل. |وانتظرت.";
    Marker "marker" "a part of the marker of an item of a list"
        Arabic "الأسباب: 1. شح الماء. |2. قلة المال.";
    Clause "clause" "Armenian divides clauses with this mark"
        English "Տեսա՞ր գարունը. այո: |Գնացի:";
    ReaderJoin "reader-join" "the reader joined the sentences here"
        Arabic "قال. ثم ذهب. |وعاد.";
}
}

impl Rule {
    /// The name.
    pub const fn name(self) -> &'static str {
        Self::ROWS[self as usize].0
    }

    /// What it says, as the end of a sentence of English.
    pub const fn says(self) -> &'static str {
        Self::ROWS[self as usize].1
    }

    /// Whether the sentence ends.
    pub const fn ends(self) -> bool {
        Self::ROWS[self as usize].2
    }
}
