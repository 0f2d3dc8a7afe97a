//! The words that the rules know: a language or script a file, and a row of [`LEXICONS`].
//!
//! Words are written as the rules see the text, without harakat and tatweel. The rules ask for a kind of words, which they look for in
//! all rows, as a text may quote another language; a few kinds count in the language of the text alone, and say so.

use crate::text::Language;

mod arabic;
mod chinese;
mod cyrillic;
mod hebrew;
mod japanese;
mod latin;
mod persian;
#[cfg(test)]
mod tests;
mod urdu;
mod uyghur;

/// All of them.
static LEXICONS: &[Lexicon] = &[
    arabic::WORDS,
    hebrew::WORDS,
    persian::WORDS,
    urdu::WORDS,
    uyghur::WORDS,
    latin::WORDS,
    cyrillic::WORDS,
    chinese::WORDS,
    japanese::WORDS,
];

/// A list of words. Kinds that take pairs have a blank between the two.
pub(super) type Words = &'static [&'static str];

/// Makes [`Lexicon`] out of its kinds.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident,)+) => {
        /// The words of a language or script, by what the rules ask of them.
        pub(super) struct Lexicon {
            /// The language whose text has its kinds that count nowhere else; none where the program does not tell that language.
            language: Option<Language>,
            $($(#[doc = $doc])+ pub(super) $kind: Words,)+
        }

        impl Lexicon {
            /// No words.
            const NONE: Self = Self { language: None, $($kind: &[],)+ };
            /// The kinds with their names.
            #[cfg(test)]
            const KINDS: &[(&str, fn(&Self) -> Words)] = &[$((stringify!($kind), |words| words.$kind),)+];
        }
    };
}

kinds! {
    /// Abbreviations that stand before a name, without the stop, in lower case as all abbreviations: they never end a sentence.
    titles,
    /// Titles of one letter with "and" written to them: `وأ. هدى`.
    joined_titles,
    /// Abbreviations that stand before a number: they do not end a sentence where one follows.
    numbered,
    /// The same that are words elsewhere.
    numbered_words,
    /// Other abbreviations, which may end a sentence: what follows decides.
    others,
    /// "And so on", which ends it.
    so_on,
    /// The same in two letters, the second without its stop: `и т. д.`
    so_on_letters,
    /// Times of day.
    times,
    /// Words that begin sentences and hardly ever follow an abbreviation or initial inside one, in scripts with capital letters.
    starters,
    /// Words of one letter.
    one_letter,
    /// How a text ends before a word of one letter that is no initial: `you and I. Did`.
    before_one_letter,
    /// Names of Latin letters in initials that Urdu full stops abbreviate: `ایم۔ اے۔`.
    letter_names,
    /// Those of them that are no words.
    plain_letter_names,
    /// Names of Latin letters in dotted names: `إس.كيه.في`.
    dotted_letter_names,
    /// How units and eras of one letter end, which stand after a number: `900 م.`
    eras,
    /// Words after an era or a unit that go on with the date.
    dating,
    /// Words that name a date, after another date and "and".
    dates,
    /// Letters that are said after a number: `7۔ الف`.
    lettered,
    /// Words that go on after the number of a law and a stop.
    laws,
    /// Words before an ordinal, which is written as a number and a stop.
    before_ordinal,
    /// How the names of months begin, in small letters, where the day is an ordinal with a stop.
    months,
    /// Letters that count the items of a list, in their order.
    counting,

    /// Verbs of saying, and the like, that go on after a quotation which ends with a final.
    saying,
    /// Those that end their clause: `"…؟" انھوں نے پوچھا`. After a quotation they count in the language of the text alone.
    saying_late,
    /// Those that end their clause after a quotation which begins the sentence: `«…؟» یکی از اهالی پرسید`.
    saying_after,
    /// Signs of saying near the start of the clause after a quotation, in a script without blanks.
    saying_signs,
    /// What marks a quotation, right after it, in a script without blanks.
    quoting,
    /// "So" as it is written to the verb.
    so,
    /// Words that say how something was said, after a quotation: `"…." قائلة`.
    manner,
    /// How words of that meaning begin and end.
    manner_forms,
    /// Words of that form which are none.
    no_manner,
    /// "And", alone.
    and,
    /// "And" as it is written to its word, where it begins few sentences.
    and_joined,
    /// "And" as it is written to its word, where it begins most sentences. Goes on after an ellipsis in the language of the text alone.
    and_opening,
    /// "And" after a quotation inside its sentence, in the language of the text alone.
    and_inside,
    /// Words that go on after a quotation inside its sentence: who says it stood before it.
    then,
    /// Postpositions, which never begin a sentence: `"…!" کے نعرے`. In the language of the text alone.
    postpositions,
    /// Words that go on with a sentence after a question or call in it, in quotation marks.
    after_question,
    /// Words after a quotation that begins its sentence, which say what it is or how it was said: `"…؟" سؤال يتردد`.
    after_leading,
    /// Pronouns that begin a clause about what was just said, after a bracket: `(… رقم 3.) وهو مرفق`.
    pronouns,
    /// What has a wording or a title, without article: the word before `"…?"` in `the question "Who pays?"`.
    named,
    /// Articles, as they are written to such a word.
    articles,
    /// Possessive endings of such a word.
    possessives,
    /// What stands before a possessive ending, and the last letter of the word that it stands for.
    feminine,
    /// Pronouns that say of a quotation before them what it is: `היא השאלה`.
    this,
    /// "That", between what has a wording and the wording, and after a verb of saying.
    that,
    /// What else begins the wording after a verb of saying.
    wording,
    /// The same as it is written to the word after it.
    wording_joined,

    /// Words that go on with the sentence after an ellipsis, in scripts that have no capitals to tell.
    continuing,
    /// The same with an ending, and not without.
    continuing_stems,
    /// Verbs that end a sentence and so begin none. A date without one before it is not the end, in the language of the text alone.
    last_verbs,
    /// How such verbs begin.
    verb_prefixes,
}

