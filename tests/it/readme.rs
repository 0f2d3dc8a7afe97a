//! The README says of the keys what the keymap does.

use hashiya::app::page::key_table;

const OPEN: &str = "<!-- keys -->";
const CLOSE: &str = "<!-- /keys -->";

#[test]
fn the_keys_in_the_readme_are_the_keymap() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).expect("README.md");
    let expected = key_table();
    let inside = readme.split_once(OPEN).and_then(|(_, rest)| rest.split_once(CLOSE)).map(|(inside, _)| inside);
    let same = inside.is_some_and(|inside| inside.trim() == expected.trim());
    assert!(
        same,
        "README.md does not say what the keymap does. Put this between {OPEN} and {CLOSE}:\n\n{}\n",
        expected.trim()
    );
}

#[test]
fn a_key_in_the_table_breaks_no_markdown() {
    for line in key_table().lines().filter(|line| line.starts_with("| `")) {
        assert_eq!(line.matches('|').count(), 3, "{line}");
        assert_eq!(line.split('|').nth(1).map(|keys| keys.matches('`').count() % 2), Some(0), "{line}");
    }
}
