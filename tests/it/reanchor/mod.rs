//! Re-anchoring after edits whose outcome is known: what is settled must be right, every time.
//!
//! `HASHIYA_EDITS=100000 cargo test --release --test it reanchor -- --nocapture` goes through at least so many annotations of edited
//! articles and prints the table; without it a few thousand. `HASHIYA_SEED=1` makes other articles and other edits, `HASHIYA_ARTICLE`
//! goes through the one of that number. `HASHIYA_SHOW=flagged` prints the flagged places as well as the wrong ones, `twins` the twins, a
//! number all of that article.
//!
//! What it prints with 100,000. The true place of each annotation is known. *Flagged* is what a reader is asked about though it is there.
//! *Wrong* is at another sentence, or changed without a word. *Twins* are at a sentence that has the same text and the same neighbours as
//! the one that was taken out or changed, or that was copied from it afterwards: nothing that is kept tells them apart. On the right the
//! algorithm of Hypothesis, which takes the best match (`baseline.rs`):
//!
//! | edit | annotations | right | flagged | twins | wrong | Hypothesis: right | wrong |
//! |---|---:|---:|---:|---:|---:|---:|---:|
//! | a sentence or paragraph put in | 6,675 | 6,672 | 3 | 0 | 0 | 6,661 | 14 |
//! | taken out | 4,956 | 4,923 | 32 | 1 | 0 | 4,803 | 153 |
//! | taken out beside a look-alike | 4,815 | 4,718 | 92 | 5 | 0 | 4,448 | 367 |
//! | a paragraph moved | 3,181 | 3,104 | 77 | 0 | 0 | 3,163 | 18 |
//! | sentences split or joined | 5,246 | 5,242 | 4 | 0 | 0 | 5,170 | 76 |
//! | respelled, line ends changed | 5,884 | 5,861 | 23 | 0 | 0 | 5,871 | 13 |
//! | a digit, number word, per cent sign | 9,408 | 9,381 | 27 | 0 | 0 | 9,245 | 163 |
//! | a negation, name, letter | 9,116 | 9,085 | 31 | 0 | 0 | 8,953 | 162 |
//! | a copy or look-alike put in | 9,444 | 9,346 | 98 | 0 | 0 | 9,322 | 121 |
//! | 2 of these | 9,318 | 9,167 | 150 | 1 | 0 | 8,993 | 325 |
//! | 3 to 6 of these | 31,957 | 30,869 | 1,079 | 9 | 0 | 29,663 | 2,291 |
//! | all | 100,000 | 98,368 | 1,616 | 16 | 0 | 96,292 | 3,703 |
//!
//! With `HASHIYA_SEED` from 1 to 8, 11 to 18, 21 to 27 and 19, 29, 31, 41 to 44, most of them never looked at while the rules were made, 4 of
//! 3,000,595 are wrong: 2 called changed at the wrong place, which somebody is asked about, and 2, which nobody is told, at a sentence that
//! is word for word the same, with the same neighbours on both sides or on none. 49,337 are flagged, 522 are twins.

#![allow(
    clippy::cast_precision_loss,
    clippy::format_push_string,
    clippy::if_same_then_else,
    clippy::same_functions_in_if_condition,
    reason = "figures of a report, and texts that are made up"
)]

mod articles;
mod baseline;
mod chance;
mod document;
mod edits;
mod properties;

use std::collections::BTreeMap;
use std::fmt::Write;

use hashiya::annotation::State;
use hashiya::annotation::TextQuote;
use hashiya::annotation::anchor::{Anchored, Old, reanchor};
use hashiya::text::{Around, Span};

use chance::Chance;
use document::{Document, Fate, Piece, Truth};
use edits::{EDITS, Edit};

/// An annotation of the old text.
struct Tagged {
    start: usize,
    end: usize,
    quote: TextQuote,
    other: baseline::Quote,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    right: usize,
    flagged: usize,
    wrong: usize,
    /// Of the wrong ones those at another place.
    elsewhere: usize,
    twins: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Verdict {
    Right,
    Flagged,
    Silent,
    Elsewhere,
    /// At a twin: the text and both neighbours stand there word for word, though what was tagged is another one that was taken out, or
    /// that was changed, or its neighbours, after a copy was put in. Of two that are the same in all that is kept of them nobody can say
    /// which one is left; they are counted apart.
    Twin,
}

impl Tally {
    fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Right => self.right += 1,
            Verdict::Flagged => self.flagged += 1,
            Verdict::Silent => self.wrong += 1,
            Verdict::Twin => self.twins += 1,
            Verdict::Elsewhere => (self.wrong, self.elsewhere) = (self.wrong + 1, self.elsewhere + 1),
        }
    }
}

