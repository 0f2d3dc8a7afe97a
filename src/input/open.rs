//! Opening: from a file, a stream or text at hand to an [`Article`].

use std::io::Read;
use std::path::Path;

use encoding_rs::Encoding;

use super::decode::{DecodeError, Decoded};
use super::{Article, OpenError, Origin, Raw, format};
use crate::disk::{self, Kind, Opened};
use crate::text::Language;

/// What a line end in plain text means.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub enum Newline {
    /// The end of a paragraph.
    Paragraph,
    /// The end of a line: lines are joined into paragraphs, which blank lines, list items, quotations and indentation divide.
    Wrap,
    /// What the form of the text says; the end of a paragraph where that is not plain.
    #[default]
    Auto,
}

/// What the reader knows better than a guess.
#[derive(Clone, Copy, Debug, Default)]
pub struct OpenOptions {
    /// The encoding; a byte order mark in the file is believed more.
    pub encoding: Option<&'static Encoding>,
    /// The language of the text.
    pub language: Option<Language>,
    /// What a line end in plain text means.
    pub newline: Newline,
}

/// Bytes from which a file is large enough for its beginning to be shown first.
const LARGE: u64 = 512 * 1024;
/// Bytes of the beginning.
const HEAD: usize = 128 * 1024;

impl Article {
    /// Reads and decodes a file, guessing encoding and language.
    ///
    /// Cost: for 10 MB of UTF-8 about 10 ms, of which reading into fresh memory is most; no sentence is looked for and
    /// nothing is digested.
    ///
    /// # Errors
    /// When it is missing, unreadable, a folder, a device, empty, or binary.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Self::open_with(path, &OpenOptions::default())
    }

    /// As [`open`](Self::open), with what the reader said of the file.
    ///
    /// # Errors
    /// Those of [`open`](Self::open).
    pub fn open_with(path: &Path, options: &OpenOptions) -> Result<Self, OpenError> {
        let shown = shown(&path.to_string_lossy());
        let failed = |cause| OpenError::from_io(shown.clone(), cause);
        let opened = disk::open(path).map_err(failed)?;
        match opened.kind {
            Kind::Folder => return Err(OpenError::Folder { path: shown }),
            Kind::Device => return Err(OpenError::Device { path: shown }),
            Kind::File | Kind::Pipe | Kind::Other => {}
        }
        let name = path.file_name().map_or_else(|| shown.clone(), |name| self::shown(&name.to_string_lossy()));
        let size = usize::try_from(opened.size).unwrap_or(0);
        Self::read(&shown, name, Origin::File(path.to_owned()), opened.file, size, options)
    }

    /// The beginning of a large file of UTF-8 in a format that can be read so, while the rest is on its way; `Ok(None)` for a file that
    /// is not large, and for anything else, which [`open`](Self::open) looks at more closely. What it has is a prefix of the whole
    /// text, and its paragraphs but the last ones are those of the whole. Cost: well under a millisecond.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open_head(path: &Path, options: &OpenOptions) -> Result<Option<Self>, OpenError> {
        if options.encoding.is_some() {
            return Ok(None);
        }
        let shown_path = shown(&path.to_string_lossy());
        let failed = |cause| OpenError::from_io(shown_path.clone(), cause);
        let Opened { file, kind, size } = disk::open(path).map_err(failed)?;
        if kind != Kind::File || size < LARGE {
            return Ok(None);
        }
        let mut bytes = Vec::with_capacity(HEAD);
        file.take(HEAD as u64).read_to_end(&mut bytes).map_err(failed)?;
        let Some(cut) = head_end(&bytes) else { return Ok(None) };
        bytes.truncate(cut);
        let marked = bytes.starts_with("\u{FEFF}".as_bytes()) || bytes.contains(&0);
        let name = path.file_name().map_or_else(|| shown_path.clone(), |name| shown(&name.to_string_lossy()));
        if marked || str::from_utf8(&bytes).is_err() || !format::of(&name, &bytes).streams {
            return Ok(None);
        }
        let head = Self::read(&shown_path, name, Origin::File(path.to_owned()), &*bytes, bytes.len(), options);
        Ok(head.ok().map(|head| Self { is_head: true, ..head }))
    }

    /// An article from a stream, standard input for instance, which is read to its end.
    ///
    /// # Errors
    /// When reading fails, or what comes is empty or binary.
    pub fn from_reader(
        name: &str,
        origin: Origin,
        source: impl Read,
        options: &OpenOptions,
    ) -> Result<Self, OpenError> {
        Self::read(&shown(name), shown(name), origin, source, 0, options)
    }

    /// An article from bytes at hand, decoded as a file is.
    ///
    /// # Errors
    /// When they are empty or binary.
    pub fn from_bytes(name: &str, origin: Origin, bytes: &[u8]) -> Result<Self, OpenError> {
        Self::read(&shown(name), shown(name), origin, bytes, bytes.len(), &OpenOptions::default())
    }

    /// An article from text at hand, as plain text. It may be blank: then it has no paragraphs.
    pub fn from_text(name: &str, text: String) -> Self {
        Self::plain((Origin::Stdin, shown(name)), text, &OpenOptions::default())
    }

    /// As [`from_text`](Self::from_text), from another origin and with what the reader said of it.
    pub(super) fn plain(known_as: (Origin, String), text: String, options: &OpenOptions) -> Self {
        let extracted = format::plain::extracted(Decoded::of(text), options.newline);
        Self::new(&format::plain::FORMAT, extracted, known_as, options)
    }

    fn read(
        path: &str,
        name: String,
        origin: Origin,
        source: impl Read,
        size: usize,
        options: &OpenOptions,
    ) -> Result<Self, OpenError> {
        let failed = |cause| OpenError::from_io(path.to_owned(), cause);
        let raw = Raw::new(source, size, options).map_err(failed)?;
        let format = format::of(&name, raw.head());
        let extracted = (format.read)(raw, options).map_err(|error| match error {
            DecodeError::Io(cause) => failed(cause),
            DecodeError::Binary(found) => {
                OpenError::Binary { path: path.to_owned(), what: found.what, remedy: found.remedy }
            }
        })?;
        if extracted.paragraphs.is_empty() {
            return Err(OpenError::Empty { path: path.to_owned() });
        }
        Ok(Self::new(format, extracted, (origin, name), options))
    }
}

