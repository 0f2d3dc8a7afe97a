//! A paragraph is laid out, a caret walks over it, and its rows are encoded for terminals.

#[path = "../../models/mod.rs"]
mod models;

use hashiya::term::encode::{Encoding, RowEncoder};
use hashiya::text::caret;
use hashiya::text::layout::{Line, Options, Order, Shaping, layout};
use hashiya::text::{BaseDirection, Span};
use models::{Terminal, picture, show};
use ratatui::buffer::Cell;
use ratatui::style::Color;

use super::choice;

/// Which terminals an encoding is for.
const SHOWN_BY: [(Encoding, &[Terminal]); 4] = [
    (Encoding::Visual, &[Terminal::Plain]),
    (Encoding::Lrm, &[Terminal::Plain, Terminal::Reordering]),
    (Encoding::Words, &[Terminal::Reordering]),
    (Encoding::Kitty, &[Terminal::Kitty]),
];

/// What no cell may hold: what terminals act on, and what has no column and is no joining control.
fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

pub(crate) fn run(mut data: &[u8]) {
    let width = choice(&mut data);
    let how = choice(&mut data);
    let options = Options {
        width: (width > 0).then_some(width),
        shaping: if how & 1 == 0 { Shaping::Forms } else { Shaping::None },
        order: if how & 6 == 6 { Order::Logical } else { Order::Visual },
        direction: match how >> 3 & 3 {
            0 => Some(BaseDirection::LeftToRight),
            1 => Some(BaseDirection::RightToLeft),
            _ => None,
        },
    };
    let text = String::from_utf8_lossy(data);
    let lines = layout(&text, &options);
    let mut end = 0;
    for line in &lines {
        assert_eq!(line.span.start, end, "lines tile the text");
        end = line.span.end;
        check(line, &text, &options);
        walk(line);
        if options.order == Order::Visual && options.shaping == Shaping::Forms {
            encode(line, usize::from(how >> 5 == 0));
        }
    }
    assert_eq!(end, text.len(), "lines tile the text");
}

fn check(line: &Line, text: &str, options: &Options) {
    let mut spans: Vec<Span> = line.cells.iter().map(|cell| cell.span).collect();
    spans.sort_unstable();
    let mut at = line.span.start;
    for span in spans {
        assert!(span.start == at && !span.is_empty() && span.slice(text).is_some(), "cells tile the line: {span:?}");
        at = span.end;
    }
    assert_eq!(at, line.span.end, "cells tile the line");
    for cell in &line.cells {
        assert!(!cell.text.contains(is_harmful), "{cell:?}");
        assert!((cell.width == 0) == cell.text.is_empty() && cell.width <= 2, "{cell:?}");
        assert!(cell.text.len() < 64, "a heap of marks: {cell:?}");
    }
    let widths = line.cells.iter().map(|cell| usize::from(cell.width));
    let inked = widths.clone().filter(|width| *width > 0).count();
    assert_eq!(line.width, widths.sum::<usize>());
    assert!(options.width.is_none_or(|limit| line.width <= limit) || inked == 1, "{line:?}");
}

/// The caret goes from the left end to the right one, over every column, and stays on character boundaries.
fn walk(line: &Line) {
    let mut position = caret::hit(line, 0);
    let mut column = caret::column(line, position);
    for _ in 0..line.cells.len() * 2 + 4 {
        let Some(next) = caret::right(line, position) else { break };
        assert!(line.span.start <= next.byte && next.byte <= line.span.end);
        let here = caret::column(line, next);
        assert!(column <= here && here <= line.width, "never back, never out: {line:?}");
        (position, column) = (next, here);
        assert_eq!(caret::hit(line, line.width + 9), caret::hit(line, usize::MAX / 4));
    }
    assert_eq!(caret::right(line, position), None, "it ends");
}

/// The row of a screen is the same picture in every terminal that an encoding is for.
fn encode(line: &Line, indent: usize) {
    let mut row = vec![Cell::EMPTY; indent];
    for (number, painted) in line.cells.iter().filter(|cell| cell.width > 0).enumerate() {
        let mut cell = Cell::EMPTY;
        cell.set_symbol(&painted.text);
        cell.bg = if number % 5 < 2 { Color::Yellow } else { Color::Reset };
        row.push(cell.clone());
        if painted.width == 2 {
            cell.set_symbol("");
            row.push(cell);
        }
    }
    row.push(Cell::EMPTY);
    let wanted = picture(&row);
    for (encoding, terminals) in SHOWN_BY {
        let mut sent = row.clone();
        RowEncoder { encoding, harakat: true }.encode(&mut sent);
        // U+200E is the encoding's own.
        let harmful = |character: char| character != '\u{200E}' && is_harmful(character);
        assert!(sent.iter().all(|cell| !cell.symbol().contains(harmful)));
        for terminal in terminals {
            assert_eq!(show(&sent, *terminal), wanted, "{encoding:?} in {terminal:?}");
        }
        let mut bare = row.clone();
        RowEncoder { encoding, harakat: false }.encode(&mut bare);
        assert_eq!(bare.len(), row.len());
    }
}