/// Tags sentences and parts of them: numbers, single words, runs of words; overlapping ones as well.
fn tag(document: &Document, text: &str, sentences: &[Span], chance: &mut Chance) -> Vec<Tagged> {
    let characters: Vec<char> = text.chars().collect();
    let density = [8, 30, 60][chance.below(3)];
    let mut tagged = Vec::new();
    let mut add = |span: Span, number: usize| {
        let prefix = number.checked_sub(1).map_or(Span::default(), |at| sentences[at]);
        let suffix = sentences.get(number + 1).copied().unwrap_or_default();
        let around = Around::new(span, prefix, (sentences[number], sentences[number]), suffix);
        let start = text[..span.start].chars().count();
        let end = start + text[span.start..span.end].chars().count();
        let other = baseline::Quote {
            exact: characters[start..end].to_vec(),
            prefix: characters[start.saturating_sub(baseline::CONTEXT)..start].to_vec(),
            suffix: characters[end..(end + baseline::CONTEXT).min(characters.len())].to_vec(),
            position: start,
        };
        tagged.push(Tagged { start, end, quote: TextQuote::new(text, span, around), other });
    };
    for (number, (sentence, span)) in document.sentences().zip(sentences).enumerate() {
        // What is repeated is what goes wrong.
        let density = if sentence.kin.is_some() { density + 40 } else { density };
        if chance.per_cent(density) {
            add(*span, number);
        }
        if chance.per_cent(density) {
            let numbers = sentence.pieces_that(Piece::is_number);
            let words = sentence.pieces_that(Piece::is_word);
            let from =
                if chance.per_cent(50) { chance.pick(&numbers).or(chance.pick(&words)) } else { chance.pick(&words) };
            let Some(from) = from.copied() else { continue };
            let last = words.iter().position(|at| *at == from).unwrap_or(0) + chance.below(7);
            let mut to = words[last.min(words.len() - 1)];
            if sentence.pieces.get(to + 1).is_some_and(|piece| matches!(&*piece.text, "%" | "٪")) {
                to += 1;
            }
            let bytes = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text.len()).sum::<usize>();
            let start = span.start + bytes(&sentence.pieces[..from]);
            add(Span::new(start, start + bytes(&sentence.pieces[from..=to])), number);
        }
    }
    tagged
}

/// Edits that took each other back leave the text as it was: a per cent sign that was taken off and put on again.
fn undone(truth: Truth, quote: &TextQuote, text: &str) -> Truth {
    match truth {
        Truth::At { span, .. } if text[span.start..].starts_with(&quote.exact) && span.len() <= quote.exact.len() => {
            Truth::At { span: Span::new(span.start, span.start + quote.exact.len()), fate: Fate::Kept }
        }
        _ => truth,
    }
}

/// Shared bytes by all bytes.
fn overlap(a: Span, b: Span) -> f64 {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    shared as f64 / (a.len() + b.len() - shared).max(1) as f64
}

fn judge(result: &Anchored, truth: Truth, text: &str) -> Verdict {
    let Some(span) = result.span.filter(|_| result.state.has_place()) else {
        return if truth == Truth::Deleted { Verdict::Right } else { Verdict::Flagged };
    };
    let Truth::At { span: place, fate } = truth else { return Verdict::Elsewhere };
    if result.state == State::Changed {
        let near = overlap(span, place) >= 0.8;
        return match fate {
            _ if !near => Verdict::Elsewhere,
            Fate::Altered => Verdict::Right,
            Fate::Kept | Fate::Respelled => Verdict::Flagged,
        };
    }
    let invisible = |one: char| one.is_whitespace() || matches!(one, '\u{200F}' | '\u{200C}');
    let trimmed = |span: Span| span.slice(text).map(|text| text.trim_matches(invisible).len());
    match fate {
        Fate::Altered if overlap(span, place) > 0.0 => Verdict::Silent,
        _ if overlap(span, place) > 0.0 && trimmed(span) == trimmed(place) => Verdict::Right,
        _ => Verdict::Elsewhere,
    }
}

