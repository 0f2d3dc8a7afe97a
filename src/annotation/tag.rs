//! The tags a reader can give.

use std::collections::HashSet;

/// A colour by meaning; the theme maps it to the terminal's.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Colour {
    /// Red.
    Red,
    /// Green.
    Green,
    /// Yellow.
    Yellow,
    /// Blue.
    Blue,
    /// Magenta.
    Magenta,
    /// Cyan.
    Cyan,
}

impl Colour {
    /// All of them with their names in the sidecar.
    pub const NAMES: [(Self, &'static str); 6] = [
        (Self::Red, "red"),
        (Self::Green, "green"),
        (Self::Yellow, "yellow"),
        (Self::Blue, "blue"),
        (Self::Magenta, "magenta"),
        (Self::Cyan, "cyan"),
    ];

    /// The name in the sidecar.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(colour, _)| *colour == self).map_or("blue", |(_, name)| name)
    }

    /// The colour of a name; `None` when there is no such colour.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(colour, _)| *colour)
    }
}

/// The shapes that tell tags apart where there is no colour, one column wide. Beyond as many tags they begin again: letters differ.
const SHAPES: [char; 8] = ['◆', '●', '■', '▲', '◇', '○', '□', '△'];

/// Characters of a label inside a sentence, at most.
const NAME: usize = 32;

/// A tag: its id is what annotations and exports name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tag {
    /// What annotations name: lower-case ASCII letters, digits and `-`.
    pub id: String,
    /// What people read.
    pub label: String,
    /// The letter that gives it, where no command has that.
    pub key: char,
    /// Its colour.
    pub colour: Colour,
}

/// The tags that are there where no file names any, in the order of their digits: a new one is a row.
const BUILT_IN: [(&str, &str, char, Colour); 3] = [
    ("claim", "Claim", 'c', Colour::Red),
    ("quote", "Quote", 'o', Colour::Green),
    ("figure", "Figure", 'f', Colour::Blue),
];

impl Tag {
    /// The label inside a sentence: `claim`.
    pub fn name(&self) -> String {
        let whole = self.label.to_lowercase();
        let short: String = whole.chars().take(NAME).collect();
        if short == whole { whole } else { short + "…" }
    }

    /// The label for several of them: `Claims`. Where an s does not make it several, the label as it is.
    pub fn several(&self) -> String {
        let takes_s = self.label.ends_with(|last: char| last.is_ascii_alphabetic() && last != 's');
        format!("{}{}", self.label, if takes_s { "s" } else { "" })
    }
}

/// The tags of an article, in the order of their digits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TagSet {
    /// Each with its letter of the margin.
    tags: Vec<(Tag, char)>,
}

impl Default for TagSet {
    /// Claim, quote and figure.
    fn default() -> Self {
        let tag =
            |(id, label, key, colour): (&str, &str, _, _)| Tag { id: id.into(), label: label.into(), key, colour };
        Self::new(BUILT_IN.map(tag))
    }
}

impl TagSet {
    /// A set from its tags; later tags with an id already seen are left out.
    pub fn new(tags: impl IntoIterator<Item = Tag>) -> Self {
        let mut seen = HashSet::new();
        Self { tags: with_letters(tags.into_iter().filter(|tag| seen.insert(tag.id.clone()))) }
    }

    /// Adds the tag of an id as `known` has it. One that only annotations name has its id as its label, and the first letter of that
    /// as its key.
    pub fn add(&mut self, id: &str, known: &Self) {
        if self.get(id).is_none() {
            let (colour, _) = Colour::NAMES[self.tags.len() % Colour::NAMES.len()];
            let made =
                || Tag { id: id.to_owned(), label: id.to_owned(), key: id.chars().next().unwrap_or('?'), colour };
            let new = known.get(id).cloned().unwrap_or_else(made);
            self.tags = with_letters(self.iter().cloned().chain([new]));
        }
    }

    /// These tags, and after them those that only `other` has. Of one id, this set says label, key and colour.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::new(self.iter().chain(other.iter()).cloned())
    }

    /// The key of each tag in order, or why it has none: `reserved` are the keys of commands, with what they do, and of two tags with
    /// one key the first has it. A tag without a key is still given by its digit and from the list of tags.
    pub fn keys(&self, reserved: &[(char, &str)]) -> Vec<Result<char, String>> {
        let mut taken: Vec<(char, &str)> = reserved.to_vec();
        let mut give = |Tag { id, key, .. }: &'_ Tag| match taken.iter().find(|(other, _)| other == key) {
            _ if !key.is_ascii_lowercase() => Err(format!("the key of the tag {id} must be one letter, a to z")),
            Some((_, by)) => Err(format!("the key {key} of the tag {id} is taken: {by}")),
            None => {
                taken.push((*key, "an earlier tag has it"));
                Ok(*key)
            }
        };
        self.iter().map(&mut give).collect()
    }

    /// The tags in order.
    pub fn iter(&self) -> impl Iterator<Item = &Tag> {
        self.tags.iter().map(|(tag, _)| tag)
    }

    /// The tag of an id.
    pub fn get(&self, id: &str) -> Option<&Tag> {
        self.iter().find(|tag| tag.id == id)
    }

    /// The place of an id in the order, from 0.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.iter().position(|tag| tag.id == id)
    }

    /// The tag at a place in the order, from 0.
    pub fn nth(&self, position: usize) -> Option<&Tag> {
        self.tags.get(position).map(|(tag, _)| tag)
    }

    /// The number of tags.
    pub fn len(&self) -> usize {
        self.tags.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty()
    }

    /// The shape of the tag at a place, from 0.
    pub fn shape(&self, position: usize) -> char {
        SHAPES[position % SHAPES.len()]
    }

    /// The letter of the margin of the tag at a place, from 0, in upper case. No other tag has it: of these letters it is the first
    /// that no tag before has: the first of the id, the key, the others of the id, those of the alphabet. Beyond 26 tags it is `?`.
    pub fn letter(&self, position: usize) -> char {
        self.tags.get(position).map_or(NONE, |(_, letter)| *letter)
    }
}

