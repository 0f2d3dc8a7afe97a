//! Folding for search: what a reader means when typing without harakat, hamza or case.

use std::sync::LazyLock;

use memchr::{memmem, memrchr};
use unicode_segmentation::UnicodeSegmentation;

use super::Span;

/// Presentation forms of Hebrew and Arabic; the first line says how it is written.
const FORMS: &str = include_str!("fold/forms.txt");

/// The first code point that [`FORMS`] knows.
const FIRST_FORM: u32 = 0xFB1D;

/// What each presentation form stands for, from [`FIRST_FORM`]; empty where there is none. Read once, in well under 1 ms, and only
/// when a text has such a form.
static DECOMPOSED: LazyLock<Vec<Box<[char]>>> = LazyLock::new(|| {
    let mut table: Vec<Box<[char]>> = vec![Box::default(); (0xFEFF - FIRST_FORM) as usize];
    for line in FORMS.lines() {
        let mut numbers = line.split(' ').map_while(|word| u32::from_str_radix(word, 16).ok());
        let (Some(first), Some(last)) = (numbers.next(), numbers.next()) else { continue };
        let letters: Box<[char]> = numbers.filter_map(char::from_u32).collect();
        for form in first..=last {
            if let Some(entry) = form.checked_sub(FIRST_FORM).and_then(|at| table.get_mut(at as usize)) {
                entry.clone_from(&letters);
            }
        }
    }
    table
});

/// A search pattern, folded once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pattern {
    folded: String,
}

impl Pattern {
    /// Folds `query`, without the white space around it; `None` when nothing is left (blank, or only marks).
    pub fn new(query: &str) -> Option<Self> {
        let folded = fold(query);
        let folded = folded.trim_matches(' ');
        (!folded.is_empty()).then(|| Self { folded: folded.to_owned() })
    }

    /// Whether there is a match in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        memmem::find(fold(text).as_bytes(), self.folded.as_bytes()).is_some()
    }

    /// All matches in `text`, in order, not overlapping, each widened to whole clusters. Linear in the text; a text without a match
    /// is read once, and the folded copy of it is all the memory that is needed.
    pub fn find_all(&self, text: &str) -> Vec<Span> {
        // ASCII folds to ASCII.
        if !self.folded.is_ascii() && text.is_ascii() {
            return Vec::new();
        }
        let folded = fold(text);
        let mut matches = memmem::find_iter(folded.as_bytes(), &self.folded).peekable();
        if matches.peek().is_none() {
            return Vec::new();
        }
        let mut places = Places::new(text);
        let mut clusters = Clusters::new(text);
        let mut found: Vec<Span> = Vec::new();
        for at in matches {
            let start = places.of(at).start;
            let end = places.of(at + self.folded.len() - 1).end;
            // A cluster that two matches share belongs to the first.
            if found.last().is_none_or(|last| last.end <= start) {
                found.push(clusters.widen(Span::new(start, end)));
            }
        }
        found
    }
}

/// `text` as the search compares it. Linear; at most twice as long as the text, ligatures aside.
pub fn fold(text: &str) -> String {
    let mut folder = Folder::default();
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        folder.push(character, |one| folded.push(one));
    }
    folded
}

/// Folds characters one after another.
#[derive(Default)]
struct Folder {
    in_space: bool,
}

impl Folder {
    /// Gives `out` what the next character becomes: nothing, one character or a few.
    fn push(&mut self, character: char, mut out: impl FnMut(char)) {
        match character {
            // The usual cases of ASCII, before the long list.
            '!'..='~' => self.emit(character.to_ascii_lowercase(), &mut out),
            '…' => (0..3).for_each(|_| self.emit('.', &mut out)),
            '\u{FB1D}'..='\u{FEFC}' => {
                let known = DECOMPOSED.get((u32::from(character) - FIRST_FORM) as usize).map_or(&[][..], |known| known);
                match known {
                    [] => self.single(character, &mut out),
                    letters => letters.iter().for_each(|&letter| self.single(letter, &mut out)),
                }
            }
            _ => self.single(character, &mut out),
        }
    }

    fn single(&mut self, character: char, out: &mut impl FnMut(char)) {
        if is_ignored(character) {
        } else if character.is_whitespace() {
            if !self.in_space {
                out(' ');
            }
            self.in_space = true;
        } else {
            self.emit(letter(character), out);
        }
    }

    fn emit(&mut self, folded: char, out: &mut impl FnMut(char)) {
        self.in_space = false;
        out(folded);
    }
}

