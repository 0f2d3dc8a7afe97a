//! Which key does what: the one table that keys, help, footer and README come from. The rows of tags are made of the tag set.

use std::borrow::Cow;

use super::action::Action;
pub use super::lookup::Keymap;
use crate::annotation::{Tag, TagSet};
use crate::app::session::Keep;

/// Where a key is pressed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Context {
    /// Reading, also while extending over sentences.
    Read,
    /// Choosing a part of a sentence.
    Part,
    /// Choosing where to split a sentence.
    Split,
    /// In each panel, whatever it is, where it has no other use for the key.
    Panel,
    /// In a list: contents, annotations, exports.
    List,
    /// Looking at annotations whose text is not what it was.
    Review,
    /// Choosing the sentence for one of them.
    Attach,
    /// In the small list of all tags.
    Tags,
    /// In a page to read: help, summary.
    Page,
    /// Leaving with work that could not be saved.
    Unsaved,
    /// Asked whether an export may overwrite a file.
    Overwrite,
}

impl Context {
    /// All, in the order of the help.
    pub const ALL: [Self; 11] = [
        Self::Read,
        Self::Part,
        Self::Split,
        Self::Panel,
        Self::List,
        Self::Review,
        Self::Attach,
        Self::Tags,
        Self::Page,
        Self::Unsaved,
        Self::Overwrite,
    ];

    /// Where a key that is pressed here is looked up, in this order: a panel has keys of its own, and those of all panels.
    pub(in crate::app) fn places(self) -> Vec<Self> {
        match self {
            Self::List | Self::Review | Self::Tags | Self::Page => vec![self, Self::Panel],
            _ => vec![self],
        }
    }

    /// The heading of the help.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Read => "Reading and tagging",
            Self::Part => "Part of a sentence",
            Self::Split => "Splitting a sentence",
            Self::Panel => "Lists and pages over the text",
            Self::List => "Lists",
            Self::Review => "Review, after the article was edited or both sides of a merge changed one thing",
            Self::Attach => "Attaching an annotation to a sentence",
            Self::Tags => "All tags, behind ;t",
            Self::Page => "Help and summary",
            Self::Unsaved => "When it cannot be saved",
            Self::Overwrite => "When an export would overwrite a file",
        }
    }
}

/// Keys and what they do.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Where.
    pub context: Context,
    /// The keys, as [`Key::sequence`](super::key::Key::sequence) reads them; the first is shown in the footer.
    pub keys: Cow<'static, [&'static str]>,
    /// What they do.
    pub action: Action,
    /// What that is, for the help.
    pub help: Cow<'static, str>,
    /// One word for the footer; empty where the footer does not show it.
    pub short: Cow<'static, str>,
}

/// A row of the table.
enum Row {
    One(Binding),
    /// One for each tag that has a key.
    EachTag(TagRow),
}

struct TagRow {
    context: Context,
    action: fn(usize) -> Action,
    /// The help of the first tag and of the others; `{}` is the tag.
    help: [&'static str; 2],
    /// How the tag is named.
    name: fn(&Tag) -> String,
}

const fn bind(
    context: Context,
    keys: &'static [&'static str],
    action: Action,
    help: &'static str,
    short: &'static str,
) -> Row {
    let (keys, help, short) = (Cow::Borrowed(keys), Cow::Borrowed(help), Cow::Borrowed(short));
    Row::One(Binding { context, keys, action, help, short })
}

