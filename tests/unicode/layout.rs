//! Properties of the layout over texts of all kinds mixed.

use crate::pieces::PIECES;
use hashiya::text::caret::{self, Affinity, Position};
use hashiya::text::layout::{Line, Options, Shaping, layout};
use hashiya::text::{BaseDirection, Span};
use proptest::prelude::*;

/// Text that must never be painted: control characters, and characters of no width that change what is around them.
fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

fn options() -> impl Strategy<Value = Options> {
    (
        prop_oneof![1 => Just(None), 6 => (2usize..=80).prop_map(Some)],
        prop_oneof![Just(Shaping::Forms), Just(Shaping::None)],
        prop_oneof![Just(None), Just(Some(BaseDirection::LeftToRight)), Just(Some(BaseDirection::RightToLeft))],
    )
        .prop_map(|(width, shaping, direction)| Options { width, shaping, direction, ..Options::default() })
}

/// Columns at which a cell that is painted begins or ends.
fn stops(line: &Line) -> Vec<usize> {
    let mut stops = vec![0];
    for cell in line.cells.iter().filter(|cell| cell.width > 0) {
        stops.push(stops[stops.len() - 1] + usize::from(cell.width));
    }
    stops
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn lines_tile_the_paragraph_and_cells_their_line(text in texts(), options in options()) {
        let lines = layout(&text, &options);
        let mut end = 0;
        for line in &lines {
            prop_assert_eq!(line.span.start, end);
            prop_assert!(text.is_char_boundary(line.span.end));
            end = line.span.end;
            let mut spans: Vec<Span> = line.cells.iter().map(|cell| cell.span).collect();
            spans.sort_unstable();
            let mut at = line.span.start;
            for span in spans {
                prop_assert_eq!(span.start, at, "cells of {:?}", line);
                at = span.end;
            }
            prop_assert_eq!(at, line.span.end);
        }
        prop_assert_eq!(end, text.len());
        prop_assert!(options.width.is_some() || lines.len() <= 1);
    }

    #[test]
    fn no_line_is_wider_than_asked(text in texts(), options in options()) {
        for line in layout(&text, &options) {
            prop_assert_eq!(line.width, line.cells.iter().map(|cell| usize::from(cell.width)).sum::<usize>());
            prop_assert!(options.width.is_none_or(|width| line.width <= width), "{:?}", line);
        }
    }

    #[test]
    fn nothing_harmful_is_painted(text in texts(), options in options()) {
        for cell in layout(&text, &options).iter().flat_map(|line| &line.cells) {
            prop_assert!(!cell.text.chars().any(is_harmful), "{:?}", cell);
            prop_assert!(cell.width == 0 || !cell.text.is_empty(), "{:?}", cell);
        }
    }

    #[test]
    fn the_caret_walks_over_every_column(text in texts(), options in options()) {
        for line in layout(&text, &options) {
            let mut position = caret::hit(&line, 0);
            let mut seen = vec![caret::column(&line, position)];
            // Two positions a cell, and a few: more steps than that would be a circle.
            for _ in 0..line.cells.len() * 2 + 4 {
                let Some(next) = caret::right(&line, position) else { break };
                position = next;
                seen.push(caret::column(&line, position));
            }
            prop_assert_eq!(caret::right(&line, position), None, "it ends: {:?}", line);
            prop_assert!(seen.is_sorted(), "never back: {:?}", seen);
            seen.dedup();
            for stop in stops(&line) {
                prop_assert!(seen.contains(&stop), "column {} is not among {:?}: {:?}", stop, seen, line);
            }
        }
    }

    #[test]
    fn a_caret_is_never_outside_the_line(text in texts(), options in options(), column in 0usize..100) {
        for line in layout(&text, &options) {
            let hit = caret::hit(&line, column);
            prop_assert!(line.span.start <= hit.byte && hit.byte <= line.span.end);
            prop_assert!(text.is_char_boundary(hit.byte));
            for affinity in [Affinity::Upstream, Affinity::Downstream] {
                let column = caret::column(&line, Position { byte: hit.byte, affinity });
                prop_assert!(column <= line.width);
            }
        }
    }
}
