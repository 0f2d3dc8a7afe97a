//! What the reader may choose.

use std::path::PathBuf;

use jiff::tz::TimeZone;

use super::geometry;
use crate::annotation::TagSet;
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
    /// The tags, in the order of their keys. Those that only the sidecar has follow.
    pub tags: TagSet,
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
            tags: TagSet::default(),
            time_zone: Some(TimeZone::UTC),
            home: None,
        }
    }
}
