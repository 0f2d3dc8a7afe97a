//! Tests that cannot run everywhere: most need a program or a right that not everybody has.
//!
//! Such a test passes where `HASHIYA_MAY_SKIP` is not set, since `cargo test` must pass for whoever has no more than a compiler; it is
//! counted and said on standard error. Where the variable is set, it fails unless what it lacks is named there, with commas between the
//! names. `.ci/run` sets it, so that no test stops running there unseen.

use std::fmt::Display;
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

static SKIPPED: AtomicUsize = AtomicUsize::new(0);

/// Says that this test cannot run for want of what `lacking` names; the test is to return then.
pub(crate) fn skip(lacking: &str, why: impl Display) {
    let may = std::env::var("HASHIYA_MAY_SKIP").map_or(true, |names| names.split(',').any(|name| name == lacking));
    assert!(may, "cannot run here for want of {lacking}: {why}; with {lacking} in HASHIYA_MAY_SKIP it is skipped");
    let number = SKIPPED.fetch_add(1, Ordering::Relaxed) + 1;
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    // Not `eprintln!`: what it prints is kept back where the test passes.
    let _ = writeln!(io::stderr(), "\nskipped: {test}, number {number} of this program, lacks {lacking}: {why}");
}
