//! What a character is to the rules of sentences.

/// Punctuation that may end a sentence (`STerm` and `ATerm` of UAX #29, as far as they are in use in modern text).
pub const fn is_final(character: char) -> bool {
    is_stop(character) || is_strong(character) || is_ellipsis(character)
}

/// Full stops of ASCII form, which also abbreviate and divide numbers.
pub(super) const fn is_stop(character: char) -> bool {
    matches!(character, '.' | '．')
}

/// Finals that do nothing else.
pub(super) const fn is_strong(character: char) -> bool {
    matches!(
        character,
        '!' | '?'
            | '؟'
            | '۔'
            | '。'
            | '！'
            | '？'
            | '｡'
            | '։'
            | '।'
            | '॥'
            | '။'
            | '።'
            | '፧'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
            | '‽'
    )
}

/// Three dots, as one character.
pub(super) const fn is_ellipsis(character: char) -> bool {
    matches!(character, '…')
}

/// Quotation marks and brackets that close, and those that may.
pub const fn is_closer(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '›'
            | '“'
            | ')'
            | ']'
            | '}'
            | '）'
            | '］'
            | '」'
            | '』'
            | '】'
            | '》'
            | '〉'
            | '﴿'
            | '＂'
    )
}

/// Quotation marks and brackets that open.
pub(super) const fn is_opener(character: char) -> bool {
    matches!(
        character,
        '«' | '“'
            | '‘'
            | '‹'
            | '„'
            | '‚'
            | '('
            | '['
            | '{'
            | '（'
            | '［'
            | '「'
            | '『'
            | '【'
            | '《'
            | '〈'
            | '﴾'
    )
}

/// Whether `.`, `:` or `;` may end a sentence after a character. In Armenian the colon is written for the full stop (U+0589) and the
/// stop divides clauses; in Greek the semicolon asks.
pub(super) const fn script_final(mark: char, before: char) -> bool {
    let armenian = matches!(before, '\u{531}'..='\u{588}');
    match mark {
        ':' => armenian,
        ';' => matches!(before, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}'),
        _ => !armenian,
    }
}

/// ASCII, Arabic-Indic and extended Arabic-Indic digits.
pub const fn is_digit(character: char) -> bool {
    matches!(character, '0'..='9' | '٠'..='٩' | '۰'..='۹')
}

/// Letters of Hebrew.
pub(super) const fn is_hebrew(character: char) -> bool {
    matches!(character, '\u{5D0}'..='\u{5EA}')
}

/// Emoji and other pictures, with what selects their form.
pub(super) const fn is_pictograph(character: char) -> bool {
    matches!(character, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B50}' | '\u{2B55}' | '\u{FE0F}')
}

/// Whether a `"` between two characters is the Hebrew sign of abbreviation.
pub(super) fn is_gershayim(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(is_hebrew) && after.is_some_and(is_hebrew)
}

/// Hyphens and dashes.
pub(super) const fn is_dash(character: char) -> bool {
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
