//! The settings as people read them: a `config.toml` with everything in it, and the rows of a table.

use super::config::BESIDE;
use super::setting::{Kind, Setting};
use super::table::SETTINGS;
use super::tags::TAG;
use crate::annotation::{Tag, TagSet};

/// A `config.toml` that says of each setting what it is about and what it may be, with all of them as they are built in behind `#`.
pub fn annotated() -> String {
    let head = format!(
        "# The settings of hashiya, as they are where nothing is said: to change one, take away the # before it.\n\
         # This file is $XDG_CONFIG_HOME/hashiya/config.toml, mostly ~/.config/hashiya/config.toml. Some of it may stand in\n\
         # {BESIDE} in the folder of an article as well, which goes before it for what is there. An option of the command line\n\
         # goes before both.\n"
    );
    let tags = format!(
        "\n# The tags, in the order of their digits; also in {BESIDE}. The id is what annotations name, the label what people read. The\n\
         # key is a letter of a to z that no command has. Those of the sidecar that are not among them follow.\n"
    );
    let set = TagSet::default();
    let parts = std::iter::once(head).chain(SETTINGS.iter().map(told)).chain([tags]).chain(set.iter().map(told_tag));
    parts.collect()
}

fn told(setting: &Setting) -> String {
    let Setting { name, doc, default, .. } = setting;
    let names = if let Kind::Choice(names) = setting.kind { names } else { &[] };
    let names: String = names.iter().flat_map(|(name, doc)| ["#   ", name, ": ", doc, "\n"]).collect();
    format!("\n# {doc}.\n# {}\n{names}#{name} = {default}\n", facts(setting))
}

fn told_tag(Tag { id, label, key, colour }: &Tag) -> String {
    let colour = colour.name();
    format!("#[[{TAG}]]\n#id = \"{id}\"\n#label = \"{label}\"\n#key = \"{key}\"\n#colour = \"{colour}\"\n")
}

/// What a setting may be and where it may be said.
fn facts(setting: &Setting) -> String {
    let option = setting.option.map(|word| format!("--{} {word}", setting.name).trim_end().to_owned());
    let shared = setting.shared.then(|| format!("also in {BESIDE}"));
    [Some(setting.allowed()), option, shared].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// The rows of a table of the settings: the name, what it is about, what it may be and where, and what it is where nobody says.
pub fn rows() -> impl Iterator<Item = [String; 4]> {
    SETTINGS
        .iter()
        .map(|setting| [setting.name.to_owned(), setting.doc.to_owned(), facts(setting), setting.default.to_string()])
}
