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

/// Characters that are not seen: marks of direction, joiners, the byte order mark inside a text.
pub(super) const fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// ASCII, Arabic-Indic and extended Arabic-Indic digits.
pub const fn is_digit(character: char) -> bool {
    matches!(character, '0'..='9' | '٠'..='٩' | '۰'..='۹')
}
