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

/// The shape that tells a tag apart where there is no colour.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Shape {
    /// ◆
    Diamond,
    /// ●
    Circle,
    /// ■
    Square,
    /// ▲, for tags beyond the built-in three.
    Triangle,
}

impl Shape {
    /// The character that draws it, one column wide.
    pub const fn glyph(self) -> char {
        match self {
            Self::Diamond => '◆',
            Self::Circle => '●',
            Self::Square => '■',
            Self::Triangle => '▲',
        }
    }
}

/// A tag: its id is what annotations and exports name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tag {
    /// What annotations name: lower-case ASCII letters, digits and `-`.
    pub id: String,
    /// What people read.
    pub label: String,
    /// The letter of the margin and of the key.
    pub key: char,
    /// Its colour.
    pub colour: Colour,
}

impl Tag {
    /// The letter shown in the margin: the key in upper case.
    pub fn letter(&self) -> char {
        self.id.chars().next().map_or('?', |first| first.to_ascii_uppercase())
    }
}

/// The tags of an article, in the order of their number keys.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TagSet {
    tags: Vec<Tag>,
}

impl Default for TagSet {
    /// Claim, quote and figure.
    fn default() -> Self {
        let tag = |id: &str, label: &str, key, colour| Tag { id: id.into(), label: label.into(), key, colour };
        Self {
            tags: vec![
                tag("claim", "Claim", 'c', Colour::Red),
                tag("quote", "Quote", 'o', Colour::Green),
                tag("figure", "Figure", 'f', Colour::Blue),
            ],
        }
    }
}

impl TagSet {
    /// A set from its tags; later tags with an id already seen are left out.
    pub fn new(tags: impl IntoIterator<Item = Tag>) -> Self {
        let mut seen = HashSet::new();
        Self { tags: tags.into_iter().filter(|tag| seen.insert(tag.id.clone())).collect() }
    }

    /// Adds a tag that only annotations name so far: its label is its id, its key the first letter of that.
    pub fn add(&mut self, id: &str) {
        if self.get(id).is_none() {
            let (colour, _) = Colour::NAMES[self.tags.len() % Colour::NAMES.len()];
            let key = id.chars().next().unwrap_or('?');
            self.tags.push(Tag { id: id.to_owned(), label: id.to_owned(), key, colour });
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
        self.tags.iter().map(&mut give).collect()
    }

    /// The tags in order.
    pub fn iter(&self) -> impl Iterator<Item = &Tag> {
        self.tags.iter()
    }

    /// The tag of an id.
    pub fn get(&self, id: &str) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.id == id)
    }

    /// The place of an id in the order, from 0.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.tags.iter().position(|tag| tag.id == id)
    }

    /// The tag at a place in the order, from 0.
    pub fn nth(&self, position: usize) -> Option<&Tag> {
        self.tags.get(position)
    }

    /// The shape of a tag, by its place in the order.
    pub fn shape(&self, id: &str) -> Shape {
        match self.position(id) {
            Some(0) => Shape::Diamond,
            Some(1) => Shape::Circle,
            Some(2) => Shape::Square,
            _ => Shape::Triangle,
        }
    }
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
}
