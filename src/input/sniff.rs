//! What the first bytes say: text, UTF-16 without a mark, or no text at all.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How many bytes are looked at.
pub(super) const SAMPLE: usize = 8 * 1024;

/// What a file that is not text is, and what to do instead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Binary {
    pub(super) what: &'static str,
    pub(super) remedy: &'static str,
}

const TEXT: &str = "save or export it as plain text first";
const UNPACK: &str = "unpack it first";
const NOTHING: &str = "choose a text file";

/// First bytes, what the file is, what to do instead.
const MAGIC: [(&[u8], &str, &str); 16] = [
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", NOTHING),
    (b"\xFF\xD8\xFF", "a JPEG picture", NOTHING),
    (b"GIF87a", "a GIF picture", NOTHING),
    (b"GIF89a", "a GIF picture", NOTHING),
    (b"%PDF-", "a PDF document", "make text of it first (pdftotext FILE.pdf)"),
    (b"PK\x03\x04", "a zip archive (or an office document or EPUB, which are one)", TEXT),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old office document", TEXT),
    (b"\x7FELF", "a program", NOTHING),
    (b"MZ\x90\x00", "a program", NOTHING),
    (b"\x1F\x8B", "gzip data", UNPACK),
    (b"BZh", "bzip2 data", UNPACK),
    (b"\xFD7zXZ\x00", "xz data", UNPACK),
    (b"\x28\xB5\x2F\xFD", "zstd data", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive", UNPACK),
    (b"SQLite format 3\0", "a database", NOTHING),
    (b"OggS", "a sound file", NOTHING),
];

/// A control character that text has no use for. Tab, line ends, form feed, backspace (overstruck manual pages) and escape
/// (coloured program output) do occur in text.
const fn is_odd(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x08 | 0x1B)
}

/// Whether the sample holds nothing that needs a second look; true for nearly every article.
pub(super) fn is_plain(sample: &[u8]) -> bool {
    !MAGIC.iter().any(|(magic, ..)| sample.starts_with(magic)) && !sample.iter().any(|&byte| is_odd(byte))
}

/// What a file that is not text is. `valid_utf8` says whether the whole file is: then more control characters are believed.
///
/// One byte in ten must be an odd control character, one in fifty where it is not UTF-8 (compressed data has one in ten by
/// chance), and at least eight of them: a few NUL bytes in a text do not make it binary.
pub(super) fn binary(bytes: &[u8], valid_utf8: bool) -> Option<Binary> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let known = MAGIC.iter().find(|(magic, ..)| sample.starts_with(magic));
    let odd = sample.iter().filter(|&&byte| is_odd(byte)).count();
    if let Some(&(magic, what, remedy)) = known {
        // "BZh" or "OggS" may begin a text; a whole text without control characters is one, a PDF is never.
        if magic == b"%PDF-" || odd > 0 || !valid_utf8 {
            return Some(Binary { what, remedy });
        }
    }
    let share = if valid_utf8 { 10 } else { 50 };
    (odd >= 8 && odd * share > sample.len()).then_some(Binary { what: "binary data", remedy: NOTHING })
}

/// UTF-16 without a byte order mark: NUL bytes on one parity only (spaces, digits and line ends have one), many control bytes
/// if read as anything else, and a sample that decodes without fault. Arabic in UTF-16 is even valid UTF-8, so this must be
/// asked before.
pub(super) fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let (mut even, mut odd) = (0usize, 0usize);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let (encoding, high) = if odd > even * 10 { (UTF_16LE, 1) } else { (UTF_16BE, 0) };
    if even.min(odd) * 10 >= even.max(odd) || sample.len() < 4 {
        return None;
    }
    // Every unit of Arabic, Hebrew or Latin has a control character as its high byte; a quarter of them is enough to tell it
    // from a text with a few NUL bytes in it.
    let high_control = sample.iter().skip(high).step_by(2).filter(|&&byte| is_odd(byte)).count();
    if high_control * 4 < sample.len() / 2 {
        return None;
    }
    let units = sample.chunks_exact(2).map(|pair| {
        if high == 1 { u16::from_le_bytes([pair[0], pair[1]]) } else { u16::from_be_bytes([pair[0], pair[1]]) }
    });
    let (mut good, mut bad) = (0usize, 0usize);
    for decoded in char::decode_utf16(units) {
        match decoded {
            Ok('\t' | '\n' | '\r') => good += 1,
            Ok(character) if character.is_control() || is_private(character) => bad += 1,
            Ok(_) => good += 1,
            Err(_) => bad += 1,
        }
    }
    (bad * 20 <= good).then_some(encoding)
}

const fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{F0000}'..='\u{10FFFF}')
}
