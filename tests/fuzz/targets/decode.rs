//! Bytes of a file become an article.

use std::io::{self, Read};

use hashiya::input::{Article, Newline, OpenError, OpenOptions, Origin};

use super::{article, choice};

/// A source that gives little at a time.
struct Slow<'d> {
    data: &'d [u8],
    step: usize,
}

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.step.min(buffer.len()).min(self.data.len());
        buffer[..count].copy_from_slice(&self.data[..count]);
        self.data = &self.data[count..];
        Ok(count)
    }
}

/// Bytes that the first chunk of a stream has.
const CHUNK: usize = 4 * 1024;

pub(crate) fn run(mut data: &[u8]) {
    let (step, padded) = (choice(&mut data) % 64 + 1, choice(&mut data));
    let newline = [Newline::Auto, Newline::Paragraph, Newline::Wrap][choice(&mut data) % 3];
    let name = format!("{}.txt", String::from_utf8_lossy(&data[..data.len().min(8)]));
    // Some of it comes to stand over the end of the first chunk.
    let padding = if padded % 4 == 0 { CHUNK - padded.min(data.len()) } else { 0 };
    let bytes: Vec<u8> = std::iter::repeat_n(b'x', padding).chain(data.iter().copied()).collect();
    let options = OpenOptions { newline, ..OpenOptions::default() };
    let opened = Article::from_reader(&name, Origin::Stdin, Slow { data: &bytes, step }, &options);
    let opened = match opened {
        Ok(opened) => opened,
        Err(error) => {
            let message = error.to_string();
            assert!(!message.contains(char::is_control), "{message:?}");
            let blank = matches!(error, OpenError::Empty { .. });
            assert!(blank || matches!(error, OpenError::Binary { .. }), "{message:?}");
            return;
        }
    };
    assert!(!opened.source.name.contains(char::is_control), "{:?}", opened.source.name);
    article::check(&opened);
    let whole = Article::from_bytes(&name, Origin::Stdin, &bytes).expect("what can be read slowly can be read");
    assert_eq!(
        (&whole.document.text, whole.source.encoding, whole.source.replaced),
        (&opened.document.text, opened.source.encoding, opened.source.replaced)
    );
    if opened.source.encoding == "UTF-8" && opened.source.replaced == 0 {
        let mark = if opened.source.bom { 3 } else { 0 };
        assert_eq!(opened.document.text.as_bytes(), &bytes[mark..], "valid UTF-8 is not changed");
    }
    assert_eq!(opened.source.reading().is_some(), opened.source.encoding != "UTF-8" || opened.source.replaced > 0);
}