const fn each_tag(
    context: Context,
    action: fn(usize) -> Action,
    help: [&'static str; 2],
    name: fn(&Tag) -> String,
) -> Row {
    Row::EachTag(TagRow { context, action, help, name })
}

use Context::{Attach, List as Rows, Overwrite, Page, Panel, Part as Words, Read, Review, Split, Tags, Unsaved};

/// The table, in the order of the help. The footer takes from it, in this order, what has a short name.
static TABLE: &[Row] = &[
    each_tag(
        Read,
        Action::Tag,
        ["tag the sentence as {}, or take the tag off", "tag it as {}, or take the tag off"],
        Tag::name,
    ),
    bind(Read, &[";t"], Action::Tags, "choose one of all tags by its letter", ""),
    bind(Read, &["e"], Action::Note, "write a note on its annotations", "note"),
    bind(Read, &["E"], Action::NoteInEditor, "write the note in $VISUAL or $EDITOR", ""),
    bind(Read, &["s"], Action::Part, "choose a part of the sentence", "part"),
    bind(Read, &["v"], Action::Extend, "extend over several sentences: v, move, tag", "extend"),
    bind(Read, &["x"], Action::Clear, "clear all tags of the sentence", "clear"),
    bind(Read, &["u"], Action::Undo, "undo", "undo"),
    bind(Read, &["Ctrl-R"], Action::Redo, "redo", ""),
    bind(Read, &["/"], Action::Search, "search; harakat, hamza and case do not matter", "find"),
    bind(Read, &["n"], Action::NextMatch, "next match", ""),
    bind(Read, &["N"], Action::PreviousMatch, "previous match", ""),
    bind(Read, &["?", "F1"], Action::Help, "all keys", "help"),
    bind(Read, &["q", "Ctrl-C"], Action::Quit, "quit; everything is saved", "quit"),
    bind(Read, &["j", "Down"], Action::NextSentence, "next sentence (5j: five on; 03j: three on)", ""),
    bind(Read, &["k", "Up"], Action::PreviousSentence, "previous sentence", ""),
    bind(Read, &["}"], Action::NextParagraph, "next paragraph", ""),
    bind(Read, &["{"], Action::PreviousParagraph, "previous paragraph", ""),
    bind(Read, &["Space", "PgDn", "Ctrl-F"], Action::PageDown, "a screenful on", ""),
    bind(Read, &["b", "PgUp", "Ctrl-B"], Action::PageUp, "a screenful back", ""),
    bind(Read, &["d", "Ctrl-D"], Action::HalfPageDown, "half a screenful on", ""),
    bind(Read, &["Ctrl-U"], Action::HalfPageUp, "half a screenful back (u is undo)", ""),
    bind(Read, &["Ctrl-E"], Action::ScrollDown, "scroll a line on", ""),
    bind(Read, &["Ctrl-Y"], Action::ScrollUp, "scroll a line back", ""),
    bind(Read, &["g", "Home"], Action::First, "first sentence (12g: sentence 12, written 012g)", ""),
    bind(Read, &["G", "End"], Action::Last, "last sentence", ""),
    bind(Read, &["]"], Action::NextAnnotated, "next annotated sentence", ""),
    bind(Read, &["["], Action::PreviousAnnotated, "previous annotated sentence", ""),
    bind(Read, &["Tab"], Action::NextUntagged, "next sentence without a tag", ""),
    bind(Read, &["Shift-Tab"], Action::PreviousUntagged, "previous sentence without a tag", ""),
    bind(Read, &["A"], Action::ToggleAdvance, "move on by itself after tagging, or stop doing so", ""),
    bind(Read, &["a"], Action::List, "list of the annotations", "list"),
    bind(Read, &["R"], Action::Review, "review: annotations whose text is not what it was, and conflicts", ""),
    bind(Read, &["t"], Action::Contents, "table of contents", "contents"),
    bind(Read, &["i"], Action::Summary, "summary: counts by tag, and where it is saved or why not, in full", ""),
    bind(Read, &["w"], Action::Export, "export", "export"),
    bind(Read, &["y"], Action::Copy, "copy the sentence", ""),
    bind(
        Read,
        &["J", "+"],
        Action::Join,
        "join the sentence with the next (5J: the next five); with v all extended over",
        "join",
    ),
    bind(
        Read,
        &["S", "\\"],
        Action::Split,
        "split the sentence: S, choose the word that begins the second half, Enter",
        "split",
    ),
    bind(
        Read,
        &[":"],
        Action::Command,
        "command: w [PATH] saves (elsewhere), e reads the article again, q quits, a number goes to that sentence",
        "",
    ),
    bind(Read, &["m"], Action::Harakat, "show or hide harakat and other vowel signs", ""),
    bind(
        Read,
        &["F5"],
        Action::Reload,
        "read the article again, if it was edited; the place and the annotations are kept",
        "",
    ),
    bind(Read, &["Ctrl-L"], Action::Redraw, "redraw the screen", ""),
    bind(Read, &["Ctrl-Z"], Action::Suspend, "suspend", ""),
    bind(Read, &["Esc"], Action::Cancel, "cancel what is under way; nothing is lost", ""),
    bind(Words, &["Left", "h"], Action::WordLeft, "the word to the left on the screen", "move"),
    bind(Words, &["Right", "l"], Action::WordRight, "the word to the right on the screen", ""),
    bind(Words, &["Up", "k"], Action::WordUp, "the word above", ""),
    bind(Words, &["Down", "j"], Action::WordDown, "the word below", ""),
    bind(Words, &["Space", "w"], Action::NextWord, "the next word in reading order", ""),
    bind(Words, &["b", "Backspace"], Action::PreviousWord, "the previous word in reading order", ""),
    bind(Words, &["Tab"], Action::NextNumber, "the next word with a digit", "number"),
    bind(Words, &["Home", "g"], Action::FirstWord, "the first word", ""),
    bind(Words, &["End", "G"], Action::LastWord, "the last word", ""),
    bind(Words, &["v"], Action::Extend, "extend with the next movements, or stop extending", "extend"),
    bind(Words, &["Shift-Left", "H"], Action::ExtendLeft, "extend to the left", ""),
    bind(Words, &["Shift-Right", "L"], Action::ExtendRight, "extend to the right", ""),
    each_tag(
        Words,
        Action::Tag,
        ["tag the part as {}, or take the tag off", "tag it as {}, or take the tag off"],
        Tag::name,
    ),
    bind(Words, &[";t"], Action::Tags, "choose one of all tags by its letter", ""),
    bind(Words, &["x"], Action::Clear, "clear the annotations that lie in the part", "clear"),
    bind(Words, &["y"], Action::Copy, "copy the part", "copy"),
    bind(Words, &["u"], Action::Undo, "undo", ""),
    bind(Words, &["Ctrl-R"], Action::Redo, "redo", ""),
    bind(Words, &["Ctrl-L"], Action::Redraw, "redraw the screen", ""),
    bind(Words, &["Ctrl-Z"], Action::Suspend, "suspend", ""),
    bind(Words, &["Esc", "s", "q"], Action::Cancel, "back to the sentence", "back"),
    bind(Split, &["Enter", "S", "\\"], Action::Accept, "begin a new sentence with this word", "split"),
    bind(Split, &["Left", "h"], Action::WordLeft, "the word to the left on the screen", "move"),
    bind(Split, &["Right", "l"], Action::WordRight, "the word to the right on the screen", ""),
    bind(Split, &["Up", "k"], Action::WordUp, "the word above", ""),
    bind(Split, &["Down", "j"], Action::WordDown, "the word below", ""),
    bind(Split, &["Space", "w"], Action::NextWord, "the next word in reading order", ""),
    bind(Split, &["b", "Backspace"], Action::PreviousWord, "the previous word in reading order", ""),
    bind(Split, &["Tab"], Action::NextPause, "the next word after a comma, semicolon or end", "comma"),
    bind(Split, &["Home", "g"], Action::FirstWord, "the first word that can begin a sentence", ""),
    bind(Split, &["End", "G"], Action::LastWord, "the last word that can begin a sentence", ""),
    bind(Split, &["Ctrl-L"], Action::Redraw, "redraw the screen", ""),
    bind(Split, &["Ctrl-Z"], Action::Suspend, "suspend", ""),
    bind(Split, &["Esc", "q", "Ctrl-C"], Action::Cancel, "leave the sentence as it is", "cancel"),
    bind(Panel, &["j", "Down"], Action::NextRow, "next row", ""),
    bind(Panel, &["k", "Up"], Action::PreviousRow, "previous row", ""),
    bind(Panel, &["Space", "PgDn"], Action::PageDown, "a screenful on", ""),
    bind(Panel, &["b", "PgUp"], Action::PageUp, "a screenful back", ""),
    bind(Panel, &["g", "Home"], Action::FirstRow, "first row", ""),
    bind(Panel, &["G", "End"], Action::LastRow, "last row", ""),
    bind(
        Panel,
        &["/"],
        Action::Search,
        "show only the rows with some text in them; Enter keeps it so, Esc shows all again",
        "filter",
    ),
    bind(Panel, &["?", "F1"], Action::Help, "its keys", "help"),
    bind(Panel, &["Ctrl-L"], Action::Redraw, "redraw the screen", ""),
    bind(Panel, &["Ctrl-Z"], Action::Suspend, "suspend", ""),
    bind(Panel, &["Esc"], Action::Back, "show all rows again, or close", "close"),
    bind(Panel, &["q", "Ctrl-C"], Action::Cancel, "close", ""),
    bind(Rows, &["Enter"], Action::Accept, "go there, or take it", "take"),
    each_tag(Rows, Action::Filter, ["annotations: only {}, or all again"; 2], |tag| tag.several().to_lowercase()),
    bind(Rows, &[";t"], Action::Tags, "annotations: choose the tag by its letter", ""),
    bind(Rows, &["e"], Action::Note, "annotations: write its note", "note"),
    bind(Rows, &["x"], Action::DeleteRow, "annotations: delete it (u brings it back)", "delete"),
    bind(Rows, &["u"], Action::Undo, "undo", ""),
    bind(Rows, &["Ctrl-R"], Action::Redo, "redo", ""),
    bind(Review, &["1"], Action::Keep(Keep::First), "conflict: keep only the first version", "first"),
    bind(Review, &["2"], Action::Keep(Keep::Second), "conflict: keep only the second version", "second"),
    bind(
        Review,
        &["a"],
        Action::TakeText,
        "accept: the text that is there now is the annotation's; a conflict: keep both versions",
        "accept",
    ),
    bind(Review, &["e"], Action::Note, "write its note", "note"),
    bind(Review, &["r"], Action::Attach, "attach it by hand to a sentence", "attach"),
    bind(Review, &["x"], Action::DeleteRow, "discard the annotation (u brings it back)", "discard"),
    bind(Review, &["A"], Action::TakeSpellings, "accept all that are only respelled", "all respelled"),
    bind(Review, &["Enter"], Action::Accept, "go there", "go"),
    bind(Review, &["u"], Action::Undo, "undo", ""),
    bind(Review, &["Ctrl-R"], Action::Redo, "redo", ""),
    bind(Attach, &["Enter"], Action::Accept, "attach it to the current sentence", "attach here"),
    bind(Attach, &["j", "Down"], Action::NextSentence, "next sentence", "next"),
    bind(Attach, &["k", "Up"], Action::PreviousSentence, "previous sentence", "previous"),
    bind(Attach, &["}"], Action::NextParagraph, "next paragraph", ""),
    bind(Attach, &["{"], Action::PreviousParagraph, "previous paragraph", ""),
    bind(Attach, &["Space", "PgDn"], Action::PageDown, "a screenful on", ""),
    bind(Attach, &["b", "PgUp"], Action::PageUp, "a screenful back", ""),
    bind(Attach, &["g", "Home"], Action::First, "first sentence", ""),
    bind(Attach, &["G", "End"], Action::Last, "last sentence", ""),
    bind(Attach, &["Ctrl-L"], Action::Redraw, "redraw the screen", ""),
    bind(Attach, &["Ctrl-Z"], Action::Suspend, "suspend", ""),
    bind(Attach, &["Esc", "q", "Ctrl-C"], Action::Cancel, "leave it where it was", "cancel"),
    bind(
        Tags,
        &["Enter"],
        Action::Accept,
        "give it, or take it off; in a list show only these; its letter or digit does so at once",
        "take",
    ),
    bind(Page, &["j", "Down"], Action::NextRow, "a line on", "scroll"),
    bind(Page, &["?", "F1", "i", "Enter"], Action::Cancel, "close", ""),
    bind(Unsaved, &["r", "Enter"], Action::Retry, "save once more", "retry"),
    bind(Unsaved, &["w", ":"], Action::Command, "save elsewhere", "save elsewhere"),
    bind(Unsaved, &["Esc", "q"], Action::Cancel, "stay and go on reading", "stay"),
    bind(Unsaved, &["Q"], Action::QuitUnsaved, "quit and lose what is not saved", "lose it"),
    bind(Overwrite, &["y"], Action::Accept, "overwrite it", "yes"),
    bind(Overwrite, &["n", "Esc", "q", "Ctrl-C"], Action::Cancel, "keep it, export nothing", "no"),
];

/// Letters that no command has yet and no tag may have, with what they are kept for.
const RESERVED: [(char, &str); 4] = [
    ('h', "kept for notes in full"),
    ('p', "kept for suggestions"),
    ('r', "kept for changing a tag"),
    ('z', "kept for the view"),
];

/// The letters that no tag may have, with what they do when reading.
pub fn reserved() -> Vec<(char, &'static str)> {
    let mut reserved = RESERVED.to_vec();
    for row in TABLE {
        if let Row::One(Binding { context: Read, keys, help: Cow::Borrowed(help), .. }) = row {
            let letters = keys.iter().filter_map(|key| key.parse().ok()).filter(char::is_ascii_lowercase);
            reserved.extend(letters.map(|key| (key, *help)));
        }
    }
    reserved
}

/// All keys under a tag set, in the order of the help.
pub fn bindings(tags: &TagSet) -> Vec<Binding> {
    let keys = tags.keys(&reserved());
    let mut bindings = Vec::new();
    for row in TABLE {
        match row {
            Row::One(binding) => bindings.push(binding.clone()),
            Row::EachTag(row) => {
                let tags = tags.iter().zip(&keys).enumerate();
                bindings.extend(tags.filter_map(|(nth, (tag, key))| row.of(nth, tag, key.as_ref().ok().copied())));
            }
        }
    }
    bindings
}

impl TagRow {
    /// The row of the `nth` tag; `None` where it has no key. A letter that moves about here is not the tag's.
    fn of(&self, nth: usize, tag: &Tag, key: Option<char>) -> Option<Binding> {
        let letter = key.and_then(|key| {
            const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
            LETTERS.find(key).and_then(|at| LETTERS.get(at..=at))
        });
        let is_free = |letter: &&str| {
            !TABLE.iter().any(
                |row| matches!(row, Row::One(other) if other.context == self.context && other.keys.contains(letter)),
            )
        };
        let keys: Vec<&str> = "123456789".get(nth..=nth).into_iter().chain(letter.filter(is_free)).collect();
        let (name, help) = ((self.name)(tag), self.help[usize::from(nth > 0)]);
        (!keys.is_empty()).then(|| Binding {
            context: self.context,
            keys: keys.into(),
            action: (self.action)(nth),
            help: help.replace("{}", &name).into(),
            short: name.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::key::Key;
    use super::{Context, RESERVED, TagSet, bindings, reserved};

    #[test]
    fn every_key_is_readable_and_bound_once() {
        let mut seen = HashSet::new();
        for binding in bindings(&TagSet::default()) {
            for name in binding.keys.iter() {
                let key = Key::sequence(name).unwrap_or_else(|| panic!("{name}"));
                assert!(seen.insert((binding.context, key)), "{name} is bound twice in {:?}", binding.context);
            }
        }
    }

    #[test]
    fn letters_that_are_kept_do_nothing_yet() {
        let taken = bindings(&TagSet::default());
        let taken = |letter: char| {
            taken.iter().any(|row| row.context == Context::Read && row.keys.iter().any(|key| key.parse() == Ok(letter)))
        };
        assert!(RESERVED.iter().all(|(letter, _)| !taken(*letter)));
        let free: String = ('a'..='z').filter(|letter| reserved().iter().all(|(other, _)| other != letter)).collect();
        assert_eq!(free, "cflo");
    }
}
