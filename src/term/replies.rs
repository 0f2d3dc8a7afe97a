//! Answers of the terminal, told apart from keys.
//!
//! Answers come among the keys, and late ones come when nobody waits any more: bytes that were taken for keys would be commands.
//! So all input goes through here; what is left is keys, mouse and pasted text. An answer is taken only in the forms that no key
//! has: CSI with a private marker or an intermediate, and the control strings that were asked for. Pasted text is never one.

/// What the terminal said of itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Replies {
    /// XTVERSION: name and version, `XTerm(379)`.
    pub version: Option<String>,
    /// DA2, the parameters: `41;379;0`.
    pub secondary: Option<String>,
    /// DA3, the unit in hexadecimal: `7E565445`.
    pub unit: Option<String>,
    /// DECRPM of mode 8 (bidirectional support, ECMA TR/53): 1 set, 2 reset, 0 not known.
    pub bidi: Option<u8>,
    /// DA1 came, which every terminal answers: no more answers follow.
    pub complete: bool,
}

/// XTVERSION, DA3, DA2, DECRQM of mode 8, and DA1, which closes them.
const QUESTIONS: &str = "\x1b[>q\x1b[=c\x1b[>c\x1b[8$p\x1b[c";

/// The questions as they are sent. GNU screen answers them itself, and passes on what is in a device control string.
pub(super) fn questions(in_screen: bool) -> String {
    if !in_screen {
        return QUESTIONS.to_owned();
    }
    QUESTIONS.split_inclusive(['q', 'c', 'p']).flat_map(|one| ["\x1bP", one, "\x1b\\"]).collect()
}

/// The longest control string that is waited for, in bytes.
const LONGEST: usize = 512;

/// Parts input.
#[derive(Default)]
pub(super) struct Splitter {
    /// The beginning of a sequence whose end has not come.
    held: Vec<u8>,
    pasting: bool,
    replies: Replies,
}

/// What is at the beginning of the input.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    /// So many bytes of keys, mouse or pasted text.
    Keys(usize),
    /// So many bytes of an answer.
    Answer(usize),
    /// A sequence whose end is missing.
    Incomplete,
}

impl Splitter {
    /// What has been answered so far.
    pub(super) fn replies(&self) -> &Replies {
        &self.replies
    }

    /// Takes the answers out of `input`; the rest is returned. An unfinished sequence is held until its end comes; `last` says that no
    /// more is to be expected now, so that a lone ESC is a key.
    pub(super) fn split(&mut self, input: &[u8], last: bool) -> Vec<u8> {
        let mut bytes = std::mem::take(&mut self.held);
        bytes.extend_from_slice(input);
        let mut keys = Vec::with_capacity(bytes.len());
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            match self.piece(rest) {
                Piece::Keys(count) => {
                    keys.extend_from_slice(&rest[..count]);
                    self.pasting = match &rest[..count] {
                        b"\x1b[200~" => true,
                        b"\x1b[201~" => false,
                        _ => self.pasting,
                    };
                    at += count;
                }
                Piece::Answer(count) => {
                    self.replies.take(&rest[..count]);
                    at += count;
                }
                Piece::Incomplete if last && rest.len() <= 2 => {
                    // Alt with P or ] begins like a control string; there is no such key here.
                    if rest.len() == 1 {
                        keys.push(rest[0]);
                    }
                    at = bytes.len();
                }
                Piece::Incomplete => {
                    self.held = rest.to_vec();
                    at = bytes.len();
                }
            }
        }
        keys
    }

    /// Whether something is held whose end has not come.
    pub(super) fn is_waiting(&self) -> bool {
        !self.held.is_empty()
    }

    fn piece(&self, input: &[u8]) -> Piece {
        match input {
            [0x1B] => Piece::Incomplete,
            [0x1B, b'[', ..] => csi(input, self.pasting),
            [0x1B, b'P' | b']', ..] if !self.pasting => control_string(input),
            [0x1B, ..] => Piece::Keys(1),
            _ => Piece::Keys(input.iter().position(|byte| *byte == 0x1B).unwrap_or(input.len())),
        }
    }
}

/// A control sequence: parameters 30 to 3F, intermediates 20 to 2F, a final byte 40 to 7E (ECMA-48, 5.4).
fn csi(input: &[u8], pasting: bool) -> Piece {
    let body = &input[2..];
    let Some(end) = body.iter().position(|byte| !(0x20..=0x3F).contains(byte)) else {
        let count = input.len();
        let too_long = if pasting { Piece::Keys(count) } else { Piece::Answer(count) };
        return if body.len() > LONGEST { too_long } else { Piece::Incomplete };
    };
    let parameters = &body[..end];
    // Cut off, by another sequence or by a key, that is not of it.
    let is_whole = (0x40..=0x7E).contains(&body[end]);
    let count = if is_whole { end + 3 } else { end + 2 };
    if pasting {
        return Piece::Keys(count);
    }
    let is_private = matches!(parameters.first(), Some(b'?' | b'>' | b'=')) || parameters.contains(&b'$');
    // Whoever parses the keys waits for the end of a mouse report, however long.
    let is_broken = !is_whole || (parameters.first() == Some(&b'<') && !is_mouse(&parameters[1..], body[end]));
    if is_private || is_broken { Piece::Answer(count) } else { Piece::Keys(count) }
}

