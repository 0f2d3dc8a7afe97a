//! What a format reads: the bytes of an article, of which the first ones were looked at.

use std::io::{self, Read};

use encoding_rs::Encoding;

use super::OpenOptions;
use super::decode::fill;
use super::sniff::SAMPLE;

/// The bytes of an article, read from the first one on.
pub(super) struct Raw<'r> {
    head: Vec<u8>,
    /// How many bytes of the head were read.
    given: usize,
    rest: Box<dyn Read + 'r>,
    /// How many bytes there are, as far as that is known.
    pub(super) size: usize,
    /// The encoding that the reader named.
    pub(super) encoding: Option<&'static Encoding>,
}

impl<'r> Raw<'r> {
    /// Reads the first bytes of a source.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(super) fn new(mut source: impl Read + 'r, size: usize, options: &OpenOptions) -> io::Result<Self> {
        let mut head = vec![0; SAMPLE];
        let length = fill(&mut source, &mut head)?;
        head.truncate(length);
        Ok(Self { head, given: 0, rest: Box::new(source), size, encoding: options.encoding })
    }

    /// The first bytes, 8 KiB at most: by them a format is known that no name tells.
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }
}

impl Read for Raw<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut head = &self.head[self.given..];
        if head.is_empty() {
            return self.rest.read(buffer);
        }
        let count = head.read(buffer)?;
        self.given += count;
        Ok(count)
    }
}