/// Whether the search does not see it: harakat and other Arabic marks, niqqud and cantillation, tatweel, zero-width and bidi
/// formatting characters, variation selectors.
const fn is_ignored(character: char) -> bool {
    matches!(character,
        '\u{610}'..='\u{61A}' | '\u{61C}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}'
        | '\u{898}'..='\u{89F}' | '\u{8CA}'..='\u{8E1}' | '\u{8E3}'..='\u{8FF}'
        | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}' | '\u{FB1E}'
        | '\u{AD}' | '\u{34F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// The one character that stands for all that a reader does not tell apart.
fn letter(character: char) -> char {
    match character {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ئ' => 'ي',
        'ک' => 'ك',
        'ة' | 'ہ' | 'ھ' | 'ۀ' | 'ۂ' | 'ۃ' => 'ه',
        'ؤ' => 'و',
        'ۓ' => 'ے',
        '\u{621}'..='\u{64A}' | '\u{5D0}'..='\u{5EA}' => character,
        '٠'..='٩' => digit(character, '٠'),
        '۰'..='۹' => digit(character, '۰'),
        '٪' => '%',
        '“' | '”' | '„' | '‟' | '«' | '»' | '״' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '׳' | '′' => '\'',
        '\u{2010}'..='\u{2015}' | '־' | '−' | '﹘' | '﹣' | '－' => '-',
        'ς' => 'σ',
        // Only İ has a lower case of two characters; the second is a dot that nobody types.
        _ => character.to_lowercase().next().unwrap_or(character),
    }
}

/// The ASCII digit of one of ten in a row.
fn digit(character: char, zero: char) -> char {
    char::from_digit(u32::from(character) - u32::from(zero), 10).unwrap_or(character)
}

/// From bytes of the folded text back to the characters they came from, for bytes asked in ascending order: folds the text again
/// along with the questions, so that no map of it has to be kept.
struct Places<'t> {
    text: &'t str,
    folder: Folder,
    character: Span,
    folded_end: usize,
}

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, folder: Folder::default(), character: Span::default(), folded_end: 0 }
    }

    /// The character of the text that byte `folded` of the folded text comes from.
    fn of(&mut self, folded: usize) -> Span {
        while self.folded_end <= folded {
            let start = self.character.end;
            let Some(character) = self.text[start..].chars().next() else { break };
            self.character = Span::new(start, start + character.len_utf8());
            let end = &mut self.folded_end;
            self.folder.push(character, |one| *end += one.len_utf8());
        }
        self.character
    }
}

/// Widens spans, given in ascending order, to grapheme clusters (UAX #29). A span's clusters are counted from the start of its line,
/// where a cluster always starts, and no character is looked at twice for it.
struct Clusters<'t> {
    text: &'t str,
    known: usize,
}

impl<'t> Clusters<'t> {
    const fn new(text: &'t str) -> Self {
        Self { text, known: 0 }
    }

