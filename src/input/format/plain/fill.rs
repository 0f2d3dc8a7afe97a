//! Whether a text was wrapped by a program, and at how many columns.
//!
//! A program that wraps begins a new line where the next word does not fit. So each line end inside a paragraph says something of the
//! width: not less than the line, and less than the line with the first word of the next. In wrapped text some width agrees with
//! nearly all of them; lines that end by their own will (paragraphs, verse, addresses, lists) agree on none. Verse of one metre comes
//! near; it is told by what stands at its line ends and line starts. In doubt a text is not wrapped: a paragraph cut in two is a
//! lesser harm than two made one.

use super::lines::{Line, at_most, ends};
use super::shape::{Measure, Shape};
use crate::text::cluster::columns;
use crate::text::sentence;

/// Bytes that are looked at: less than the beginning of a large file that is shown first, so that the answer is the same for both.
const SAMPLE: usize = 32 * 1024;
/// Columns that text is wrapped at. Verse and addresses are mostly narrower, paragraphs wider.
const WIDTHS: std::ops::RangeInclusive<usize> = 50..=132;
/// Characters of a wrapped line at most, vowel signs included.
const LINE: usize = 200;
/// The columns of a text that does not say.
pub(super) const USUAL: usize = 72;
/// Words of a line up to which it is hardly running text.
const WORDS: usize = 3;
/// Columns by which programs differ: some count the blank at the end, some leave a column free, some even out the lines.
const SLACK: usize = 1;

/// A line end between two lines of one block with the same indentation.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the line")]
struct Junction {
    /// The level of quotation of both lines.
    quoted: usize,
    width: usize,
    first: usize,
    /// The line ends with punctuation.
    ended: bool,
    /// The next line begins as a sentence or a list does: with a capital or a digit.
    starts: bool,
    /// Or as neither does: with a small letter.
    goes_on: bool,
    /// Punctuation stands inside of the line.
    punctuated: bool,
    /// A sentence ends inside of it.
    final_inside: bool,
    /// Columns of the next line, where it is the last of its paragraph.
    last: Option<usize>,
}

impl Junction {
    fn agrees(&self, fill: usize, slack: usize) -> bool {
        self.width <= fill + slack && self.width + self.first + slack >= fill
    }
}

/// The width that most line ends of a level of quotation agree with, in columns, and whether it is plain that it was wrapped at it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Fill {
    pub(super) width: usize,
    pub(super) is_certain: bool,
}

/// What there is to know of a text: each level of quotation was written by somebody else, with another program.
pub(super) struct Fills {
    /// How the programs counted.
    pub(super) measure: Measure,
    levels: Vec<Fill>,
}

impl Fills {
    /// Of a level of quotation.
    pub(super) fn of(&self, level: usize) -> Fill {
        self.levels.get(level).copied().unwrap_or(Fill { width: USUAL, is_certain: false })
    }

    /// Whether a part of the text was wrapped.
    pub(super) fn is_certain(&self) -> bool {
        self.levels.iter().any(|fill| fill.is_certain)
    }
}

/// Levels of quotation that are told apart.
const LEVELS: usize = 6;

/// Whether enough lines that follow each other are short enough to be wrapped: a glance, which answers for most articles, at once.
pub(super) fn may_be_wrapped(text: &str, lines: &[Line]) -> bool {
    let pairs = sample(lines).windows(2).filter(|pair| !pair[1].apart).map(|pair| at_most(LINE, text, pair[0].span));
    let (all, short) = pairs.fold((0, 0), |(all, short), is_short| (all + 1, short + usize::from(is_short)));
    short > 1 && short * 10 >= all * 4
}

fn sample(lines: &[Line]) -> &[Line] {
    &lines[..lines.partition_point(|line| line.span.end <= SAMPLE)]
}

/// Looks at the first [`SAMPLE`] bytes.
pub(super) fn fills(text: &str, lines: &[Line]) -> Fills {
    // Editors wrap by columns; programs that count characters take harakat for columns too.
    let measures: [Measure; 2] = [|text| text.chars().count(), columns];
    let counted = measures.map(|measure| {
        let mut levels: Vec<Vec<Junction>> = (0..LEVELS).map(|_| Vec::new()).collect();
        for junction in junctions(text, lines, measure) {
            if let Some(level) = levels.get_mut(junction.quoted) {
                level.push(junction);
            }
        }
        let votes: Vec<Vote> = levels.iter().map(|junctions| best(junctions)).collect();
        let agreed = votes.iter().fold((0, 0), |sum, vote| (sum.0 + vote.0, sum.1 + vote.1));
        (agreed, measure, levels, votes)
    });
    let [by_characters, by_columns] = counted;
    let (_, measure, levels, votes) = if by_characters.0 > by_columns.0 { by_characters } else { by_columns };
    let mut fills: Vec<Fill> = levels
        .iter()
        .zip(&votes)
        .map(|(junctions, (agreed, _, width))| {
            let width = if *agreed > 0 { *width } else { USUAL };
            Fill { width, is_certain: is_certain(width, junctions) }
        })
        .collect();
    if fills.iter().any(|fill| fill.is_certain) {
        // A short quotation in a wrapped mail was wrapped as well, if all that there is of it agrees.
        for ((fill, junctions), (agreed, ..)) in fills.iter_mut().zip(&levels).zip(&votes) {
            fill.is_certain |= *agreed > 0 && *agreed == junctions.len();
        }
    }
    Fills { measure, levels: fills }
}