/// Bytes between a text and its neighbours, where they stand around it in the same paragraph or next to it.
fn gaps(quote: &TextQuote, span: Span, text: &str) -> Option<(usize, usize)> {
    span.slice(text).filter(|text| *text == quote.exact)?;
    let (before, after) = (&text[..span.start], &text[span.end..]);
    // Before the first sentence and after the last one is the end of the text.
    let left = if quote.prefix.is_empty() { Some(0) } else { before.rfind(&*quote.prefix) };
    let left = before.len() - left? - quote.prefix.len();
    let right = if quote.suffix.is_empty() { after.len() } else { after.find(&*quote.suffix)? };
    (left < 1_000 && right < 1_000).then_some((left, right))
}

/// The byte of a code point.
fn byte_of(text: &str, point: usize) -> usize {
    text.char_indices().nth(point).map_or(text.len(), |(byte, _)| byte)
}

/// Whether it was taken for a twin; see [`Verdict::Twin`].
fn is_twin(
    tagged: &Tagged,
    result: &Anchored,
    truth: Truth,
    document: &Document,
    places: &[usize],
    (old, new): (&str, &str),
) -> bool {
    let quote = &tagged.quote;
    let Some(found) = result.span else { return false };
    let at = |start| {
        let start = byte_of(old, start);
        gaps(quote, Span::new(start, start + quote.exact.len()), old)
    };
    match truth {
        // One that was a twin in the old text stays one, whatever was done to its neighbours since. Who copies a sentence and takes the
        // original out has moved it.
        Truth::Deleted => {
            gaps(quote, found, new).or_else(|| at(document.old(places, found.start)?)).is_some()
                || document.is_copy(places, found, tagged.start, tagged.end)
        }
        // What is still as it was has no excuse, however much a copy looks like it.
        Truth::At { span, .. } => gaps(quote, found, new).is_some() && gaps(quote, span, new) != at(tagged.start),
    }
}

/// The same for one that knows no states: whatever it takes, it takes silently.
fn judge_other(found: Option<Span>, truth: Truth) -> Verdict {
    match (found, truth) {
        (None, Truth::Deleted) => Verdict::Right,
        (None, _) => Verdict::Flagged,
        (Some(_), Truth::Deleted) => Verdict::Elsewhere,
        (Some(span), Truth::At { span: place, .. }) if overlap(span, place) < 0.8 => Verdict::Elsewhere,
        (Some(_), Truth::At { fate: Fate::Altered, .. }) => Verdict::Silent,
        _ => Verdict::Right,
    }
}

type Table = BTreeMap<String, (Tally, Tally)>;

/// One article, edited once or up to six times; gives the number of its annotations.
fn run(seed: usize, with_other: bool, table: &mut Table) -> usize {
    let mut chance = Chance::new(seed as u64);
    let (mut document, material) = articles::article(seed, &mut chance);
    if chance.per_cent(50) {
        edits::repeat(&mut document, &material, &mut chance);
    }
    let (old, sentences) = document.begin();
    let tagged = tag(&document, &old, &sentences, &mut chance);
    let count = if chance.per_cent(60) { 1 } else { 2 + chance.below(5) };
    let mut done: Vec<Edit> = Vec::new();
    for _ in 0..count {
        let edit = EDITS[chance.below(EDITS.len())];
        done.extend(edits::apply(edit, &mut document, &material, &mut chance).map(|()| edit));
    }
    let name = match done[..] {
        [] => return 0,
        [edit] => format!("{edit:?}"),
        [_, _] => "combinations of 2".to_owned(),
        _ => "combinations of 3 to 6".to_owned(),
    };
    let (new, places) = document.render();
    let annotations: Vec<Old> =
        tagged.iter().map(|tagged| Old { start: tagged.start, end: tagged.end, quote: &tagged.quote }).collect();
    let results = reanchor(&new, Some(old.chars().count()), &annotations, &[]).annotations;
    let characters: Vec<char> = new.chars().collect();
    let bytes: Vec<usize> = new.char_indices().map(|(at, _)| at).chain([new.len()]).collect();
    let (ours, theirs) = table.entry(name).or_default();
    for (tagged, result) in tagged.iter().zip(&results) {
        let truth = undone(document.truth(&places, tagged.start, tagged.end), &tagged.quote, &new);
        let mut verdict = judge(result, truth, &new);
        if verdict == Verdict::Elsewhere && is_twin(tagged, result, truth, &document, &places, (&old, &new)) {
            verdict = Verdict::Twin;
        }
        ours.add(verdict);
        let shown = match std::env::var("HASHIYA_SHOW").as_deref() {
            Ok("flagged") => verdict == Verdict::Flagged,
            Ok("twins") => verdict == Verdict::Twin,
            Ok(article) => article == seed.to_string(),
            Err(_) => false,
        };
        if shown || matches!(verdict, Verdict::Silent | Verdict::Elsewhere) {
            report(seed, &done, tagged, result, truth, &new, verdict);
        }
        if with_other {
            let found = baseline::match_quote(&characters, &tagged.other);
            theirs.add(judge_other(found.map(|place| Span::new(bytes[place.start], bytes[place.end])), truth));
        }
    }
    tagged.len()
}

