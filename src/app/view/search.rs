//! Searching the article.

use super::View;
use crate::app::message::Message;
use crate::text::Span;
use crate::text::fold::Pattern;

/// What was searched for last, and the match that the reader is at.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pattern: Pattern,
    query: String,
    current: Option<Span>,
    /// The starts of the first matches of the article, and whether these are all.
    counted: (Vec<usize>, bool),
}

/// Bytes of the article in which matches are counted: what comes after is too much to read for a number.
const COUNTED: usize = 512 * 1024;

impl Found {
    /// `Match 2 of 7`; `7+` where there may be more than were counted.
    fn number(&self, current: Span) -> String {
        let (starts, all) = &self.counted;
        let total = format!("{}{}", starts.len(), if *all { "" } else { "+" });
        match starts.binary_search(&current.start) {
            Ok(at) => format!("Match {} of {total}", at + 1),
            Err(_) => format!("A match beyond the first {}", starts.len()),
        }
    }
}

impl View {
    /// Searches for `query` from the current sentence on; returns what there is to say of it. Without a letter in it, nothing is
    /// searched for any more.
    pub fn search(&mut self, query: &str) -> Option<Message> {
        let Some(pattern) = Pattern::new(query) else {
            self.forget_search();
            return None;
        };
        let counted = self.count_matches(&pattern);
        self.found = Some(Found { pattern, query: query.to_owned(), current: None, counted });
        Some(self.next_match(1))
    }

    /// Nothing is searched for any more.
    pub fn forget_search(&mut self) {
        self.found = None;
    }

    /// Goes `count` matches on, or back where it is negative; past an end it goes on at the other. Returns what there is to say.
    pub fn next_match(&mut self, count: i64) -> Message {
        let mut message = Message::failed("Nothing was searched for yet: / searches");
        for _ in 0..count.unsigned_abs() {
            let Some(found) = self.found.clone() else { break };
            let start = self.position();
            // Only a match in the current sentence is a place to go on from: the reader may have moved since.
            let from = found.current.filter(|at| self.sentence().contains(at.start));
            let hit = if count > 0 {
                let (at, inclusive) = from.map_or((start, true), |at| (at.start, false));
                self.match_after(&found.pattern, at, inclusive)
            } else {
                self.match_before(&found.pattern, from.map_or(start, |at| at.start))
            };
            let Some((span, wrapped)) = hit else { return Message::failed(format!("Not found: {}", found.query)) };
            let number = found.number(span);
            let end = if count > 0 { "start" } else { "end" };
            message =
                Message::said(if wrapped { format!("{number}; the search went on at the {end}") } else { number });
            self.found = Some(Found { current: Some(span), ..found });
            self.go_to(span.start);
        }
        message
    }

    /// The match that the reader is at.
    pub fn current_match(&self) -> Option<Span> {
        self.found.as_ref()?.current
    }

    /// The matches in a paragraph of what is searched for.
    pub fn matches_in(&self, paragraph: usize) -> Vec<Span> {
        self.found.as_ref().map_or_else(Vec::new, |found| self.matches(&found.pattern, paragraph))
    }

    /// The starts of the matches in the beginning of the article, and whether that is all of it.
    fn count_matches(&self, pattern: &Pattern) -> (Vec<usize>, bool) {
        let paragraphs = &self.document().paragraphs;
        let end = paragraphs.partition_point(|paragraph| paragraph.span.end <= COUNTED);
        let starts = (0..end).flat_map(|paragraph| self.matches(pattern, paragraph)).map(|span| span.start);
        (starts.collect(), end == paragraphs.len())
    }

    fn matches(&self, pattern: &Pattern, paragraph: usize) -> Vec<Span> {
        let start = self.document().paragraphs[paragraph].span.start;
        pattern.find_all(self.flow.text(paragraph)).into_iter().map(|span| span.shifted(start)).collect()
    }

    /// The first match at or after a byte, and whether the search went past the end.
    fn match_after(&self, pattern: &Pattern, at: usize, inclusive: bool) -> Option<(Span, bool)> {
        let (here, count) = (self.document().paragraph_at(at)?, self.flow.paragraphs());
        for step in 0..=count {
            let paragraph = (here + step) % count;
            let wrapped = here + step >= count;
            let hit = self.matches(pattern, paragraph).into_iter().find(|span| {
                let after = if inclusive { span.start >= at } else { span.start > at };
                step > 0 && step < count || (step == 0 && after) || step == count
            });
            if let Some(span) = hit {
                return Some((span, wrapped));
            }
        }
        None
    }

    /// The last match before a byte, and whether the search went past the start.
    fn match_before(&self, pattern: &Pattern, at: usize) -> Option<(Span, bool)> {
        let (here, count) = (self.document().paragraph_at(at)?, self.flow.paragraphs());
        for step in 0..=count {
            let paragraph = (here + count - step % count) % count;
            let hit = self.matches(pattern, paragraph).into_iter().rev().find(|span| step > 0 || span.start < at);
            if let Some(span) = hit {
                return Some((span, step > here));
            }
        }
        None
    }
}
