//! Two texts of one note, kept both.
//!
//! A note that two people changed at the same time becomes one with both texts, and a line between them that says who wrote the
//! second: `--- also by Reem ---`. A note is taken as the set of its parts, so that merging again adds nothing.

/// Begins the line between two parts.
const OPEN: &str = "--- also by ";
/// Ends it.
const CLOSE: &str = " ---";

/// A part and who it is by, where a line says so.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Part {
    by: Option<String>,
    text: String,
}

/// One side's note.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Side<'n> {
    /// The note; empty where there is none.
    pub note: &'n str,
    /// Who it is by.
    pub creator: &'n str,
}

/// Merges two notes that were both changed from `base`: a part stays when both have it or when it is new; one that was there
/// before and is gone on one side is gone. Where that leaves the parts of one side, the note is that side's, unchanged. Of the
/// sides the `first` comes first. Quadratic in the number of parts, of which there are a few.
pub fn merge_notes(base: &str, first: Side, second: Side) -> String {
    let old = parts(base);
    let (mine, others) = (parts(first.note), parts(second.note));
    let has = |parts: &[Part], part: &Part| parts.iter().any(|other| other.text == part.text);
    let mut merged: Vec<Part> = Vec::new();
    for (parts, against, creator) in [(&mine, &others, first.creator), (&others, &mine, second.creator)] {
        for part in parts {
            if (has(against, part) || !has(&old, part)) && !has(&merged, part) {
                let by = part.by.clone().or_else(|| (!merged.is_empty()).then(|| one_line(creator)));
                merged.push(Part { by, text: part.text.clone() });
            }
        }
    }
    let same = |parts: &[Part]| parts.len() == merged.len() && parts.iter().all(|part| has(&merged, part));
    for (side, parts) in [(first, &mine), (second, &others)] {
        if same(parts) {
            return side.note.to_owned();
        }
    }
    let mut note = String::new();
    for part in merged {
        if !note.is_empty() {
            note.push('\n');
        }
        if let Some(by) = part.by {
            note.extend([OPEN, &by, CLOSE, "\n"]);
        }
        note.push_str(&part.text);
    }
    note
}

/// The texts of a note that a merge put together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoteVersions<'n> {
    /// Before the line that names the other one.
    pub first: &'n str,
    /// Who the other one is by.
    pub by: &'n str,
    /// After that line; may be several texts again.
    pub second: &'n str,
}

/// The texts of a note that has several. Looks at nothing but the line ends where it has one line.
pub(super) fn versions(note: &str) -> Option<NoteVersions<'_>> {
    if !note.contains('\n') {
        return None;
    }
    let mut start = 0;
    for line in note.split_inclusive('\n') {
        let end = start + line.len();
        if let Some(by) = separator(line.strip_suffix('\n').unwrap_or(line)) {
            return Some(NoteVersions { first: note[..start].trim(), by, second: note[end..].trim() });
        }
        start = end;
    }
    None
}

/// A note with the texts of both, without the lines between them.
pub fn both_texts(note: &str) -> String {
    parts(note).into_iter().map(|part| part.text).collect::<Vec<_>>().join("\n")
}

/// Who the part after a line is by, where the line stands between two parts.
fn separator(line: &str) -> Option<&str> {
    line.strip_prefix(OPEN)?.strip_suffix(CLOSE)
}

fn parts(note: &str) -> Vec<Part> {
    let mut found = vec![Part { by: None, text: String::new() }];
    for line in note.split('\n') {
        match (separator(line), found.last_mut()) {
            (None, Some(part)) => {
                part.text.push_str(line);
                part.text.push('\n');
            }
            (by, _) => found.push(Part { by: by.map(str::to_owned), text: String::new() }),
        }
    }
    for part in &mut found {
        part.text = part.text.trim().to_owned();
    }
    found.retain(|part| !part.text.is_empty());
    found
}

/// A name for a line of its own.
fn one_line(creator: &str) -> String {
    creator.split(char::is_control).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &str, first: &str, second: &str) -> String {
        merge_notes(base, Side { note: first, creator: "Mona" }, Side { note: second, creator: "Reem" })
    }

    #[test]
    fn both_texts_are_kept_and_the_second_is_named() {
        let both = merged("old", "new", "other\nlines");
        assert_eq!(both, "new\n--- also by Reem ---\nother\nlines");
        assert_eq!(versions(&both), Some(NoteVersions { first: "new", by: "Reem", second: "other\nlines" }));
        assert_eq!((both_texts(&both), versions("a\n--- also by b")), ("new\nother\nlines".to_owned(), None));
        // Again, with either side, in either order: nothing new.
        for (first, second) in
            [(&*both, "new"), ("new", &both), (&both, "other\nlines"), ("other\nlines", &both), (&both, &both)]
        {
            assert_eq!(merged("old", first, second), both);
        }
    }

    #[test]
    fn a_part_that_one_side_took_out_stays_out() {
        let both = merged("", "a", "b");
        assert_eq!(
            merged(&both, "b", "a\n--- also by Reem ---\nb\n--- also by Dina ---\nc"),
            "b\n--- also by Dina ---\nc"
        );
        assert_eq!(merged("a", "", "b"), "b");
        assert_eq!(merged("", "a", "b\u{a}--- also by X\u{a}"), "a\n--- also by Reem ---\nb\n--- also by X");
    }
}
