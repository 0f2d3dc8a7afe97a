//! Whether an ending ends the sentence.

use super::classes::is_hebrew;
use super::words::{self, Lexicon, Words};
use super::{Ending, Mark, REACH, Role, Splitter, is_closer, is_final, is_opener, is_strong};
use crate::text::offsets;

impl Splitter<'_> {
    /// Cuts after an ending if it ends the sentence.
    pub(super) fn decide(&mut self, ending: &Ending) {
        if ending.end < self.inner_end {
            return;
        }
        let rest = &self.text[ending.end..];
        let next = rest.trim_start();
        let Some(first) = next.chars().next() else { return };
        let white = rest.len() - next.len();
        if white == 0 {
            if self.cuts_glued(ending, next, first) {
                self.cut(ending.end);
            }
            return;
        }
        self.items.begin(self.text, ending.end, false);
        let next = &next[..offsets::floor(next, REACH)];
        if !self.goes_on(ending, next, first) {
            self.cut(ending.end + white);
        }
    }

    /// Whether the sentence goes on after an ending and white space. `next` is not empty.
    fn goes_on(&mut self, ending: &Ending, next: &str, first: char) -> bool {
        if begins_with_dots(next) {
            return false;
        }
        if is_final(first) || matches!(first, ',' | '،' | ';' | '؛' | ':' | '、' | '，' | '%' | '٪' | '/') {
            return true;
        }
        // A row of them is a rule across the page.
        if first == '=' && !next.starts_with("==") {
            return true;
        }
        let opening = next.trim_start_matches(|mark| is_dash(mark) || mark == ' ');
        let dashed = opening.len() < next.len();
        let opening = opening.trim_start_matches(|character| {
            is_opener(character) || is_final(character) || matches!(character, '"' | '\'' | '’')
        });
        let letter = opening.chars().next().unwrap_or(' ');
        // A small letter goes on, also after a dash or bracket; but not in a text that begins its sentences with small letters.
        if letter.is_lowercase()
            && (ending.quoted || ending.mark == Mark::Ellipsis || dashed || !self.begins_small(ending.at))
        {
            return true;
        }
        // A word of one letter may be a capital wherever it stands: "I".
        let capital = |word| words::has(|words| words.one_letter, word);
        let cased = letter.is_uppercase() && !(ending.mark == Mark::Ellipsis && capital(word_of(opening)));
        if dashed && !cased && ending.mark != Mark::Stop {
            // Speech and who says it: "- كەل! - دېدى".
            return self.saying_follows(opening);
        }
        // Words of the sentence that a bracket or quotation with a final in it stands in.
        if ending.bracketed
            && !cased
            && (self.began_before_bracket(ending) || words::has(|words| words.pronouns, word_of(next)))
        {
            return true;
        }
        if ending.quoted && (self.goes_on_after_quotation(ending, next) || is_source(next)) {
            return true;
        }
        if ending.mark == Mark::Ellipsis && !cased && is_letter(letter) {
            return self.goes_on_after_ellipsis(ending, word_of(opening));
        }
        // A name in quotation marks may end with an abbreviation.
        if ending.mark == Mark::Stop && (!ending.quoted || matches!(self.quotations.role, Role::Inside | Role::Named)) {
            return self.abbreviates(ending.at, next, cased, ending.bracketed);
        }
        ending.last == '۔' && self.abbreviates_letter_name(ending.at, next)
    }

    /// Whether the sentence goes on after an ellipsis, in a script that has no capitals to tell. `word` is the next one.
    fn goes_on_after_ellipsis(&self, ending: &Ending, word: &str) -> bool {
        let before = &self.text[self.start..ending.at];
        // "... ما قيل ... وما فهم": left out, not ended. "کتاب و… ": and so on. "دراج و بلبل و تذرو… ": a list left open.
        before.ends_with(char::is_whitespace)
            || words::is_and(word_before(before))
            || is_open_list(before)
            || words::has(|words| words.continuing, word)
            || words::has(|words| words.so_on, word)
            || words::is_joined(word)
            || self.is_joined_to(before, word)
            || words::strip(|words| words.continuing_stems, word).is_some_and(|ending| !ending.is_empty())
            // A Persian sentence does not begin with its verb.
            || words::has(|words| words.last_verbs, word)
            || words::strip(|words| words.verb_prefixes, word).is_some()
    }

    /// Whether the sentence goes on after the end of a quotation with a final in it.
    fn goes_on_after_quotation(&self, ending: &Ending, next: &str) -> bool {
        let word = word_of(next);
        // "… «Where?» They said: «Here.»" is another turn.
        let turn = self.quotations.role == Role::Introduced
            && next[word.len()..].trim_start().starts_with(':')
            && !is_so(word);
        if turn {
            return false;
        }
        if self.quotations.role == Role::Nested && !next.starts_with(char::is_uppercase) {
            return true;
        }
        if self.saying_follows(next) || words::is_manner(word) || words::has(|words| words.and, word) {
            return true;
        }
        if self.own.postpositions.contains(&word)
            || self.own.and_inside.contains(&word) && self.quotations.role == Role::Inside
        {
            return true;
        }
        // Who says it stood before the quotation, without a colon: `قال "سأعود." ثم رحل`.
        if words::has(|words| words.then, word) && self.quotations.role == Role::Inside {
            return true;
        }
        if self.quotations.role == Role::Leading
            && (words::has(|words| words.after_leading, word) || says_after(next) || is_the_question(next))
        {
            return true;
        }
        // A question or call in the sentence that asks or calls: "… «أين ذهبت؟» ولم يجب".
        matches!(ending.last, '?' | '؟' | '!')
            && (words::has(|words| words.after_question, word)
                || self.quotations.role == Role::Named
                || words::is_joined(word))
    }

    /// Whether an ending with no white space after it ends the sentence all the same.
    fn cuts_glued(&mut self, ending: &Ending, next: &str, first: char) -> bool {
        let opens = is_opener(first) || (first == '"' && !self.quotations.straight);
        if ending.mark == Mark::Stop {
            let line = self.text[self.start..ending.at].trim_end();
            let before = word_before(line);
            let began = self.start + line.len() - before.len();
            let after = word_of(next);
            let enough = |word: &str| word.chars().filter(|&character| is_letter(character)).take(2).count() == 2;
            let followed = next[after.len()..].chars().next();
            if first.is_uppercase() {
                return words::has(|words| words.starters, after) && self.forgot_space(began, before, after, followed);
            }
            if opens && !ending.quoted {
                return enough(before) && is_right_to_left_after(next);
            }
            return is_right_to_left(first)
                && !words::has(|words| words.dotted_letter_names, before)
                && (enough(before) || ending.quoted || line.ends_with(['%', '٪', ')', '»', '”', '"']))
                && enough(after)
                && words::abbreviation(before).is_none()
                && (followed != Some('.') || after.chars().take(4).count() == 4);
        }
        if ending.mark == Mark::Ellipsis {
            // Two stops are one that was typed twice.
            return &self.text[ending.at..ending.end] == ".."
                && is_right_to_left(first)
                && word_of(next).chars().take(3).count() == 3;
        }
        match ending.last {
            '!' | '?' if first.is_uppercase() => {
                let (before, after) = (word_before(&self.text[..ending.at]), word_of(next));
                self.forgot_space(ending.at - before.len(), before, after, next[after.len()..].chars().next())
            }
            '!' | '?' => is_right_to_left(first) || (opens && !ending.quoted && is_right_to_left_after(next)),
            '۔' => {
                let before = word_before(&self.text[..ending.at]);
                let is_letter_name = |word| words::has(|words| words.letter_names, word);
                let (named, goes_on) = (is_letter_name(before), is_letter_name(word_of(next)));
                if named && goes_on {
                    self.after_initial = ending.end;
                }
                is_right_to_left(first)
                    && before.chars().take(2).count() > 1
                    && !named
                    && !goes_on
                    && !self.follows_initial(ending.at, before)
            }
            ':' | ';' => false,
            // "「行くぞ！」と言った。", "“好！”他说。"
            _ if ending.quoted && (words::strip(|words| words.quoting, next).is_some() || has_saying_sign(next)) => {
                false
            }
            last => is_strong(last) && (first.is_alphanumeric() || opens),
        }
    }

    /// Whether a final between two words of a script with capitals is one where the space was forgotten, `quality.You`, and none in an
    /// address or a name, `www.Example.org`, `Node.JS`. The first word begins at byte `start`.
    fn forgot_space(&self, start: usize, before: &str, after: &str, followed: Option<char>) -> bool {
        let apart =
            self.text[..start].chars().next_back().is_none_or(|mark| !matches!(mark, '.' | '/' | '@' | '-' | '_'));
        let small = |word: &str, from: usize| word.chars().skip(from).all(char::is_lowercase);
        apart
            && before.chars().take(3).count() == 3
            && small(before, 0)
            && small(after, 1)
            && followed.is_none_or(|followed| followed.is_whitespace() || matches!(followed, ',' | '\'' | '’'))
    }

    /// Whether the sentence that byte `at` is in begins with a small letter.
    fn begins_small(&self, at: usize) -> bool {
        self.text[self.start..at]
            .chars()
            .take(REACH)
            .find(|character| character.is_alphabetic())
            .is_some_and(char::is_lowercase)
    }

    /// Whether letters stand before the bracket that an ending closes.
    fn began_before_bracket(&self, ending: &Ending) -> bool {
        ending.at <= self.inner_end && self.inner_end < ending.end
    }

    /// Whether who says the quotation comes after it.
    fn saying_follows(&self, next: &str) -> bool {
        let first = word_of(next);
        let says = |word| words::has(|words| words.saying, word);
        says(first)
            || words::strip(|words| words.so, first).is_some_and(says)
            || self.quotations.role != Role::Introduced && self.says_late(next)
    }

    /// Whether a word goes on with what stands before an ellipsis: in Arabic `و` is written with its word. A verb of saying after it begins
    /// a new sentence, and after "etc." everything does.
    fn is_joined_to(&self, before: &str, word: &str) -> bool {
        let joined = self.own.and_opening.iter().find_map(|and| word.strip_prefix(and));
        joined.is_some_and(|rest| rest.chars().nth(1).is_some() && !words::has(|words| words.saying, rest))
            && !self.own.so_on.contains(&word_before(before))
    }

    /// Whether the clause at the start of a text ends with a verb of saying, as in Urdu: `انھوں نے پوچھا`. Followed by "that" or a colon the
    /// verb begins something of its own.
    fn says_late(&self, text: &str) -> bool {
        let verbs = self.own.saying_late;
        !verbs.is_empty() && says_within(text, 14, |word| verbs.contains(&word))
    }
}

