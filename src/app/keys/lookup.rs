//! What a key does under a tag set.

use std::collections::HashMap;

use super::action::Action;
use super::key::{Code, Key};
use super::keymap::{Binding, Context, bindings};
use super::langmap;
use crate::annotation::TagSet;

/// The table, looked up.
#[derive(Clone, Debug)]
pub struct Keymap {
    tags: TagSet,
    bindings: Vec<Binding>,
    /// By the key, and the one before it where it is one of two.
    keys: HashMap<(Context, Option<Key>, Key), Action>,
}

impl Default for Keymap {
    /// With the built-in tags.
    fn default() -> Self {
        Self::new(&TagSet::default())
    }
}

impl Keymap {
    /// The keys under a tag set.
    pub fn new(tags: &TagSet) -> Self {
        let bindings = bindings(tags);
        let all = bindings.iter().flat_map(|binding| binding.keys.iter().map(move |name| (binding, name)));
        let keys = all.filter_map(|(binding, name)| {
            let (prefix, key) = Key::sequence(name)?;
            Some(((binding.context, prefix, key), binding.action))
        });
        Self { tags: tags.clone(), keys: keys.collect(), bindings }
    }

    /// The tag set that it is of.
    pub fn tags(&self) -> &TagSet {
        &self.tags
    }

    /// The rows of a place, in the order of the help.
    pub fn rows(&self, context: Context) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| binding.context == context)
    }

    /// What `key` does, behind `prefix` where it is the second of two. A letter of a layout that is not Latin counts as the key at its
    /// place (see `langmap.rs`).
    pub fn action(&self, context: Context, prefix: Option<Key>, key: Key) -> Option<Action> {
        let found = |context, key| self.keys.get(&(context, prefix, key));
        let mut places = context.places().into_iter();
        places.find_map(|place| found(place, key).or_else(|| found(place, latin(key)))).copied()
    }

    /// Whether the first key of a row does there what the row says.
    pub fn has(&self, context: Context, binding: &Binding) -> bool {
        let found = Key::sequence(binding.keys[0]).and_then(|(prefix, key)| self.action(context, prefix, key));
        found == Some(binding.action)
    }

    /// The key as the first of two, where there are such.
    pub fn prefix(&self, context: Context, key: Key) -> Option<Key> {
        let (prefix, places) = (Some(latin(key)), context.places());
        self.keys.keys().any(|(place, first, _)| places.contains(place) && *first == prefix).then_some(prefix).flatten()
    }
}

fn latin(key: Key) -> Key {
    match key.code {
        Code::Char(character) => Key { code: Code::Char(langmap::to_qwerty(character)), ..key },
        _ => key,
    }
}