    fn widen(&mut self, span: Span) -> Span {
        let line =
            memrchr(b'\n', &self.text.as_bytes()[self.known..span.start]).map_or(self.known, |at| self.known + at + 1);
        let (mut start, mut end) = (line, line);
        for cluster in self.text[line..].graphemes(true) {
            if end <= span.start {
                start = end;
            }
            end += cluster.len();
            if end >= span.end {
                break;
            }
        }
        self.known = end;
        Span::new(start, end)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::{FORMS, Pattern, fold};
    use crate::text::Span;

    fn found<'t>(query: &str, text: &'t str) -> Vec<&'t str> {
        let pattern = Pattern::new(query).unwrap_or_else(|| panic!("{query:?} is not empty"));
        pattern.find_all(text).into_iter().map(|span| &text[span.start..span.end]).collect()
    }

    #[test]
    fn what_a_reader_means_is_found() {
        let cases: &[(&str, &str, &str, &[&str])] = &[
            ("harakat", "كتب", "وكَتَبَ ثم كُتُبٌ", &["كَتَبَ", "كُتُبٌ"]),
            ("query with harakat", "كَتَبَ", "كتب", &["كتب"]),
            ("small high marks", "هذا", "هٰذَا", &["هٰذَا"]),
            ("hamza on alef", "احمد", "أحمد وأُحمد إحمد آحمد ٱحمد", &["أحمد", "أُحمد", "إحمد", "آحمد", "ٱحمد"]),
            ("hamza as a mark", "أحمد", "ا\u{654}حمد", &["ا\u{654}حمد"]),
            ("seats of hamza", "مسوول سيل", "مسؤول سئل", &["مسؤول سئل"]),
            ("Persian letters", "ایران کی", "ايران كى", &["ايران كى"]),
            ("Urdu he", "انهون", "انہون انھون", &["انہون", "انھون"]),
            ("teh marbuta", "مدينه", "المدينة", &["مدينة"]),
            ("tatweel", "سلام", "ســــلام", &["ســــلام"]),
            ("no-joiner", "میرود", "می\u{200C}رود", &["می\u{200C}رود"]),
            ("bidi marks", "ab", "a\u{200F}b \u{2067}ab\u{2069}", &["a\u{200F}b", "ab"]),
            ("niqqud", "שלום", "שָׁלוֹם", &["שָׁלוֹם"]),
            ("maqaf and gershayim", "תל-אביב צה\"ל", "תל־אביב צה״ל", &["תל־אביב צה״ל"]),
            ("presentation forms", "سلام", "ﺳﻼﻡ", &["ﺳﻼﻡ"]),
            ("one letter of a lam-alef form", "ا", "ﻻ", &["ﻻ"]),
            ("both letters of it", "لا", "ﻷ", &["ﻷ"]),
            ("Hebrew forms", "שב", "שּׁבּ", &["שּׁבּ"]),
            ("digits", "2024", "٢٠٢٤ ۲۰۲۴ 2024", &["٢٠٢٤", "۲۰۲۴", "2024"]),
            ("per cent", "50%", "٥٠٪", &["٥٠٪"]),
            ("case", "élan vital", "ÉLAN Vital", &["ÉLAN Vital"]),
            ("sigma", "ΟΔΟΣ", "οδος", &["οδος"]),
            ("quotes", "\"a\" 'b'", "“a” ‘b’ «a» ‹b›", &["“a” ‘b’", "«a» ‹b›"]),
            ("dashes", "a-b", "a–b a—b a‑b", &["a–b", "a—b", "a‑b"]),
            ("ellipsis", "...", "نعم…", &["…"]),
            ("white space", "a b", "a \t\r\n\u{A0}b", &["a \t\r\n\u{A0}b"]),
            ("white space around the query", "  a ", "bab", &["a"]),
            ("not overlapping", "aa", "aaaaa", &["aa", "aa"]),
            ("clusters", "e", "e\u{301}e", &["e\u{301}", "e"]),
            ("half of a flag", "🇪", "🇩🇪", &["🇩🇪"]),
            ("part of a family", "👩", "👨\u{200D}👩\u{200D}👧", &["👨\u{200D}👩\u{200D}👧"]),
            ("part of a line end", "a b", "a\r\nb", &["a\r\nb"]),
            ("not there", "ض", "plain", &[]),
            ("longer than the text", "abcd", "abc", &[]),
            ("nowhere", "a", "", &[]),
        ];
        for (name, query, text, expected) in cases {
            assert_eq!(&found(query, text), expected, "{name}");
        }
    }

    #[test]
    fn nothing_is_no_pattern() {
        for query in ["", " \n", "\u{64E}", "ـــ", "\u{200F} \u{200B}"] {
            assert_eq!(Pattern::new(query), None, "{query:?}");
        }
    }

    #[test]
    fn the_table_of_forms_is_read_whole() {
        let known = FORMS.lines().filter(|line| !line.starts_with('#')).count();
        assert!(known > 500, "{known}");
        for (form, letters) in [("ﷲ", "الله"), ("ﱡ", ""), ("ﺋ", "ي"), ("ﯽ", "ي"), ("ﻼ", "لا"), ("ﭏ", "אל"), ("﴾", "﴾")]
        {
            assert_eq!(fold(form), letters, "{form}");
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        let mut buffer = [0; 4];
        for character in '\0'..=char::MAX {
            let once = fold(character.encode_utf8(&mut buffer));
            assert_eq!(fold(&once), once, "{character:?}");
        }
    }

    const ALPHABET: &[char] = &[
        'a', 'A', ' ', '\n', '\r', 'ا', 'أ', 'ل', 'ﻻ', 'ي', 'ى', '\u{64E}', '\u{651}', 'ـ', '\u{200F}', '\u{200D}',
        '🇩', '🇪', '👩', '\u{301}', 'ש', 'ּ', '٢', '۲', '2', '“', '…', '.', 'İ',
    ];

    proptest! {
        #![proptest_config(crate::text::properties::cases(400))]

        #[test]
        fn spans_are_whole_clusters_that_hold_the_query(
            query in prop::collection::vec(prop::sample::select(ALPHABET), 1..3),
            text in prop::collection::vec(prop::sample::select(ALPHABET), 0..60),
        ) {
            let (query, text): (String, String) = (query.into_iter().collect(), text.into_iter().collect());
            let Some(pattern) = Pattern::new(&query) else { return Ok(()) };
            let boundaries: HashSet<usize> =
                text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            let mut end = 0;
            let spans = pattern.find_all(&text);
            prop_assert_eq!(spans.is_empty(), !fold(&text).contains(&pattern.folded));
            for Span { start, end: until } in spans {
                prop_assert!(start >= end && until > start);
                prop_assert!(boundaries.contains(&start) && boundaries.contains(&until));
                prop_assert!(fold(&text[start..until]).contains(&pattern.folded));
                end = until;
            }
        }
    }
}