/// What a stop after an abbreviation means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Abbreviation {
    /// One of [`Lexicon::titles`].
    Title,
    /// One of [`Lexicon::numbered`].
    Number,
    /// One of [`Lexicon::so_on`].
    SoOn,
    /// One of [`Lexicon::others`].
    Other,
}

impl Lexicon {
    /// The row of a language.
    pub(super) fn of(language: Language) -> &'static Self {
        static NONE: Lexicon = Lexicon::NONE;
        LEXICONS.iter().find(|words| words.language == Some(language)).unwrap_or(&NONE)
    }
}

/// Whether a word is of a kind, in any row.
pub(super) fn has(kind: impl Fn(&Lexicon) -> Words, word: &str) -> bool {
    LEXICONS.iter().any(|words| kind(words).contains(&word))
}

/// A text without what it begins with, if that is of a kind.
pub(super) fn strip(kind: impl Fn(&Lexicon) -> Words, text: &str) -> Option<&str> {
    all(kind).find_map(|prefix| text.strip_prefix(prefix))
}

/// The words of a kind.
pub(super) fn all(kind: impl Fn(&Lexicon) -> Words) -> impl Iterator<Item = &'static str> {
    LEXICONS.iter().flat_map(kind).copied()
}

/// The two parts of the entries of a kind that takes pairs.
pub(super) fn pairs(kind: impl Fn(&Lexicon) -> Words) -> impl Iterator<Item = (&'static str, &'static str)> {
    all(kind).filter_map(|pair| pair.split_once(' '))
}

/// The meaning of an abbreviation, given without its stop in lower case.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    if has(|words| words.titles, word) {
        Some(Abbreviation::Title)
    } else if has(|words| words.numbered, word) {
        Some(Abbreviation::Number)
    } else if has(|words| words.so_on, word) {
        Some(Abbreviation::SoOn)
    } else {
        has(|words| words.others, word).then_some(Abbreviation::Other)
    }
}

/// Whether a word is the name of a month after an ordinal: `7. Apríla`.
pub(super) fn is_month(word: &str) -> bool {
    let word = word.to_lowercase();
    word.chars().nth(2).is_some() && strip(|words| words.months, &word).is_some()
}

/// Whether a word is "and", alone or cut off the word that it is written to.
pub(super) fn is_and(word: &str) -> bool {
    has(|words| words.and, word) || has(|words| words.and_joined, word)
}

/// Whether "and" is written to a word of two letters or more, in a language where it begins few sentences.
pub(super) fn is_joined(word: &str) -> bool {
    strip(|words| words.and_joined, word).is_some_and(|rest| rest.chars().nth(1).is_some())
}

/// Whether a word names what has a wording or a title, articles and possessive endings aside.
pub(super) fn names(word: &str) -> bool {
    let named = |word: &str| has(|words| words.named, word);
    let bare = strip(|words| words.articles, word).unwrap_or(word);
    let owned = all(|words| words.possessives).find_map(|ending| bare.strip_suffix(ending));
    named(word)
        || named(bare)
        || owned.is_some_and(|owned| {
            let feminine = |(owned_form, ending): (&str, &str)| {
                owned.strip_suffix(owned_form).is_some_and(|stem| named(&format!("{stem}{ending}")))
            };
            named(owned) || pairs(|words| words.feminine).any(feminine)
        })
}

/// Whether a word says how something was said: `مضيفا`, `قائلة`.
pub(super) fn is_manner(word: &str) -> bool {
    let formed = pairs(|words| words.manner_forms)
        .any(|(first, last)| word.starts_with(first) && word.ends_with(last) && (5..9).contains(&word.chars().count()));
    formed && !has(|words| words.no_manner, word) || has(|words| words.manner, word)
}
