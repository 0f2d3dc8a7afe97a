//! Bytes become text: byte order mark, the encoding asked for, strict UTF-8, UTF-16 without a mark, a guess.
//!
//! The usual file, valid UTF-8, is read through a small buffer, checked there while it is in the cache, and appended to the
//! text: half the cost of reading it all and checking it afterwards (10 MB of Arabic: about 2.5 ms when its pages are warm, of which the memory
//! itself is most).

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::sniff::{self, Binary};

/// Bytes read at a time.
const CHUNK: usize = 256 * 1024;

/// Bytes from the first one outside ASCII that the guess looks at.
const GUESS: usize = 64 * 1024;

/// A text and where it came from.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static Encoding,
    pub(super) bom: bool,
    pub(super) replaced: usize,
}

impl Decoded {
    /// Text that was at hand.
    pub(super) fn of(text: String) -> Self {
        Self { text, encoding: UTF_8, bom: false, replaced: 0 }
    }

    /// The text apart from how it was decoded.
    pub(super) fn without_text(self) -> (String, Self) {
        (self.text, Self { text: String::new(), ..self })
    }
}

/// Why there is no text.
#[derive(Debug)]
pub(super) enum DecodeError {
    Io(io::Error),
    Binary(Binary),
}

/// Reads to the end and decodes. `size` is how many bytes to expect, `forced` the encoding that the reader named; a byte
/// order mark is believed more than either.
pub(super) fn read(
    mut source: impl Read,
    size: usize,
    forced: Option<&'static Encoding>,
) -> Result<Decoded, DecodeError> {
    let mut buffer = vec![0; CHUNK.min(size.saturating_add(1).max(4 * 1024))];
    let mut text = String::new();
    let mut first = true;
    let mut carried = 0;
    loop {
        let filled = carried + fill(&mut source, &mut buffer[carried..]).map_err(DecodeError::Io)?;
        let at_end = filled < buffer.len();
        let chunk = &buffer[..filled];
        let plain = !first
            || (forced.is_none_or(|encoding| encoding == UTF_8)
                && !chunk.starts_with(b"\xEF\xBB\xBF")
                && sniff::is_plain(&chunk[..filled.min(sniff::SAMPLE)]));
        let valid = if plain { append(&mut text, chunk, if first { size } else { 0 }) } else { 0 };
        let rest = filled - valid;
        if rest == 0 && at_end {
            return Ok(Decoded::of(text));
        }
        // Up to three bytes may be a character cut by the end of the buffer.
        if !plain || rest > 3 || at_end {
            let mut bytes = text.into_bytes();
            bytes.extend_from_slice(&buffer[valid..filled]);
            if !at_end {
                source.read_to_end(&mut bytes).map_err(DecodeError::Io)?;
            }
            return decode(bytes, forced).map_err(DecodeError::Binary);
        }
        buffer.copy_within(valid..filled, 0);
        carried = rest;
        first = false;
    }
}

/// Fills `buffer` as far as the source goes.
pub(super) fn fill(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Appends the valid beginning of `chunk` and says how long it is.
fn append(text: &mut String, chunk: &[u8], reserve: usize) -> usize {
    let good = if chunk.len() < SMALL { valid_beginning(chunk) } else { valid_beginning_of_many(chunk) };
    text.reserve(reserve.max(good.len()));
    text.push_str(good);
    good.len()
}

/// Bytes below which asking the processor what it can do takes longer than doing without; in a virtual machine each question
/// costs ten microseconds and more.
const SMALL: usize = 64 * 1024;

fn valid_beginning(chunk: &[u8]) -> &str {
    str::from_utf8(chunk).unwrap_or_else(|error| str::from_utf8(&chunk[..error.valid_up_to()]).unwrap_or_default())
}

fn valid_beginning_of_many(chunk: &[u8]) -> &str {
    simdutf8::basic::from_utf8(chunk).unwrap_or_else(|_| {
        let end = simdutf8::compat::from_utf8(chunk).map_or_else(|error| error.valid_up_to(), str::len);
        simdutf8::basic::from_utf8(&chunk[..end]).unwrap_or_default()
    })
}

/// Decodes what is not plainly UTF-8.
fn decode(bytes: Vec<u8>, forced: Option<&'static Encoding>) -> Result<Decoded, Binary> {
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        return Ok(with(encoding, &bytes[length..], true));
    }
    if let Some(encoding) = forced {
        return Ok(with(encoding, &bytes, false));
    }
    if let Some(encoding) = sniff::unmarked_utf16(&bytes) {
        return Ok(with(encoding, &bytes, false));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            return match sniff::binary(text.as_bytes(), true) {
                Some(binary) => Err(binary),
                None => Ok(Decoded::of(text)),
            };
        }
        Err(error) => error.into_bytes(),
    };
    if let Some(binary) = sniff::binary(&bytes, false) {
        return Err(binary);
    }
    Ok(with(guess(&bytes), &bytes, false))
}

/// The encoding of bytes that are not valid UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(1024);
    let sample = &bytes[start..bytes.len().min(start + GUESS)];
    // One broken byte in a UTF-8 text must not turn all of it into something else; text in another encoding hardly ever has
    // four good UTF-8 sequences to a bad one.
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&byte| byte >= 0xC2).count();
        // Bad bytes side by side are one fault: a lone surrogate is three.
        bad += usize::from(!chunk.invalid().is_empty() && (bad == 0 || !chunk.valid().is_empty()));
    }
    if good >= bad * 4 {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, start + sample.len() == bytes.len());
    detector.guess(None, Utf8Detection::Allow)
}

/// Decodes and counts the malformed sequences, each of which becomes one U+FFFD.
fn with(encoding: &'static Encoding, bytes: &[u8], bom: bool) -> Decoded {
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Decoded { text: text.into_owned(), encoding, bom, replaced: 0 };
    }
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let replaced = text.matches('\u{FFFD}').count().saturating_sub(genuine_replacements(encoding, bytes));
    Decoded { text: text.into_owned(), encoding, bom, replaced: replaced.max(1) }
}

/// The U+FFFD that the bytes themselves hold.
fn genuine_replacements(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let units = |high: usize| bytes.chunks_exact(2).filter(|pair| pair[high] == 0xFF && pair[1 - high] == 0xFD).count();
    if encoding == UTF_8 {
        memchr::memmem::find_iter(bytes, "\u{FFFD}").count()
    } else if encoding == UTF_16LE {
        units(1)
    } else if encoding == UTF_16BE {
        units(0)
    } else {
        0
    }
}

#[cfg(test)]
mod tests;
