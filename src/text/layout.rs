//! A paragraph laid out as lines of cells in visual order.
//!
//! Text → levels (UAX #9) → clusters (UAX #29), each with its joined form → lines in logical order (UAX #14) → per line L1, L2 over
//! clusters, which gives L3. Everything is linear in the text; about 0.03 ms for a usual paragraph.

use std::mem;

use compact_str::CompactString;

use unicode_bidi_mirroring::get_mirrored;
use unicode_linebreak::linebreaks;

use super::bidi::{Levels, visual_order};
use super::cluster::{clusters, paint};
use super::shape::Joiner;
use super::soft_break::soft_breaks;
use super::{BaseDirection, Span};

/// How letters that join are written into cells.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Shaping {
    /// Presentation forms, lam-alef as one cell. A letter that has no form stays as it is, with U+200D on the sides where it is
    /// joined; one that must not be joined to the next ends in U+200C. Where the terminal does not join letters, these two are not
    /// to be painted.
    #[default]
    Forms,
    /// The characters of the text.
    None,
}

/// The order of the cells of a line.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Order {
    /// As they are seen, from left to right: reordered (L2), brackets mirrored (L4).
    #[default]
    Visual,
    /// As they are read, for a terminal or a screen reader that orders them by itself. Every cell is at level 0 then.
    Logical,
}

impl Order {
    /// How text is laid out for a terminal that takes it in this order: with forms where it does nothing by itself, and the characters
    /// of the text where it does everything.
    pub fn options(self, width: Option<usize>, direction: Option<BaseDirection>) -> Options {
        let shaping = if self == Self::Visual { Shaping::Forms } else { Shaping::None };
        Options { width, direction, shaping, order: self }
    }
}

/// How to lay out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Options {
    /// Columns of a line; `None` does not wrap.
    pub width: Option<usize>,
    /// How letters are written.
    pub shaping: Shaping,
    /// The order of cells.
    pub order: Order,
    /// The base direction; `None` takes that of the first strong character, left to right where there is none.
    pub direction: Option<BaseDirection>,
}

/// One place on a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// What is painted: a base character (shaped, mirrored, made harmless) with its marks. Empty when nothing is. U+200C at its end
    /// and U+200D on either side are for terminals that join letters; see [`Shaping::Forms`].
    pub text: CompactString,
    /// The bytes it stands for, relative to the text given to [`layout`].
    pub span: Span,
    /// Embedding level; odd is right to left.
    pub level: u8,
    /// Columns: 0 (not painted: white space that hangs at a wrapped line's end, a lone formatting character), 1 or 2.
    pub width: u8,
}

/// A line: a logical range of the text, and its cells from left to right.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The bytes of the line, relative to the text given to [`layout`].
    pub span: Span,
    /// From left to right.
    pub cells: Vec<Cell>,
    /// Sum of the cells' widths.
    pub width: usize,
    /// Base direction of the paragraph.
    pub direction: BaseDirection,
}

/// A cluster before it has a place on a line.
struct Item {
    span: Span,
    text: CompactString,
    width: usize,
    /// White space, which hangs at the end of a line.
    blank: bool,
}

/// Lays out one paragraph: lines that tile `text`, at least one. A line end inside the text is one blank, see
/// [`soft_breaks`]. A word wider than the line is broken between clusters. Linear; see the module for what it costs.
pub fn layout(text: &str, options: &Options) -> Vec<Line> {
    layout_broken(text, &[], options)
}

/// As [`layout`], with lines that begin at some bytes in any case, in order. Nothing begins there where lines are not wrapped.
pub fn layout_broken(text: &str, breaks: &[usize], options: &Options) -> Vec<Line> {
    let levels = Levels::new(text, options.direction);
    let mut items = items(text, &levels, options);
    blank_soft_breaks(text, &mut items);
    let ranges = match options.width {
        Some(width) => break_lines(text, &items, breaks, width.max(1)),
        None => vec![(0, items.len())],
    };
    let hangs = options.width.is_some();
    ranges.into_iter().map(|(from, to)| line(&mut items[from..to], text.len(), &levels, hangs, options.order)).collect()
}