/// Stands for the letter of a tag that has none.
const NONE: char = '?';

fn with_letters(tags: impl Iterator<Item = Tag>) -> Vec<(Tag, char)> {
    let mut taken = [false; 26];
    let mut give = |tag: &Tag| {
        let wanted = tag.id.chars().take(1).chain([tag.key]).chain(tag.id.chars()).chain('a'..='z');
        let mut places = wanted.filter_map(|letter| ('a'..='z').position(|other| other == letter.to_ascii_lowercase()));
        let free = places.find(|place| !taken[*place])?;
        taken[free] = true;
        ('A'..='Z').nth(free)
    };
    tags.map(|tag| {
        let letter = give(&tag).unwrap_or(NONE);
        (tag, letter)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(tags: &[(&str, char)]) -> TagSet {
        let tag = |(id, key): &(&str, char)| Tag {
            id: (*id).into(),
            label: format!("{id} {key}"),
            key: *key,
            colour: Colour::Cyan,
        };
        TagSet::new(tags.iter().map(tag))
    }

    #[test]
    fn tags_that_only_the_other_set_has_follow() {
        let (ours, theirs) =
            (set(&[("number", 'f'), ("claim", 'c')]), set(&[("quote", 'o'), ("claim", 'x'), ("a", 'a')]));
        assert_eq!(ours.union(&theirs), set(&[("number", 'f'), ("claim", 'c'), ("quote", 'o'), ("a", 'a')]));
        assert_eq!(ours.union(&ours), ours);
        assert_eq!(TagSet::new([]).union(&theirs), theirs);
        assert_eq!(TagSet::default().union(&TagSet::default()), TagSet::default());
    }

    #[test]
    fn a_key_is_given_once_and_not_where_a_command_has_it() {
        let tags = set(&[("next", 'j'), ("claim", 'c'), ("cause", 'c'), ("level", 'l'), ("word", 'ك'), ("rest", 'R')]);
        let reserved = [('j', "next sentence"), ('r', "kept for changing a tag")];
        let keys: Vec<String> =
            tags.keys(&reserved).into_iter().map(|key| key.map_or_else(|why| why, String::from)).collect();
        let letter = |id| format!("the key of the tag {id} must be one letter, a to z");
        assert_eq!(
            keys,
            [
                "the key j of the tag next is taken: next sentence",
                "c",
                "the key c of the tag cause is taken: an earlier tag has it",
                "l",
                &letter("word"),
                &letter("rest"),
            ]
        );
        assert_eq!(TagSet::default().keys(&reserved), ['c', 'o', 'f'].map(Ok));
    }

    /// Quote and question had one letter, Q.
    #[test]
    fn the_letters_of_the_margin_differ() {
        let letters = |set: TagSet| (0..set.len()).map(|at| set.letter(at)).collect::<String>();
        assert_eq!(letters(TagSet::default()), "CQF");
        let ids =
            [("quote", 'o'), ("question", 'w'), ("quiz", 'w'), ("42", 'ك'), ("claim", 'q'), ("q", 'q'), ("i-b", '?')];
        assert_eq!(letters(set(&ids)), "QWUACBI");
        let many: Vec<(String, char)> = (0..30).map(|number| (format!("t{number}"), 't')).collect();
        let many: Vec<(&str, char)> = many.iter().map(|(id, key)| (&**id, *key)).collect();
        assert_eq!(letters(set(&many)), "TABCDEFGHIJKLMNOPQRSUVWXYZ????");
        let shapes = |set: TagSet| (0..set.len()).map(|at| set.shape(at)).collect::<String>();
        assert_eq!(shapes(set(&many[..9])), "◆●■▲◇○□△◆");
    }

    #[test]
    fn a_tag_that_is_used_is_added_as_it_is_known() {
        let mut tags = set(&[("claim", 'c')]);
        tags.add("quote", &TagSet::default());
        tags.add("law", &TagSet::default());
        tags.add("claim", &TagSet::default());
        let found: Vec<(&str, char)> = tags.iter().map(|tag| (&*tag.label, tag.key)).collect();
        assert_eq!(found, [("claim c", 'c'), ("Quote", 'o'), ("law", 'l')]);
        assert_eq!((tags.letter(2), tags.len()), ('L', 3));
    }

    #[test]
    fn labels_are_told_of_one_and_of_several() {
        let of = |label: &str| Tag { label: label.into(), ..TagSet::default().tags[0].0.clone() };
        assert_eq!(
            ["Claim", "Hypothesis", "ادعاء", "A1"].map(|label| of(label).several()),
            ["Claims", "Hypothesis", "ادعاء", "A1"]
        );
        assert_eq!((of("Claim").name(), of(&"É".repeat(40)).name()), ("claim".into(), "é".repeat(32) + "…"));
    }
}
