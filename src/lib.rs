//! Read and annotate articles in a terminal, right-to-left ones first.
//!
//! The layers, from the ground, and what each may import besides std and crates (`tests/it/layers.rs` checks it):
//!
//! | layer | imports |
//! |---|---|
//! | [`text`], [`disk`] | nothing |
//! | [`annotation`] | `text` |
//! | [`input`] | `text`, `disk` |
//! | [`import`] | `text`, `annotation` |
//! | [`export`], [`store`] | `text`, `annotation`, `input`, `disk` |
//! | [`settings`] | `text`, `annotation`, `disk` |
//! | `app` | all above but `disk`, of `store` only its types |
//! | `ui` | `app`, `annotation`, `text`, of `settings` only themes |
//! | [`term`] | `app`, `text`, `disk` |
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
//! # Words
//!
//! These words mean one thing each, in names, comments and messages:
//!
//! | word | what it is |
//! |---|---|
//! | article | a document and its source: file, sample or stream, name, encoding ([`input::Article`]) |
//! | document | the text with its paragraphs, sentences, counts and directions ([`text::Document`]) |
//! | markup | the work on an article: annotations, corrected boundaries, tags, fields that are not known ([`annotation::Markup`]) |
//! | snapshot | the markup of one moment, numbered, on its way to the disk or back ([`annotation::Snapshot`]) |
//! | sidecar | the file beside the article that the markup is in ([`store::Sidecar`]) |
//! | base | the version that two others began with: what a merge tells changes from |
//! | merge | putting two versions together, by id and by field; pure ([`store::merge`]) |
//! | conflict | what both versions of a merge changed, each in another way: both are kept, and the reader settles it |
//! | copy | a file with markup that is not in the sidecar: it could not be saved, or somebody else took it out |
//! | offer | a copy that is shown to the reader, who may take it in (`:recover`) |
//! | anchor | the text of an annotation and around it, by which it is found in another text ([`annotation::anchor`]) |
//! | place | where an annotation is in the text at hand |
//! | proof | why a place is sure: both neighbours, the places around, or a text that stands once |
//! | orphan | an annotation whose text is gone: it has no place and is kept |
//! | notice | what the program says to the reader, as a value; `lang` puts it into words |
//!
//! # Notes
//!
//! The program is for Unix, and says so once, below; no module asks again. What only Linux has is told apart in [`disk`], with what
//! the others do instead, which was never tried.
//!
//! A [`text::Document`] is the text with its paragraphs and sentences; an [`input::Article`] is a document and where it came from. It
//! derefs to nothing: who needs the text alone takes a document. `store` imports `input::Article` because the sidecar's header
//! describes the article: name, digest, encoding, length.
//!
//! `app` is three: a [`Session`](app::session::Session) is the work on one article and knows no screen, so that several can be open at
//! once; a [`View`](app::view::View) is a text on a screen and knows no annotations; the shell, [`App`](app::App), owns one of each, and
//! has modes, keys and pages. The first two know nothing of each other: the shell tells the one where the reader is, and the other
//! which sentences there are. What others do to the sentences is seen by comparing pointers, after each event.

#[cfg(not(unix))]
compile_error!("hashiya is for Unix: Linux, where it is tested, macOS and the BSDs");

pub mod annotation;
pub mod app;
pub mod cli;
pub mod disk;
pub mod export;
pub mod import;
pub mod input;
pub mod run;
pub mod settings;
pub mod store;
pub mod term;
pub mod text;
pub mod ui;