/// How many line ends agree with a width, how many of them without [`SLACK`], and the width.
type Vote = (usize, usize, usize);

/// The width that most line ends agree with.
fn best(junctions: &[Junction]) -> Vote {
    let votes = |fill: usize, slack: usize| junctions.iter().filter(|junction| junction.agrees(fill, slack)).count();
    // Of equals the narrowest, which some line fills.
    let counted = WIDTHS.rev().map(|width| (votes(width, SLACK), votes(width, 0), width));
    counted.max_by_key(|(agreed, exact, _)| (*agreed, *exact)).unwrap_or_default()
}

/// Whether the line ends are those of running text that was wrapped at a width.
fn is_certain(width: usize, junctions: &[Junction]) -> bool {
    let agreeing: Vec<&Junction> = junctions.iter().filter(|junction| junction.agrees(width, SLACK)).collect();
    let count = |is: &dyn Fn(&Junction) -> bool| agreeing.iter().filter(|junction| is(junction)).count();
    let (all, agreed) = (junctions.len(), agreeing.len());
    if agreed < 2 || (all < 5 && agreed < all) {
        return false;
    }
    // One word in six or so has punctuation after it, but the end of every paragraph, and of most verses.
    let is_open = count(&|line| !line.ended) * 2 >= agreed;
    // One word in eight or so has a capital, in German one in three, but every line of much verse, of lists and of logs.
    let is_free = count(&|line| line.starts) * 10 <= agreed * 6;
    // What begins with a small letter began before. Letters without case do not say so: then more must agree, and either the ends of
    // sentences inside of lines tell it from verse, or the last lines of paragraphs, which end anywhere.
    let agrees = if count(&|line| line.goes_on) * 10 >= agreed * 6 {
        agreed * 10 >= all * 4
    } else {
        let last: Vec<usize> = junctions.iter().filter_map(|junction| junction.last).collect();
        let short = last.iter().filter(|last| *last * 5 < width * 4).count();
        agreed * 10 >= all * 7
            && count(&|line| line.punctuated) * 6 >= agreed
            && (count(&|line| line.final_inside) * 8 >= agreed || short * 3 >= last.len().max(1))
    };
    is_open && is_free && agrees
}

fn junctions(text: &str, lines: &[Line], measure: Measure) -> Vec<Junction> {
    let sample = sample(lines);
    let shapes: Vec<Shape> = sample.iter().map(|line| Shape::of(text, line, measure)).collect();
    let goes_on = |index: usize| {
        let (here, next) = (&shapes[index], &shapes[index + 1]);
        let same = here.quoted == next.quoted && (here.indent == next.indent || here.is_item);
        let plain = !here.rule && !here.gap && !next.rule && !next.gap && !next.labelled;
        same && plain && !next.is_item && !sample[index + 1].apart
    };
    let mut junctions = Vec::new();
    for at in (1..sample.len()).filter(|at| goes_on(at - 1)) {
        let (line, here, next) = (&sample[at - 1], &shapes[at - 1], &shapes[at]);
        let inner = &text[here.start..line.span.end];
        // Addresses, lists and titles say nothing.
        if inner.split_whitespace().count() <= WORDS {
            continue;
        }
        let start = &text[next.start..];
        let inside = |wanted: fn(char) -> bool| has_inside(inner, wanted);
        let is_last = if at + 1 < sample.len() { !goes_on(at) } else { sample.len() == lines.len() };
        junctions.push(Junction {
            quoted: here.quoted,
            width: here.width,
            first: next.first,
            ended: line.ended,
            starts: starts(start),
            goes_on: start.starts_with(char::is_lowercase),
            punctuated: inside(ends),
            final_inside: inside(sentence::is_final),
            last: is_last.then_some(next.width),
        });
    }
    junctions
}

/// Whether a line begins with a digit or with a word that has a capital at its start only.
fn starts(line: &str) -> bool {
    let mut characters = line.chars();
    let first = characters.next();
    first.is_some_and(char::is_numeric)
        || (first.is_some_and(char::is_uppercase) && !characters.next().is_some_and(char::is_uppercase))
}

/// Whether punctuation that is wanted stands before a blank inside of a line: in running text sentences and clauses end anywhere, in
/// verse and lists at line ends.
fn has_inside(inner: &str, wanted: fn(char) -> bool) -> bool {
    let inner = inner.trim_end();
    let mut characters = inner.chars().zip(inner.chars().skip(1));
    characters.any(|(character, next)| wanted(character) && next.is_whitespace())
}
