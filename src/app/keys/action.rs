//! What a key can do. Names, help and the keys themselves stand in one table: [`super::keymap`].

use crate::app::session::Keep;

/// A thing to do, named by meaning, never by a direction of the screen unless the screen is meant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Action {
    /// Next sentence.
    NextSentence,
    /// Previous sentence.
    PreviousSentence,
    /// First sentence of the next paragraph.
    NextParagraph,
    /// First sentence of this or the previous paragraph.
    PreviousParagraph,
    /// A screenful on.
    PageDown,
    /// A screenful back.
    PageUp,
    /// Half a screenful on.
    HalfPageDown,
    /// Half a screenful back.
    HalfPageUp,
    /// Scroll the view a line on.
    ScrollDown,
    /// Scroll the view a line back.
    ScrollUp,
    /// First sentence, or the sentence of the count.
    First,
    /// Last sentence, or the sentence of the count.
    Last,
    /// Next sentence with an annotation.
    NextAnnotated,
    /// Previous sentence with an annotation.
    PreviousAnnotated,
    /// Next sentence without one.
    NextUntagged,
    /// Previous sentence without one.
    PreviousUntagged,
    /// Tag with the nth tag, from 0, or take that tag off.
    Tag(usize),
    /// Choose a tag from the list of all.
    Tags,
    /// Take all annotations off.
    Clear,
    /// Move on after tagging, or stop doing so.
    ToggleAdvance,
    /// Extend over several sentences.
    Extend,
    /// Choose a part of the sentence.
    Part,
    /// Join the sentence with the next.
    Join,
    /// Split the sentence at a word.
    Split,
    /// The next word after a comma, a semicolon or an end.
    NextPause,
    /// The word to the left on the screen.
    WordLeft,
    /// The word to the right on the screen.
    WordRight,
    /// The word above on the screen.
    WordUp,
    /// The word below on the screen.
    WordDown,
    /// The next word in reading order.
    NextWord,
    /// The previous word in reading order.
    PreviousWord,
    /// Extend to the word on the left.
    ExtendLeft,
    /// Extend to the word on the right.
    ExtendRight,
    /// The next word with a digit.
    NextNumber,
    /// First word.
    FirstWord,
    /// Last word.
    LastWord,
    /// Write a note.
    Note,
    /// Write a note in the editor.
    NoteInEditor,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Copy the sentence, or the part.
    Copy,
    /// Ask what to search for.
    Search,
    /// Next match.
    NextMatch,
    /// Previous match.
    PreviousMatch,
    /// Table of contents.
    Contents,
    /// List of annotations.
    List,
    /// Counts.
    Summary,
    /// Choose an export.
    Export,
    /// Help.
    Help,
    /// Ask for a command.
    Command,
    /// Show vowel signs, or hide them.
    Harakat,
    /// Read the article again.
    Reload,
    /// Redraw all.
    Redraw,
    /// Suspend the program.
    Suspend,
    /// Leave.
    Quit,
    /// Leave although not all is saved.
    QuitUnsaved,
    /// Save once more.
    Retry,
    /// Cancel the innermost thing.
    Cancel,
    /// In a panel: show all rows again, or close it.
    Back,
    /// Take the chosen one.
    Accept,
    /// Next row of a list.
    NextRow,
    /// Previous row of a list.
    PreviousRow,
    /// First row of a list.
    FirstRow,
    /// Last row of a list.
    LastRow,
    /// Rows of a list: show only those of the nth tag, or all again.
    Filter(usize),
    /// Delete what the row stands for.
    DeleteRow,
    /// Look at the annotations whose text is not what it was.
    Review,
    /// Take the text that is now at the place for the annotation's.
    TakeText,
    /// Of what was changed on both sides of a merge, keep a version, or both.
    Keep(Keep),
    /// Take all texts that are only spelled otherwise.
    TakeSpellings,
    /// Attach the annotation to a sentence.
    Attach,
}
