//! Runs of finals, and what closes after them.

use super::classes::{is_ellipsis, is_pictograph, is_stop};
use super::context::{begins_with_dots, note_number};
use super::{Splitter, is_final};

/// What a run of finals is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// One full stop of ASCII form, nothing more.
    Stop,
    /// An ellipsis among them, in one character or three.
    Ellipsis,
    /// Anything else.
    Other,
}

/// A run of finals and what closes after it.
pub(super) struct Ending {
    /// Byte of the first final.
    pub(super) at: usize,
    /// One past the last final or closing mark.
    pub(super) end: usize,
    /// The last final.
    pub(super) last: char,
    /// What the finals are together.
    pub(super) mark: Mark,
    /// A quotation mark closes after it.
    pub(super) quoted: bool,
    /// A bracket closes after it.
    pub(super) bracketed: bool,
}

impl Splitter<'_> {
    /// Reads the finals from byte `at`, and what closes after them.
    pub(super) fn ending(&mut self, at: usize) -> Ending {
        let mut ending = Ending { at, end: at, last: '.', mark: Mark::Other, quoted: false, bracketed: false };
        let (mut finals, mut dots) = (0usize, 0usize);
        let mut position = at;
        let mut after_stop = false;
        while let Some(found) = self.char_at(position) {
            let next = position + found.len_utf8();
            if is_final(found) || position == at {
                // A final after the closing mark ends the sentence that the quotation or bracket is in.
                (ending.quoted, ending.bracketed) = (false, false);
                finals += 1;
                dots += usize::from(is_stop(found));
                if is_ellipsis(found) || after_stop && (is_stop(found) || found == '۔') {
                    ending.mark = Mark::Ellipsis;
                }
                ending.last = found;
            } else if found == ' ' && dots == finals && self.text[next..].starts_with('.') {
                // ". . ."; but "…that. ...and then" begins with its dots.
                if begins_with_dots(&self.text[next..]) {
                    break;
                }
                // "… and so on ... .": the ellipsis, then the stop.
                if dots > 2 && !self.text[next + 1..].starts_with(" .") {
                    ending.mark = Mark::Other;
                    finals += 1;
                    dots += 1;
                    position = next + 1;
                    ending.end = position;
                    break;
                }
                position = next;
                continue;
            } else if is_pictograph(found) {
                // A face after the final is of the sentence that it smiles at.
            } else if found.is_whitespace() {
                let rest = self.text[position..].trim_start();
                let Some(spaced) = rest.chars().next() else { break };
                let start = self.text.len() - rest.len();
                if is_pictograph(spaced) {
                    position = start;
                    continue;
                }
                let after = start + spaced.len_utf8();
                if !self.closes_apart(spaced, after) {
                    break;
                }
                self.close(spaced, &mut ending);
                position = after;
                ending.end = after;
                continue;
            } else if self.closes(found, next) {
                self.close(found, &mut ending);
            } else if let Some(length) = note_number(&self.text[position..]) {
                position += length;
                ending.end = position;
                continue;
            } else {
                break;
            }
            after_stop = is_stop(found) || found == '۔';
            position = next;
            ending.end = next;
        }
        if finals == 1 && dots == 1 {
            ending.mark = Mark::Stop;
        }
        ending
    }
}