/// Whether it is a mouse report (SGR, xterm's mode 1006): button, column and row.
fn is_mouse(parameters: &[u8], last: u8) -> bool {
    let is_number = |part: &[u8]| (1..=5).contains(&part.len()) && part.iter().all(u8::is_ascii_digit);
    let mut parts = parameters.split(|byte| *byte == b';');
    matches!(last, b'M' | b'm') && parts.clone().count() == 3 && parts.all(is_number)
}

/// DCS or OSC up to ST or BEL.
fn control_string(input: &[u8]) -> Piece {
    let end = (2..input.len()).find(|at| input[*at] == 0x07 || input[*at] == 0x1B);
    match end {
        Some(at) if input[at] == 0x07 => Piece::Answer(at + 1),
        Some(at) if input.get(at + 1) == Some(&b'\\') => Piece::Answer(at + 2),
        Some(at) if at + 1 == input.len() => Piece::Incomplete,
        // Cut off by another sequence.
        Some(at) => Piece::Answer(at),
        None if input.len() > LONGEST => Piece::Answer(input.len()),
        None => Piece::Incomplete,
    }
}

impl Replies {
    fn take(&mut self, answer: &[u8]) {
        let text = String::from_utf8_lossy(answer);
        let text = text.trim_end_matches(['\u{7}', '\\', '\u{1b}']);
        let harmless = |text: &str| text.chars().filter(|character| !character.is_control()).collect::<String>();
        if let Some(version) = text.strip_prefix("\x1bP>|") {
            self.version = Some(harmless(version));
        } else if let Some(unit) = text.strip_prefix("\x1bP!|") {
            self.unit = Some(harmless(unit));
        } else if let Some(parameters) = text.strip_prefix("\x1b[>").and_then(|rest| rest.strip_suffix('c')) {
            self.secondary = Some(harmless(parameters));
        } else if let Some(mode) = text.strip_prefix("\x1b[8;").and_then(|rest| rest.strip_suffix("$y")) {
            self.bidi = mode.parse().ok();
        } else if text.starts_with("\x1b[?") && text.ends_with('c') {
            self.complete = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Replies, Splitter};

    fn replies(text: &str) -> (String, Replies) {
        let mut splitter = Splitter::default();
        // In every way of cutting it in two the outcome is the same.
        let whole = splitter.split(text.as_bytes(), true);
        for at in 0..text.len() {
            let mut cut = Splitter::default();
            let mut keys = cut.split(&text.as_bytes()[..at], false);
            keys.extend(cut.split(&text.as_bytes()[at..], true));
            assert_eq!(
                (String::from_utf8_lossy(&keys), &cut.replies),
                (String::from_utf8_lossy(&whole), &splitter.replies),
                "{at}"
            );
        }
        (String::from_utf8(whole).unwrap(), splitter.replies)
    }

    #[test]
    fn answers_are_taken_out_of_keys() {
        let (keys, replies) =
            replies("j\x1bP>|XTerm(379)\x1b\\1\x1b[>41;379;0c\x1bP!|00000000\x1b\\\x1b[8;0$y\x1b[?64;1;2c\x1b[Bk");
        assert_eq!(keys, "j1\x1b[Bk");
        let wanted = Replies {
            version: Some("XTerm(379)".into()),
            secondary: Some("41;379;0".into()),
            unit: Some("00000000".into()),
            bidi: Some(0),
            complete: true,
        };
        assert_eq!(replies, wanted);
    }

    #[test]
    fn keys_stay_keys() {
        for keys in [
            "\x1b",
            "\x1b\x1b",
            "\x1bx",
            "\x1b[A",
            "\x1b[1;5C",
            "\x1b[<0;10;5M",
            "\x1bOP",
            "ب\x1b[6~",
            "\x1b[M !!",
            "\x1b[97;5u",
        ] {
            assert_eq!(replies(keys), (keys.to_owned(), Replies::default()), "{keys:?}");
        }
    }

    #[test]
    fn what_is_pasted_is_no_answer() {
        let pasted = "\x1b[200~\x1bP>|kitty(1)\x1b\\\x1b[?1c\x1b[8;1$y\x1b[201~";
        assert_eq!(replies(pasted), (pasted.to_owned(), Replies::default()));
        assert!(replies(&format!("{pasted}\x1b[?1c")).1.complete);
        // The end of the paste is seen behind what looks like the beginning of a sequence.
        assert!(replies("\x1b[200~a\x1b[\x1b[201~\x1b[?1c").1.complete);
    }

    #[test]
    fn what_is_no_sequence_at_all_takes_no_keys_with_it() {
        for broken in
            ["\x1b[<1u", "\x1b[<c", "\x1b[<0;5;5H", "\x1b[<64;5", "\x1b[<;;M", "\x1b[<0;123456;1M", "\x1b[!?:>9="]
        {
            let begun = !broken.ends_with(|last: char| last.is_ascii_alphabetic());
            // The end of what was cut off may be any letter.
            let keys = if begun { "\x1b[Bq" } else { "q\x1b[Bq" };
            assert_eq!(replies(&format!("{broken}{keys}")).0, keys, "{broken:?}");
        }
        assert_eq!(replies("\x1b[12\x01q").0, "\x01q");
    }

    #[test]
    fn a_control_string_without_an_end_does_not_swallow_keys_for_ever() {
        let mut splitter = Splitter::default();
        splitter.split(b"\x1bP>|", true);
        splitter.split(&[b'x'; 600], true);
        assert_eq!(splitter.split(b"q", true), b"q");
        assert_eq!(replies("\x1bPq").0, "");
    }
}