fn report(seed: usize, done: &[Edit], tagged: &Tagged, result: &Anchored, truth: Truth, new: &str, verdict: Verdict) {
    let quote = &tagged.quote;
    println!("{verdict:?} in article {seed} after {done:?}, {:?} for {truth:?}", result.state);
    println!(
        "  old [{}] {}({}){} [{}]",
        quote.prefix,
        quote.before.as_deref().unwrap_or_default(),
        quote.exact,
        quote.after.as_deref().unwrap_or_default(),
        quote.suffix
    );
    let around = |span: Span| {
        let from = hashiya::text::offsets::floor(new, span.start.saturating_sub(200));
        let to = hashiya::text::offsets::ceil(new, span.end + 200);
        format!("{} ({}) {}", &new[from..span.start], &new[span.start..span.end], &new[span.end..to]).replace('\n', "⏎")
    };
    if let Some(span) = result.span {
        println!("  found {}", around(span));
    }
    if let Truth::At { span, .. } = truth {
        println!("  truth {}", around(span));
    }
}

fn print(table: &Table) -> (Tally, Tally) {
    let mut out = format!("{:24} {:>8}  {:>32}   {:>36}\n", "", "", "hashiya", "best match taken");
    let _ = writeln!(
        out,
        "{:24} {:>8}  {:>8} {:>8} {:>6} {:>6}    {:>8} {:>8} {:>8} {:>9}",
        "edit", "places", "right", "flagged", "twins", "wrong", "right", "orphan", "wrong", "elsewhere"
    );
    let mut sums = (Tally::default(), Tally::default());
    let mut line = |name: &str, (ours, theirs): (Tally, Tally)| {
        let all = ours.right + ours.flagged + ours.twins + ours.wrong;
        let _ = writeln!(
            out,
            "{name:24} {all:>8}  {:>8} {:>8} {:>6} {:>6}    {:>8} {:>8} {:>8} {:>9}",
            ours.right,
            ours.flagged,
            ours.twins,
            ours.wrong,
            theirs.right,
            theirs.flagged,
            theirs.wrong,
            theirs.elsewhere
        );
    };
    for (name, tallies) in table {
        line(name, *tallies);
        for (sum, tally) in [(&mut sums.0, tallies.0), (&mut sums.1, tallies.1)] {
            sum.right += tally.right;
            sum.flagged += tally.flagged;
            sum.twins += tally.twins;
            sum.wrong += tally.wrong;
            sum.elsewhere += tally.elsewhere;
        }
    }
    line("all", sums);
    println!("{out}");
    sums
}

#[test]
fn nothing_is_settled_at_a_wrong_place() {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse::<usize>().ok());
    let wanted = number("HASHIYA_EDITS");
    let limit = wanted.unwrap_or(4_000);
    let mut table = Table::new();
    // Far enough apart for a run of any length to have articles of its own.
    let mut seed = number("HASHIYA_SEED").unwrap_or(0).saturating_mul(1 << 24);
    let mut done = 0;
    if let Some(article) = number("HASHIYA_ARTICLE") {
        done = limit;
        run(article, false, &mut table);
    }
    while done < limit {
        done += run(seed, wanted.is_some(), &mut table);
        seed += 1;
    }
    let (ours, _) = print(&table);
    assert_eq!(ours.wrong, 0, "places settled that are wrong");
    assert!(ours.flagged * 4 < done, "{} of {done} flagged", ours.flagged);
}
