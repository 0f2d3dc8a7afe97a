use encoding_rs::{Encoding, WINDOWS_1255, WINDOWS_1256};

use super::{DecodeError, Decoded, read};

const ARABIC: &str = "قالت المهندسة ليان إن الجسر الجديد سيفتح في الربيع، وإن الكلفة لم تتغير منذ عام.\n";

fn decoded(bytes: &[u8]) -> Decoded {
    read(bytes, bytes.len(), None).unwrap_or_else(|error| panic!("{error:?}"))
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn encodings_are_told_apart_and_the_mark_is_not_text() {
    let hebrew = "ראש העיר אמרה כי הנמל ייפתח מחדש בקיץ, ולא לפני כן.\n";
    let english = "The bridge opens in spring, she said. It will cost nothing.\n";
    let cases: [(&str, &str, Vec<u8>, &str, bool); 10] = [
        ("plain UTF-8", ARABIC, ARABIC.into(), "UTF-8", false),
        ("UTF-8 with mark", ARABIC, [b"\xEF\xBB\xBF", ARABIC.as_bytes()].concat(), "UTF-8", true),
        ("UTF-16LE with mark", ARABIC, utf16(&format!("\u{FEFF}{ARABIC}"), false), "UTF-16LE", true),
        ("UTF-16BE with mark", ARABIC, utf16(&format!("\u{FEFF}{ARABIC}"), true), "UTF-16BE", true),
        ("UTF-16LE bare, Arabic", ARABIC, utf16(ARABIC, false), "UTF-16LE", false),
        ("UTF-16BE bare, Arabic", ARABIC, utf16(ARABIC, true), "UTF-16BE", false),
        ("UTF-16LE bare, Latin", english, utf16(english, false), "UTF-16LE", false),
        ("UTF-16LE bare, Hebrew", hebrew, utf16(hebrew, false), "UTF-16LE", false),
        ("windows-1256", ARABIC, WINDOWS_1256.encode(ARABIC).0.into_owned(), "windows-1256", false),
        ("windows-1255", hebrew, WINDOWS_1255.encode(hebrew).0.into_owned(), "windows-1255", false),
    ];
    for (name, text, bytes, encoding, bom) in cases {
        let found = decoded(&bytes);
        assert_eq!((found.text.as_str(), found.encoding.name(), found.bom), (text, encoding, bom), "{name}");
        assert_eq!(found.replaced, 0, "{name}");
    }
}

#[test]
fn one_broken_byte_leaves_the_text_what_it_was() {
    let mut bytes = ARABIC.as_bytes().to_vec();
    bytes.insert(4, 0xFF);
    let found = decoded(&bytes);
    assert_eq!((found.encoding.name(), found.replaced), ("UTF-8", 1));
    assert_eq!(found.text.replace('\u{FFFD}', ""), ARABIC);
    let cut = decoded(&ARABIC.as_bytes()[..ARABIC.len() - 4]);
    assert_eq!((cut.encoding.name(), cut.replaced), ("UTF-8", 0), "an ASCII end");
    let cut = decoded(&ARABIC.as_bytes()[..10]);
    assert_eq!((cut.encoding.name(), cut.replaced), ("UTF-8", 1), "cut inside a letter: {:?}", cut.text);
}

#[test]
fn a_lone_surrogate_in_a_short_text_is_one_fault() {
    let found = decoded(b"\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85 \xed\xa0\x80 \xd9\x86\xd8\xb5.\n");
    assert_eq!((found.encoding.name(), found.text.replace('\u{FFFD}', "")), ("UTF-8", "سلام  نص.\n".to_owned()));
}

#[test]
fn a_replacement_character_of_the_text_is_not_counted() {
    let found = decoded(format!("{ARABIC}\u{FFFD}").as_bytes());
    assert_eq!(found.replaced, 0);
    let found = decoded(&[format!("{ARABIC}\u{FFFD}").as_bytes(), b"\xFF"].concat());
    assert_eq!(found.replaced, 1);
}

#[test]
fn control_characters_are_kept_and_binary_data_is_refused() {
    let odd = format!("قبل\0بعد \u{1b}[31mأحمر\u{7} {ARABIC}");
    assert_eq!(decoded(odd.as_bytes()).text, odd);
    assert_eq!(decoded(b"a\0b").text, "a\0b");
    let noise: Vec<u8> = (0..4096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for (name, bytes, what) in [
        ("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "a PNG picture"),
        ("ELF", b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec(), "a program"),
        ("PDF", b"%PDF-1.7\n1 0 obj\n".to_vec(), "a PDF document"),
        ("noise", noise, "binary data"),
    ] {
        match read(&bytes[..], bytes.len(), None) {
            Err(DecodeError::Binary(found)) => assert_eq!(found.what, what, "{name}"),
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn characters_cut_by_the_buffer_are_joined() {
    for shift in 0..4 {
        let text = format!("{}{}", "x".repeat(shift), "ب😀€".repeat(60_000));
        assert_eq!(decoded(text.as_bytes()).text, text, "{shift}");
        let found = read(text.as_bytes(), 0, None).unwrap_or_else(|error| panic!("{error:?}"));
        assert_eq!(found.text, text, "size unknown, {shift}");
    }
}

#[test]
fn a_named_encoding_wins_over_the_guess_but_not_over_the_mark() {
    let bytes = WINDOWS_1256.encode("نص").0.into_owned();
    let forced = Encoding::for_label(b"iso-8859-6");
    let found = read(&bytes[..], bytes.len(), forced).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(found.encoding.name(), "ISO-8859-6");
    let marked = utf16("\u{FEFF}نص", true);
    let found = read(&marked[..], marked.len(), forced).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!((found.encoding.name(), found.text.as_str()), ("UTF-16BE", "نص"));
}
