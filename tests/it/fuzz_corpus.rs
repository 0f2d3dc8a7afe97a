//! What fuzzing found or kept runs once more: every file of the corpus through its target (`tests/fuzz`).

#[path = "../fuzz/targets/mod.rs"]
mod targets;

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

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
