//! Reads `src/` and fails when a layer reaches up: the table in `src/lib.rs`, made to hold.
//!
//! Paths are found as text (`crate::x`, `super::…` that leaves the layer, `hashiya::x`), comments and string literals left out.

use std::fs;
use std::path::{Path, PathBuf};

/// What each layer may import of the crate; itself always. `*` is everything.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("disk", &[]),
    ("annotation", &["text"]),
    ("input", &["text", "disk"]),
    ("import", &["text", "annotation"]),
    ("export", &["text", "annotation", "input", "disk"]),
    ("store", &["text", "annotation", "input", "disk"]),
    ("settings", &["text", "annotation", "disk", "store"]),
    ("app", &["text", "annotation", "input", "export", "store"]),
    ("ui", &["app", "annotation", "settings", "text"]),
    ("term", &["app", "text", "disk"]),
    ("run", &["*"]),
    ("cli", &["*"]),
    ("main", &["*"]),
    ("lib", &["*"]),
];

/// What a layer may take of another one that has the disk under it: plain data. `app` knows what the saver reports, and conflicts
/// in it; `ui` themes.
const PARTS: &[(&str, &str, &[&str])] = &[
    ("app", "store", &["Report", "Conflict", "Offer"]),
    ("ui", "settings", &["DEFAULT", "Ink", "LABELS", "Look", "Looks", "THEMES"]),
];

/// Rooms of `app`, and what each may import, itself always: that the work on an article and what is seen of it know nothing of each
/// other, nor of keys, modes and pages. The rest of `app`, which owns both, may import all of it.
const ROOMS: &[(&str, &[&str])] = &[
    ("message", &[]),
    ("effect", &["text", "annotation", "store"]),
    ("view", &["text", "app::message"]),
    ("session", &["text", "annotation", "input", "store", "app::message", "app::effect"]),
];

/// Words that some layers must not have, and who they are.
const FORBIDDEN: &[(&[&str], &[&str])] = &[
    (
        &[
            "text",
            "disk",
            "annotation",
            "input",
            "export",
            "store",
            "settings",
            "app",
            "ui",
            "run",
            "cli",
            "main",
            "lib",
        ],
        &["crossterm::"],
    ),
    (&["text", "disk", "annotation", "input", "export", "store", "settings", "app"], &["ratatui::"]),
    (
        &[
            "text",
            "disk",
            "annotation",
            "input",
            "export",
            "store",
            "settings",
            "app",
            "ui",
            "term",
            "run",
            "cli",
            "main",
        ],
        &["cfg(unix)"],
    ),
    (
        &["text", "annotation", "app", "ui"],
        &[
            "Instant::now",
            "SystemTime::now",
            "Timestamp::now",
            "Zoned::now",
            "thread::sleep",
            "std::process",
            "io::stdin",
            "io::stdout",
            "write_files",
            "Article::open",
        ],
    ),
];

/// What only `disk` may say, and unit tests: whatever touches the file system.
const OF_DISK: &[&str] = &[
    "std::fs",
    "unix::fs",
    "rustix::fs",
    " fs::",
    "(fs::",
    "tempfile",
    "File::open",
    "File::create",
    "File::options",
    ".exists()",
    ".try_exists()",
    ".is_file()",
    ".is_dir()",
    ".is_symlink()",
    ".canonicalize()",
    ".metadata()",
    ".symlink_metadata()",
    ".read_dir()",
    ".read_link()",
];

struct Source {
    path: PathBuf,
    layer: String,
    /// Modules from the crate's root to this file: 1 for `text/mod.rs` and `text.rs`, 2 for `text/bidi.rs`.
    depth: usize,
    code: String,
}

/// A path that a file names: the layer, and what is taken of it.
#[derive(Debug, PartialEq)]
struct Import {
    layer: String,
    items: Vec<String>,
    line: usize,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut found) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(&root).expect("below src").with_extension("");
                let names: Vec<&str> = below.iter().filter_map(|name| name.to_str()).collect();
                let depth = names.len() - usize::from(names.last() == Some(&"mod"));
                let code = without_comments_and_strings(&fs::read_to_string(&path).expect("UTF-8"));
                found.push(Source { layer: names[0].to_owned(), depth, code, path });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Rust text with comments and the insides of string and character literals blanked; line ends stay.
