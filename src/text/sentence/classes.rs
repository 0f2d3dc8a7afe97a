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