/// The same after a quotation that begins its sentence, in Persian and, where the subject comes first, in Hebrew: `متهم با خشم پرسید`,
/// `הוא אומר`.
fn says_after(text: &str) -> bool {
    let (count, kind): (_, fn(&Lexicon) -> Words) =
        if text.starts_with(is_hebrew) { (3, |words| words.saying) } else { (10, |words| words.saying_after) };
    says_within(text, count, |word| words::has(kind, word))
}

fn says_within(text: &str, count: usize, is_verb: impl Fn(&str) -> bool) -> bool {
    let (clause, after) = match text.find(['۔', '.', '،', ',', '؟', '!', '"', ':']) {
        Some(end) => (&text[..end], text[end..].chars().next()),
        None => (text, None),
    };
    let mut spoken = clause.split_whitespace().peekable();
    for _ in 0..count {
        let Some(word) = spoken.next() else { break };
        if is_verb(word) {
            return spoken.peek().map_or(after != Some(':'), |next| !begins_wording(next));
        }
    }
    false
}

/// Whether the word after a verb of saying begins what is said.
fn begins_wording(word: &str) -> bool {
    words::has(|words| words.that, word)
        || words::has(|words| words.wording, word)
        || words::strip(|words| words.wording_joined, word).is_some()
}

/// Whether a clause says of the quotation before it what it is: `היא השאלה`, `یہ سوال`.
fn is_the_question(text: &str) -> bool {
    let mut following = text.split_whitespace();
    let first = following.next().unwrap_or_default();
    let second = following.next().unwrap_or_default();
    words::has(|words| words.this, first) && words::names(word_of(second))
}

