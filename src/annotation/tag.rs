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
