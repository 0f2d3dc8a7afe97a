//! What somebody should look at after a merge.

use std::fmt;

use super::record::{Kind, Record, text};
use crate::store::printable;

/// What became of a change on both sides.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Why {
    /// Taken out by one, changed by the other: it is there.
    Kept,
    /// Two notes: both are in it.
    Joined,
    /// Two versions: the other one is a record beside it.
    Beside,
    /// Two values of a field: the other one is in a field beside it.
    Field,
    /// One joined what the other split.
    Boundary,
}

/// Something that both sides changed, or one changed and the other took out. Nothing of it is lost.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Conflict {
    /// What it is about: `annotation`, `boundary`, `tag`, `article` or `file`.
    pub kind: &'static str,
    /// The id of it; empty for `article` and `file`.
    pub id: String,
    /// The beginning of the text that it is on.
    pub exact: String,
    /// The field; empty where it is about all of it.
    pub field: String,
    /// What became of it.
    pub why: Why,
}

impl Conflict {
    pub(in crate::store) fn new(kind: Kind, record: &Record, field: &str, why: Why) -> Self {
        let exact = ["exact", "after", "label"].iter().map(|key| text(record, key)).find(|text| !text.is_empty());
        let exact = printable(&exact.unwrap_or_default().chars().take(40).collect::<String>());
        let id = if matches!(kind, Kind::Header | Kind::Root) { "" } else { text(record, "id") };
        Self { kind: kind.name(), id: printable(id), exact, field: printable(field), why }
    }

    /// For somebody who has the text before them: no ids.
    pub fn for_reader(&self) -> String {
        let about = if self.exact.is_empty() { String::new() } else { format!(" “{}”", self.exact) };
        format!("{}{about}{}", self.kind, self.what())
    }

    fn what(&self) -> String {
        let field = if self.field.is_empty() { String::new() } else { format!(": {}", self.field) };
        let what = match self.why {
            Why::Kept => "taken out on one side, changed on the other; kept",
            Why::Joined => "changed on both sides; both texts are in it",
            Why::Beside => "changed on both sides; the other version stands beside it",
            Why::Field => "changed on both sides; the other value is in a field beside it",
            Why::Boundary => "joined on one side, split on the other; the later holds",
        };
        format!("{field}: {what}")
    }
}

impl fmt::Display for Conflict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = if self.id.is_empty() { String::new() } else { format!(" {}", self.id) };
        let about = if self.exact.is_empty() { String::new() } else { format!(" (“{}”)", self.exact) };
        write!(out, "{}{id}{about}{}", self.kind, self.what())
    }
}
