//! The real program and its files: killed, on disks that fail or are full, beside others that write. Nothing is lost.

mod crash;
mod fsync;
mod full_disk;
mod recovering;
mod replacing;
#[path = "../support/skip.rs"]
mod skip;
#[path = "../support/program.rs"]
mod support;
mod watching;
mod writers;

use std::path::Path;

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