/// Where the beginning of a file ends: at a blank line, so that no wrapped paragraph is cut, where there is one in its second half;
/// else at a line end, and in a file of one line at a blank.
fn head_end(bytes: &[u8]) -> Option<usize> {
    let blank_line = [&b"\n\n"[..], b"\n\r\n"].into_iter().filter_map(|ends| {
        memchr::memmem::rfind(bytes, ends).map(|at| at + ends.len()).filter(|end| *end > bytes.len() / 2)
    });
    let last = |wanted| memchr::memrchr(wanted, bytes).map(|at| at + 1);
    blank_line.max().or_else(|| last(b'\n')).or_else(|| last(b' '))
}

/// A name as it may be shown anywhere: control and formatting characters become U+FFFD, so that a file name can neither speak to the
/// terminal nor turn the line around.
fn shown(name: &str) -> String {
    name.chars()
        .map(|character| match character {
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
            _ if character.is_control() => '\u{FFFD}',
            _ => character,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Article, Newline, OpenOptions, Origin};
    use std::path::Path;

    #[test]
    fn errors_name_the_file_the_fact_and_the_remedy() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).expect("a file");
            path
        };
        let cases = [
            ("missing", folder.path().join("none.txt"), "none.txt: no such file"),
            ("under a file", file("f.txt", b"x").join("g.txt"), "no such file"),
            ("folder", folder.path().to_owned(), "is a folder; name a file in it"),
            ("empty", file("e.txt", b""), "e.txt: is empty: nothing to read"),
            ("blank", file("b.txt", b" \n\r\n\t"), "is empty"),
            ("only a mark", file("m.txt", b"\xEF\xBB\xBF"), "is empty"),
            ("picture", file("p.txt", b"\x89PNG\r\n\x1a\n\0\0"), "is a PNG picture, not text; choose a text file"),
            ("escape in the name", folder.path().join("a\u{1b}[31m\u{202e}.txt"), "a\u{FFFD}[31m\u{FFFD}.txt"),
            ("device", Path::new("/dev/zero").to_owned(), "is a device"),
        ];
        for (name, path, message) in cases {
            let error = Article::open(&path).expect_err(name).to_string();
            assert!(error.contains(message), "{name}: {error}");
        }
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("خبر.md");
        std::fs::write(&path, "\u{FEFF}# عنوان\r\n\r\nنص.\r\n").expect("a file");
        let article = Article::open(&path).expect("an article");
        assert_eq!(
            (article.source.name.as_str(), article.source.encoding, article.source.bom),
            ("خبر.md", "UTF-8", true)
        );
        assert_eq!(*article.document.text, "عنوان\nنص.\n");
        assert_eq!(article.source.original.expect("its own text").text, "# عنوان\r\n\r\nنص.\r\n");
        assert_eq!(article.source.extractor, "markdown 1");
        assert_eq!(article.document.paragraphs.len(), 2);
        assert_eq!(article.source.origin, Origin::File(path));
    }

    #[test]
    fn the_beginning_of_a_large_file_is_the_beginning_of_the_whole() {
        let wrapped = "The ship came into the old harbour at dawn, and nobody stood on\nthe quay but the watchman and his \
                       dog. He said that the passengers\nof the day before had not come back.\n\n";
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in [("wrapped.txt", wrapped), ("lines.txt", "قال إن السفينة وصلت.\nنعم، وصلت أمس.\n")]
        {
            let path = folder.path().join(name);
            std::fs::write(&path, text.repeat(600_000 / text.len())).expect("a file");
            for newline in [Newline::Auto, Newline::Wrap, Newline::Paragraph] {
                let options = OpenOptions { newline, ..OpenOptions::default() };
                let head = Article::open_head(&path, &options).expect("readable").expect("a large file");
                let whole = Article::open_with(&path, &options).expect("an article");
                let known = head.document.paragraphs.len() - 1;
                assert!(
                    whole.document.text.starts_with(head.document.text.as_str()) && known > 0,
                    "{name}, {newline:?}"
                );
                assert_eq!(
                    head.document.paragraphs[..known],
                    whole.document.paragraphs[..known],
                    "{name}, {newline:?}"
                );
            }
        }
    }

    #[test]
    fn streams_and_options() {
        let options = OpenOptions { language: crate::text::Language::from_code("ur"), ..OpenOptions::default() };
        let article = Article::from_reader("stdin", Origin::Stdin, "نص".as_bytes(), &options).expect("an article");
        assert_eq!((article.document.language.code(), article.document.text.as_str()), ("ur", "نص"));
        assert!(Article::from_bytes("stdin", Origin::Stdin, b"\n").is_err());
    }
}