/// The clusters of the paragraph, shaped and mirrored.
fn items(text: &str, levels: &Levels, options: &Options) -> Vec<Item> {
    let shaping = options.shaping;
    let mirror = |character, level| if options.order == Order::Visual { mirror(character, level) } else { None };
    let spans: Vec<Span> = clusters(text).collect();
    let mut items = Vec::with_capacity(spans.len());
    let joiner = |span: Span| Joiner::new(&text[span.start..span.end], levels.at(span.start));
    let mut previous: Option<Joiner> = None;
    // The joiner of the cluster at `index`, where the one before it has already asked for it.
    let mut known: Option<Option<Joiner>> = None;
    let mut index = 0;
    while let Some(&span) = spans.get(index) {
        index += 1;
        let cluster = &text[span.start..span.end];
        let level = levels.at(span.start);
        let first = cluster.chars().next().unwrap_or(' ');
        if level.is_multiple_of(2) && !('\u{600}'..='\u{10FFF}').contains(&first) {
            (previous, known) = (None, None);
            items.push(item(text, span, None));
            continue;
        }
        let here = known.take().unwrap_or_else(|| joiner(span));
        if shaping == Shaping::Forms
            && let Some(letter) = here
        {
            let beside = spans.get(index).and_then(|span| joiner(*span));
            if let Some(alef) = beside
                && let Some(&alef_span) = spans.get(index)
                && let Some(ligature) = letter.lam_alef(previous, alef)
            {
                index += 1;
                items.push(ligated(text, span, alef_span, ligature));
                previous = Some(alef);
                continue;
            }
            // Marks that stand alone are transparent; they are few, so the look ahead is short. A bound keeps a paragraph of
            // nothing else linear.
            let next = beside.or_else(|| spans[index..].iter().take(16).skip(1).find_map(|span| joiner(*span)));
            known = Some(beside);
            let mark = cluster[first.len_utf8()..].chars().next().filter(|mark| ('\u{653}'..='\u{655}').contains(mark));
            let composed = mark.and_then(|mark| letter.composed(mark, previous, next));
            let form = composed.or_else(|| letter.form(previous, next));
            let mut item = item(text, span, form.or_else(|| mirror(first, level)));
            if composed.is_some() {
                // The mark is in the letter now. Of two of its kind one stays.
                if let Some(at) = item.text.chars().position(|painted| Some(painted) == mark) {
                    item.text = item
                        .text
                        .chars()
                        .enumerate()
                        .filter(|(place, _)| *place != at)
                        .map(|(_, painted)| painted)
                        .collect();
                }
            }
            keep_joining(&mut item.text, cluster, form.is_none().then(|| letter.open_sides(previous, next)));
            items.push(item);
        } else {
            let mut item = item(text, span, mirror(first, level));
            if options.order == Order::Logical {
                keep_joining(&mut item.text, cluster, None);
            }
            items.push(item);
        }
        previous = here.or(previous);
    }
    items
}

/// One blank for each soft break; the rest of it takes no column.
fn blank_soft_breaks(text: &str, items: &mut [Item]) {
    for found in soft_breaks(text) {
        let from = items.partition_point(|item| item.span.start < found.start);
        // A mark of the text may stand on the last blank, which is then more than a blank.
        let inside = items[from..].iter_mut().take_while(|item| item.span.end <= found.end);
        for (at, item) in inside.enumerate() {
            let seen = at == 0 && found.start > 0;
            item.text = CompactString::from(if seen { " " } else { "" });
            (item.width, item.blank) = (usize::from(seen), true);
        }
    }
}

/// What terminals that join letters by themselves must know, and the encoding drops for others: a letter that was kept apart from
/// the next one ends in U+200C; one that has no form and is joined has U+200D on the side of each neighbour.
fn keep_joining(text: &mut CompactString, cluster: &str, without_form: Option<(bool, bool)>) {
    if let Some((previous, next)) = without_form {
        if previous {
            text.insert(0, '\u{200D}');
        }
        if next {
            text.push('\u{200D}');
        }
    }
    if cluster.len() > 3 && !text.is_empty() && cluster.contains('\u{200C}') {
        text.push('\u{200C}');
    }
}

/// L4: the mirrored character, on an odd level.
fn mirror(character: char, level: u8) -> Option<char> {
    if level % 2 == 1 && !is_unmirrored(character) { get_mirrored(character) } else { None }
}