/// Whether a Chinese clause begins with who says what was quoted: `他说`.
fn has_saying_sign(text: &str) -> bool {
    text.char_indices()
        .take(5)
        .take_while(|(_, character)| character.is_alphanumeric())
        .any(|(at, sign)| words::has(|words| words.saying_signs, &text[at..at + sign.len_utf8()]))
}

/// Whether "so" is written to a word.
fn is_so(word: &str) -> bool {
    words::strip(|words| words.so, word).is_some()
}

/// Whether a list stays open at the end of a text: at least three words joined by "and" that stands alone, as in Persian.
fn is_open_list(text: &str) -> bool {
    let mut before = text.split_whitespace().rev();
    let mut joined =
        || before.next().is_some() && before.next().is_some_and(|word| words::has(|words| words.and, word));
    joined() && joined()
}

/// Whether a text begins with a bracket that names a source and the stop of the sentence after it: `(Reed 55).`
fn is_source(next: &str) -> bool {
    let Some((inner, after)) = next.strip_prefix('(').and_then(|inner| inner.split_once(')')) else { return false };
    !inner.contains(is_final) && after.trim_start().starts_with(is_final)
}

/// Whether a text begins with an ellipsis right before a word: a sentence that begins in the middle.
pub(super) fn begins_with_dots(text: &str) -> bool {
    let rest = text.strip_prefix('…').or_else(|| text.strip_prefix("..").map(|rest| rest.trim_start_matches('.')));
    rest.is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// Bytes of a note's number in brackets right after a final, `[12]`.
pub(super) fn note_number(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('[')?;
    let digits = inner.chars().take(4).take_while(|character| super::is_digit(*character)).map(char::len_utf8).sum();
    (digits > 0 && inner[digits..].starts_with(']')).then_some(digits + 2)
}

/// Whether a `"` between two characters is the Hebrew sign of abbreviation.
pub(super) fn is_gershayim(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(is_hebrew) && after.is_some_and(is_hebrew)
}

/// The word at the start of a text: letters and digits, joiners inside. At most 64 bytes.
pub(super) fn word_of(text: &str) -> &str {
    let text = &text[..offsets::floor(text, 64)];
    let end = text.find(|character: char| !(character.is_alphanumeric() || character == '\u{200C}'));
    &text[..end.unwrap_or(text.len())]
}

/// The word at the end of a text. At most 64 bytes.
pub(super) fn word_before(text: &str) -> &str {
    let text = &text[offsets::ceil(text, text.len().saturating_sub(64))..];
    let start = text
        .char_indices()
        .rev()
        .find(|&(_, character)| !(character.is_alphanumeric() || character == '\u{200C}'))
        .map_or(0, |(at, character)| at + character.len_utf8());
    &text[start..]
}

pub(super) fn is_letter(character: char) -> bool {
    character.is_alphabetic()
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '–' | '—' | '―' | '_')
}

/// Letters of Hebrew and Arabic script (and of the scripts between them, Syriac and Thaana).
pub(super) fn is_right_to_left(character: char) -> bool {
    matches!(character, '\u{5D0}'..='\u{5F2}' | '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}' | '\u{6EE}' | '\u{6EF}' | '\u{6FA}'..='\u{7BF}' | '\u{8A0}'..='\u{8C9}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Whether the first letter of a text is of a right-to-left script, quotation marks and brackets before it aside.
pub(super) fn is_right_to_left_after(text: &str) -> bool {
    text.chars().find(|&character| !is_opener(character) && !is_closer(character)).is_some_and(is_right_to_left)
}