fn without_comments_and_strings(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) =
            raw_string(rest).filter(|_| !out.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        {
            length
        } else if first == '"' {
            quoted(rest, '"')
        } else if first == '\'' && is_character(rest) {
            quoted(rest, '\'')
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        out.extend(rest[..taken].chars().map(|character| if character == '\n' { '\n' } else { ' ' }));
        rest = &rest[taken..];
    }
    out
}

/// Bytes of the raw string at the start, if there is one.
fn raw_string(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r').or_else(|| rest.strip_prefix("br"))?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let open = rest.len() - after.len() + hashes + 1;
    Some(rest[open..].find(&close).map_or(rest.len(), |end| open + end + close.len()))
}

/// Bytes of the literal at the start, its quotes included.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Whether a quote begins a character rather than a lifetime.
fn is_character(rest: &str) -> bool {
    let mut after = rest.chars().skip(1);
    match after.next() {
        Some('\\') => true,
        Some(_) => after.next() == Some('\''),
        None => false,
    }
}

fn imports(source: &Source) -> Vec<Import> {
    let mut found = Vec::new();
    let mut inline = 0;
    for (number, line) in source.code.lines().enumerate() {
        // Inline modules are at the left edge, as rustfmt leaves them; `super` in one is the file's own module.
        if line.starts_with("mod ") && line.ends_with('{') || line.starts_with("pub mod ") && line.ends_with('{') {
            inline = 1;
        } else if line.starts_with('}') {
            inline = 0;
        }
        let mut rest = line;
        while let Some((at, root)) = ["crate::", "hashiya::", "super::"]
            .iter()
            .filter_map(|root| Some((rest.find(root)?, *root)))
            .min_by_key(|(at, _)| *at)
        {
            let whole =
                !rest[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == ':');
            let mut path = &rest[at..];
            rest = &rest[at + root.len()..];
            if !whole {
                continue;
            }
            let mut up = 0;
            while let Some(after) = path.strip_prefix("super::") {
                (up, path) = (up + 1, after);
            }
            // What follows is taken from there: `super::super::x` is one path.
            rest = if up > 0 { path } else { rest };
            let path = path.strip_prefix("crate::").or_else(|| path.strip_prefix("hashiya::")).unwrap_or(path);
            if up > 0 && up + 1 == source.depth + inline {
                found.push(Import { layer: source.layer.clone(), items: items(path), line: number + 1 });
            }
            if up > 0 && up < source.depth + inline {
                continue;
            }
            assert!(
                path.starts_with(char::is_alphabetic),
                "{}:{}: one `use` a layer, and by name",
                source.path.display(),
                number + 1
            );
            let end = path.find(|character: char| !character.is_alphanumeric() && character != '_');
            let (layer, after) = path.split_at(end.unwrap_or(path.len()));
            found.push(Import { layer: layer.to_owned(), items: items(after), line: number + 1 });
        }
    }
    found
}

/// The first names after a layer: of `::a::b;` that is `a`, of `::{a, b::c};` `a` and `b::c`.
fn items(after: &str) -> Vec<String> {
    let after = after.trim_start_matches(':');
    let names = match after.strip_prefix('{') {
        Some(inside) => inside.split('}').next().unwrap_or_default(),
        None => {
            after.split(|character: char| !character.is_alphanumeric() && character != '_').next().unwrap_or_default()
        }
    };
    names.split(',').map(|name| name.trim().to_owned()).collect()
}

