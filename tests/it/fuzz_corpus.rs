//! What fuzzing found or kept runs once more: every file of the corpus through its target (`tests/fuzz`).

#[path = "../fuzz/targets/mod.rs"]
mod targets;

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use proptest::prelude::*;

#[test]
fn the_corpus_passes() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    let mut failed = Vec::new();
    for (name, target) in targets::TARGETS {
        let entries = fs::read_dir(corpus.join(name)).expect("a folder for each target");
        let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
        files.sort();
        assert!(!files.is_empty(), "nothing to replay for {name}");
        for file in files {
            let bytes = fs::read(&file).expect("a file");
            // The panic's own message is printed as it happens.
            if catch_unwind(|| target(&bytes)).is_err() {
                failed.push(file);
            }
        }
        target(b"");
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

/// Pieces of Markdown, of which anything can be made.
const PIECES: [&str; 53] = [
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "  ",
    "    ",
    "\t",
    "> ",
    ">",
    "- ",
    "1. ",
    "2) ",
    "[ ] ",
    "[x] ",
    "# ",
    "## ",
    "===",
    "---",
    "***",
    "```",
    "~~~",
    "**",
    "*",
    "_",
    "`",
    "``",
    "~~",
    "[",
    "]",
    "](u)",
    "![",
    "[^1]",
    "[^1]: ",
    "[x]: u",
    "|",
    "|---|:-:|",
    "&amp;",
    "&#10;",
    "\\",
    "<br>",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "<",
    ">",
    "نص",
    "word.",
    "😀",
    "\u{200f}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_markdown_passes(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60), front in any::<bool>()) {
        let text = format!("{}{}", if front { "---\ntitle: x\n---\n" } else { "" }, pieces.concat());
        let run = targets::TARGETS.iter().find(|(name, _)| *name == "markdown").map(|(_, run)| run);
        prop_assert!(catch_unwind(|| run.expect("a target")(text.as_bytes())).is_ok(), "{text:?}");
    }
}