/// Whether a character is one of those that are usual on odd levels and not mirrored; spares two binary searches.
fn is_unmirrored(character: char) -> bool {
    matches!(character, '\0'..='\'' | '*'..=';' | 'A'..='Z' | 'a'..='z' | '\u{590}'..='\u{EFF}')
}

fn item(text: &str, span: Span, base: Option<char>) -> Item {
    let cluster = &text[span.start..span.end];
    let (text, width) = paint(text, span, base);
    // Only white space is painted as a blank.
    let blank = cluster.starts_with(char::is_whitespace)
        && (text == " " || (width == 1 && cluster.chars().all(char::is_whitespace)));
    Item { span, text, width: usize::from(width), blank }
}

/// A lam and an alef as one cell, which keeps the marks of both.
fn ligated(text: &str, lam: Span, alef: Span, ligature: char) -> Item {
    let (mut painted, width) = paint(text, lam, Some(ligature));
    let (rest, _) = paint(text, alef, None);
    painted.extend(rest.chars().skip(1));
    Item { span: Span::new(lam.start, alef.end), text: painted, width: usize::from(width), blank: false }
}

/// Breaks in logical order, at the `breaks` and where the limit asks for it: ranges of items.
fn break_lines(text: &str, items: &[Item], breaks: &[usize], limit: usize) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let mut opportunities = linebreaks(text).map(|(at, _)| at).peekable();
    let mut breaks = breaks.iter().peekable();
    // The start of the line, the last place where it may be broken, and the columns up to here, blanks included.
    let (mut start, mut allowed, mut width) = (0, 0, 0);
    for (at, item) in items.iter().enumerate() {
        while opportunities.peek().is_some_and(|place| *place < item.span.start) {
            opportunities.next();
        }
        if opportunities.peek() == Some(&item.span.start) {
            allowed = at;
        }
        if breaks.next_if(|place| **place <= item.span.start).is_some() && at > start {
            lines.push((start, at));
            (start, allowed, width) = (at, at, 0);
        }
        // What has no columns never opens a line.
        if !item.blank && item.width > 0 && width + item.width > limit && at > start {
            if allowed > start {
                lines.push((start, allowed));
                start = allowed;
                width = items[start..at].iter().map(|item| item.width).sum();
            }
            // The word alone may still be too wide.
            if width + item.width > limit && at > start {
                lines.push((start, at));
                (start, width) = (at, 0);
            }
        }
        width += item.width;
    }
    lines.push((start, items.len()));
    lines
}

/// Reorders the items of one line, and takes their text.
fn line(items: &mut [Item], end: usize, levels: &Levels, hangs: bool, order: Order) -> Line {
    let span = match (items.first(), items.last()) {
        (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
        _ => Span::new(end, end),
    };
    let base = levels.paragraph_level();
    // L1 changes nothing where everything is at the paragraph level, and L2 is then one way or the other.
    let plain = || items.iter().all(|item| levels.at(item.span.start) == base);
    let (item_levels, order): (Vec<u8>, Vec<usize>) = if order == Order::Logical {
        (vec![0; items.len()], (0..items.len()).collect())
    } else if plain() {
        let order = 0..items.len();
        (vec![base; items.len()], if base == 1 { order.rev().collect() } else { order.collect() })
    } else {
        let by_byte = levels.line(span);
        let of = |item: &Item| by_byte.get(item.span.start - span.start).copied().unwrap_or(base);
        let item_levels: Vec<u8> = items.iter().map(of).collect();
        let order = visual_order(&item_levels);
        (item_levels, order)
    };
    // Blanks at the end hang: they are part of the line but take no column.
    let inked = if hangs {
        items.iter().rposition(|item| !item.blank && item.width > 0).map_or(0, |at| at + 1)
    } else {
        items.len()
    };
    let cells: Vec<Cell> = order
        .into_iter()
        .map(|at| {
            let item = &mut items[at];
            let (text, width) = if at < inked || !item.blank {
                (mem::take(&mut item.text), item.width)
            } else {
                (CompactString::default(), 0)
            };
            Cell { text, span: item.span, level: item_levels[at], width: u8::try_from(width).unwrap_or(u8::MAX) }
        })
        .collect();
    let width = cells.iter().map(|cell| usize::from(cell.width)).sum();
    Line { span, cells, width, direction: levels.direction() }
}

#[cfg(test)]
mod tests;
