//! Read and annotate articles in a terminal, right-to-left ones first.
//!
//! The layers, from the ground, and what each may import besides std and crates (`tests/it/layers.rs` checks it):
//!
//! | layer | imports |
//! |---|---|
//! | [`text`] | nothing |
//! | [`annotation`] | `text` |
//! | [`input`] | `text` |
//! | [`export`], [`store`] | `text`, `annotation`, `input` |
//! | `app` | all above, of `store` only its types |
//! | `ui` | `app`, `annotation`, `text` |
//! | [`term`] | `app`, `text` |
//! | `run`, [`cli`] | everything |
//!
//! # Right-to-left text in other programs
//!
//! [`text`] and [`term::encode`] are of use to any ratatui program, and stand by themselves. A paragraph in a buffer, flush right,
//! letters joined, right in terminals that reorder and in those that do not:
//!
//! ```
//! use hashiya::term::encode::RowEncoder;
//! use hashiya::text::layout::{Options, layout};
//! # use ratatui::{buffer::Buffer, layout::Rect};
//! # let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 3));
//! let lines = layout("قالت سلمى: «ارتفع السعر 30% (نحو الثلث)».", &Options { width: Some(20), ..Options::default() });
//! for (line, row) in lines.iter().zip(buffer.content.chunks_mut(20)) {
//!     let mut x = 20 - line.width;
//!     for cell in line.cells.iter().filter(|cell| cell.width > 0) {
//!         row[x].set_symbol(&cell.text);
//!         x += usize::from(cell.width);
//!     }
//!     RowEncoder::default().encode(row);
//! }
//! # assert_eq!(buffer[(19, 0)].symbol(), "ﻗ\u{200e}");
//! # assert_eq!(lines.len(), 3);
//! ```
//!
//! Text is written with `Cell::set_symbol`: ratatui's `Span`, `Line` and `set_string` drop marks and measure whole strings.
//!
//! # Notes
//!
//! A [`text::Document`] is the text with its paragraphs and sentences; an [`input::Article`] is a document and where it came from. It
//! derefs to nothing: who needs the text alone takes a document. `store` imports `input::Article` because the sidecar's header
//! describes the article: name, digest, encoding, length.
//!
//! `app` is three: a [`Session`](app::session::Session) is the work on one article and knows no screen, so that several can be open at
//! once; a [`View`](app::view::View) is a text on a screen and knows no annotations; the shell, [`App`](app::App), owns one of each, and
//! has modes, keys and pages. The first two know nothing of each other: the shell tells the one where the reader is, and the other
//! which sentences there are. What others do to the sentences is seen by comparing pointers, after each event.

pub mod annotation;
pub mod app;
pub mod cli;
pub mod export;
pub mod input;
pub mod run;
pub mod store;
pub mod term;
pub mod text;
pub mod ui;
