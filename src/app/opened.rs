//! What the program begins with: the settings, and what there is of earlier work.

use std::path::PathBuf;

use jiff::tz::TimeZone;

use super::geometry;
use crate::annotation::{Annotation, Markup};
use crate::store::Offer;
use crate::text::layout::Order;

/// What the reader may choose.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The widest line, in columns.
    pub measure: usize,
    /// Move on by itself after a tag was given.
    pub advance: bool,
    /// Who makes the annotations.
    pub creator: String,
    /// The order in which the terminal takes text.
    pub order: Order,
    /// For times on the screen; `None` is that of the system, which is looked for when a time is first shown.
    pub time_zone: Option<TimeZone>,
    /// The reader's home, for paths that begin with `~/`.
    pub home: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            measure: geometry::MEASURE,
            order: Order::default(),
            advance: false,
            creator: "unknown".into(),
            time_zone: Some(TimeZone::UTC),
            home: None,
        }
    }
}

/// Where new annotations take their ids from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ids {
    /// Random UUIDs.
    Random,
    /// UUIDs that count from this number, so that a test knows them.
    Counted(u128),
}

/// What there is of earlier work on the article.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    /// The work so far.
    pub markup: Markup,
    /// Where they are saved.
    pub path: PathBuf,
    /// Whether the article was edited since, so that the annotations had to be looked for.
    pub changed: bool,
    /// Whether the annotations were made when the article was read with the marks that its text has no more.
    pub extracted: bool,
    /// Why nothing may be changed; `None` when it may.
    pub locked: Option<Locked>,
    /// Where work is that is not in the file: that of an earlier session that could not be saved, or of this one.
    pub unsaved: Option<Offer>,
    /// The byte position of the reader last time.
    pub position: Option<usize>,
    /// Where the article was read again: the versions of annotations in the history, where they are now. `None` forgets the history.
    pub versions: Option<Vec<Annotation>>,
}

/// Why nothing may be changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Locked {
    /// In a few words, for the status line.
    pub brief: String,
    /// The file, what is wrong with it, and the remedy.
    pub full: String,
}

impl Locked {
    pub(super) fn in_short(&self) -> String {
        format!("LOCKED: {} (i: more)", self.brief)
    }
}