#[test]
fn no_layer_reaches_up() {
    let mut wrong = Vec::new();
    for source in sources() {
        let Some((_, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == source.layer) else {
            wrong.push(format!("{}: no layer; name it in src/lib.rs and here", source.path.display()));
            continue;
        };
        for import in imports(&source) {
            // Macros and items at the root of the crate are no layer.
            let known = LAYERS.iter().any(|(layer, _)| *layer == import.layer);
            let may =
                allowed.contains(&"*") || import.layer == source.layer || allowed.contains(&import.layer.as_str());
            if !known || !may {
                wrong.push(format!(
                    "{}:{}: {} must not import {}",
                    source.path.display(),
                    import.line,
                    source.layer,
                    import.layer
                ));
            }
            let parts = PARTS.iter().find(|(layer, of, _)| source.layer == *layer && import.layer == *of);
            for item in
                parts.iter().flat_map(|(.., parts)| import.items.iter().filter(|item| !parts.contains(&item.as_str())))
            {
                let (path, line, of) = (source.path.display(), import.line, &import.layer);
                wrong.push(format!("{path}:{line}: {} must not use {of}::{item}", source.layer));
            }
        }
    }
    assert!(wrong.is_empty(), "layers:\n{}", wrong.join("\n"));
}

#[test]
fn session_and_view_know_nothing_of_each_other_nor_of_the_shell() {
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for source in sources().iter().filter(|source| source.layer == "app") {
        let below = source.path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app")).expect("in app");
        let room = below.with_extension("");
        let Some((room, allowed)) = ROOMS.iter().find(|(name, _)| room.iter().next() == Some(name.as_ref())) else {
            continue;
        };
        seen += 1;
        for import in imports(source) {
            let items = import.items.iter().filter(|item| !item.is_empty());
            let names = items.map(|item| match import.layer.as_str() {
                "app" => format!("app::{}", item.split("::").next().unwrap_or_default()),
                layer => layer.to_owned(),
            });
            for name in names.filter(|name| *name != format!("app::{room}") && !allowed.contains(&name.as_str())) {
                wrong.push(format!("{}:{}: {room} must not import {name}", source.path.display(), import.line));
            }
        }
    }
    assert!(wrong.is_empty(), "rooms:\n{}", wrong.join("\n"));
    assert!(seen > ROOMS.len(), "the rooms are where they were");
}

#[test]
fn no_clock_disk_or_terminal_where_it_does_not_belong() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (_, words) in FORBIDDEN.iter().filter(|(layers, _)| layers.contains(&source.layer.as_str())) {
            for (number, line) in source.code.lines().enumerate() {
                // `ratatui::crossterm` is crossterm as well, and is found so.
                for word in words.iter().filter(|word| line.contains(**word)) {
                    wrong.push(format!("{}:{}: {word} in {}", source.path.display(), number + 1, source.layer));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "not here:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_disk_touches_the_file_system() {
    let mut wrong = Vec::new();
    let others = sources().into_iter().filter(|source| source.layer != "disk" && !source.path.ends_with("tests.rs"));
    for source in others {
        let code = source.code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            for word in OF_DISK.iter().filter(|word| line.contains(**word)) {
                wrong.push(format!("{}:{}: {word} is for src/disk", source.path.display(), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "not here:\n{}", wrong.join("\n"));
}

#[test]
fn the_table_in_lib_names_every_layer() {
    let lib = include_str!("../../src/lib.rs");
    let table: String = lib.lines().filter(|line| line.starts_with("//! |")).collect();
    for (layer, allowed) in LAYERS.iter().filter(|(layer, _)| !["main", "lib"].contains(layer)) {
        assert!(table.contains(&format!("`{layer}`")), "{layer} ({allowed:?}) is not in the table of src/lib.rs");
    }
}

/// What failed is kept beside the other tests only where a property of `src` says so.
#[test]
fn properties_keep_what_failed_under_tests() {
    for source in sources() {
        for block in source.code.split("proptest! {").skip(1) {
            let says = block.trim_start().starts_with("#![proptest_config(crate::text::properties::cases(");
            assert!(says, "{}: needs crate::text::properties::cases", source.path.display());
        }
    }
}

#[test]
fn imports_are_found_in_every_spelling() {
    let found = |code: &str, depth| {
        let code = without_comments_and_strings(code);
        let source = Source { path: PathBuf::from("x.rs"), layer: "text".into(), depth, code };
        imports(&source)
            .into_iter()
            .map(|import| format!("{} {}", import.layer, import.items.join(" ")))
            .collect::<Vec<_>>()
    };
    assert_eq!(found("use crate::app::App;", 1), ["app App"]);
    assert_eq!(found("use crate::store::{Fit, paths::config};", 1), ["store Fit paths::config"]);
    assert_eq!(found("let a = crate::run::read(x, hashiya::cli::run);", 1), ["run read", "cli run"]);
    assert_eq!(found("use super::span::Span; use super::super::app::App;", 2), ["text span", "app App"]);
    assert_eq!(found("use super::super::view::View;", 3), ["text view"]);
    assert_eq!(found("mod tests {\n    use super::app;\n}\nuse super::ui;", 1), ["text app", "ui "]);
    assert_eq!(
        found("// crate::app\n/* crate::app */ \"crate::app\" r#\"crate::\"app\"# '\"' crate::text '\\''", 1),
        ["text "]
    );
}
